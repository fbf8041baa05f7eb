/** Random games: ten thousand sequences of calls, sense and nonsense, none of which may break a rule of the music. */

import * as fc from 'fast-check';
import { progressLine } from '../../models/cli/progress.ts';
import { anyAct, playChaos } from '../helper/chaos.ts';
import type { Topic } from './topic.ts';

/** As many as were promised. */
const SEQUENCES = 10_000;

export const fuzz: Topic = {
  summary: 'ten thousand random games: nothing throws, no rule of the music breaks',
  long: true,
  async measure() {
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
      ...(broken === null ? {} : { missed: [`a random game breaks a rule: ${broken}`] }),
    };
  },
};
