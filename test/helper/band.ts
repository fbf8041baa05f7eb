/** A band to try palettes and mixers with: sixteen bars for every role, and single notes, as a conductor would hand them over. */

import type { Role } from '../../plugin/music/score.ts';
import type { TimedBar, TimedNote, TimedPart } from '../../plugin/output/audio-output.ts';

const ROOTS = [0, 7, 9, 5];
const TUNE = [0, 4, 7, 4, 9, 7, 4, 2];

/** A note on the clock. */
export function timedNote(pitch: number, time: number, duration: number, velocity = 0.8): TimedNote {
  return { pitch, time, duration, velocity, tick: 0, durationTicks: 480 };
}

/** A bar with the given parts, 2 s long unless `change` says otherwise. */
export function timedBar(palette: string, parts: readonly TimedPart[], change: Partial<TimedBar> = {}): TimedBar {
  return {
    deck: 0,
    time: 0,
    duration: 2,
    palette,
    brightness: 1,
    intensity: 1,
    parts,
    origin: { mood: 'test', bar: 0, score: EMPTY_SCORE },
    ...change,
  };
}

const EMPTY_SCORE: TimedBar['origin']['score'] = {
  bars: 1,
  meter: '4/4',
  bpm: 120,
  tonic: 'C',
  mode: 'ionian',
  palette: 'woodland',
  chords: [],
  parts: [],
};

/** A part of a role with notes. */
export function timedPart(role: Role, notes: readonly TimedNote[], name: string = role): TimedPart {
  return { name, role, notes };
}

/** Bars of the full band (melody, counter, chords, bass, pad, drums) over a plain progression, as loud as the arranger writes. */
export function fullBand(palette: string, bars: number, change: Partial<TimedBar> & { bpm?: number } = {}) {
  const { bpm = 120, time: start = 0, ...rest } = change;
  const beat = 60 / bpm;
  return Array.from({ length: bars }, (_, bar) => {
    const time = start + bar * 4 * beat;
    const at = (beats: number) => time + beats * beat;
    const root = ROOTS[bar % 4]!;
    const third = root === 9 ? 3 : 4;
    const triad = [60 + root, 60 + root + third, 67 + root].map((pitch) => (pitch > 71 ? pitch - 12 : pitch));
    const melody = TUNE.map((step, i) =>
      timedNote(72 + ((step + root) % 12), at(i / 2), beat * 0.45, i % 2 ? 0.7 : 0.8),
    );
    const counter = [timedNote(triad[1]! - 0, at(0), beat * 1.9, 0.48), timedNote(triad[2]!, at(2), beat * 1.9, 0.48)];
    const chords = [0, 1, 2, 3].flatMap((n) => triad.map((pitch) => timedNote(pitch, at(n), beat * 0.9, 0.46)));
    const bass = [0, 1, 2, 3].map((n) => timedNote(36 + root, at(n), beat * 0.9, 0.6));
    const pad = triad.map((pitch) => timedNote(pitch, time, beat * 4, 0.45));
    const drums = [
      ...[0, 2].map((n) => timedNote(36, at(n), 0.1, 0.7)),
      ...[1, 3].map((n) => timedNote(38, at(n), 0.1, 0.62)),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => timedNote(42, at(n / 2), 0.1, n % 2 ? 0.35 : 0.45)),
    ];
    const parts: TimedPart[] = [
      timedPart('melody', melody),
      timedPart('counter', counter),
      timedPart('chords', chords),
      timedPart('bass', bass),
      timedPart('pad', pad),
      timedPart('drums', drums),
    ];
    return timedBar(palette, parts, { time, duration: 4 * beat, ...rest });
  });
}
