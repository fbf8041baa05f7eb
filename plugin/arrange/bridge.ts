/** The bars between two moods: a pivot chord, then the new key's dominant, under a drum roll that covers the change. */

import type { PresetName } from '../mood/preset-names.ts';
import { type Chord, type ChordSpan, chordTones } from '../music/harmony.ts';
import { type Mode, modulo, nearestInMode, type Tonic, tonicPitchClass } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { Note, Part, Score } from '../music/score.ts';
import { type BPM, EIGHTH, type Meter, meterInfo, PPQ, SIXTEENTH } from '../music/time.ts';
import { nearestPitch } from './arrange-context.ts';
import { DRUM_KEYS } from './drum-patterns.ts';
import { humanize } from './humanize.ts';
import { BANDS, TOP } from './styles.ts';
import { type Voicing, voiceChord } from './voicing.ts';

/** The key, tempo and palette on one side of a transition; `Controls` fit. */
export interface Shore {
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly meter: Meter;
  readonly tempo: BPM;
  readonly palette: string;
}

/** Chords that lead to the tonic in modes without a leading tone: on the flat seventh or second instead of a dominant. */
const CALLS: Readonly<Partial<Record<Mode, Chord>>> = {
  dorian: { root: 10, quality: 'maj' },
  mixolydian: { root: 10, quality: 'maj' },
  aeolian: { root: 10, quality: 'maj' },
  phrygian: { root: 1, quality: 'maj' },
  locrian: { root: 1, quality: 'maj' },
  'phrygian dominant': { root: 1, quality: 'maj' },
  'double harmonic': { root: 1, quality: 'maj' },
  lydian: { root: 2, quality: 'maj' },
  'major pentatonic': { root: 7, quality: 'sus4' },
  'minor pentatonic': { root: 10, quality: 'sus2' },
  'whole tone': { root: 2, quality: 'aug' },
  octatonic: { root: 1, quality: 'dim7' },
  gong: { root: 7, quality: 'sus4' },
  shang: { root: 10, quality: 'sus2' },
  zhi: { root: 7, quality: 'sus4' },
  yu: { root: 10, quality: 'sus2' },
  'miyako-bushi': { root: 1, quality: 'power' },
};

/** The chord that leads to the tonic of a mode. */
export function callingChord(mode: Mode): Chord {
  return CALLS[mode] ?? { root: 7, quality: 'dom7' };
}

/**
 * The bars before a new mood begins, in its key, meter and tempo and for its band: sustained chords from the old tonic to
 * the chord that leads to the new one, a bass pedal on the new fifth, and a crescendo roll.
 * @throws RangeError if `bars` is not a whole number 1..4.
 */
export function turnaround(from: Shore, to: Shore & { readonly band: PresetName }, bars: number, seed: string): Score {
  if (!Number.isInteger(bars) || bars < 1 || bars > 4) {
    throw new RangeError(`turnaround: ${bars} bars asked; ask for a whole number from 1 to 4`);
  }
  const { barTicks } = meterInfo(to.meter);
  const end = bars * barTicks;
  const style = BANDS[to.band];
  const tonic = tonicPitchClass(to.tonic);
  const calling = callingChord(to.mode);
  const split = bars === 1 ? Math.round(end / 2 / EIGHTH) * EIGHTH : end - barTicks;
  const pivot = pivotChord(from, to);
  const chords: ChordSpan[] = [
    { tick: 0, durationTicks: split, chord: pivot },
    { tick: split, durationTicks: end - split, chord: calling },
  ];
  const pad: Note[] = [];
  const bass: Note[] = [];
  let voicing: Voicing | undefined;
  for (const { tick, durationTicks, chord } of chords) {
    const tones = chordTones(chord).map((tone) => (tone + tonic) % 12);
    voicing = voiceChord({ tones, voices: 3, low: style.pad.low, high: style.pad.high, previous: voicing });
    const root = nearestPitch(tones[0]!, style.bass.low + 5, style.bass.low, style.bass.high);
    for (let at = tick; at < tick + durationTicks; at = nextBar(at, barTicks)) {
      const ticks = Math.min(nextBar(at, barTicks), tick + durationTicks) - at;
      const swell = style.pad.level + (0.2 * at) / end;
      pad.push(...voicing.map((pitch) => ({ pitch, tick: at, durationTicks: ticks, velocity: swell })));
      bass.push({ pitch: root, tick: at, durationTicks: ticks, velocity: style.bass.level + (0.15 * at) / end });
    }
  }
  const parts: Part[] = [
    { name: 'pad', role: 'pad', layer: { from: 0, to: TOP }, notes: pad },
    { name: 'bass', role: 'bass', layer: { from: 0, to: TOP }, notes: bass },
    {
      name: 'swell',
      role: 'drums',
      layer: { from: style.drums.half, to: TOP },
      notes: swellNotes(end, style.drums.level, seed),
    },
  ];
  const options = { meter: to.meter, bars, bpm: to.tempo, swing: 0, looseness: 0.4, mono: false };
  return {
    bars,
    meter: to.meter,
    bpm: to.tempo,
    tonic: to.tonic,
    mode: to.mode,
    palette: to.palette,
    chords,
    parts: parts.map((part) => ({
      ...part,
      notes: humanize(part.notes, { ...options, seed: `${seed}/${part.name}` }),
    })),
  };
}

function nextBar(tick: number, barTicks: number): number {
  return (Math.floor(tick / barTicks) + 1) * barTicks;
}

/** The old tonic chord in the new key: its root moved into the new scale, without a third, so that no third is wrong. */
function pivotChord(from: Shore, to: Shore): Chord {
  const relative = modulo(tonicPitchClass(from.tonic) - tonicPitchClass(to.tonic), 12);
  return { root: modulo(nearestInMode(relative, to.mode), 12), quality: 'power' };
}

/** A roll that grows through the last bar and ends with a crash on the last eighth. */
function swellNotes(end: number, level: number, seed: string): Note[] {
  const from = Math.max(0, end - PPQ * 4);
  const chance = random(`${seed}/swell`);
  const notes: Note[] = [];
  for (let tick = from; tick < end; tick += SIXTEENTH) {
    const growing = (tick - from) / (end - from);
    const key = growing > 0.6 ? DRUM_KEYS.snare : DRUM_KEYS.floorTom;
    if (growing < 0.4 && chance.next() < 0.3) continue;
    notes.push({ pitch: key, tick, durationTicks: SIXTEENTH, velocity: level * (0.3 + 0.8 * growing) });
  }
  return notes;
}
