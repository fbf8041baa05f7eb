/** Ornaments and heterophony: notes of the score, by style, that leave the line and the beat alone. */

import { describe, expect, test } from 'vitest';
import { arrange } from '../../plugin/arrange/arrange.ts';
import { settingOf } from '../../plugin/arrange/arrange-context.ts';
import { heterophonyNotes } from '../../plugin/arrange/heterophony.ts';
import { placeMelody } from '../../plugin/arrange/melody.ts';
import { HABITS } from '../../plugin/arrange/ornament-habits.ts';
import { ornamentedLine } from '../../plugin/arrange/ornaments.ts';
import { fullSwing, TRIPLET } from '../../plugin/arrange/swing.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { WORLD_MOODS, type WorldMoodName } from '../../plugin/mood/world-moods.ts';
import type { MoodStyle } from '../../plugin/music/style.ts';
import { meterInfo, PPQ } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';

const mood = WORLD_MOODS.tavern;
const requestOf = (style: MoodStyle, phraseIndex: number) => {
  const phrase = tune({ bars: 8, meter: '4/4', mode: 'ionian' });
  return { phrase, controls: { ...mood.controls, style, tempo: 100 }, mood, seed: 's', phraseIndex };
};
const lineOf = (style: MoodStyle, phraseIndex = 0) => {
  const request = requestOf(style, phraseIndex);
  const setting = settingOf(request);
  const melody = placeMelody(request.phrase, 'D', setting.style.melody, mood);
  return {
    setting: { ...setting, melody },
    melody,
    line: ornamentedLine(setting, melody, 'lead', setting.style.melody),
  };
};
const STYLES = Object.keys(HABITS) as MoodStyle[];

describe('the ornaments of a style', () => {
  test.each(STYLES)(
    'of %s leave every note at its tick with its pitch, in the register, one after the other',
    (style) => {
      let added = 0;
      for (let phrase = 0; phrase < 12; phrase++) {
        const { setting, melody, line } = lineOf(style, phrase);
        const { low, high } = setting.style.melody;
        const trills = style === 'baroque-dance' || style === 'swedish-dance' || style === 'chinese';
        for (const { tick, pitch } of melody) {
          const there = line.find((note) => note.tick === tick);
          expect(there, `${style} ${tick}`).toBeDefined();
          // Trills may begin on the note above.
          expect([pitch, trills ? there!.pitch : pitch]).toContain(there!.pitch);
        }
        line.forEach((note, i) => {
          expect(note.pitch).toBeGreaterThanOrEqual(low - 2);
          expect(note.pitch).toBeLessThanOrEqual(high);
          expect(note.durationTicks).toBeGreaterThan(0);
          const next = line[i + 1];
          expect(note.tick + note.durationTicks).toBeLessThanOrEqual(next?.tick ?? Number.POSITIVE_INFINITY);
        });
        added += line.length - melody.length;
      }
      expect(added).toBeGreaterThan(4);
    },
  );

  test.each(STYLES)(
    'of %s are on at most two notes of a bar, never on two in a row, and the same for the same seed',
    (style) => {
      const { melody, line } = lineOf(style);
      expect(lineOf(style).line).toEqual(line);
      const own = new Set(melody);
      const touched = melody.map((note, i) => {
        const from = i === 0 ? 0 : melody[i - 1]!.tick + 1;
        return (
          !own.has(line.find(({ tick }) => tick === note.tick)!) ||
          line.some(({ tick }) => tick >= from && tick < note.tick && !melody.some((one) => one.tick === tick))
        );
      });
      expect(touched.filter(Boolean).length / melody.length).toBeLessThan(0.75);
    },
  );

  test('are none where the style is the mood’s own, or has no habits', () => {
    const melody = lineOf('irish').melody;
    for (const style of ['folk-dance', 'hymn', 'song', 'guitar'] as const)
      expect(lineOf(style).line.map(({ tick, pitch }) => [tick, pitch])).toEqual(
        melody.map(({ tick, pitch }) => [tick, pitch]),
      );
    const own = requestOf(PRESETS.village.controls.style, 0);
    expect(arrange(own).parts.find(({ role }) => role === 'melody')!.notes.length).toBe(own.phrase.notes.length);
  });
});

describe('heterophony', () => {
  test.each(['chinese', 'japanese'] as const)(
    'of %s is the same tune in other rhythm, and meets it on the last note',
    (style) => {
      const { setting, melody } = lineOf(style);
      const second = heterophonyNotes(setting);
      const classes = (notes: readonly { readonly pitch: number }[]) => new Set(notes.map(({ pitch }) => pitch % 12));
      for (const pitch of classes(melody)) expect(classes(second)).toContain(pitch);
      expect(second.map(({ tick }) => tick)).not.toEqual(melody.map(({ tick }) => tick));
      const [last, end] = [second.at(-1)!, melody.at(-1)!];
      const closing = second.find(({ tick }) => tick === end.tick);
      expect(closing!.pitch % 12).toBe(end.pitch % 12);
      expect(last.pitch % 12).toBe(end.pitch % 12);
      for (const { pitch } of second) {
        expect(pitch).toBeGreaterThanOrEqual(setting.style.counter.low - 1);
        expect(pitch).toBeLessThanOrEqual(setting.style.counter.high);
      }
    },
  );
});

describe('swing', () => {
  test('is later than a triplet when slow and earlier when fast, in the style that swings; else the triplet', () => {
    expect(fullSwing('swing', 80)).toBeGreaterThan(TRIPLET);
    expect(fullSwing('swing', 280)).toBeLessThan(TRIPLET);
    expect(fullSwing('swing', 280)).toBeGreaterThan(PPQ / 2);
    expect(fullSwing('swing', 400)).toBe(fullSwing('swing', 290));
    for (let bpm = 50; bpm < 300; bpm += 10)
      expect(fullSwing('swing', bpm + 10)).toBeLessThanOrEqual(fullSwing('swing', bpm));
    expect(fullSwing(null, 280)).toBe(TRIPLET);
    expect(fullSwing('ragtime', 80)).toBe(TRIPLET);
  });
});

describe('the band of a mood of the world', () => {
  test.each(Object.keys(WORLD_MOODS) as WorldMoodName[])('%s plays in all its parts', (name) => {
    const { controls } = WORLD_MOODS[name];
    const phrase = tune({ bars: 4, meter: controls.meter, mode: controls.mode });
    const { parts } = arrange({ phrase, controls, mood: WORLD_MOODS[name], seed: 's', phraseIndex: 0 });
    const end = 4 * meterInfo(controls.meter).barTicks;
    for (const { name: part, notes } of parts) {
      expect(notes.length, part).toBeGreaterThan(0);
      for (const { tick, durationTicks } of notes) expect(tick + durationTicks).toBeLessThanOrEqual(end + 1);
    }
  });
});
