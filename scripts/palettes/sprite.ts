/**
 * Encodes an instrument's notes as one MP3, after a sync click. Decoders add different amounts of silence at the start (528 to
 * 2,257 samples); the position of the click after decoding gives the delay.
 */

import { createMp3Encoder } from 'wasm-media-encoders';
import { gainOfDb } from '../../plugin/audio/decibels.ts';
import { findLoop, type Loop } from '../../plugin/audio/loop.ts';
import { NOTE_LOUDNESS, peakLoudness } from '../../plugin/audio/loudness.ts';
import { INSTRUMENTS, type InstrumentName, sampledPitches } from '../../plugin/audio/palettes/instruments.ts';
import { KITS, type KitName } from '../../plugin/audio/palettes/kits.ts';
import { CLICK_AT, FIRST_NOTE_AT, type Sprite, type SpriteNote } from '../../plugin/audio/palettes/sprite.ts';
import { type Bank, SAMPLE_RATE, type Take } from './bank.ts';

/** Peak of encoded notes; the rest of the leveling is the note's gain on playback. */
const ENCODED_PEAK = 0.7;
/** Sample rate of the MP3 by its constant bit rate in kbit/s (some decoders misjudge the length of variable ones). */
const ENCODED_RATES = { 32: 24000, 40: 32000, 64: 44100 } as const;
/** Hats, shakers and cymbals have as much above 11 kHz as below. */
const KIT_KBITS = 64;
/** Silence between notes, longer than the pre-echo of an MP3 frame. */
const GAP = 0.05;
const FADE_OUT = 0.25;
/** Audio kept after the end of a loop, which fades out. */
const BEHIND_LOOP = 0.04;
/** Latest start of the steady part of a sustained note, as a share of its sample. */
const SETTLED = 0.42;
const DRUM_VELOCITY = 112;
/** The drum keys that determine a kit's level. */
const BACKBONE = [36, 38];

interface Recorded {
  readonly pitch: number;
  readonly samples: Float32Array;
  /** Gain on playback that levels it. */
  readonly gain: number;
  readonly loop?: Loop;
}

const peakOf = (samples: Float32Array) => samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);

/** Removes audio before the attack (30 dB below the peak) except half a millisecond, and fades out the end. */
function trimmed(samples: Float32Array, fadeOut = FADE_OUT): Float32Array {
  const threshold = peakOf(samples) * 0.03;
  const lead = Math.round(0.0005 * SAMPLE_RATE);
  const onset = Math.max(0, samples.findIndex((value) => Math.abs(value) >= threshold) - lead);
  const cut = samples.slice(onset);
  const fade = Math.min(Math.round(fadeOut * SAMPLE_RATE), cut.length >> 1);
  for (let i = 0; i < fade; i++) cut[cut.length - 1 - i]! *= 0.5 - 0.5 * Math.cos((Math.PI * i) / fade);
  return cut;
}

function take(bank: Bank, wanted: Take, fadeOut?: number): Float32Array {
  const samples = bank.record(wanted);
  if (peakOf(samples) < 1e-4)
    throw new Error(`the bank has no sound for ${JSON.stringify(wanted)}; choose another program, set or key`);
  return trimmed(samples, fadeOut);
}

function recordInstrument(name: InstrumentName, bank: Bank): readonly Recorded[] {
  const { kind, program, bank: variation, velocity, seconds } = INSTRUMENTS[name];
  const wanted = { drum: false, program, bank: variation, velocity, seconds };
  return sampledPitches(INSTRUMENTS[name]).map((pitch) => {
    const held = kind === 'sustained';
    const samples = take(bank, { ...wanted, key: pitch }, held ? BEHIND_LOOP : FADE_OUT);
    const length = samples.length / SAMPLE_RATE;
    const range = { start: length * SETTLED, end: length - BEHIND_LOOP };
    const loop = held ? findLoop(samples, SAMPLE_RATE, range) : null;
    if (held && loop === null) throw new Error(`${name}: ${seconds} s leave no room to go round; give it more`);
    return {
      pitch,
      samples,
      gain: gainOfDb(NOTE_LOUDNESS - peakLoudness(samples, SAMPLE_RATE)),
      ...(loop && { loop }),
    };
  });
}

function recordKit(name: KitName, bank: Bank): readonly Recorded[] {
  const strokes = Object.entries(KITS[name]).map(([key, sound]) => {
    const { from, number, bank: variation, tune, gain, seconds } = sound;
    const wanted = { drum: from === 'kit', program: number, bank: variation, key: sound.key, tune, seconds };
    return { pitch: Number(key), samples: take(bank, { ...wanted, velocity: DRUM_VELOCITY }), gain: gainOfDb(gain) };
  });
  const judged = strokes.filter(({ pitch }) => BACKBONE.includes(pitch));
  const list = judged.length > 0 ? judged : strokes;
  const level = list.reduce((sum, { samples }) => sum + peakLoudness(samples, SAMPLE_RATE), 0) / list.length;
  return strokes.map((stroke) => ({ ...stroke, gain: stroke.gain * gainOfDb(NOTE_LOUDNESS - level) }));
}

/** Records an instrument or a kit and encodes it. The same bank gives the same bytes. */
export async function makeSprite(name: InstrumentName | KitName, bank: Bank): Promise<Sprite> {
  const recorded = name in KITS ? recordKit(name as KitName, bank) : recordInstrument(name as InstrumentName, bank);
  const at = (seconds: number) => Math.round(seconds * SAMPLE_RATE);
  const gap = at(GAP);
  const total = recorded.reduce((sum, { samples }) => sum + samples.length + gap, at(FIRST_NOTE_AT));
  const track = new Float32Array(total);
  track[at(CLICK_AT)] = 0.9;
  const notes: SpriteNote[] = [];
  let start = at(FIRST_NOTE_AT);
  for (const { pitch, samples, gain, loop } of recorded) {
    const scale = ENCODED_PEAK / peakOf(samples);
    track.set(
      samples.map((value) => value * scale),
      start,
    );
    notes.push({
      pitch,
      start: round(start / SAMPLE_RATE),
      seconds: round(samples.length / SAMPLE_RATE),
      gain: round(gain / scale),
      ...(loop && { loop: { start: round(loop.start), end: round(loop.end) } }),
    });
    start += samples.length + gap;
  }
  const kbits = name in KITS ? KIT_KBITS : INSTRUMENTS[name as InstrumentName].kbits;
  return { notes, mp3: Buffer.from(await encode(track, kbits)).toString('base64') };
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;

async function encode(track: Float32Array, kbits: keyof typeof ENCODED_RATES): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: SAMPLE_RATE, channels: 1, bitrate: kbits, outputSampleRate: ENCODED_RATES[kbits] });
  const body = encoder.encode([track]).slice();
  const tail = encoder.finalize().slice();
  return Buffer.concat([body, tail]);
}
