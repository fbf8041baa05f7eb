/** A phrase bank: what was approved is what is played, and nothing else is ever written. */

import { describe, expect, test } from 'vitest';
import { bakeBank } from '../../plugin/compose/compose-bank.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { random } from '../../plugin/music/random.ts';
import { PhraseBank } from '../../plugin/soundtrack/phrase-bank.ts';
import { spoiltJson } from '../helper/mutate.ts';
import { refusal } from '../helper/refusals.ts';
import { notesOf, rehearse } from '../helper/rehearsal.ts';

const all = resolveMoods();
const moods = [all.get('forest')!, all.get('battle')!];
const bake = (seed = 'approved') => bakeBank({ model: createNgramModel(), moods, takes: 2, phrases: 3, seed });

/** A source that must not be asked. */
function untouched() {
  let asked = 0;
  const fallback = createNgramModel();
  const generateNow: typeof fallback.generateNow = (request) => {
    asked++;
    return fallback.generateNow(request);
  };
  return { source: { composer: null, fallback: { ...fallback, generateNow } }, asked: () => asked };
}

async function play(bank: unknown, seed: string) {
  const { source, asked } = untouched();
  const show = rehearse({ soundtrack: { seed, start: 'forest', bank: bank as never }, source });
  const hashes: string[] = [];
  const trouble: string[] = [];
  show.conductor.on('phrase', ({ hash }) => hashes.push(hash));
  show.conductor.on('degraded', ({ reason }) => trouble.push(reason));
  show.conductor.start();
  await show.playTo(40);
  show.conductor.mood('battle').signal('danger', 1);
  await show.playTo(80);
  return { ...show, hashes, trouble, asked };
}

describe('a phrase bank', () => {
  test('is all that plays: every tune is one that was approved, nothing is written, nothing is trouble', async () => {
    const bank = await bake();
    const show = await play(JSON.parse(JSON.stringify(bank)), 'game');
    const approved = new Set(bank.phrases.map(({ hash }) => hash));
    expect(show.hashes.length).toBeGreaterThan(6);
    expect(show.hashes.every((hash) => approved.has(hash))).toBe(true);
    expect([show.asked(), show.trouble, show.warnings]).toEqual([0, [], []]);
  });

  test('the same seed plays the same, another takes other takes', async () => {
    const bank = await bake();
    const [one, two] = [await play(bank, 'a'), await play(bank, 'a')];
    expect(notesOf(two.bars())).toBe(notesOf(one.bars()));
    const openings = new Set<string>();
    const read = new PhraseBank(bank);
    for (let seed = 0; seed < 8; seed++) openings.add(read.phrase('forest', 0, moods[0]!.controls, String(seed))!.hash);
    expect(openings.size).toBe(2);
  });

  test('a take that is over leads into the next, for ever', async () => {
    const bank = new PhraseBank(await bake());
    const hashes = Array.from({ length: 12 }, (_, slot) => bank.phrase('forest', slot, moods[0]!.controls, 'x')!.hash);
    expect(new Set(hashes).size).toBe(6);
    expect(hashes.slice(6)).toEqual(hashes.slice(0, 6));
  });

  test('what was asked nearest to the moment is chosen, in its mode and meter', async () => {
    const { phrases, ...file } = await bake();
    const calm = phrases.map((phrase) => ({ ...phrase, take: 'calm', controls: [0, 0.5, 0.5, 0.5, 0.5] }));
    const wild = phrases.map((phrase) => ({ ...phrase, take: 'wild', controls: [1, 0.5, 0.5, 0.5, 0.5] }));
    const bank = new PhraseBank({ ...file, phrases: [...calm, ...wild] });
    const { controls } = moods[0]!;
    const asked = (density: number) =>
      bank.phrase('forest', 0, { ...controls, density }, 's')!.request.controls.density;
    expect([asked(0.1), asked(0.9)]).toEqual([0, 1]);
  });

  test('a note that was changed since is found', async () => {
    const { phrases, ...file } = await bake();
    const [first, ...rest] = phrases;
    const notes = first!.notes.map(([pitch, ...times], i) => [i === 0 ? pitch + 1 : pitch, ...times]);
    expect(() => new PhraseBank({ ...file, phrases: [{ ...first, notes }, ...rest] })).toThrow(
      /phrase 0 of the bank: its notes are not those that were approved/,
    );
  });

  test('a hundred spoilt ones are refused in one clear line, or played', async () => {
    const good = await bake();
    const errors = Array.from({ length: 100 }, (_, i) => {
      const text = spoiltJson(good, random(`bank/${i}`));
      return refusal(() => new PhraseBank(JSON.parse(text)));
    });
    const refused = errors.filter((error) => error !== null && !(error instanceof SyntaxError)).map(String);
    expect(refused.length).toBeGreaterThan(20);
    for (const error of refused) {
      expect(error).toMatch(/bank/);
      expect(error.length).toBeLessThan(500);
      expect(error).not.toMatch(/\(reading|is not a function|is not iterable|\n/);
    }
    expect('polluted' in {}).toBe(false);
  });
});
