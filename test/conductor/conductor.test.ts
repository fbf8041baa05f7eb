import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { byTime, onTheWay, rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

async function underWay(options: Parameters<typeof rehearse>[0] = {}, until = 10) {
  const rehearsal = rehearse({ soundtrack: { start: 'forest' }, ...options });
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  await rehearsal.playTo(until);
  return rehearsal;
}

describe('conductor', () => {
  test('plays with no configuration at all', async () => {
    const { bars, warnings, conductor } = await underWay({ soundtrack: {} });
    expect(bars().length).toBeGreaterThan(3);
    expect(conductor.snapshot().mood).toBe('exploration');
    expect(warnings).toEqual([]);
  });

  test('bars follow each other without a gap and are handed over max(one bar, 2 s) ahead', async () => {
    for (const start of ['forest', 'battle', 'cave']) {
      const { calls, bars } = await underWay({ soundtrack: { start } }, 30);
      const played = byTime(bars());
      for (let i = 1; i < played.length; i++)
        expect(played[i]!.time).toBeCloseTo(played[i - 1]!.time + played[i - 1]!.duration, 9);
      for (const call of calls()) {
        if (call.kind !== 'play' || call.bar === played[0] || call.at < 5) continue;
        expect(call.bar.time - call.at).toBeGreaterThan(Math.max(2, call.bar.duration) - 0.06);
      }
    }
  });

  test('a danger spike adds drums only on the next bar to be handed over', async () => {
    const soundtrack = {
      moods: { still: { like: 'forest', controls: { intensity: 0.1 } } },
      start: 'still',
      signals: { danger: { attack: 0 } },
      modulations: [{ signal: 'danger', control: 'intensity', amount: 0.9 }],
    } as const;
    const { conductor, playTo, bars, calls } = await underWay({ soundtrack });
    const before = calls().length;
    conductor.signal('danger', 1);
    expect(calls().length).toBe(before);
    await playTo(18);
    const drums = byTime(bars()).map((bar) => bar.parts.some((part) => part.role === 'drums'));
    const known = calls()
      .slice(0, before)
      .filter((call) => call.kind === 'play').length;
    expect(drums.slice(0, known).some(Boolean)).toBe(false);
    expect(drums.slice(known).every(Boolean)).toBe(true);
    const change = byTime(bars())[known]!.time;
    expect(change - 10).toBeLessThan(2.2 + byTime(bars())[known]!.duration);
  });

  test('brightness and tempo follow the signals bar by bar', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.signal('danger', 1);
    await playTo(25);
    const [first, ...rest] = byTime(bars());
    expect(rest.at(-1)!.brightness).toBeGreaterThan(first!.brightness + 0.2);
    expect(rest.at(-1)!.duration).toBeLessThan(first!.duration - 0.1);
  });

  test('a phrase is in hand for every mood that the scenes can reach, soon after the start', async () => {
    const scenes = { A: 'forest', B: 'battle', C: { mood: 'village' } };
    const { conductor } = await underWay({ soundtrack: { start: 'forest', scenes }, spares: 'tagged' }, 1);
    expect([...conductor.snapshot().inHand].sort()).toEqual(['battle', 'forest', 'village']);
  });

  test('moods that no scene names are in hand too, so that a game without a map of scenes has no worse music', async () => {
    const { conductor, playTo, bars } = await underWay({ soundtrack: {} }, 1);
    expect(conductor.snapshot().inHand).toHaveLength(11);
    let degraded = 0;
    conductor.on('degraded', () => degraded++);
    conductor.mood('boss', { at: 'now' });
    await playTo(4);
    expect([bars('boss').length > 0, degraded]).toEqual([true, 0]);
  });

  test('what plays next is asked for first, then what scenes can reach, then the rest', async () => {
    const composer = scaleComposer();
    const scenes = { A: 'cave', B: 'battle' };
    await underWay({ soundtrack: { start: 'forest', scenes }, source: { composer, fallback: scaleFallback() } }, 1);
    const moods = composer.asked.map(({ seed }) => seed.split('/')[1]);
    expect(moods.slice(0, 3)).toEqual(['forest', 'cave', 'battle']);
    expect(new Set(moods).size).toBe(11);
  });

  test('a game may say the mood in every frame', async () => {
    const { conductor, playTo } = await underWay();
    for (let i = 0; i < 100; i++) {
      conductor.mood('battle');
      await playTo(10 + i / 50);
    }
    expect(conductor.log.entries.filter(({ kind }) => kind === 'mood')).toHaveLength(1);
  });

  test('the request of a phrase follows from seed, mood and slot, never from when it is asked', async () => {
    const ask = async (step: number) => {
      const composer = scaleComposer();
      const rehearsal = rehearse({ soundtrack: { start: 'forest' }, source: { composer, fallback: scaleFallback() } });
      rehearsal.conductor.start();
      await rehearsal.conductor.settled();
      await rehearsal.playTo(40, step);
      return composer.asked.map((request) => JSON.stringify(request)).slice(0, 4);
    };
    expect(await ask(0.05)).toEqual(await ask(0.333));
  });

  test('a pause falls silent at once, and the interrupted bar begins again', async () => {
    const { conductor, playTo, calls, bars } = await underWay();
    const sounding = conductor.snapshot();
    conductor.pause();
    const deck = bars()[0]!.deck;
    expect(calls().slice(-2)).toEqual([
      expect.objectContaining({ kind: 'fade', deck, to: 0, time: 10 }),
      expect.objectContaining({ kind: 'clear', deck, time: 10.15 }),
    ]);
    const before = calls().length;
    await playTo(20);
    expect(calls().length).toBe(before);
    expect(conductor.snapshot().state).toBe('paused');
    conductor.resume();
    await playTo(30);
    const again = calls()
      .slice(before)
      .find((call) => call.kind === 'play');
    expect(again?.kind === 'play' && again.bar.time).toBeCloseTo(20.1, 6);
    expect(again?.kind === 'play' && again.bar.origin.bar).toBe(sounding.phrase!.bar);
    expect(again?.kind === 'play' && again.bar.deck).not.toBe(deck);
  });

  test('a machine that slept goes on where it stopped', async () => {
    const { playTo, bars, calls } = await underWay();
    const before = byTime(bars()).at(-1)!;
    const count = calls().length;
    await playTo(70, 60);
    await playTo(75);
    const after = byTime(bars()).find((bar) => bar.time > before.time)!;
    expect(after.time).toBeGreaterThan(69.9);
    expect(after.time).toBeLessThan(70.3);
    expect(after.origin.bar).toBe((before.origin.bar + 1) % 4);
    expect(calls().length - count).toBeLessThan(6);
  });

  test('events tell what is heard when it is heard', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'forest' } });
    const { conductor } = rehearsal;
    const heard: [string, number, number][] = [];
    for (const name of ['start', 'bar', 'beat', 'phrase', 'mood'] as const) {
      conductor.on(name, (event) => heard.push([name, event.time, rehearsal.now()]));
    }
    conductor.start();
    await rehearsal.playTo(10);
    conductor.mood('battle');
    await rehearsal.playTo(20);
    for (const [, time, now] of heard) {
      expect(now).toBeGreaterThanOrEqual(time - 1e-9);
      expect(now - time).toBeLessThan(0.06);
    }
    expect(heard.filter(([name]) => name === 'mood')).toHaveLength(1);
    expect(heard[0]![0]).toBe('start');
    const lines = rehearsal.bars('battle').map(({ time }) => time);
    expect(heard.filter(([name]) => name === 'bar').map(([, time]) => time)).toEqual(
      expect.arrayContaining(lines.slice(0, 3)),
    );
  });

  test('each chord and note of the leading mood is reported at its time, once', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'forest' } });
    const reported: string[] = [];
    const chords: number[] = [];
    rehearsal.conductor.on('note', ({ part, pitch, time }) => {
      expect(rehearsal.now()).toBeGreaterThanOrEqual(time - 1e-9);
      reported.push(`${time.toFixed(6)} ${part} ${pitch}`);
    });
    rehearsal.conductor.on('chord', ({ symbol, time }) => {
      expect(symbol).toMatch(/^[A-G]/);
      chords.push(time);
    });
    rehearsal.conductor.start();
    await rehearsal.playTo(12);
    const played = rehearsal
      .bars()
      .flatMap((bar) =>
        bar.parts.flatMap(({ name, notes }) =>
          notes.flatMap(({ pitch, time }) => (time <= 12 ? [`${time.toFixed(6)} ${name} ${pitch}`] : [])),
        ),
      );
    expect(reported.length).toBeGreaterThan(50);
    expect(reported.sort()).toEqual(played.sort());
    expect(new Set(chords).size).toBe(chords.length);
    expect(chords.length).toBeGreaterThanOrEqual(5);
  });

  test('a listener that throws is reported and stops nothing', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'forest' } });
    let bars = 0;
    rehearsal.conductor.on('bar', () => {
      throw new Error('oh no');
    });
    const off = rehearsal.conductor.on('bar', () => bars++);
    rehearsal.conductor.start();
    await rehearsal.playTo(10);
    expect(bars).toBeGreaterThan(3);
    expect(rehearsal.warnings[0]).toBe("music: a listener of 'bar' threw: Error: oh no");
    off();
    const then = bars;
    await rehearsal.playTo(20);
    expect(bars).toBe(then);
  });

  test('mistakes of the caller throw at once, with what is right', () => {
    const { conductor } = rehearse({ soundtrack: { themes: { hero: { notes: [[0, 1]] } } } });
    expect(() => conductor.mood('forrest')).toThrow(
      "unknown mood 'forrest'; did you mean 'forest'? known moods: battle,",
    );
    expect(() => conductor.mood('forest', { at: 'bra' as never })).toThrow(
      "unknown sync point 'bra'; did you mean 'bar'?",
    );
    expect(() => conductor.mood('forest', { fade: -1 })).toThrow("mood('forest'): fade is -1; it must lie in 0..30");
    expect(() => conductor.signal('dangre', 1)).toThrow("did you mean 'danger'?");
    expect(() => conductor.theme('heros')).toThrow("unknown theme 'heros'; did you mean 'hero'?");
    expect(() => conductor.override({ tempo: 1000 })).toThrow('override: tempo is 1000');
  });

  test('an override holds from the next bar and phrase on, until it is taken back', async () => {
    const { conductor, playTo, bars } = await underWay();
    conductor.override({ tempo: 120, mode: 'lydian' });
    await playTo(30);
    const last = byTime(bars()).at(-1)!;
    expect(last.duration).toBeCloseTo(1.5, 9);
    expect(last.origin.score.mode).toBe('lydian');
    conductor.override({});
    await playTo(50);
    expect(byTime(bars()).at(-1)!.origin.score.mode).toBe('dorian');
  });

  test('a theme of the game is stated at the next phrase, in the mode of the mood', async () => {
    const hero = {
      notes: [
        [0, 1.5],
        [4, 1.5],
        [2, 3],
      ],
    } as const;
    const { conductor, playTo, bars } = await underWay({ soundtrack: { start: 'forest', themes: { hero } } });
    const phrases: number[] = [];
    conductor.on('phrase', ({ slot }) => phrases.push(slot));
    conductor.theme('hero');
    await playTo(30);
    const stated = byTime(bars()).filter((bar) => {
      const [a, b, c] = (bar.parts.find(({ role }) => role === 'melody')?.notes ?? []).map(({ pitch }) => pitch);
      return a !== undefined && b === a + 7 && (c === undefined || c === a + 3) && bar.origin.bar === 0;
    });
    expect(stated.length).toBeGreaterThanOrEqual(1);
  });

  test('a theme asked for before the music begins opens it', async () => {
    const hero = {
      notes: [
        [0, 1],
        [4, 1],
        [7, 1],
      ],
    } as const;
    const rehearsal = rehearse({ soundtrack: { start: 'forest', themes: { hero } } });
    rehearsal.conductor.theme('hero').start();
    await rehearsal.conductor.settled();
    await rehearsal.playTo(6);
    // Its three beats are three dotted quarters in 6/8: a bar and a half.
    const tune = byTime(rehearsal.bars())
      .slice(0, 2)
      .flatMap(({ parts }) => parts.find(({ role }) => role === 'melody')!.notes);
    const [a, b, c] = tune.map(({ pitch }) => pitch);
    expect([b! - a!, c! - a!]).toEqual([7, 12]);
  });

  test('a mood asked for before the music begins is the one it begins with', async () => {
    const rehearsal = rehearse({ soundtrack: { start: 'forest' } });
    rehearsal.conductor.start().mood('cave');
    await rehearsal.conductor.settled();
    await rehearsal.playTo(5);
    expect(new Set(rehearsal.bars().map(({ origin }) => origin.mood))).toEqual(new Set(['cave']));
  });

  test('dispose falls silent, forgets its listeners, and what comes later does nothing', async () => {
    const { conductor, playTo, calls, bars } = await underWay();
    let reported = 0;
    conductor.on('bar', () => reported++);
    conductor.dispose();
    conductor.dispose();
    expect(calls().at(-1)).toMatchObject({ kind: 'clear', deck: bars()[0]!.deck });
    const before = calls().length;
    conductor.mood('battle').signal('danger', 1).pause().resume();
    await playTo(20);
    expect([calls().length, reported, conductor.snapshot().state]).toEqual([before, 0, 'disposed']);
  });

  test('instruments are waited for, but not for ever', async () => {
    const { conductor, playTo } = rehearse({ prepare: () => new Promise<void>(() => {}) });
    conductor.start();
    const starts: number[] = [];
    conductor.on('start', ({ time }) => starts.push(time));
    await playTo(6);
    expect(starts[0]).toBeGreaterThan(1);
    expect(starts[0]).toBeLessThan(1.3);
  });

  test.each(['instruments', 'phrases'])('%s that fail after the end are not reported', async (what) => {
    const fails: ((cause: Error) => void)[] = [];
    const failing = () => new Promise<never>((_, reject) => void fails.push(reject));
    const { conductor, warnings, playTo } = rehearse(
      what === 'instruments'
        ? { prepare: failing }
        : { source: { composer: scaleComposer(failing), fallback: scaleFallback() } },
    );
    const errors: unknown[] = [];
    conductor.on('error', (event) => errors.push(event));
    conductor.start();
    await playTo(3, 0.05, false);
    expect(fails.length).toBeGreaterThan(0);
    conductor.dispose();
    for (const fail of fails) fail(new Error('signal is aborted without reason'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([errors, warnings]).toEqual([[], []]);
  });

  test('a mood that is expected has its instruments loaded, and the notes are the same', async () => {
    const play = async (expects: boolean) => {
      const loaded: string[] = [];
      const prepare = async (palette: string) => void loaded.push(palette);
      const { conductor, calls, playTo } = rehearse({ soundtrack: { start: 'forest' }, prepare });
      conductor.start();
      await playTo(4);
      const { length } = loaded;
      if (expects) conductor.expect('cave');
      const asked = loaded.slice(length);
      await playTo(20);
      return { asked, calls: calls() };
    };
    const [without, expecting] = [await play(false), await play(true)];
    expect(without.asked).toEqual([]);
    expect(expecting.asked).toEqual([PRESETS.cave.controls.palette]);
    expect(expecting.calls).toEqual(without.calls);
    const { conductor } = rehearse();
    expect(() => conductor.expect('caves')).toThrow("unknown mood 'caves'");
  });

  test('a move waits until the instruments of its mood are there', async () => {
    const { prepare, arrive } = onTheWay('war');
    const { conductor, playTo } = await underWay({ prepare }, 5);
    conductor.mood('battle');
    await playTo(8);
    expect([conductor.snapshot().mood, conductor.snapshot().next]).toEqual(['forest', 'battle']);
    arrive();
    await playTo(10);
    expect(conductor.snapshot().mood).toBe('battle');
    expect(conductor.log.entries.find(({ kind }) => kind === 'mood')!.time).toBeGreaterThan(7);
  });

  test('where instruments cannot be loaded, others play the same music, and one error tells', async () => {
    const prepare = (palette: string) => (palette === 'war' ? Promise.reject(new Error('404')) : Promise.resolve());
    const { conductor, bars, now, playTo, warnings } = await underWay({ prepare }, 5);
    while (now() < 16) {
      conductor.mood('battle');
      await playTo(now() + 0.05);
    }
    const battle = bars('battle');
    expect(battle.length).toBeGreaterThan(3);
    expect(new Set(battle.map(({ palette }) => palette))).toEqual(new Set(['woodland']));
    expect(warnings).toEqual(["music: palette 'war' could not be loaded: 404"]);
  });
});
