import { describe, expect, test } from 'vitest';
import type { ConductorLog } from '../../plugin/formats/log.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import { trackLine } from '../../plugin/soundtrack/track.ts';
import { notesOf, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const soundtrack = { seed: 'tracks', start: 'forest' } as const;

async function begun(): Promise<Rehearsal> {
  const show = rehearse({ soundtrack });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  await show.playTo(8.5);
  return show;
}

const of = <K extends OutputCall['kind']>(show: Rehearsal, kind: K) =>
  show.calls().filter((call): call is OutputCall & { kind: K } => call.kind === kind);

describe('a track of the game', () => {
  test('comes in at a bar line, equal power against the music that leaves, and the music comes back in the bar it left at', async () => {
    const show = await begun();
    const heard: string[] = [];
    show.conductor.on('track', ({ name, time }) => heard.push(`${name} ${time.toFixed(2)}`));
    show.conductor.on('trackEnd', ({ name, time }) => heard.push(`end of ${name} ${time.toFixed(2)}`));
    show.conductor.track('intro', { fade: 1 });
    await show.playTo(30);
    const [call] = of(show, 'track');
    const { time, from, fade } = call!.track;
    const lines = show.bars().map((bar) => bar.time);
    expect(lines.some((line) => Math.abs(line - time) < 1e-6)).toBe(true);
    expect([from, fade]).toEqual([0, 1]);
    const out = of(show, 'fade').find(({ to }) => to === 0)!;
    expect([out.time, out.duration]).toEqual([time, 1]);
    // It is eight seconds long, and crosses with what comes back in its last.
    const [end] = of(show, 'endTrack');
    const back = of(show, 'fade').at(-1)!;
    expect(back.to).toBe(1);
    expect([back.time, back.duration, back.curve]).toEqual([end!.time, end!.duration, end!.curve]);
    const line = time + 7;
    const first = show.bars().find((bar) => bar.time >= line - 1e-6)!;
    expect(first.time).toBeCloseTo(line, 6);
    const left = show.bars().filter((bar) => bar.time < time - 1e-6);
    expect(first.origin.bar).toBe((left.at(-1)!.origin.bar + 1) % 4);
    expect(first.origin.score.chords).toEqual(left.at(-1)!.origin.score.chords);
    expect(heard).toEqual([`intro ${time.toFixed(2)}`, `end of intro ${line.toFixed(2)}`]);
    // While it has the lead, no tune plays beside it: what was handed over for later is taken back when the fade is over.
    const cleared = of(show, 'clear');
    const beside = show.bars().flatMap(({ deck, parts }) =>
      parts.flatMap(({ notes }) =>
        notes.filter((note) => {
          const silent = cleared.some((clear) => clear.deck === deck && clear.time >= time && clear.time <= note.time);
          return !silent && note.time > time + 1.1 && note.time < line - 0.5;
        }),
      ),
    );
    expect(beside).toEqual([]);
  });

  test('gives way to the mood that was asked for meanwhile', async () => {
    const show = await begun();
    show.conductor.track('intro');
    await show.playTo(11);
    expect(show.conductor.snapshot().track).toBe('intro');
    show.conductor.mood('battle').signal('danger', 1);
    await show.playTo(25);
    expect(show.conductor.snapshot()).toMatchObject({ mood: 'battle', track: null });
    expect(show.bars('battle').length).toBeGreaterThan(3);
  });

  test('comes back as a mood that is asked for in the last moment, in the same crossfade', async () => {
    const show = await begun();
    show.conductor.track('intro', { fade: 1 });
    await show.playTo(10.5);
    const { time } = of(show, 'track')[0]!.track;
    await show.playTo(time + 6);
    expect(of(show, 'endTrack')).toHaveLength(1);
    show.conductor.mood('battle', { at: 'now', fade: 3 });
    await show.playTo(time + 12);
    const [end] = of(show, 'endTrack');
    const back = of(show, 'fade').at(-1)!;
    expect([back.to, back.time, back.duration, back.curve]).toEqual([1, end!.time, end!.duration, end!.curve]);
    expect(show.bars('battle')[0]!.time).toBeCloseTo(time + 7, 6);
    const silenced = of(show, 'clear').some(({ deck, time: from }) => deck !== back.deck && from <= end!.time);
    expect(silenced).toBe(true);
    expect(show.conductor.snapshot()).toMatchObject({ mood: 'battle', track: null });
  });

  test('is asked for again where the game pauses before it has begun, and nothing sounds meanwhile', async () => {
    const show = await begun();
    show.conductor.track('intro', { at: 'bar' });
    const known = show.calls().length;
    show.conductor.pause();
    const silenced = show.calls().slice(known);
    expect(silenced.some((call) => call.kind === 'fade' && call.to === 0 && call.time === call.at)).toBe(true);
    expect(silenced.some((call) => call.kind === 'endTrack' && call.time === call.at)).toBe(true);
    await show.playTo(12);
    expect(show.calls()).toHaveLength(known + silenced.length);
    show.conductor.resume();
    await show.playTo(15);
    expect(of(show, 'track')).toHaveLength(2);
    expect(show.conductor.snapshot()).toMatchObject({ track: 'intro', state: 'playing' });
    await show.playTo(25);
    expect(show.conductor.snapshot()).toMatchObject({ track: null, mood: 'forest' });
  });

  test('goes round until it is ended, on a bar of its own where its tempo is known', async () => {
    const show = await begun();
    show.conductor.track('intro', { at: 'now', loop: true, tempo: 120, fade: 0.5 });
    await show.playTo(31.3);
    expect(of(show, 'endTrack')).toEqual([]);
    const start = of(show, 'track')[0]!.track.time;
    show.conductor.endTrack();
    await show.playTo(40);
    const again = show.bars().find((bar) => bar.time > 31.3)!;
    // Bars of four beats at 120 last two seconds.
    expect(((again.time - start) / 2) % 1).toBeCloseTo(0, 6);
    expect(again.time - 31.3).toBeLessThan(2.2);
  });

  test('another track takes its place, and the music still comes back', async () => {
    const show = await begun();
    show.conductor.track('long', { at: 'beat' });
    await show.playTo(12);
    show.conductor.track('intro', { fade: 2 });
    const [, second] = of(show, 'track');
    const [end] = of(show, 'endTrack');
    expect(second!.track).toMatchObject({ key: 'intro', time: end!.time, fade: 2 });
    expect(end!.duration).toBe(2);
    await show.playTo(30);
    expect(show.conductor.snapshot().track).toBeNull();
    expect(show.bars().at(-1)!.time).toBeGreaterThan(28);
  });

  test('a pause stops it, and it goes on where it was', async () => {
    const show = await begun();
    show.conductor.track('intro', { at: 'now' });
    await show.playTo(11);
    show.conductor.pause();
    await show.playTo(60);
    show.conductor.resume();
    await show.playTo(61);
    const [first, second] = of(show, 'track');
    expect(second!.track.time).toBeCloseTo(60, 1);
    expect(second!.track.from).toBeCloseTo(11 - first!.track.time, 1);
    await show.playTo(75);
    expect(show.bars().at(-1)!.time).toBeGreaterThan(73);
    expect(show.bars().filter((bar) => bar.time > 60 && bar.time < 64)).toEqual([]);
  });

  test('asked for before the music begins, comes as soon as there is a line', async () => {
    const show = rehearse({ soundtrack });
    show.conductor.track('intro').start();
    await show.playTo(5);
    expect(of(show, 'track')).toHaveLength(1);
    await show.playTo(30);
    expect(show.bars().at(-1)!.time).toBeGreaterThan(28);
  });

  test('is in the log, and what is played again has the same notes about it', async () => {
    const show = await begun();
    show.conductor.track('intro', { at: 'phrase', fade: 2 });
    await show.playTo(20);
    show.conductor.mood('cave').track('long', { at: 'beat', tempo: 90 });
    await show.playTo(33.37);
    show.conductor.endTrack({ at: 'beat', fade: 0.2 });
    await show.playTo(45);
    const log = JSON.parse(JSON.stringify(show.conductor.log)) as ConductorLog;
    const again = rehearse({ soundtrack, replay: log });
    again.conductor.start();
    await again.conductor.settled();
    again.conductor.advance();
    await again.playTo(45, 0.02);
    expect(notesOf(again.bars(), again.bars()[0]!.time)).toBe(notesOf(show.bars(), show.bars()[0]!.time));
    expect(of(again, 'track').length).toBe(2);
  });

  test('a saved game goes on with the music that it kept waiting', async () => {
    const show = await begun();
    show.conductor.track('long', { at: 'bar' });
    await show.playTo(20);
    const saved = show.conductor.save();
    const loaded = rehearse({ soundtrack, saved });
    loaded.conductor.start();
    await loaded.playTo(5);
    const start = of(show, 'track')[0]!.track.time;
    const left = show.bars().findLast((bar) => bar.time < start - 1e-6)!;
    expect(loaded.bars()[0]!.origin.bar).toBe((left.origin.bar + 1) % 4);
  });

  test.each([
    [['nothing'], "unknown sound 'nothing'; load it before it is to play"],
    [['intro', { at: 'cue' }], "track('intro'): unknown sync point 'cue'"],
    [['intro', { fade: 99 }], "track('intro'): fade is 99; it must lie in 0..30"],
    [['intro', { tempo: 0 }], "track('intro'): tempo is 0; it must lie in 20..400"],
    [['intro', { meter: '5/3' }], "track('intro'): unknown meter '5/3'"],
    [['intro', { loops: true }], "track('intro'): unknown field 'loops'; did you mean 'loop'?"],
    [['intro', null], "track('intro'): options must be an object"],
  ])('%j is refused at once', async (args, message) => {
    const { conductor } = await begun();
    expect(() => Reflect.apply(conductor.track, conductor, args)).toThrow(message);
  });

  test('lines of a track: beats, bars, and felt beats of meters that limp', () => {
    const track = { name: 'x', at: 'bar', fade: 1, curve: 'power', loop: true, db: 0, seconds: 60 } as const;
    expect(trackLine({ ...track, tempo: 120, meter: '3/4' }, 'bar', 1.6)).toBeCloseTo(3, 9);
    expect(trackLine({ ...track, tempo: 120, meter: '4/4' }, 'beat', 1.6)).toBeCloseTo(2, 9);
    // Two felt beats to a bar of 6/8.
    expect(trackLine({ ...track, tempo: 60, meter: '6/8' }, 'bar', 2.1)).toBeCloseTo(4, 9);
    expect(trackLine({ ...track, tempo: null, meter: '4/4' }, 'bar', 2.1)).toBe(2.1);
  });
});
