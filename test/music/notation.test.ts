import { describe, expect, test } from 'vitest';
import { parseNotes } from '../../plugin/music/notation.ts';

describe('notes as text', () => {
  test('are names, octaves and quarter notes, with middle C as C4', () => {
    expect(parseNotes('E4:1 G#4:0.5 Bb3:2 r:1 C5', 'x')).toEqual([
      { pitch: 64, quarters: 1 },
      { pitch: 68, quarters: 0.5 },
      { pitch: 58, quarters: 2 },
      { pitch: null, quarters: 1 },
      { pitch: 72, quarters: 1 },
    ]);
  });

  test('may be parts of a quarter', () => {
    expect(parseNotes('c4:1/3 B-1:.5', 'x')).toEqual([
      { pitch: 60, quarters: 1 / 3 },
      { pitch: 11, quarters: 0.5 },
    ]);
  });

  test.each(['H4:1', 'C:1', 'C4:', 'C4:0', 'C4:17', 'C4:1:2', 'C##4:1', 'C4:1/0'])(
    'that cannot be read are named: %s',
    (word) => {
      expect(() => parseNotes(`C4:1 ${word}`, "theme 'hero'")).toThrow(
        `theme 'hero': '${word}' is not a note; write letter`,
      );
    },
  );

  test('that are not there are asked for', () => {
    expect(() => parseNotes('  ', "theme 'hero'")).toThrow("theme 'hero' has no notes");
  });
});
