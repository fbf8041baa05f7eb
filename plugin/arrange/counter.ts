/** The counter-melody: long guide tones under the melody, with stepwise runs where the melody rests or holds. */

import { type MidiPitch, modulo, moveByScale, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { harmonyAt, type Setting } from './arrange-context.ts';

/** A span in which the melody does not move. */
interface Gap {
  readonly from: Ticks;
  readonly to: Ticks;
}

/** Shortest gap that is filled, in ticks. */
const LEAST_GAP = PPQ;
/** Distance below the melody, in semitones. */
const CLEARANCE = 3;
/** Guide tones in order of preference: third, seventh, fifth, root. */
const GUIDES = [1, 3, 2, 0];

/** The counter-melody of a phrase. */
export function counterNotes(setting: Setting, previous?: MidiPitch): readonly Note[] {
  const { style, feeling, barTicks } = setting;
  const gaps = gapsOf(setting);
  const ternary = setting.beats[0]!.ternary;
  const step = ternary || feeling.arousal > 0.5 ? PPQ / 2 : PPQ;
  const notes: Note[] = [];
  let at = previous ?? Math.round((style.counter.low + style.counter.high) / 2);
  const addNote = (pitch: MidiPitch | null, tick: Ticks, end: Ticks, accent: number) => {
    if (pitch === null || end - tick < PPQ / 4) return;
    const last = notes.at(-1);
    // A repeated tone is sustained, except over bar lines, where its layer may start.
    if (last && last.pitch === pitch && last.tick + last.durationTicks === tick && tick % barTicks !== 0) {
      notes[notes.length - 1] = { ...last, durationTicks: end - last.tick };
      return;
    }
    notes.push({ pitch, tick, durationTicks: end - tick, velocity: style.counter.level * accent });
    at = pitch;
  };
  for (let bar = 0; bar < setting.bars; bar++) {
    for (const chord of setting.harmony) {
      const from = Math.max(bar * barTicks, chord.tick);
      const to = Math.min((bar + 1) * barTicks, chord.end);
      if (from >= to) continue;
      const gap = gaps.find((one) => one.from < to && Math.min(one.to, to) - Math.max(one.from, from) >= LEAST_GAP);
      const quiet = gap ? Math.max(gap.from, from) : to;
      if (quiet > from) addNote(guideTone(setting, from, quiet, at), from, quiet, 0.9);
      if (gap) {
        const until = Math.min(gap.to, to);
        for (const [pitch, tick, end] of answer(setting, quiet, until, step, at)) addNote(pitch, tick, end, 1);
        if (until < to) addNote(guideTone(setting, until, to, at), until, to, 0.85);
      }
    }
  }
  return notes;
}

/** Spans without a new note of the melody: rests, and sustained notes from half a beat after their start. */
function gapsOf({ melody, endTick }: Setting): Gap[] {
  const gaps: Gap[] = [];
  let free = 0;
  for (const [i, note] of melody.entries()) {
    if (note.tick > free) gaps.push({ from: free, to: note.tick });
    const next = melody[i + 1]?.tick ?? endTick;
    const end = note.tick + note.durationTicks;
    const rests = next - end >= PPQ / 2;
    free = rests ? Math.ceil(end / (PPQ / 2)) * (PPQ / 2) : note.tick + PPQ / 2;
    if (free < next) gaps.push({ from: free, to: next });
    free = Math.max(free, next);
  }
  if (melody.length === 0) gaps.push({ from: 0, to: endTick });
  return gaps;
}

/** The highest pitch that stays clear of the melody between two ticks. */
function ceiling(setting: Setting, from: Ticks, to: Ticks): MidiPitch {
  const sounding = setting.melody.filter((note) => note.tick < to && note.tick + note.durationTicks > from);
  const lowest = Math.min(127, ...sounding.map(({ pitch }) => pitch));
  return Math.min(setting.style.counter.high, lowest - CLEARANCE);
}

/** The chord's guide tone nearest to `at`; null if the melody is too low. */
function guideTone(setting: Setting, from: Ticks, to: Ticks, at: MidiPitch): MidiPitch | null {
  // It has to fit the chord on which the span ends, and no tone outlasts its chord.
  const { tones } = harmonyAt(setting, to - 1);
  const high = ceiling(setting, from, to);
  let best: { pitch: MidiPitch; cost: number } | null = null;
  for (let pitch = setting.style.counter.low; pitch <= high; pitch++) {
    const index = tones.indexOf(modulo(pitch, 12));
    if (index < 0) continue;
    const cost = Math.abs(pitch - at) + 1.5 * GUIDES.indexOf(index);
    if (!best || cost < best.cost) best = { pitch, cost };
  }
  return best?.pitch ?? null;
}

/** Shapes of runs, in scale steps from the chord tone on which they end. */
const ANSWERS: readonly (readonly number[])[] = [
  [3, 2, 1, 0],
  [-3, -2, -1, 0],
  [2, 1, 0],
  [-2, -1, 0],
  [0, 1, 2, 0],
  [0, -1, -2, 0],
  [1, 0],
  [-1, 0],
];

/** The same in chord tones: a broken chord. */
const BROKEN: readonly (readonly number[])[] = [
  [2, 1, 0],
  [-2, -1, 0],
  [1, -1, 0],
  [-1, 1, 0],
  [1, 0],
  [-1, 0],
];
/** Weight of a run per note outside its chord: the second line belongs to the harmony that is heard. */
const FOREIGN = 0.25;

/**
 * Fills a gap with a run or broken chord as long as fits, ending in a chord tone on a beat; with one sustained tone if
 * none fits.
 */
function answer(setting: Setting, from: Ticks, to: Ticks, step: Ticks, at: MidiPitch): [MidiPitch, Ticks, Ticks][] {
  const { low } = setting.style.counter;
  const high = ceiling(setting, from, to);
  const target = guideTone(setting, from, to, at);
  if (target === null) return [];
  const { tones } = harmonyAt(setting, to - 1);
  const lines = [
    ...ANSWERS.map((offsets) => offsets.map((offset) => scaleStep(setting, target, offset))),
    ...BROKEN.map((offsets) => offsets.map((offset) => chordStep(tones, target, offset))),
  ];
  const runs = lines.flatMap((line) => {
    const before = (line.length - 1) * step;
    const landing = beatsBetween(setting, from + before, to - PPQ / 2)[0];
    const isPlayable = landing !== undefined && line.every((pitch) => pitch >= low && pitch <= high);
    return isPlayable ? [{ line, begin: landing - before }] : [];
  });
  const longest = Math.max(0, ...runs.map(({ line }) => line.length));
  const fitting = runs.filter(({ line }) => line.length >= Math.min(longest, 3));
  if (fitting.length === 0) return [[target, from, to]];
  const weights = fitting.map((one) => FOREIGN ** foreignNotes(setting, one.line, one.begin, step));
  const { line, begin } = fitting[setting.chance(`counter/${from}`).weighted(weights)]!;
  const waiting = begin > from ? guideTone(setting, from, begin, at) : null;
  const run = line.map((pitch, i): [MidiPitch, Ticks, Ticks] => [
    pitch,
    begin + i * step,
    i === line.length - 1 ? to : begin + (i + 1) * step,
  ]);
  return waiting === null ? run : [[waiting, from, begin], ...run];
}

/** Beats from one tick to another, both included. */
function beatsBetween({ beats, barTicks }: Setting, from: Ticks, to: Ticks): Ticks[] {
  const bar = Math.floor(from / barTicks) * barTicks;
  return beats.map(({ tick }) => bar + tick).filter((tick) => tick >= from && tick <= to);
}

function scaleStep(setting: Setting, pitch: MidiPitch, steps: number): MidiPitch {
  return moveByScale(pitch - setting.tonic, steps, setting.mode) + setting.tonic;
}

/** How many notes of a run lie outside the chord that sounds with them. */
function foreignNotes(setting: Setting, line: readonly MidiPitch[], begin: Ticks, step: Ticks): number {
  return line.filter((pitch, i) => !harmonyAt(setting, begin + i * step).tones.includes(modulo(pitch, 12))).length;
}

/** The chord tone that many chord tones above (below, if negative) another. */
function chordStep(tones: readonly PitchClass[], from: MidiPitch, steps: number): MidiPitch {
  const toward = Math.sign(steps);
  let pitch = from;
  for (let left = Math.abs(steps); left > 0; left--) {
    do pitch += toward;
    while (!tones.includes(modulo(pitch, 12)));
  }
  return pitch;
}
