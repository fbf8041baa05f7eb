/** Moods described in words: their numbers are recorded, so that logs and saved games need no words. */

import { expect, test } from 'vitest';
import { readDescriptions } from '../../plugin/affect/described-moods.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { notesOf, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

const GAME = {
  seed: 'inn',
  start: 'inn',
  moods: {
    inn: { describe: 'a warm tavern at night' },
    camp: { like: 'inn', controls: { tempo: 90 } },
    pass: { describe: '孤独的旅行者走在雪地里', controls: { tempo: 61 } },
  },
  scenes: { Pass: 'pass' },
} as const satisfies SoundtrackDefinition;

async function played() {
  const show = rehearse({ soundtrack: GAME });
  show.conductor.mood('pass');
  show.conductor.describe(await readDescriptions(GAME.moods));
  show.conductor.start();
  await show.playTo(20);
  return show;
}

test('words become numbers, beside which those of the game stay', async () => {
  const { inn, pass, camp } = await readDescriptions(GAME.moods);
  expect(inn).toMatchObject({ like: 'village', controls: { palette: 'folk' } });
  expect(inn).not.toHaveProperty('describe');
  expect(pass).toMatchObject({ like: 'sorrow', controls: { tempo: 61 } });
  expect(camp).toBe(GAME.moods.camp);
});

test('a mood of a preset’s own band is described beside `like`', async () => {
  const { it } = await readDescriptions({ it: { like: 'desert', describe: 'a warm tavern at night' } });
  expect(it!.like).toBe('desert');
  expect(it!.valence).toBeGreaterThan(0.75);
});

test('a described mood plays by its words, also where it was requested before they were read', async () => {
  const { conductor, bars } = await played();
  expect(conductor.undescribed).toEqual([]);
  expect(conductor.snapshot()).toMatchObject({ mood: 'pass', controls: { palette: 'musicbox', tempo: 61 } });
  expect(conductor.soundtrack.moods.get('camp')).toMatchObject({ band: 'village', controls: { tempo: 90 } });
  expect(bars('pass').length).toBeGreaterThan(3);
});

test('a log replays without words, and with other words', async () => {
  const show = await played();
  const { log } = show.conductor;
  expect(Object.keys(log.described!)).toEqual(['inn', 'pass']);
  const later = { ...GAME, moods: { ...GAME.moods, pass: { describe: 'a cheerful feast' } } };
  for (const soundtrack of [GAME, later]) {
    const again = await rehearseReplay({ soundtrack, replay: JSON.parse(JSON.stringify(log)) }, 20);
    const from = (bars: ReturnType<typeof show.bars>) => notesOf(bars.slice(0, 5), bars[0]!.time);
    expect(from(again.bars())).toBe(from(show.bars()));
    expect(again.conductor.undescribed).toEqual([]);
    expect(again.warnings).toEqual([]);
  }
});

test('a saved game goes on without words', async () => {
  const saved = JSON.parse(JSON.stringify((await played()).conductor.save()));
  const again = rehearse({ soundtrack: GAME, saved });
  again.conductor.mood('pass').start();
  await again.playTo(10);
  expect(again.conductor.snapshot()).toMatchObject({ mood: 'pass', controls: { palette: 'musicbox', tempo: 61 } });
  expect(again.conductor.save().described).toEqual(saved.described);
});

test('what a log says of described moods is checked', async () => {
  const { log } = (await played()).conductor;
  const described = (pass: unknown) => () =>
    rehearse({ soundtrack: GAME, replay: { ...log, described: { pass } } as never });
  expect(described({ like: 'nowhere' })).toThrow(/nowhere/);
  expect(described({ describe: 'a cave' })).toThrow(
    "the log: described: mood 'pass' is described in words; give numbers",
  );
  expect(described(7)).toThrow(/must be an object/);
});

test('a description is a text, beside a preset at most', () => {
  const mood = (inn: unknown) => () => rehearse({ soundtrack: { moods: { own: {}, inn } } as never });
  expect(mood({ describe: 7 })).toThrow("mood 'inn': describe must be a text, not 7");
  expect(mood({ describe: 'an inn', like: 'own' })).toThrow("mood 'inn': like beside describe: unknown preset 'own'");
});
