import { describe, expect, test } from 'vitest';
import { handMade, times } from '../../helper/hand-made.ts';
import { statedChords } from './chords.ts';
import {
  colorsAtChanges,
  leaningTones,
  longUnresolved,
  type OutsideKind,
  parallels,
  placedTones,
  strongOutside,
} from './voice-leading.ts';

describe('parallels of tune and bass in eight bars', () => {
  const eight = (tune: string, bass: string) =>
    parallels(
      handMade({
        bars: 8,
        parts: [
          { role: 'melody', notes: `${tune} r:8 ${times(4, 'E5:4')}` },
          { role: 'bass', notes: `${bass} r:8 ${times(16, 'C3:1')}` },
        ],
      }),
    );

  test('are octaves and fifths that move in one direction to the same interval', () => {
    expect(eight('C5:2 D5:2', 'C3:2 D3:2')).toBe(1);
    expect(eight('G4:2 A4:2 G4:2', 'C3:2 D3:2 C3:2')).toBe(2);
  });

  test('are neither contrary motion, nor other intervals, nor repeated notes', () => {
    expect(eight('C5:2 D5:2', 'D4:2 D3:2')).toBe(0);
    expect(eight('C5:2 C6:2', 'C3:2 C2:2')).toBe(0);
    expect(eight('E5:2 F5:2', 'C3:2 D3:2')).toBe(0);
    expect(eight('E5:2 F#5:2', 'C3:2 D3:2')).toBe(0);
    expect(eight('C5:2 C5:2', 'C3:2 C3:2')).toBe(0);
    expect(eight('C5:2 G5:2', 'C3:2 C3:2')).toBe(0);
  });

  test('are of notes that begin together', () => {
    expect(eight('C5:2 D5:2', 'C3:1.5 D3:2.5')).toBe(0);
  });
});

/** A tune over C for two bars, then over G for two. */
function over(notes: string) {
  const chords = [
    { on: 0, length: 192, symbol: 'C' },
    { on: 192, length: 192, symbol: 'G' },
  ];
  const piece = handMade({ bars: 4, chords, parts: [{ role: 'melody', notes }] });
  return { piece, tones: placedTones(piece, statedChords(piece)) };
}

describe('tones outside the chord', () => {
  test.each<[kind: OutsideKind, tune: string]>([
    ['passing', 'C5:1 D5:1 E5:2'],
    ['neighbor', 'C5:1 D5:1 C5:2'],
    ['appoggiatura', 'C5:2 F5:1 E5:1'],
    ['incomplete neighbor', 'C5:1 F5:1 E5:2'],
    ['suspension', 'C5:4 E5:2 C5:2 C5:2 B4:2'],
    ['anticipation', 'C5:4 E5:2 E5:1 B4:1 B4:4'],
    ['escape', 'C5:1 D5:1 G5:2'],
    ['unresolved', 'C5:1 A5:1 E5:2'],
  ])('are distinguished: %s', (kind, tune) => {
    expect(over(tune).tones.flatMap((tone) => tone.kind ?? [])).toEqual([kind]);
  });

  test('on strong beats are a share of the notes there', () => {
    expect(strongOutside(over('D5:1 C5:1 C5:1 B4:1 A4:2 G4:2').tones)).toBe(0.5);
  });

  test('lean where they are struck or held over on a beat and go on by step', () => {
    expect(leaningTones(over('C5:2 F5:1 E5:1 C5:1 D5:1 E5:2').tones)).toBe(1 / 6);
  });

  test('are left hanging where they are long and not left by step', () => {
    const { piece, tones } = over('C5:2 A5:2 E5:2 A5:1 C5:1');
    expect(longUnresolved(piece, tones)).toBe(2);
    const { piece: by, tones: step } = over('C5:2 A5:2 G5:4');
    expect(longUnresolved(by, step)).toBe(0);
  });
});

test('a color is what is neither root, third nor fifth where a chord begins', () => {
  const { piece } = over('E5:8 F5:8');
  expect(colorsAtChanges(piece, statedChords(piece))).toEqual([false, true]);
  const { piece: late } = over('E5:8.5 F5:7.5');
  expect(colorsAtChanges(late, statedChords(late))).toEqual([false]);
});
