/** The drum network in plain TypeScript says what it says in PyTorch, and plays the same from the same seed. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModelFiles } from '../../models/weights/read.ts';
import { tempoDigit } from '../../plugin/generate/drums/drum-layout.ts';
import { DrumNetwork } from '../../plugin/generate/drums/drum-network.ts';
import { DrumSequence } from '../../plugin/generate/drums/drum-sequence.ts';
import { createDrummer } from '../../plugin/generate/drums/network-drummer.ts';
import { DRUM_CLASSES, DRUM_STYLES, type DrumBrief, type DrumStyle } from '../../plugin/music/drum-performance.ts';
import { random } from '../../plugin/music/random.ts';

const FOLDER = resolve(import.meta.dirname, '../../models/weights/drums');
const files = readModelFiles(FOLDER);

/** A made-up performance, and what PyTorch says before some of its hits (models/training/torch/drum_publish.py). */
interface Said {
  readonly bpm: number;
  readonly style: DrumStyle;
  readonly bars: readonly Record<'density' | 'level' | 'fill' | 'feel', number>[];
  readonly hits: readonly (readonly [tick: number, drum: number, velocity: number, deviation: number])[];
  readonly said: readonly ({ readonly hit: number } & Record<'step' | 'drum' | 'velocity' | 'deviation', number[]>)[];
}
const said: Said = JSON.parse(readFileSync(resolve(import.meta.dirname, '../fixtures/drums/said.json'), 'utf8'));

describe('the drum network', () => {
  test('gives the probabilities that it gives in PyTorch', () => {
    const { bars } = said;
    const sequence = new DrumSequence(new DrumNetwork(files), 96, (bar) => ({
      ...{ bar: bar % 4, style: DRUM_STYLES.indexOf(said.style), meter: 0, tempo: tempoDigit(said.bpm) },
      ...bars[Math.min(bar, bars.length - 1)]!,
      nextFill: bars[Math.min(bar + 1, bars.length - 1)]!.fill,
    }));
    let furthest = 0;
    const compare = (theirs: readonly number[], ours: Float32Array) =>
      theirs.forEach((value, i) => {
        furthest = Math.max(furthest, Math.abs(value - Math.exp(ours[i]!)));
      });
    said.hits.forEach(([tick, drum, velocity, deviation], i) => {
      const theirs = said.said.find(({ hit }) => hit === i);
      if (theirs) {
        compare(theirs.step, sequence.steps());
        compare(theirs.drum, sequence.drums(tick));
        compare(theirs.velocity, sequence.velocities(tick, drum));
        compare(theirs.deviation, sequence.deviations(tick, drum, velocity));
      }
      sequence.add(tick, drum, velocity, deviation);
    });
    expect(said.said.length).toBeGreaterThan(4);
    expect(furthest).toBeLessThan(1e-4);
  });

  test('has at most 200 kB, and foretells hits it was not taught at least 30 % better than tables', () => {
    const { bytes, training } = JSON.parse(readFileSync(resolve(FOLDER, 'manifest.json'), 'utf8'));
    expect(bytes).toBe(files.data.byteLength);
    expect(bytes).toBeLessThanOrEqual(200_000);
    // 12.17 bits: add-one tables with the same input, by `npm run bench -- --only drums --corpus`.
    expect(training.validBitsPerHit.all).toBeLessThan(12.17 * 0.7);
  });

  test('is refused where a file is damaged', () => {
    const cut = { ...files, data: files.data.slice(0, -1) };
    expect(() => new DrumNetwork(cut)).toThrow(/the drum network: .*cut off/);
    const { sixths: _, ...json } = files.json as typeof files.json & { sixths: unknown };
    expect(() => new DrumNetwork({ ...files, json })).toThrow(/sixths/);
  });
});

describe('a drummer', () => {
  const drummer = createDrummer(files);
  const brief = (seed: string, more: Partial<DrumBrief> = {}): DrumBrief => ({
    ...{ style: 'rock', swings: false, meter: '4/4', barTicks: 96, bpm: 112, countIn: 0 },
    bar: (index) => ({ density: 3, level: 3, fill: index % 4 === 3 }),
    chance: random(seed),
    manner: random(seed),
    ...more,
  });

  test('plays the same from the same seed, and otherwise from another', () => {
    const play = (seed: string) => drummer.perform(brief(seed)).playTo(8 * 96);
    expect(play('a')).toEqual(play('a'));
    expect(play('a')).not.toEqual(play('b'));
  });

  test('plays in order, on places of its feel, and never one drum twice at once', () => {
    for (const swings of [false, true]) {
      const hits = drummer.perform(brief('order', { swings })).playTo(16 * 96);
      const order = hits.map(({ tick, drum }) => tick * 13 + DRUM_CLASSES.indexOf(drum));
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      expect(hits.length).toBeGreaterThan(16 * 4);
      for (const { tick } of hits) expect(swings ? [0, 4, 8, 16, 20] : [0, 6, 12, 18]).toContain(tick % 24);
    }
  });

  test('goes on with strokes that it is given, with velocities and times of its own', () => {
    const performance = drummer.perform(brief('given'));
    const hits = Array.from({ length: 32 }, (_, i) => performance.strike(i * 12, 'hat-closed'));
    expect(hits.map(({ tick, drum }) => [tick, drum])).toEqual(hits.map((_, i) => [i * 12, 'hat-closed']));
    expect(new Set(hits.map(({ velocity }) => velocity)).size).toBeGreaterThan(24);
    for (const { velocity, deviation } of hits) {
      expect(velocity > 0 && velocity <= 1).toBe(true);
      expect(Math.abs(deviation)).toBeLessThan(120);
    }
  });

  test('follows the groove of a kit', () => {
    const groove = (tick: number) => (tick % 48 === 0 ? (['tom-low'] as const) : []);
    const bar = () => ({ density: 2, level: 3, fill: false });
    const share = (own: DrumBrief['groove']) => {
      const hits = drummer.perform(brief('own', { bar, ...(own ? { groove: own } : {}) })).playTo(32 * 96);
      return hits.filter(({ tick, drum }) => drum === 'tom-low' && tick % 48 === 0).length / hits.length;
    };
    expect(share(groove)).toBeGreaterThan(2 * share(undefined));
  });
});
