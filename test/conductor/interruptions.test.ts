/** An interruption, be it a pause, a track, a saved game or the start of a log, loses nothing of how the music stood. */

import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { scoreWithTail, tailOf } from '../../plugin/arrange/tail.ts';
import { readSaved, type SavedMusic } from '../../plugin/formats/saved-music.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import type { TransitionOptions } from '../../plugin/soundtrack/transition-options.ts';
import { byTime, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const written = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

async function playing(soundtrack: SoundtrackDefinition, seconds: number, saved?: SavedMusic): Promise<Rehearsal> {
  const show = rehearse({ soundtrack, ...(saved && { saved }) });
  show.conductor.start();
  await show.playTo(seconds);
  return show;
}

/** Length of the first bar from a time on. */
const barFrom = (show: Rehearsal, time: number) => byTime(show.bars()).find((bar) => bar.time >= time - 1e-6)!.duration;

describe('the tempo that a mood took from what was there before', () => {
  const soundtrack = { start: 'battle', seed: 'match' };
  const arriving = async (cue: TransitionOptions) => {
    const show = await playing(soundtrack, 6);
    show.conductor.mood('village', { at: 'bar', fade: 0.5, ...cue });
    await show.playTo(16);
    return show;
  };

  test('stays through a pause', async () => {
    const show = await arriving({ tempo: 'match' });
    const matched = barFrom(show, 14);
    show.conductor.pause();
    await show.playTo(18);
    show.conductor.resume();
    await show.playTo(24);
    expect(barFrom(show, 18)).toBeCloseTo(matched, 6);
    expect(barFrom(show, 22)).toBeCloseTo(matched, 6);
    const own = await playing({ ...soundtrack, start: 'village' }, 4);
    expect(barFrom(own, 0)).not.toBeCloseTo(matched, 2);
  });

  test('stays through a track', async () => {
    const show = await arriving({ tempo: 'match' });
    const matched = barFrom(show, 14);
    show.conductor.track('intro', { at: 'bar' });
    await show.playTo(32);
    expect(barFrom(show, 27)).toBeCloseTo(matched, 6);
  });

  test('stays in a saved game, and in one that is saved of that, and through a pause of that', async () => {
    const show = await arriving({ tempo: 'match' });
    const matched = barFrom(show, 14);
    const loaded = await playing(soundtrack, 6, written(show.conductor.save()));
    expect(barFrom(loaded, 0)).toBeCloseTo(matched, 6);
    const again = await playing(soundtrack, 6, written(loaded.conductor.save()));
    again.conductor.pause();
    await again.playTo(8);
    again.conductor.resume();
    await again.playTo(12);
    expect(barFrom(again, 8)).toBeCloseTo(matched, 6);
  });

  test('goes on coming back to its own from where it was', async () => {
    const whole = await arriving({ tempo: 'ramp' });
    const [, second] = byTime(whole.bars('village')).filter(({ time }) => time > 6);
    const show = await playing(soundtrack, 6);
    show.conductor.mood('village', { at: 'bar', fade: 0.5, tempo: 'ramp' });
    await show.playTo(second!.time + 0.2);
    const loaded = await playing(soundtrack, 9, written(show.conductor.save()));
    const lengths = (each: Rehearsal, from: number) =>
      byTime(each.bars('village'))
        .filter(({ time }) => time >= from - 1e-6)
        .slice(0, 4)
        .map(({ duration }) => duration.toFixed(4));
    expect(lengths(loaded, 0)).toEqual(lengths(whole, second!.time));
    expect(new Set(lengths(loaded, 0)).size).toBeGreaterThan(1);
  });

  test('of the mood that is left is not taken along: the next has its own', async () => {
    const show = await arriving({ tempo: 'match' });
    show.conductor.pause();
    show.conductor.mood('forest');
    show.conductor.resume();
    await show.playTo(24);
    const own = await playing({ ...soundtrack, start: 'forest' }, 4);
    expect(show.bars('forest')[0]!.duration).toBeCloseTo(barFrom(own, 0), 6);
  });
});

test('the seconds that a mood has played count on: it need not stay for longer than its rule says', async () => {
  const soundtrack = { start: 'forest', transitions: { 'forest -> battle': { stay: 20, at: 'bar' } } } as const;
  const show = await playing(soundtrack, 15);
  const loaded = await playing(soundtrack, 1, written(show.conductor.save()));
  loaded.conductor.mood('battle');
  await loaded.playTo(11);
  expect(loaded.conductor.snapshot().mood).toBe('battle');
  show.conductor.pause();
  show.conductor.resume();
  show.conductor.mood('battle');
  await show.playTo(26);
  expect(show.conductor.snapshot().mood).toBe('battle');
});

test('a move that is interrupted before its line begins with its first bar, though more has been handed over', async () => {
  const show = await playing({ start: 'forest' }, 1);
  show.conductor.expect('battle');
  await show.playTo(8);
  show.conductor.mood('battle', { at: 'bar', fade: 0.2 });
  const { time } = show.conductor.inspect().move!;
  await show.playTo(Math.max(show.now(), time! - 0.2));
  expect(show.bars('battle').length).toBeGreaterThan(0);
  show.conductor.pause();
  expect(show.conductor.save().place).toMatchObject({ mood: 'battle', slot: 0, bar: 0, bars: 0 });
});

test("a phrase's voices lead on from the tail of a score as from the whole of it", () => {
  for (const mood of Object.values(PRESETS)) {
    const { controls } = mood;
    const request = {
      ...{ seed: mood.name, bars: 4, meter: controls.meter, mode: controls.mode, style: null, controls: {} },
      ...{ chords: [], cadence: 'full' as const },
    };
    const model = createNgramModel();
    const options = (seed: string) => ({ phrase: model.generateNow({ ...request, seed }), controls, mood, seed });
    const first = arrange({ ...options(`${mood.name}/0`), phraseIndex: 0 });
    const tail = written(tailOf(first));
    const next = { ...options(`${mood.name}/1`), phraseIndex: 1 };
    const { parts: _, chords: __, ...like } = first;
    expect(arrange({ ...next, previous: scoreWithTail(tail, like) })).toEqual(arrange({ ...next, previous: first }));
  }
});

describe('every word that a call takes can be saved, and is loaded', () => {
  const base = { start: 'forest', signals: { weather: { initial: 'clear' } }, modulations: [] } as const;
  const long = 'x'.repeat(200);
  const hero = { hero: { notes: 'E4:1 G4:1' } };

  test.each<[string, SoundtrackDefinition, (show: Rehearsal) => void]>([
    ['an empty tag from the start', { ...base, signals: { weather: { initial: '' } } }, () => {}],
    ['an empty tag', base, ({ conductor }) => conductor.signal('weather', '')],
    ['a tag of two hundred letters', base, ({ conductor }) => conductor.signal('weather', long)],
    ['a tag that looks like a number', base, ({ conductor }) => conductor.signal('weather', '0')],
    ['the longest name to pop by', base, ({ conductor }) => conductor.push('battle', { as: long })],
    ['an empty name to pop by', base, ({ conductor }) => conductor.push('battle', { as: '' })],
    ['a name as zones had them', base, ({ conductor }) => conductor.push('battle', { as: 'zone 3' })],
    ['a long seed', { ...base, seed: 'x'.repeat(2000) }, () => {}],
    ['a seed that is a number', { ...base, seed: -1.5e-7 }, () => {}],
    [
      'a mood and a theme with the longest names',
      { ...base, start: long, moods: { [long]: { like: 'forest' } }, themes: { [long]: hero.hero } },
      ({ conductor }) => conductor.theme(long),
    ],
    [
      'names that every object has',
      { ...base, moods: { constructor: { like: 'cave' } }, themes: { toString: hero.hero } },
      ({ conductor }) => conductor.mood('constructor', { at: 'now' }).theme('toString'),
    ],
    [
      'five hundred moods pushed',
      base,
      ({ conductor }) => {
        for (let i = 0; i < 500; i++) conductor.push('battle', { as: `door ${i}` });
      },
    ],
    [
      'a theme of a tuning that was taken back',
      base,
      ({ conductor }) => conductor.tune({ themes: hero }).theme('hero', { mood: 'boss' }).tune({}),
    ],
    [
      'a theme of a tuning that counts',
      base,
      ({ conductor }) => conductor.tune({ themes: hero }).theme('hero', { mood: 'boss' }),
    ],
  ])('%s', async (_, soundtrack, say) => {
    const show = await playing(soundtrack, 4);
    say(show);
    for (const seconds of [4.5, 9]) {
      await show.playTo(seconds);
      const saved = written(show.conductor.save());
      expect(readSaved(saved, resolveSoundtrack(soundtrack))).toEqual(saved);
      const loaded = await playing(soundtrack, 3, saved);
      expect(loaded.warnings).toEqual([]);
      const [before, after] = [show, loaded].map(({ conductor }) => conductor.snapshot());
      expect(after!.signals).toEqual(before!.signals);
    }
  });

  test('but a game that pushes without end is told so at once, in words', () => {
    const { conductor } = rehearse({ soundtrack: base });
    for (let i = 0; i < 4096; i++) conductor.push('battle', { as: `${i}` });
    expect(() => conductor.push('battle', { as: 'one more' })).toThrow(
      "push('battle'): 4096 moods are pushed already; pop what is over",
    );
    conductor.push('boss', { as: '17' }).pop('17').push('battle', { as: 'one more' });
    expect(readSaved(written(conductor.save()), resolveSoundtrack(base)).pushed).toHaveLength(4096);
  });

  test('and a phrase that no composer could write, in which the tune rests', async () => {
    const fails = { ...createNgramModel(), generateNow: () => expect.unreachable('as it should fail') };
    const show = rehearse({ soundtrack: base, source: { composer: null, fallback: fails } });
    show.conductor.start();
    await show.playTo(10);
    const loaded = await playing(base, 3, written(show.conductor.save()));
    expect(loaded.conductor.snapshot().state).toBe('playing');
  });
});

describe('saved games of before', () => {
  const soundtrack = { start: 'forest', signals: { weather: { initial: '' } }, modulations: [] } as const;

  test('have an empty tag as 0, and moods that zones pushed: the tag is empty, and the zones say their moods themselves', async () => {
    const show = await playing(soundtrack, 6);
    show.conductor.push('cave', { as: 'zone 4', at: 'now' }).push('boss', { as: 'mine', priority: -1 });
    await show.playTo(12);
    const saved = written(show.conductor.save()) as { pushed: { own?: true }[] } & SavedMusic;
    for (const each of saved.pushed) delete each.own;
    const loaded = await playing(soundtrack, 0.2, { ...saved, signals: { weather: 0 } });
    expect(loaded.conductor.snapshot().signals).toEqual({ weather: '' });
    expect(loaded.conductor.save().pushed).toMatchObject([{ as: 'mine' }]);
    // Nobody wants the cave: the music leaves it.
    await loaded.playTo(10);
    expect(loaded.conductor.snapshot().mood).toBe('boss');
  });

  test('do not say how the music stood or was arranged, and go on all the same', async () => {
    const show = await playing(soundtrack, 20);
    const saved = written(show.conductor.save());
    const { standing: _, ...place } = saved.place!;
    const moods = saved.moods.map(({ arranged: _, tail: __, ahead: ___, passing: ____, ...mood }) => mood);
    const loaded = await playing(soundtrack, 30, { ...saved, place, moods });
    expect(loaded.warnings).toEqual([]);
    const tune = (each: Rehearsal, from: number) =>
      byTime(each.bars())
        .filter(({ time }) => time >= from)
        .slice(0, 6)
        .map(({ parts }) => parts.find(({ name }) => name === 'melody')?.notes.map(({ pitch }) => pitch));
    const left = byTime(show.bars()).findLast(({ time }) => time <= 20)!;
    await show.playTo(50);
    expect(tune(loaded, 0)).toEqual(tune(show, left.time));
  });

  test('what is new in one is checked', async () => {
    const show = await playing(soundtrack, 12);
    const saved = written(show.conductor.save());
    const known = resolveSoundtrack(soundtrack);
    const standing = saved.place!.standing!;
    const [mood] = saved.moods;
    for (const [wrong, message] of [
      [{ place: { ...saved.place, standing: { ...standing, bars: -1 } } }, 'place: standing: bars is -1'],
      [{ place: { ...saved.place, standing: { ...standing, pace: null } } }, 'pace must be an object'],
      [{ place: { ...saved.place, standing: { ...standing, pace: { ratio: 0, bars: 4 } } } }, 'pace: ratio is 0'],
      [{ moods: [{ ...mood, arranged: [[0, { tempo: 90 }]] }] }, 'arranged[0][1]: density is missing'],
      [{ moods: [{ ...mood, tail: { banjo: [1] } }] }, "unknown part 'banjo'"],
      [{ moods: [{ ...mood, tail: { bass: [1.5] } }] }, 'tail: bass[0] is 1.5'],
      [{ moods: [{ ...mood, ahead: [[0, 9999, null, {}]] }] }, 'ahead[0][1] is 9999'],
      [{ moods: [{ ...mood, passing: ['x'] }] }, 'passing[0] is x'],
      [{ pushed: [{ as: 'a', mood: 'boss', priority: 1, owns: true }] }, "unknown field 'owns'"],
    ] as const)
      expect(() => readSaved({ ...saved, ...wrong }, known)).toThrow(message);
  });
});

test('loaded music that is paused before its first bar plays after the pause', async () => {
  const show = await playing({ start: 'forest', seed: 'early pause' }, 6);
  const loaded = rehearse({ saved: written(show.conductor.save()) });
  loaded.conductor.start().pause();
  await loaded.playTo(1);
  loaded.conductor.resume();
  await loaded.playTo(10);
  const bars = byTime(loaded.bars());
  expect(bars.length).toBeGreaterThan(3);
  expect(bars[0]!.time).toBeGreaterThanOrEqual(1);
  for (const [i, bar] of bars.slice(1).entries()) expect(bar.time).toBeCloseTo(bars[i]!.time + bars[i]!.duration, 6);
});
