/**
 * What a player downloads beyond Phaser, minified and gzipped: a game of one scene is built as a user's would be, and its
 * chunks are sorted by what they carry. Magenta's own bundle stands beside it where it is installed.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { leanTfjs } from '../../scripts/build/lean-tfjs.ts';
import { nativeAudio } from '../../scripts/build/native-audio.ts';
import { packedTables } from '../../scripts/build/packed-tables.ts';
import { NO_NODE, portableTfjs } from '../../scripts/build/portable-tfjs.ts';
import { packedWasm, publicName, sourceAliases } from '../../vite.config.ts';
import type { Topic } from './topic.ts';

/** kB that are promised, gzipped. */
const MOST = { code: 500, weights: 1536, uses: 80 };

const MAGENTA = join(import.meta.dirname, 'magenta/node_modules/@magenta/music/dist/magentamusic.js');

/** What an entry is built as: a module that uses what a game uses. */
const USES: Readonly<Record<string, string>> = {
  index: `import { AdaptiveMusicPlugin, defineSoundtrack } from '${publicName('index')}'; console.log(AdaptiveMusicPlugin, defineSoundtrack({}));`,
  headless: `import { compose, toMidi } from '${publicName('headless')}'; console.log(toMidi(await compose({ mood: 'forest' })));`,
  render: `import { renderRecording } from '${publicName('render')}'; console.log(renderRecording);`,
  overlay: `import * as overlay from '${publicName('overlay')}'; console.log(overlay);`,
};

/** What only some games load: those that describe a mood in words, have sounds of a place, listen, or play and save a composer's files. */
const USED = ['words', 'ambience', 'humming', 'scores'] as const;
type Carried = 'code' | 'wasm' | 'weights' | 'samples' | (typeof USED)[number];

/** Modules of the chunks for MIDI files and recordings with loop points, and for stems. */
const SCORES = ['/plugin/piece/piece.ts', '/plugin/audio/loop-points.ts', '/plugin/output/heard-bars.ts'];

/** Sizes in kB. */
interface Size {
  readonly minified: number;
  readonly gzip: number;
}

function carriedBy({ moduleIds }: Rolldown.OutputChunk): Carried {
  const carries = (part: string) => moduleIds.some((id) => id.includes(part));
  if (carries('/palettes/samples/')) return 'samples';
  if (carries('.wasm')) return 'wasm';
  if (carries('/plugin/affect/norms.generated.ts')) return 'words';
  if (carries('/plugin/audio/ambience/')) return 'ambience';
  if (carries('/plugin/humming/listen.ts')) return 'humming';
  if (SCORES.some(carries)) return 'scores';
  // Pictures count with the words: both are loaded when a scene is described.
  if (carries('/plugin/affect/picture/places.ts')) return 'words';
  return carries('group1-shard1of1.bin') || carries('models/weights/drums/') ? 'weights' : 'code';
}

async function sizesOf(entry: string): Promise<Record<Carried, Size> & { readonly largestPack: number }> {
  const virtual = 'virtual:game';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: sourceAliases },
    define: NO_NODE,
    worker: { format: 'iife', plugins: () => [leanTfjs, portableTfjs] },
    plugins: [
      packedWasm,
      packedTables,
      leanTfjs,
      portableTfjs,
      nativeAudio,
      {
        name: 'game',
        resolveId: (id) => (id === virtual ? id : null),
        load: (id) => (id === virtual ? USES[entry] : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: virtual,
        external: ['phaser', 'node-web-audio-api'],
        checks: { pluginTimings: false },
      },
    },
  });
  const chunks = (result as Rolldown.RolldownOutput).output.filter((part) => part.type === 'chunk');
  const sizes = {
    code: [0, 0],
    wasm: [0, 0],
    weights: [0, 0],
    samples: [0, 0],
    words: [0, 0],
    ambience: [0, 0],
    humming: [0, 0],
    scores: [0, 0],
  } as Record<Carried, [number, number]>;
  let largestPack = 0;
  for (const chunk of chunks) {
    const kind = carriedBy(chunk);
    const packed = gzipSync(chunk.code).length;
    sizes[kind][0] += chunk.code.length;
    sizes[kind][1] += packed;
    if (kind === 'samples') largestPack = Math.max(largestPack, packed);
  }
  const size = ([minified, gzip]: readonly [number, number]): Size => ({ minified: kB(minified), gzip: kB(gzip) });
  const { code, wasm, weights, samples, words, ambience, humming, scores } = sizes;
  return {
    code: size(code),
    wasm: size(wasm),
    weights: size(weights),
    samples: size(samples),
    words: size(words),
    ambience: size(ambience),
    humming: size(humming),
    scores: size(scores),
    largestPack: kB(largestPack),
  };
}

function kB(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}

/** Rounds do not matter: a build has one size. */
export const size: Topic = {
  summary: 'kB of each entry, minified and gzipped, by what they carry',
  long: true,
  async measure() {
    const entries: Record<string, Awaited<ReturnType<typeof sizesOf>>> = {};
    const there = Object.keys(USES).filter((entry) => sourceAliases.some(({ find }) => find.test(publicName(entry))));
    for (const entry of there) entries[entry] = await sizesOf(entry);
    const magenta = existsSync(MAGENTA)
      ? { minified: kB(readFileSync(MAGENTA).length), gzip: kB(gzipSync(readFileSync(MAGENTA)).length) }
      : null;
    const { code, wasm, weights } = entries.index!;
    const used = kB(1024 * USED.reduce((sum, kind) => sum + entries.index![kind].gzip, 0));
    const download = Math.round((code.gzip + wasm.gzip) * 10) / 10;
    const missed = [
      ...(download > MOST.code ? [`JavaScript and wasm are ${download} kB gzipped; ${MOST.code} at most`] : []),
      ...(weights.gzip > MOST.weights ? [`weights are ${weights.gzip} kB gzipped; ${MOST.weights} at most`] : []),
      ...(used > MOST.uses ? [`${USED.join(' and ')} are ${used} kB gzipped; ${MOST.uses} at most`] : []),
    ];
    const lines = Object.entries(entries).flatMap(([entry, sizes]) => [
      publicName(entry),
      ...(['code', 'wasm', 'weights', 'samples', ...USED] as const)
        .filter((kind) => sizes[kind].gzip > 0)
        .map(
          (kind) => `  ${kind.padEnd(10)}${String(sizes[kind].minified).padStart(9)} kB, gzip ${sizes[kind].gzip} kB`,
        ),
    ]);
    if (magenta)
      lines.push(`@magenta/music, whole: ${magenta.minified} kB, gzip ${magenta.gzip} kB (no weights, no sound fonts)`);
    return { figures: { entries, download, magenta }, lines, missed };
  },
};
