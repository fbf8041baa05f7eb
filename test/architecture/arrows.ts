/** The arrows of the project: which room may import which, and which room owns which package. */

import { posix } from 'node:path';
import { COMPUTED } from './imports.ts';

/** The rooms that the conductor builds on. */
const BELOW_CONDUCTOR = [
  'plugin/music',
  'plugin/mood',
  'plugin/generate',
  'plugin/arrange',
  'plugin/soundtrack',
  'plugin/midi',
];
/** The rooms that need neither Phaser nor sound. */
const HEADLESS = [...BELOW_CONDUCTOR, 'plugin/conductor'];

/** What each room may import besides itself: `music <- mood <- generate, arrange <- soundtrack <- midi <- conductor <- audio <- phaser`, `conductor <- compose, overlay`. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'plugin/music': [],
  'plugin/mood': ['plugin/music'],
  // The shipped weights are data, fetched as modules of their own.
  'plugin/generate/worker': ['plugin/music', 'plugin/mood', 'plugin/generate', 'models/weights/default'],
  'plugin/generate': ['plugin/music', 'plugin/mood'],
  'plugin/arrange': ['plugin/music', 'plugin/mood'],
  'plugin/soundtrack': ['plugin/music', 'plugin/mood', 'plugin/generate', 'plugin/arrange'],
  'plugin/midi': ['plugin/music', 'plugin/mood', 'plugin/soundtrack'],
  'plugin/conductor': BELOW_CONDUCTOR,
  'plugin/compose': HEADLESS,
  'plugin/audio': HEADLESS,
  'plugin/overlay': HEADLESS,
  'plugin/phaser': [...HEADLESS, 'plugin/audio'],
  'plugin/headless.ts': [...HEADLESS, 'plugin/compose'],
  'plugin/internal.ts': [...HEADLESS, 'plugin/compose'],
  'plugin/render.ts': ['plugin/compose', 'plugin/conductor', 'plugin/audio'],
  'plugin/script.ts': ['plugin/index.ts', 'plugin/phaser'],
  'plugin/scene.ts': ['plugin/phaser'],
  'plugin/index.ts': [...HEADLESS, 'plugin/audio', 'plugin/phaser'],
  'models/corpus': ['plugin/internal.ts', 'models/cli/cli.ts', 'models/cli/files.ts', 'models/cli/progress.ts'],
  'models/training': [
    'plugin/internal.ts',
    'models/corpus',
    'models/weights',
    'models/cli/cli.ts',
    'models/cli/files.ts',
    'models/cli/progress.ts',
  ],
  'models/evaluation': [
    'plugin/internal.ts',
    'models/corpus',
    'models/training',
    'models/weights',
    'models/cli/cli.ts',
    'models/cli/files.ts',
    'models/cli/progress.ts',
  ],
  'models/weights': ['plugin/internal.ts', 'models/cli/cli.ts', 'models/cli/files.ts'],
  'models/cli': [
    'plugin/internal.ts',
    'plugin/render.ts',
    'models/corpus',
    'models/training',
    'models/evaluation',
    'models/weights',
  ],
  'demo-game': [],
};

/** Where a package may be imported; a single file of a package can have places of its own. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  phaser: ['plugin/phaser', 'demo-game'],
  tone: ['plugin/audio'],
  tweakpane: ['plugin/overlay'],
  '@tweakpane/core': ['plugin/overlay'],
  '@tensorflow/tfjs-core': ['plugin/generate/tensors.ts', 'models/training'],
  '@tensorflow/tfjs-backend-wasm': ['plugin/generate/tensors.ts', 'models/training'],
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline': ['plugin/generate/worker'],
  '@tensorflow/tfjs': ['models/training'],
  comlink: ['plugin/generate/worker'],
  tonal: ['plugin/music', 'plugin/mood', 'plugin/arrange', 'models/corpus'],
  'pure-rand': ['plugin/music/random.ts'],
  '@tonejs/midi': ['models'],
  abcjs: ['models/corpus'],
  'node-web-audio-api': ['plugin/audio', 'models/cli'],
  'phaser-adaptive-music': ['demo-game'],
};

/** Where Node's own modules may be used, and where what only Vite understands (`?worker`, `?url`, globs). */
const NODE_PLACES = ['models'];
const VITE_PLACES = ['plugin/generate/worker', 'plugin/audio', 'plugin/phaser', 'plugin/overlay', 'demo-game'];

/** Binaries and their JSON that a room carries as data, not code: the shipped weights, the wasm binary. */
const CARGO: Readonly<Record<string, readonly string[]>> = {
  'plugin/generate/own-weights.ts': [
    'models/weights/default/model.json',
    'models/weights/default/group1-shard1of1.bin',
  ],
  'plugin/generate/worker': [
    'models/weights/default/model.json',
    'models/weights/default/group1-shard1of1.bin?inline',
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline',
  ],
};

/** Files whose very idea is an address that is known only while they run; they import data alone. */
const BY_ADDRESS = ['plugin/audio/palettes/sprite-module-by-address.ts'];

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
const among = (path: string, places: readonly string[]) => places.some((place) => within(path, place));

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((room) => within(path, room));
}

/** The path of the file that a relative specifier names, without its query. */
export function resolved(from: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(from), specifier.split('?')[0]!));
}

function packageOf(specifier: string): string {
  const parts = specifier.split('?')[0]!.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

/** Says what is wrong with a file reaching for a specifier, or null where the arrow is right. Paths are relative to the project, with `/`. */
export function wrongArrow(from: string, specifier: string): string | null {
  const room = roomOf(from);
  if (room === undefined) return `${from} lies in no room; known rooms: ${Object.keys(ROOMS).join(', ')}`;
  if (specifier === COMPUTED && BY_ADDRESS.includes(from)) return null;
  if (specifier === COMPUTED) return `${from} imports a computed name, which cannot be checked; write it out`;
  const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), specifier)) : specifier;
  if (Object.entries(CARGO).some(([place, cargo]) => within(from, place) && cargo.includes(target))) return null;
  if ((specifier.includes('?') || specifier === 'import.meta.glob') && !among(from, VITE_PLACES))
    return `${from} uses ${specifier}, which only Vite understands; such imports belong in ${VITE_PLACES.join(', ')}`;
  if (specifier === 'import.meta.glob') return null;
  if (specifier.startsWith('node:'))
    return among(from, NODE_PLACES)
      ? null
      : `${from} imports ${specifier}; only ${NODE_PLACES.join(', ')} run in Node alone`;
  if (!specifier.startsWith('.')) {
    const places = PACKAGES[specifier] ?? PACKAGES[packageOf(specifier)];
    if (places === undefined) return `${from} imports ${specifier}, whose place is not settled; add it to PACKAGES`;
    return among(from, places) ? null : `${from} imports ${specifier}; only ${places.join(', ')} may`;
  }
  const to = resolved(from, specifier);
  if (among(to, [room, ...ROOMS[room]!])) return null;
  return `${from} imports ${to}; ${room} may import only ${['itself', ...ROOMS[room]!].join(', ')}`;
}
