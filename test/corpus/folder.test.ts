/** A user's folder: kinds mixed and nested, some of it broken. Nothing is read twice, nothing is dropped in silence. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_CORPUS, readCorpus } from '../../models/corpus/read.ts';
import { line, smf } from '../helper/smf.ts';

const root = mkdtempSync(join(tmpdir(), 'corpus-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const TUNE = [62, 64, 65, 67, 69, 67, 65, 64, 62, 61, 62, 62];
const midi = (shift: number) => smf([line(TUNE.map((pitch) => pitch + shift))]);
const abc = (name: string) => `X:1\nT:${name}\nM:4/4\nL:1/4\nK:C\nCDEF|GAGF|EDCC|\n`;
const record = (id: string, over: object = {}) =>
  JSON.stringify({ id, meter: '4/4', key: 'D minor', p: TUNE, d: TUNE.map(() => 24), ...over });

let count = 0;
/** Makes a folder of files. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const place = join(root, String(count++));
  mkdirSync(place);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), content);
  }
  return place;
}
const ids = (place: string) => readCorpus(place).tunes.map(({ id }) => id);

describe('a folder', () => {
  test('is read with all its kinds, however deep they lie and whatever lies beside them', () => {
    const place = folder({
      'a.mid': midi(0),
      'old/b.MIDI': midi(1),
      'old/older/c.kar': midi(2),
      'book.abc': `${abc('one')}\n${abc('two').replace('X:1', 'X:2')}`,
      'tunes.jsonl': `${record('r1')}\n\n${record('r2')}\n`,
      'notes.txt': 'not music',
      'cover.png': 'x',
    });
    expect(ids(place).sort()).toEqual([
      'a.mid',
      'book.abc X:1',
      'book.abc X:2',
      'old/b.MIDI',
      'old/older/c.kar',
      'r1',
      'r2',
    ]);
  });

  test('whose index.jsonl names what its records were made from is not read twice; what it does not name is read', () => {
    const place = folder({
      'index.jsonl': '{"file":"made.mid"}\n{"file":"made too.abc"}\nnot json\n',
      'lines.jsonl': record('r'),
      'midi/made.mid': midi(0),
      'midi/made too.abc': abc('x'),
      'midi/new.mid': midi(1),
    });
    const corpus = readCorpus(place);
    expect(corpus.tunes.map(({ id }) => id)).toEqual(['r', 'midi/new.mid']);
    expect(corpus.passedOver).toBe(2);
  });

  test('with an index but without records is read', () => {
    expect(ids(folder({ 'index.jsonl': '{"file":"a.mid"}', 'a.mid': midi(0) }))).toEqual(['a.mid']);
  });

  test('marked evaluation-only is left alone, unless it is named itself', () => {
    const place = folder({ 'a.mid': midi(0), 'eval-only/b.mid': midi(1) });
    expect(ids(place)).toEqual(['a.mid']);
    expect(ids(join(place, 'eval-only'))).toEqual(['b.mid']);
  });

  test('names each file that gave nothing, with the reason', () => {
    const place = folder({
      'a.mid': midi(0),
      'copy.mid': midi(0),
      'empty.mid': '',
      'mp3.mid': 'ID3…',
      'short.abc': 'X:1\nK:C\nCDE|\n',
      'words.abc': 'hello',
      'records.jsonl': '{"p":[60],"d":[24]}\n',
    });
    const { unread, skipped, tunes } = readCorpus(place);
    expect(tunes).toHaveLength(1);
    expect(Object.fromEntries(unread.map(({ file, reason }) => [file.slice(place.length + 1), reason]))).toEqual({
      'copy.mid': 'the same bytes as a.mid',
      'empty.mid': 'an empty file',
      'mp3.mid': 'not a MIDI file',
      'short.abc': 'fewer than 8 events',
      'words.abc': 'an ABC file without a tune (no line begins with X:)',
      'records.jsonl': 'fewer than 8 events',
    });
    expect(skipped.get('a copy of another file')).toBe(1);
  });

  test('that links to itself ends, and a link to nothing is named', () => {
    const place = folder({ 'a.mid': midi(0), 'sub/b.mid': midi(1) });
    symlinkSync(place, join(place, 'sub/up'));
    symlinkSync(join(place, 'gone'), join(place, 'gone.mid'));
    const { tunes, unread } = readCorpus(place);
    expect(tunes).toHaveLength(2);
    expect(unread.map(({ reason }) => reason)).toEqual(['a link to nothing']);
  });

  test('with nothing readable is an error that says why and what to give', () => {
    const place = folder({ 'a.mid': 'x', 'b.mid': 'y', 'c.abc': 'z' });
    expect(() => readCorpus(place)).toThrow(
      /^no tune could be read from .* \(2 × not a MIDI file, 1 × an ABC file without a tune.*\); give \.mid, \.abc or \.jsonl files/,
    );
    expect(() => readCorpus(folder({}))).toThrow(/^no tune could be read from .*; give \.mid/);
  });
});

describe('one file', () => {
  test('of any kind can be named, and is recognized by how it begins if its name says nothing', () => {
    const place = folder({
      'a.mid': midi(0),
      'b.abc': abc('b'),
      'c.jsonl': record('c'),
      d: midi(3),
      'e.txt': abc('e'),
      f: record('f'),
    });
    for (const name of ['a.mid', 'b.abc', 'c.jsonl', 'd', 'e.txt', 'f'])
      expect(readCorpus(join(place, name)).tunes, name).toHaveLength(1);
  });

  test('that is missing is one clear line, and so is no corpus at all', () => {
    expect(() => readCorpus('/no/such')).toThrow(/^no corpus at \/no\/such; name one with --corpus DIR or FILE$/);
    expect(DEFAULT_CORPUS).toMatch(/shared.data$/);
  });
});

describe('records of strangers', () => {
  const read = (...lines: string[]) => readCorpus(folder({ 'tunes.jsonl': [...lines, record('good')].join('\n') }));

  test.each<[string, object | string]>([
    ['not JSON', '{'],
    ['null', 'null'],
    ['a number', '7'],
    ['no notes', { p: undefined }],
    ['pitches that are null', { p: TUNE.map(() => null) }],
    ['pitches between the keys', { p: TUNE.map(() => 60.5) }],
    ['pitches beyond the keys', { p: TUNE.map(() => 200) }],
    ['lengths of nothing', { d: TUNE.map(() => 0) }],
    ['lengths in words', { d: TUNE.map(() => 'long') }],
    ['a rest that lasts for ever', { p: [0, ...TUNE], d: [1e15, ...TUNE.map(() => 24)] }],
    ['chords of another shape', { chords: [7, null], chords_src: 'stated' }],
    ['a key that is none', { key: 'H dur' }],
  ])('%s cost themselves only', (_, over) => {
    const { tunes, skipped } = read(typeof over === 'string' ? over : record('bad', over));
    expect(tunes.map(({ id }) => id)).toEqual(['good']);
    expect([...skipped.values()]).toEqual([1]);
  });

  test('without a name go by their file and line', () => {
    const { tunes } = read(record('', { id: undefined }), record('', { id: 7 }));
    expect(tunes.map(({ id }) => id).slice(0, 2)).toEqual([
      expect.stringMatching(/tunes\.jsonl:1$/),
      expect.stringMatching(/tunes\.jsonl:2$/),
    ]);
  });
});
