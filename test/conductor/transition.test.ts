import { describe, expect, test } from 'vitest';
import { nextReturn } from '../../plugin/arrange/form.ts';
import { deckTakeovers } from '../helper/deck-takeovers.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';

const tour = { start: 'forest', scenes: { Forest: 'forest', Arena: 'battle', Town: 'village' } } as const;

async function underWay(definition = {}) {
  const rehearsal = rehearse({ soundtrack: { ...tour, ...definition } });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  await rehearsal.playTo(10);
  return rehearsal;
}

describe('moves between moods', () => {
  test('battle enters on the next beat of the forest', async () => {
    const { conductor, playTo, bars } = await underWay();
    const beats = bars('forest').flatMap((bar) => [bar.time, bar.time + bar.duration / 2]);
    conductor.mood('battle', { at: 'beat' });
    await playTo(14);
    const next = beats.filter((beat) => beat >= 10.1).sort((a, b) => a - b)[0]!;
    expect(bars('battle')[0]!.time).toBeCloseTo(next, 9);
  });

  test('a move at once begins within a tenth of a second, and the new deck catches up', async () => {
    const { conductor, playTo, bars, calls } = await underWay();
    conductor.mood('battle', { at: 'now', fade: 0 });
    const handed = calls().flatMap((call) => (call.kind === 'play' && call.bar.origin.mood === 'battle' ? [call] : []));
    expect(handed[0]).toMatchObject({ at: 10 });
    expect(handed[0]!.bar.time).toBeCloseTo(10.1, 9);
    await playTo(10.05);
    const ahead = bars('battle').at(-1)!;
    expect(ahead.time + ahead.duration).toBeGreaterThan(12);
  });

  test('a move at the bar waits for the bar line, one at the phrase for the phrase line', async () => {
    for (const [at, multiple] of [
      ['bar', 1],
      ['phrase', 4],
    ] as const) {
      const { conductor, playTo, bars } = await underWay();
      const [first] = bars('forest');
      conductor.mood('village', { at });
      await playTo(24);
      const place = (bars('village')[0]!.time - first!.time) / first!.duration;
      expect(place / multiple).toBeCloseTo(Math.ceil((10.1 - first!.time) / first!.duration / multiple), 6);
    }
  });

  test('both decks cross over the seconds asked, from just before the line, so that the first beat is heard', async () => {
    const { conductor, playTo, calls, bars } = await underWay();
    conductor.mood('village', { at: 'bar', fade: 3 });
    await playTo(20);
    const line = bars('village')[0]!.time;
    const fades = calls().flatMap((call) => (call.kind === 'fade' && call.time >= 10 ? [call] : []));
    expect(fades).toEqual([
      expect.objectContaining({ deck: bars('forest')[0]!.deck, to: 0, duration: 3 }),
      expect.objectContaining({ deck: bars('village')[0]!.deck, to: 1, duration: 3, time: fades[0]!.time }),
    ]);
    expect(line - fades[0]!.time).toBeGreaterThan(0.1);
    expect(line - fades[0]!.time).toBeLessThan(0.41);
  });

  test('from the line on nothing of the mood that is left begins: what it holds rings on, and its deck falls silent after the fade', async () => {
    const { conductor, playTo, calls, bars } = await underWay();
    conductor.mood('village', { at: 'bar', fade: 5 });
    await playTo(30);
    const line = bars('village')[0]!.time;
    const handed = calls().flatMap((call) => (call.kind === 'play' ? [call] : []));
    const leaving = handed.filter((call) => call.bar.origin.mood === 'forest');
    for (const note of leaving.flatMap(({ bar }) => bar.parts.flatMap(({ notes }) => notes)))
      expect(note.time).toBeLessThan(line + 5);
    const late = leaving.filter(({ bar, at }) => at > 10 && bar.time >= line - 1e-6).flatMap(({ bar }) => bar.parts);
    expect(late).toEqual([]);
    const before = leaving
      .flatMap(({ bar }) => bar.parts.flatMap(({ notes }) => notes))
      .filter(({ time }) => time < line);
    expect(before.some(({ time, duration }) => time + duration > line - 0.05)).toBe(true);
    const cuts = calls().flatMap((call) => (call.kind === 'clear' ? [call] : []));
    expect(cuts[0]).toMatchObject({ deck: bars('forest')[0]!.deck, time: expect.closeTo(line, 6), ring: true });
    const clear = cuts.find(({ ring }) => !ring);
    expect(clear).toMatchObject({ deck: bars('forest')[0]!.deck });
    expect(clear?.kind === 'clear' && clear.time).toBeGreaterThanOrEqual(line + 4.6 - 1e-9);
    expect(clear?.kind === 'clear' && clear.time).toBeLessThan(line + 5.2);
  });

  test('a deck is never used again before its last note has ended or it was cleared', async () => {
    const { conductor, playTo, calls } = await underWay();
    // More moods than decks: each has to take a deck from another.
    const moods = ['battle', 'village', 'cave', 'forest'];
    for (let i = 0; i < 12; i++) {
      conductor.mood(moods[i % moods.length]!, { at: i % 2 === 0 ? 'beat' : 'bar', fade: 4 });
      await playTo(10 + (i + 1) * 2.3);
    }
    const { takeovers, early } = deckTakeovers(calls());
    expect(takeovers).toBeGreaterThan(5);
    expect(early).toEqual([]);
    expect(new Set(calls().flatMap((call) => (call.kind === 'play' ? [call.bar.deck] : [])))).toEqual(
      new Set([0, 1, 2]),
    );
  });

  test('forest comes back where it left off, with the phrase after the one that it was left in', async () => {
    const { conductor, playTo, bars } = await underWay();
    const heard: { mood: string; slot: number; hash: string; bar: number }[] = [];
    let bar = 0;
    conductor.on('bar', (event) => {
      bar = event.bar;
    });
    conductor.on('phrase', ({ mood, slot, hash }) => heard.push({ mood, slot, hash, bar }));
    await playTo(19);
    const left = heard.at(-1)!;
    conductor.mood('battle');
    await playTo(30);
    conductor.mood('forest');
    await playTo(45);
    const back = heard.filter(({ mood }) => mood === 'forest');
    const again = back[back.indexOf(left) + 1]!;
    expect(again.slot).toBe(nextReturn(left.slot + 1));
    expect(again.slot - left.slot).toBeLessThanOrEqual(2);
    expect(heard.filter(({ mood, slot }) => mood === 'forest' && slot === 0)).toHaveLength(0);
    expect(bars('forest').length).toBeGreaterThan(12);
  });

  test('the first tune of a scene returns', async () => {
    const { playTo, bars } = await underWay();
    await playTo(40);
    const [first] = bars('forest');
    const opening = JSON.stringify(melody(first!));
    const returns = bars('forest').filter((bar) => bar.origin.bar === 0 && JSON.stringify(melody(bar)) === opening);
    expect(returns.length).toBeGreaterThanOrEqual(2);
  });

  test('going back before the line undoes the move', async () => {
    const { conductor, playTo, bars, calls } = await underWay();
    conductor.mood('village', { at: 'bar', fade: 2 });
    await playTo(10.3);
    conductor.mood('forest');
    await playTo(20);
    // Bars that were handed over thin for after the line are cleared and handed over again.
    const forest = byTime(bars('forest')).filter((bar, i, all) => all[i + 1]?.time !== bar.time);
    for (let i = 1; i < forest.length; i++)
      expect(forest[i]!.time).toBeCloseTo(forest[i - 1]!.time + forest[i - 1]!.duration, 9);
    const village = bars('village')[0]!.deck;
    expect(calls().some((call) => call.kind === 'clear' && call.deck === village && call.time < 10.4)).toBe(true);
    expect(
      calls()
        .filter((call) => call.kind === 'fade')
        .at(-1),
    ).toMatchObject({ deck: forest[0]!.deck, to: 1 });
    expect(conductor.snapshot().mood).toBe('forest');
  });

  test('danger cuts in on a beat and goes on a bar, scenery changes on a bar, unless the soundtrack says otherwise', async () => {
    const heard: unknown[] = [];
    const { conductor, playTo } = await underWay({
      transitions: { 'battle -> *': { at: 'phrase', fade: 6 }, '* -> village': { fade: 1 } },
    });
    conductor.on('transition', ({ from, to, at, fade }) => heard.push([from, to, at, fade]));
    conductor.mood('battle');
    await playTo(20);
    conductor.mood('village');
    await playTo(30);
    conductor.mood('forest');
    await playTo(40);
    expect(heard).toEqual([
      ['forest', 'battle', 'beat', 0.8],
      ['battle', 'village', 'phrase', 1],
      ['village', 'forest', 'bar', 2.5],
    ]);
  });

  test('each deck keeps a tempo and meter of its own', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.mood('battle', { fade: 4 });
    await playTo(20);
    expect(bars('forest').every((bar) => Math.abs(bar.duration - 180 / 92) < 1e-6)).toBe(true);
    expect(bars('battle').every((bar) => Math.abs(bar.duration - 240 / 152) < 1e-6)).toBe(true);
  });
});

function melody(bar: { parts: readonly { role: string; notes: readonly { pitch: number; tick: number }[] }[] }) {
  return bar.parts.find(({ role }) => role === 'melody')?.notes.map(({ pitch }) => pitch);
}
