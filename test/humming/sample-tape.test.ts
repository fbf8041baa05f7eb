import { describe, expect, test } from 'vitest';
import { SampleTape } from '../../plugin/humming/sample-tape.ts';
import { random } from '../../plugin/music/random.ts';

const RATE = 48_000;
const VIEW = 16_384;
const chance = random('tape');
const sound = Float32Array.from({ length: 3 * RATE }, () => chance.next() - 0.5);
/** What an analyser shows after `count` samples. */
const viewAt = (count: number, of = sound) => of.slice(count - VIEW, count);
const joined = (pieces: readonly Float32Array[]) => Float32Array.from(pieces.flatMap((piece) => [...piece]));

describe('views of an analyser', () => {
  test('are joined to the sound itself, though the clock moves in steps', () => {
    const tape = new SampleTape(RATE);
    const counts = Array.from({ length: 20 }, (_, i) => 20_000 + i * 3000 + chance.int(900));
    const pieces = counts.map((count) => tape.add(viewAt(count), (count - chance.int(1024)) / RATE));
    expect(joined(pieces)).toEqual(sound.slice(counts[0], counts.at(-1)));
  });

  test('begin where the first was read, and give nothing twice', () => {
    const tape = new SampleTape(RATE);
    expect(tape.add(viewAt(24_000), 0.5)).toHaveLength(0);
    expect(tape.start).toBe(0.5);
    expect(tape.add(viewAt(24_000), 0.5)).toHaveLength(0);
    expect(tape.add(viewAt(24_128), 0.5)).toEqual(sound.slice(24_000, 24_128));
  });

  test('follow the clock through silence and over gaps', () => {
    const tape = new SampleTape(RATE);
    const silence = new Float32Array(3 * RATE);
    tape.add(viewAt(24_000, silence), 0.5);
    expect(tape.add(viewAt(28_800, silence), 0.6)).toHaveLength(4800);
    const gap = tape.add(viewAt(76_800), 1.6);
    expect(gap).toHaveLength(48_000);
    expect(gap.slice(-VIEW)).toEqual(viewAt(76_800));
    expect(gap.slice(0, -VIEW).every((sample) => sample === 0)).toBe(true);
  });
});
