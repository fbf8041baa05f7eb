import { describe, expect, test } from 'vitest';
import { contourSimilarity } from '../../plugin/arrange/similarity.ts';
import { modulo, scaleOf, tonicPitchClass } from '../../plugin/music/pitch.ts';
import { resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';
import type { ThemeDefinition } from '../../plugin/soundtrack/theme.ts';
import { type Rehearsal, rehearse } from '../helper/rehearsal.ts';

/** The tune that a mood plays from a clock time on, in bars of one score. */
function tuneOf({ bars }: Rehearsal, mood: string, from: number, count: number) {
  return bars(mood)
    .filter(({ time }) => time >= from - 1e-6)
    .slice(0, count)
    .flatMap(({ parts }) => parts.filter(({ role }) => role === 'melody').flatMap(({ notes }) => notes))
    .map(({ pitch, time, duration }) => ({
      pitch,
      tick: Math.round(time * 1000),
      durationTicks: Math.round(duration * 1000),
    }));
}

async function stated(theme: ThemeDefinition, mood: string) {
  const rehearsal = rehearse({ soundtrack: { start: mood, themes: { hero: theme } } });
  rehearsal.conductor.theme('hero').start();
  await rehearsal.conductor.settled();
  await rehearsal.playTo(20);
  return rehearsal;
}

describe('a theme written as notes', () => {
  const hero = { notes: 'E4:1 G4:0.5 A4:0.5 C5:1.5 B4:0.5 A4:1 G4:1 E4:2' } as const;
  const original = [64, 67, 69, 72, 71, 69, 67, 64];
  const starts = [0, 1, 1.5, 2, 3.5, 4, 5, 6];
  const written = original.map((pitch, i) => ({ pitch, tick: starts[i]! * 480, durationTicks: 240 }));

  test.each(['exploration', 'sorrow', 'battle', 'victory', 'village', 'cave'])(
    'opens the phrase in %s, known again and in its mode',
    async (mood) => {
      const rehearsal = await stated(hero, mood);
      const line = tuneOf(rehearsal, mood, 0, 3);
      // A cave remembers only the beginning; what follows is its own.
      const said = mood === 'cave' ? line.slice(0, 5) : line;
      expect(contourSimilarity(written, said)).toBeGreaterThan(0.7);
      const { score } = rehearsal.bars(mood)[0]!.origin;
      const scale = scaleOf(score.mode).map((step) => (step + tonicPitchClass(score.tonic)) % 12);
      for (const { pitch } of line.slice(0, 4)) expect(scale).toContain(modulo(pitch, 12));
    },
  );

  test('is hurried in battle and stretched in sorrow, unless the game says how', async () => {
    const opening = async (theme: ThemeDefinition, mood: string) => {
      const rehearsal = await stated(theme, mood);
      const [first, second] = tuneOf(rehearsal, mood, 0, 1);
      const { origin, duration } = rehearsal.bars(mood)[0]!;
      const quarters = origin.score.meter === '3/4' ? 3 : 4;
      return ((second!.tick - first!.tick) / 1000 / duration) * quarters;
    };
    expect(await opening(hero, 'battle')).toBeCloseTo(0.5, 1);
    expect(await opening(hero, 'sorrow')).toBeCloseTo(2, 1);
    expect(await opening({ ...hero, returns: { battle: 'plain' } }, 'battle')).toBeCloseTo(1, 1);
    expect(await opening({ ...hero, returns: { '*': 'augmentation' } }, 'exploration')).toBeCloseTo(2, 1);
  });

  test('gets harmony that it lies on', async () => {
    const { bars } = await stated(hero, 'exploration');
    const { score } = bars('exploration')[0]!.origin;
    expect(score.chords[0]!.chord.root).toBe(0);
  });
});

describe('a theme from a mood', () => {
  test('is the tune that this mood began with', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'exploration', themes: { home: { from: 'exploration' } } } });
    const { conductor, playTo, bars } = rehearsal;
    conductor.start();
    await conductor.settled();
    await playTo(12);
    conductor.mood('desert', { at: 'bar' });
    await playTo(20);
    conductor.theme('home');
    const asked = rehearsal.now();
    await playTo(45);
    const tune = tuneOf(rehearsal, 'exploration', 0, 2);
    const { duration } = bars('desert')[0]!;
    const later = bars('desert').filter(({ time, origin }) => time > asked + 1 && origin.bar === 0)[0]!;
    expect(later.duration).toBeCloseTo(duration, 6);
    expect(contourSimilarity(tune, tuneOf(rehearsal, 'desert', later.time, 2))).toBeGreaterThan(0.7);
  });

  test('that has not been heard yet leaves the phrase free, and nothing fails', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'desert', themes: { home: { from: 'village' } } } });
    rehearsal.conductor.theme('home').start();
    await rehearsal.conductor.settled();
    await rehearsal.playTo(10);
    expect(rehearsal.bars('desert').length).toBeGreaterThan(3);
    expect(rehearsal.warnings).toEqual([]);
  });
});

describe('a theme that comes with a scene', () => {
  const soundtrack = { start: 'exploration', themes: { hero: { notes: 'E4:1 G4:0.5 A4:0.5 C5:1.5' } } } as const;
  const begun = async () => {
    const show = rehearse({ soundtrack });
    show.conductor.start();
    await show.conductor.settled();
    show.conductor.advance();
    // A bar line comes in 1.7 s.
    await show.playTo(5);
    return show;
  };
  /** What the phrases of a mood began with, of those that were heard. */
  const openings = ({ conductor }: Rehearsal, mood: string) =>
    conductor.log.entries.flatMap((entry) => (entry.kind === 'phrase' && entry.mood === mood ? [entry.opening] : []));

  test('is the first phrase of the mood that is on its way, where there is time to write it', async () => {
    const show = await begun();
    show.conductor.mood('village', { at: 'bar' }).theme('hero');
    await show.playTo(25);
    // What was handed over before it was taken back: it has not been heard.
    const first = show.conductor.log.entries.flatMap((entry) =>
      entry.kind === 'phrase' && entry.mood === 'village' && entry.slot === 0 ? [entry.opening] : [],
    );
    expect(first.at(-1)).toBe('hero');
    expect(openings(show, 'exploration')).not.toContain('hero');
  });

  test('is kept for a mood that waits for the end of a phrase', async () => {
    const show = await begun();
    show.conductor.mood('village', { at: 'phrase' }).theme('hero');
    await show.playTo(25);
    expect(openings(show, 'village')[0]).toBe('hero');
    expect(openings(show, 'exploration')).not.toContain('hero');
  });

  test('is made ready for a mood that does not play yet, and a move on the next beat begins with it', async () => {
    const show = await begun();
    show.conductor.theme('hero', { mood: 'boss' });
    await show.playTo(12);
    expect(openings(show, 'exploration')).not.toContain('hero');
    expect(show.conductor.inspect().queue.find(({ mood }) => mood === 'boss')!.state).toBe('in hand');
    show.conductor.mood('boss', { at: 'beat', resume: false });
    await show.playTo(30);
    expect(openings(show, 'boss')[0]).toBe('hero');
    expect(openings(show, 'boss').slice(1)).not.toContain('hero');
  });

  test('is refused in words where its mood is unknown', async () => {
    const show = await begun();
    expect(() => show.conductor.theme('hero', { mood: 'bos' })).toThrow(
      "theme('hero'): unknown mood 'bos'; did you mean 'boss'?",
    );
    expect(() => show.conductor.theme('hero', { mod: 'boss' } as object)).toThrow("theme('hero'): unknown field 'mod'");
  });
});

test('after a battle the scene is itself again: its first phrase opens with the bars of its own tune', async () => {
  const rehearsal = rehearse({ soundtrack: { start: 'exploration' } });
  const { conductor, playTo, bars } = rehearsal;
  const phrases: { mood: string; slot: number; time: number }[] = [];
  conductor.on('phrase', ({ mood, slot, time }) => phrases.push({ mood, slot, time }));
  conductor.start();
  await conductor.settled();
  await playTo(67); // in the eighth phrase, which is of another theme
  expect(phrases.at(-1)!.slot).toBe(7);
  conductor.mood('battle');
  await playTo(76);
  conductor.mood('exploration');
  await playTo(94);
  const back = phrases.find(({ mood, time }) => mood === 'exploration' && time > 76)!;
  const [first] = bars('exploration');
  const opening = bars('exploration').find(({ time }) => Math.abs(time - back.time) < 1e-6)!;
  expect(opening.origin.bar).toBe(0);
  const pitches = (from: number) => tuneOf(rehearsal, 'exploration', from, 2).map(({ pitch }) => pitch);
  expect(pitches(back.time)).toEqual(pitches(first!.time));
});

describe('themes that are wrong are refused at once', () => {
  test.each([
    [{ notes: 'X4:1' }, "theme 'hero': 'X4:1' is not a note"],
    [{ notes: 'C4:9' }, "theme 'hero' lasts 9 quarter notes"],
    [{ notes: 'C4:1', key: 'C locrain' }, "theme 'hero': key 'C locrain' is invalid"],
    [{ from: 'vilage' }, "theme 'hero': unknown mood 'vilage'; did you mean 'village'?"],
    [{ from: 'village', notes: 'C4:1' }, "theme 'hero' has notes and is from 'village'"],
    [{ notes: 'C4:1', returns: { battle: 'faster' } }, "theme 'hero': returns in battle: unknown manner 'faster'"],
    [{ notes: 'C4:1', returns: { batle: 'plain' } }, "theme 'hero': returns: unknown mood 'batle'"],
    [{ note: 'C4:1' }, "theme 'hero': unknown field 'note'"],
  ])('%j', (hero, message) => {
    expect(() => resolveSoundtrack({ themes: { hero: hero as ThemeDefinition } })).toThrow(message);
  });
});
