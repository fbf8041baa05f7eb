import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../models/corpus/read.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { periodBriefs } from '../../models/evaluation/briefs.ts';
import { writePeriod } from '../../models/evaluation/scene.ts';
import { ngramSteps } from '../../plugin/generate/ngram.ts';
import { ngramTables } from '../../plugin/generate/ngram-tables.generated.ts';
import { FALLBACK_SCHEME, NgramTables } from '../../plugin/generate/ngram-tables.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { meterInfo } from '../../plugin/music/time.ts';

const train = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus')).tunes.flatMap(stretchesOf);
const model = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME));
const middle = { density: 0.5, register: 0.5, leap: 0.5, syncopation: 0.5, chromaticism: 0.1 };
const period = (meter: '4/4' | '3/4' | '6/8' | '2/4', seed = 'a') =>
  writePeriod(model, { seed, meter, mode: 'ionian', style: null, controls: middle });

describe('a period', () => {
  test.each(['4/4', '3/4', '6/8', '2/4'] as const)('fills eight bars of %s, over chords, in one voice', (meter) => {
    const { bars, notes, chords, name } = period(meter);
    const end = 8 * meterInfo(meter).barTicks;
    expect([bars, name]).toEqual([8, 'a']);
    notes.forEach(({ tick, durationTicks }, i) => {
      expect(tick + durationTicks).toBeLessThanOrEqual(notes[i + 1]?.tick ?? end);
    });
    expect(notes.at(-1)!.tick).toBeGreaterThanOrEqual(end / 2);
    expect(chords.reduce((sum, span) => sum + span.durationTicks, 0)).toBe(end);
  });

  test('answers its statement: the answer begins with the same bars and closes', () => {
    const { notes } = period('4/4');
    const { barTicks } = meterInfo('4/4');
    const bar = (index: number) =>
      notes
        .filter(({ tick }) => Math.floor(tick / barTicks) === index)
        .map(({ pitch, tick }) => [pitch, tick % barTicks]);
    expect(bar(4)).toEqual(bar(0));
    expect([0, 4]).toContain(((notes.at(-1)!.pitch % 12) + 12) % 12);
  });

  test('is the same for the same brief, and another for another seed', () => {
    expect(period('4/4')).toEqual(period('4/4'));
    expect(period('4/4', 'b').notes).not.toEqual(period('4/4').notes);
  });
});

describe('briefs', () => {
  const briefs = periodBriefs(train, 40);

  test('ask for what training tunes are: their meters, and controls from 0 to 1', () => {
    const meters = new Set(train.map(({ meter }) => meter));
    for (const { meter, controls, mode } of briefs) {
      expect(meters).toContain(meter);
      expect(['ionian', 'aeolian', 'harmonic minor']).toContain(mode);
      for (const control of MELODY_CONTROLS) {
        expect(controls[control]).toBeGreaterThanOrEqual(0);
        expect(controls[control]).toBeLessThanOrEqual(1);
      }
    }
    expect(new Set(briefs.map(({ seed }) => seed)).size).toBe(40);
  });

  test('are the same each time', () => {
    expect(periodBriefs(train, 40)).toEqual(briefs);
    expect(() => periodBriefs([], 1)).toThrow(/no training tune has 8 bars/);
  });
});
