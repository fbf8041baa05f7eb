import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { largestStep, level, onset, rms, tone } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;

/** A steady sound on a deck: a held chord, soft enough that nothing after the fade bends it. */
function held(deck: number, pitches: readonly number[], seconds: number): TimedBar {
  const notes = pitches.map((pitch) => timedNote(pitch, 0, seconds, 0.25));
  return timedBar('woodland', [timedPart('pad', notes)], { deck, duration: seconds });
}

async function hear(seconds: number, direct: (offline: Awaited<ReturnType<typeof offlineMixer>>) => void) {
  const offline = await offlineMixer(seconds, ['woodland']);
  direct(offline);
  const [left, right] = (await offline.render()) as [Float32Array, Float32Array];
  return { ...offline, left, right };
}

describe('a deck', () => {
  test('is silent until it is faded in, and silent with nothing to play', async () => {
    const { left, right } = await hear(1.5, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.1);
      mixer.play(held(1, [60, 64], 1.5));
    });
    expect(rms(left, RATE) + rms(right, RATE)).toBe(0);
  });

  test('fades a second deck in and the first out without a dip or a bump', async () => {
    const crossed = await hear(12, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      mixer.play(held(0, [60, 64, 69], 12));
      mixer.play(held(1, [62, 65, 71], 12));
      mixer.fadeDeck(0, 0, 4, 4);
      mixer.fadeDeck(1, 1, 4, 4);
    });
    const power = (from: number, to: number) =>
      rms(crossed.left, RATE, from, to) ** 2 + rms(crossed.right, RATE, from, to) ** 2;
    const [before, after] = [power(2, 4), power(8.5, 10.5)];
    for (let at = 4; at < 8; at += 1) {
      const share = Math.sin((((at + 0.5 - 4) / 4) * Math.PI) / 2) ** 2;
      const expected = before * (1 - share) + after * share;
      expect(Math.abs(10 * Math.log10(power(at, at + 1) / expected))).toBeLessThan(1.5);
    }
  });

  test('whose fade is broken off goes back from where it was, without a click', async () => {
    for (const planned of [true, false]) {
      const { left, mixer } = await hear(8, ({ mixer, at }) => {
        mixer.play(held(0, [60], 8));
        mixer.fadeDeck(0, 1, 1, 4);
        if (planned) mixer.fadeDeck(0, 0, 3, 1);
        else at(3, () => mixer.fadeDeck(0, 0, 3, 1));
      });
      expect(mixer.levelAt(0, 3.001)).toBeCloseTo(Math.SQRT1_2, 1);
      const usual = Math.max(largestStep(left, RATE, 2.5, 2.95), largestStep(left, RATE, 3.1, 3.2));
      expect(largestStep(left, RATE, 2.99, 3.05)).toBeLessThan(usual * 1.3);
      expect(Math.abs(level(left, RATE, 2.9, 3) - level(left, RATE, 3, 3.1))).toBeLessThan(3);
      // Only the room is left.
      expect(level(left, RATE, 7.5, 8)).toBeLessThan(level(left, RATE, 2.5, 3) - 40);
    }
  });

  test('cleared is silent from then on, even of notes that were still to come, and can be used again', async () => {
    const { left, mixer } = await hear(12, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      for (const bar of fullBand('woodland', 3)) mixer.play(bar);
      mixer.stopDeck(0, 2.3);
      mixer.play(timedBar('woodland', [timedPart('melody', [timedNote(72, 9, 1)])], { time: 9 }));
    });
    expect(level(left, RATE, 1, 2)).toBeGreaterThan(-35);
    expect(largestStep(left, RATE, 2.29, 2.4)).toBeLessThan(largestStep(left, RATE, 0, 2.28));
    // The room rings out, and that is all.
    expect(level(left, RATE, 2.4, 2.9)).toBeLessThan(level(left, RATE, 1, 2) - 6);
    expect(level(left, RATE, 5, 8.9)).toBeLessThan(-75);
    expect(level(left, RATE, 9.1, 10)).toBeGreaterThan(-45);
    mixer.tidy();
    expect(mixer.voices).toBe(0);
  });

  test('darkens with brightness', async () => {
    const crispness = async (brightness: number) => {
      const { left } = await hear(2, ({ mixer }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        mixer.play({ ...fullBand('woodland', 1)[0]!, brightness });
      });
      // Differences weigh high frequencies up.
      return (
        rms(
          left.map((value, i) => value - (left[i - 1] ?? 0)),
          RATE,
          0.4,
        ) / rms(left, RATE, 0.4)
      );
    };
    expect(await crispness(0)).toBeLessThan((await crispness(1)) * 0.7);
  });
});

describe('notes', () => {
  test.each([
    ['drums', 36],
    ['drums', 42],
    ['drums', 54],
    ['chords', 60],
    ['bass', 40],
    ['melody', 72],
  ] as const)('of %s (%i) start on time', async (role, pitch) => {
    const { left, right } = await hear(2.5, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      mixer.play(timedBar('woodland', [timedPart(role, [timedNote(pitch, 1, 1, 1)])], { time: 1 }));
    });
    const sum = left.map((value, i) => value + right[i]!);
    // The first tenth of what the first 50 ms come to: later, a tone may still grow.
    const start = onset(sum.subarray(0, Math.round(1.05 * RATE)), RATE, 0, 0.1);
    // All sound is later by what the compressor looks ahead: 6 ms, in whole blocks.
    const error = start - 1 - 0.0087;
    expect(error).toBeGreaterThan(-0.003);
    expect(error).toBeLessThan(0.01);
  });

  test('that are late come in late or not at all, and never sound past their end', async () => {
    const { left } = await hear(6, ({ mixer, at }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      at(2, () => {
        const late = [timedNote(72, 1.5, 1), timedNote(76, 0.5, 1)];
        mixer.play(timedBar('woodland', [timedPart('melody', late), timedPart('drums', [timedNote(36, 1.8, 0.1)])]));
      });
    });
    expect(rms(left, RATE, 0, 1.999)).toBe(0);
    expect(level(left, RATE, 2.05, 2.45)).toBeGreaterThan(-45);
    expect(level(left, RATE, 5, 6)).toBeLessThan(-70);
    // The stroke was out of time and is not heard: nothing is as sudden as a drum.
    expect(largestStep(left, RATE, 2, 2.02)).toBeLessThan(0.02);
  });

  test('held longer than any sample sound to their end', async () => {
    const { left } = await hear(15, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      mixer.play(timedBar('woodland', [timedPart('counter', [timedNote(64, 0.5, 13, 0.8)])], { duration: 14 }));
    });
    const loud = Array.from({ length: 24 }, (_, i) => level(left, RATE, 1 + i / 2, 1.5 + i / 2));
    expect(Math.max(...loud) - Math.min(...loud)).toBeLessThan(6);
  });

  test('louder velocities are louder', async () => {
    const at = async (velocity: number) => {
      const { left } = await hear(2, ({ mixer }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        mixer.play(timedBar('woodland', [timedPart('melody', [timedNote(72, 0.1, 1.5, velocity)])]));
      });
      return level(left, RATE, 0.2, 1.4);
    };
    const [soft, middle, loud] = [await at(0.3), await at(0.6), await at(1)];
    expect(middle - soft).toBeGreaterThan(4);
    expect(loud - middle).toBeGreaterThan(3);
  });
});

describe('the mixer', () => {
  afterEach(() => vi.restoreAllMocks());

  test('steps the decks back under a stinger and forward again', async () => {
    const play = (sting: boolean) =>
      hear(8, ({ mixer }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        mixer.play(held(0, [60, 64, 67], 8));
        // A sting too soft to hear shows the duck alone.
        if (sting) mixer.playStinger([timedNote(72, 2, 2, 0.001)], 'woodland');
      });
    const [plain, ducked] = [(await play(false)).left, (await play(true)).left];
    const change = (from: number, to: number) => level(ducked, RATE, from, to) - level(plain, RATE, from, to);
    expect(change(0.5, 1.8)).toBeCloseTo(0, 1);
    expect(change(2.5, 4)).toBeLessThan(-3);
    expect(change(6, 7.5)).toBeCloseTo(0, 1);
  });

  test('is back to full level after a stinger that is heard, and after one that broke into another', async () => {
    const play = (stings: readonly (readonly [time: number, seconds: number])[]) =>
      hear(10, ({ mixer, at }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        mixer.play(held(0, [60, 64, 67], 10));
        for (const [time, seconds] of stings)
          at(time - 0.2, () => mixer.playStinger([timedNote(79, time, seconds, 0.8)], 'woodland'));
      });
    const plain = (await play([])).left;
    // A harp's tone rings out within two seconds; the second stinger is over before the first one would have been.
    for (const stings of [
      [[2, 1.5]],
      [
        [2, 3],
        [2.8, 0.8],
      ],
    ] as const) {
      const stung = (await play(stings)).left;
      const change = (from: number, to: number) => level(stung, RATE, from, to) - level(plain, RATE, from, to);
      const [last, seconds] = stings.at(-1)!;
      expect(Math.abs(change(1, 1.7))).toBeLessThan(0.1);
      expect(Math.abs(change(last + seconds + 2.5, 9.5)), `${stings.length} stingers`).toBeLessThan(1);
      expect(level(stung, RATE, last, last + 0.3)).not.toBeCloseTo(level(plain, RATE, last, last + 0.3), 0);
    }
  });

  test('follows volume and mute', async () => {
    const play = (follows: boolean) =>
      hear(6, ({ mixer, at }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        mixer.play(held(0, [60, 64, 67], 6));
        if (!follows) return;
        at(2, () => {
          mixer.volume = 0.5;
        });
        at(4, () => {
          mixer.muted = true;
        });
      });
    const plain = (await play(false)).left;
    const { left, mixer } = await play(true);
    expect(level(left, RATE, 2.2, 3.8) - level(plain, RATE, 2.2, 3.8)).toBeCloseTo(-6, 1);
    expect(rms(left, RATE, 4.2)).toBe(0);
    expect([mixer.volume, mixer.muted]).toEqual([0.5, true]);
  });

  test('says once, and does not throw, when a bar cannot sound', async () => {
    const { warnings, left } = await hear(1, ({ mixer }) => {
      mixer.fadeDeck(0, 1, 0, 0.01);
      for (const bar of fullBand('war', 3)) mixer.play(bar);
      mixer.fadeDeck(7, 1, 0, 1);
    });
    expect(warnings).toEqual([
      "palette 'war' is not loaded, so it is silent; load it before it plays",
      'there is no deck 7; decks are 0 to 2',
    ]);
    expect(rms(left, RATE)).toBe(0);
  });

  test('refuses to prepare an unknown palette and prepares a known one at once the second time', async () => {
    const { mixer } = await offlineMixer(1, ['woodland']);
    await expect(mixer.prepare('forrest')).rejects.toThrow(
      /unknown palette 'forrest'; known palettes: bamboo, bandstand, cavern, chiptune/,
    );
    await mixer.prepare('woodland');
  });

  test('decodes an instrument once a context, however many palettes and mixers use it', async () => {
    const { context, mixer } = await offlineMixer(1);
    const decode = vi.spyOn(context, 'decodeAudioData');
    const { createMixer } = await import('../../plugin/audio/mixer.ts');
    const other = createMixer(context, context.destination);
    await Promise.all([mixer.prepare('war'), other.prepare('war'), mixer.prepare('fanfare')]);
    const { instrumentsOf, PALETTES } = await import('../../plugin/audio/palettes/palettes.ts');
    const names = new Set([...instrumentsOf(PALETTES.war!), ...instrumentsOf(PALETTES.fanfare!)]);
    expect(decode).toHaveBeenCalledTimes(names.size);
  });

  test('makes no nodes but sources once a band has played some bars, and ends with none sounding', async () => {
    const { mixer, context, at, render } = await offlineMixer(24, ['war']);
    let made = 0;
    let voices = 0;
    for (const name of ['createGain', 'createStereoPanner', 'createBiquadFilter', 'createDelay'] as const) {
      const create = context[name].bind(context) as () => AudioNode;
      vi.spyOn(context, name).mockImplementation((() => {
        made++;
        return create();
      }) as never);
    }
    const source = context.createBufferSource.bind(context);
    vi.spyOn(context, 'createBufferSource').mockImplementation(() => {
      voices++;
      return source();
    });
    const bars = fullBand('war', 10);
    mixer.fadeDeck(0, 1, 0, 0.01);
    const counts: { made: number; nodes: number; voices: number }[] = [];
    for (const bar of bars)
      at(Math.max(0.01, bar.time - 0.5), () => {
        mixer.tidy();
        mixer.play(bar);
        counts.push({ made, nodes: mixer.nodes - mixer.voices, voices });
      });
    await render();
    expect(voices).toBeGreaterThan(300);
    // Gains serve the next voice: after four bars as many have been made as are ever needed.
    expect(counts).toHaveLength(10);
    expect(counts.at(-1)!.made).toBe(counts[4]!.made);
    expect(counts.at(-1)!.nodes).toBe(counts[4]!.nodes);
    expect(counts.at(-1)!.voices - counts[4]!.voices).toBeGreaterThan(100);
    mixer.tidy();
    expect(mixer.voices).toBe(0);
  });

  test.each([24, 48])(
    'given a budget of %d voices, never has more at once, on all decks together',
    async (maxVoices) => {
      const { mixer, context, render } = await offlineMixer(8, ['war'], { maxVoices });
      const runs: { start: number; stop: number }[] = [];
      const create = context.createBufferSource.bind(context);
      vi.spyOn(context, 'createBufferSource').mockImplementation(() => {
        const source = create();
        const run = { start: 0, stop: Number.POSITIVE_INFINITY };
        const { start, stop } = source;
        source.start = (when = 0, ...rest) => {
          run.start = when;
          Reflect.apply(start, source, [when, ...rest]);
        };
        source.stop = (when = 0) => {
          run.stop = when;
          Reflect.apply(stop, source, [when]);
        };
        runs.push(run);
        return source;
      });
      // Two bands at once, as where moods cross.
      for (const deck of [0, 1]) {
        mixer.fadeDeck(deck, 1, 0, 0.01);
        for (const bar of fullBand('war', 3)) mixer.play({ ...bar, deck });
      }
      // A voice that makes room takes 30 ms to fall silent.
      const atOnce = (time: number) => runs.filter(({ start, stop }) => start <= time && stop > time + 0.031).length;
      const most = Math.max(...runs.map(({ start }) => atOnce(start)));
      expect(most).toBeGreaterThan(maxVoices * 0.8);
      expect(most).toBeLessThanOrEqual(maxVoices);
      const [left] = await render();
      expect(level(left!, RATE, 0.5, 4)).toBeGreaterThan(-40);
    },
  );

  test('a bar that is taken back to be played otherwise goes without a click, and what began before it rings on', async () => {
    const play = (otherwise: boolean) =>
      hear(8, ({ mixer, at }) => {
        mixer.fadeDeck(0, 1, 0, 0.01);
        // A long note over the line, and a bar that is to come.
        mixer.play(held(0, [60], 5));
        const later = timedPart('counter', [timedNote(67, 2, 1.5, 0.25)]);
        mixer.play({ ...timedBar('woodland', [later], { deck: 0, duration: 2 }), time: 2 });
        if (!otherwise) return;
        at(1.5, () => {
          mixer.stopDeck(0, 2, true);
          const instead = timedPart('counter', [timedNote(72, 2, 1.5, 0.25)]);
          mixer.play({ ...timedBar('woodland', [instead], { deck: 0, duration: 2 }), time: 2 });
        });
      });
    const [plain, changed] = [await play(false), await play(true)];
    // Before the line nothing is changed, and after it the other note sounds, as loud, over the first, which goes on.
    expect(changed.left.slice(0, 1.99 * RATE)).toEqual(plain.left.slice(0, 1.99 * RATE));
    expect(Math.abs(level(changed.left, RATE, 2.3, 3.3) - level(plain.left, RATE, 2.3, 3.3))).toBeLessThan(3);
    expect(level(changed.left, RATE, 4.2, 4.9)).toBeCloseTo(level(plain.left, RATE, 4.2, 4.9), 0);
    expect(level(changed.left, RATE, 4.2, 4.9)).toBeGreaterThan(-50);
    const usual = Math.max(largestStep(plain.left, RATE, 1.9, 2.3), largestStep(changed.left, RATE, 2.4, 3));
    expect(largestStep(changed.left, RATE, 1.9, 2.3)).toBeLessThan(usual * 1.3);
    const pitches = [67, 72].map((pitch) => 440 * 2 ** ((pitch - 69) / 12));
    const [g, c] = pitches.map((hz) => tone(changed.left, RATE, hz, 2.3, 3.3));
    expect(c! - g!).toBeGreaterThan(20);
  });

  test('disposed is silent, holds no voice, leaves the context open and Tone as it was', async () => {
    const { left, mixer, context } = await hear(3, ({ mixer, at, context }) => {
      const handler = context.onstatechange;
      mixer.fadeDeck(0, 1, 0, 0.01);
      for (const bar of fullBand('woodland', 2)) mixer.play(bar);
      at(1, () => mixer.dispose());
      expect(context.onstatechange).toBe(handler);
    });
    expect(level(left, RATE, 0.5, 0.99)).toBeGreaterThan(-40);
    expect(rms(left, RATE, 1.01)).toBe(0);
    expect(mixer.voices).toBe(0);
    mixer.dispose();
    for (const bar of fullBand('woodland', 1)) mixer.play(bar);
    expect(mixer.voices).toBe(0);
    expect(context.state).not.toBe('suspended');
    const { hasGlobalContext } = await import('../../plugin/audio/tone.ts');
    expect(hasGlobalContext()).toBe(false);
  });
});
