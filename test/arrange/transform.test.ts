import { describe, expect, test } from 'vitest';
import { fitOf, headOf, inMode, ornamented, recall } from '../../plugin/arrange/transform.ts';
import type { Phrase } from '../../plugin/music/phrase.ts';
import { MODES, type Mode, modulo, scaleOf } from '../../plugin/music/pitch.ts';
import { METERS, meterInfo } from '../../plugin/music/time.ts';
import { tune } from '../fixtures/tunes.ts';

const theme = tune({ bars: 8, meter: '4/4', mode: 'ionian' });
const inside = ({ notes, request }: Phrase) =>
  notes.every(
    (note, i) =>
      note.durationTicks > 0 &&
      note.tick >= (i === 0 ? 0 : notes[i - 1]!.tick + notes[i - 1]!.durationTicks) &&
      note.tick + note.durationTicks <= request.bars * meterInfo(request.meter).barTicks,
  );

describe('a tune that comes back', () => {
  test('unchanged has the same notes, none of them counted as the model’s', () => {
    const back = recall(theme);
    expect(back.notes.map(({ pitch, tick }) => [pitch, tick])).toEqual(
      theme.notes.map(({ pitch, tick }) => [pitch, tick]),
    );
    expect(back.notes.some(({ sampled }) => sampled)).toBe(false);
  });

  test('gives its head to go on from, cut at the bar line', () => {
    const head = headOf(theme, 2);
    expect(head.bars).toBe(2);
    expect(head.notes.every(({ tick, durationTicks }) => tick + durationTicks <= 2 * 1920)).toBe(true);
  });

  test('turned dark keeps its degrees: every note lies in the new mode, the contour stays', () => {
    for (const mode of Object.keys(MODES) as Mode[]) {
      const dark = inMode(theme, mode);
      const scale: readonly number[] = scaleOf(mode);
      for (const { pitch } of dark.notes) expect(scale).toContain(modulo(pitch, 12));
      dark.notes.forEach((note, i) => {
        expect(Math.abs(note.pitch - theme.notes[i]!.pitch)).toBeLessThanOrEqual(2);
      });
    }
    const third = inMode(theme, 'aeolian').notes.filter((_, i) => modulo(theme.notes[i]!.pitch, 12) === 4);
    expect(third.length).toBeGreaterThan(0);
    for (const { pitch } of third) expect(modulo(pitch, 12)).toBe(3);
  });

  test.each(METERS)('ornamented in %s has more notes, all in the mode, and keeps what stands on the beats', (meter) => {
    const plain = tune({ bars: 8, meter, mode: 'dorian' });
    const turned = ornamented(plain, 'seed');
    expect(turned.notes.length).toBeGreaterThan(plain.notes.length);
    expect(inside(turned)).toBe(true);
    const scale: readonly number[] = scaleOf('dorian');
    for (const { pitch } of turned.notes) expect(scale).toContain(modulo(pitch, 12));
    for (const note of plain.notes) expect(turned.notes.find(({ tick }) => tick === note.tick)?.pitch).toBe(note.pitch);
  });

  test('tells how well it lies on its chords', () => {
    const chord = (root: number, quality: 'maj' | 'min') => [
      { tick: 0, durationTicks: 1920, chord: { root, quality } },
    ];
    const fifth = theme.notes.filter(({ tick }) => tick === 0);
    expect(fitOf(fifth, chord(0, 'maj'), '4/4')).toBe(1);
    expect(fitOf(fifth, chord(2, 'min'), '4/4')).toBe(0);
  });
});
