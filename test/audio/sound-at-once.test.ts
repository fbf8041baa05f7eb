/** Music is heard from the first bar on, whatever is still being fetched, decoded or rendered, and instruments change on bar lines. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { MixerOptions } from '../../plugin/audio/mixer.ts';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { isPack } from '../../plugin/audio/palettes/packs.ts';
import { instrumentsOf, PALETTES } from '../../plugin/audio/palettes/palettes.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { largestStep, level, peak } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { type HeldUp, holdUp } from '../helper/held-context.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;
const open = (options: object = {}) => offlineMixer(3, [], { fallbackInstruments: true, ...options });

afterEach(() => void vi.useRealTimers());

/** A mixer on a clock that the test moves, and the buffers of the voices that it makes. */
async function watched(options: MixerOptions = {}, hold?: Parameters<typeof holdUp>[1]) {
  const Offline = await offlineAudio();
  const { createMixer } = await import('../../plugin/audio/mixer.ts');
  const context = new Offline(2, RATE, RATE);
  const held = await holdUp(context, hold);
  let now = 0;
  Object.defineProperty(context, 'currentTime', { get: () => now });
  const create = context.createBufferSource.bind(context);
  context.createBufferSource = () => {
    const source = create();
    // The one a voice is given, read when the bar has been handed over.
    made.push(source);
    return source;
  };
  const made: AudioBufferSourceNode[] = [];
  const warnings: string[] = [];
  const mixer = createMixer(context, context.destination, { warn: (text) => warnings.push(text), ...options });
  return {
    mixer,
    context,
    held,
    warnings,
    moveTo(time: number) {
      now = time;
    },
    /** Plays a bar with a tune on a deck, and answers what its voices play. */
    play(bar: TimedBar): AudioBuffer[] {
      made.length = 0;
      mixer.play(bar);
      return made.map(({ buffer }) => buffer!);
    },
  };
}

const tune = (palette: string, time: number, pitches: readonly number[] = [72]) =>
  timedBar(
    palette,
    [
      timedPart(
        'melody',
        pitches.map((pitch, i) => timedNote(pitch, time + i / 4, 0.2)),
      ),
    ],
    { time },
  );
/** Lets what was let go be decoded and rendered. */
const loaded = async (
  palette: string,
  { mixer, held }: { mixer: { prepare(name: string): Promise<void> }; held: HeldUp },
) => {
  held.letGo();
  await mixer.prepare(palette);
};
/** One cycle of an oscillator is some hundred samples; everything else is longer. */
const isOscillator = (buffer: AudioBuffer) => buffer.length < 1024;

describe('with nothing decoded and nothing rendered', () => {
  test('a plucked note dies away, a held one stays, and neither clicks at its end', async () => {
    const hear = async (palette: string) => {
      const opened = await open();
      await holdUp(opened.context);
      opened.mixer.fadeDeck(0, 1, 0, 0.01);
      opened.mixer.play(timedBar(palette, [timedPart('melody', [timedNote(72, 0.2, 1.4)])]));
      return (await opened.render())[0]!;
    };
    const [plucked, held] = [await hear('musicbox'), await hear('woodland')];
    expect(level(plucked, RATE, 1.2, 1.4)).toBeLessThan(level(plucked, RATE, 0.3, 0.5) - 10);
    expect(Math.abs(level(held, RATE, 1.2, 1.4) - level(held, RATE, 0.3, 0.5))).toBeLessThan(2);
    expect(largestStep(held, RATE, 1.55, 2)).toBeLessThan(largestStep(held, RATE, 0.4, 1.5) * 1.2);
  });

  test('a stinger is heard', async () => {
    const { mixer, context, warnings, render } = await open();
    await holdUp(context);
    mixer.playStinger([timedNote(76, 0.5, 0.4)], 'war');
    const [left] = await render();
    expect(level(left!, RATE, 0.5, 0.9)).toBeGreaterThan(-40);
    expect(warnings).toEqual([]);
  });

  test('a palette of the game whose recordings are missing is heard, and which are missing is said once', async () => {
    const palettes = {
      inn: { like: 'folk', melody: { key: 'fiddle', root: 'A4' }, bass: { key: 'tuba', root: 'C2' } },
    };
    const { mixer, context, warnings, render } = await open({ palettes });
    await holdUp(context);
    mixer.fadeDeck(0, 1, 0, 0.01);
    mixer.play(fullBand('inn', 1)[0]!);
    const [left] = await render();
    expect(level(left!, RATE, 0, 2)).toBeGreaterThan(-27);
    expect(warnings).toHaveLength(2);
  });

  test('a palette that nobody has asked for ahead of time is heard, and is loaded', async () => {
    const opened = await watched();
    expect(opened.play(tune('war', 0)).every(isOscillator)).toBe(true);
    expect(opened.warnings).toEqual([]);
    opened.held.letGo();
    await opened.mixer.prepare('war');
    expect(opened.play(tune('war', 2)).some(isOscillator)).toBe(false);
  });

  test('an unknown palette is reported once, with those that exist', async () => {
    const opened = await watched();
    for (const time of [0, 2]) opened.play(tune('wra', time));
    expect(opened.warnings).toEqual([expect.stringContaining("unknown palette 'wra'; did you mean 'war'")]);
  });
});

describe('what comes first plays', () => {
  test('stand-ins are rendered where packs have come and are not decoded', async () => {
    const opened = await watched({}, { decoding: true });
    await opened.mixer.prepare('woodland');
    expect(opened.held.asked.rendered).toBeGreaterThan(0);
    expect(opened.play(tune('woodland', 0)).some(isOscillator)).toBe(false);
  });

  test('nothing is rendered where packs are decoded before their time is up', async () => {
    // The clock stands still: however slow this machine is, decoding is prompt.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const opened = await watched({}, {});
    const packs = instrumentsOf(PALETTES.woodland!).filter(isPack);
    const prepared = opened.mixer.prepare('woodland');
    while (opened.held.asked.decoded < packs.length) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(150);
    await prepared;
    expect(opened.held.asked.rendered).toBe(0);
  });

  test('of a palette that decodes in part, what is there plays, and oscillators the rest', async () => {
    const opened = await watched();
    const decode = opened.context.decodeAudioData;
    let decoded = 0;
    opened.context.decodeAudioData = (data: ArrayBuffer) => {
      if (++decoded === 1) opened.held.letGo();
      return decoded === 1 ? decode(data) : new Promise<never>(() => {});
    };
    void opened.mixer.prepare('woodland');
    const band = fullBand('woodland', 1)[0]!;
    await vi.waitFor(() => {
      const kinds = new Set(opened.play({ ...band, origin: { ...band.origin } }).map(isOscillator));
      expect(kinds.size).toBe(2);
    }, 20_000);
  });

  test('samples that cannot be decoded are reported once, and a fallback instrument plays', async () => {
    const opened = await watched({}, {});
    opened.context.decodeAudioData = () => Promise.reject(new Error('broken'));
    const lacking: unknown[] = [];
    await opened.mixer.prepare('musicbox', (cause) => lacking.push(cause));
    expect(opened.play(tune('musicbox', 0)).some(isOscillator)).toBe(false);
    await vi.waitFor(() => expect(lacking).toHaveLength(1));
  });
});

describe('instruments change on a bar line', () => {
  test('a bar that is handed over in pieces is played by what its first note was played by', async () => {
    const opened = await watched();
    const bar = tune('woodland', 0, [72, 74, 76, 77]);
    const [{ notes, ...part }] = bar.parts as [(typeof bar.parts)[0]];
    const piece = (from: number, to: number) => ({ ...bar, parts: [{ ...part, notes: notes.slice(from, to) }] });
    expect(opened.play(piece(0, 2)).every(isOscillator)).toBe(true);
    await loaded('woodland', opened);
    expect(opened.play(piece(2, 4)).every(isOscillator)).toBe(true);
    expect(opened.play(tune('woodland', 2)).some(isOscillator)).toBe(false);
  });

  test('where a mood changes its palette, what sounds is kept until the new one is there', async () => {
    const opened = await watched();
    await loaded('woodland', opened);
    const before = opened.play(tune('woodland', 0))[0];
    const slow = await holdUp(opened.context);
    opened.moveTo(1);
    expect(opened.play(tune('toy-box', 2))[0]).toBe(before);
    expect(opened.play(tune('toy-box', 4))[0]).toBe(before);
    slow.letGo();
    await opened.mixer.prepare('toy-box');
    const after = opened.play(tune('toy-box', 6))[0]!;
    expect([after === before, isOscillator(after)]).toEqual([false, false]);
  });

  test('one that does not come for four seconds is played by oscillators', async () => {
    const opened = await watched();
    await loaded('woodland', opened);
    const before = opened.play(tune('woodland', 0))[0];
    await holdUp(opened.context);
    opened.moveTo(1);
    expect(opened.play(tune('dark-synth', 2))[0]).toBe(before);
    opened.moveTo(5.1);
    expect(isOscillator(opened.play(tune('dark-synth', 6))[0]!)).toBe(true);
  });

  test('another mood does not keep the palette of the one before', async () => {
    const opened = await watched();
    await loaded('woodland', opened);
    opened.play(tune('woodland', 0));
    await holdUp(opened.context);
    const bar = tune('war', 2);
    expect(isOscillator(opened.play({ ...bar, origin: { ...bar.origin, mood: 'battle' } })[0]!)).toBe(true);
  });
});

describe('a recording of the game that is not loaded when it is to play', () => {
  test.each([0.5, 1.2, 2])('comes in after %f s, where it would be by then', async (after) => {
    const sounds = new Map<string, AudioBuffer>();
    const { mixer, context, at, warnings, render } = await open({ audio: (key: string) => sounds.get(key) ?? null });
    const sound = context.createBuffer(1, 3 * RATE, RATE);
    // A stroke a tenth of a second.
    const strokes = Float32Array.from({ length: 3 * RATE }, (_, i) =>
      i % (RATE / 10) < 40 ? (i / RATE) * 0.2 + 0.1 : 0,
    );
    sound.copyToChannel(strokes, 0);
    at(0.2, () => mixer.track({ key: 'boss', time: 0.3, from: 0, loop: false, gainDb: 0, fade: 0 }));
    at(after, () => {
      sounds.set('boss', sound);
      mixer.tick();
    });
    const [left] = await render();
    expect(level(left!, RATE, 0.3, after)).toBe(Number.NEGATIVE_INFINITY);
    const first = Math.ceil((after + 0.06 - 0.3) * 10) / 10;
    // As loud as the stroke that is due then.
    expect(
      peak(left!.subarray(Math.round((0.3 + first) * RATE) - 20, Math.round((0.3 + first) * RATE) + 60)),
    ).toBeCloseTo(first * 0.2 + 0.1, 2);
    expect(warnings).toEqual([expect.stringContaining("no recording 'boss' is loaded yet")]);
  });

  test('is not heard where it has been ended meanwhile', async () => {
    const sounds = new Map<string, AudioBuffer>();
    const { mixer, context, at, render } = await open({ audio: (key: string) => sounds.get(key) ?? null });
    const sound = context.createBuffer(1, RATE, RATE);
    sound.copyToChannel(new Float32Array(RATE).fill(0.5), 0);
    mixer.track({ key: 'boss', time: 0, from: 0, loop: true, gainDb: 0, fade: 0 });
    mixer.endTrack(0, 0.1);
    at(0.5, () => {
      sounds.set('boss', sound);
      mixer.tick();
    });
    expect(peak((await render())[0]!)).toBe(0);
  });
});
