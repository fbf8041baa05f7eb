/** A band never falls silent: where nobody else plays, the pad does. */

import { describe, expect, test } from 'vitest';
import { longestSilenceAt, padAlone } from '../../plugin/arrange/silence.ts';
import { playSections } from '../../plugin/compose/play-sections.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/mood/preset-names.ts';
import type { Note, Part } from '../../plugin/music/score.ts';
import { meterInfo, PPQ } from '../../plugin/music/time.ts';

const BAR = 4 * PPQ;
const BARS = { barTicks: BAR, endTick: 4 * BAR, longestSilence: PPQ, bassRings: 2 * PPQ };

const note = (tick: number, durationTicks: number): Note => ({ pitch: 60, tick, durationTicks, velocity: 0.5 });
const whole = [0, 1, 2, 3].map((bar) => note(bar * BAR, BAR));
const part = (role: Part['role'], from: number, notes: readonly Note[], to = 1.1): Part => ({
  name: role,
  role,
  layer: { from, to },
  notes,
});
const PAD = part('pad', 0, whole);

describe('the pad alone', () => {
  test('plays the bars in which a melody pauses, at intensities at which nobody else plays', () => {
    const melody = part('melody', 0, [note(0, BAR), note(3 * BAR, BAR)]);
    const chords = part('chords', 0.3, whole);
    expect(padAlone(PAD, [melody, chords], BARS)).toEqual([
      { ...PAD, name: 'pad-alone', layer: { from: 0, to: 0.3 }, notes: [whole[1], whole[2]] },
    ]);
  });

  test('leaves a breath between two notes', () => {
    expect(padAlone(PAD, [part('melody', 0, [note(0, BAR - PPQ), note(BAR, 3 * BAR)])], BARS)).toEqual([]);
  });

  test('has its own bars in each range of intensity', () => {
    const melody = part('melody', 0, [note(0, BAR)]);
    const bass = part('bass', 0.5, [
      note(BAR, BAR / 2),
      note(1.5 * BAR, BAR / 2),
      note(2 * BAR, BAR / 2),
      note(2.5 * BAR, BAR / 2),
    ]);
    const alone = padAlone(PAD, [melody, bass], BARS);
    expect(alone.map(({ name, layer, notes }) => [name, layer.from, layer.to, notes.length])).toEqual([
      ['pad-alone', 0, 0.5, 3],
      ['pad-alone-2', 0.5, 1.1, 1],
    ]);
  });

  test('plays where only a long bass note is left, which a palette may pluck', () => {
    const bass = part('bass', 0, [note(0, BAR / 2), note(BAR / 2, BAR / 2), note(BAR, BAR), note(2 * BAR, BAR / 2)]);
    const chords = part('chords', 0, [note(2.5 * BAR, 1.5 * BAR)]);
    expect(padAlone(PAD, [bass, chords], BARS).map(({ notes }) => notes)).toEqual([[whole[1]]]);
  });

  test('of slow music comes after a second, of fast music after a beat', () => {
    expect(longestSilenceAt(60)).toBe(PPQ);
    expect(longestSilenceAt(120)).toBe(2 * PPQ);
    expect(longestSilenceAt(40)).toBe(PPQ);
  });
});

/** The longest time in which no note of a piece sounds, in seconds. */
async function longestSilence(mood: PresetName, intensity: number, seed: string): Promise<number> {
  const composer = createNgramModel();
  const { recording, start } = await playSections({
    source: { composer, fallback: composer },
    sections: [{ mood, bars: 12 }],
    soundtrack: { seed, moods: { [mood]: { like: mood, controls: { intensity } } }, modulations: [] },
  });
  composer.dispose();
  const notes = recording.calls.flatMap((call) =>
    call.kind !== 'play'
      ? []
      : call.bar.parts.flatMap((part) =>
          part.notes.map(({ tick, durationTicks }) => {
            // A game may play a mood in another meter than the preset's.
            const { barTicks } = meterInfo(call.bar.origin.score.meter);
            // Ticks count from the start of the phrase; feel may move a note before its bar line.
            const from = (((tick + PPQ / 8) % barTicks) - PPQ / 8) / barTicks;
            const at = call.bar.time - start + from * call.bar.duration;
            return { at, end: at + (durationTicks / barTicks) * call.bar.duration };
          }),
        ),
  );
  let end = 0;
  let longest = 0;
  for (const { at, end: until } of notes.sort((a, b) => a.at - b.at)) {
    longest = Math.max(longest, at - end);
    end = Math.max(end, until);
  }
  return longest;
}

/** In seconds: the pad fills what is longer than one, between the notes of a phrase; a breath may follow between two phrases. */
const LONGEST = 1.5;

test.each(PRESET_NAMES)('%s is never silent for long, however low its intensity', async (mood) => {
  for (const seed of ['levels 0', 'levels 3', 'levels 7']) {
    expect(await longestSilence(mood, 0.05, seed)).toBeLessThan(LONGEST);
    expect(await longestSilence(mood, 0.2, seed)).toBeLessThan(LONGEST);
  }
});
