/**
 * Measures modes: each is requested with chromaticism 0 and a full cadence, without other controls. A row has the share of
 * notes in the mode, of chord tones on strong beats, and of phrases that end on a cadence tone. Real excerpts with known
 * chords give the usual share of chord tones.
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

/** One share per mode. */
export type ModeRows = Readonly<Record<Mode, NormalRange>>;

/** The figures of modes. */
export interface ModeFigures {
  readonly inMode: ModeRows;
  readonly strongBeatChordTones: ModeRows;
  readonly cadence: ModeRows;
  /** Share of chord tones on strong beats of real excerpts; null if no chord is known. */
  readonly corpusChordTones: NormalRange | null;
  /** Phrases per mode. */
  readonly phrases: number;
}

/** The requests of all rows, by mode. */
export function modeRequests(phrasesPerMode: number): PhraseRequest[] {
  return MODE_NAMES.flatMap((mode) =>
    Array.from({ length: phrasesPerMode }, (_, turn) =>
      askPhrase({ seed: `mode ${mode} ${turn}`, turn, mode, cadence: 'full', controls: { chromaticism: 0 } }),
    ),
  );
}

/** The rows, from the phrases of {@link modeRequests} and from real excerpts. */
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

/** Notes that start on a strong beat over a known chord, and the chord tones among them. */
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
