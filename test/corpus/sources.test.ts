/** The list of sources: what is read of each, how, and what may train. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { attributionText, cardWithCredit, creditParagraph, SHIPPED_CORPUS } from '../../models/corpus/attribution.ts';
import { playedAt, readDrumHits } from '../../models/corpus/drum-hits.ts';
import { readCorpus } from '../../models/corpus/read.ts';
import { SOURCES } from '../../models/corpus/source-list.ts';
import { sourceFileOf } from '../../models/corpus/sources.ts';
import { corpusSets } from '../../models/training/corpus-sets.ts';
import { broadStyle, FINE_STYLES, STYLES } from '../../plugin/music/style.ts';
import { HELD_IRISH, HELD_PIECE, tuneOf, writeHeldCorpus, writeListedCorpus } from '../helper/listed-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'listed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const corpus = join(folder, 'corpus');
writeListedCorpus(corpus);
const models = resolve(import.meta.dirname, '../../models');

describe('the list', () => {
  test('names each source once, with a reason for what does not train', () => {
    expect(new Set(SOURCES.map(({ name }) => name)).size).toBe(SOURCES.length);
    const others = SOURCES.filter(({ use }) => use !== 'training');
    for (const { name, reason } of others) expect(reason, name).toBeTruthy();
  });

  test('trains on nothing that is non-commercial, share-alike or in doubt', () => {
    const training = SOURCES.filter(({ use }) => use === 'training');
    for (const { name, license } of training) {
      expect(license.replace(/\(.*\)/, ''), name).toMatch(/CC BY \d|CC0|public domain|MIT|BSD|Unlicense/);
      expect(license.replace(/\(.*\)/, ''), name).not.toMatch(/NC|SA|GPL|Artistic/);
    }
    expect(training.map(({ name }) => name)).not.toContain('simutrans');
  });

  test('credits every license that asks for it, in the card and in the attribution file', () => {
    // The two folders of one repository share a sentence.
    const asking = SOURCES.filter(
      ({ name, license, use }) => use === 'training' && /CC BY|MIT|BSD/.test(license) && name !== 'early-sacred',
    );
    for (const { name, credit } of asking) expect(credit, name).toBeTruthy();
    const card = readFileSync(join(models, 'README.md'), 'utf8');
    expect(cardWithCredit(card)).toBe(card);
    expect(card.replace(/\n> /g, ' ')).toContain(creditParagraph(SHIPPED_CORPUS));
    expect(() => cardWithCredit('# no credit')).toThrow(/no paragraph/);
    expect(readFileSync(join(models, 'ATTRIBUTION.md'), 'utf8')).toBe(attributionText());
    expect(creditParagraph(2)).toContain('Mutopia');
    expect(creditParagraph(2)).not.toContain('Simutrans');
  });

  test('finds a file by where it lies, and nothing of a user in a folder of the same name', () => {
    expect(sourceFileOf('/a/polish-scores/early-sacred.jsonl')!.source.name).toBe('early-sacred');
    expect(sourceFileOf('/a/freedoom/midi/x.mid')).toMatchObject({ source: { name: 'freedoom' }, part: 'midi' });
    expect(sourceFileOf('/a/groove/mine.mid')).toBeNull();
    expect(sourceFileOf('/a/midi/x.mid')).toBeNull();
  });

  test('gives every fine style a style that the network knows', () => {
    for (const style of FINE_STYLES) expect(STYLES).toContain(broadStyle(style));
    expect(FINE_STYLES.slice(0, STYLES.length)).toEqual([...STYLES]);
  });
});

describe('reading listed sources', () => {
  const { tunes, leftOut } = readCorpus(corpus);
  const named = (id: string) => tunes.find((tune) => tune.id === id)!;

  test('keys in modes and Eastern scales are read, the last note against a doubtful root', () => {
    expect(named('cre-irish/dorian')).toMatchObject({
      tonic: 4,
      mode: 'minor',
      fineStyle: 'irish',
      style: 'folk-dance',
    });
    expect(named('cre-irish/doubtful')).toMatchObject({ tonic: 2, mode: 'major' });
    expect(named('chinese-traditional/one')).toMatchObject({ tonic: 9, mode: 'major', fineStyle: 'chinese' });
    expect(named('mutopia/A/koto')).toMatchObject({ tonic: 4, mode: 'minor', fineStyle: 'japanese', style: 'song' });
  });

  test('tags of the second corpus are its styles: a march is no scene of a game', () => {
    expect(named('mutopia/A/march')).toMatchObject({ fineStyle: 'march', style: 'folk-dance' });
    expect(named('mutopia/A/rag#midi')).toMatchObject({ fineStyle: 'ragtime' });
    expect(named('freedoom/one#midi')).toMatchObject({ fineStyle: 'game-battle', style: 'game-battle' });
  });

  test('MIDI files go by the name of their piece, with the chords, title and tags of their index', () => {
    const tune = named('freedoom/one#midi');
    expect(tune.title).toBe('One');
    expect(tune.events.map(({ pitch }) => pitch! - tune.events[0]!.pitch!)).toEqual(
      tuneOf(9).map((pitch) => pitch - tuneOf(9)[0]!),
    );
    expect(tune.chords.map(({ onset }) => onset)).toEqual([0, 96]);
    expect(tune.chords.every(({ chord }) => chord !== null)).toBe(true);
  });

  test('what gives nothing is named with its reason', () => {
    const reasons = new Map(leftOut.map(({ name, reason }) => [name, reason]));
    expect(reasons.get('cre-irish/unknown')).toBe('a key in a scale that is not known: hijaz');
    expect(reasons.get('mutopia/A/known')).toBe('mostly in the first corpus already');
    expect(reasons.get('chinese-traditional/tunes.abc')).toBe('holds the same music as tunes.jsonl');
    expect(reasons.get('simutrans/lines.jsonl')).toBe('a source to measure with, not to train on');
    expect(reasons.get('groove/grooves.jsonl')).toBe('hits of drums, no melody');
  });

  test('what may only be measured is read where it is asked for, or named itself', () => {
    const ids = (path: string, measuring: boolean) => readCorpus(path, { measuring }).tunes.map(({ id }) => id);
    expect(ids(corpus, true)).toContain('simutrans/one#c0t1');
    expect(ids(join(corpus, 'simutrans/lines.jsonl'), false)).toEqual(['simutrans/one#c0t1']);
    expect(() => readCorpus(join(corpus, 'simutrans'))).toThrow(/a source to measure with/);
  });
});

describe('sets of listed sources', () => {
  const many = join(folder, 'many');
  writeHeldCorpus(many);
  const held = HELD_PIECE;
  const sets = corpusSets(many);
  const ids = (list: readonly { tune: { id: string } }[]) => list.map(({ tune }) => tune.id);
  const reasons = new Map(sets.leftOut.map(({ name, reason }) => [name, reason]));

  test('the main test is that of the first corpus; copies of it neither train nor test, even in other note values', () => {
    expect(ids(sets.test).sort()).toEqual(['freedoom/d_e3m1#c0t1', held, 'gregorian/3986']);
    for (const id of ['hauptstimme/copy', 'hauptstimme/slower']) {
      expect(reasons.get(id)).toBe('a near copy of a piece that is held out');
      expect(ids(sets.train)).not.toContain(id);
    }
    expect(ids(sets.train)).toContain('hauptstimme/new');
  });

  test('a piece that was held out as records stays so, other lines repeat nothing', () => {
    expect(reasons.get('freedoom/d_e3m1#midi')).toBe('of a piece that is held out as it was first read');
    expect(reasons.get('freedoom/one#c0t1')).toBe('repeats what another file of its piece gives');
    expect(reasons.get('mutopia/A/march#midi')).toBe('repeats what another file of its piece gives');
    expect(ids(sets.train)).toEqual(
      expect.arrayContaining(['freedoom/one#midi', 'freedoom/one#c1t2', 'mutopia/A/march']),
    );
  });

  test('what may only be measured stands apart', () => {
    expect(ids(sets.measured.get('simutrans')!)).toEqual(['simutrans/one#c0t1']);
    expect([...ids(sets.train), ...ids(sets.valid), ...ids(sets.test)].join()).not.toContain('simutrans');
  });

  test('every style has its held-out part', () => {
    expect(ids(sets.styles.get('chant')!.test).sort()).toEqual([held, 'gregorian/3986']);
    expect(ids(sets.styles.get('game-battle')!.test)).toEqual(['freedoom/d_e3m1#c0t1']);
    expect(ids(sets.styles.get('irish')!.test)).toEqual([HELD_IRISH]);
    expect(ids(sets.train)).not.toContain(HELD_IRISH);
  });
});

test('hits of drums are read with their time, and what is none is named', () => {
  const { performances, leftOut } = readDrumHits(join(corpus, 'groove/grooves.jsonl'));
  expect(performances).toHaveLength(1);
  const [one] = performances;
  expect(one!.hits[2]).toEqual({ tick: 24, offset: 11.5, drum: 'snare', velocity: 100 });
  expect(playedAt(one!.hits[2]!, one!)).toBeCloseTo(511.5);
  expect(leftOut.map(({ reason }) => reason)).toEqual([
    'meter 5/8 is not one the network knows',
    'fewer than 4 hits',
    'a hit that is not [tick, offset, drum, velocity]',
    'a line that is not JSON',
  ]);
});
