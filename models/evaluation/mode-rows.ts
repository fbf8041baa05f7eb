/**
 * Whether a mode is heard: every mode is asked with chromaticism 0 and a full close, the other controls not asked, and a
 * row says how many notes lie in it, how many notes on strong beats belong to their chord, and how many phrases end on a
 * tone that closes. Real excerpts with known chords say how many chord tones are usual.
 */

import {
  CADENCE_TONES,
  chordAt,
  chordTones,
  isStrongBeat,
  MODES,
  type Mode,
  meterInfo,
  modulo,
  type NormalRange,
  type PhraseRequest,
} from '../../plugin/internal.ts';
import { askPhrase } from './asks.ts';
import { type Counted, round } from './interval.ts';
import type { Passage } from './passage.ts';

const MODE_NAMES = Object.keys(MODES) as Mode[];

/** Shares, a row a mode. */
export type ModeRows = Readonly<Record<Mode, NormalRange>>;

/** What is found. */
export interface ModeFigures {
  readonly inMode: ModeRows;
  readonly strongBeatChordTones: ModeRows;
  readonly cadence: ModeRows;
  /** Share of strong-beat notes of real excerpts that belong to their chord; null where no chord is known. */
  readonly corpusChordTones: NormalRange | null;
  /** Phrases a mode. */
  readonly phrases: number;
}

/** The requests of all rows, mode by mode. */
export function modeRequests(phrasesPerMode: number): PhraseRequest[] {
  return MODE_NAMES.flatMap((mode) =>
    Array.from({ length: phrasesPerMode }, (_, turn) =>
      askPhrase({ seed: `mode ${mode} ${turn}`, turn, mode, cadence: 'full', controls: { chromaticism: 0 } }),
    ),
  );
}

/** The rows over the phrases that {@link modeRequests} brought, and over real excerpts. */
export function modeFigures(passages: readonly Passage[], excerpts: readonly Passage[]): ModeFigures {
  const phrases = passages.length / MODE_NAMES.length;
  const rows = (count: (passage: Passage, mode: Mode) => Counted) =>
    Object.fromEntries(
      MODE_NAMES.map((mode, i) => [
        mode,
        shareOf(passages.slice(i * phrases, (i + 1) * phrases).map((passage) => count(passage, mode))),
      ]),
    ) as ModeRows;
  const corpus = excerpts.map(strongBeats).filter(({ of }) => of > 0);
  return {
    inMode: rows(({ notes, scale }) => ({
      found: notes.filter(({ pitch }) => scale.includes(modulo(pitch, 12))).length,
      of: notes.length,
    })),
    strongBeatChordTones: rows(strongBeats),
    cadence: rows(({ notes }, mode) => {
      const tones = CADENCE_TONES[MODES[mode].family].full;
      return { found: Number(tones.includes(modulo(notes.at(-1)!.pitch, 12))), of: 1 };
    }),
    corpusChordTones: corpus.length === 0 ? null : shareOf(corpus),
    phrases,
  };
}

/** Notes that begin on a strong beat over a known chord, and those among them that belong to it. */
function strongBeats({ notes, meter, chords }: Passage): Counted {
  const { barTicks } = meterInfo(meter);
  let found = 0;
  let of = 0;
  for (const { pitch, tick } of notes) {
    const chord = chordAt(chords, tick);
    if (!chord || !isStrongBeat(meter, tick % barTicks)) continue;
    of++;
    if (chordTones(chord).includes(modulo(pitch, 12))) found++;
  }
  return { found, of };
}

function shareOf(counted: readonly Counted[]): NormalRange {
  const sum = (key: keyof Counted) => counted.reduce((total, each) => total + each[key], 0);
  return round(sum('found') / sum('of'));
}
