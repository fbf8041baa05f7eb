import { beforeAll, describe, expect, test } from 'vitest';
import { contourSimilarity } from '../../plugin/arrange/similarity.ts';
import { songPlan } from '../../plugin/arrange/song-plan.ts';
import { scoreData } from '../../plugin/compose/score-data.ts';
import { type Song, writeSong } from '../../plugin/compose/song.ts';
import { toMidi } from '../../plugin/compose/to-midi.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { chordTones } from '../../plugin/music/harmony.ts';
import { tonicPitchClass } from '../../plugin/music/pitch.ts';
import { meterInfo, secondsToTicks } from '../../plugin/music/time.ts';
import { resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';

const write = (mood: keyof typeof PRESETS, over: { seed?: string; minutes?: number; loop?: boolean } = {}) =>
  writeSong({ model: createNgramModel(), mood: PRESETS[mood], seed: 'song', minutes: 1, loop: false, ...over });

describe('the plan of a piece', () => {
  test('has an intro, the tune with its returns, and an ending, of about the length asked', () => {
    for (const bars of [20, 40, 75, 150]) {
      const sections = songPlan({ bars, phraseBars: 4, loop: false });
      expect(sections.map(({ name }) => name)).toEqual(['intro', ...sections.slice(1, -1).map(() => 'tune'), 'ending']);
      const total = sections.reduce((sum, section) => sum + section.bars, 0);
      expect(Math.abs(total - bars)).toBeLessThanOrEqual(2);
      const themes = sections.flatMap(({ slot }) => (slot ? [slot.theme] : []));
      expect(themes.filter((theme) => theme[0] === 'A').length).toBeGreaterThanOrEqual(3);
      expect(themes[0]).toBe('A');
      expect(sections.at(-2)!.slot).toMatchObject({ theme: 'A', ending: 'full' });
    }
  });

  test('of a loop has neither, and stays open at its end', () => {
    const sections = songPlan({ bars: 32, phraseBars: 4, loop: true });
    expect(sections.every(({ name }) => name === 'tune')).toBe(true);
    expect(sections.reduce((sum, { bars }) => sum + bars, 0)).toBe(32);
    expect(sections.at(-1)!.slot).toMatchObject({ theme: 'A', ending: 'half' });
  });
});

describe.each(['village', 'battle', 'cave', 'forest'] as const)('a piece of %s', (mood) => {
  let song: Song;
  beforeAll(async () => {
    song = await write(mood);
  });
  const melody = () => scoreData(song.played).parts.find(({ role }) => role === 'melody')!.notes;

  test('lasts about as long as asked, its tune silent in the intro', () => {
    const { start, end, bars, sections } = song.played;
    expect(end - start).toBeGreaterThan(45);
    expect(end - start).toBeLessThan(85);
    expect(sections[0]).toMatchObject({ name: 'intro' });
    const barTicks = meterInfo(bars[0]!.event.meter).barTicks;
    expect(melody()[0]!.tick).toBeGreaterThanOrEqual(sections[0]!.bars * barTicks - 1);
    expect(bars[0]!.timed.parts.length).toBeGreaterThan(0);
  });

  test('brings its tune back at the end, slower, and closes on the chord of home', () => {
    const { bars } = song.played;
    const tempos = bars.map(({ event }) => event.bpm);
    expect(tempos.at(-1)!).toBeLessThan(tempos[0]! * 0.85);
    const notesOf = (from: number) =>
      bars
        .slice(from, from + 2)
        .flatMap(({ timed }) => timed.parts.filter(({ role }) => role === 'melody').flatMap(({ notes }) => notes))
        .map(({ pitch, time, durationTicks }) => ({
          pitch,
          tick: Math.round(secondsToTicks(time, tempos[0]!)),
          durationTicks,
        }));
    const first = song.played.sections[0]!.bars;
    const phrase = song.played.sections[1]!.bars;
    expect(notesOf(first).length).toBeGreaterThanOrEqual(4);
    expect(contourSimilarity(notesOf(first), notesOf(bars.length - 2 - phrase))).toBeGreaterThan(0.7);
    const { parts, origin } = bars.at(-1)!.timed;
    const { chord } = origin.score.chords.at(-1)!;
    expect(chord.root).toBe(0);
    expect(chordTones(chord)).toContain(0);
    expect(parts.map(({ role }) => role)).toEqual(expect.arrayContaining(['melody', 'bass', 'pad']));
  });

  test('grows and thins: not every phrase is as full as every other', () => {
    expect(new Set(song.played.bars.map(({ event }) => event.controls.intensity)).size).toBeGreaterThanOrEqual(3);
  });

  test('is the same for the same seed, another for another, and a MIDI file', async () => {
    expect(scoreData((await write(mood)).played)).toEqual(scoreData(song.played));
    expect(scoreData((await write(mood, { seed: 'other' })).played)).not.toEqual(scoreData(song.played));
    expect(toMidi(scoreData(song.played)).length).toBeGreaterThan(500);
  });
});

describe('a piece of a game with a band of its own', () => {
  const seeds = Array.from({ length: 10 }, (_, i) => `piece ${i}`);
  const pieces = () =>
    Promise.all(
      seeds.map(async (seed) => {
        const mood = resolveSoundtrack({ seed }).moods.get('exploration')!;
        return (await writeSong({ model: createNgramModel(), mood, seed, minutes: 0.5, loop: false })).played;
      }),
    );

  test('is introduced by a vamp, or by the head of its theme in another part; and ends in two bars on the tonic', async () => {
    const heads: boolean[] = [];
    for (const { bars, sections } of await pieces()) {
      const [intro, ending] = [sections[0]!, sections.at(-1)!];
      const notesIn = (bar: number, role: string) =>
        bars[bar]!.timed.parts.filter((part) => part.role === role).flatMap(({ notes }) => notes);
      const head = notesIn(intro.bars, 'melody').map(({ pitch }) => pitch % 12);
      const isHead = (role: string) => {
        const line = notesIn(0, role).map(({ pitch }) => pitch % 12);
        return head.length > 2 && head.every((pitch) => line.includes(pitch)) && line.length >= head.length;
      };
      heads.push((['counter', 'bass'] as const).some(isHead));
      expect(ending.bars).toBe(2);
      const last = bars.length - 2;
      const tonic = tonicPitchClass(bars[last]!.timed.origin.score.tonic);
      const tune = [last, last + 1].map((bar) => notesIn(bar, 'melody').map(({ pitch }) => pitch % 12));
      expect(tune).toEqual([[tonic], [tonic]]);
      const [fourth, home] = bars[last]!.timed.origin.score.chords;
      expect([fourth!.chord.root, home!.chord.root]).toEqual([5, 0]);
    }
    expect(new Set(heads)).toEqual(new Set([true, false]));
  });
});

describe('a loop', () => {
  test('leads from its last bar into its first: voices move by step, the last chord is not home', async () => {
    for (const mood of ['village', 'battle', 'exploration'] as const) {
      const { played } = await write(mood, { loop: true, minutes: 0.5 });
      const first = played.bars[0]!.timed.origin.score;
      const last = played.bars.at(-1)!.timed.origin.score;
      expect(last.chords.at(-1)!.chord.root, mood).not.toBe(0);
      const voices = (of: typeof first, from: number, to: number) => {
        const notes = of.parts
          .find(({ name }) => name === 'pad')!
          .notes.filter(({ tick }) => tick >= from && tick < to);
        return [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b);
      };
      const tail = last.chords.at(-1)!.tick - 40;
      const [from, to] = [voices(last, tail, Number.POSITIVE_INFINITY), voices(first, 0, 200)];
      expect(to).toHaveLength(from.length);
      const moves = from.map((pitch, i) => Math.abs(pitch - to[i]!));
      expect(moves.reduce((sum, move) => sum + move, 0) / moves.length, mood).toBeLessThanOrEqual(5);
    }
  });
});
