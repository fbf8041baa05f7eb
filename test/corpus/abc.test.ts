/** Tunes in ABC notation, as collections hold them. */

import { describe, expect, test } from 'vitest';
import { abcRecords } from '../../models/corpus/abc.ts';
import { abcTexts, decoded } from '../../models/corpus/abc-text.ts';
import { tuneOf } from '../../models/corpus/record.ts';

const abc = (body: string, fields = 'M:4/4\nL:1/8\nK:D') => `X:1\nT:Tune\n${fields}\n${body}`;
const one = (text: string) => {
  const records = abcRecords(text, 'x');
  expect(records).toHaveLength(1);
  return records[0]!;
};

describe('a tune in ABC', () => {
  test('has the pitches of its key, accidentals to the bar line, octaves, ties and lengths', () => {
    const { p, d, key, meter } = one(abc("F2 G>A =F F c'2|F4- F2 z2|]"));
    expect([key, meter]).toEqual(['D major', '4/4']);
    expect(p).toEqual([66, 67, 69, 65, 65, 85, 66]);
    expect(d.slice(0, 7)).toEqual([24, 18, 6, 12, 12, 24, 72]);
  });

  test('is played with its repeats and endings', () => {
    expect(one(abc('|:DEFG ABcd|1 d8:|2 A8|]')).p).toEqual(
      [
        [62, 64, 66, 67, 69, 71, 73, 74, 74],
        [62, 64, 66, 67, 69, 71, 73, 74, 69],
      ].flat(),
    );
  });

  test('begins its upbeat before the bar line', () => {
    const { p, d } = one(abc('D|GAB cde|d3 B3|', 'M:6/8\nL:1/8\nR:jig\nK:G'));
    expect([p[0], d[0], p[1]]).toEqual([0, 60, 62]);
  });

  test('states its chords, mode and dance', () => {
    const record = one(abc('"Am"A2 B2 c2|"E7"d2 e2 ^g2|"Am"a6|A2 B2 c2|', 'M:3/4\nL:1/8\nR:waltz\nK:Am'));
    expect(record.chords).toEqual([
      [0, 'Am'],
      [72, 'E7'],
      [144, 'Am'],
    ]);
    const tune = tuneOf(record, 'mine');
    expect(tune).toMatchObject({ mode: 'minor', meter: '3/4', style: 'folk-dance', bar: 72 });
    expect(typeof tune === 'string' ? [] : tune.chords.map(({ chord }) => chord)).toEqual([
      { root: 0, quality: 'min' },
      { root: 7, quality: 'dom7' },
      { root: 0, quality: 'min' },
    ]);
  });

  test.each([
    ['K:Ador', 'A minor'],
    ['K:Gmix', 'G major'],
    ['K:Bb', 'Bb major'],
    ['K:F#m', 'F# minor'],
  ])('%s is %s to the network', (field, key) => {
    const { key: stated } = one(abc('ABcd efga|', `M:4/4\nL:1/8\n${field}`));
    expect(stated?.replace('Gb', 'F#').replace('A#', 'Bb')).toBe(key);
  });

  test('takes its first voice, tuplets and the top of its chords', () => {
    const { p, d } = one(abc('V:1\n(3ABc [DFA]2 d4|\nV:2\nD,8|'));
    expect([p, d]).toEqual([
      [69, 71, 73, 69, 74],
      [8, 8, 8, 24, 48],
    ]);
  });

  test('changes meter on bar lines, as two records of one piece', () => {
    const records = abcRecords(abc('DEFG ABcd|DEFG ABcd|[M:3/4]DEFGAB|cdefga|'), 'x');
    expect(records.map(({ id, meter, mchg }) => [id, meter, mchg])).toEqual([
      ['x@1', '4/4', 0],
      ['x@2', '3/4', 0],
    ]);
  });

  test.each([
    ['no notes', abc('')],
    ['brackets without end', abc(`${'[K:'.repeat(1000)}`)],
    ['one sign for ever', abc('-'.repeat(3000))],
    ['a line without end', abc('A'.repeat(5000))],
    ['bars of all lengths', abc('DEF|D|DEFGA|DE|DEFGABc|DEF|D|DEFGA|DE|D|DEFGABc|')],
  ])('of %s is refused', (_, text) => {
    expect(() => abcRecords(text, 'x')).toThrow(/ABC tune/);
  });
});

describe('a file of ABC', () => {
  test('holds many tunes, with prose, comments and directives between them and fields for all before them', () => {
    const file =
      'L:1/4\n%%scale 0.7\n\nX:1\nK:C\nCDEF|\n%%begintext\nX:9\n%%endtext\n\nsome words\n\nX: 2 % two\nK:G\nGABc|\n';
    expect(abcTexts(file).map(({ number }) => number)).toEqual(['1', '2']);
    expect(abcTexts(file.replaceAll('\n', '\r\n'))).toEqual(abcTexts(file));
    expect(abcTexts(file)[1]!.text).toBe('X: 2 % two\nL:1/4\nK:G\nGABc|');
    expect(() => abcTexts('words')).toThrow(/no line begins with X:/);
  });

  test('loses no tune behind a block of text without end', () => {
    expect(abcTexts('X:1\nK:C\nCDEF|\n%%begintext\nwords\n\nX:2\nK:C\nC|').map(({ number }) => number)).toEqual([
      '1',
      '2',
    ]);
  });

  test('comes in UTF-8, UTF-16 or Latin', () => {
    const text = 'X:1\nT:Träumerei\n';
    expect(decoded(new TextEncoder().encode(text))).toBe(text);
    expect(decoded(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
    expect(decoded(Buffer.from(text, 'latin1'))).toBe(text);
  });
});
