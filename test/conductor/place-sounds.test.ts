/** The sounds of a place in the music: in its bars, moved by signals, and the same in replays and after loading. */

import { expect, test } from 'vitest';
import { readDescriptions } from '../../plugin/affect/described-moods.ts';
import { compose } from '../../plugin/compose/compose.ts';
import { ambienceOf } from '../../plugin/output/recording-output.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { notesOf, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

const GAME = {
  seed: 'coast',
  start: 'coast',
  signals: { weather: { attack: 1, release: 1 } },
  moods: {
    coast: { like: 'calm', ambience: { waves: 0.6 } },
    inn: { describe: 'a warm tavern at night, cups clinking' },
  },
  modulations: [{ signal: 'weather', control: 'ambience.rain', amount: 0.8 }],
} as const satisfies SoundtrackDefinition;

async function played(soundtrack: SoundtrackDefinition = GAME) {
  const show = rehearse({ soundtrack });
  if (soundtrack === GAME) show.conductor.describe(await readDescriptions(GAME.moods));
  show.conductor.start();
  await show.playTo(12);
  show.conductor.signal('weather', 1);
  await show.playTo(30);
  if (soundtrack === GAME) show.conductor.mood('inn');
  await show.playTo(45);
  return show;
}

const soundsOf = (bars: ReturnType<Awaited<ReturnType<typeof played>>['bars']>) =>
  bars.map(({ ambience }) => JSON.stringify(ambience ?? null));

test('bars carry them, a signal moves them, another mood brings others', async () => {
  const bars = (await played()).bars();
  const [first] = bars;
  const late = bars.findLast(({ origin }) => origin.mood === 'coast')!;
  const inn = bars.findLast(({ origin }) => origin.mood === 'inn')!;
  expect(first!.ambience).toEqual({ levels: { waves: 0.6 }, seed: 'coast' });
  expect(late.ambience!.levels).toEqual({ waves: 0.6, rain: expect.closeTo(0.8, 2) });
  expect(inn.ambience!.levels).toMatchObject({ murmur: expect.any(Number), cups: expect.any(Number) });
  expect(inn.ambience!.levels).not.toHaveProperty('waves');
});

test('they change no note', async () => {
  const { moods: _, modulations: __, ...plain } = GAME;
  const silent = { ...plain, moods: { coast: { like: 'calm' } }, modulations: [] };
  const placed = { ...plain, moods: { coast: GAME.moods.coast }, modulations: GAME.modulations };
  const [with_, without] = [(await played(placed)).bars(), (await played(silent)).bars()];
  expect(notesOf(with_)).toBe(notesOf(without));
  expect(without.every((bar) => !('ambience' in bar))).toBe(true);
});

test('a replay has the same ones without words, also those of a described mood', async () => {
  const show = await played();
  const { log } = show.conductor;
  expect(log.described!.inn!.ambience).toMatchObject({ cups: expect.any(Number) });
  const again = await rehearseReplay({ soundtrack: GAME, replay: JSON.parse(JSON.stringify(log)) }, 45);
  expect(soundsOf(again.bars()).slice(0, 24)).toEqual(soundsOf(show.bars()).slice(0, 24));
  expect(again.warnings).toEqual([]);
});

test('a saved game has them again', async () => {
  const show = await played();
  const saved = JSON.parse(JSON.stringify(show.conductor.save()));
  expect(saved.described.inn.ambience).toMatchObject({ cups: expect.any(Number) });
  const again = rehearse({ soundtrack: GAME, saved });
  again.conductor.start();
  await again.playTo(5);
  expect(again.bars()[0]!.ambience!.levels).toEqual(show.bars().at(-1)!.ambience!.levels);
});

test('a log of before, whose described moods have none, has none now', async () => {
  const { log } = (await played()).conductor;
  const { ambience: _, ...inn } = log.described!.inn!;
  const older = JSON.parse(JSON.stringify({ ...log, described: { inn } }));
  const again = await rehearseReplay({ soundtrack: GAME, replay: older }, 45);
  const bar = again.bars().findLast(({ origin }) => origin.mood === 'inn')!;
  expect(Object.keys(bar.ambience!.levels)).toEqual(['rain']);
  expect(again.warnings).toEqual([]);
});

test('compositions and songs of a described mood carry its sounds', async () => {
  const soundtrack = { moods: { cafe: { describe: 'a café at sunset: a warm piano, and cups clinking' } } };
  for (const form of [undefined, 'song'] as const) {
    const length = form === undefined ? { bars: 2 } : { form, minutes: 0.25 };
    const { recording } = await compose({ mood: 'cafe', soundtrack, seed: 'a', model: 'ngram', ...length });
    const [[seed, names]] = [...ambienceOf(recording)] as [[string, readonly string[]]];
    expect(seed).toBe('a');
    expect(names).toEqual(expect.arrayContaining(['murmur', 'cups']));
  }
});
