import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConductorLog, readLog } from '../../plugin/formats/log.ts';
import type { PhraseRequest } from '../../plugin/music/phrase.ts';
import { hashText } from '../../plugin/music/random.ts';
import { propertyRuns } from '../helper/cases.ts';
import { anyGame, type RandomGame, replayDiffers } from '../helper/random-replay.ts';
import { notesOf, type Rehearsal, rehearse, rehearseReplay, SMALL_GAME } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const soundtrack = {
  seed: 'replay',
  ...SMALL_GAME,
} as const;

/** The same evening's play, on a grid of whole tenths so that every tick rate can meet it. */
const evening: readonly (readonly [time: number, act: (rehearsal: Rehearsal) => void])[] = [
  [6, ({ conductor }) => conductor.signal('danger', 0.7)],
  [9, ({ conductor }) => conductor.mood('battle')],
  [14, ({ conductor }) => conductor.signal('danger', 0)],
  [20, ({ conductor }) => conductor.mood('forest', { at: 'phrase' })],
  [33, ({ conductor }) => conductor.theme('hero')],
  [45, ({ conductor }) => conductor.mood('cave', { at: 'beat', fade: 3 })],
  [46, ({ conductor }) => conductor.mood('forest', { at: 'now' })],
];

async function playEvening(step: number, source = { composer: scaleComposer(), fallback: scaleFallback() }) {
  const rehearsal = rehearse({ soundtrack, source });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  rehearsal.conductor.advance();
  for (const [time, act] of evening) {
    await rehearsal.playTo(time, step);
    act(rehearsal);
    await rehearsal.conductor.settled();
  }
  await rehearsal.playTo(60, step);
  return rehearsal;
}

const replay = (log: ConductorLog, seconds: number) => rehearseReplay({ soundtrack, replay: log }, seconds);

describe('same seed, same notes', () => {
  test('whatever the tick rate', async () => {
    const calm = notesOf((await playEvening(0.05)).bars());
    expect(calm.split('\n').length).toBeGreaterThan(500);
    expect(notesOf((await playEvening(0.016)).bars())).toBe(calm);
    expect(notesOf((await playEvening(0.333)).bars())).toBe(calm);
  });

  test('another seed, other notes', async () => {
    const notes = async (seed: string) => {
      const rehearsal = rehearse({ soundtrack: { seed, start: 'forest' } });
      rehearsal.conductor.start();
      await rehearsal.playTo(20);
      return notesOf(rehearsal.bars());
    };
    expect(await notes('a')).toBe(await notes('a'));
    expect(await notes('a')).not.toBe(await notes('b'));
  });

  test('a log is plain JSON and plays the same evening again by itself', async () => {
    const first = await playEvening(0.05);
    const log = JSON.parse(JSON.stringify(first.conductor.log)) as ConductorLog;
    const again = await replay(log, 60);
    expect(notesOf(again.bars())).toBe(notesOf(first.bars()));
    expect(again.conductor.log).toEqual(first.conductor.log);
  });

  test('a replay takes the fallback where the fallback played, though the model is well again', async () => {
    const healthy = scaleComposer();
    const composer = {
      ...healthy,
      async generate(request: PhraseRequest) {
        if (hashText(request.seed) % 3 === 0) throw new Error('no luck with this one');
        return healthy.generate(request);
      },
    };
    const first = await playEvening(0.05, { composer, fallback: scaleFallback() });
    const log = first.conductor.log;
    const sources = new Set(log.entries.flatMap((entry) => (entry.kind === 'phrase' ? [entry.source] : [])));
    expect(sources).toEqual(new Set(['lstm', 'ngram']));
    const again = await replay(log, 60);
    expect(notesOf(again.bars())).toBe(notesOf(first.bars()));
  });

  test('a replay with another model says so', async () => {
    const first = await playEvening(0.05);
    const other = scaleFallback();
    const composer = { ...other, source: 'lstm' as const };
    const rehearsal = rehearse({
      soundtrack,
      source: { composer, fallback: scaleFallback() },
      replay: first.conductor.log,
    });
    const errors: string[] = [];
    rehearsal.conductor.on('error', ({ message }) => errors.push(message));
    rehearsal.conductor.start();
    await rehearsal.playTo(5);
    expect(errors[0]).toBe('the replay plays another phrase than was logged');
  });

  test('a replay with another soundtrack says so once, and plays', async () => {
    const first = await playEvening(0.05);
    const moods = { forest: { controls: { tempo: 60 } } };
    const rehearsal = rehearse({ soundtrack: { ...soundtrack, moods }, replay: first.conductor.log });
    rehearsal.conductor.start();
    await rehearsal.playTo(5);
    const said = rehearsal.warnings.filter((line) => line.includes('recorded with another soundtrack'));
    expect(said).toHaveLength(1);
    expect(rehearsal.bars().length).toBeGreaterThan(1);
    const { soundtrack: fingerprint, ...older } = first.conductor.log;
    expect(fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect((await replay(older, 5)).warnings).toEqual([]);
    expect((await replay(first.conductor.log, 5)).warnings).toEqual([]);
  });

  test('at 30 and at 144 frames a second the game asks the same, and hears the same', async () => {
    const at = async (fps: number) => notesOf((await playEvening(1 / fps)).bars());
    expect(await at(30)).toBe(await at(144));
  });

  test('random games play again note for note, though they call at one moment and their composer is slow', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyGame(12), fc.boolean(), async (game, alone) => {
        const source = { composer: alone ? null : scaleComposer(), fallback: scaleFallback() };
        const { differs, notes } = await replayDiffers(game, source);
        expect(differs).toBeNull();
        compared += notes;
      }),
      { numRuns: propertyRuns(100), seed: 11 },
    );
    expect(compared).toBeGreaterThan(50 * propertyRuns(100));
  });

  test.each<[string, RandomGame]>([
    [
      'a phrase that was waited for in vain is waited for again, or a track would meet its first bar',
      {
        before: [],
        waiting: [],
        acts: [
          { kind: 'call', name: 'track', args: ['long', { at: 'phrase', fade: 0, loop: true }] },
          { kind: 'call', name: 'reroll', args: [] },
          { kind: 'wait', seconds: 0.4 },
          { kind: 'call', name: 'push', args: ['boss', { until: 5 }] },
        ],
        slowness: 3,
        budgetMs: Number.POSITIVE_INFINITY,
      },
    ],
    [
      'a phrase that has begun goes on, though its slot has another later',
      {
        before: [],
        waiting: [],
        acts: [
          { kind: 'call', name: 'push', args: ['cave', { priority: -3, until: 2 }] },
          { kind: 'wait', seconds: 3.43 },
          { kind: 'call', name: 'theme', args: ['hero'] },
          { kind: 'wait', seconds: 0.94 },
          { kind: 'call', name: 'reroll', args: [] },
        ],
        slowness: 3,
        budgetMs: Number.POSITIVE_INFINITY,
      },
    ],
  ])('%s', async (_, game) => {
    const source = { composer: scaleComposer(), fallback: scaleFallback() };
    const { differs, notes } = await replayDiffers(game, source);
    expect(differs).toBeNull();
    expect(notes).toBeGreaterThan(20);
  });

  test('pauses do not change the notes of a replay', async () => {
    const rehearsal = rehearse({ soundtrack });
    rehearsal.conductor.start();
    await rehearsal.conductor.settled();
    rehearsal.conductor.advance();
    await rehearsal.playTo(7);
    rehearsal.conductor.pause();
    await rehearsal.playTo(12);
    rehearsal.conductor.resume();
    await rehearsal.playTo(20);
    const again = await replay(rehearsal.conductor.log, 15);
    const pitches = (show: Rehearsal) =>
      show
        .bars()
        .map((bar) => bar.parts.map((part) => `${part.name} ${part.notes.map(({ pitch }) => pitch)}`).join(';'));
    expect(pitches(again).slice(0, 8)).toEqual(pitches(rehearsal).slice(0, 8));
  });

  test.each([
    [null, 'this is no log of version 1'],
    [{ version: 2, seed: 'a', entries: [] }, 'this is no log of version 1'],
    [{ version: 1, seed: 'a', entries: 'many' }, 'this is no log of version 1'],
    [{ version: 1, seed: 'a', soundtrack: 7, entries: [] }, "the log's soundtrack must be the fingerprint"],
    [{ version: 1, seed: 'a', entries: [{ kind: 'mod', time: 1 }] }, "log entry 0: unknown kind 'mod'; did you mean"],
    [{ version: 1, seed: 'a', entries: [{ kind: 'mood', time: 'soon' }] }, 'log entry 0: its time must be a number'],
    [
      { version: 1, seed: 'a', entries: [{ kind: 'phrase', time: 1, after: 7 }] },
      'log entry 0: after must be two numbers',
    ],
    [
      { version: 1, seed: 'a', entries: [{ kind: 'phrase', time: 1, late: '1' }] },
      'log entry 0: late must be a number',
    ],
    [{ version: 1, seed: 'a', entries: [null] }, "log entry 0: unknown kind 'undefined'"],
  ])('%j is no log, and is refused', (value, message) => {
    expect(() => readLog(value)).toThrow(message);
  });

  test('sixty signals a second make a short log', async () => {
    const rehearsal = rehearse({ soundtrack });
    rehearsal.conductor.start();
    for (let frame = 0; frame < 600; frame++) {
      await rehearsal.playTo((frame + 1) / 60, 1);
      rehearsal.conductor.signal('danger', 0.5 + 0.5 * Math.sin(frame / 20));
    }
    const signals = rehearsal.conductor.log.entries.filter(({ kind }) => kind === 'signal');
    expect(signals.length).toBeGreaterThan(50);
    // One in each tenth of a second, and those that a phrase was ordered after.
    const phrases = rehearsal.conductor.log.entries.filter(({ kind }) => kind === 'phrase');
    expect(phrases.length).toBeLessThan(5);
    expect(signals.length).toBeLessThanOrEqual(102 + phrases.length);
  });
});
