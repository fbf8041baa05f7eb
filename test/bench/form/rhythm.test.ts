import { describe, expect, test } from 'vitest';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import { evenPairs, longShortPairs, rhythmCells, sungOver, upbeatGroups, upbeatOpenings } from './rhythm.ts';

test('rhythms of a bar are distinguished by where notes begin, not by how long they are or by pitch', () => {
  expect(rhythmCells(tuneOnly(4, 'C4:2 D4:2 E4:1 r:1 F4:2 C4:1 D4:3 r:4'))).toBe(2);
});

test('pairs of lengths run from note to note; six quarters and more are a rest', () => {
  const piece = tuneOnly(8, 'C4:1 D4:1 E4:1 C4:2 D4:1 E4:7 C4:1');
  expect(evenPairs(piece)).toBe(2 / 4);
  expect(longShortPairs(piece)).toBe(1 / 4);
  expect(longShortPairs(tuneOnly(2, 'C4:1.5 D4:1 E4:1.5 F4:4'))).toBe(0);
  expect(evenPairs(tuneOnly(1, 'C4:0.5 r:0.5 D4:1 E4:1 F4:1'))).toBe(1);
});

test('a bar line is sung over by a note held over it, not by one that ends on it or begins anew', () => {
  expect(sungOver(tuneOnly(4, 'C4:3 D4:2 E4:3 F4:4 G4:4'))).toBe(1 / 4);
  const piece = tuneOnly(2, 'C4:4 D4:4');
  expect(sungOver(piece)).toBe(0);
  const [part] = piece.parts;
  const legato = part!.notes.map((note) => ({ ...note, length: note.length + 6 }));
  expect(sungOver({ ...piece, parts: [{ ...part!, notes: legato }] })).toBe(0);
});

describe('upbeats', () => {
  const opening = (first: string) => tuneOnly(8, `${first} ${times(8, 'C4:2')}`);

  test('an opening begins with one where the first note lies in the second half of its bar', () => {
    const games = [opening('r:3 G4:1'), opening('G4:4'), opening('r:1 G4:3'), opening('r:2 G4:2')];
    expect(upbeatOpenings(games)).toBe(0.5);
  });

  test('a group begins after a rest of an eighth or a long note', () => {
    const groups = 'C4:1 D4:1 E4:1 r:0.5 F4:0.5 G4:1 A4:1 B4:1 r:1 C5:1 D5:1 E5:2 F5:1 G5:1 A5:1';
    expect(upbeatGroups(tuneOnly(4, groups))).toBe(1 / 2);
  });
});
