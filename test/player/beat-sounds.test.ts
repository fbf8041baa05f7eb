/** Sounds of the game in tune with the chord, over the real conductor. Where they sound is measured in test/browser. */

import { OfflineAudioContext } from 'node-web-audio-api';
import { expect, test } from 'vitest';
import { BeatGrid } from '../../plugin/player/beat-grid.ts';
import { BeatSounds, chordOf, stepTo } from '../../plugin/player/beat-sounds.ts';
import { type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const ROOTS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];
const NATURAL = [0, 2, 4, 5, 7, 9, 11];

/** Pitch class of the root of a chord symbol. */
function rootOf(symbol: string): number {
  const [, letter, sign] = /^([A-G])([#b]?)/.exec(symbol)!;
  return (NATURAL[ROOTS.indexOf(letter!)]! + { '#': 1, b: 11, '': 0 }[sign as '#']! + 12) % 12;
}

test('the tones of a chord are those of the chord that is reported', async () => {
  const { conductor, playTo } = rehearse({ soundtrack: { start: 'forest', seed: 'chords' } });
  const grid = new BeatGrid(conductor.schedule);
  conductor.start();
  await conductor.settled();
  expect(chordOf(grid, 0)).toEqual([]);
  const symbols = new Set<string>();
  for (let time = 0.5; time < 30; time += 0.37) {
    await playTo(time);
    const { chord } = conductor.snapshot();
    const tones = chordOf(grid, grid.clock.now);
    expect(tones[0]).toBe(rootOf(chord));
    symbols.add(chord);
  }
  expect(symbols.size).toBeGreaterThan(2);
});

test('a recording is moved to the nearest tone of the chord, by at most six semitones, and stays where no chord sounds', () => {
  const chord = [2, 5, 9];
  for (let pitch = 40; pitch < 80; pitch++) {
    const step = stepTo(chord, pitch);
    expect(chord).toContain((pitch + step) % 12);
    const nearest = Math.min(
      ...[-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]
        .filter((each) => chord.includes((pitch + each + 12) % 12))
        .map(Math.abs),
    );
    expect(Math.abs(step)).toBe(nearest);
  }
  expect(stepTo([], 69)).toBe(0);
});

/** The game's sounds over a rehearsal that plays, on its clock. */
async function withSounds() {
  const begun = async () => {
    const show = rehearse({ soundtrack: { start: 'forest', seed: 'sounds' } });
    show.conductor.start();
    await show.conductor.settled();
    return { show, grid: new BeatGrid(show.conductor.schedule) };
  };
  let playing: { readonly show: Rehearsal; readonly grid: BeatGrid } | null = await begun();
  let clock = playing.show;
  const context = new OfflineAudioContext(1, 1, 44100) as unknown as BaseAudioContext;
  Object.defineProperties(context, { state: { get: () => 'running' }, currentTime: { get: () => clock.now() } });
  const sounds = new BeatSounds({
    grid: () => playing?.grid ?? null,
    output: () => ({ context, destination: context.destination }),
  });
  const play = (at: 'beat' | 'bar' | 'phrase') => sounds.play(context.createBuffer(1, 1, 44100), { at });
  return {
    ...{ sounds, play, begun, ...playing },
    /** Replaces the music, or stops it. */
    replace(by: typeof playing) {
      playing = by;
      clock = by?.show ?? clock;
    },
    async playTo(until: number) {
      for (let time = clock.now() + 0.05; time < until; time += 0.05) {
        await clock.playTo(time);
        sounds.run();
      }
    },
  };
}

function timesOf({ conductor }: Rehearsal, name: 'bar' | 'phrase'): number[] {
  const times: number[] = [];
  conductor.on(name, ({ time }) => void times.push(time));
  return times;
}

test('a sound that waits for its line waits through a pause, and sounds at once only where no music played', async () => {
  const { show, play, playTo } = await withSounds();
  const free = play('phrase');
  expect(free.time).toBe(show.now());
  await playTo(3);
  const gong = play('phrase');
  show.conductor.pause();
  await playTo(8);
  expect(gong.time).toBe(null);
  expect(play('phrase').time).toBe(show.now());
  const phrases = timesOf(show, 'phrase');
  show.conductor.resume();
  await playTo(60);
  expect(phrases.some((time) => Math.abs(time - gong.time!) < 1e-6)).toBe(true);
});

test('a sound that waits when the music is replaced sounds with the first line of the new music', async () => {
  const { play, playTo, begun, replace } = await withSounds();
  await playTo(9);
  const gong = play('bar');
  const next = await begun();
  const bars = timesOf(next.show, 'bar');
  replace(next);
  await playTo(6);
  expect(bars.length).toBeGreaterThan(1);
  expect(gong.time).toBeCloseTo(bars[0]!, 6);
});

test('a sound that waits when the music is stopped is taken back', async () => {
  const { sounds, play, playTo, begun, replace } = await withSounds();
  await playTo(3);
  const gong = play('phrase');
  replace(null);
  await playTo(5);
  expect(gong.time).toBe(null);
  sounds.clear();
  replace(await begun());
  await playTo(40);
  expect(gong.time).toBe(null);
});

test.each(['beat', 'bar'] as const)(
  'a sound whose %s passed while the page stood still sounds on the next beat',
  async (at) => {
    const { grid, show, play, playTo } = await withSounds();
    await playTo(3);
    const next = (point: 'beat' | 'bar') => {
      const { bar, beat } = grid.after(point, grid.clock.now + 0.01)!;
      return grid.clock.toClock(bar.beats[beat]!);
    };
    while (next(at) - show.now() < 0.3) await playTo(show.now() + 0.11);
    const missed = next(at);
    const coin = play(at);
    await show.playTo(missed + 0.06);
    expect(coin.time).toBe(null);
    const beat = next('beat');
    await playTo(missed + 3);
    expect(coin.time).toBeCloseTo(beat, 9);
  },
);
