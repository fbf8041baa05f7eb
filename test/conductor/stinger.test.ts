import { describe, expect, test } from 'vitest';
import { STINGERS } from '../../plugin/arrange/stinger-motifs.ts';
import { chordAt, chordTones } from '../../plugin/music/harmony.ts';
import { tonicPitchClass } from '../../plugin/music/pitch.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

async function underWay(soundtrack = {}) {
  const rehearsal = rehearse({ soundtrack: { start: 'forest', ...soundtrack } });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  await rehearsal.playTo(10);
  return rehearsal;
}

describe('stingers', () => {
  test.each(STINGERS)('%s begins on the next beat and ends on the chord that sounds then', async (name) => {
    const { conductor, playTo, calls, bars } = await underWay();
    const reported: number[] = [];
    conductor.on('stinger', ({ time }) => reported.push(time));
    const beats = bars().flatMap((bar) => [bar.time, bar.time + bar.duration / 2]);
    conductor.stinger(name);
    const sting = calls().at(-1);
    if (sting?.kind !== 'sting') throw new Error('no stinger was played');
    const line = beats.filter((beat) => beat >= 10.02).sort((x, y) => x - y)[0]!;
    const start = Math.min(...sting.notes.map(({ time }) => time));
    expect(start).toBeGreaterThanOrEqual(line - 1e-9);
    expect(start).toBeLessThan(line + 1);
    const end = Math.max(...sting.notes.map(({ time }) => time));
    await playTo(15);
    expect(reported[0]).toBeCloseTo(line, 9);
    const bar = bars()
      .filter(({ time }) => time <= end + 1e-6)
      .at(-1)!;
    const { score, bar: index } = bar.origin;
    const tick = ((index + (end - bar.time) / bar.duration) * 1440) % (1440 * score.bars);
    const tones = chordTones(chordAt(score.chords, tick)!).map((tone) => (tone + tonicPitchClass(score.tonic)) % 12);
    const last = sting.notes.filter(({ time }) => time > end - 1e-6);
    for (const { pitch } of last) expect(tones).toContain(pitch % 12);
  });

  test('a transition can have one, in the key of the mood that arrives', async () => {
    const { conductor, calls, bars, playTo } = await underWay({
      transitions: { 'forest -> victory': { at: 'bar', stinger: 'victory' } },
    });
    const heard: number[] = [];
    conductor.on('stinger', ({ time }) => heard.push(time));
    conductor.mood('victory');
    await playTo(16);
    const sting = calls().find((call) => call.kind === 'sting');
    expect(sting).toMatchObject({ palette: 'fanfare' });
    expect(heard).toEqual([bars('victory')[0]!.time]);
    const major = new Set([2, 4, 6, 7, 9, 11, 1]);
    expect(sting?.kind === 'sting' && sting.notes.every(({ pitch }) => major.has(pitch % 12))).toBe(true);
  });

  test('of a transition that is called off is not heard, and the music is as full as if nothing had been', async () => {
    const soundtrack = { transitions: { 'forest -> victory': { at: 'phrase', stinger: 'victory' } } } as const;
    const [called, plain] = [await underWay(soundtrack), await underWay(soundtrack)];
    called.conductor.mood('victory');
    await called.playTo(10.5);
    called.conductor.mood('forest');
    for (const rehearsal of [called, plain]) await rehearsal.playTo(30);
    expect(called.calls().filter(({ kind }) => kind === 'sting')).toEqual([]);
    const heard = ({ bars }: typeof called) => {
      // A bar that was handed over twice counts as it was handed over last.
      const last = new Map(bars('forest').map((bar) => [bar.time.toFixed(3), bar.parts]));
      return [...last].sort(([a], [b]) => Number(a) - Number(b));
    };
    expect(heard(called)).toEqual(heard(plain));
  });

  test.each([4, 4.2, 4.4, 4.6, 4.8])(
    'called %f s on, in the frame in which the mood changes, begins with the mood',
    async (when) => {
      // Its instruments are there, but its first phrase is not written yet.
      const scales = scaleComposer();
      const generate: typeof scales.generate = (request) =>
        request.seed.includes('victory') ? new Promise(() => {}) : scales.generate(request);
      const { conductor, calls, bars, playTo } = rehearse({
        soundtrack: { start: 'forest', scenes: { Win: 'victory' } },
        source: { composer: { ...scales, generate }, fallback: scaleFallback() },
      });
      conductor.start();
      await playTo(when, 0.05, false);
      const heard: number[] = [];
      conductor.on('stinger', ({ time }) => heard.push(time));
      conductor.mood('victory', { at: 'beat' }).stinger('victory');
      await playTo(10, 0.05, false);
      expect(heard).toEqual([bars('victory')[0]!.time]);
      expect(calls().filter(({ kind }) => kind === 'sting')).toHaveLength(1);
    },
  );

  test('one that nobody knows is refused at once', async () => {
    const { conductor } = await underWay();
    expect(() => conductor.stinger('discover')).toThrow(
      "unknown stinger 'discover'; did you mean 'discovery'? known stingers: danger,",
    );
  });

  test('begin within one beat of the call, whenever it comes', async () => {
    for (let i = 0; i < 24; i++) {
      const { conductor, playTo, calls, now } = await underWay();
      await playTo(10 + i * 0.041);
      conductor.stinger('item');
      const sting = calls().at(-1);
      if (sting?.kind !== 'sting') throw new Error('no stinger was played');
      const start = Math.min(...sting.notes.map(({ time }) => time));
      const beat = (1.5 * 60) / 92;
      expect(start).toBeGreaterThan(now());
      expect(start - now()).toBeLessThanOrEqual(beat + 1e-6);
    }
  });

  test('are not repeated within their cool-down', async () => {
    const { conductor, playTo, calls } = await underWay({ stingers: { coin: { notes: 'C5:0.25', cooldown: 4 } } });
    const count = () => calls().filter(({ kind }) => kind === 'sting').length;
    conductor.stinger('coin');
    await playTo(12);
    conductor.stinger('coin');
    expect(count()).toBe(1);
    await playTo(16);
    conductor.stinger('coin');
    expect(count()).toBe(2);
  });

  test('give way to those that matter more, never to lesser ones', async () => {
    const { conductor, playTo, calls } = await underWay();
    const count = () => calls().filter(({ kind }) => kind === 'sting').length;
    const reported: string[] = [];
    conductor.on('stinger', ({ name }) => reported.push(name));
    conductor.stinger('victory').stinger('item');
    expect(count()).toBe(1);
    conductor.stinger('defeat');
    expect(count()).toBe(2);
    await playTo(20);
    expect(reported).toEqual(['victory', 'defeat']);
  });
});

test('a game that does the same again hears the same stingers again: cool-downs and priorities included', async () => {
  const played = await underWay();
  played.conductor.stinger('danger');
  await played.playTo(11);
  played.conductor.stinger('danger').stinger('item');
  await played.playTo(18);
  played.conductor.stinger('item');
  await played.playTo(22);
  const again = rehearse({ replay: played.conductor.log, soundtrack: { start: 'forest' } });
  again.conductor.start();
  await again.conductor.settled();
  await again.playTo(22);
  const stings = (of: typeof again) => of.calls().flatMap((call) => (call.kind === 'sting' ? [call.notes] : []));
  expect(stings(played)).toHaveLength(2);
  expect(stings(again)).toEqual(stings(played));
});
