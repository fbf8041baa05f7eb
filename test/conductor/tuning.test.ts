import { describe, expect, test } from 'vitest';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import type { Tuning } from '../../plugin/soundtrack/tuning.ts';
import { byTime, notesOf, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const soundtrack = {
  start: 'battle',
  signals: { danger: { attack: 0, initial: 0.5 }, hour: { initial: 'day' } },
  modulations: [{ signal: 'danger', control: 'brightness', amount: 0.1 }],
  themes: { hero: { notes: [[0, 1]] } },
} as const;

async function playing(until = 10): Promise<Rehearsal> {
  const rehearsal = rehearse({ soundtrack });
  rehearsal.conductor.start();
  await rehearsal.playTo(until);
  return rehearsal;
}

/** Bars as they were heard: without those that were taken back to be handed over again. */
function heard({ calls }: Rehearsal) {
  let bars: TimedBar[] = [];
  for (const call of calls()) {
    if (call.kind === 'play') bars.push(call.bar);
    if (call.kind === 'clear') bars = bars.filter(({ deck, time }) => deck !== call.deck || time < call.time - 1e-6);
  }
  return byTime(bars);
}

/** Lines of the bars that begin after a time. */
const linesAfter = (rehearsal: Rehearsal, time: number) => heard(rehearsal).filter((bar) => bar.time > time);

describe('a tuning', () => {
  test.each<[string, Tuning, (rehearsal: Rehearsal) => unknown]>([
    ['intensity', { hold: { intensity: 0.1 } }, (r) => r.conductor.snapshot().controls.intensity],
    ['tempo of the mood', { moods: { battle: { tempo: 130 } } }, (r) => r.conductor.snapshot().tempo],
    ['palette', { hold: { palette: 'folk' } }, (r) => r.conductor.snapshot().controls.palette],
  ])('of the %s is heard from the second bar line on, and the tune stays', async (_, tuning, read) => {
    for (const when of [10, 10.4, 10.8, 11.2, 11.6]) {
      const plain = await playing(when);
      const tuned = await playing(when);
      tuned.conductor.tune(tuning);
      await plain.playTo(when + 6);
      await tuned.playTo(when + 6);
      expect(read(tuned)).not.toEqual(read(plain));
      const [, second] = linesAfter(plain, when);
      const at = heard(tuned)[heard(plain).indexOf(second!)]!;
      const same = second!;
      expect({ ...at, origin: 0 }).not.toEqual({ ...same, origin: 0 });
      const melody = ({ origin }: TimedBar) =>
        origin.score.parts.find(({ role }) => role === 'melody')!.notes.map(({ pitch }) => pitch % 12);
      expect(melody(at)).toEqual(melody(same));
    }
  });

  test('of the melody brings a new phrase, asked with the new controls, from the second bar line on', async () => {
    for (const when of [10, 10.5, 11, 11.5, 12]) {
      const rehearsal = await playing(when);
      const before = rehearsal.conductor.inspect().bars.at(-1)!.phrase;
      const [, second] = linesAfter(await playing(when + 6), when);
      rehearsal.conductor.tune({ hold: { density: 0.1 } });
      await rehearsal.playTo(second!.time + 0.1);
      const { bars } = rehearsal.conductor.inspect();
      const now = bars.filter(({ timed }) => timed.time <= rehearsal.now()).at(-1)!;
      expect(now.phrase.hash).not.toBe(before.hash);
      expect(now.phrase.request.controls.density).toBe(0.1);
      expect(now.phrase.source).toBe('lstm');
    }
  });

  test('leaves no gap and no overlap between bars', async () => {
    const rehearsal = await playing();
    for (const density of [0.1, 0.9, 0.3]) {
      rehearsal.conductor.tune({ hold: { density } });
      await rehearsal.playTo(rehearsal.now() + 4.3);
    }
    const bars = heard(rehearsal);
    for (let i = 1; i < bars.length; i++)
      expect(bars[i]!.time).toBeCloseTo(bars[i - 1]!.time + bars[i - 1]!.duration, 6);
  });

  test('is whole: what it leaves out is as the soundtrack says again', async () => {
    const { conductor, playTo } = await playing();
    conductor.tune({ hold: { swing: 1 }, moods: { battle: { density: 0.2 } }, modulations: [] });
    await playTo(14);
    expect(conductor.inspect().controls).toMatchObject({ swing: 1, density: 0.2, brightness: 0.85 });
    conductor.tune({});
    await playTo(18);
    expect(conductor.inspect().controls).toMatchObject({ swing: 0, density: 0.6, brightness: 0.9 });
  });

  test('of a mood still lets signals move it, what is held they do not', async () => {
    const { conductor, playTo } = await playing();
    conductor.tune({ moods: { battle: { brightness: 0.4 } } });
    await playTo(14);
    expect(conductor.inspect().controls.brightness).toBeCloseTo(0.45, 6);
    conductor.tune({ hold: { brightness: 0.4 } });
    await playTo(18);
    expect(conductor.inspect().controls.brightness).toBe(0.4);
  });

  test('may bring a theme, which then returns when it is called', async () => {
    const { conductor, playTo } = await playing();
    conductor.tune({ themes: { found: { notes: [[4, 2], [0, 2]] } } }); // biome-ignore format: notes in a row
    conductor.theme('found');
    await playTo(24);
    expect(conductor.log.entries.some((entry) => entry.kind === 'phrase' && entry.opening === 'found')).toBe(true);
  });

  test.each<[Tuning, RegExp]>([
    [{ hold: { tempo: 900 } }, /tuning: hold: tempo is 900; it must lie in 40\.\.220/],
    [{ moods: { forrest: {} } }, /did you mean 'forest'/],
    [{ modulations: [{ signal: 'dangr', control: 'tempo', amount: 1 }] }, /did you mean 'danger'/],
    [{ themes: { a: { notes: [] } } }, /theme 'a' needs notes/],
    [{ held: {} } as Tuning, /tuning: unknown field 'held'; did you mean 'hold'/],
  ])('that is wrong is refused at once', async (tuning, reason) => {
    const { conductor } = await playing(1);
    expect(() => conductor.tune(tuning)).toThrow(reason);
    expect(conductor.log.entries.filter(({ kind }) => kind === 'tune')).toEqual([]);
  });

  test('and a re-rolled phrase are played again by the log', async () => {
    const first = await playing();
    first.conductor.tune({ hold: { density: 0.2 } });
    await first.playTo(17);
    first.conductor.reroll();
    await first.playTo(24);
    first.conductor.tune({ hold: { tempo: 120 } });
    await first.playTo(40);
    const log = JSON.parse(JSON.stringify(first.conductor.log));
    const again = rehearse({ soundtrack, replay: log });
    again.conductor.start();
    await again.playTo(40, 0.02);
    const to = 38;
    const until = (rehearsal: Rehearsal) => notesOf(heard(rehearsal).filter(({ time }) => time < to), heard(rehearsal)[0]!.time); // biome-ignore format: one line
    expect(until(again)).toBe(until(first));
    expect(again.warnings).toEqual([]);
  });
});

describe('re-rolling', () => {
  test('breaks off the phrase for another one', async () => {
    const rehearsal = await playing();
    const hashes = new Set<string>();
    for (let i = 0; i < 3; i++) {
      rehearsal.conductor.reroll();
      await rehearsal.playTo(rehearsal.now() + 4);
      hashes.add(rehearsal.conductor.snapshot().phrase!.hash);
    }
    expect(hashes.size).toBe(3);
  });
});

describe('an inspection', () => {
  test('shows where each control comes from', async () => {
    const { conductor, playTo } = await playing();
    conductor.signal('danger', 1).signal('hour', 'night');
    await playTo(11);
    const { signals, modulations, base, controls } = conductor.inspect();
    expect(signals).toEqual([
      { name: 'danger', raw: 1, smoothed: 1 },
      { name: 'hour', raw: 'night', smoothed: 0 },
    ]);
    expect(modulations).toEqual([{ modulation: soundtrack.modulations[0], weight: 1, adds: 0.1 }]);
    expect(base.brightness + 0.1).toBeCloseTo(controls.brightness, 9);
  });

  test('shows what lies ready for each mood and what comes after the bars handed over', async () => {
    const { conductor } = await playing(12);
    const { queue, ahead, bars } = conductor.inspect();
    expect(queue.map(({ mood }) => mood)).toEqual(expect.arrayContaining(['battle', 'forest', 'cave']));
    expect(queue.find(({ mood }) => mood === 'battle')).toMatchObject({ state: 'in hand', bars: 4, source: 'lstm' });
    const last = bars.at(-1)!;
    const rest = last.phrase.request.bars - 1 - last.phraseBar;
    const next = ahead.find(({ from }) => from === 0)!;
    expect(rest).toBeGreaterThan(0);
    expect(ahead[0]).toMatchObject({ from: last.phraseBar + 1, phrase: { hash: last.phrase.hash } });
    expect(next.time).toBeCloseTo(last.timed.time + last.timed.duration * (1 + rest), 6);
  });

  test('counts down to a move, and says where it does not know the line yet', async () => {
    const { conductor, playTo } = await playing(12);
    conductor.mood('forest', { at: 'phrase', fade: 2 });
    let move = conductor.inspect().move;
    expect(move).toMatchObject({ from: 'battle', to: 'forest', at: 'phrase', fade: 2 });
    await playTo(20);
    conductor.mood('cave', { at: 'bar' });
    await playTo(20.1);
    move = conductor.inspect().move;
    expect(move).toMatchObject({ to: 'cave' });
    expect(move!.time).toBeGreaterThan(20);
    await playTo(26);
    expect(conductor.inspect().move).toBeNull();
  });

  test('counts what was asked, answered and handed over late', async () => {
    const { conductor } = await playing(20);
    const { health } = conductor.inspect();
    expect(health).toMatchObject({
      composer: 'scale-composer',
      refused: 0,
      lateBars: 0,
      lateNotes: 0,
      degraded: false,
    });
    expect(health.answered).toBeGreaterThan(10);
    expect(health.waits).toHaveLength(Math.min(100, health.answered));
    expect(health.bars).toBeGreaterThan(10);
  });
});

describe('explaining', () => {
  test('asks for reasons, also of the phrase in hand, and changes no note', async () => {
    const plain = await playing(30);
    const explained = await playing(10);
    explained.conductor.explain = true;
    await explained.playTo(30);
    expect(notesOf(heard(explained))).toBe(notesOf(heard(plain)));
    const { bars } = explained.conductor.inspect();
    expect(bars.every(({ phrase }) => phrase.request.explain === true)).toBe(true);
  });
});
