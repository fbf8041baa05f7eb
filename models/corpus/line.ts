/** Converts notes with onsets to the arrays of a corpus record: one melody, from a bar line on, with long silences shortened. */

/** A note on the corpus's grid of 24 per quarter. */
export interface Heard {
  readonly pitch: number;
  readonly onset: number;
  readonly duration: number;
}

/** Longer silences are shortened to this many bars, so that a wrong delta time does not create a thousand empty bars. */
const LONGEST_REST_BARS = 2;

/**
 * The arrays `p` and `d` of notes that do not overlap, from the bar line before the first note on.
 * @param bar length of a bar; 0 without meter, then the arrays start with the first note.
 */
export function lineArrays(line: readonly Heard[], bar: number): { p: number[]; d: number[] } {
  const p: number[] = [];
  const d: number[] = [];
  const first = line[0]?.onset ?? 0;
  let reached = bar > 0 ? Math.floor(first / bar) * bar : first;
  for (const { pitch, onset, duration } of line) {
    if (onset > reached) {
      p.push(0);
      d.push(shortened(onset - reached, bar));
    }
    p.push(pitch);
    d.push(duration);
    reached = onset + duration;
  }
  return { p, d };
}

/** A silence without the bars beyond the second; the position in the bar is kept. */
export function shortened(silence: number, bar: number): number {
  const unit = bar || 96;
  const longest = (LONGEST_REST_BARS + 1) * unit;
  return silence < longest ? silence : LONGEST_REST_BARS * unit + (silence % unit);
}

/**
 * The skyline of many notes: of simultaneous starts the highest, each until the next.
 * @param overlap share of a note's length: a lower note that starts in this last part follows it (legato playing, or a
 * synthesizer's tail). Lower notes that start earlier are accompaniment, and are dropped.
 */
export function skyline(notes: readonly Heard[], overlap: number): Heard[] {
  const sorted = [...notes].sort((a, b) => a.onset - b.onset || b.pitch - a.pitch);
  const line: { pitch: number; onset: number; duration: number }[] = [];
  for (const note of sorted) {
    const last = line[line.length - 1];
    if (last && note.onset < last.onset + last.duration) {
      const under = note.pitch < last.pitch && note.onset < last.onset + last.duration * (1 - overlap);
      if (note.onset === last.onset || under) continue;
      last.duration = note.onset - last.onset;
    }
    line.push({ ...note });
  }
  return line;
}

/** Overlap of notes of one voice, and of the upper voice of polyphonic music. */
const OVERLAP = { single: 0.5, upper: 0.1 };

/** The melody of a single voice, whose notes may overlap slightly. */
export function singleLine(notes: readonly Heard[]): Heard[] {
  return skyline(notes, OVERLAP.single);
}

/** Notes at least this far below the melody's register are accompaniment, audible where the melody rests. */
const BELOW = 12;
/** Neighboring notes that determine the melody's register, and the share of them that lies below it. */
const AROUND = 8;
const SHARE = 0.75;

/** The upper voice of polyphonic music: a skyline without the accompaniment in the melody's rests. */
export function upperLine(notes: readonly Heard[]): Heard[] {
  const first = skyline(notes, OVERLAP.upper);
  const sorted = [...notes].sort((a, b) => a.onset - b.onset);
  let place = 0;
  return skyline(
    sorted.filter(({ pitch, onset }) => {
      while (place < first.length - 1 && first[place + 1]!.onset <= onset) place++;
      const around = first.slice(Math.max(0, place - AROUND), place + AROUND + 1).map((note) => note.pitch);
      return pitch >= around.sort((a, b) => a - b)[Math.floor(around.length * SHARE)]! - BELOW;
    }),
    OVERLAP.upper,
  );
}
