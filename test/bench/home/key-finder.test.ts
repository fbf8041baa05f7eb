import { describe, expect, test } from 'vitest';
import { KEY_PROFILES, weightsOf } from '../../../models/corpus/key-profile.ts';
import { MODES } from '../../../plugin/music/pitch.ts';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import { homeRow } from '../home.ts';
import { HEARD_MODES, heardKey, profileOf } from './key-finder.ts';

describe('profiles', () => {
  test('of major and minor are those of Krumhansl and Kessler', () => {
    expect(profileOf('ionian')).toEqual(KEY_PROFILES.major);
    expect(profileOf('aeolian')).toEqual(KEY_PROFILES.minor);
  });

  test('of other modes have the same ratings in another order, those of the scale above their neighbors', () => {
    expect(profileOf('lydian')).toEqual([6.35, 2.23, 3.48, 2.33, 4.38, 2.52, 4.09, 5.19, 2.39, 3.66, 2.29, 2.88]);
    expect(profileOf('dorian')).toEqual([6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 2.69, 3.98, 3.34, 3.17]);
    for (const mode of HEARD_MODES) {
      const { family } = MODES[mode];
      expect([...profileOf(mode)].sort()).toEqual([...KEY_PROFILES[family]].sort());
    }
  });
});

describe('the finder', () => {
  test.each([
    ['ionian', 'C4:4 E4:2 G4:2 D4:1 F4:1 A4:1 B4:1', 0],
    ['dorian', 'D4:4 F4:2 A4:2 E4:1 G4:1 B4:1 C4:1', 2],
    ['phrygian', 'E4:4 G4:2 B4:2 F4:1 A4:1 C4:1 D4:1', 4],
    ['lydian', 'F4:4 A4:2 C4:2 G4:1 B4:1 D4:1 E4:1', 5],
    ['mixolydian', 'G4:4 B4:2 D4:2 A4:1 C4:1 E4:1 F4:1', 7],
    ['aeolian', 'A4:4 C4:2 E4:2 B4:1 D4:1 F4:1 G4:1', 9],
  ] as const)('hears the tonic that sounds longest, with its third and fifth: %s', (mode, notes, tonic) => {
    const piece = tuneOnly(4, notes);
    const durations = weightsOf(piece.parts[0]!.notes.map(({ pitch, length }) => ({ pitch, duration: length })));
    expect(heardKey(durations)).toMatchObject({ tonic, mode });
  });
});

test('a mood is named where its own tonic is heard, and else what is heard instead is counted', () => {
  const home = { ...tuneOnly(8, times(8, 'D4:2 A4:1 F#4:1')), tonic: 2, mode: 'ionian' } as const;
  const away = { ...tuneOnly(8, times(8, 'G4:2 D4:0.5 B4:1 C4:0.5')), tonic: 2, mode: 'ionian' } as const;
  // Another seed has another key.
  const raised = { ...tuneOnly(8, times(8, 'E4:2 B4:1 G#4:1')), tonic: 4, mode: 'ionian' } as const;
  const row = homeRow('victory', [home, home, away, raised]);
  expect(row).toMatchObject({ mode: 'ionian', named: 0.75, krumhansl: 0.75, melody: 0.75, asked: 0.9 });
  expect(row.instead).toEqual({ '+5 ionian': 1 });
  expect(row.degrees[0]).toBeCloseTo((3 * 0.5 + 0.125) / 4);
  expect(homeRow('cave', [{ ...home, mode: 'phrygian' }])).toMatchObject({ asked: 0.75 });
});
