/**
 * The parts of Tone.js in use, each imported by its own path. Tone's index opens an AudioContext, a transport and a blob
 * worker on import; a game already has an AudioContext, Phaser's.
 */

import { allowBanner } from './tone-banner.ts';

// Must precede the imports below, on which Tone would log its banner.

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
 * The native parameter inside a Tone parameter. Tone records everything scheduled on its own, so that a ramp with thirty
 * points costs a millisecond. Schedule a parameter either natively or through Tone, not both.
 * @throws TypeError for a signal, which has none.
 */
export function nativeParam({ input }: { readonly input: GainNode | AudioParam }): AudioParam {
  if ('setValueAtTime' in input) return input;
  throw new TypeError('nativeParam: this is a Tone signal; pass a parameter');
}

/** A Tone context around the caller's native one. */
export class BorrowedContext extends Context {
  /** @param native stays open and running after disposal. */
  constructor(native: BaseAudioContext) {
    const { onstatechange } = native;
    // Tone's clock is not needed: everything is scheduled on the audio clock, by the plugin's own timer.
    super({ context: native as AudioContext, clockSource: 'offline', lookAhead: 0 });
    native.onstatechange = onstatechange;
  }

  /** Tone warns about every note that starts on a suspended context, unless it is an offline one. */
  override readonly isOffline = true;

  /**
   * Builds nodes. Every Tone node also reads the global context, which opens an AudioContext if there is none. This context is
   * the global one for the duration of the call only; the game's own Tone never sees it.
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

  /** Does nothing: the native context belongs to the caller. */
  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Whether the game, using Tone itself, has a global context. Reading it would create one, so creation is made to fail. */
export function hasGlobalContext(): boolean {
  const { getDefaults } = Context;
  Context.getDefaults = () => {
    throw new Error('context creation is blocked');
  };
  try {
    return getContext() !== dummyContext;
  } catch {
    return false;
  } finally {
    Context.getDefaults = getDefaults;
  }
}
