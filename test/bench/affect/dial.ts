/** Whether music from the dial is heard as it was asked for: points of the cube, composed, and measured by their notes. */

import { mean, sampleStandardDeviation } from 'simple-statistics';
import { spearman } from '../../../models/evaluation/spearman.ts';
import { feltTarget } from '../../../plugin/audio/palettes/loudness-targets.ts';
import { moodPhrases, type WrittenPhrase } from '../../../plugin/compose/mood-phrases.ts';
import {
  isLayerActive,
  type Mood,
  meterInfo,
  modulo,
  type Note,
  type PhraseModel,
  phraseBars,
  random,
  ticksToSeconds,
  tonicPitchClass,
} from '../../../plugin/internal.ts';
import type { Feel } from '../../../plugin/mood/feel.ts';
import { resolveMoods } from '../../../plugin/mood/moods.ts';

/** Points that are composed, and bars of each. */
export const POINTS = 300;
const BARS = 8;
/** Notes that begin within this are one onset. */
const TOGETHER = 60;
/** Degrees that are higher in bright modes than in dark ones: of 2, 3, 6 and 7 the high and the low. */
const BRIGHT = [2, 4, 9, 11];
const DARK = [1, 3, 8, 10];
/** How rough an interval sounds, by its class (seconds, tritone; after Malmberg 1918 as ranked by Hutchinson & Knopoff 1978). */
const ROUGH: Readonly<Record<number, number>> = { 1: 1, 2: 0.5, 6: 0.5 };

/** How well the twelve degrees fit major and minor keys (Krumhansl & Kessler 1982). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
/** How foreign each degree is to its key, major or minor. */
const FOREIGN = MAJOR.map((rating, i) => 1 - Math.max(rating, MINOR[i]!) / MAJOR[0]!);
/** Degrees on which a tune may rest. */
const RESTFUL = [0, 3, 4, 7];

/** What is measured of a point's notes. */
interface Heard {
  /** Share of the high forms of 2, 3, 6 and 7. */
  readonly bright: number;
  readonly brightness: number;
  /** Onsets a second of the parts that play. */
  readonly onsets: number;
  /** Mean roughness of what sounds together. */
  readonly rough: number;
  /** Mean foreignness of the notes. */
  readonly foreign: number;
  /** Unresolved ends of a phrase: its last chord, its last note. */
  readonly open: number;
}

/** How what was heard follows what was asked. */
export interface DialReport {
  readonly points: number;
  /** Rank correlations. */
  readonly valence: number;
  readonly arousal: number;
  readonly tension: number;
  /** Parts of what was heard, each with the axis that it belongs to. */
  readonly parts: Readonly<Record<string, number>>;
  /** Largest difference of the target between points that lie 0.05 apart, in LU. */
  readonly loudness: number;
}

/** Points spread over the cube, the same each time. */
function points(count: number): Feel[] {
  const chance = random('dial');
  return Array.from({ length: count }, () => ({
    valence: chance.next(),
    arousal: chance.next(),
    tension: chance.next(),
  }));
}

/** Composes music for points and compares. */
export async function measureDial(
  model: PhraseModel,
  count: number,
  onPoint: (done: number) => void,
): Promise<DialReport> {
  const asked = points(count);
  const heard: Heard[] = [];
  for (const [i, { valence, arousal, tension }] of asked.entries()) {
    const mood = resolveMoods({ point: { feel: [valence, arousal, tension] } }).get('point')!;
    const written = await moodPhrases({ model, mood, seed: `point ${i}` }, BARS / phraseBars(mood.controls.meter));
    heard.push(heardIn(written, mood));
    onPoint(i + 1);
  }
  const follows = (axis: keyof Feel, measure: (heard: Heard) => number) =>
    spearman(
      asked.map((point) => point[axis]),
      heard.map(measure),
    );
  const unit = (measure: (heard: Heard) => number) => {
    const values = heard.map(measure);
    return (each: Heard) => (measure(each) - mean(values)) / (sampleStandardDeviation(values) || 1);
  };
  const bright = unit(({ bright }) => bright);
  const brightness = unit(({ brightness }) => brightness);
  const rough = unit(({ rough }) => rough);
  const foreign = unit(({ foreign }) => foreign);
  const open = unit(({ open }) => open);
  return {
    points: count,
    valence: follows('valence', (each) => bright(each) + brightness(each) / 2),
    arousal: follows('arousal', ({ onsets }) => onsets),
    // Musical tension is roughness, distance from the key and want of closure (Lerdahl & Krumhansl 2007).
    tension: follows('tension', (each) => rough(each) + foreign(each) + open(each)),
    parts: {
      bright: follows('valence', bright),
      brightness: follows('valence', brightness),
      rough: follows('tension', rough),
      foreign: follows('tension', foreign),
      open: follows('tension', open),
    },
    loudness: largestJump(asked),
  };
}

function largestJump(asked: readonly Feel[]): number {
  const step = 0.05;
  const jumps = asked.flatMap((point) =>
    (['valence', 'arousal', 'tension'] as const).map((axis) =>
      Math.abs(feltTarget(point) - feltTarget({ ...point, [axis]: Math.min(1, point[axis] + step) })),
    ),
  );
  return Math.max(...jumps);
}

function heardIn(written: readonly WrittenPhrase[], mood: Mood): Heard {
  const { intensity, tempo, brightness } = mood.controls;
  const scores = written.map(({ score }) => score);
  const ticks = scores.reduce((sum, { bars, meter }) => sum + bars * meterInfo(meter).barTicks, 0);
  const each = scores.map(({ parts, tonic, chords }) => {
    const active = parts.filter((part) => isLayerActive(part, intensity));
    const pitched = active.filter(({ role }) => role !== 'drums').flatMap(({ notes }) => notes);
    const onsets = new Set(active.flatMap(({ notes }) => notes.map(({ tick }) => Math.round(tick / TOGETHER))));
    const degree = ({ pitch }: Note) => modulo(pitch - tonicPitchClass(tonic), 12);
    const length = (weight: (degree: number) => number) =>
      pitched.reduce((sum, note) => sum + weight(degree(note)) * note.durationTicks, 0);
    const tune = active.find(({ role }) => role === 'melody')?.notes.at(-1);
    const isHome = (chords.at(-1)?.chord.root ?? 0) === 0;
    const rests = tune === undefined || RESTFUL.includes(degree(tune));
    return {
      all: length(() => 1),
      bright: length((of) => (BRIGHT.includes(of) ? 1 : 0)),
      dark: length((of) => (DARK.includes(of) ? 1 : 0)),
      foreign: length((of) => FOREIGN[of]!),
      onsets: onsets.size,
      rough: roughness(pitched),
      open: (isHome ? 0 : 1) + (rests ? 0 : 1),
    };
  });
  const sum = (field: keyof (typeof each)[number]) => each.reduce((total, one) => total + one[field], 0);
  return {
    bright: sum('bright') / Math.max(1, sum('bright') + sum('dark')),
    brightness,
    onsets: sum('onsets') / ticksToSeconds(ticks, tempo),
    rough: sum('rough') / each.length,
    foreign: sum('foreign') / Math.max(1, sum('all')),
    open: sum('open') / each.length,
  };
}

/** Mean roughness of all pairs that sound together, by the time that they do. */
function roughness(notes: readonly Note[]): number {
  let rough = 0;
  let time = 0;
  for (const [i, a] of notes.entries())
    for (const b of notes.slice(i + 1)) {
      const together = Math.min(a.tick + a.durationTicks, b.tick + b.durationTicks) - Math.max(a.tick, b.tick);
      const apart = modulo(Math.abs(a.pitch - b.pitch), 12);
      if (together <= 0 || a.pitch === b.pitch) continue;
      rough += together * (ROUGH[Math.min(apart, 12 - apart)] ?? 0);
      time += together;
    }
  return rough / Math.max(1, time);
}
