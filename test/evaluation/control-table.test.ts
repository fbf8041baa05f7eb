import { describe, expect, test } from 'vitest';
import { controlFigures, controlRequests, LEVELS } from '../../models/evaluation/control-table.ts';
import { modeFigures, modeRequests } from '../../models/evaluation/mode-rows.ts';
import { checkRequest } from '../../plugin/generate/request.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { MODES } from '../../plugin/music/pitch.ts';
import { passage, type Written } from '../helper/passages.ts';

describe('the control table', () => {
  const requests = controlRequests(12);

  test('asks each control at eight levels from 0 to 1, the others not at all, and nothing twice', () => {
    expect(requests).toHaveLength(MELODY_CONTROLS.length * LEVELS * 12);
    for (const request of requests) {
      checkRequest(request);
      expect(Object.keys(request.controls)).toHaveLength(1);
      expect(request.style).toBeNull();
      expect(request).not.toHaveProperty('guidance');
      expect(request).not.toHaveProperty('candidates');
    }
    const density = requests.slice(0, LEVELS * 12).map(({ controls }) => controls.density);
    expect([...new Set(density)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((level) => level / 7));
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(requests.length);
  });

  test('every level is asked in the same meters, modes and cadences', () => {
    const settingsOf = (from: number) =>
      requests.slice(from, from + 12).map(({ meter, mode, cadence }) => `${meter} ${mode} ${cadence}`);
    expect(new Set(settingsOf(0)).size).toBe(12);
    for (let from = 12; from < requests.length; from += 12) expect(settingsOf(from)).toEqual(settingsOf(0));
  });

  test('finds a composer that does what it is asked, and that its other measures stay as they are', () => {
    const perfect = requests.map(({ controls }) => {
      const level = Math.round((controls.density ?? 0) * 7);
      const bar: Written[] = Array.from({ length: level + 1 }, (_, i) => [i % 2 === 0 ? 0 : 2, 4 / (level + 1)]);
      return passage([bar, bar, bar, bar]);
    });
    const { spearman, least, means } = controlFigures(perfect, 12);
    expect(spearman.density.density).toBeCloseTo(1, 9);
    expect(spearman.register.density).toBe(0);
    expect(least).toBe(0);
    expect(means.density).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  });
});

describe('the rows of modes', () => {
  const modes = Object.keys(MODES);
  const requests = modeRequests(2);
  const bar: Written[] = [
    [0, 2],
    [4, 1],
    [1, 1],
  ];
  const chord = { tick: 0, durationTicks: 4 * 1920, chord: { root: 0, quality: 'maj' } as const };
  const written = (bars: Written[][]) => ({ ...passage(bars), chords: [chord] });

  test('asks every mode with chromaticism 0 and a full close', () => {
    expect(requests).toHaveLength(modes.length * 2);
    for (const request of requests) {
      checkRequest(request);
      expect(request.controls).toEqual({ chromaticism: 0 });
      expect(request.cadence).toBe('full');
    }
  });

  test('counts notes in the mode, chord tones on strong beats, and closing tones', () => {
    const found = modeFigures(
      requests.map((_, i) => written(i % 2 === 0 ? [bar, [[0, 4]]] : [bar, [[2, 4]]])),
      [
        written([
          [
            [0, 2],
            [2, 2],
          ],
        ]),
      ],
    );
    // Eight notes of which two are a flat second; strong: bar lines and half bars, 0 4 0 and 0 4 2, five of six in C E G.
    expect(found.inMode.ionian).toBe(0.75);
    expect(found.strongBeatChordTones.ionian).toBeCloseTo(5 / 6, 4);
    expect(found.cadence.ionian).toBe(0.5);
    expect(found.corpusChordTones).toBe(0.5);
    expect(found.phrases).toBe(2);
  });

  test('says nothing of real tunes where no chord is known', () => {
    const phrases = requests.map(() => written([bar]));
    expect(modeFigures(phrases, [passage([bar])]).corpusChordTones).toBeNull();
  });
});
