import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRESET_NAMES } from '../../../plugin/mood/preset-names.ts';
import { handMade, times } from '../../helper/hand-made.ts';
import { GAMES_FIGURES, PIECE_FIGURES } from './figures.ts';
import { type Measured, measured } from './measured.ts';
import { isInTarget, measureRows, type Row } from './rows.ts';
import { tableLines } from './table.ts';
import type { Change } from './transitions.ts';

const rows: readonly Row[] = JSON.parse(readFileSync(join(import.meta.dirname, 'targets.json'), 'utf8'));
const row = (over: Partial<Row>): Row => ({
  key: 'bassRange',
  family: 'harmony',
  name: 'range of the bass',
  unit: 'semitones',
  scope: 'games',
  target: { least: 5 },
  old: 10,
  real: { rpg: 12 },
  ...over,
});

/** A game whose bass ranges over some semitones, in 32 bars. */
const game = (highest: string): Measured =>
  measured(
    handMade({
      bars: 32,
      parts: [
        { role: 'melody', notes: times(32, 'C5:2 D5:2') },
        { role: 'bass', notes: times(32, `C2:2 ${highest}:2`) },
      ],
    }),
  );
const change = (over: Partial<Change>): Change => ({
  from: 'battle',
  to: 'forest',
  late: 10,
  pitched: 5,
  offGrid: 0,
  clashing: 0,
  bandStops: 0,
  leadsOver: false,
  ...over,
});
const music = {
  styled: [],
  byMood: new Map([
    ['forest', [game('D2'), game('E2'), game('F2')]],
    ['battle', [game('G2'), game('G2'), game('A2')]],
  ]),
  changes: [
    change({ offGrid: 4, bandStops: 0.2 }),
    change({ leadsOver: true }),
    change({ from: 'forest', to: 'battle', offGrid: 10, bandStops: 2, leadsOver: true }),
    change({ from: 'forest', to: 'battle', late: 0, pitched: 0, leadsOver: true }),
  ],
};
const one = (over: Partial<Row>) => measureRows([row(over)], music)[0]!;

describe('the verdict on a row', () => {
  test('includes the ends of its target', () => {
    expect([0.1, 0.2, 0.3, 0.09, 0.31].map((value) => isInTarget({ least: 0.1, most: 0.3 }, value))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isInTarget({ most: 0.3 }, 0.1 + 0.2)).toBe(true);
    expect(isInTarget(null, 1)).toBeNull();
    expect(isInTarget({ least: 1 }, null)).toBeNull();
  });

  test('of all games is that of their median, whatever single moods do', () => {
    expect(one({})).toMatchObject({ now: 5, by: { forest: 4, battle: 7 }, inTarget: true, missing: [] });
    expect(one({ target: { least: 8 } })).toMatchObject({ inTarget: false, missing: [] });
  });

  test('of moods asks each of them, and only those that it names', () => {
    expect(one({ scope: 'moods' })).toMatchObject({ inTarget: false, missing: ['forest'] });
    expect(one({ scope: 'moods', moods: ['battle'] })).toMatchObject({ by: { battle: 7 }, inTarget: true });
  });

  test('of changes pools the notes of each kind and takes the longest band', () => {
    const offGrid = one({ key: 'offGrid', scope: 'changes', target: { most: 0.3 } });
    expect(offGrid).toMatchObject({
      by: { 'battle -> forest': 0.2, 'forest -> battle': 1 },
      missing: ['forest -> battle'],
    });
    const stops = one({ key: 'bandStops', scope: 'changes', target: { most: 0.3 } });
    expect(stops.by).toEqual({ 'battle -> forest': 0.2, 'forest -> battle': 2 });
  });

  test('says how many notes it is about, and that there were none', () => {
    const asked = { key: 'offGrid', scope: 'changes', target: { most: 0.3 } } as const;
    expect(one(asked).cases).toBe(30);
    expect(one({ ...asked, key: 'clashing' }).cases).toBe(15);
    expect(one({ key: 'octaveAway', scope: 'moods' }).cases).toBe(0);
    expect(one({}).cases).toBeUndefined();
    const quiet = { ...music, changes: [change({ late: 0, pitched: 0 })] };
    const [none] = measureRows([row(asked)], quiet);
    expect(none).toMatchObject({ now: null, inTarget: null, cases: 0 });
    expect(tableLines([none!]).find((line) => line.includes('range of the bass'))).toMatch(/- +<= 0.3 +cases: 0/);
  });

  test('of bridges leaves alarms out', () => {
    expect(one({ key: 'leadsOver', scope: 'all', target: { least: 0.8 } })).toMatchObject({
      now: 0.5,
      inTarget: false,
    });
  });
});

describe('the table of targets', () => {
  test('names figures that there are, known moods, and ranges that can be met', () => {
    const own = [
      'moodsWithSecondLine',
      'moodsWithVariedLine',
      'stylesDistinguished',
      'offGrid',
      'clashing',
      'bandStops',
      'leadsOver',
    ];
    const figures = [...Object.keys(PIECE_FIGURES), ...Object.keys(GAMES_FIGURES), ...own];
    expect(rows.filter(({ key, figure }) => !figures.includes(figure ?? key)).map(({ key }) => key)).toEqual([]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    const moods = rows.flatMap((each) => each.moods ?? []);
    expect(moods.filter((mood) => !(PRESET_NAMES as readonly string[]).includes(mood))).toEqual([]);
    expect(rows.filter(({ target }) => (target?.least ?? 0) > (target?.most ?? 1e9)).map(({ key }) => key)).toEqual([]);
  });

  test('is printed with a verdict for each row that has one', () => {
    const lines = tableLines(measureRows([row({}), row({ scope: 'moods', name: 'bass by mood' })], music));
    expect(lines.find((line) => line.includes('range of the bass'))).toMatch(/ 10 +5 +>= 5 +in +rpg 12$/);
    expect(lines.find((line) => line.includes('bass by mood ('))).toMatch(/OUT in 1 of 2/);
    expect(lines).toContain('in target: 1 of 2 rows');
    expect(lines).toContain('  forest 4*, battle 7');
  });
});
