import { describe, expect, test } from 'vitest';
import { relativeKey, sharedNotes } from '../../plugin/music/related-keys.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { byTime, notesOf, rehearse } from '../helper/rehearsal.ts';

const tour = { start: 'forest', scenes: { Forest: 'forest', Arena: 'battle', Town: 'village', Cave: 'cave' } } as const;

async function underWay(definition: SoundtrackDefinition = {}) {
  const rehearsal = rehearse({ soundtrack: { ...tour, ...definition } });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  rehearsal.conductor.advance();
  await rehearsal.playTo(10);
  const moves: { from: string; to: string; time: number; fade: number }[] = [];
  rehearsal.conductor.on('transition', (event) => void moves.push(event));
  return { ...rehearsal, moves };
}

describe('how a mood arrives', () => {
  test('a fade may be said in beats of the mood that arrives', async () => {
    const { conductor, playTo, moves } = await underWay();
    conductor.mood('battle', { fade: { beats: 4 } });
    await playTo(14);
    expect(moves[0]!.fade).toBeCloseTo((4 * 60) / 152, 9);
  });

  test('a linear fade is handed to the stage as one', async () => {
    const { conductor, playTo, calls } = await underWay();
    conductor.mood('battle', { curve: 'linear' });
    await playTo(14);
    const fades = calls().flatMap((call) => (call.kind === 'fade' && call.time > 10 ? [call.curve] : []));
    expect(fades).toEqual(['linear', 'linear']);
  });

  test('a ramp begins at the old felt beat and has its own tempo after four bars', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.mood('battle', { tempo: 'ramp' });
    await playTo(26);
    const tempos = byTime(bars('battle')).map(({ duration }) => 240 / duration);
    // Forest is felt at 92 / 1.5 beats a minute; battle's 152 are nearest to twice that.
    expect(tempos[0]).toBeCloseTo((2 * 92) / 1.5, 6);
    for (let i = 1; i < 4; i++) expect(tempos[i]).toBeGreaterThan(tempos[i - 1]!);
    expect(tempos[4]).toBeCloseTo(152, 6);
    expect(tempos.at(-1)).toBeCloseTo(152, 6);
  });

  test('matched tempo stays with the old beat for as long as the mood plays', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.mood('battle', { tempo: 'match' });
    await playTo(30);
    for (const { duration } of bars('battle')) expect(240 / duration).toBeCloseTo((2 * 92) / 1.5, 6);
  });

  test('the tonic may be kept, or turned to the nearest relative; left again, the mood has its own back', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.mood('village', { key: 'keep' });
    await playTo(18);
    expect(bars('village').at(-1)!.origin.score.tonic).toBe('D');
    conductor.mood('forest');
    await playTo(26);
    conductor.mood('village');
    await playTo(34);
    expect(bars('village').at(-1)!.origin.score.tonic).toBe('C');
  });

  test('the relative key of a mode shares the most notes with the key before', () => {
    const own = { tonic: 'A', mode: 'phrygian' } as const;
    const from = { tonic: 'D', mode: 'dorian' } as const;
    const key = relativeKey(from, own);
    expect(key).toEqual({ tonic: 'E', mode: 'phrygian' });
    expect(sharedNotes(from, key)).toBe(7);
    expect(relativeKey({ tonic: 'D', mode: 'aeolian' }, own)).toEqual(own);
  });

  test('a bridge of some bars leads into the new key, and the tune enters after it', async () => {
    const { conductor, playTo, bars } = await underWay();
    const phrases: number[] = [];
    conductor.on('phrase', ({ mood, time }) => {
      if (mood === 'battle') phrases.push(time);
    });
    conductor.mood('battle', { at: 'bar', bridge: 2 });
    await playTo(24);
    const battle = byTime(bars('battle'));
    expect(battle.slice(0, 3).map(({ parts }) => parts.some(({ role }) => role === 'melody'))).toEqual([
      false,
      false,
      true,
    ]);
    expect(battle[0]!.parts.map(({ role }) => role)).toContain('pad');
    expect(phrases[0]).toBeCloseTo(battle[2]!.time, 9);
    for (let i = 1; i < battle.length; i++)
      expect(battle[i]!.time).toBeCloseTo(battle[i - 1]!.time + battle[i - 1]!.duration, 9);
  });

  test('a pivot is a bridge of one bar over a chord that both keys know', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.mood('village', { at: 'bar', key: 'pivot' });
    await playTo(20);
    const [first] = byTime(bars('village'));
    expect(first!.origin.score.bars).toBe(1);
    expect(first!.origin.score.chords).toHaveLength(2);
  });

  test('a pause in a bridge goes on with the tune', async () => {
    const { conductor, playTo, bars, warnings } = await underWay();
    conductor.mood('battle', { at: 'now', bridge: 2 });
    await playTo(11);
    conductor.pause();
    await playTo(12);
    conductor.resume();
    const before = bars('battle').length;
    await playTo(20);
    expect(bars('battle')[before]!.parts.some(({ role }) => role === 'melody')).toBe(true);
    expect(warnings).toEqual([]);
  });

  test('a mood that restarts begins with its tune again', async () => {
    for (const [resume, theme] of [
      [true, false],
      [false, true],
    ] as const) {
      const { conductor, playTo, bars } = await underWay();
      await playTo(15);
      const opening = melody(byTime(bars('forest'))[0]!);
      // After a fight it would come back with its tune in any case.
      conductor.mood('village', { at: 'now' });
      await playTo(20);
      const before = bars('forest').length;
      conductor.mood('forest', { at: 'now', resume });
      await playTo(26);
      expect(melody(bars('forest')[before]!) === opening).toBe(theme);
    }
  });

  test('a cue waits for the bar of the form that it names', async () => {
    const { conductor, playTo, moves, bars } = await underWay({ moods: { forest: { cues: { turn: 6 } } } });
    conductor.mood('village', { at: 'cue', cue: 'turn' });
    await playTo(30);
    const forest = byTime(bars('forest'));
    expect(moves[0]!.time).toBeCloseTo(forest[6]!.time, 9);
  });

  test('a theme of the form is a cue, too: B is the third phrase', async () => {
    const { conductor, playTo, moves, bars } = await underWay();
    conductor.mood('village', { at: 'cue', cue: 'B' });
    await playTo(40);
    expect(moves[0]!.time).toBeCloseTo(byTime(bars('forest'))[8]!.time, 9);
  });

  test('a mood that has to stay is not left before its time, and calling it back meanwhile is no move at all', async () => {
    const { conductor, playTo, moves } = await underWay({ transitions: { 'battle -> *': { stay: 8 } } });
    conductor.mood('battle', { at: 'now' });
    await playTo(11);
    conductor.mood('forest', { at: 'beat' });
    await playTo(14);
    conductor.mood('battle');
    await playTo(16);
    conductor.mood('forest', { at: 'beat' });
    await playTo(30);
    expect(moves.map(({ to }) => to)).toEqual(['battle', 'forest']);
    expect(moves[1]!.time - moves[0]!.time).toBeGreaterThanOrEqual(8);
    expect(moves[1]!.time - moves[0]!.time).toBeLessThan(8.5);
  });

  test('another target before the line: the move starts at what is heard, and what never sounded never does', async () => {
    const { conductor, playTo, moves, bars } = await underWay();
    conductor.mood('village', { at: 'bar' });
    await playTo(10.2);
    conductor.mood('cave', { at: 'bar' });
    await playTo(20);
    expect(moves.at(-1)).toMatchObject({ from: 'forest', to: 'cave' });
    const heard: string[] = [];
    for (const { origin, time } of byTime(bars())) if (time < moves[0]!.time) heard.push(origin.mood);
    expect(new Set(heard)).toEqual(new Set(['forest']));
    expect(conductor.snapshot().mood).toBe('cave');
  });

  test('all of it comes again in a replay', async () => {
    const first = await underWay({ transitions: { 'battle -> *': { stay: 6 } } });
    first.conductor.mood('battle', { at: 'beat', tempo: 'ramp', key: 'relative', bridge: 1 });
    await first.playTo(12);
    first.conductor.mood('cave', { at: 'cue', cue: 'A', key: 'keep' });
    await first.playTo(24);
    first.conductor.mood('forest', { resume: false, tempo: 'match', fade: { beats: 3 } });
    await first.playTo(36);
    const again = rehearse({
      soundtrack: { ...tour, transitions: { 'battle -> *': { stay: 6 } } },
      replay: JSON.parse(JSON.stringify(first.conductor.log)),
    });
    again.conductor.start();
    await again.conductor.settled();
    again.conductor.advance();
    await again.playTo(36, 0.021);
    const until34 = (show: { bars(): ReturnType<typeof byTime> }) =>
      notesOf(show.bars().filter(({ time }) => time < 34));
    expect(until34(again)).toBe(until34(first));
    expect(again.warnings).toEqual([]);
  });

  test.each([
    [{ fade: { beats: 99 } }, 'fade.beats is 99; it must lie in 0..64'],
    [{ tempo: 'rmp' }, "unknown tempo move 'rmp'; did you mean 'ramp'?"],
    [{ key: 'kep' }, "did you mean 'keep'?"],
    [{ bridge: 1.5 }, 'bridge is 1.5; it must be a whole number of bars 0..4'],
    [{ stay: -1 }, 'stay is -1; it must lie in 0..600'],
    [{ resume: 'yes' }, 'resume must be true or false'],
    [{ stinger: 'vctory' }, "did you mean 'victory'?"],
    [{ fadee: 1 }, "unknown option 'fadee'; did you mean 'fade'?"],
  ])('%j is refused', async (cue, message) => {
    const { conductor } = rehearse();
    expect(() => conductor.mood('battle', cue as never)).toThrow(message);
    expect(() => rehearse({ soundtrack: { transitions: { '* -> battle': cue as never } } })).toThrow(message);
  });
});

function melody(bar: { parts: readonly { role: string; notes: readonly { pitch: number }[] }[] }): string {
  return bar.parts.flatMap(({ role, notes }) => (role === 'melody' ? notes.map(({ pitch }) => pitch) : [])).join(' ');
}
