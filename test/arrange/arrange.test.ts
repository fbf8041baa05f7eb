import { describe, expect, test } from 'vitest';
import { bandMeasure } from '../../models/evaluation/band-measure.ts';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { settingOf } from '../../plugin/arrange/arrange-context.ts';
import { beatsOf } from '../../plugin/arrange/beats.ts';
import { duetNotes } from '../../plugin/arrange/duet.ts';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import type { ArrangeRequest } from '../../plugin/arrange/request.ts';
import { BANDS } from '../../plugin/arrange/styles.ts';
import { PALETTE_NAMES } from '../../plugin/audio/palettes/palettes.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { writeProgression } from '../../plugin/generate/progression.ts';
import type { Mood } from '../../plugin/mood/controls.ts';
import { moodNamed, resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordAt, chordTones } from '../../plugin/music/harmony.ts';
import { modulo, scaleOf, TONICS, tonicPitchClass } from '../../plugin/music/pitch.ts';
import type { Note, Score } from '../../plugin/music/score.ts';
import { METERS, type Meter, meterInfo, ticksToSeconds } from '../../plugin/music/time.ts';
import { isLayerActive } from '../../plugin/output/render-bar.ts';
import { tune } from '../fixtures/tunes.ts';

const MOODS = Object.values(PRESETS);

function request(
  mood: Mood,
  over: { meter?: Meter; bars?: number; phraseIndex?: number; seed?: string } = {},
): ArrangeRequest {
  const { bars = 8, meter = mood.controls.meter, phraseIndex = 0, seed = 'band' } = over;
  const { mode } = mood.controls;
  const chords = writeProgression({ seed, bars, meter, mode, cadence: 'full', mood });
  const phrase = tune({ bars, meter, mode, chords, lift: phraseIndex % 3 });
  return { phrase, controls: { ...mood.controls, meter }, mood, seed, phraseIndex };
}

/** A note may stray from its place by 12 ms: this many ticks at the fastest tempo of the moods. */
const STRAY = 20;

const partOf = (score: Score, name: string) => score.parts.find((part) => part.name === name)!;
const mean = (notes: readonly Note[]) => notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length;
const sounding = (notes: readonly Note[], tick: number) =>
  notes.filter((note) => note.tick <= tick && note.tick + note.durationTicks > tick);
/** Notes that begin together, but for their feel. */
function chordsOf(notes: readonly Note[]): (readonly Note[])[] {
  const groups: Note[][] = [];
  for (const note of notes) {
    const group = groups.at(-1);
    if (group && note.tick - group[0]!.tick < 60) group.push(note);
    else groups.push([note]);
  }
  return groups;
}

describe('a score', () => {
  test.each(METERS)('keeps every note inside its bars, sorted and sounding, in %s', (meter) => {
    for (const mood of MOODS) {
      for (const bars of [1, 4, 8]) {
        const score = arrange(request(mood, { meter, bars }));
        const end = bars * meterInfo(meter).barTicks;
        expect(new Set(score.parts.map(({ name }) => name)).size).toBe(score.parts.length);
        for (const { notes, name } of score.parts) {
          for (const [i, note] of notes.entries()) {
            const wrong =
              note.tick < 0 ||
              note.durationTicks <= 0 ||
              note.tick + note.durationTicks > end ||
              note.tick < (notes[i - 1]?.tick ?? 0) ||
              !(note.velocity > 0 && note.velocity <= 1) ||
              ![note.tick, note.durationTicks, note.pitch].every(Number.isInteger) ||
              note.pitch < 20 ||
              note.pitch > 108;
            expect(wrong, `${mood.name} ${name} ${JSON.stringify(note)}`).toBe(false);
          }
        }
      }
    }
  });

  test('is the same for the same request and another for another seed', () => {
    for (const mood of MOODS) {
      expect(arrange(request(mood))).toEqual(arrange(request(mood)));
      const other = arrange({ ...request(mood), seed: 'other' });
      expect(other.parts).not.toEqual(arrange(request(mood)).parts);
    }
  });

  test('plays the tune that was written: each note in order, in its key, whole octaves away at most', () => {
    for (const mood of MOODS) {
      const asked = request(mood);
      const melody = partOf(arrange(asked), 'melody').notes;
      expect(melody).toHaveLength(asked.phrase.notes.length);
      const tonic = tonicPitchClass(asked.controls.tonic);
      melody.forEach((note, i) => {
        expect(modulo(note.pitch - tonic, 12)).toBe(modulo(asked.phrase.notes[i]!.pitch, 12));
      });
    }
  });

  test('keeps the contour of the tune: one octave serves the whole phrase', () => {
    for (const mood of MOODS) {
      for (const tonic of TONICS) {
        const asked = request(mood);
        const melody = partOf(arrange({ ...asked, controls: { ...asked.controls, tonic } }), 'melody').notes;
        const shifts = new Set(melody.map((note, i) => note.pitch - asked.phrase.notes[i]!.pitch));
        expect(shifts.size, `${mood.name} in ${tonic}`).toBe(1);
      }
    }
  });
});

describe('the bass', () => {
  test('stands mostly on the root where a chord begins, sometimes on another chord tone within the phrase, pedals and drones on the tonic', () => {
    const stands = { root: 0, third: 0, other: 0 };
    for (const mood of MOODS) {
      for (let phraseIndex = 0; phraseIndex < 6; phraseIndex++) {
        const score = arrange(request(mood, { phraseIndex }));
        const tonic = tonicPitchClass(score.tonic);
        for (const { tick, chord } of score.chords) {
          const first = partOf(score, 'bass').notes.find((note) => note.tick >= tick - STRAY)!;
          const root = modulo(chord.root + tonic, 12);
          const third = modulo(chordTones(chord)[1]! + tonic, 12);
          const inside = tick > 0 && tick < (score.bars - 1) * meterInfo(score.meter).barTicks;
          const grounds = [root, ...(holdsTonic(mood) ? [tonic] : [])];
          const stand = first.pitch % 12;
          if (!holdsTonic(mood)) stands[stand === root ? 'root' : stand === third ? 'third' : 'other']++;
          const over = sounding(partOf(score, 'melody').notes, tick + STRAY).map(({ pitch }) => pitch);
          const rubbing = over.some((pitch) => grounds.some((ground) => [1, 11].includes(modulo(pitch - ground, 12))));
          const tones = chordTones(chord).map((tone) => (tone + tonic) % 12);
          const allowed = [...grounds, ...(rubbing || inside ? tones : [])];
          expect(allowed, `${mood.name} at ${tick}`).toContain(first.pitch % 12);
          expect(first.tick - tick).toBeLessThan(30);
        }
      }
    }
    const all = stands.root + stands.third + stands.other;
    expect(stands.root / all).toBeGreaterThan(0.65);
    expect(stands.root / all).toBeLessThan(0.95);
    // Another tone only where root and third would run along with the tune.
    expect(stands.other / all).toBeLessThan(0.06);
  });

  test('holds the tonic under all chords in dark and desert moods', () => {
    for (const name of ['cave', 'desert'] as const) {
      const score = arrange(request(PRESETS[name]));
      const downbeats = score.chords.map(({ tick }) => partOf(score, 'bass').notes.find((note) => note.tick >= tick)!);
      const held = downbeats.filter((note) => note.pitch % 12 === tonicPitchClass(score.tonic));
      expect(held.length / downbeats.length).toBeGreaterThan(0.7); // it gives way where the tune leans on its neighbor
    }
  });

  test('never stands a semitone from the tune on a strong beat, octaves not counted', () => {
    for (const mood of MOODS) {
      const scores = [0, 1, 2, 3, 4, 5].map((phraseIndex) => arrange(request(mood, { phraseIndex })));
      const { strongBeats, clashes } = bandMeasure(scores);
      expect(strongBeats, mood.name).toBeGreaterThan(20);
      expect(clashes, mood.name).toBe(0);
    }
  });
});

/** Moods whose bands have a pedal or a drone among their bass patterns. */
function holdsTonic(mood: Mood): boolean {
  return BANDS[mood.band].bass.patterns.some((pattern) => pattern === 'pedal' || pattern === 'drone');
}

describe('chords and pad', () => {
  test('are made of the tones of the chord that sounds, and of the color that some bands give it within the mode', () => {
    for (const mood of MOODS) {
      const score = arrange(request(mood));
      const tonic = tonicPitchClass(score.tonic);
      for (const name of BANDS[mood.band].pad.drone ? ['chords'] : ['chords', 'pad']) {
        for (const note of partOf(score, name).notes) {
          const chord = chordAt(score.chords, note.tick + STRAY)!;
          const { color } = BANDS[mood.band].chords;
          const colored = color !== undefined && note.pitch % 12 === (chord.root + color + tonic) % 12;
          if (colored && scaleOf(score.mode).some((step) => step === modulo(note.pitch - tonic, 12))) continue;
          const tones = chordTones(chord).map((tone) => (tone + tonic) % 12);
          expect(tones, `${mood.name} ${name} at ${note.tick}`).toContain(note.pitch % 12);
        }
      }
    }
  });

  test('lead on: from chord to chord a voice of the pad moves by two semitones on average and leaps rarely', () => {
    for (const mood of MOODS.filter(({ band }) => !BANDS[band].pad.drone)) {
      const moves: number[] = [];
      for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
        const groups = chordsOf(partOf(arrange(request(mood, { seed })), 'pad').notes);
        for (let i = 1; i < groups.length; i++) {
          if (groups[i]!.length !== groups[i - 1]!.length) continue;
          groups[i]!.forEach((note, voice) => {
            moves.push(Math.abs(note.pitch - groups[i - 1]![voice]!.pitch));
          });
        }
      }
      expect(moves.reduce((sum, move) => sum + move, 0) / moves.length, mood.name).toBeLessThan(2.6);
      expect(moves.filter((move) => move > 7).length / moves.length, mood.name).toBeLessThan(0.02);
    }
  });

  test('lead on from the phrase before: the voices of the chords part too', () => {
    for (const mood of MOODS) {
      const first = arrange(request(mood));
      const next = request(mood, { phraseIndex: 1, seed: 'next' });
      const scores = [first, arrange({ ...next, previous: first })];
      expect(bandMeasure(scores).voiceMove, mood.name).toBeLessThanOrEqual(3);
    }
  });

  test('lead on from the phrase before', () => {
    for (const mood of MOODS.filter(({ band }) => !BANDS[band].pad.drone)) {
      const first = arrange(request(mood));
      const second = arrange({ ...request(mood, { phraseIndex: 1, seed: 'next' }), previous: first });
      const from = chordsOf(partOf(first, 'pad').notes).at(-1)!;
      const to = chordsOf(partOf(second, 'pad').notes)[0]!;
      expect(to).toHaveLength(from.length);
      to.forEach((note, voice) => {
        expect(Math.abs(note.pitch - from[voice]!.pitch), mood.name).toBeLessThanOrEqual(5);
      });
    }
  });

  test('are not muddy: below C3 no two voices stand closer than a fifth', () => {
    let close = 0;
    let all = 0;
    for (const mood of MOODS) {
      for (const group of chordsOf(partOf(arrange(request(mood)), 'pad').notes)) {
        for (let i = 1; i < group.length; i++) {
          all++;
          if (group[i - 1]!.pitch < 48 && group[i]!.pitch - group[i - 1]!.pitch < 5) close++;
        }
      }
    }
    expect(close / all).toBeLessThan(0.02);
  });
});

describe('registers', () => {
  test.each(MOODS.map(({ name }) => name))('of the parts do not collide in %s', (name) => {
    const mood = PRESETS[name as keyof typeof PRESETS];
    for (let phraseIndex = 0; phraseIndex < 6; phraseIndex++) {
      const score = arrange(request(mood, { phraseIndex }));
      const [melody, counter, pad, bass] = ['melody', 'counter', 'pad', 'bass'].map(
        (part) => partOf(score, part).notes,
      );
      expect(mean(melody!) - mean(pad!)).toBeGreaterThan(9);
      expect(mean(pad!) - mean(bass!)).toBeGreaterThan(9);
      expect(Math.max(...bass!.map(({ pitch }) => pitch))).toBeLessThan(mean(pad!));
      // The counter-line stands well under the tune, or speaks while it is silent.
      for (const note of counter!) {
        for (const over of sounding(melody!, note.tick + 2 * STRAY))
          expect(over.pitch - note.pitch).toBeGreaterThanOrEqual(3);
      }
    }
  });

  test('leave the tune on top: no pad note reaches it, and hardly a chord note does', () => {
    for (const mood of MOODS.filter(({ name }) => name !== 'cave')) {
      const score = arrange(request(mood));
      const melody = partOf(score, 'melody').notes;
      const above = (name: string) =>
        partOf(score, name).notes.filter((note) =>
          sounding(melody, note.tick).some(({ pitch }) => pitch <= note.pitch),
        );
      expect(above('pad'), mood.name).toHaveLength(0);
      expect(above('chords').length / Math.max(1, partOf(score, 'chords').notes.length), mood.name).toBeLessThan(0.05);
    }
  });
});

describe('the second voice', () => {
  test('of a village or a fanfare goes with the tune in thirds and sixths, in the chord or the mode', () => {
    for (const mood of [PRESETS.village, PRESETS.victory]) {
      const score = arrange(request(mood));
      const melody = partOf(score, 'melody').notes;
      const second = partOf(score, 'counter').notes;
      expect(second.length).toBeGreaterThan(melody.length * 0.7);
      const intervals = second.map((note) => {
        const over = melody.reduce((a, b) => (Math.abs(b.tick - note.tick) < Math.abs(a.tick - note.tick) ? b : a));
        return over.pitch - note.pitch;
      });
      expect(Math.min(...intervals)).toBeGreaterThanOrEqual(3);
      expect(Math.max(...intervals)).toBeLessThanOrEqual(9);
      expect(intervals.filter((interval) => [3, 4, 8, 9].includes(interval)).length / intervals.length).toBeGreaterThan(
        0.7,
      );
    }
  });

  test('under a note that comes before its chord is a tone of that chord', () => {
    const setting = settingOf(request(PRESETS.village, { meter: '4/4', bars: 2 }));
    const under = (durationTicks: number) =>
      duetNotes({
        ...setting,
        harmony: [
          { tick: 0, end: 1920, tones: [5, 9, 0], last: false },
          { tick: 1920, end: 3840, tones: [7, 11, 2], last: true },
        ],
        melody: [{ pitch: 74, tick: 1680, durationTicks, velocity: 0.7 }],
      }).map(({ pitch }) => pitch % 12);
    expect(under(960)).toEqual([11]);
    expect(under(240)).not.toEqual([11]);
  });

  test('elsewhere moves when the tune does not: most of its short notes fall where no note of the tune begins', () => {
    const score = arrange(request(PRESETS.exploration));
    const melody = partOf(score, 'melody').notes;
    const quick = partOf(score, 'counter').notes.filter(({ durationTicks }) => durationTicks <= 260);
    const together = quick.filter(({ tick }) => melody.some((note) => Math.abs(note.tick - tick) < 2 * STRAY));
    expect(quick.length).toBeGreaterThan(4);
    expect(together.length / quick.length).toBeLessThan(0.25);
  });

  test('answers the tune mostly in tones of the chord, so that harmony returns with its theme', () => {
    const inChord = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((seed) => {
      const asked = request(PRESETS.exploration, { seed });
      const score = arrange(asked);
      const melody = partOf(score, 'melody').notes;
      const own = partOf(score, 'counter').notes.filter(
        ({ tick, durationTicks }) => durationTicks <= 500 && !melody.some((note) => Math.abs(note.tick - tick) < 60),
      );
      return own.map(({ tick, pitch }) =>
        chordTones(chordAt(score.chords, tick + STRAY)!).includes(modulo(pitch - tonicPitchClass(score.tonic), 12)),
      );
    });
    expect(inChord.length).toBeGreaterThan(30);
    expect(inChord.filter(Boolean).length / inChord.length).toBeGreaterThan(0.55);
  });
});

describe('a cadence', () => {
  test('brings a calm band to rest and does not stop a battle', () => {
    const strokes = (mood: Mood, bar: number) => {
      const score = arrange(request(mood));
      const { barTicks } = meterInfo(score.meter);
      return partOf(score, 'bass').notes.filter(({ tick }) => Math.floor(tick / barTicks) === bar).length;
    };
    expect(strokes(PRESETS.village, 7)).toBe(1);
    expect(strokes(PRESETS.battle, 7)).toBe(strokes(PRESETS.battle, 5));
  });

  test('that stays open does not stop the band', () => {
    const asked = request(PRESETS.exploration);
    const chords = writeProgression({
      seed: 'open',
      bars: 8,
      meter: '4/4',
      mode: 'ionian',
      cadence: 'half',
      chordsPerBar: 1,
    });
    const score = arrange({ ...asked, phrase: tune({ bars: 8, meter: '4/4', mode: 'ionian', chords }) });
    expect(partOf(score, 'bass').notes.filter(({ tick }) => tick >= 7 * 1920).length).toBeGreaterThan(1);
  });
});

test('the bells of a cave ring over the tune', () => {
  for (const seed of ['a', 'b', 'c']) {
    const score = arrange(request(PRESETS.cave, { seed }));
    const melody = partOf(score, 'melody').notes;
    for (const bell of partOf(score, 'chords').notes) {
      for (const { pitch } of sounding(melody, bell.tick + 2 * STRAY)) expect(bell.pitch).toBeGreaterThan(pitch);
    }
  }
});

test('the tune is struck harder than what accompanies it', () => {
  const loudness = (notes: readonly Note[]) => notes.reduce((sum, { velocity }) => sum + velocity, 0) / notes.length;
  let parts = 0;
  for (const mood of MOODS) {
    const score = arrange(request(mood));
    const playing = ['counter', 'chords', 'pad', 'bass'].filter((name) => partOf(score, name).notes.length > 0);
    parts += playing.length;
    for (const name of playing)
      expect(loudness(partOf(score, 'melody').notes), `${mood.name} ${name}`).toBeGreaterThan(
        loudness(partOf(score, name).notes),
      );
  }
  expect(parts).toBeGreaterThan(2 * MOODS.length);
});

describe('layers', () => {
  test('come in one after another: the more intensity, the more parts, and the tune always', () => {
    for (const mood of MOODS) {
      const score = arrange(request(mood));
      const heard = (intensity: number) =>
        score.parts.filter(({ layer }) => intensity >= layer.from && intensity < layer.to && layer.from < layer.to);
      expect(heard(0).map(({ name }) => name)).toContain('melody');
      expect(heard(1).length).toBeGreaterThanOrEqual(5);
      expect(heard(0.05).length).toBeLessThan(heard(0.5).length + 1);
      expect(heard(0).length).toBeLessThan(heard(1).length);
    }
  });

  test('grow in parts and in notes from an intensity of 0.2 to 0.5 to 1', () => {
    for (const mood of MOODS) {
      const scores = [0, 1, 2, 3].map((phraseIndex) => arrange(request(mood, { phraseIndex })));
      const [low, middle, high] = bandMeasure(scores).layers;
      expect(low!.parts, mood.name).toBeLessThan(middle!.parts);
      expect(middle!.parts, mood.name).toBeLessThan(high!.parts);
      expect(low!.notes, mood.name).toBeLessThan(middle!.notes);
      expect(middle!.notes, mood.name).toBeLessThan(high!.notes);
      expect(high!.parts, mood.name).toBeGreaterThanOrEqual(5);
    }
  });

  test('of drums exclude each other: at any intensity at most one of them plays', () => {
    for (const mood of MOODS) {
      const score = arrange(request(mood));
      for (let intensity = 0; intensity <= 1; intensity += 0.05) {
        const drums = score.parts.filter(
          ({ name, layer }) => name.startsWith('drums') && intensity >= layer.from && intensity < layer.to,
        );
        expect(drums.length).toBeLessThanOrEqual(1);
      }
    }
  });

  test('can be cut at any bar line: each sustaining part begins every bar anew', () => {
    for (const mood of MOODS) {
      const score = arrange(request(mood));
      const { barTicks } = meterInfo(score.meter);
      for (const name of ['pad', 'bass']) {
        for (const note of partOf(score, name).notes) {
          const bar = Math.floor(note.tick / barTicks);
          expect(note.tick + note.durationTicks).toBeLessThanOrEqual((bar + 1) * barTicks + 40);
        }
        for (let bar = 0; bar < score.bars; bar++) {
          expect(partOf(score, name).notes.some(({ tick }) => Math.floor(tick / barTicks) === bar)).toBe(true);
        }
      }
    }
  });

  test('keep time with one another: no note strays more than 12 ms from its place', () => {
    let onBeats = 0;
    for (const mood of MOODS) {
      const score = arrange(request(mood));
      const grid = 480 / 24;
      for (const note of score.parts.flatMap(({ notes }) => notes)) {
        const off = Math.abs(note.tick - Math.round(note.tick / grid) * grid);
        expect(ticksToSeconds(off, score.bpm)).toBeLessThanOrEqual(0.0125);
      }
      const { barTicks } = meterInfo(score.meter);
      const starts = beatsOf(score.meter).map(({ tick }) => tick);
      for (const note of partOf(score, 'bass').notes) {
        const within = note.tick % barTicks;
        const nearest = Math.min(...starts.map((tick) => Math.abs(tick - within)), barTicks - within);
        if (nearest >= 40) continue;
        onBeats++;
        expect(ticksToSeconds(nearest, score.bpm)).toBeLessThanOrEqual(0.0125);
      }
    }
    expect(onBeats).toBeGreaterThan(10 * MOODS.length);
  });
});

describe('a palette', () => {
  test.each(MOODS)('gives $name other instruments and not one other note', (mood) => {
    const asked = request(mood);
    const own = arrange(asked);
    for (const palette of [...PALETTE_NAMES, 'of-a-game']) {
      const score = arrange({ ...asked, controls: { ...asked.controls, palette } });
      expect(score, palette).toEqual({ ...own, palette });
    }
  });

  test('leaves a mood of a game the band of the mood that it is like, or the one that it asks for', () => {
    const own = {
      gang: { like: 'battle', controls: { palette: 'toy-box' } },
      truce: { like: 'gang', band: 'calm' },
    } as const;
    const moods = resolveMoods(own);
    const parts = (mood: Mood, band: Mood) => arrange({ ...request(mood), mood: { ...mood, band: band.band } }).parts;
    const gang = moodNamed(moods, 'gang');
    expect(arrange(request(gang)).parts).toEqual(parts(gang, PRESETS.battle));
    const truce = moodNamed(moods, 'truce');
    expect(arrange(request(truce)).parts).toEqual(parts(truce, PRESETS.calm));
    expect(arrange(request(truce)).parts).not.toEqual(arrange(request(gang)).parts);
  });
});

describe('from phrase to phrase', () => {
  test.each(MOODS)(
    'the tune of $name never returns in the same setting: another chord, bass, layer or fill each time',
    async (mood) => {
      const model = createNgramModel();
      const written = await moodPhrases({ model, mood, seed: 'returns' }, 36);
      const returns = written.filter(({ slot }) => phraseSlot(slot, written[0]!.score.bars).theme === 'A');
      const settings = returns.map(({ score }) =>
        score.parts
          .filter((part) => part.role !== 'melody' && isLayerActive(part, mood.controls.intensity))
          .flatMap(({ name, notes }) => {
            // The first bar is the same tune each time, so that what differs is the setting's doing.
            const first = notes.filter(({ tick }) => tick < meterInfo(score.meter).barTicks - 60);
            return first.map(({ pitch, tick }) => `${name} ${pitch}@${Math.round(tick / 60)}`);
          })
          .sort()
          .join(),
      );
      expect(returns.length).toBeGreaterThanOrEqual(7);
      for (const [i, setting] of settings.slice(1).entries()) expect(setting, `return ${i + 1}`).not.toBe(settings[i]);
    },
  );

  test('the band changes something: accompaniment alternates while the palette stays', () => {
    for (const mood of MOODS) {
      const shapes = [0, 1, 2, 3, 4, 5].map((phraseIndex) => {
        const score = arrange({ ...request(mood), phraseIndex });
        return JSON.stringify(
          ['chords', 'bass'].map((name) =>
            partOf(score, name).notes.map(({ tick, pitch }) => [Math.round(tick / 60), pitch]),
          ),
        );
      });
      expect(new Set(shapes).size, mood.name).toBeGreaterThanOrEqual(2);
    }
  });

  test('the melody keeps its place when phrases of one key differ in height', () => {
    const asked = request(PRESETS.exploration);
    const shift = (lift: number) => {
      const phrase = tune({ bars: 8, meter: '4/4', mode: 'ionian', lift });
      return partOf(arrange({ ...asked, phrase }), 'melody').notes[0]!.pitch - phrase.notes[0]!.pitch;
    };
    expect(new Set([-2, -1, 0, 1, 2, 3].map(shift)).size).toBe(1);
  });
});
