/** The intro of a song: the band comes in part by part, over a vamp or with the head of the theme. */

import { arrange } from '../arrange/arrange.ts';
import { phraseSlot } from '../arrange/form.ts';
import type { Mood } from '../mood/controls.ts';
import type { Drummer } from '../music/drum-performance.ts';
import { notesHash, type Phrase } from '../music/phrase.ts';
import { random } from '../music/random.ts';
import type { Score } from '../music/score.ts';
import { meterInfo } from '../music/time.ts';
import { cutSpans } from '../phrases/new-chords.ts';
import { createJob } from '../phrases/phrase-job.ts';

/** The piece that is introduced. */
interface IntroOptions {
  readonly mood: Mood;
  readonly seed: string;
  /** Plays the drums where the model wrote the theme. */
  readonly drummer?: Drummer | null;
}

/** How often the theme's head is heard in an intro; in the others the band plays without a tune. */
const HEADS = 0.5;

/**
 * The band coming in part by part, without its tune. In some games another part plays the head of the theme over its first
 * chords; in the others the chords lead to the tune.
 */
export function introScore({ mood, seed, drummer }: IntroOptions, bars: number, theme: Phrase): Score {
  const { controls } = mood;
  const slot = { ...phraseSlot(0, bars, mood), ending: 'half' as const, seedSuffix: 'intro' };
  const { request } = createJob({ seed, mood, controls, read: 0, slot, first: null, before: null, opening: null });
  const chords = cutSpans(theme.request.chords, bars * meterInfo(controls.meter).barTicks);
  const heads = mood.figures !== undefined && random(`${seed}/intro`).next() < HEADS;
  const common = {
    controls,
    mood,
    seed: `${seed}/${mood.name}/intro`,
    phraseIndex: 0,
    ...(drummer && theme.source === 'lstm' ? { drummer } : {}),
  };
  const score = heads
    ? arrange({ ...common, phrase: { ...theme, request: { ...request, chords } }, lineup: 'breather' })
    : arrange({ ...common, phrase: { ...theme, request, notes: [], hash: notesHash([]) } });
  const half = Math.floor(bars / 2) * meterInfo(score.meter).barTicks;
  const parts = score.parts
    .filter(({ role }) => role !== 'melody' && (heads || role !== 'counter'))
    .map((part) => (part.role === 'drums' ? { ...part, notes: part.notes.filter(({ tick }) => tick >= half) } : part));
  return { ...score, parts };
}
