/** Finds the notes of a hummed melody in the pitch and the level of a voice. */

import type { MidiPitch } from '../music/pitch.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { notePath, SILENT, type VoicedFrame } from './note-path.ts';
import { HOP, type PitchCandidate, type PitchFrame, PitchFrames } from './pitch-frames.ts';

/** A note that was hummed. */
export interface HummedNote {
  /** MIDI pitch with its fraction: 69.2 is A4 sung 20 cents high. */
  readonly pitch: MidiPitch;
  /** Start, in seconds from the first sample. */
  readonly time: Seconds;
  readonly duration: Seconds;
  /** How clear its pitch is, 0..1. */
  readonly clarity: NormalRange;
}

/** Least clarity of a voice. Breath and noise have less. */
const CLEAR = 0.55;
/** How far below its loud notes a voice may be, and how far above the room it must be, in dB. */
const BELOW_LOUD = 32;
const ABOVE_ROOM = 4;
/** A room is assumed to be at least this far below a voice, in dB: without a pause to measure it in, its level is unknown. */
const LOUDEST_ROOM = 24;
/** A recording whose loud moments are softer than this has nobody in it, in dBFS. */
const SOFTEST = -60;
/** Shorter notes are glides or errors. */
const SHORTEST: Seconds = 0.11;
/** Largest distance in semitones at which a voice counts as being at a note, and longest way from one note to the next. */
const AT_NOTE = 0.6;
const LONGEST_WAY: Seconds = 0.15;
/** Smallest depth, in dB, of a dip of the level that splits a note in two, and how far on each side the level around it is measured. */
const DIP = 6.5;
const DIP_SIDE: Seconds = 0.14;
/** The dips of a vibrato are at most `SWING` apart, and the depth of each is at least this share of the other's. */
const SWING: Seconds = 0.22;
const ALIKE_DIP = 0.6;
/** How many moments say what level a pitch usually has, and how far away they may be and must be. */
const ALIKE = 12;
const NEAR: Seconds = 0.6;
const APART: Seconds = 0.04;
/** Largest distance of a frame's pitch from its note, in semitones. */
const FARTHEST = 1.5;

/** The notes in frames of a voice, in order; none where nobody sings. */
export function notesIn(frames: readonly PitchFrame[]): HummedNote[] {
  const voiced = withVoice(frames);
  const path = notePath(voiced);
  const moments = voiced.map((frame, i) => momentOf(frame, path[i]!));
  return withoutShort(runsOf(path))
    .map((run, i, runs) => withOnset(run, runs[i - 1] ?? null, voiced))
    .flatMap((run) => partedAtDips(run, moments))
    .flatMap((run) => noteOf(run, moments));
}

/** The notes in a recording of one voice, mono. The same samples always give the same notes. */
export function notesInSamples(samples: Float32Array, sampleRate: number): HummedNote[] {
  const pitches = new PitchFrames(sampleRate);
  pitches.push(samples);
  return notesIn(pitches.frames);
}

/** Marks the frames in which a voice sounds. */
export function withVoice(frames: readonly PitchFrame[]): VoicedFrame[] {
  const levels = frames.map(({ level }) => level).sort((a, b) => a - b);
  const at = (part: number) => levels[Math.floor(part * (levels.length - 1))] ?? Number.NEGATIVE_INFINITY;
  const loud = at(0.95);
  const room = at(0.05);
  const least = Math.max(SOFTEST, loud - BELOW_LOUD, Math.min(room + ABOVE_ROOM, loud - LOUDEST_ROOM));
  return frames.map((frame) => ({
    ...frame,
    isVoiced: frame.level >= least && frame.candidates.some(({ clarity }) => clarity >= CLEAR),
  }));
}

/** A frame with the pitch that its note gives it. */
interface Moment extends PitchCandidate {
  readonly time: Seconds;
  readonly level: number;
  readonly isVoiced: boolean;
}

function momentOf({ time, level, isVoiced, candidates }: VoicedFrame, note: number): Moment {
  const away = ({ pitch }: PitchCandidate) => Math.abs(pitch - note);
  const nearest = candidates.reduce<PitchCandidate | null>(
    (best, each) => (best !== null && away(best) <= away(each) ? best : each),
    null,
  );
  const fits = nearest !== null && note !== SILENT && away(nearest) < FARTHEST;
  return { time, level, isVoiced: isVoiced && fits, pitch: nearest?.pitch ?? 0, clarity: nearest?.clarity ?? 0 };
}

/** Frames of one semitone. */
interface Run {
  readonly note: number;
  /** Index of the first frame, and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

function runsOf(path: readonly number[]): Run[] {
  const runs: Run[] = [];
  path.forEach((note, i) => {
    const last = runs.at(-1);
    if (last?.note === note) runs[runs.length - 1] = { ...last, to: i + 1 };
    else runs.push({ note, from: i, to: i + 1 });
  });
  return runs.filter(({ note }) => note !== SILENT);
}

/** Gives what is too short for a note to the note that follows without a gap: it is the way there. */
function withoutShort(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let way: Run | null = null;
  for (const run of runs) {
    const from: number = way?.to === run.from ? way.from : run.from;
    const isShort = (run.to - run.from) * HOP < SHORTEST;
    way = isShort ? { ...run, from } : null;
    if (!isShort) kept.push({ ...run, from });
  }
  return kept;
}

/**
 * Moves the beginning of a note to where it is heard: after another note to the middle of the way from there, after silence to
 * the first sound of the voice, which may scoop up to it.
 */
function withOnset(run: Run, before: Run | null, frames: readonly VoicedFrame[]): Run {
  const isAt = (i: number, note: number) =>
    frames[i]!.isVoiced && frames[i]!.candidates.some(({ pitch }) => Math.abs(pitch - note) < AT_NOTE);
  if (before !== null && before.to >= run.from) {
    let arrives = run.from - Math.round(SHORTEST / HOP);
    while (arrives < run.to - 1 && !isAt(arrives, run.note)) arrives++;
    let leaves = arrives;
    while (leaves > before.from && leaves > arrives - LONGEST_WAY / HOP && !isAt(leaves, before.note)) leaves--;
    return { ...run, from: Math.round((leaves + arrives) / 2) };
  }
  let { from } = run;
  const earliest = Math.max(before?.to ?? 0, from - LONGEST_WAY / HOP);
  while (from > earliest && frames[from - 1]!.isVoiced) from--;
  return { ...run, from };
}

/**
 * Parts a note where its level dips and rises again: somebody repeats a pitch. Vibrato moves the level, too, as the vowel and
 * the room carry some pitches better than others: a dip counts only where the level is low for its pitch, and no dip of its kind
 * is as near as the next swing of a vibrato.
 */
function partedAtDips(run: Run, frames: readonly Moment[]): Run[] {
  const least = Math.round(SHORTEST / HOP);
  const dips = dipsOf(run, frames);
  const isAlone = ({ at, depth }: Dip) =>
    dips.every((other) => other.at === at || Math.abs(other.at - at) * HOP > SWING || other.depth < depth * ALIKE_DIP);
  const parts: Run[] = [];
  let { from } = run;
  for (const dip of dips) {
    if (dip.depth < DIP || dip.at - from < least || run.to - dip.at < least || !isAlone(dip)) continue;
    parts.push({ ...run, from, to: dip.at });
    from = dip.at;
  }
  return [...parts, { ...run, from }];
}

interface Dip {
  /** Index of its lowest frame. */
  readonly at: number;
  /** In dB, the least of: up to either side, and up to the usual level of its pitch. */
  readonly depth: number;
}

function dipsOf(run: Run, frames: readonly Moment[]): Dip[] {
  const side = Math.round(DIP_SIDE / HOP);
  const level = (i: number) => frames[i]!.level;
  const dips: Dip[] = [];
  for (let i = run.from + 2; i < run.to - 2; i++) {
    const from = Math.max(run.from, i - side);
    const around = Array.from({ length: Math.min(run.to, i + side + 1) - from }, (_, k) => from + k);
    if (around.some((k) => Math.abs(k - i) * HOP < 0.05 && level(k) < level(i))) continue;
    const before = Math.max(...around.filter((k) => k < i).map(level));
    const after = Math.max(...around.filter((k) => k > i).map(level));
    dips.push({ at: i, depth: Math.min(before, after, usualLevel(i, run, frames)) - level(i) });
  }
  return dips;
}

/** The median level of the moments of a run that are most like one in pitch. */
function usualLevel(i: number, { from, to }: Run, frames: readonly Moment[]): number {
  const pitch = frames[i]!.pitch;
  const apart = Math.round(APART / HOP);
  const near = Math.round(NEAR / HOP);
  const others = frames.slice(Math.max(from, i - near), Math.min(to, i + near + 1)).filter((other) => {
    const k = Math.round((other.time - frames[i]!.time) / HOP);
    return other.isVoiced && Math.abs(k) > apart;
  });
  const alike = others.sort((a, b) => Math.abs(a.pitch - pitch) - Math.abs(b.pitch - pitch)).slice(0, ALIKE);
  return alike.map(({ level }) => level).sort((a, b) => a - b)[alike.length >> 1] ?? Number.NEGATIVE_INFINITY;
}

/** The note of a run: its pitch is the median of its middle, where glides are over. */
function noteOf({ from, to }: Run, frames: readonly Moment[]): HummedNote[] {
  const length = to - from;
  const own = frames.slice(from, to).filter(({ isVoiced }) => isVoiced);
  if (own.length * HOP < SHORTEST / 2) return [];
  const middle = own.slice(Math.floor(own.length * 0.25), Math.ceil(own.length * 0.85));
  const pitches = middle.map(({ pitch }) => pitch).sort((a, b) => a - b);
  const clarity = own.reduce((sum, each) => sum + each.clarity, 0) / own.length;
  return [
    {
      pitch: pitches[pitches.length >> 1]!,
      time: frames[from]!.time,
      duration: length * HOP,
      clarity: Math.min(1, clarity),
    },
  ];
}
