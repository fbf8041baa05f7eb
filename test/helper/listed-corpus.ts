/** A tiny corpus that lies as the listed sources do: a few pieces of our own for each format. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import list from '../../models/corpus/first-split.json' with { type: 'json' };
import { STYLE_SPLIT } from '../../models/corpus/style-split.ts';
import { line, meter, smf } from './smf.ts';

/** A line of notes whose runs are all different, by a number. */
export function tuneOf(seed: number, notes = 40): number[] {
  let state = seed * 7919 + 1;
  let pitch = 64;
  return Array.from({ length: notes }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    pitch += [-4, -3, -2, -1, 1, 2, 3, 5][Math.floor(state / 2 ** 16) % 8]!;
    if (pitch > 77) pitch -= 7;
    if (pitch < 55) pitch += 7;
    return pitch;
  });
}

/** A record of such a line in quarters. */
export function record(id: string, seed: number, over: object = {}): string {
  const p = tuneOf(seed);
  return JSON.stringify({ id, meter: '4/4', key: 'C major', p, d: p.map(() => 24), ...over });
}

/** A MIDI file of such a line in quarters. */
export function midi(seed: number): Uint8Array {
  return smf([[...meter(0, 4, 2), ...line(tuneOf(seed))]]);
}

const hits = [
  [0, -3.5, 'kick', 90],
  [12, 2, 'hat-closed', 40],
  [24, 11.5, 'snare', 100],
  [36, 0, 'hat-closed', 44],
];
const performance = (over: object) =>
  JSON.stringify({
    id: 'groove/one',
    drummer: 'drummer1',
    style: 'funk',
    bpm: 120,
    beat_type: 'beat',
    meter: '4/4',
    split: 'train',
    hits,
    ...over,
  });

const index = (file: string, over: object = {}) => JSON.stringify({ file, tags: ['battle'], ...over });

/** Files of the corpus by their path in it. */
export const LISTED_FILES: Readonly<Record<string, string | Uint8Array>> = {
  'cre-irish/tunes.jsonl': [
    record('cre-irish/dorian', 1, { key: 'E dorian', tags: ['irish', 'reel'] }),
    record('cre-irish/doubtful', 2, { key: 'G ionian', key_final: 'D mixolydian', tags: ['irish', 'reel'] }),
    record('cre-irish/unknown', 3, { key: 'G hijaz' }),
  ].join('\n'),
  'chinese-traditional/tunes.jsonl': record('chinese-traditional/one', 4, { key: 'A zhi', mode: 'zhi' }),
  'chinese-traditional/tunes.abc': 'X:1\nT:one\nM:4/4\nL:1/4\nK:C\nCDEF|GAGF|EDCC|\n',
  'mutopia/tunes.jsonl': [
    record('mutopia/A/koto', 5, { key: 'E miyako-bushi', mode: 'miyako-bushi', tags: ['japanese', 'koto'] }),
    record('mutopia/A/march', 6, { tags: ['march', 'piano'] }),
    record('mutopia/A/known', 7, { tags: ['hymn'], in_older_folders: 0.9 }),
  ].join('\n'),
  'mutopia/index.jsonl': [index('a.mid', { pid: 'A/march' }), index('b.mid', { pid: 'A/rag', tags: ['ragtime'] })].join(
    '\n',
  ),
  'mutopia/midi/a.mid': midi(6),
  'mutopia/midi/b.mid': midi(8),
  'freedoom/lines.jsonl': [
    record('freedoom/one#c0t1', 9, { tags: ['battle'] }),
    record('freedoom/one#c1t2', 10, { tags: ['battle'] }),
    record('freedoom/d_e3m1#c0t1', 11, { tags: ['battle'] }),
  ].join('\n'),
  'freedoom/index.jsonl': [
    index('one.mid', {
      title: 'One',
      chord_fit: 0.9,
      chords: [
        [0, 'C'],
        [96, 'G7'],
      ],
    }),
    index('d_e3m1.mid'),
  ].join('\n'),
  'freedoom/midi/one.mid': midi(9),
  'freedoom/midi/d_e3m1.mid': midi(12),
  'simutrans/lines.jsonl': record('simutrans/one#c0t1', 13, { tags: ['travel'] }),
  'groove/grooves.jsonl': [
    performance({}),
    performance({ meter: '5/8' }),
    performance({ hits: hits.slice(1) }),
    performance({ hits: [...hits.slice(1), [48, 0, 'gong', 90]] }),
    '{',
  ].join('\n'),
};

/** Writes the corpus, with more files if given. */
export function writeListedCorpus(folder: string, more: Readonly<Record<string, string | Uint8Array>> = {}): void {
  for (const [name, content] of Object.entries({ ...LISTED_FILES, ...more })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** A piece that the first corpus tests with. */
export const HELD_PIECE = 'gregorian/104';

/** A piece that the second corpus tests Irish tunes with. */
export const HELD_IRISH = STYLE_SPLIT.irish!.test[0]!;

/** Writes the corpus with enough pieces that it is split by piece; some are held out by name, some are copies of those. */
export function writeHeldCorpus(folder: string): void {
  const validates = list.valid.find((piece) => piece.startsWith('polish-scores/'))!;
  writeListedCorpus(folder, {
    'openewld/tunes.jsonl': Array.from({ length: 110 }, (_, i) => record(`openewld/own-${i}`, 100 + i)).join('\n'),
    'gregorian/tunes.jsonl': [record(HELD_PIECE, 300), record('gregorian/3986', 301)].join('\n'),
    'polish-scores/tunes.jsonl': record(validates, 303, { tags: ['Sacred; Mass'] }),
    'cre-irish/tunes.jsonl': `${LISTED_FILES['cre-irish/tunes.jsonl']}\n${record(HELD_IRISH, 305)}`,
    'hauptstimme/tunes.jsonl': [
      record('hauptstimme/copy', 300, { key: 'D major' }),
      record('hauptstimme/slower', 301, { d: tuneOf(301).map(() => 48) }),
      record('hauptstimme/new', 304),
    ].join('\n'),
  });
}
