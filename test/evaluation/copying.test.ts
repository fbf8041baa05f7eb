import { describe, expect, test } from 'vitest';
import { copyingFigures } from '../../models/evaluation/copying.ts';
import { shareInterval } from '../../models/evaluation/interval.ts';
import type { Passage } from '../../models/evaluation/passage.ts';
import { random } from '../../plugin/music/random.ts';
import { passage, stretchOfPassage, transposed, type Written, walk } from '../helper/passages.ts';

const tunes = Array.from({ length: 60 }, (_, i) => walk(`training ${i}`));
const train = tunes.map(stretchOfPassage);
const test0 = Array.from({ length: 20 }, (_, i) => walk(`test ${i}`));
const copied = (...generated: Passage[]) => copyingFigures({ generated, test: test0, train });

function shuffled(given: Passage): Passage {
  const chance = random(given.name);
  const pitches = given.notes.map(({ pitch }) => pitch);
  const order = pitches.map((pitch) => ({ pitch, at: chance.next() })).sort((a, b) => a.at - b.at);
  return { ...given, notes: given.notes.map((note, i) => ({ ...note, pitch: order[i]!.pitch })) };
}

describe('copying', () => {
  test('all of a training tune is found, in any key', () => {
    expect(copied(tunes[3]!).generated).toEqual({ share: 1, low: 1, high: 1, windows: 53 });
    expect(copied(transposed(tunes[3]!, 5)).generated.share).toBe(1);
  });

  test('nothing is found of a training tune whose pitches are shuffled', () => {
    const { generated, noMore } = copied(...tunes.map(shuffled));
    expect(generated.share).toBeLessThan(0.001);
    expect(noMore).toBe(true);
  });

  test('twelve notes are found, eleven are not', () => {
    const [tune, other] = [tunes[5]!, walk('another')];
    const cut = (count: number) => ({
      ...tune,
      notes: tune.notes.map((note, i) => (i < count ? note : { ...note, pitch: other.notes[i]!.pitch + 40 })),
    });
    const windows = tune.notes.length - 11;
    expect(copied(cut(12)).generated.share).toBeCloseTo(1 / windows, 4);
    expect(copied(cut(11)).generated.share).toBe(0);
  });

  test('other lengths are another tune', () => {
    const slower = { ...tunes[7]!, notes: tunes[7]!.notes.map((note) => ({ ...note, durationTicks: 120 })) };
    expect(copied(slower).generated.share).toBe(0);
  });

  test('a rest put into a copied line hides nothing', () => {
    const line: Written[] = [
      [0, 1],
      [2, 1],
      [4, 0.5],
      [5, 0.5],
      [7, 1],
    ];
    const written = [line, line, line, line];
    const broken = written.map((bar): Written[] => [...bar.slice(0, 2), [null, 0.5], ...bar.slice(2)]);
    const source = stretchOfPassage(passage(written, '4/4'));
    const { generated } = copyingFigures({ generated: [passage(broken, '5/4')], test: test0, train: [source] });
    expect(generated.share).toBe(1);
  });

  test('half copied is half, with an interval around it that more passages make narrower', () => {
    const mixed = (count: number) =>
      Array.from({ length: count }, (_, i) => (i % 2 === 0 ? tunes[i % tunes.length]! : walk(`own ${i}`)));
    const few = copied(...mixed(10)).generated;
    const many = copied(...mixed(200)).generated;
    for (const { share, low, high } of [few, many]) {
      expect(share).toBe(0.5);
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 3);
  });

  test('more than real tunes share is reported', () => {
    const half = [tunes[0]!, test0[0]!];
    expect(copyingFigures({ generated: half, test: test0, train }).noMore).toBe(false);
    expect(copyingFigures({ generated: test0, test: half, train }).noMore).toBe(true);
  });

  test('too short passages are refused', () => {
    expect(() => copied(passage([[[0, 1]]]))).toThrow(/no generated passage has 12 notes/);
  });
});

test('that nothing was found says little where little was looked at', () => {
  expect(shareInterval([{ found: 0, of: 100 }], 'nothing')).toEqual({ share: 0, low: 0, high: 0.0362 });
  expect(shareInterval([{ found: 0, of: 10_000 }], 'nothing').high).toBe(0.0004);
});
