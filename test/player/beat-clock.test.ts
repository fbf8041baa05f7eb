/** The beat for the game, over the real conductor on a clock that the test moves. */

import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BeatClock, type BeatMoment } from '../../plugin/player/beat-clock.ts';
import { BeatGrid } from '../../plugin/player/beat-grid.ts';
import { type Rehearsal, type RehearsalOptions, rehearse } from '../helper/rehearsal.ts';

/** Latency of the speakers, in seconds. */
const LATENCY = 0.12;

const grids = new WeakMap<Rehearsal, BeatGrid>();
function gridOf(show: Rehearsal): BeatGrid {
  const grid = grids.get(show) ?? new BeatGrid(show.conductor.schedule);
  grids.set(show, grid);
  return grid;
}

function withBeat(options: RehearsalOptions = {}, latency = 0) {
  const show = rehearse({ soundtrack: { start: 'forest', seed: 'beat' }, ...options });
  const warnings: string[] = [];
  let playing: Rehearsal | null = show;
  const beats = new BeatClock({
    grid: () => playing && gridOf(playing),
    heard: () => playing!.now() - latency,
    warn: (message) => void warnings.push(message),
  });
  return {
    ...show,
    beats,
    warnings,
    /** Replaces the music, or stops it. */
    replace: (by: Rehearsal | null) => {
      playing = by;
    },
    async begin() {
      show.conductor.start();
      await show.conductor.settled();
    },
    /** Plays on in frames of 1/60 s. */
    async frames(until: number) {
      while (playing!.now() < until - 1e-6) {
        await playing!.playTo(Math.min(until, playing!.now() + 1 / 60));
        beats.run();
      }
    },
  };
}

type Beaten = ReturnType<typeof withBeat>;

/** Clock times of the events of a name. */
function timesOf({ conductor }: Beaten, name: 'beat' | 'bar' | 'phrase'): number[] {
  const times: number[] = [];
  conductor.on(name, ({ time }) => void times.push(time));
  return times;
}

const FASTER = {
  start: 'battle',
  seed: 'faster',
  signals: { danger: { attack: 0 } },
  modulations: [{ signal: 'danger', control: 'tempo', amount: 30 }],
} as const;

describe('the position of the beat', () => {
  test('is null before the music begins, during a pause, and when it is stopped', async () => {
    const show = withBeat();
    expect([show.beats.position, show.beats.judge()]).toEqual([null, null]);
    await show.begin();
    expect(show.beats.position).toBe(null);
    await show.frames(3);
    expect(show.beats.position).toMatchObject({ mood: 'forest', bar: 1 });
    show.conductor.pause();
    expect(show.beats.position).toBe(null);
    show.conductor.resume();
    await show.frames(3.5);
    expect(show.beats.position).toMatchObject({ mood: 'forest', bar: 1, beat: 0 });
    show.replace(null);
    expect(show.beats.position).toBe(null);
  });

  test('is that of the beats that sound, through changes of tempo and of mood', async () => {
    const show = withBeat({ soundtrack: FASTER });
    const lines = { beat: timesOf(show, 'beat'), bar: timesOf(show, 'bar'), phrase: timesOf(show, 'phrase') };
    await show.begin();
    const seen: { now: number; position: NonNullable<Beaten['beats']['position']> }[] = [];
    for (let frame = 1; frame < 24 * 60; frame++) {
      if (frame === 300) show.conductor.signal('danger', 1);
      if (frame === 900) show.conductor.mood('forest', { at: 'beat', fade: 0.5 });
      await show.frames(frame / 60);
      const { position } = show.beats;
      if (position !== null) seen.push({ now: frame / 60, position });
    }
    const gaps = lines.bar.slice(1).map((line, i) => line - lines.bar[i]!);
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeGreaterThan(1.2);
    expect(seen.length).toBeGreaterThan(1300);
    const isNear = (near: number[], line: number) => near.some((each) => Math.abs(each - line) < 1e-6);
    for (const { now, position } of seen) {
      const { beat, phase, toBeat, time } = position;
      expect(time).toBeCloseTo(now, 9);
      const last = lines.beat.findLast((line) => line <= now + 1e-9)!;
      expect(phase * (now + toBeat - last)).toBeCloseTo(now - last, 6);
      expect(isNear(lines.bar, last)).toBe(beat === 0);
    }
    // Before it was requested, nobody knew of the change of mood.
    for (const { now, position } of seen.filter(({ now }) => now < 13 || (now > 15.1 && now < 20))) {
      expect(isNear(lines.beat, now + position.toBeat)).toBe(true);
      expect(isNear(lines.bar, now + position.toBar)).toBe(true);
    }
    // In the last bar of a phrase the next one is known, whatever its tempo.
    const [, second] = lines.phrase;
    const before = seen.filter(({ now }) => now > second! - 1 && now < second!);
    expect(before.length).toBeGreaterThan(50);
    for (const { now, position } of before) expect(now + position.toPhrase).toBeCloseTo(second!, 6);
  });

  test('is that of what is heard, later than what is scheduled by the latency of the speakers', async () => {
    const show = withBeat({}, LATENCY);
    const times = timesOf(show, 'beat');
    await show.begin();
    for (let frame = 1; frame < 300; frame++) {
      await show.frames(frame / 60);
      const { position } = show.beats;
      const heard = show.now() - LATENCY;
      const last = times.findLast((line) => line <= heard + 1e-9);
      const since = position && position.phase * (heard + position.toBeat - last!);
      expect(since ?? -1).toBeCloseTo(heard - (last ?? heard + 1), 6);
    }
    expect(show.beats.position!.time).toBeCloseTo(show.now() - LATENCY, 9);
  });

  test('follows a track whose tempo is known, and is null in another', async () => {
    const show = withBeat();
    await show.begin();
    await show.frames(4);
    show.conductor.track('intro', { at: 'bar', fade: 0, tempo: 120, meter: '3/4' });
    const starts: number[] = [];
    show.conductor.on('track', ({ time }) => void starts.push(time));
    await show.frames(9);
    const start = starts[0]!;
    await show.frames(start + 4.3);
    expect(show.beats.position).toMatchObject({ mood: 'intro', bar: 2, beat: 2, beats: 3 });
    expect(show.beats.position!.phase).toBeCloseTo(0.6, 6);
    expect(show.beats.position!.toBar).toBeCloseTo(0.2, 6);
    await show.frames(start + 9);
    expect(show.beats.position).toMatchObject({ mood: 'forest' });
    show.conductor.track('long', { at: 'now', fade: 0 });
    await show.frames(start + 11);
    expect(show.beats.position).toBe(null);
  });
});

describe('a callback on the beat', () => {
  test('comes in the frame in which its line is heard, once or at every nth', async () => {
    const show = withBeat({}, LATENCY);
    const lines = { beat: timesOf(show, 'beat'), bar: timesOf(show, 'bar') };
    const called: Record<string, { moment: BeatMoment; at: number }[]> = { once: [], beats: [], bars: [] };
    const note = (name: string) => (moment: BeatMoment) => void called[name]!.push({ moment, at: show.now() });
    show.beats.at('beat', note('once'));
    show.beats.at('beat', note('beats'), { every: 1 });
    show.beats.at('bar', note('bars'), { every: 2 });
    await show.begin();
    await show.frames(10);
    const heard = (times: number[]) => times.filter((time) => time + LATENCY <= show.now());
    expect(called.once!.map(({ moment }) => moment.time)).toEqual(lines.beat.slice(0, 1));
    expect(called.beats!.map(({ moment }) => moment.time)).toEqual(heard(lines.beat));
    expect(called.bars!.map(({ moment }) => moment.time)).toEqual(heard(lines.bar).filter((_, i) => i % 2 === 0));
    expect(called.beats!.length).toBeGreaterThan(10);
    for (const { moment, at } of Object.values(called).flat()) {
      expect(at - (moment.time + LATENCY)).toBeGreaterThanOrEqual(-1e-9);
      expect(at - (moment.time + LATENCY)).toBeLessThan(1 / 60 + 1e-6);
    }
  });

  test('that is canceled does not come, and one that throws is reported once and stops nothing', async () => {
    const show = withBeat();
    let [canceled, good, throws] = [0, 0, 0];
    const bad = () => {
      throws++;
      throw new Error('no light');
    };
    show.beats.at('beat', bad, { every: 1 });
    const handle = show.beats.at('beat', () => canceled++, { every: 1 });
    show.beats.at('beat', () => good++, { every: 1 });
    handle.cancel();
    handle.cancel();
    await show.begin();
    await show.frames(4);
    expect(good).toBeGreaterThan(3);
    expect([canceled, throws]).toEqual([0, good]);
    expect(show.warnings).toEqual(["a callback of at('beat') threw"]);
  });

  test('does not come for beats of a bar that a pause has silenced, and neither do the events', async () => {
    const show = withBeat();
    const called: number[] = [];
    const events = timesOf(show, 'beat');
    show.beats.at('beat', ({ time }) => void called.push(time), { every: 1 });
    await show.begin();
    await show.frames(4.5);
    const { toBar } = show.beats.position!;
    expect(toBar).toBeGreaterThan(1);
    show.conductor.pause();
    await show.frames(6);
    const before = called.length;
    show.conductor.resume();
    await show.frames(9);
    expect(called).toEqual(events);
    const gaps = called.slice(before + 1).map((time, i) => time - called[before + i]!);
    expect(gaps.length).toBeGreaterThan(2);
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 6);
  });

  test('comes once for all that a page has missed while it stood still', async () => {
    const show = withBeat();
    const called: BeatMoment[] = [];
    await show.begin();
    await show.frames(2);
    show.beats.at('beat', (moment) => void called.push(moment), { every: 1 });
    await show.playTo(5);
    show.beats.run();
    expect(called).toHaveLength(1);
    expect(called[0]!.time).toBeGreaterThan(4);
  });

  test('resolves next(), with the bar that a new mood begins, and with null when the music is stopped', async () => {
    const show = withBeat();
    await show.begin();
    await show.frames(3);
    const bars = timesOf(show, 'bar');
    show.conductor.mood('battle', { at: 'beat', fade: 0.2 });
    const next = show.beats.next('bar');
    await show.frames(5);
    expect(await next).toMatchObject({ mood: 'battle', beat: 0, time: bars[0] });
    const never = show.beats.next('phrase');
    show.replace(null);
    show.beats.stop();
    expect(await never).toBe(null);
    expect(show.beats.isWaiting).toBe(false);
    expect(await show.beats.next('bar')).toBe(null);
  });

  test('waits for the first line of the music that replaces the one it waited for', async () => {
    const show = withBeat();
    await show.begin();
    await show.frames(9);
    const saved = show.conductor.save();
    const called: BeatMoment[] = [];
    show.beats.at('beat', (moment) => void called.push(moment), { every: 1 });
    const rare: BeatMoment[] = [];
    show.beats.at('beat', (moment) => void rare.push(moment), { every: 64 });
    await show.frames(11);
    expect(rare).toHaveLength(1);
    const before = called.length;
    const again = rehearse({ soundtrack: { start: 'forest', seed: 'beat' }, saved });
    again.conductor.start();
    await again.conductor.settled();
    show.replace(again);
    await show.frames(3);
    expect(called[before]).toMatchObject({ mood: 'forest', beat: 0 });
    expect(called.length).toBeGreaterThan(before + 2);
    expect(rare.slice(1)).toEqual([called[before]]);
  });

  test('is refused for what is no line, no function or no count', () => {
    const { beats } = withBeat();
    expect(() => beats.at('bat' as 'beat', () => {})).toThrow("did you mean 'beat'");
    expect(() => beats.at('beat', null as never)).toThrow('needs a function');
    expect(() => beats.at('beat', () => {}, { every: 0 })).toThrow('1..1024');
    expect(() => beats.judge({ parts: 1.5 })).toThrow('1..8');
    expect(() => beats.judge({ timeStamp: Number.NaN })).toThrow('must be a number');
  });
});

describe('the judgement of an input', () => {
  test('says how early or late it is for the ear, and which beat it meant', async () => {
    const show = withBeat({}, LATENCY);
    const beats: BeatMoment[] = [];
    show.conductor.on('beat', (beat) => void beats.push(beat));
    await show.begin();
    await show.frames(6);
    // The page's clock stands, however long this test computes.
    const at = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(at);
    onTestFinished(() => clock.mockRestore());
    const { bar, beat, time } = beats.findLast((each) => each.time < 5 && each.beat === 0)!;
    for (const off of [-0.08, -0.01, 0, 0.03, 0.2]) {
      const ago = show.now() - (time + LATENCY + off);
      const judged = show.beats.judge({ timeStamp: performance.now() - ago * 1000 })!;
      expect(judged.ms).toBeCloseTo(off * 1000, 3);
      expect(judged).toMatchObject({ bar, beat });
      expect(Math.sign(judged.phase)).toBe(Math.sign(judged.ms));
    }
    const length = beats[1]!.time - beats[0]!.time;
    const half = show.now() - (time + LATENCY + length / 2 + 0.02);
    const timeStamp = performance.now() - half * 1000;
    expect(show.beats.judge({ timeStamp, parts: 2 })!.ms).toBeCloseTo(20, 3);
    expect(show.beats.judge({ timeStamp })!.ms).toBeLessThan(-200);
  });
});
