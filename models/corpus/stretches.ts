/** Splits tunes into stretches of symbols without long silences, the network's input, in flat arrays. */

import {
  type Chord,
  durationToken,
  type MeasuredNote,
  type Meter,
  type MeterClass,
  measureRaw,
  pitchToken,
  QUALITIES,
  type Quality,
  type RawMeasures,
  REST,
  type Style,
  TICKS_PER_GRID,
  trainingScale,
} from '../../plugin/internal.ts';
import type { Tune, TuneEvent } from './record.ts';

/** Bars of a phrase group, counted from the start of a piece: most tunes are built in eights. */
export const GROUP_BARS = 8;
/** Events that correspond to a four-bar group in unmetered music. */
const CHANT_GROUP_EVENTS = 24;
/** Shares above which a line is not a melody: repeated pitches (a riff), leaps over an octave (a skyline that switches voices). */
const MAX_REPEATS = { game: 0.5, other: 0.7 };
const MAX_WILD_LEAPS = 0.08;
/** Fewest notes of a stretch. */
const MIN_NOTES = 8;

/** A stretch of a tune, one entry per event. */
export interface Stretch {
  readonly tune: Tune;
  readonly meter: MeterClass;
  readonly mode: Tune['mode'];
  readonly style: Style | null;
  readonly pitch: Uint8Array;
  readonly duration: Uint8Array;
  /** Position in the bar in grid units; -1 without meter. */
  readonly place: Int16Array;
  /** Onset in grid units from the first full bar; arbitrary without meter. */
  readonly onset: Int32Array;
  /** Bar from the start of the stretch; an upbeat is in bar -1. */
  readonly bar: Int16Array;
  /** Whole bars left in the phrase group; -1 = unknown. */
  readonly barsLeft: Int8Array;
  /** Chord at the onset, and the next one, see {@link chordCode}. */
  readonly chord: Int16Array;
  readonly nextChord: Int16Array;
  /** Index into `groups` of the event's 4-bar and 8-bar group. */
  readonly group4: Int32Array;
  readonly group8: Int32Array;
  /** The measurements of each group. */
  readonly groups: readonly RawMeasures[];
}

const QUALITY_NAMES = Object.keys(QUALITIES) as Quality[];

/** A chord as a number; -1 = unknown. */
export function chordCode(chord: Chord | null): number {
  return chord ? chord.root * QUALITY_NAMES.length + QUALITY_NAMES.indexOf(chord.quality) : -1;
}

/** The chord of a number. */
export function chordOfCode(code: number): Chord | null {
  return code < 0
    ? null
    : { root: Math.floor(code / QUALITY_NAMES.length), quality: QUALITY_NAMES[code % QUALITY_NAMES.length]! };
}

/** Whether a tune is worth learning as a melody. */
export function isMelodic(tune: Tune): boolean {
  let repeats = 0;
  let wild = 0;
  let steps = 0;
  let previous: number | null = null;
  for (const { pitch } of tune.events) {
    if (pitch === null) continue;
    if (previous !== null) {
      steps++;
      if (pitch === previous) repeats++;
      if (Math.abs(pitch - previous) > 12) wild++;
    }
    previous = pitch;
  }
  const limit = tune.style?.startsWith('game') ? MAX_REPEATS.game : MAX_REPEATS.other;
  return steps > 0 && repeats / steps <= limit && wild / steps <= MAX_WILD_LEAPS;
}

/** The stretches of a tune, which is split where a bar of silence is followed by another. */
export function stretchesOf(tune: Tune): Stretch[] {
  const runs: TuneEvent[][] = [[]];
  for (const event of tune.events) {
    const run = runs[runs.length - 1]!;
    const last = run[run.length - 1];
    if (isSilentBar(event, tune.bar) && (run.length === 0 || (last && isSilentBar(last, tune.bar)))) {
      if (run.length > 0) runs.push([]);
    } else run.push(event);
  }
  return runs
    .filter((run) => run.filter((event) => event.pitch !== null).length >= MIN_NOTES)
    .map((run) => stretchOf(tune, run));
}

function isSilentBar(event: TuneEvent, bar: number): boolean {
  return bar > 0 && event.pitch === null && event.duration >= bar - 0.5;
}

function stretchOf(tune: Tune, events: readonly TuneEvent[]): Stretch {
  const size = events.length;
  const { bar: barLength } = tune;
  const firstBar = barLength ? Math.floor(events[0]!.onset / barLength + 1e-6) : 0;
  const upbeat = barLength > 0 && events[0]!.pitch === null && events[0]!.duration >= barLength / 2 ? 1 : 0;
  const stretch = {
    tune,
    meter: tune.meter,
    mode: tune.mode,
    style: tune.style,
    pitch: new Uint8Array(size),
    duration: new Uint8Array(size),
    place: new Int16Array(size).fill(-1),
    onset: new Int32Array(size),
    bar: new Int16Array(size),
    barsLeft: new Int8Array(size).fill(-1),
    chord: new Int16Array(size).fill(-1),
    nextChord: new Int16Array(size).fill(-1),
    group4: new Int32Array(size),
    group8: new Int32Array(size),
    groups: [] as RawMeasures[],
  };
  let chordIndex = -1;
  events.forEach((event, i) => {
    stretch.pitch[i] = event.pitch === null ? REST : pitchToken(event.pitch);
    stretch.duration[i] = durationToken(event.duration);
    if (barLength) {
      const bar = Math.floor(event.onset / barLength + 1e-6);
      stretch.place[i] = Math.min(barLength - 1, Math.max(0, Math.round(event.onset - bar * barLength)));
      stretch.bar[i] = bar - firstBar - upbeat;
      stretch.onset[i] = stretch.bar[i]! * barLength + stretch.place[i]!;
    }
    while (chordIndex + 1 < tune.chords.length && tune.chords[chordIndex + 1]!.onset <= event.onset + 1e-6)
      chordIndex++;
    stretch.chord[i] = chordCode(tune.chords[chordIndex]?.chord ?? null);
    stretch.nextChord[i] = chordCode(tune.chords[chordIndex + 1]?.chord ?? null);
  });
  if (barLength) countBarsLeft(stretch.bar, stretch.barsLeft);
  measureGroups(stretch, events);
  return stretch;
}

/** Groups of eight bars, counted from the first full bar; a last group of up to three bars joins the one before it. */
function countBarsLeft(bar: Int16Array, barsLeft: Int8Array): void {
  const total = bar[bar.length - 1]! + 1;
  const rest = total % GROUP_BARS;
  const lastStart =
    rest === 0 ? total - GROUP_BARS : rest <= 3 && total > GROUP_BARS ? total - rest - GROUP_BARS : total - rest;
  for (let i = 0; i < bar.length; i++) {
    const at = bar[i]!;
    const left = at < 0 ? GROUP_BARS : at >= lastStart ? total - 1 - at : GROUP_BARS - 1 - (at % GROUP_BARS);
    barsLeft[i] = Math.min(GROUP_BARS, left);
  }
}

function measureGroups(
  stretch: Pick<Stretch, 'tune' | 'bar' | 'group4' | 'group8'> & { groups: RawMeasures[] },
  events: readonly TuneEvent[],
): void {
  for (const [target, bars] of [
    [stretch.group4, 4],
    [stretch.group8, 8],
  ] as const) {
    let start = 0;
    const keyOf = (i: number) =>
      stretch.tune.bar
        ? Math.floor(Math.max(0, stretch.bar[i]!) / bars)
        : Math.floor(i / ((CHANT_GROUP_EVENTS * bars) / 4));
    for (let i = 1; i <= events.length; i++) {
      if (i < events.length && keyOf(i) === keyOf(start)) continue;
      target.fill(stretch.groups.length, start, i);
      stretch.groups.push(measureEvents(stretch.tune, events.slice(start, i)));
      start = i;
    }
  }
}

function measureEvents(tune: Tune, events: readonly TuneEvent[]): RawMeasures {
  const notes: MeasuredNote[] = [];
  for (const { pitch, onset, duration } of events) {
    if (pitch !== null) notes.push({ pitch, tick: onset * TICKS_PER_GRID, durationTicks: duration * TICKS_PER_GRID });
  }
  const end = events[events.length - 1]!;
  const bar = (tune.bar || 1) * TICKS_PER_GRID;
  const first = Math.floor((events[0]!.onset * TICKS_PER_GRID) / bar + 1e-6) * bar;
  const moved = notes.map((note) => ({ ...note, tick: note.tick - first }));
  const ticks = Math.max(1, Math.ceil(((end.onset + end.duration) * TICKS_PER_GRID - first) / bar - 1e-6)) * bar;
  const scale = trainingScale(tune.mode);
  return measureRaw(moved, { meter: tune.meter === 'none' ? null : (tune.meter as Meter), ticks, scale });
}
