/** From notes with onsets to the arrays of a corpus record: one line, on bar lines, long silences shortened. */

/** A note on the corpus's clock of 24 to a quarter. */
export interface Heard {
  readonly pitch: number;
  readonly onset: number;
  readonly duration: number;
}

/** Silences of more bars than two are shortened to two, so that a wrong delta time makes no thousand empty bars. */
const LONGEST_REST_BARS = 2;

/**
 * The arrays `p` and `d` of a line of notes that do not overlap, from the bar line before the first note on.
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

/** A silence without the bars beyond the second; the place in the bar stays. */
export function shortened(silence: number, bar: number): number {
  const unit = bar || 96;
  const longest = (LONGEST_REST_BARS + 1) * unit;
  return silence < longest ? silence : LONGEST_REST_BARS * unit + (silence % unit);
}

/**
 * One line out of many notes: of those that start together the highest, each until the next.
 * @param overlap a lower note that starts in the last part of the one before it, this share of its length, follows it: a
 * player's finger or a synthesiser's tail held on. Lower ones that start earlier lie under it, and are left out.
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

/** How far notes of one voice overlap, and notes of the upper of many. */
const OVERLAP = { single: 0.5, upper: 0.1 };

/** The line of music in one voice, a few notes of which may overlap. */
export function singleLine(notes: readonly Heard[]): Heard[] {
  return skyline(notes, OVERLAP.single);
}

/** Notes this far below where the tune lies are accompaniment that shows where the tune rests. */
const BELOW = 12;
/** Notes on either side that tell where the tune lies: where this share of them lies lower. */
const AROUND = 8;
const SHARE = 0.75;

/** The upper line of music in many voices: a skyline without the accompaniment that comes through the tune's rests. */
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
