/** Finds the melody among the parts of a MIDI file, by name, monophony and register. */

/** A part as far as this asks. Times are in any unit. */
export interface TunePart {
  readonly name: string;
  readonly channel: number;
  /** General MIDI program, from 0. */
  readonly program: number;
  readonly notes: readonly { readonly pitch: number; readonly onset: number; readonly duration: number }[];
}

/** Shortest melody, in notes. */
export const MIN_TUNE_NOTES = 8;
/** The channel of drums, counted from 0. */
const DRUMS = 9;
/** General MIDI programs of basses, from 0; then of percussion and sound effects. */
const BASSES = { from: 32, to: 39 };
const NOISES = { from: 112, to: 127 };
/** Usual mean pitch of melodies; distant parts are less likely. */
const TUNE_CENTER = 70;
const TUNE_NAMES = /melod|lead|vocal|voice|tune|sopran|solo|sing|chant|gesang|right|violin i\b/i;
const OTHER_NAMES = /bass|drum|perc|chord|accomp|rhythm|pad|left/i;

/** The index of the part most similar to a melody, or -1 if all are drums, effects or too short. */
export function melodyIndex(parts: readonly TunePart[]): number {
  let best = -1;
  let likeness = Number.NEGATIVE_INFINITY;
  for (const [i, part] of parts.entries()) {
    if (!isMelodicPart(part)) continue;
    const own = likenessToTune(part);
    if (own > likeness) [best, likeness] = [i, own];
  }
  return best;
}

function isMelodicPart({ channel, program, notes }: TunePart): boolean {
  return channel !== DRUMS && !(program >= NOISES.from && program <= NOISES.to) && notes.length >= MIN_TUNE_NOTES;
}

/** A score that is higher for parts named as melody, monophonic, in the middle register, and not a bass. */
function likenessToTune({ notes, name, program }: TunePart): number {
  const mean = notes.reduce((sum, note) => sum + note.pitch, 0) / notes.length;
  const named = TUNE_NAMES.test(name) ? 2 : OTHER_NAMES.test(name) ? -1 : 0;
  const bass = program >= BASSES.from && program <= BASSES.to ? -2 : 0;
  return (
    named + bass - 2 * simultaneousShare(notes) - Math.abs(mean - TUNE_CENTER) / 12 + Math.min(1, notes.length / 100)
  );
}

/** Share of notes that start well before the previous one ends: 0 in a monophonic part, near 1 in chords. */
export function simultaneousShare(notes: TunePart['notes']): number {
  let together = 0;
  for (let i = 1; i < notes.length; i++)
    if (notes[i]!.onset < notes[i - 1]!.onset + notes[i - 1]!.duration * 0.5) together++;
  return together / Math.max(1, notes.length);
}
