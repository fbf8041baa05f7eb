/** Renders a synthesizer's notes to samples, once, on the player's machine: faster than most samples load over a network. */

import { createYielder } from '../../music/background-tasks.ts';
import { random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import { gainOfDb } from '../decibels.ts';
import { crossfadeLoop, findLoop } from '../loop.ts';
import { NOTE_LOUDNESS, peakLoudness } from '../loudness.ts';
import { belowNyquist, type Hertz, roomBelowNyquist } from '../nyquist.ts';
import { AmplitudeEnvelope, BiquadFilter, BorrowedContext, Gain, MembraneSynth, MetalSynth } from '../tone.ts';
import type { Sampled, SampledNote } from './sampled-instrument.ts';
import { type Layer, SYNTH_KITS, type SynthKit } from './synth-kits.ts';
import { SYNTHS, type SynthInstrument, type SynthKitName } from './synths.ts';

/** Silence between notes. */
const GAP: Seconds = 0.05;
/** Audio kept after the loop of a sustained note, for its release. */
const BEHIND_LOOP: Seconds = 0.04;
/** Length of the loop at the end of a sustained note: one second, a whole number of vibrato periods. */
const ROUND: Seconds = 1;
/** Samples of noise that are generated at once. */
const NOISE_PIECE = 16384;
/** The drum keys that determine a set's level. */
const BACKBONE = [36, 38];

/** Largest gain of leveling: at a low sample rate, almost nothing may be left of a note. */
const MOST_GAIN = gainOfDb(24);
/** Lowest frequency of the metal of cymbals. */
const RESONANCE: Hertz = 5500;

/** Whether a synthesizer of that name exists. */
export function isSynth(name: string): boolean {
  return Object.hasOwn(SYNTHS, name) || Object.hasOwn(SYNTH_KITS, name);
}

/** Renders a synthesizer, unless aborted. Rejects with a one-line error if the engine fails. @throws RangeError for an unknown name. */
export async function renderSynth(name: string, engine: Engine): Promise<Sampled> {
  try {
    if (Object.hasOwn(SYNTH_KITS, name)) return await renderKit(SYNTH_KITS[name as SynthKitName], engine);
    return await renderNotes(SYNTHS[name]!, engine);
  } catch (error) {
    throw new Error(`cannot render the synthesizer '${name}': ${(error as Error).message}`);
  }
}

/** The audio engine that renders. */
export interface Engine {
  readonly Offline: typeof OfflineAudioContext;
  /** Hz. */
  readonly sampleRate: number;
  /** Aborts rendering. */
  readonly signal?: AbortSignal;
  /** Whether music is playing, so that time slices must be short. */
  readonly isPlaying: () => boolean;
}

/** Methods with which Tone creates nodes. */
const CREATORS = [
  'createGain',
  'createOscillator',
  'createBufferSource',
  'createBiquadFilter',
  'createConstantSource',
  'createWaveShaper',
  'createStereoPanner',
] as const;

/** Collects every node that a context creates from now on: Tone creates hundreds that it does not expose. */
function nodesOf(context: BaseAudioContext): AudioNode[] {
  const nodes: AudioNode[] = [];
  for (const name of CREATORS) {
    const create = context[name].bind(context) as () => AudioNode;
    Object.defineProperty(context, name, {
      value: () => {
        const node = create();
        nodes.push(node);
        return node;
      },
    });
  }
  return nodes;
}

interface Slot {
  readonly pitch: number;
  readonly start: Seconds;
  readonly seconds: Seconds;
}

function slots(pitches: readonly number[], seconds: (pitch: number) => Seconds): { list: Slot[]; end: Seconds } {
  let end = GAP;
  const list = pitches.map((pitch) => {
    const slot = { pitch, start: end, seconds: seconds(pitch) };
    end += slot.seconds + GAP;
    return slot;
  });
  return { list, end };
}

/** @param building builds the sound, one step per iteration. */
async function rendered(
  { Offline, sampleRate, signal, isPlaying }: Engine,
  seconds: Seconds,
  building: (context: BorrowedContext, destination: AudioNode) => Generator<void>,
): Promise<AudioBuffer> {
  const offline = new Offline(1, Math.ceil(seconds * sampleRate), sampleRate);
  const nodes = nodesOf(offline);
  const free = () => {
    for (const node of nodes.splice(0)) node.disconnect();
  };
  const context = new BorrowedContext(offline);
  try {
    const turn = createYielder(isPlaying);
    const work = building(context, offline.destination);
    do {
      await turn();
      signal?.throwIfAborted();
    } while (!context.build(() => work.next()).done);
    signal?.addEventListener('abort', free);
    const buffer = await offline.startRendering();
    signal?.throwIfAborted();
    return buffer;
  } finally {
    signal?.removeEventListener('abort', free);
    free();
    context.dispose();
  }
}

async function renderNotes(
  { kind, lowest, octaves, seconds, make }: SynthInstrument,
  engine: Engine,
): Promise<Sampled> {
  const { sampleRate, isPlaying } = engine;
  const hertz = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);
  const pitches = Array.from({ length: octaves }, (_, i) => lowest + 12 * i);
  // A note too high for the sample rate would be silent: a lower one is played faster instead.
  const carried = pitches.filter((pitch) => pitch === lowest || hertz(pitch) <= belowNyquist(hertz(pitch), sampleRate));
  const { list, end } = slots(carried, () => seconds);
  const buffer = await rendered(engine, end, function* (context, destination) {
    for (const { pitch, start } of list) {
      yield;
      const note = make(context, hertz(pitch));
      note.output.connect(destination);
      // Sustained notes are cut in their loop, so the synthesizer's own release must come after it.
      note.play(start, kind === 'sustained' ? seconds : seconds - 0.1);
    }
  });
  const samples = buffer.getChannelData(0);
  const turn = createYielder(isPlaying);
  const notes: SampledNote[] = [];
  for (const slot of list) {
    await turn();
    const own = cut(samples, sampleRate, slot);
    const range = { start: seconds - BEHIND_LOOP - ROUND, end: seconds - BEHIND_LOOP };
    const loop = kind === 'sustained' ? findLoop(own, sampleRate, range, 1 / hertz(slot.pitch)) : null;
    if (loop) crossfadeLoop(own, sampleRate, loop);
    notes.push({ ...slot, buffer, gain: gainFor(peakLoudness(own, sampleRate)), loop, range: null });
  }
  return { drum: false, notes };
}

async function renderKit(kit: SynthKit, engine: Engine): Promise<Sampled> {
  const { sampleRate, isPlaying } = engine;
  const keys = Object.keys(kit).map(Number);
  const { list, end } = slots(keys, (key) => Math.max(...kit[key]!.map(({ decay }) => decay)) + 0.1);
  const buffer = await rendered(engine, end, function* (context, destination) {
    const noise = yield* noiseBuffer(context.rawContext as BaseAudioContext);
    for (const { pitch, start } of list) {
      for (const layer of kit[pitch]!) {
        yield;
        playLayer(context, layer, start, noise, destination);
      }
    }
  });
  const samples = buffer.getChannelData(0);
  const judged = list.filter(({ pitch }) => BACKBONE.includes(pitch));
  const turn = createYielder(isPlaying);
  let loudness = 0;
  for (const slot of judged) {
    await turn();
    loudness += peakLoudness(cut(samples, sampleRate, slot), sampleRate) / judged.length;
  }
  const gain = gainFor(loudness);
  return { drum: true, notes: list.map((slot) => ({ ...slot, buffer, gain, loop: null, range: null })) };
}

function playLayer(context: BorrowedContext, layer: Layer, start: Seconds, noise: AudioBuffer, to: AudioNode): void {
  const { gain, decay } = layer;
  const output = new Gain({ context, gain }).connect(to);
  if (layer.of === 'noise') {
    const source = (context.rawContext as BaseAudioContext).createBufferSource();
    const frequency = roomBelowNyquist(layer.hertz, context.sampleRate);
    const filter = new BiquadFilter({ context, type: layer.filter, frequency, Q: 0.7 });
    const envelope = new AmplitudeEnvelope({ context, attack: 0.001, decay, sustain: 0, release: 0.01 });
    source.buffer = noise;
    source.connect(filter.input as AudioNode);
    filter.chain(envelope, output);
    envelope.triggerAttack(start);
    source.start(start, start % 1);
    source.stop(start + decay + 0.02);
  } else {
    const envelope = { attack: 0.001, decay, sustain: 0, release: 0.01 };
    const synth =
      layer.of === 'skin'
        ? new MembraneSynth({ context, octaves: layer.octaves, pitchDecay: 0.04, envelope })
        : new MetalSynth({
            context,
            envelope,
            resonance: roomBelowNyquist(RESONANCE, context.sampleRate),
            octaves: 1.2,
          });
    synth.connect(output);
    synth.triggerAttackRelease(layer.hertz, decay, start);
  }
}

/** Three and a half seconds of seeded white noise: the same strokes every time. */
function* noiseBuffer(context: BaseAudioContext): Generator<void, AudioBuffer> {
  const buffer = context.createBuffer(1, Math.round(context.sampleRate * 3.5), context.sampleRate);
  const chance = random('drums');
  for (let from = 0; from < buffer.length; from += NOISE_PIECE) {
    const length = Math.min(NOISE_PIECE, buffer.length - from);
    const piece = Float32Array.from({ length }, () => chance.next() * 2 - 1);
    buffer.copyToChannel(piece, 0, from);
    yield;
  }
  return buffer;
}

const gainFor = (loudness: number) => Math.min(MOST_GAIN, gainOfDb(NOTE_LOUDNESS - loudness));

function cut(samples: Float32Array, sampleRate: number, { start, seconds }: Slot): Float32Array {
  const from = Math.round(start * sampleRate);
  return samples.subarray(from, from + Math.round(seconds * sampleRate));
}
