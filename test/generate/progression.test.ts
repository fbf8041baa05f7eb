import { describe, expect, test } from 'vitest';
import { phrasePlan } from '../../plugin/arrange/form.ts';
import { type ProgressionCadence, tonicChord, writeProgression } from '../../plugin/generate/progression.ts';
import { tokenOf } from '../../plugin/generate/progression-chain.ts';
import { canDress } from '../../plugin/generate/progression-model.ts';
import { MODE_HARMONY } from '../../plugin/generate/progression-modes.ts';
import { numeralOf, parseNumeral, parseNumerals } from '../../plugin/generate/progression-numerals.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { type ChordSpan, chordTones } from '../../plugin/music/harmony.ts';
import { MODES, type Mode, scaleOf } from '../../plugin/music/pitch.ts';
import { METERS, meterInfo } from '../../plugin/music/time.ts';

const ALL_MODES = Object.keys(MODES) as Mode[];
const seeds = Array.from({ length: 40 }, (_, i) => `seed ${i}`);
const symbols = (spans: readonly ChordSpan[]) => spans.map(({ chord }) => numeralOf(chord)).join(' ');
const write = (mode: Mode, seed: string, cadence: ProgressionCadence = 'full', bars = 8) =>
  writeProgression({ seed, bars, meter: '4/4', mode, cadence });

describe('a progression', () => {
  test.each(METERS)('covers all its bars without a gap in %s', (meter) => {
    for (const seed of seeds) {
      for (let bars = 1; bars <= 8; bars++) {
        const spans = writeProgression({
          seed,
          bars,
          meter,
          mode: 'ionian',
          cadence: 'full',
          plan: phrasePlan({ bars, seed }),
        });
        let at = 0;
        for (const span of spans) {
          expect(span.tick).toBe(at);
          expect(span.durationTicks).toBeGreaterThan(0);
          at += span.durationTicks;
        }
        expect(at).toBe(bars * meterInfo(meter).barTicks);
      }
    }
  });

  test.each(ALL_MODES)('comes to rest on the tonic after a full cadence in %s', (mode) => {
    const penultimates = new Set(
      MODE_HARMONY[mode].cadences.full.map(([tail]) => tokenOf(parseNumerals(tail).at(-2)!)),
    );
    for (const seed of seeds) {
      const spans = write(mode, seed);
      expect(spans.at(-1)!.chord).toEqual(tonicChord(mode));
      expect(spans.at(-1)!.durationTicks).toBeGreaterThanOrEqual(meterInfo('4/4').barTicks);
      const before = spans.at(-2)!.chord;
      expect([...penultimates].map((token) => Number(token.split(':')[0]))).toContain(before.root);
    }
  });

  test.each(ALL_MODES)('stays open after a half cadence, and goes elsewhere after a deceptive one, in %s', (mode) => {
    for (const cadence of ['half', 'deceptive'] as const) {
      const asked = MODE_HARMONY[mode].cadences[cadence].map(([tail]) => tokenOf(parseNumerals(tail).at(-1)!));
      for (const seed of seeds) {
        const last = write(mode, seed, cadence, 4).at(-1)!.chord;
        expect(asked).toContain(tokenOf(last));
        expect(last.root).not.toBe(0);
      }
    }
  });

  test.each(ALL_MODES)('uses no tone outside %s unless chromatic chords are asked for', (mode) => {
    const scale: readonly number[] = scaleOf(mode);
    for (const mood of Object.values(PRESETS)) {
      for (const seed of seeds.slice(0, 10)) {
        const spans = writeProgression({ seed, bars: 8, meter: '4/4', mode, cadence: 'full', mood });
        for (const { chord } of spans) for (const tone of chordTones(chord)) expect(scale).toContain(tone);
      }
    }
  });

  test('keeps modal moods modal even when chromatic chords are asked for', () => {
    for (const mode of ['dorian', 'phrygian', 'mixolydian', 'lydian', 'phrygian dominant'] as const) {
      const scale: readonly number[] = scaleOf(mode);
      for (const seed of seeds) {
        const spans = writeProgression({ seed, bars: 8, meter: '4/4', mode, cadence: 'full', chromaticism: 1 });
        for (const { chord } of spans) for (const tone of chordTones(chord)) expect(scale).toContain(tone);
      }
    }
  });

  test('borrows chords in major when chromatic ones are asked for, and the more the more', () => {
    const borrowed = (chromaticism: number) =>
      seeds
        .flatMap((seed) =>
          writeProgression({ seed, bars: 8, meter: '4/4', mode: 'ionian', cadence: 'full', chromaticism }),
        )
        .filter(({ chord }) => chordTones(chord).some((tone) => ![0, 2, 4, 5, 7, 9, 11].includes(tone))).length;
    expect(borrowed(0)).toBe(0);
    expect(borrowed(0.1)).toBeGreaterThan(0);
    expect(borrowed(0.5)).toBeGreaterThan(borrowed(0.1));
  });

  test('shows the color of its mode: the chord that no other mode has comes in most phrases', () => {
    const color: Partial<Record<Mode, string>> = {
      dorian: 'IV',
      mixolydian: 'bVII',
      phrygian: 'bII',
      lydian: 'II',
      'phrygian dominant': 'bII',
    };
    for (const [mode, numeral] of Object.entries(color) as [Mode, string][]) {
      const root = parseNumeral(numeral).root;
      const shown = seeds.filter((seed) => write(mode, seed).some(({ chord }) => chord.root === root));
      expect(shown.length / seeds.length, mode).toBeGreaterThan(0.8);
    }
  });

  test('is another one for another seed, and the same one for the same', () => {
    for (const mode of ['ionian', 'aeolian', 'dorian', 'harmonic minor'] as const) {
      const all = seeds.map((seed) => symbols(write(mode, seed)));
      expect(new Set(all).size, mode).toBeGreaterThan(seeds.length * 0.8);
      expect(seeds.map((seed) => symbols(write(mode, seed)))).toEqual(all);
    }
  });

  test('does not change chords by standing still: neighbors differ', () => {
    for (const mode of ALL_MODES) {
      for (const seed of seeds) {
        const spans = write(mode, seed);
        for (let i = 1; i < spans.length; i++) expect(spans[i]!.chord).not.toEqual(spans[i - 1]!.chord);
      }
    }
  });

  test('begins on the tonic unless it is asked to begin away from it', () => {
    for (const seed of seeds) {
      expect(write('ionian', seed)[0]!.chord.root).toBe(0);
      const away = writeProgression({ seed, bars: 8, meter: '4/4', mode: 'ionian', cadence: 'full', opening: 'away' });
      expect(away[0]!.chord.root).not.toBe(0);
    }
  });

  test('changes chords once a bar or less in calm moods and oftener in busy ones', () => {
    const perBar = (name: 'calm' | 'cave' | 'exploration') =>
      seeds.reduce((sum, seed) => {
        const mood = PRESETS[name];
        return (
          sum +
          writeProgression({ seed, bars: 8, meter: '4/4', mode: mood.controls.mode, cadence: 'full', mood }).length / 8
        );
      }, 0) / seeds.length;
    expect(perBar('calm')).toBeLessThanOrEqual(1);
    expect(perBar('cave')).toBeLessThan(0.85);
    expect(perBar('exploration')).toBeGreaterThan(1.1);
  });

  test('hardly ever changes its chord inside a bar of three beats', () => {
    const { mode } = PRESETS.village.controls;
    const spans = seeds.flatMap((seed) =>
      writeProgression({ seed, bars: 8, meter: '3/4', mode, cadence: 'full', mood: PRESETS.village }),
    );
    const within = spans.filter(({ tick }) => tick % meterInfo('3/4').barTicks !== 0);
    expect(within.length).toBeGreaterThan(0);
    expect(within.length / spans.length).toBeLessThan(0.06);
  });

  test('hardly ever changes its chord inside a bar of two beats', () => {
    const { mode } = PRESETS.village.controls;
    const spans = seeds.flatMap((seed) =>
      writeProgression({ seed, bars: 8, meter: '2/4', mode, cadence: 'full', mood: PRESETS.village }),
    );
    const within = spans.filter(({ tick }) => tick % meterInfo('2/4').barTicks !== 0);
    expect(within.length / spans.length).toBeLessThan(0.06);
  });

  test('mostly has a chord once, beside the tonic: a loop goes on before it comes round', () => {
    const twice = seeds.filter((seed) => {
      const all = write('dorian', seed, 'half', 4)
        .map(({ chord }) => chord.root)
        .filter((root) => root !== 0);
      return new Set(all).size < all.length;
    });
    expect(twice.length / seeds.length).toBeLessThan(0.2);
  });

  test('of another theme leaves the chords of the theme before aside', () => {
    const shared = (contrasts: boolean) =>
      seeds.reduce((sum, seed) => {
        const first = write('aeolian', seed, 'half', 4).map(({ chord }) => chord);
        const roots = new Set(first.map(({ root }) => root).filter((root) => root !== 0));
        const options = { bars: 4, meter: '4/4', mode: 'aeolian', cadence: 'half', opening: 'away' } as const;
        const second = writeProgression({ seed: `${seed}/B`, ...options, ...(contrasts ? { contrasts: first } : {}) });
        return sum + second.filter(({ chord }) => roots.has(chord.root)).length / second.length;
      }, 0) / seeds.length;
    expect(shared(true)).toBeLessThan(0.8 * shared(false));
  });

  test('closes as its theme prefers: in one game mostly on one chord, in another on another', () => {
    const halves = (game: string) =>
      seeds.map((seed) => {
        const options = { seed, bars: 4, meter: '4/4', mode: 'phrygian', cadence: 'half' } as const;
        return writeProgression({ ...options, taste: { seed: game, turned: false } }).at(-1)!.chord.root;
      });
    const commonest = seeds.map((game) => {
      const all = halves(game);
      const count = (root: number) => all.filter((each) => each === root).length;
      return [...new Set(all)].reduce((most, root) => (count(root) > count(most) ? root : most));
    });
    expect(new Set(commonest).size).toBeGreaterThan(2);
    for (const root of new Set(commonest))
      expect(commonest.filter((each) => each === root).length / seeds.length).toBeLessThan(0.6);
  });

  test('extends its last chord only off the tonic, in a theme of more color', () => {
    const last = (color: number, cadence: ProgressionCadence) =>
      seeds.map((seed) => {
        const options = { seed, bars: 4, meter: '4/4', mode: 'ionian', mood: PRESETS.calm } as const;
        return writeProgression({ ...options, cadence, color }).at(-1)!.chord.quality;
      });
    const extended = (qualities: readonly string[]) =>
      qualities.filter((each) => each !== 'maj' && each !== 'min').length;
    expect(extended(last(1, 'half'))).toBe(0);
    expect(extended(last(6, 'half'))).toBeGreaterThan(seeds.length / 2);
    expect(extended(last(6, 'full'))).toBe(0);
  });

  test('extends no chord into one that hides the mode', () => {
    expect(canDress('5:min', 'min7', 'phrygian')).toBe(false); // has the triad of bVI
    expect(canDress('5:min', 'min7', 'aeolian')).toBe(true);
    expect(canDress('2:maj', 'sus4', 'lydian')).toBe(false);
    expect(canDress('0:maj', 'sus2', 'lydian')).toBe(true);
  });

  test('leaves no major seventh hanging on the tonic of a lively tune', () => {
    const sevenths = (name: 'village' | 'calm', mode: Mode) =>
      seeds
        .flatMap((seed) =>
          writeProgression({ seed, bars: 8, meter: '4/4', mode, cadence: 'full', mood: PRESETS[name], color: 3 }),
        )
        .filter(({ chord }) => chord.root === 0 && chord.quality === 'maj7').length;
    expect(sevenths('village', 'ionian')).toBe(0);
    expect(sevenths('calm', 'ionian')).toBeGreaterThan(0);
  });

  test('repeats its chords where the plan repeats the tune, and moves them with a sequence', () => {
    const plan = [
      { kind: 'sample' },
      { kind: 'sample' },
      { kind: 'copy', of: 0, steps: 0 },
      { kind: 'sample' },
      { kind: 'sample' },
      { kind: 'copy', of: 0, steps: 1 },
      { kind: 'sample' },
      { kind: 'sample' },
    ] as const;
    const bar = meterInfo('4/4').barTicks;
    for (const seed of seeds) {
      const spans = writeProgression({ seed, bars: 8, meter: '4/4', mode: 'ionian', cadence: 'full', plan });
      const at = (tick: number) => spans.find((span) => tick < span.tick + span.durationTicks)!.chord;
      for (let tick = 0; tick < bar; tick += 480) expect(at(2 * bar + tick)).toEqual(at(tick));
      expect(at(5 * bar).root).toBe([2, 4, 5, 7, 9, 11, 0][[0, 2, 4, 5, 7, 9, 11].indexOf(at(0).root)]);
    }
  });

  test('refuses a number of bars that a phrase cannot have', () => {
    expect(() => write('ionian', 'x', 'full', 9)).toThrow('9 bars asked; ask for a whole number from 1 to 8');
  });
});

describe('numerals', () => {
  test('are read as they are written', () => {
    for (const numeral of ['I', 'bVII', 'ii', 'viio', 'iiø', 'V7', 'Imaj7', 'IIsus4', 'bIIo7', 'vi7', 'I+', '#IV']) {
      const back = numeralOf(parseNumeral(numeral));
      expect(parseNumeral(back)).toEqual(parseNumeral(numeral));
    }
    expect(parseNumeral('bVII')).toEqual({ root: 10, quality: 'maj' });
    expect(parseNumeral('iiø')).toEqual({ root: 2, quality: 'm7b5' });
  });

  test('that are none are named', () => {
    expect(() => parseNumeral('Q7')).toThrow("numeral 'Q7'");
  });
});
