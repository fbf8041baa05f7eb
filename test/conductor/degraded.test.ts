import { describe, expect, test } from 'vitest';
import type { PhraseModel } from '../../plugin/music/phrase.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const scenes = { Forest: 'forest', Arena: 'battle' };

async function tour(composer: PhraseModel | null, seconds = 60) {
  const rehearsal = rehearse({
    soundtrack: { start: 'forest', scenes },
    source: { composer, fallback: scaleFallback() },
  });
  const degraded: string[] = [];
  const sources: string[] = [];
  let recovered = 0;
  rehearsal.conductor.on('degraded', ({ reason }) => degraded.push(reason));
  rehearsal.conductor.on('recovered', () => recovered++);
  rehearsal.conductor.on('phrase', ({ source }) => sources.push(source));
  rehearsal.conductor.start();
  await rehearsal.playTo(seconds / 2, 0.05, false);
  rehearsal.conductor.mood('battle');
  await rehearsal.playTo(seconds, 0.05, false);
  return { ...rehearsal, degraded, sources, recovered: () => recovered };
}

function expectNoGap({ bars }: Pick<Awaited<ReturnType<typeof tour>>, 'bars'>) {
  for (const mood of ['forest', 'battle']) {
    // Bars at a mood's line are handed over twice.
    const played = [...new Map(byTime(bars(mood)).map((bar) => [bar.time.toFixed(6), bar])).values()];
    expect(played.length).toBeGreaterThan(10);
    for (let i = 1; i < played.length; i++)
      expect(played[i]!.time).toBeCloseTo(played[i - 1]!.time + played[i - 1]!.duration, 9);
  }
}

describe('trouble with the model is not heard', () => {
  test('no model: the fallback plays from the first bar, one warning, one event', async () => {
    const show = await tour(null);
    expectNoGap(show);
    expect(show.degraded).toEqual(['no model is loaded']);
    expect(show.warnings).toHaveLength(1);
    expect(new Set(show.sources)).toEqual(new Set(['ngram']));
    expect(show.bars()[0]!.time).toBeLessThan(0.3);
  });

  test('a model that never answers: the start waits its grace, then bars come without a gap', async () => {
    const show = await tour(scaleComposer(() => new Promise(() => {})));
    expectNoGap(show);
    expect(show.degraded).toHaveLength(1);
    expect(show.warnings).toHaveLength(1);
    expect(show.bars()[0]!.time).toBeGreaterThan(1);
    expect(show.bars()[0]!.time).toBeLessThan(1.3);
  });

  test('a model that dies on the way: its last phrases play, then the fallback', async () => {
    let answers = 3;
    const show = await tour(
      scaleComposer(async () => {
        if (answers-- <= 0) throw new Error('the worker is gone');
      }),
    );
    expectNoGap(show);
    expect(show.degraded).toEqual(['the composer failed: the worker is gone']);
    expect(show.warnings).toHaveLength(1);
    expect(show.sources[0]).toBe('lstm');
    expect(show.sources.at(-1)).toBe('ngram');
  });

  test('a model that refuses at once: the music does not wait its grace', async () => {
    const show = await tour(
      scaleComposer(async () => {
        throw new Error('no memory');
      }),
      10,
    );
    expect(show.bars()[0]!.time).toBeLessThan(0.5);
    expect(show.degraded).toEqual(['the composer failed: no memory']);
  });

  test('a model that throws within the call is a model that refuses', async () => {
    const composer = {
      ...scaleComposer(),
      generate() {
        throw new Error('cannot be posted');
      },
    };
    const show = await tour(composer, 60);
    expectNoGap(show);
    expect(show.degraded).toEqual(['the composer failed: cannot be posted']);
  });

  test('a model that comes back is heard again', async () => {
    let broken = true;
    const show = await tour(
      scaleComposer(async () => {
        if (broken) throw new Error('busy');
      }),
      40,
    );
    expect(show.sources.at(-1)).toBe('ngram');
    broken = false;
    // What was written meanwhile comes back as it was; new themes are the composer's.
    await show.playTo(150);
    expect(show.sources.slice(-8)).toContain('lstm');
    expect(show.recovered()).toBe(1);
    expect(show.warnings).toHaveLength(1);
  });

  test('a fallback that throws too leaves the band playing', async () => {
    const rehearsal = rehearse({
      soundtrack: { start: 'forest' },
      source: {
        composer: null,
        fallback: {
          ...scaleFallback(),
          generateNow() {
            throw new Error('no tables');
          },
        },
      },
    });
    const errors: string[] = [];
    rehearsal.conductor.on('error', ({ message }) => errors.push(message));
    rehearsal.conductor.start();
    await rehearsal.playTo(20, 0.05, false);
    const played = byTime(rehearsal.bars());
    expect(played.length).toBeGreaterThan(8);
    expect(played.every((bar) => bar.parts.some(({ role }) => role === 'pad' || role === 'chords'))).toBe(true);
    expect(errors[0]).toBe("the fallback could not write phrase 0 of 'forest'");
  });
});
