/**
 * The parts of Tone.js that sound is made of, each by its own path. Tone's index opens an AudioContext, a transport and
 * a blob worker the moment it is imported; a game has one AudioContext already, and it is Phaser's.
 */

import { allowBanner } from './tone-banner.ts';

// What follows is imported after it: this is where Tone would write into the console.

import { Context } from 'tone/build/esm/core/context/Context.js';
import { dummyContext, getContext, setContext } from 'tone/build/esm/core/context/GlobalContext.js';

export { Panner } from 'tone/build/esm/component/channel/Panner.js';
export { Compressor } from 'tone/build/esm/component/dynamics/Compressor.js';
export { AmplitudeEnvelope } from 'tone/build/esm/component/envelope/AmplitudeEnvelope.js';
export { BiquadFilter } from 'tone/build/esm/component/filter/BiquadFilter.js';
export { Convolver } from 'tone/build/esm/component/filter/Convolver.js';
export { Delay } from 'tone/build/esm/core/context/Delay.js';
export { Gain } from 'tone/build/esm/core/context/Gain.js';
export { ToneAudioBuffer } from 'tone/build/esm/core/context/ToneAudioBuffer.js';
export { AMSynth } from 'tone/build/esm/instrument/AMSynth.js';
export { FMSynth } from 'tone/build/esm/instrument/FMSynth.js';
export { MembraneSynth } from 'tone/build/esm/instrument/MembraneSynth.js';
export { MetalSynth } from 'tone/build/esm/instrument/MetalSynth.js';
export { MonoSynth } from 'tone/build/esm/instrument/MonoSynth.js';
export { Synth } from 'tone/build/esm/instrument/Synth.js';
export { WaveShaper } from 'tone/build/esm/signal/WaveShaper.js';
export { LFO } from 'tone/build/esm/source/oscillator/LFO.js';

allowBanner();

/**
 * The native parameter under one of Tone's. Tone keeps a record of all that is scheduled on its own, which makes a line of
 * thirty corners cost a millisecond; whoever draws on the native one keeps to it.
 * @throws TypeError for a signal, which has none.
 */
export function nativeParam({ input }: { readonly input: GainNode | AudioParam }): AudioParam {
  if ('setValueAtTime' in input) return input;
  throw new TypeError('nativeParam: this is a signal of Tone; ask for a parameter');
}

/** A Tone context around a native one that belongs to somebody else. */
export class BorrowedContext extends Context {
  /** @param native stays open and running when this is disposed. */
  constructor(native: BaseAudioContext) {
    const { onstatechange } = native;
    // No clock of Tone's is needed: everything is scheduled on the audio clock, and what comes next by our own ticker.
    super({ context: native as AudioContext, clockSource: 'offline', lookAhead: 0 });
    native.onstatechange = onstatechange;
  }

  /** Tone warns of every note that is begun on a context that does not run, unless it is an offline one. */
  override readonly isOffline = true;

  /**
   * Builds nodes. Whatever context a node of Tone's is given, it also asks for the global one, which opens an
   * AudioContext where there is none. Only for that moment this one stands in; a game's own Tone never sees it.
   */
  build<T>(make: () => T): T {
    if (hasGlobalContext()) return make();
    setContext(this);
    try {
      return make();
    } finally {
      setContext(dummyContext);
    }
  }

  /** Leaves the native context open: it is not ours. */
  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Whether the game, using Tone itself, has a global context. Only asking for it tells, and asking makes one unless that fails. */
export function hasGlobalContext(): boolean {
  const { getDefaults } = Context;
  Context.getDefaults = () => {
    throw new Error('no context is to be made');
  };
  try {
    return getContext() !== dummyContext;
  } catch {
    return false;
  } finally {
    Context.getDefaults = getDefaults;
  }
}
