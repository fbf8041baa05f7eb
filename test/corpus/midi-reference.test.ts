/** Onsets, pitches and lengths of every undamaged MIDI file are those that another reader finds, note for note. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMidiBytes } from '../../models/corpus/midi-bytes.ts';
import { DEFAULT_CORPUS } from '../../models/corpus/read.ts';
import { UNDAMAGED_MIDI } from '../fixtures/midi.ts';
import { noteLine, referenceNotes } from '../helper/reference-midi.ts';

/** Every MIDI file of the corpus, in whatever folder; none in a clone that has no corpus beside it. */
const FILES = existsSync(DEFAULT_CORPUS)
  ? readdirSync(DEFAULT_CORPUS, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(midi?|kar)$/i.test(name))
      .map((name) => join(DEFAULT_CORPUS, name))
  : [];

/** Our notes as the reference writes them; those that it has no end for are compared without their lengths. */
function compared(bytes: Uint8Array): { own: string[]; reference: string[]; unended: string[] } {
  const reference = referenceNotes(bytes);
  const open = new Map<string, number>();
  for (const line of reference) if (line.endsWith(':-')) open.set(line, (open.get(line) ?? 0) + 1);
  const unended: string[] = [];
  const { parts, damaged } = readMidiBytes(bytes);
  expect(damaged).toBe(false);
  // From the last note back, as it is the last notes of a pitch that are left without an end.
  const own = parts.flatMap(({ track, channel, notes }) =>
    [...notes].reverse().map(({ onset, pitch, duration }) => {
      const without = noteLine(track, channel, onset, pitch, null);
      const count = open.get(without) ?? 0;
      if (count === 0) return noteLine(track, channel, onset, pitch, duration);
      open.set(without, count - 1);
      unended.push(`${without}${duration}`);
      return without;
    }),
  );
  return { own: own.sort(), reference, unended };
}

describe('notes are those of another reader', () => {
  test.each(Object.entries(UNDAMAGED_MIDI))('in a file of our own with %s', (_, bytes) => {
    const { own, reference, unended } = compared(bytes);
    expect(reference.length).toBeGreaterThan(0);
    expect(own).toEqual(reference);
    for (const note of unended) expect(note).toMatch(/:-[1-9]\d*$/);
  });

  test(`in every MIDI file of the corpus (${FILES.length} files)`, () => {
    const differing: string[] = [];
    let notes = 0;
    for (const file of FILES) {
      const { own, reference } = compared(new Uint8Array(readFileSync(file)));
      notes += reference.length;
      const wrong = own.filter((note, i) => note !== reference[i]);
      if (own.length !== reference.length || wrong.length > 0)
        differing.push(`${relative(DEFAULT_CORPUS, file)}: ${wrong.length} of ${reference.length}, e.g. ${wrong[0]}`);
    }
    expect(differing).toEqual([]);
    expect(notes).toBeGreaterThanOrEqual(FILES.length);
  }, 300_000);
});
