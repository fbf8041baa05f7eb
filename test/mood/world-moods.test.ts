/** Moods of the world: found by name, listed nowhere, and no game without them changes. */

import { describe, expect, test } from 'vitest';
import { linkedLines } from '../../plugin/arrange/linked-lines.ts';
import { withNotes } from '../../plugin/arrange/transform.ts';
import { PALETTES } from '../../plugin/audio/palettes/palettes.ts';
import { finalsOf } from '../../plugin/generate/mode-priors.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import { tokenOf } from '../../plugin/generate/progression-chain.ts';
import { isInMode } from '../../plugin/generate/progression-model.ts';
import { checkControls, moodNamed, resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { chosenStyle } from '../../plugin/mood/style-manner.ts';
import { WORLD_MOOD_NAMES, WORLD_MOODS } from '../../plugin/mood/world-moods.ts';
import { NAMED_MODES } from '../../plugin/music/pitch.ts';
import { fingerprintOf, resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';
import { tune } from '../fixtures/tunes.ts';

describe('moods of the world', () => {
  test.each(WORLD_MOOD_NAMES)('%s is valid, has an own style and a palette of the package', (name) => {
    const mood = WORLD_MOODS[name];
    expect(() => checkControls(name, mood.controls)).not.toThrow();
    expect(chosenStyle(mood, mood.controls)).toBe(mood.controls.style);
    expect(Object.hasOwn(PALETTES, mood.controls.palette)).toBe(true);
  });

  test('are found by name and as `like`, but not listed', () => {
    const moods = resolveMoods({ inn: { like: 'tavern', controls: { tempo: 150 } } });
    expect([...moods.keys()]).toEqual([...PRESET_NAMES, 'inn']);
    expect(moodNamed(moods, 'tavern')).toEqual(WORLD_MOODS.tavern);
    expect(moods.has('shrine') && !moods.has('shrin')).toBe(true);
    expect(moods.get('inn')).toMatchObject({
      band: 'village',
      controls: { tempo: 150, style: 'irish', palette: 'session' },
    });
    expect(() => moodNamed(moods, 'tavrn')).toThrow(/did you mean 'tavern'/);
    expect(() => moodNamed(moods, 'constructor')).toThrow(/unknown mood/);
  });

  test('start a soundtrack and stand in its scenes', () => {
    const soundtrack = resolveSoundtrack({ start: 'garden', scenes: { inn: 'tavern' } });
    expect(soundtrack.start).toBe('garden');
    expect(soundtrack.scenes.get('inn')!.mood).toBe('tavern');
    expect(fingerprintOf(resolveSoundtrack())).toBe(fingerprintOf(resolveSoundtrack({})));
  });

  test("a game's own mood of such a name is what it was without them", () => {
    const own = resolveMoods({ tavern: { valence: 0.9, arousal: 0.5, tension: 0.1 } }).get('tavern')!;
    const other = resolveMoods({ inn: { valence: 0.9, arousal: 0.5, tension: 0.1 } }).get('inn')!;
    expect({ ...own, name: 'inn' }).toEqual(other);
  });

  test('are drawn by the seed: jigs and reels, and several modes of a garden', () => {
    const drawn = (name: string) =>
      Array.from({ length: 30 }, (_, i) => moodNamed(resolveMoods({}, `${i}`), name).controls);
    expect(new Set(drawn('tavern').map(({ meter }) => meter))).toEqual(new Set(['6/8', '4/4']));
    expect(new Set(drawn('garden').map(({ mode }) => mode))).toEqual(new Set(['gong', 'zhi', 'yu', 'shang']));
    expect(new Set(drawn('shrine').map(({ mode }) => mode))).toEqual(new Set(['miyako-bushi']));
  });
});

describe.each(NAMED_MODES)('the harmony of %s', (mode) => {
  test('has only notes of the mode, no dominant seventh, and comes home to its final', () => {
    for (let seed = 0; seed < 20; seed++) {
      const chords = writeProgression({ seed: `${seed}`, bars: 4, meter: '4/4', mode, cadence: 'full' });
      for (const { chord } of chords) {
        expect(isInMode(tokenOf(chord), mode), `${chord.root} ${chord.quality}`).toBe(true);
        expect(chord.quality).not.toBe('dom7');
      }
      expect(chords.at(-1)!.chord.root).toBe(0);
    }
    expect(finalsOf(mode).full).toEqual([0]);
    expect(finalsOf(mode).half).not.toContain(0);
  });
});

describe('linked lines', () => {
  const line = tune({ bars: 4, meter: '4/4', mode: 'ionian' });
  const before = { notes: [{ pitch: line.notes[1]!.pitch + 2, tick: 0, durationTicks: 480, sampled: true }], bars: 1 };
  const phrase = withNotes(line, line.notes, { ...line.request, prime: before });

  test('begin on the note on which the line before ended, and keep rhythm and close', () => {
    const linked = linkedLines('chinese', phrase);
    expect(linked.notes[0]!.pitch).toBe(before.notes[0]!.pitch);
    expect(linked.notes.map(({ tick }) => tick)).toEqual(phrase.notes.map(({ tick }) => tick));
    expect(linked.notes.at(-1)).toEqual(phrase.notes.at(-1));
    const half = linked.notes.findIndex(({ tick }) => tick >= 2 * 1920);
    const [end, begin, next] = [linked.notes[half - 1]!, linked.notes[half]!, linked.notes[half + 1]!];
    expect(Math.abs(next.pitch - end.pitch)).toBeLessThanOrEqual(9);
    expect(begin.pitch).toBe(end.pitch);
  });

  test('are for Chinese lines alone', () => {
    for (const style of [null, 'irish', 'japanese'] as const) expect(linkedLines(style, phrase)).toBe(phrase);
  });
});
