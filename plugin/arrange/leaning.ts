/**
 * Appoggiaturas and suspensions: some chord tones on strong beats are delayed by the scale step above, mostly in sad moods.
 */

import { chordAt, chordTones } from '../music/harmony.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import type { Phrase, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { modulo, moveByScale } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { meterInfo, PPQ, type Ticks } from '../music/time.ts';
import type { Feeling } from './request.ts';
import { withNotes } from './transform.ts';

/** Share of notes that are delayed: in every mood, and the most that a sad and calm mood adds. */
const SHARE = { any: 0.04, sad: 0.14 } as const;
/** Shortest note that can be delayed. */
const LEAST: Ticks = PPQ;

/** Share in a mood of the dial that is at rest, and what full tension adds: a delayed tone waits to be resolved. */
const FELT_SHARE = { rest: 0.02, tense: 0.16 } as const;

/** The phrase with appoggiaturas. Changed notes no longer count as the model's. */
export function leaning(phrase: Phrase, feeling: Feeling, seed: string): Phrase {
  const { notes } = phrase;
  const share = shareOf(feeling);
  const chance = random(`${seed}/leaning`);
  const places = notes.flatMap((_, i) => (mayLean(phrase, i) ? [{ i, order: chance.next() - likely(phrase, i) }] : []));
  const wanted = Math.floor(notes.length * share + chance.next());
  const chosen = new Set(
    places
      .sort((a, b) => a.order - b.order)
      .slice(0, wanted)
      .map(({ i }) => i),
  );
  if (chosen.size === 0) return phrase;
  return withNotes(
    phrase,
    notes.flatMap((note, i) =>
      chosen.has(i) ? leaned(note, moveByScale(note.pitch, 1, phrase.request.mode)) : [note],
    ),
  );
}

function shareOf({ valence, arousal, felt }: Feeling): number {
  if (felt !== undefined) return FELT_SHARE.rest + FELT_SHARE.tense * felt.tension;
  return SHARE.any + SHARE.sad * (1 - valence) * (1 - arousal);
}

/** Whether a note, neither first nor last, is a chord tone on a strong beat and the scale step above is not in the chord. */
function mayLean({ notes, request }: Phrase, i: number): boolean {
  const { pitch, tick, durationTicks } = notes[i]!;
  const { barTicks } = meterInfo(request.meter);
  const chord = chordAt(request.chords, tick);
  if (i === 0 || i === notes.length - 1 || durationTicks < LEAST || chord === null) return false;
  if (isMotif(request, Math.floor(tick / barTicks))) return false;
  const above = moveByScale(pitch, 1, request.mode);
  const tones = chordTones(chord);
  const isIn = (of: number) => tones.includes(modulo(of, 12));
  return isStrongBeat(request.meter, tick % barTicks) && isIn(pitch) && !isIn(above) && above - pitch <= 2;
}

/** Whether a bar is repeated by another, or repeats one: its rhythm is what is recognized. */
function isMotif({ plan = [] }: PhraseRequest, bar: number): boolean {
  return bar === 0 || plan.some((each, i) => each.kind !== 'sample' && (i === bar || each.of === bar));
}

/** Preference for a note: its chord starts there, or the step above repeats the previous note or is reached by leap. */
function likely({ notes, request }: Phrase, i: number): number {
  const { pitch, tick } = notes[i]!;
  const above = moveByScale(pitch, 1, request.mode);
  const into = Math.abs(above - notes[i - 1]!.pitch);
  const begins = request.chords.some((span) => span.tick === tick);
  return (begins ? 1 : 0) + (into === 0 || into > 2 ? 1 : 0);
}

/** The step above, then the note. */
function leaned(note: PhraseNote, above: number): PhraseNote[] {
  const half = Math.min(PPQ, Math.floor(note.durationTicks / 2 / (PPQ / 2)) * (PPQ / 2) || PPQ / 2);
  return [
    { ...note, pitch: above, durationTicks: half, sampled: false },
    { ...note, tick: note.tick + half, durationTicks: note.durationTicks - half, sampled: false },
  ];
}
