/** Probes of the decks: held tones and steady noise, played as recordings of a game's own, show what the desk adds to them. */

import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { rms, toDecibels } from './audio-measure.ts';
import { timedBar, timedNote, timedPart } from './band.ts';
import { type OfflineMixer, offlineMixer } from './offline-mixer.ts';

const RATE = 44100;
const TONE = 200;
/** Soft enough that the compressor leaves it alone: what is measured is the desk's own doing. */
const SOFT = -14;
/** Around an event, and as much later as all sound is (the compressor looks ahead). */
const NEAR = 0.02;
const LATER = 0.012;

const recorded = (key: string) =>
  ({ key, root: 60, reverb: 0, echo: 0, attack: 0.02, release: 0.1, pan: 0, gain: SOFT }) as const;
/** Two bands with one seat, and a second layer in the first. */
const PALETTES = {
  probe: { like: 'woodland', counter: recorded('first'), chords: recorded('second') },
  other: { like: 'woodland', counter: recorded('second') },
} as const;

type Sound = (i: number) => number;

async function probeMixer(seconds: number, sounds: Readonly<Record<'first' | 'second', Sound>>): Promise<OfflineMixer> {
  const buffers = new Map<string, AudioBuffer>();
  const audio = (key: string) => buffers.get(key) ?? null;
  const offline = await offlineMixer(seconds, [], { palettes: PALETTES, audio, levels: () => 0 });
  for (const [key, sound] of Object.entries(sounds)) {
    const buffer = offline.context.createBuffer(1, Math.round(seconds * RATE), RATE);
    buffer.copyToChannel(
      Float32Array.from({ length: buffer.length }, (_, i) => sound(i)),
      0,
    );
    buffers.set(key, buffer);
  }
  for (const palette of Object.keys(PALETTES)) await offline.mixer.prepare(palette);
  return offline;
}

/** One long note of a probe on a deck. */
function held(deck: number, role: 'counter' | 'chords', time: number, seconds: number, palette = 'probe'): TimedBar {
  const notes = [timedNote(60, time, seconds, 1)];
  return timedBar(palette, [timedPart(role, notes)], { deck, time, duration: seconds });
}

/** What lies above a cutoff: four Butterworth sections, 48 dB an octave. */
function highPassed(samples: Float32Array, cutoff: number): Float64Array {
  let signal = Float64Array.from(samples);
  for (const q of [0.5098, 0.6013, 0.9, 2.5629]) {
    const w = (2 * Math.PI * cutoff) / RATE;
    const alpha = Math.sin(w) / (2 * q);
    const [b0, b1] = [(1 + Math.cos(w)) / 2, -(1 + Math.cos(w))];
    const [a0, a1, a2] = [1 + alpha, -2 * Math.cos(w), 1 - alpha];
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    signal = signal.map((x) => {
      const y = (b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2) / a0;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      return y;
    });
  }
  return signal;
}

/** Energy above 2 kHz within 20 ms of an event, against the tone's, in dB. */
export interface Click {
  readonly event: string;
  readonly level: number;
}

/** Plays a 200 Hz sine on two decks through everything that switches, and hears what clicks. */
export async function hearClicks(): Promise<readonly Click[]> {
  const sine: Sound = (i) => Math.sin((2 * Math.PI * TONE * i) / RATE);
  const offline = await probeMixer(20, { first: sine, second: sine });
  const { mixer } = offline;
  const events: (readonly [event: string, time: number])[] = [];
  const mark = (event: string, ...times: number[]) => events.push(...times.map((time) => [event, time] as const));
  mixer.fadeDeck(0, 1, 0.5, 1);
  mark('fade in', 0.5, 1.5);
  mixer.play(held(0, 'counter', 0.2, 7.8));
  mixer.play(held(1, 'counter', 0.2, 16));
  // Layers come and go at bar lines while another one holds.
  mixer.play(held(0, 'chords', 2, 1));
  mark('layer in', 2);
  mark('layer out', 3, 3.1);
  mixer.fadeDeck(0, 0, 4, 1.5);
  mixer.fadeDeck(1, 1, 4, 1.5);
  mark('crossfade', 4, 5.5);
  mixer.fadeDeck(0, 1, 6, 1);
  mixer.fadeDeck(0, 0, 6.5, 0);
  mark('fade broken off at once', 6, 6.5);
  mixer.fadeDeck(0, 1, 7, 0.02);
  mark('fade of a frame', 7, 7.02);
  mixer.stopDeck(0, 7.6);
  mark('deck stopped', 7.6, 7.63);
  mixer.playStinger([timedNote(60, 9, 1, 0.0001)], 'probe');
  mark('step back under a stinger', 8.88, 9, 10, 10.9);
  offline.at(12, () => mixer.duck(-12, 0.1, 0.5));
  mark('duck', 12, 12.1);
  offline.at(13, () => mixer.duck(0, 0.1, 0.5));
  mark('duck ended', 13, 13.5);
  offline.at(14, () => mixer.setLowpass(500, 0.3));
  mark('muffled', 14, 14.3);
  offline.at(15, () => mixer.setLowpass(null, 0.3));
  mark('opened', 15, 15.3);
  offline.at(15.8, () => {
    mixer.volume = 0.5;
  });
  mark('volume', 15.8, 15.83);
  const [left] = await offline.render();
  const tone = rms(left!, RATE, 10.95, 11.9);
  const above = highPassed(left!, 2000);
  return events.map(([event, time]) => {
    const from = Math.round((time - NEAR) * RATE);
    const part = Float32Array.from(above.subarray(Math.max(0, from), Math.round((time + NEAR + LATER) * RATE)));
    return { event: `${event} at ${time} s`, level: toDecibels(rms(part, RATE) / tone) };
  });
}

/**
 * Noise whose power falls by 3 dB an octave from 40 Hz on, of every second multiple of 10 Hz: each 100 ms have the same
 * power, and the odd and the even ones nothing in common.
 */
function pinkNoise(odd: 0 | 1): Sound {
  const period = RATE / 10;
  const table = new Float64Array(period);
  let phase = 0.7 + odd;
  for (let harmonic = 4 + odd; harmonic < 1500; harmonic += 2) {
    phase = (phase * 997.13 + 0.377) % 1;
    const amplitude = 0.25 / Math.sqrt(harmonic);
    for (let i = 0; i < period; i++) table[i]! += amplitude * Math.sin(2 * Math.PI * ((harmonic * i) / period + phase));
  }
  return (i) => table[i % period]!;
}

/** How far 100 ms of level are from the level before and after, while one deck's noise is faded into another's, in dB. */
export async function hearCrossfade(seconds: number): Promise<{ readonly lowest: number; readonly highest: number }> {
  const offline = await probeMixer(seconds + 4, { first: pinkNoise(0), second: pinkNoise(1) });
  const { mixer } = offline;
  mixer.fadeDeck(0, 1, 0, 0.01);
  mixer.play(held(0, 'counter', 0.1, seconds + 3.5));
  mixer.play(held(1, 'counter', 0.1, seconds + 3.5, 'other'));
  mixer.fadeDeck(0, 0, 2, seconds);
  mixer.fadeDeck(1, 1, 2, seconds);
  const [left] = await offline.render();
  const level = (from: number) => toDecibels(rms(left!, RATE, from, from + 0.1));
  const usual = (level(1.5) + level(2.8 + seconds)) / 2;
  const off = Array.from({ length: Math.round(seconds * 10) }, (_, i) => level(2 + i / 10) - usual);
  return { lowest: Math.min(...off), highest: Math.max(...off) };
}

/** The longest stretch under a level (dBFS of 10 ms) between two times, in seconds. */
export function longestSilence(channels: readonly Float32Array[], sampleRate: number, under = -60): number {
  let longest = 0;
  let current = 0;
  const window = Math.round(0.01 * sampleRate);
  for (let at = 0; at + window <= channels[0]!.length; at += window) {
    const loud = channels.some((channel) => toDecibels(rms(channel.subarray(at, at + window), sampleRate)) > under);
    current = loud ? 0 : current + 0.01;
    longest = Math.max(longest, current);
  }
  return longest;
}
