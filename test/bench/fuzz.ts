/**
 * Random games: ten thousand sequences of calls, sense and nonsense, none of which may break a rule of the music; and a
 * thousand that are recorded and played again, none of which may change a note.
 */

import * as fc from 'fast-check';
import { progressLine } from '../../models/cli/progress.ts';
import type { PhraseSource } from '../../plugin/generate/source.ts';
import { createNgramModel } from '../../plugin/internal.ts';
import { anyAct, playChaos } from '../helper/chaos.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { anyGame, replayDiffers } from '../helper/random-replay.ts';
import type { Report, Topic } from './topic.ts';

/** As many as were promised. */
const SEQUENCES = 10_000;
const REPLAYS = { ngram: 950, lstm: 50 } as const;

async function chaos(): Promise<Report> {
  const progress = progressLine('random games', SEQUENCES);
  let played = 0;
  const property = fc.asyncProperty(fc.array(anyAct, { maxLength: 25 }), async (acts) => {
    const trouble = await playChaos(acts);
    played++;
    if (played % 50 === 0) progress.update(Math.min(played, SEQUENCES));
    if (trouble !== null) throw new Error(trouble);
  });
  const result = await fc.check(property, { numRuns: SEQUENCES, seed: 1 });
  progress.finish();
  const broken = result.failed ? JSON.stringify(result.counterexample) : null;
  return {
    figures: { sequences: result.numRuns, broken },
    lines: [`random games: ${result.numRuns} sequences of calls, ${broken === null ? 'none breaks a rule' : broken}`],
    missed: broken === null ? [] : [`a random game breaks a rule: ${broken}`],
  };
}

/** Plays random games again with a composer; with the n-gram model, every other one has no composer beside it. */
async function replays(name: keyof typeof REPLAYS): Promise<Report> {
  const count = REPLAYS[name];
  const progress = progressLine(`games played again (${name})`, count);
  const composer = await COMPOSERS[name]();
  const fallback = createNgramModel();
  let notes = 0;
  const changed: string[] = [];
  for (const [i, game] of fc.sample(anyGame(12), { numRuns: count, seed: 7 }).entries()) {
    const alone = name === 'ngram' && i % 2 === 0;
    const source: PhraseSource = { composer: alone ? null : composer, fallback };
    const result = await replayDiffers(game, source);
    notes += result.notes;
    if (result.differs !== null) changed.push(`${result.differs} in ${JSON.stringify(game)}`);
    progress.update(i + 1);
  }
  progress.finish();
  composer.dispose();
  return {
    figures: { games: count, notes, changed },
    lines: [`games played again (${name}): ${count} with ${notes} notes, ${changed.length} changed`],
    missed: changed.map((text) => `a replay changes the notes: ${text}`),
  };
}

export const fuzz: Topic = {
  summary: 'ten thousand random games, none of which breaks a rule, and a thousand played again note for note',
  long: true,
  async measure() {
    const reports = { games: await chaos(), ngram: await replays('ngram'), lstm: await replays('lstm') };
    const all = Object.values(reports);
    return {
      figures: Object.fromEntries(Object.entries(reports).map(([name, { figures }]) => [name, figures])),
      lines: all.flatMap(({ lines }) => lines),
      missed: all.flatMap(({ missed = [] }) => missed),
    };
  },
};
