/** A MIDI file as phrases: bars of any meter, tempo changes, loops, chords and roles, with every note where it was. */

import { describe, expect, test } from 'vitest';
import { meterInfo } from '../../plugin/music/time.ts';
import { filePhrases } from '../../plugin/piece/file-phrases.ts';
import { readPiece } from '../../plugin/piece/piece.ts';
import { marker, TAVERN_NOTES, tavern } from '../helper/score-files.ts';
import { line, meter, smf, tempo } from '../helper/smf.ts';

const metersOf = (bytes: Uint8Array) => filePhrases(bytes).phrases.map(({ bars, meter }) => `${bars} ${meter}`);

/** The melody's onsets as ticks from the first bar line. */
function onsetsOf(bytes: Uint8Array): string[] {
  let from = 0;
  return filePhrases(bytes).phrases.flatMap(({ bars, meter, parts }) => {
    const notes = parts.find(({ role }) => role === 'melody')?.notes ?? [];
    const lines = notes.map(({ tick, pitch }) => `${from + tick} ${pitch}`);
    from += bars * meterInfo(meter).barTicks;
    return lines;
  });
}
const written = TAVERN_NOTES.map(({ tick, pitch }) => `${tick} ${pitch}`);

describe('bars', () => {
  test('are those of the file, four to a phrase', () => {
    const { phrases, bpm, tonic, mode } = filePhrases(tavern());
    expect(phrases.map(({ bars, meter }) => [bars, meter])).toEqual([
      [4, '4/4'],
      [4, '4/4'],
    ]);
    expect([Math.round(bpm), tonic, mode]).toEqual([96, 'D', 'harmonic minor']);
  });

  test('of other meters are put together from known ones, and no note moves', () => {
    const cases = [
      [7, 2, '4/4'],
      [6, 2, '3/4'],
      [5, 3, '4/4'],
      [11, 3, '4/4'],
      [3, 1, '3/4'],
      [4, 3, '2/4'],
    ] as const;
    for (const [count, unit, first] of cases) {
      const file = tavern({ head: meter(0, count, unit) });
      expect(metersOf(file)[0], `${count}/${2 ** unit}`).toContain(first);
      expect(onsetsOf(file)).toEqual(written);
    }
  });

  test('that a change of meter cuts short are bars of their own, or run on over it', () => {
    const half = tavern({ head: [...meter(0, 4, 2), ...meter(1920 + 960, 3, 2)] });
    expect(metersOf(half).slice(0, 2)).toEqual(['1 4/4', '1 2/4']);
    expect(onsetsOf(half)).toEqual(written);
    const odd = tavern({ head: [...meter(0, 4, 2), ...meter(1920 + 100, 3, 2)] });
    expect(metersOf(odd).slice(0, 2)).toEqual(['2 4/4', '4 3/4']);
    expect(onsetsOf(odd)).toEqual(written);
  });

  test('that are empty before the first note are left out', () => {
    expect(onsetsOf(tavern({ late: 3840 }))).toEqual(written);
  });
});

describe('tempo', () => {
  test('is that of most bars; the others have a pace', () => {
    const { bpm, phrases } = filePhrases(tavern({ head: [...tempo(0, 500_000), ...tempo(1920 * 6, 1_000_000)] }));
    expect(bpm).toBe(120);
    expect(phrases.flatMap(({ paces }) => paces.map((pace) => Number(pace.toFixed(3))))).toEqual([
      1, 1, 1, 1, 1, 1, 0.5, 0.5,
    ]);
  });
});

describe('a loop', () => {
  test('begins where the file marks it', () => {
    const head = [...meter(0, 4, 2), ...marker(1920 * 2, 'loopStart'), ...marker(1920 * 4, 'loopEnd')];
    const { phrases, loopFrom } = filePhrases(tavern({ head }));
    expect(phrases.map(({ bars }) => bars)).toEqual([2, 4]);
    expect(loopFrom).toBe(1);
    const piece = readPiece(tavern({ head }));
    expect([0, 1, 2, 3].map((slot) => piece.shapeOf(slot).bars)).toEqual([2, 4, 4, 4]);
    expect([0, 1, 2, 5].map((slot) => piece.beginning(slot))).toEqual([0, 2, 2, 5]);
  });
});

describe('what is heard', () => {
  test('are the chords of the file', () => {
    const chords = filePhrases(tavern()).phrases.flatMap((phrase) => phrase.chords);
    const names = chords.map(({ chord }) => `${chord.root} ${chord.quality}`);
    expect(names).toContain('0 min');
    expect(names.filter((name) => name === '7 maj' || name === '7 dom7').length).toBeGreaterThanOrEqual(2);
  });

  test('is no part at volume 0, and a note that swells from silence is as loud as where it is first heard', () => {
    const volume = (delta: number, value: number) => [delta, 0xb0, 7, value];
    const expression = (delta: number, value: number) => [delta, 0xb1, 11, value];
    const lines = (bytes: Uint8Array) =>
      filePhrases(bytes).phrases.flatMap(({ parts }) =>
        parts.map(({ name, notes }) => [name, notes.length, notes[0]!.velocity]),
      );
    const tune = [...line([72, 74, 76, 72], 480, 2)];
    const silent = [...volume(0, 0), ...line([60, 62, 64, 65])];
    const swell = [...expression(0, 0), 0, 0x91, 48, 80, ...expression(100, 90), 0x60, 0x81, 48, 0];
    const heard = lines(smf([tune, silent, swell]));
    expect(heard.map(([, count]) => count).sort()).toEqual([1, 4]);
    for (const [name, , velocity] of heard) expect(velocity, `${name}`).toBeGreaterThan(0.4);
    expect(() => filePhrases(smf([silent]))).toThrow('it has no notes that are heard');
  });

  test('is a file without beats, without notes, of drums alone, or none: one line each', () => {
    const said = (bytes: Uint8Array) => {
      try {
        return filePhrases(bytes) && '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(said(new Uint8Array(0))).toMatch(/^it is not a MIDI file that can be read/);
    expect(said(smf([[]]))).toBe('it has no notes that are heard');
    expect(said(smf([[0, 0x99, 36, 80, 100, 0x89, 36, 0]]))).toBe('it has no part but drums');
    expect(said(smf([[0, 0x90, 60, 80, 100, 0x80, 60, 0]], 0xe728))).toMatch(/^it counts film frames/);
  });
});
