import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLongGame, replayDiffers } from '../helper/random-replay.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

test('ring', async () => {
  let n = 0,
    starts = 0,
    runs = 0,
    bad = 0;
  await fc.assert(
    fc.asyncProperty(anyLongGame(8), fc.boolean(), async (game, alone) => {
      const source = { composer: alone ? null : scaleComposer(), fallback: scaleFallback() };
      const r = await replayDiffers(game, source, { logLength: 6 });
      runs++;
      n += r.notes;
      if (r.log.start) {
        starts++;
        (globalThis as any).m = ((globalThis as any).m ?? 0) + r.notes;
      }
      if (r.differs) {
        bad++;
        console.log(r.log.start?.time, r.differs, JSON.stringify(r.log.entries).slice(0, 1500));
      }
      expect(r.differs).toBeNull();
    }),
    { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 5), endOnFailure: true },
  );
  console.log({ m: (globalThis as any).m, n, starts, runs, bad });
}, 600000);
