/** Games say what is so in every frame. Said again is said once, and a log stays as short as what was said. */

import { describe, expect, test } from 'vitest';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import type { ConductorLog } from '../../plugin/formats/log.ts';
import type { LogEntry } from '../../plugin/formats/log-entries.ts';
import { sameData } from '../../plugin/mood/same-data.ts';
import { sounded } from '../helper/random-replay.ts';
import { onTheWay, type Rehearsal, rehearse, SMALL_GAME } from '../helper/rehearsal.ts';

const soundtrack = {
  seed: 'again',
  ...SMALL_GAME,
  signals: { weather: { initial: 'clear' } },
  modulations: [],
} as const;

/** A game that says something in each of sixty frames a second, from its fourth second on. */
async function saying(say: (conductor: Conductor, frame: number) => void, seconds = 20): Promise<Rehearsal> {
  const show = rehearse({ soundtrack });
  show.conductor.start();
  await show.playTo(4);
  for (let frame = 1; frame <= seconds * 60; frame++) {
    say(show.conductor, frame);
    await show.playTo(4 + frame / 60, 1);
  }
  return show;
}

const commands = ({ conductor }: Rehearsal, kind: LogEntry['kind']) =>
  conductor.log.entries.filter((entry) => entry.kind === kind);

describe('what is said in every frame', () => {
  test.each<[string, LogEntry['kind'], number, (conductor: Conductor) => unknown]>([
    ['a mood', 'mood', 1, (c) => c.mood('battle')],
    ['a mood on a line', 'mood', 1, (c) => c.mood('battle', { at: 'beat' })],
    ['a mood on a line that is long in coming', 'mood', 1, (c) => c.mood('cave', { at: 'phrase', fade: { beats: 2 } })],
    ['the mood that plays, on a line', 'mood', 0, (c) => c.mood('forest', { at: 'now' })],
    ['a mood under one that is pushed', 'mood', 1, (c) => c.push('battle').mood('cave', { at: 'bar' })],
    ['a push', 'push', 1, (c) => c.push('battle')],
    ['a push on a line', 'push', 1, (c) => c.push('battle', { at: 'beat', priority: 3 })],
    ['a push for some seconds', 'push', 1, (c) => c.push('battle', { until: 2 })],
    ['a push for some seconds, on a line', 'push', 1, (c) => c.push('battle', { until: 0.5, at: 'beat' })],
    [
      'two pushes for some seconds',
      'push',
      2,
      (c) => c.push('cave', { until: 2 }).push('battle', { until: 1, as: 'b' }),
    ],
    ['a pop of nothing', 'pop', 0, (c) => c.pop('battle', { at: 'now' })],
    ['an override', 'override', 1, (c) => c.override({ tempo: 90 })],
    ['an override of several controls', 'override', 1, (c) => c.override({ tempo: 90, brightness: 0.2 })],
    ['no override', 'override', 0, (c) => c.override({})],
    ['a point of the dial', 'feel', 1, (c) => c.feel({ arousal: 0.8, tension: 0.703 })],
    ['no point of the dial', 'feel', 0, (c) => c.feel({})],
    ['a tuning', 'tune', 1, (c) => c.tune({ hold: { density: 0.5 }, moods: { forest: { tempo: 80 } } })],
    ['no tuning', 'tune', 0, (c) => c.tune({})],
    ['a tag', 'signal', 1, (c) => c.signal('weather', 'rain')],
    ['a theme of a mood that does not play', 'theme', 1, (c) => c.theme('hero', { mood: 'boss' })],
    ['the end of a track where none plays', 'endTrack', 0, (c) => c.endTrack({ at: 'now' })],
    ['a track that goes round', 'track', 1, (c) => c.track('long', { at: 'phrase', loop: true })],
    ['a pause', 'pause', 1, (c) => c.pause()],
  ])('%s is written down once', async (_, kind, count, say) => {
    const show = await saying(say);
    expect(commands(show, kind)).toHaveLength(count);
    expect(show.warnings).toEqual([]);
  });

  test('a stinger is written down where it is heard', async () => {
    const show = await saying((c) => c.stinger('victory'));
    const heard = show.calls().filter(({ kind }) => kind === 'sting');
    expect(heard.length).toBeGreaterThan(1);
    expect(commands(show, 'stinger')).toHaveLength(heard.length);
  });

  test('a theme is stated in every phrase, and written down once in each', async () => {
    const show = await saying((c) => c.theme('hero'));
    expect(commands(show, 'theme').length).toBeLessThanOrEqual(commands(show, 'phrase').length);
    expect(commands(show, 'theme').length).toBeGreaterThan(1);
  });

  test('a track that ends is asked for again when it is over', async () => {
    const show = await saying((c) => c.track('intro', { at: 'now', fade: 0.5 }));
    expect(commands(show, 'track')).toHaveLength(3);
  });

  test('a move that waits for its instruments waits once, and is made when they come', async () => {
    const { prepare, arrive } = onTheWay('war');
    const show = rehearse({ soundtrack, prepare });
    show.conductor.start();
    await show.playTo(4);
    for (let frame = 1; frame <= 120; frame++) {
      show.conductor.mood('battle', { at: 'beat' });
      await show.playTo(4 + frame / 60, 1);
    }
    expect(commands(show, 'mood')).toHaveLength(0);
    arrive();
    await show.playTo(9, 1 / 60);
    expect(commands(show, 'mood')).toHaveLength(1);
    expect(show.conductor.snapshot().mood).toBe('battle');
  });

  test('before the music begins it is written down once, too', () => {
    const { conductor } = rehearse({ soundtrack });
    for (let frame = 0; frame < 60; frame++)
      conductor
        .mood('cave', { at: 'now' })
        .override({ tempo: 90 })
        .push('boss', { until: 3 })
        .signal('weather', 'rain');
    expect(conductor.log.entries.map(({ kind }) => kind)).toEqual(['mood', 'override', 'push', 'signal']);
  });
});

describe('what is said again with a difference counts', () => {
  test('another value, another line while the move waits, a shorter time, and back again', async () => {
    const show = await saying((c, frame) => {
      if (frame <= 60) c.mood('battle', { at: 'cue', cue: 'B' });
      else if (frame <= 120) c.mood('battle', { at: 'now' });
      if (frame > 200) c.override({ tempo: frame % 2 ? 90 : 91 });
    }, 4);
    expect(commands(show, 'mood')).toHaveLength(2);
    expect(commands(show, 'override')).toHaveLength(40);
    expect(show.conductor.snapshot().mood).toBe('battle');
  });

  test('a push that is said no more ends so long after it was said last; a pop ends it at once', async () => {
    const show = await saying((c, frame) => frame <= 600 && c.push('battle', { until: 2, at: 'now' }), 11);
    expect(show.conductor.snapshot()).toMatchObject({ mood: 'battle', next: null });
    await show.playTo(20);
    expect(show.conductor.snapshot().mood).toBe('forest');
    expect(commands(show, 'push')).toMatchObject([{ seconds: expect.closeTo(11.98, 1) }]);
    show.conductor
      .push('battle', { until: 9, at: 'now' })
      .push('battle', { until: 9, at: 'now' })
      .pop('battle', { at: 'now' });
    await show.playTo(22);
    expect(show.conductor.snapshot().mood).toBe('forest');
    show.conductor.push('battle', { until: 5, at: 'now' });
    expect(commands(show, 'push')).toHaveLength(3);
  });

  test('plays again note for note from the log, though that has each of it once', async () => {
    const show = await saying((c, frame) => {
      if (frame < 500) c.mood(frame < 250 ? 'cave' : 'forest', { at: 'bar' });
      if (frame > 300 && frame < 700) c.push('battle', { until: 1.5, at: 'beat' });
      c.override({ tempo: frame < 800 ? 100 : 120 }).stinger('discovery');
      if (frame > 900) c.theme('hero');
    });
    const log = JSON.parse(JSON.stringify(show.conductor.log)) as ConductorLog;
    expect(log.entries.length).toBeLessThan(40);
    const again = rehearse({ soundtrack, replay: log });
    again.conductor.start();
    await again.conductor.settled();
    again.conductor.advance();
    await again.playTo(24, 0.02);
    expect(sounded(again, 18)).toEqual(sounded(show, 18));
  });

  test('a log that was taken does not change with what is said later', async () => {
    const show = await saying((c) => c.push('battle', { until: 2 }), 2);
    const before = show.conductor.log;
    const text = JSON.stringify(before);
    for (let i = 0; i < 20; i++) {
      show.conductor.push('battle', { until: 2 });
      await show.playTo(show.now() + 0.1);
    }
    expect(JSON.stringify(before)).toBe(text);
  });
});

test('the order of fields makes no difference, anything else does', () => {
  expect(sameData({ a: 1, b: { c: [1, 2], d: 'x' } }, { b: { d: 'x', c: [1, 2] }, a: 1 })).toBe(true);
  expect(sameData({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(sameData({ a: 1 }, { a: 1, b: 0 })).toBe(false);
  expect(sameData({ a: '1' }, { a: 1 })).toBe(false);
});
