/** How answers begin, and that a game's themes differ in it. */

import { describe, expect, test } from 'vitest';
import { ANSWER_KINDS, type AnswerKind, answerHead, answerKind } from '../../plugin/arrange/answers.ts';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { silentPhrase } from '../../plugin/phrases/phrase-job.ts';

const seeds = Array.from({ length: 200 }, (_, i) => `game ${i}`);
const BAR = 1920;

/** A statement over one tonic chord in C: c e g e | f d c -, and two more bars. */
const statement: Phrase = {
  ...silentPhrase({
    ...{ seed: 's', bars: 4, meter: '4/4', mode: 'ionian', style: null, controls: {}, cadence: 'half' },
    chords: [{ tick: 0, durationTicks: 4 * BAR, chord: { root: 0, quality: 'maj' } }],
  }),
  notes: [0, 4, 7, 4, 5, 2, 0, 7, 7].map((pitch, i) => ({
    ...{ pitch, durationTicks: 480, sampled: true },
    tick: (i < 7 ? i : i + 1) * 480,
  })),
};
const headOf = (kind: AnswerKind) => answerHead(statement, kind, 2);
const pitches = (kind: AnswerKind) => headOf(kind).map(({ pitch }) => pitch);
const ticks = (kind: AnswerKind) => headOf(kind).map(({ tick }) => tick);

describe('the beginning of an answer', () => {
  test('of a parallel period is its statement’s, and none of its notes are new', () => {
    expect(pitches('parallel')).toEqual([0, 4, 7, 4, 5, 2, 0]);
    for (const kind of ANSWER_KINDS) expect(headOf(kind).some(({ sampled }) => sampled)).toBe(false);
  });

  test('moved, keeps rhythm and contour on another degree', () => {
    const directions = (line: readonly number[]) => line.slice(1).map((pitch, i) => Math.sign(pitch - line[i]!));
    for (const kind of ['sequence', 'transposed'] as const) {
      expect(ticks(kind)).toEqual(ticks('parallel'));
      expect(directions(pitches(kind))).toEqual(directions(pitches('parallel')));
      expect(pitches(kind)[0]).not.toBe(0);
    }
    expect([-5, 7]).toContain(pitches('transposed')[0]);
  });

  test('inverted, rises where the statement falls', () => {
    const [first, ...rest] = pitches('inverted');
    const own = pitches('parallel');
    rest.forEach((pitch, i) => {
      expect(Math.sign(pitch - [first!, ...rest][i]!)).toBe(-Math.sign(own[i + 1]! - own[i]!));
    });
  });

  test('in fragments, is the first bar and the same a step or a third away', () => {
    const line = pitches('fragments');
    expect(line.slice(0, 4)).toEqual([0, 4, 7, 4]);
    expect(line).toHaveLength(8);
    expect(line[4]).not.toBe(0);
    expect(ticks('fragments').slice(4)).toEqual([0, 480, 960, 1440].map((tick) => tick + BAR));
  });

  test('goes to the step that fits the chords best', () => {
    const fragments = seeds.map((seed) =>
      answerHead({ ...statement, request: { ...statement.request, seed } }, 'fragments', 2),
    );
    // Over C major the bar c e g e fits on c and e (third up: e g b g), not on d and b.
    for (const notes of fragments) expect(Math.abs(notes[4]!.pitch)).not.toBe(2);
  });

  test('that a statement lies too high or low for is the statement’s own', () => {
    const high = { ...statement, notes: statement.notes.map((note) => ({ ...note, pitch: note.pitch + 20 })) };
    const moved = answerHead(high, 'transposed', 2).map(({ pitch }) => pitch);
    expect(Math.max(...moved)).toBeLessThanOrEqual(27);
    expect(moved[0]).toBe(15);
  });
});

describe('the answers of a game', () => {
  test('are of another kind in each of its first four themes, and differ between games', () => {
    for (const seed of seeds) {
      const kinds = ['A', 'B', 'C', 'D'].map((theme) => answerKind(seed, theme, PRESETS.forest));
      expect(new Set(kinds).size).toBe(4);
      expect(['A', 'B', 'C', 'D'].map((theme) => answerKind(seed, theme, PRESETS.forest))).toEqual(kinds);
    }
    const first = seeds.map((seed) => answerKind(seed, 'A', PRESETS.forest));
    expect(new Set(first)).toEqual(new Set(ANSWER_KINDS));
    expect(first.filter((kind) => kind === 'parallel').length).toBeLessThan(seeds.length / 2);
  });

  test('of a fight are sequences and fragments more often than not, and never new', () => {
    const kinds = seeds.map((seed) => answerKind(seed, 'A', PRESETS.battle));
    const working = kinds.filter((kind) => kind === 'sequence' || kind === 'fragments');
    expect(working.length).toBeGreaterThan(seeds.length / 2);
    expect(kinds).not.toContain('contrasting');
  });

  test('are all parallel in a game without variety; a contrasting one keeps no bar', () => {
    expect(phraseSlot(1, 4, PRESETS.forest).answer).toBe('parallel');
    const slots = seeds.map((figures) => phraseSlot(1, 4, { ...PRESETS.forest, figures }));
    for (const { answer, keep } of slots) expect(keep).toBe(answer === 'contrasting' ? 0 : 2);
    expect(new Set(slots.map(({ answer }) => answer)).size).toBe(ANSWER_KINDS.length);
    expect(phraseSlot(0, 4, PRESETS.forest).answer).toBeNull();
  });
});
