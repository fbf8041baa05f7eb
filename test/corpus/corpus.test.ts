/** What the corpus reader promises, on tunes of our own. */

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quantileTables } from '../../models/corpus/quantiles.ts';
import { readCorpus } from '../../models/corpus/read.ts';
import { type CorpusRecord, type Tune, tuneOf } from '../../models/corpus/record.ts';
import { groupTunes, splitTunes } from '../../models/corpus/split.ts';
import { chordCode, chordOfCode, isMelodic, stretchesOf } from '../../models/corpus/stretches.ts';
import { sourceWeights } from '../../models/corpus/weights.ts';
import { DURATIONS, pitchOfToken, REST } from '../../plugin/generate/tokens.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/corpus');
const { tunes } = readCorpus(FIXTURE);
const named = (id: string) => tunes.find((tune) => tune.id === `own/${id}`)!;

const record = (over: Partial<CorpusRecord>): CorpusRecord => ({
  id: 'x',
  meter: '4/4',
  key: 'C major',
  p: [60, 62, 64, 65, 67, 65, 64, 62, 60],
  d: [24, 24, 24, 24, 24, 24, 24, 24, 96],
  ...over,
});

describe('reading records', () => {
  test('every tune of the fixture is read, metered and not', () => {
    expect(tunes).toHaveLength(24);
    expect(new Set(tunes.map((tune) => tune.meter))).toEqual(
      new Set(['4/4', '3/4', '6/8', '2/4', '3/8', '2/2', '7/8', 'none']),
    );
  });

  test('pitches are semitones above the tonic anchor, whatever the key', () => {
    const inC = tuneOf(record({}), 'own');
    const inE = tuneOf(record({ key: 'E major', p: record({}).p.map((pitch) => pitch + 4) }), 'own');
    if (typeof inC === 'string' || typeof inE === 'string') throw new Error('not read');
    expect(inE.events.map(({ pitch }) => pitch)).toEqual(inC.events.map(({ pitch }) => pitch));
    expect(inC.events[0]!.pitch).toBe(0);
  });

  test('chords are relative to the tonic, unknown where the source does not know', () => {
    const tune = tuneOf(
      record({
        key: 'G major',
        chords: [
          [0, 'G'],
          [24, '?'],
          [48, 'D7'],
          [96, 'N'],
        ],
        chords_src: 'stated',
      }),
      'own',
    );
    if (typeof tune === 'string') throw new Error(tune);
    expect(tune.chords.map(({ chord }) => chord)).toEqual([
      { root: 0, quality: 'maj' },
      null,
      { root: 7, quality: 'dom7' },
      null,
    ]);
  });

  test('inferred chords that fit badly are not believed', () => {
    const chords = [[0, 'C']] as const;
    const badly = tuneOf(record({ chords, chords_src: 'inferred', chord_fit: 0.3 }), 'own');
    const well = tuneOf(record({ chords, chords_src: 'inferred', chord_fit: 0.8 }), 'own');
    expect([badly, well].map((tune) => (typeof tune === 'string' ? tune : tune.chords.length))).toEqual([0, 1]);
  });

  test('whole-note meters are read with halved values', () => {
    const tune = tuneOf(record({ meter: '2/1' }), 'own');
    if (typeof tune === 'string') throw new Error(tune);
    expect([tune.meter, tune.bar, tune.events[1]!.onset]).toEqual(['2/2', 96, 12]);
  });

  test.each([
    [{ mchg: 2 }, /meter changes/],
    [{ role: 'bass' }, /bass line/],
    [{ meter: '11/16' }, /11\/16/],
    [{ key: undefined }, /no key/],
    [{ d: [24] }, /one length/],
    [{ p: [60], d: [24] }, /fewer than 8/],
  ])('%j is left out, with the reason', (over, reason) => {
    expect(tuneOf(record(over as Partial<CorpusRecord>), 'own')).toMatch(reason);
  });

  test('a missing folder is one clear line', () => {
    expect(() => readCorpus('/no/such/corpus')).toThrow('no corpus at /no/such/corpus; name one with --corpus');
  });
});

describe('stretches', () => {
  test('an upbeat does not count as a bar of the phrase', () => {
    const [stretch] = stretchesOf(named('upbeat'));
    const first = stretch!.bar.indexOf(0);
    expect(stretch!.pitch[0]).toBe(REST);
    expect(stretch!.place[first]).toBe(0);
    expect(stretch!.barsLeft[first]).toBe(stretch!.bar[stretch!.bar.length - 1]);
  });

  test('bars left count down to the end of each eight bars', () => {
    const [stretch] = stretchesOf(named('morning-walk'));
    const seen = new Map([...stretch!.bar].map((bar, i) => [bar, stretch!.barsLeft[i]]));
    expect([...seen.values()]).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test('place in the bar and durations add up', () => {
    const [stretch] = stretchesOf(named('harbour'));
    for (let i = 1; i < stretch!.pitch.length; i++) {
      expect(stretch!.place[i]).toBe((stretch!.place[i - 1]! + DURATIONS[stretch!.duration[i - 1]!]!) % 72);
    }
  });

  test('a bar of silence after another cuts the tune', () => {
    const p = [...record({}).p, 0, ...record({}).p];
    const d = [...record({}).d, 288, ...record({}).d];
    const tune = tuneOf(record({ p, d }), 'own');
    if (typeof tune === 'string') throw new Error(tune);
    const stretches = stretchesOf(tune);
    expect(stretches).toHaveLength(2);
    expect(stretches[1]!.place[0]).toBe(0);
    expect(pitchOfToken(stretches[1]!.pitch[0]!)).toBe(0);
  });

  test('riffs of one pitch and lines that jump between voices are no melodies', () => {
    const riff = tuneOf(record({ p: [60, 60, 60, 60, 60, 60, 60, 62, 60], tags: ['battle'] }), 'own');
    const jumps = tuneOf(record({ p: [60, 80, 60, 80, 60, 80, 60, 80, 60] }), 'own');
    if (typeof riff === 'string' || typeof jumps === 'string') throw new Error('not read');
    expect([isMelodic(riff), isMelodic(jumps), isMelodic(named('lantern'))]).toEqual([false, false, true]);
  });

  test('chord codes are a round trip, unknown included', () => {
    for (const chord of [null, { root: 0, quality: 'maj' }, { root: 11, quality: 'power' }] as const) {
      expect(chordOfCode(chordCode(chord))).toEqual(chord);
    }
  });
});

describe('the split', () => {
  test('stretches and copies in another key stay with their piece', () => {
    const original = named('lantern');
    const events = original.events.map((event) => ({ ...event, pitch: event.pitch === null ? null : event.pitch + 2 }));
    const copy = { ...original, id: 'elsewhere/copy', title: 'copy', events };
    const stretch = { ...original, id: `${original.id}@2` };
    const groups = groupTunes([original, copy, stretch, named('harbour')]);
    expect(groups[1]).toBe(groups[0]);
    expect(groups[2]).toBe(groups[0]);
    expect(groups[3]).not.toBe(groups[0]);
  });

  test('of the first corpus stays as it is, whatever else is read and however its records are read again', () => {
    const at = (id: string, source: string, other: Partial<Tune> = {}): Tune => ({
      ...named('lantern'),
      id,
      source,
      ...other,
    });
    // All these are copies of each other, which would make them one group with one place.
    const pieces = [
      at('gregorian/104', 'gregorian'),
      at('gregorian/100000', 'gregorian'),
      at('freedoom/d_e3m1#4@2', 'freedoom', { events: named('harbour').events }),
      at('freedoom/midi/d_e3m1.mid', 'midi'),
      at('new/copy', 'new'),
      at('new/copy@2', 'new', { events: named('seven').events }),
    ];
    expect(splitTunes(pieces)).toEqual(['test', 'train', 'test', 'test', 'copy', 'copy']);
    expect(splitTunes([pieces[1]!, pieces[4]!])).toEqual(['train', 'train']);
  });

  test('is near 95/2.5/2.5 and the same every time', () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({ ...named('seven'), id: `piece-${i}`, events: [] }));
    const split = splitTunes(many);
    const share = (name: string) => split.filter((s) => s === name).length / split.length;
    expect(share('test')).toBeGreaterThan(0.018);
    expect(share('test')).toBeLessThan(0.032);
    expect(share('valid')).toBeGreaterThan(0.018);
    expect(share('valid')).toBeLessThan(0.032);
    expect(splitTunes(many)).toEqual(split);
  });
});

describe('weights and measures', () => {
  test('a source a hundred times as large is drawn far less than a hundred times as often', () => {
    const weights = sourceWeights(
      new Map([
        ['large', 100_000],
        ['small', 1000],
      ]),
    );
    expect(weights.get('large')! / weights.get('small')!).toBeLessThan(20);
    expect(weights.get('large')! + weights.get('small')!).toBeCloseTo(1);
  });

  test('quantile tables rise strictly', () => {
    const tables = quantileTables(tunes.flatMap(stretchesOf));
    for (const control of MELODY_CONTROLS) {
      const table = tables[control];
      expect(table).toHaveLength(33);
      expect(table.every((value, i) => i === 0 || value > table[i - 1]!)).toBe(true);
    }
  });
});
