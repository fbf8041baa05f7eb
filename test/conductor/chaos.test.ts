import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../helper/cases.ts';
import { anyAct, playChaos } from '../helper/chaos.ts';

describe('a game that calls anything in any order', () => {
  test('is refused in clear words or obeyed; nothing throws in the loop, one deck is open, every note ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 25 }), async (acts) => {
        expect(await playChaos(acts)).toBeNull();
      }),
      { numRuns: propertyRuns(200), seed: 5 },
    );
  });
});
