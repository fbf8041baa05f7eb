/**
 * Synthesizers of Tone's, in one table: they play when nothing has been downloaded. Each creates one note of a pitch; notes
 * are rendered once on the player's machine (see `synth-render.ts`), so that a synthesizer voice costs no more than a sampled
 * one. Settings follow the usual recipes: subtractive saws and pulses with a closing filter, and Chowning's frequency
 * modulation with integer ratios for glass and inharmonic ones for bells.
 */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import { belowNyquist } from '../nyquist.ts';
import { AMSynth, BiquadFilter, type BorrowedContext, FMSynth, LFO, MembraneSynth, MonoSynth, Synth } from '../tone.ts';

/** A note that can be played once. */
export interface SynthNote {
  readonly output: { connect(node: AudioNode): unknown };
  /** Plays the note from a time on, and releases it after `seconds`. */
  play(time: Seconds, seconds: Seconds): void;
}

/** Creates a note of a frequency, in Hz. */
export type SynthMaker = (context: BorrowedContext, hertz: number) => SynthNote;

/** A pitched synthesizer. */
export interface SynthInstrument {
  readonly kind: 'sustained' | 'plucked';
  /** Notes are rendered an octave apart, starting with the lowest. */
  readonly lowest: MidiPitch;
  readonly octaves: number;
  readonly seconds: Seconds;
  readonly make: SynthMaker;
}

interface Voice {
  triggerAttackRelease(hertz: number, seconds: Seconds, time: Seconds): unknown;
  connect(node: AudioNode): unknown;
}

/** A voice, with a low-pass filter if `cutoff` (in Hz) is given. */
function noteOf(context: BorrowedContext, hertz: number, voice: Voice, cutoff?: number): SynthNote {
  const play = (time: Seconds, seconds: Seconds) => void voice.triggerAttackRelease(hertz, seconds, time);
  if (cutoff === undefined) return { output: voice, play };
  const filter = new BiquadFilter({
    context,
    type: 'lowpass',
    frequency: belowNyquist(Math.min(cutoff, 15000), context.sampleRate),
    Q: -3,
  });
  voice.connect(filter.input as AudioNode);
  return { output: filter, play };
}

type Shape = readonly [attack: Seconds, decay: Seconds, sustain: number];
const envelope = ([attack, decay, sustain]: Shape) => ({ attack, decay, sustain, release: 0.08 });
/** Vibrato in cents and Hz; a whole number of periods fits the loop of a sustained note. */
const VIBRATO = { cents: 9, hertz: 5 };

type Oscillator =
  NonNullable<ConstructorParameters<typeof Synth>[0]> extends infer O
    ? O extends { oscillator?: infer T }
      ? T
      : never
    : never;
const fat = (type: 'fatsawtooth' | 'fatsquare' | 'fattriangle' | 'fatsine', count: number, spread: number) =>
  ({ type, count, spread }) as unknown as Oscillator;
const pulse = (width: number) => ({ type: 'pulse', width }) as unknown as Oscillator;
const plain = (type: string) => ({ type }) as unknown as Oscillator;

/** One oscillator; `cutoff` in multiples of the pitch. */
const tone =
  (oscillator: Oscillator, shape: Shape, cutoff?: number, vibrato = false): SynthMaker =>
  (context, hertz) => {
    const synth = new Synth({ context, oscillator, envelope: envelope(shape) });
    if (vibrato) {
      const { cents, hertz: rate } = VIBRATO;
      new LFO({ context, frequency: rate, min: -cents, max: cents }).connect(synth.detune).start(0);
    }
    return noteOf(context, hertz, synth, cutoff === undefined ? undefined : hertz * cutoff + 400);
  };

/** A filter that closes from `octaves` above `base` (a multiple of the pitch) within `decay`. */
const closing =
  (oscillator: Oscillator, shape: Shape, base: number, octaves: number, decay: Seconds, sustain = 0, Q = 1) =>
  (context: BorrowedContext, hertz: number): SynthNote => {
    const filterEnvelope = {
      attack: 0.001,
      decay,
      sustain,
      release: 0.2,
      baseFrequency: belowNyquist(hertz * base, context.sampleRate),
      octaves,
    };
    const filter = { type: 'lowpass', rolloff: -24, Q } as const;
    return noteOf(
      context,
      hertz,
      new MonoSynth({ context, oscillator, envelope: envelope(shape), filter, filterEnvelope }),
    );
  };

/** Frequency modulation: ratio, index, and the decay of the index. */
const modulated =
  (harmonicity: number, modulationIndex: number, shape: Shape, fall: Shape): SynthMaker =>
  (context, hertz) => {
    const synth = new FMSynth({
      context,
      harmonicity,
      // High notes get fewer sidebands, which would otherwise exceed the Nyquist frequency.
      modulationIndex: modulationIndex * Math.min(1, (660 / hertz) ** 0.35),
      envelope: envelope(shape),
      modulationEnvelope: envelope(fall),
    });
    return noteOf(context, hertz, synth);
  };

/** Amplitude modulation of a wide oscillator. */
const shimmering =
  (oscillator: Oscillator, harmonicity: number, shape: Shape, cutoff: number): SynthMaker =>
  (context, hertz) => {
    const synth = new AMSynth({ context, harmonicity, oscillator, envelope: envelope(shape) });
    return noteOf(context, hertz, synth, hertz * cutoff + 300);
  };

const skin: SynthMaker = (context, hertz) =>
  noteOf(
    context,
    hertz,
    new MembraneSynth({
      context,
      octaves: 1.1,
      pitchDecay: 0.035,
      envelope: { attack: 0.001, decay: 1.3, sustain: 0 },
    }),
  );

const HELD: Seconds = 1.7;
const RUNG: Seconds = 1.8;

const held = (lowest: MidiPitch, octaves: number, make: SynthMaker, seconds = HELD): SynthInstrument => ({
  kind: 'sustained',
  lowest,
  octaves,
  seconds,
  make,
});
const rung = (lowest: MidiPitch, octaves: number, make: SynthMaker, seconds = RUNG): SynthInstrument => ({
  kind: 'plucked',
  lowest,
  octaves,
  seconds,
  make,
});

// biome-ignore format: a table reads in columns
const TABLE = {
  // chips: 25 % and 12.5 % pulses, square, triangle
  'pulse-lead':     held(54, 4, tone(pulse(0.5), [0.002, 0.15, 0.75])),
  'pulse-thin':     held(54, 3, tone(pulse(0.75), [0.002, 0.1, 0.7])),
  'pulse-soft':     held(42, 4, tone(plain('square'), [0.01, 0.2, 0.9], 4)),
  'pulse-pluck':    rung(42, 4, tone(pulse(0.5), [0.001, 0.7, 0]), 0.9),
  'triangle-bass':  held(30, 3, tone(plain('triangle'), [0.002, 0.1, 0.9])),
  // subtractive
  'saw-lead':       held(54, 4, closing(fat('fatsawtooth', 3, 16), [0.008, 0.3, 0.8], 2, 2.6, 0.35, 0.35, 1.5)),
  'saw-stab':       held(42, 4, closing(fat('fatsawtooth', 3, 22), [0.004, 0.35, 0.6], 1.5, 3, 0.3, 0.3, 1)),
  'growl-bass':     held(30, 3, closing(plain('sawtooth'), [0.004, 0.25, 0.75], 1.5, 2.8, 0.22, 0.25, 3)),
  'string-machine': held(42, 5, tone(fat('fatsawtooth', 5, 26), [0.12, 0.2, 0.95], 4), 2),
  'round-bass':     held(30, 3, tone(plain('fattriangle'), [0.01, 0.2, 0.9], 2.5)),
  'pluck':          rung(42, 4, closing(pulse(0.35), [0.001, 1.5, 0], 1.2, 4, 0.22)),
  'pluck-bright':   rung(54, 4, closing(pulse(0.6), [0.001, 1.4, 0], 1.5, 4.5, 0.3)),
  'pluck-bass':     rung(30, 3, closing(plain('sawtooth'), [0.001, 1.1, 0], 1.2, 3, 0.2), 1.3),
  'reed':           held(54, 3, tone(fat('fatsquare', 2, 9), [0.03, 0.1, 0.95], 5, true)),
  'reed-soft':      held(42, 4, tone(fat('fatsquare', 2, 12), [0.05, 0.1, 0.95], 3)),
  // frequency modulation
  'hollow':         held(42, 4, modulated(0.5, 2.4, [0.01, 0.3, 0.8], [0.01, 0.5, 0.4])),
  'glass-lead':     held(54, 4, modulated(3, 1.4, [0.03, 0.4, 0.75], [0.02, 0.6, 0.25])),
  'breath':         held(54, 4, tone(fat('fattriangle', 2, 7), [0.05, 0.2, 0.9], 6, true)),
  'ether-pad':      held(42, 4, shimmering(fat('fattriangle', 4, 24), 2, [0.3, 0.2, 1], 5), 2.2),
  'air-pluck':      rung(42, 4, modulated(2, 1.6, [0.002, 1.7, 0], [0.001, 0.5, 0])),
  'chime':          rung(60, 4, modulated(3.5, 2.6, [0.001, 1.7, 0], [0.001, 0.35, 0])),
  'chime-soft':     rung(48, 4, modulated(4, 1.1, [0.002, 1.5, 0], [0.001, 0.3, 0])),
  'drum-tuned':     rung(36, 3, skin, 1.4),
} as const satisfies Record<string, SynthInstrument>;

/** Names of the synthesized drum sets. */
export type SynthKitName = 'drums-chip' | 'drums-machine' | 'drums-soft' | 'drums-wood';
/** Names of the synthesizers. */
export type SynthName = keyof typeof TABLE | SynthKitName;

/** The pitched synthesizers, by name. */
export const SYNTHS: Readonly<Record<string, SynthInstrument>> = TABLE;
