import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findKey } from '../../models/corpus/progression-key.ts';
import { tableText } from '../../models/corpus/progression-table.ts';
import { type ChainCounts, chordChain, learnProgression } from '../../plugin/generate/progression-chain.ts';
import { readTable } from '../../plugin/generate/progression-model.ts';
import { CHORD_LETTERS, PROGRESSION_TABLE } from '../../plugin/generate/progression-table.generated.ts';
import { parseChord } from '../../plugin/music/harmony.ts';

const chords = (symbols: string) => symbols.split(' ').map((symbol) => parseChord(symbol, 0));

describe('the shipped table', () => {
  test('has every manner in both families, and knows that a dominant goes home', () => {
    for (const manner of ['hymn', 'folk', 'art', 'game', 'list']) {
      for (const family of ['major', 'minor'] as const) {
        const counts = readTable(PROGRESSION_TABLE[`${manner} ${family}` as keyof typeof PROGRESSION_TABLE]);
        expect(counts.get('')!.size, `${manner} ${family}`).toBeGreaterThan(5);
      }
    }
    const hymns = readTable(PROGRESSION_TABLE['hymn major']);
    const after = [...hymns.get('7:dom7')!].sort((a, b) => b[1] - a[1]);
    expect(after[0]![0]).toBe('0:maj');
    const vocabulary = CHORD_LETTERS.split(' ');
    const next = chordChain(hymns, vocabulary).next(['0:maj', '5:maj', '7:dom7']);
    expect(next[vocabulary.indexOf('0:maj')]!).toBeGreaterThan(0.6);
    expect(next.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
  });

  test('is small enough to ship', () => {
    const path = new URL('../../plugin/generate/progression-table.generated.ts', import.meta.url);
    expect(readFileSync(path).length).toBeLessThan(150_000);
  });
});

describe('learning', () => {
  test('counts what follows each context, up to three chords back', () => {
    const counts: ChainCounts = new Map();
    learnProgression(counts, ['0:maj', '5:maj', '7:maj', '0:maj']);
    expect(counts.get('')!.get('0:maj')).toBe(2);
    expect(counts.get('7:maj')!.get('0:maj')).toBe(1);
    expect(counts.get('0:maj 5:maj 7:maj')!.get('0:maj')).toBe(1);
    expect([...counts.keys()].every((context) => context.split(' ').length <= 3)).toBe(true);
  });

  test('does not let a loop drown the rest', () => {
    const counts: ChainCounts = new Map();
    learnProgression(
      counts,
      Array.from({ length: 200 }, (_, i) => (i % 2 ? '5:maj' : '0:maj')),
      1,
      4,
    );
    expect(counts.get('0:maj')!.get('5:maj')).toBe(4);
  });

  test('writes a table that reads back as what was learnt', () => {
    const counts: ChainCounts = new Map();
    for (let i = 0; i < 12; i++)
      learnProgression(counts, ['0:maj', '5:maj', '7:dom7', '0:maj', '9:min', '2:min', '7:dom7', '0:maj']);
    const text = tableText(new Map([['folk major', counts]]));
    const letters = /CHORD_LETTERS =\s+'([^']+)'/.exec(text)![1]!.split(' ');
    const entries = /'folk major':\s+'([^']+)'/.exec(text)![1]!;
    for (const [context, next] of counts) {
      const key =
        context === ''
          ? ''
          : context
              .split(' ')
              .map((token) => String.fromCharCode(65 + letters.indexOf(token)))
              .join('');
      const entry = entries.split(' ').find((one) => one.startsWith(`${key}:`))!;
      for (const [token, count] of next)
        expect(entry).toContain(`${String.fromCharCode(65 + letters.indexOf(token))}${count}`);
    }
  });
});

describe('the key of a piece', () => {
  test('is the one whose chords it uses and whose tonic it ends on', () => {
    expect(findKey(chords('G C D7 G Em Am D7 G'))).toMatchObject({ tonic: 7, family: 'major', diatonic: 1 });
    expect(findKey(chords('Am Dm E7 Am F Dm E7 Am'))).toMatchObject({ tonic: 9, family: 'minor' });
  });

  test('is not its relative, though a hint says so', () => {
    expect(findKey(chords('Am Dm Am E Am Dm E Am'), { tonic: 0, family: 'major' })).toMatchObject({
      tonic: 9,
      family: 'minor',
    });
  });

  test('tells how much of the piece lies in it, so that wanderers can be left out', () => {
    expect(findKey(chords('C F# Db A Eb B G Ab'))!.diatonic).toBeLessThan(0.75);
    expect(findKey([])).toBeNull();
  });
});
