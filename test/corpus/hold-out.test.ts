/** Which pieces of new styles are held out, and which tunes are copies of them. */

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiesOfHeld } from '../../models/corpus/copies.ts';
import { heldOut } from '../../models/corpus/hold-out.ts';
import { readCorpus } from '../../models/corpus/read.ts';
import { type Tune, tuneOf } from '../../models/corpus/record.ts';
import { sourceNamed } from '../../models/corpus/sources.ts';
import { groupTunes, splitTunes } from '../../models/corpus/split.ts';
import { STYLE_SPLIT } from '../../models/corpus/style-split.ts';
import { drawnWith, sourceWeights } from '../../models/corpus/weights.ts';
import { tuneOf as pitches } from '../helper/listed-corpus.ts';

const own = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus')).tunes;

function tune(id: string, seed: number, tags: readonly string[], length = 24): Tune {
  const p = pitches(seed);
  const [source] = id.split('/') as [string];
  const read = tuneOf({ id, meter: '4/4', key: 'C major', p, d: p.map(() => length), tags }, source);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

const irish = (i: number) => tune(`cre-irish/${i}`, i, ['irish']);
const rags = (i: number) => tune(`mutopia/rag-${i}`, 500 + i, ['ragtime']);
const list = (count: number, make: (i: number) => Tune) => Array.from({ length: count }, (_, i) => make(i));

describe('holding out', () => {
  const tunes = [
    ...list(100, irish),
    ...list(20, rags),
    ...list(5, (i) => tune(`mutopia/koto-${i}`, 700 + i, ['japanese'])),
  ];
  const groups = groupTunes(tunes);
  const split = heldOut(tunes, groups, {});

  test('takes a share of each style, more of a small one, nothing of a handful', () => {
    expect(split.irish!.test.length).toBeGreaterThanOrEqual(8);
    expect(split.irish!.test.length).toBeLessThanOrEqual(26);
    expect(split.irish!.valid.length).toBeGreaterThanOrEqual(4);
    expect(split.ragtime!.test.length).toBeGreaterThanOrEqual(3);
    expect(split.ragtime!.test.length).toBeLessThanOrEqual(5);
    expect(split.japanese).toEqual({ valid: [], test: [] });
    for (const { valid, test: tested } of Object.values(split))
      expect(valid.filter((piece) => tested.includes(piece))).toEqual([]);
  });

  test('keeps what was held out before, and is the same every time', () => {
    const known = { irish: { valid: ['cre-irish/1'], test: ['cre-irish/2'] } };
    expect(heldOut(tunes, groups, known).irish).toEqual(known.irish);
    expect(heldOut(tunes, groups, {})).toEqual(split);
  });

  test('passes over copies of the first corpus', () => {
    const copied = [...split.irish!.test, ...split.irish!.valid].map((id) => tunes.find((one) => one.id === id)!);
    const slower = (one: Tune) => one.events.map((event) => ({ ...event, duration: 2 * event.duration }));
    const first = copied.map(
      (one, i): Tune => ({ ...one, id: `polish-scores/copy-${i}`, source: 'polish-scores', events: slower(one) }),
    );
    const all = [...tunes, ...first];
    const again = heldOut(all, groupTunes(all), {}).irish!;
    const ids = copied.map(({ id }) => id);
    expect([...again.test, ...again.valid].filter((id) => ids.includes(id))).toEqual([]);
  });
});

describe('what is held out for styles', () => {
  const pieces = Object.values(STYLE_SPLIT).flatMap(({ valid, test: tested }) => [...valid, ...tested]);

  test('is named once, in listed sources that train', () => {
    expect(new Set(pieces).size).toBe(pieces.length);
    for (const piece of pieces) {
      expect(sourceNamed(piece.split('/')[0]!), piece).toMatchObject({ corpus: 2, use: 'training' });
    }
  });

  test('stays on its side, and a copy of it does not train', () => {
    const [piece] = STYLE_SPLIT.irish!.test as [string];
    const original = { ...irish(1), id: piece };
    const copy = { ...irish(1), id: 'cre-irish/another' };
    expect(splitTunes([original, copy, irish(2)])).toEqual(['test', 'copy', 'train']);
  });
});

describe('copies of held-out tunes', () => {
  const held = irish(1);
  const isCopy = (other: Tune) =>
    copiesOfHeld(
      [held, other],
      (i) => i === 0,
      (i) => i === 1,
    ).has(1);

  test('are found in other note values, in other keys and as a part of another piece', () => {
    const events = held.events.map((event) => ({ ...event, pitch: event.pitch! + 3, duration: 2 * event.duration }));
    const longer = [...irish(2).events, ...irish(3).events, ...events];
    expect(isCopy({ ...held, events })).toBe(true);
    expect(isCopy({ ...held, events: longer })).toBe(true);
    expect(isCopy(irish(2))).toBe(false);
  });

  test('are not recognized by scales that all music has', () => {
    // Up and down by semitones: two kinds of steps.
    const ladder = Array.from({ length: 30 }, (_, i) => ({ pitch: Math.min(i, 29 - i), onset: 24 * i, duration: 24 }));
    const climb = copiesOfHeld(
      [
        { ...held, events: ladder },
        { ...own[0]!, events: ladder },
      ],
      (i) => i === 0,
      (i) => i === 1,
    );
    expect(climb.size).toBe(0);
  });
});

describe('weights', () => {
  test('styles of a source that is drawn by style have weights of their own', () => {
    const drawn = [rags(1), irish(1), own[0]!].map(drawnWith);
    expect(drawn).toEqual(['mutopia ragtime', 'cre-irish', 'own']);
    const weights = sourceWeights(new Map(['mutopia ragtime', 'mutopia baroque'].map((name) => [name, 1000])));
    const { byStyle, weight } = sourceNamed('mutopia')!;
    expect(weights.get('mutopia ragtime')! / weights.get('mutopia baroque')!).toBeCloseTo(byStyle!.ragtime! / weight);
  });
});
