import { describe, expect, test } from 'vitest';
import { readSaved, type SavedMusic } from '../../plugin/formats/saved-music.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';
import { byTime, onTheWay, type Rehearsal, rehearse, SMALL_GAME } from '../helper/rehearsal.ts';

const soundtrack = {
  seed: 'save',
  variety: false,
  ...SMALL_GAME,
  signals: { danger: { attack: 0, release: 0, initial: 0 }, place: { initial: 'woods' } },
} as const;
const source = () => ({ composer: null, fallback: createNgramModel() });

function begin(saved?: SavedMusic): Rehearsal {
  const rehearsal = rehearse({ soundtrack, source: source(), ...(saved && { saved }) });
  rehearsal.conductor.start();
  rehearsal.conductor.advance();
  return rehearsal;
}

/** Through a file and back. */
const written = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** What the parts play, bar by bar, with times from the bar line. */
function scoreOf(rehearsal: Rehearsal, from: number, bars: number): string[] {
  return byTime(rehearsal.bars())
    .filter(({ time }) => time >= from - 1e-6)
    .slice(0, bars)
    .map((bar) => {
      const parts = bar.parts.map(({ name, notes }) => {
        return `${name} ${notes.map(({ pitch, time }) => `${pitch}@${(time - bar.time).toFixed(2)}`).join(' ')}`;
      });
      return `${bar.origin.mood} ${bar.duration.toFixed(3)} ${parts.join(' | ')}`;
    });
}

/** The bar that sounds at a time. */
const barAt = (rehearsal: Rehearsal, time: number) =>
  byTime(rehearsal.bars()).filter((bar) => bar.time <= time + 1e-6).at(-1)!; // biome-ignore format: one chain

describe('a saved game', () => {
  test('goes on in the middle of its third phrase, bar for bar as if it had never been left', async () => {
    const whole = begin();
    await whole.playTo(20);
    const saved = written(whole.conductor.save());
    const left = barAt(whole, 20);
    expect(saved.place).toMatchObject({ mood: 'forest', slot: 2 });
    await whole.playTo(75);

    const loaded = begin(saved);
    await loaded.playTo(53);
    const expected = scoreOf(whole, left.time, 16);
    expect(expected).toHaveLength(16);
    expect(scoreOf(loaded, 0, 16)).toEqual(expected);
  });

  test('goes on with a mood whose instruments were still on their way, and later with the one that was left', async () => {
    const { prepare, arrive } = onTheWay('war');
    const whole = rehearse({ soundtrack, source: source(), prepare });
    whole.conductor.start();
    await whole.playTo(20);
    const { slot, mood } = whole.conductor.save().place!;
    expect(mood).toBe('forest');
    whole.conductor.mood('battle');
    await whole.playTo(20.2);
    expect(whole.conductor.snapshot()).toMatchObject({ mood: 'forest', next: 'battle' });
    const saved = written(whole.conductor.save());
    expect(saved).toMatchObject({ mood: 'battle', place: null });
    whole.conductor.push('cave', { until: () => false });
    expect(whole.conductor.save()).toMatchObject({ mood: 'battle', pushed: [] });
    arrive();

    const loaded = begin(saved);
    await loaded.playTo(2);
    expect(loaded.conductor.snapshot().mood).toBe('battle');
    loaded.conductor.mood('forest', { at: 'now' });
    await loaded.playTo(6);
    expect(
      loaded.conductor.log.entries.find((entry) => entry.kind === 'phrase' && entry.mood === 'forest'),
    ).toMatchObject({ slot });
  });

  test('remembers the tunes of moods that do not play', async () => {
    const whole = begin();
    await whole.playTo(9);
    whole.conductor.mood('battle', { at: 'now' });
    await whole.playTo(20);
    const loaded = begin(written(whole.conductor.save()));
    for (const rehearsal of [whole, loaded]) rehearsal.conductor.mood('forest', { at: 'phrase' });
    await whole.playTo(60);
    await loaded.playTo(45);
    const tune = (rehearsal: Rehearsal, from: number) => {
      const first = byTime(rehearsal.bars('forest')).find(
        ({ time, parts }) => time > from && parts.some(({ name }) => name === 'melody'),
      )!;
      return first.parts.find(({ name }) => name === 'melody')?.notes.map(({ pitch }) => pitch);
    };
    expect(tune(loaded, 0)).toEqual(tune(whole, 20));
  });

  test('keeps what was pushed for its time left, what was overridden and tuned, and where signals stand', async () => {
    const whole = begin();
    await whole.playTo(5);
    whole.conductor.signal('danger', 0.8).signal('place', 'shore');
    whole.conductor.override({ tempo: 77 }).tune({ hold: { brightness: 0.3 } });
    whole.conductor.push('battle', { until: 20, at: 'now' }).push('boss', { until: () => false, priority: -1 });
    await whole.playTo(11);
    const saved = written(whole.conductor.save());
    expect(saved.pushed).toEqual([{ as: 'battle', mood: 'battle', priority: 1, seconds: expect.closeTo(14, 1) }]);

    const loaded = begin(saved);
    expect(loaded.conductor.snapshot()).toMatchObject({ mood: 'battle', signals: { danger: 0.8, place: 'shore' } });
    expect(loaded.conductor.snapshot().controls).toMatchObject({ tempo: 77, brightness: 0.3 });
    await loaded.playTo(13);
    expect(loaded.conductor.snapshot()).toMatchObject({ mood: 'battle', next: null });
    await loaded.playTo(30);
    expect(loaded.conductor.snapshot().mood).toBe('forest');
  });

  test('states a theme that was still to come', async () => {
    const whole = begin();
    await whole.playTo(3);
    whole.conductor.theme('hero');
    const loaded = begin(written(whole.conductor.save()));
    await loaded.playTo(30);
    const openings = loaded.conductor.log.entries.flatMap((entry) => (entry.kind === 'phrase' ? [entry.opening] : []));
    expect(openings).toContain('hero');
  });

  test('can be saved before the first note, while paused, and again after loading', async () => {
    const early = rehearse({ soundtrack, source: source() });
    early.conductor.mood('cave').signal('danger', 1);
    const before = written(early.conductor.save());
    expect(before).toMatchObject({ mood: 'cave', place: null, signals: { danger: 1 } });
    const cave = begin(before);
    await cave.playTo(3);
    expect(cave.conductor.snapshot().mood).toBe('cave');

    const paused = begin();
    await paused.playTo(10);
    const playing = paused.conductor.save();
    paused.conductor.pause();
    expect(paused.conductor.save()).toEqual(playing);
    expect(begin(written(playing)).conductor.save()).toEqual(playing);
  });

  test('is replayed with all that came after it', async () => {
    const whole = begin();
    await whole.playTo(14);
    const loaded = begin(written(whole.conductor.save()));
    await loaded.playTo(6);
    loaded.conductor.mood('battle', { at: 'beat' });
    await loaded.playTo(20);
    const again = rehearse({ soundtrack, source: source(), replay: written(loaded.conductor.log) });
    again.conductor.start();
    again.conductor.advance();
    await again.playTo(20, 0.02);
    expect(scoreOf(again, 0, 12)).toEqual(scoreOf(loaded, 0, 12));
  });
});

describe('what is no saved game is refused in one line, and nothing changes', () => {
  const known = resolveSoundtrack(soundtrack);
  const good: SavedMusic = {
    version: 1,
    seed: 'a',
    mood: null,
    pushed: [],
    place: null,
    signals: {},
    override: {},
    tuning: {},
    moods: [],
    phrases: [],
  };
  const mood = { mood: 'forest', slot: 0, bars: 0, themed: [], written: [], first: [] };

  test('while a good one is read', () => {
    expect(readSaved(good, known)).toBe(good);
    expect(readSaved({ ...good, moods: [mood] }, known).moods).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'no saved music of version 1'],
    ['another version', { ...good, version: 2 }, 'no saved music of version 1'],
    ['a field too many', { ...good, cheat: 1 }, "unknown field 'cheat'"],
    ['a prototype', JSON.parse('{"version":1,"seed":"a","__proto__":{}}'), 'unknown field'],
    ['an unknown mood', { ...good, mood: 'forst' }, "did you mean 'forest'"],
    ['an unknown signal', { ...good, signals: { dangr: 1 } }, "did you mean 'danger'"],
    ['a signal out of range', { ...good, signals: { danger: 7 } }, "signal 'danger' is 7"],
    ['a tag for a number', { ...good, signals: { danger: 'x' } }, "signal 'danger' is a number"],
    ['a wrong override', { ...good, override: { tempo: 1e9 } }, 'tempo'],
    ['no list', { ...good, pushed: { length: 1e9 } }, 'pushed must be a list'],
    ['a huge list', { ...good, pushed: new Array(1e6).fill({}) }, 'at most 4096'],
    ['a damaged phrase', { ...good, phrases: [{}] }, 'phrase 0: its mood is not a name; save anew'],
    [
      'a phrase that is not there',
      { ...good, moods: [{ ...mood, first: [['A', 0]] }] },
      "mood 'forest': first[0][1] is 0",
    ],
    ['a slot that lies', { ...good, moods: [{ ...mood, slot: -1 }] }, "mood 'forest': slot is -1"],
    ['a mood without lists', { ...good, moods: [{ mood: 'forest', slot: 0, bars: 0 }] }, 'must be a list'],
    ['a place past its phrase', { ...good, place: { mood: 'forest', slot: 0, bar: 9, bars: 0 } }, 'place.bar is 9'],
  ])('%s', (_, value, message) => {
    expect(() => readSaved(value, known)).toThrow(message);
    expect(() => readSaved(value, known)).not.toThrow(/\n/);
  });
});
