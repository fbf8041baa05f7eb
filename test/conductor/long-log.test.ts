/** A game that is left running keeps a bounded log, and what the log gives can be played again note for note. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConductorLog, readLog } from '../../plugin/formats/log.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { propertyRuns } from '../helper/cases.ts';
import { call, wait } from '../helper/chaos.ts';
import { anyLongGame, type RandomGame, replayDiffers, sounded } from '../helper/random-replay.ts';
import { type Rehearsal, rehearse, rehearseReplay } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const names = Array.from({ length: 12 }, (_, i) => `s${i}`);
const soundtrack = {
  seed: 'long',
  start: 'forest',
  signals: { danger: { attack: 1, release: 6 }, ...Object.fromEntries(names.map((name) => [name, {}])) },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.8 },
    { signal: 's0', control: 'density', amount: 0.5 },
    { signal: 's1', control: 'tempo', amount: 20 },
  ],
} as const;
const LENGTH = 300;

/** A game whose signals change all the time; `say` says more at each of ten ticks a second. */
async function busy(seconds: number, say: (show: Rehearsal, tick: number) => void = () => {}): Promise<Rehearsal> {
  const show = rehearse({ soundtrack, logLength: LENGTH });
  show.conductor.start();
  await show.playTo(2);
  for (let tick = 0; show.now() < seconds; tick++) {
    for (const [i, name] of names.entries()) show.conductor.signal(name, ((tick * 7919 + i * 104_729) % 1000) / 1000);
    say(show, tick);
    await show.playTo(show.now() + 0.1, 0.1);
  }
  return show;
}

const plain = (log: ConductorLog) => readLog(JSON.parse(JSON.stringify(log)));

const replay = (log: ConductorLog, seconds: number) => rehearseReplay({ soundtrack, replay: log }, seconds);

describe('a long log', () => {
  test('begins with a later moment, is not longer after an hour than after ten minutes, and plays again', async () => {
    const lengths: number[] = [];
    const show = await busy(1200, ({ conductor }, tick) => {
      if (tick % 1000 === 999) lengths.push(conductor.log.entries.length);
    });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LENGTH * 8);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(LENGTH);
    const log = plain(show.conductor.log);
    const { time } = log.start!;
    expect(time).toBeGreaterThan(1100);
    expect(JSON.stringify({ ...log, entries: [] }).length).toBeLessThan(60_000);
    const again = await replay(log, 1201 - time);
    expect(sounded(again, 1195, { time, from: time })).toEqual(sounded(show, 1195, { time: 0, from: time }));
    expect(again.warnings).toEqual([]);
  });

  test('goes on being bounded where no quiet moment comes: then it ends until one does, and plays again as far as it goes', async () => {
    // Every half second another tuning.
    const stir = ({ conductor }: Rehearsal, tick: number) => {
      if (tick % 5 === 0) conductor.tune({ hold: { brightness: (tick % 100) / 100 } });
    };
    const show = await busy(500, stir);
    const log = plain(show.conductor.log);
    expect(log.start).toBeUndefined();
    expect(log.entries.length).toBe(LENGTH * 8);
    const last = log.entries.at(-1)!.time;
    expect(last).toBeLessThan(400);
    const again = await replay(log, last);
    expect(sounded(again, last - 4)).toEqual(sounded(show, last - 4));

    // And then some calm.
    for (let tick = 0; tick < 600; tick++) {
      show.conductor.signal('s2', (tick % 7) / 7);
      await show.playTo(show.now() + 0.1, 0.1);
    }
    const calm = plain(show.conductor.log);
    expect(calm.start!.time).toBeGreaterThan(500);
    const { time } = calm.start!;
    const end = show.now() - 3;
    const calmer = await replay(calm, show.now() - time);
    expect(sounded(calmer, end, { time, from: time })).toEqual(sounded(show, end, { time: 0, from: time }));
  });

  test('keeps what a push that is said in every frame has prolonged since', async () => {
    const show = await busy(240, ({ conductor, now }) => {
      if (now() > 40 && now() < 231) conductor.push('battle', { until: 3 });
    });
    const log = plain(show.conductor.log);
    expect(log.start!.time).toBeLessThan(231);
    expect(log.from!.pushed).toMatchObject([{ as: 'battle', mood: 'battle' }]);
    expect(log.start!.ends).toEqual([expect.closeTo(233.8, 0)]);
    await show.playTo(250);
    const whole = plain(show.conductor.log);
    const { time } = whole.start!;
    const again = await replay(whole, 250 - time);
    expect(again.conductor.snapshot().mood).toBe(show.conductor.snapshot().mood);
    expect(sounded(again, 245, { time, from: time })).toEqual(sounded(show, 245, { time: 0, from: time }));
  });

  test('begins with what was loaded no longer than with anything else', async () => {
    const first = await busy(30);
    const saved = JSON.parse(JSON.stringify(first.conductor.save()));
    const show = rehearse({ soundtrack, saved, logLength: 4 });
    show.conductor.start();
    for (let tick = 0; tick < 900; tick++) {
      show.conductor.signal('danger', (tick % 11) / 11);
      await show.playTo(show.now() + 0.1, 0.1);
    }
    const log = plain(show.conductor.log);
    const { time } = log.start!;
    const again = await replay(log, 90 - time);
    expect(sounded(again, 85, { time, from: time })).toEqual(sounded(show, 85, { time: 0, from: time }));
  });

  test('of random games plays again note for note, wherever it begins', async () => {
    let begun = 0;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyLongGame(7), fc.boolean(), async (game, alone) => {
        const source = { composer: alone ? null : scaleComposer(), fallback: scaleFallback() };
        const { differs, notes, log } = await replayDiffers(game, source, { logLength: 6 });
        expect(differs).toBeNull();
        if (log.start === undefined) return;
        begun++;
        compared += notes;
      }),
      { numRuns: propertyRuns(60), seed: 21 },
    );
    expect(begun).toBeGreaterThan(propertyRuns(60) / 4);
    expect(compared).toBeGreaterThan((8000 / 60) * propertyRuns(60));
  });

  test('that begins after a mood was left in the midst of its next phrase has both phrases as they were arranged', async () => {
    const act = (name: string, ...args: unknown[]) => ({ kind: 'call' as const, name, args });
    const rest = (seconds: number) => ({ kind: 'wait' as const, seconds });
    const game: RandomGame = {
      before: [],
      waiting: [act('reroll'), rest(2.15)],
      acts: [
        act('mood', 'village', {
          at: 'cue',
          cue: 'A',
          fade: { beats: 51 },
          tempo: 'match',
          key: 'relative',
          bridge: 3,
        }),
        act('override', { tempo: 62 }),
        rest(36),
        act('mood', 'village', { at: 'bar', fade: { beats: 22 }, tempo: 'match', key: 'relative', resume: false }),
        rest(21.5),
        act('override', { tempo: 203 }),
        rest(5.8),
        act('push', 'battle', { priority: 1, until: 5 }),
        rest(22.6),
        act('theme', 'hero', { mood: 'village' }),
        rest(14.7),
        act('mood', 'forest', { at: 'bar', fade: 0, tempo: 'ramp', key: 'pivot', bridge: 0, stinger: 'discovery' }),
        rest(7.3),
      ],
      slowness: 0.3,
      budgetMs: Number.POSITIVE_INFINITY,
    };
    const source = { composer: scaleComposer(), fallback: scaleFallback() };
    const { differs, log } = await replayDiffers(game, source, { logLength: 3 });
    expect(differs).toBeNull();
    expect(log.start).toBeDefined();
  });

  test('is written by the n-gram model, too, and a short one begins with the first note as ever', async () => {
    const source = { composer: null, fallback: createNgramModel() };
    const acts = [call('signal', fc.constant('danger'), fc.double({ min: 0, max: 1, noNaN: true })), wait(6, 12)];
    const games = fc
      .array(fc.tuple(...acts), { minLength: 8, maxLength: 8 })
      .map((pairs): RandomGame => ({ before: [], waiting: [], acts: pairs.flat(), slowness: 0, budgetMs: 0 }));
    const [game] = fc.sample(games, { numRuns: 1, seed: 4 });
    const long = await replayDiffers(game!, source, { logLength: 4 });
    expect(long.differs).toBeNull();
    expect(long.log.start).toBeDefined();
    const short = await replayDiffers(game!, source);
    expect(short.differs).toBeNull();
    expect(short.log).not.toHaveProperty('start');
    expect(short.log).not.toHaveProperty('from');
  });
});

describe('where a log starts is checked', () => {
  test('while a good start is read', async () => {
    const log = plain((await busy(200)).conductor.log);
    expect(log.start).toBeDefined();
    const { from, ...lost } = log;
    expect(() => readLog(lost)).toThrow('the log has a start, and not how things stood there');
    const start = log.start!;
    for (const [wrong, message] of [
      [null, 'the start of the log must be an object'],
      [{ ...start, more: 1 }, "unknown field 'more'"],
      [{ ...start, time: 'soon' }, 'time'],
      [{ ...start, deck: 7 }, 'deck'],
      [{ ...start, after: [1] }, 'after must be two numbers'],
      [{ ...start, silent: {} }, 'silent must be a list'],
      [{ ...start, signals: { danger: [{ time: 0, from: 5, target: 0, tag: '' }] } }, 'signals.danger[0]: from is 5'],
      [{ ...start, orders: [[1, 2]] }, 'orders[0] must be a list of'],
      [{ ...start, stingers: null }, 'stingers must be an object'],
    ] as const) {
      expect(() => readLog({ ...log, start: wrong })).toThrow(message);
      expect(() => readLog({ ...log, start: wrong })).not.toThrow(/\n/);
    }
    expect(from).toBeDefined();
  });
});
