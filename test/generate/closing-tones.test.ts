import { describe, expect, test } from 'vitest';
import { closingTones } from '../../plugin/generate/closing-tones.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import { parseNumeral } from '../../plugin/generate/progression-numerals.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordTones } from '../../plugin/music/harmony.ts';
import type { Cadence, PhraseRequest } from '../../plugin/music/phrase.ts';
import { type Mode, modulo } from '../../plugin/music/pitch.ts';

const BARS = 4;
const BAR = 1920;

function request(mode: Mode, cadence: Cadence, chord: string | null): PhraseRequest {
  const chords = chord === null ? [] : [{ tick: 0, durationTicks: BARS * BAR, chord: parseNumeral(chord) }];
  return { seed: 'end', bars: BARS, meter: '4/4', mode, style: null, chords, controls: {}, cadence };
}

describe('a melody ends', () => {
  test.each([
    ['ionian', 'half', 'V', [2, 7, 11]],
    ['ionian', 'half', 'IV', [5, 9]],
    ['ionian', 'half', 'ii', [2]],
    ['ionian', 'full', 'I', [0, 4]],
    ['aeolian', 'full', 'bVI', [0, 3]],
    ['dorian', 'half', 'IV', [5, 9]],
    ['phrygian', 'half', 'bII', [1]],
    ['phrygian dominant', 'half', 'iv', [5, 8]],
    ['lydian', 'open', 'II7', [2, 6, 9]],
    ['ionian', 'half', null, [2, 7, 11]],
  ] as const)('in %s with a %s cadence over %s on %j', (mode, cadence, chord, tones) => {
    expect([...closingTones(request(mode, cadence, chord))!].sort((a, b) => a - b)).toEqual(tones);
  });

  test('anywhere if it is open and over no chord', () => {
    expect(closingTones(request('ionian', 'open', null))).toBeNull();
  });

  test('on a tone of the chord under it, in every mood and with every cadence', async () => {
    const model = createNgramModel();
    for (const mood of Object.values(PRESETS)) {
      const { meter, mode } = mood.controls;
      for (const cadence of ['full', 'half', 'open'] as const) {
        const seed = `${mood.name}/${cadence}`;
        const chords = writeProgression({ seed, bars: BARS, meter, mode, cadence, mood });
        const { notes } = await model.generate({ ...request(mode, cadence, null), seed, meter, chords });
        expect(chordTones(chords.at(-1)!.chord), seed).toContain(modulo(notes.at(-1)!.pitch, 12));
      }
    }
    model.dispose();
  });
});
