import { describe, expect, test } from 'vitest';
import { handMade, times } from '../../helper/hand-made.ts';
import { chordAt, heardChords, known, statedChords } from './chords.ts';
import {
  bassOf,
  bassRange,
  closesOnFifth,
  differentChords,
  modalCloses,
  nextChordEntropy,
  rootUnderChange,
  runsHeardBefore,
  spreadOfCloses,
} from './harmony.ts';
import type { FormPart, Piece } from './piece.ts';

/** Triads and a bass of one bar each: `[notes of the triad, bass]`. */
const CHORDS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  C: ['C4', 'E4', 'G4', 'C2'],
  'C/E': ['C4', 'E4', 'G4', 'E2'],
  Dm: ['D4', 'F4', 'A4', 'D2'],
  D: ['D4', 'F#4', 'A4', 'D2'],
  F: ['C4', 'F4', 'A4', 'F2'],
  G: ['D4', 'G4', 'B4', 'G2'],
};

function song(names: readonly string[], said: Partial<Piece> = {}): Piece {
  const voice = (i: number) => names.map((name) => `${CHORDS[name]![i]}:4`).join(' ');
  // Bass notes twice a bar, so that there are enough to judge.
  const bass = names.map((name) => times(2, `${CHORDS[name]![3]}:2`)).join(' ');
  return handMade({
    ...said,
    bars: names.length,
    parts: [
      { role: 'melody', notes: times(names.length, 'B5:4') },
      ...[0, 1, 2].map((i) => ({ role: 'chords', name: `voice ${i}`, notes: voice(i) })),
      { role: 'bass', notes: bass },
    ],
  });
}

/** A bass that plays a third over each of its notes. */
function withThirds(part: FormPart): FormPart {
  return { ...part, notes: part.notes.flatMap((note) => [note, { ...note, pitch: note.pitch + 4 }]) };
}

const LOOP = ['C', 'F', 'G', 'C', 'Dm', 'G'];

describe('heard chords', () => {
  test('are those that the band plays, whatever the tune does, each as long as it lasts', () => {
    const spans = heardChords(song(['C', 'C', 'Dm', 'G']));
    expect(known(spans).map(({ on, length, chord }) => [on, length, chord.root, chord.quality])).toEqual([
      [0, 192, 0, 'maj'],
      [192, 96, 2, 'min'],
      [288, 96, 7, 'maj'],
    ]);
    expect(chordAt(spans, 191)!.root).toBe(0);
    expect(chordAt(spans, 192)!.root).toBe(2);
  });

  test('are not known where nothing sounds', () => {
    const silent = handMade({ bars: 2, parts: [{ role: 'bass', notes: 'C2:4' }] });
    expect(heardChords(silent).map(({ chord }) => chord?.root ?? null)).toEqual([0, null]);
  });

  test('that are stated are read from their symbols, neighbors joined', () => {
    const chords = ['C', 'C', 'Am7'].map((symbol, i) => ({ on: i * 96, length: 96, symbol }));
    const spans = statedChords(handMade({ bars: 3, parts: [], chords }));
    expect(spans.map(({ on, length, chord }) => [on, length, chord?.tones])).toEqual([
      [0, 192, [0, 4, 7]],
      [192, 96, [9, 0, 4, 7]],
    ]);
  });
});

describe('progressions', () => {
  test('the next chord of a loop is certain, that of a fork is a bit', () => {
    expect(nextChordEntropy(heardChords(song(['C', 'F', 'G', 'C', 'F', 'G', 'C'])))).toBeCloseTo(0);
    // After C comes F or D, after both C: a bit in half of the moves.
    expect(nextChordEntropy(heardChords(song(['C', 'F', 'C', 'D', 'C', 'F', 'C', 'D', 'C'])))).toBeCloseTo(0.5);
  });

  test('chords and runs of four are counted once each', () => {
    const spans = heardChords(song(['C', 'F', 'G', 'D', 'C', 'F', 'G', 'D']));
    expect(differentChords(spans)).toBe(4);
    expect(runsHeardBefore(spans)).toBeCloseTo(1 / 5);
  });
});

describe('closes', () => {
  test('are the last chords of fourth bars', () => {
    const half = song(['C', 'F', 'Dm', 'G', 'C', 'F', 'G', 'C']);
    expect(closesOnFifth(half, heardChords(half))).toBe(0.5);
  });

  test('name the mode where they come out of a chord with its own degree', () => {
    const lydian = song(['C', 'G', 'D', 'C', 'C', 'D', 'G', 'C'], { mode: 'lydian' });
    expect(modalCloses(lydian, heardChords(lydian))).toBe(0.5);
    expect(modalCloses({ ...lydian, mode: 'ionian' }, heardChords(lydian))).toBeNull();
  });

  test('of games on one plan have no spread', () => {
    expect(spreadOfCloses([0.5, 0.5, 0.5])).toBe(0);
    expect(spreadOfCloses([0.25, 0.75])).toBe(0.25);
    expect(spreadOfCloses([0, 0])).toBeNull();
  });
});

describe('the bass', () => {
  test('has the root under a new chord, or an inversion', () => {
    const piece = song(['C', 'F', 'G', 'C/E', 'F', 'G', 'C/E', 'F']);
    expect(rootUnderChange(piece, heardChords(piece))).toBe(6 / 8);
  });

  test('ranges from its lowest to its highest note', () => {
    expect(bassRange(song([...LOOP, ...LOOP]))).toBe(7);
    const piece = song(['C', 'F', 'G', 'C', 'F', 'G', 'C', 'F']);
    const high = { ...piece, parts: piece.parts.map((part) => (part.role === 'bass' ? withThirds(part) : part)) };
    expect(bassRange(high)).toBe(bassRange(piece));
    expect(bassOf(high).map(({ pitch }) => pitch)).toEqual(bassOf(piece).map(({ pitch }) => pitch));
    expect(bassRange(handMade({ bars: 1, parts: [{ role: 'bass', notes: 'C2:4' }] }))).toBeNull();
  });
});
