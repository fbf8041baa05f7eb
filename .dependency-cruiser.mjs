/**
 * The import order of the repository, which `npm run check` holds the code to by dependency-cruiser. This is the only place
 * where it is written; `test/architecture` shows that each rule finds what it forbids.
 */

const BELOW_CONDUCTOR = [
  'plugin/music',
  'plugin/mood',
  'plugin/generate',
  'plugin/arrange',
  'plugin/soundtrack',
  'plugin/output',
  'plugin/midi',
  'plugin/formats',
  'plugin/phrases',
];
/** The folders inside the conductor: each may import those before it. */
const INSIDE_CONDUCTOR = [
  'plugin/conductor/model',
  'plugin/conductor/controls',
  'plugin/conductor/recording',
  'plugin/conductor/phrases',
  'plugin/conductor/playback',
  'plugin/conductor/requests',
  'plugin/conductor/observe',
  'plugin/conductor/save',
  'plugin/conductor/transport',
];
/** Needs neither Phaser nor Web Audio. */
const HEADLESS = [...BELOW_CONDUCTOR, ...INSIDE_CONDUCTOR, 'plugin/conductor'];
/** What the tools in `models` may use of the plugin. */
const FOR_TOOLS = ['plugin/internal.ts'];
const COMMAND_LINE = ['models/cli/cli.ts', 'models/cli/files.ts', 'models/cli/progress.ts', 'models/cli/target.ts'];
const MODELS = ['models/corpus', 'models/training', 'models/weights', 'models/evaluation', 'models/cli'];
const ENTRIES = ['plugin/index.ts', 'plugin/overlay/index.ts', 'plugin/scene.ts', 'plugin/headless.ts', 'plugin/render.ts', 'plugin/player.ts'];

/**
 * What each layer may import besides itself. A layer is a folder without the layers inside it, or one file; lower layers
 * come first. `scripts` and `test` may import everything; no layer may import them.
 */
const LAYERS = {
  'plugin/music': [],
  'plugin/mood': ['plugin/music'],
  // Reads words and pictures; its tables are loaded when they are first used.
  'plugin/affect': ['plugin/music', 'plugin/mood'],
  'plugin/generate': ['plugin/music', 'plugin/mood'],
  // The shipped weights are data, loaded as modules of their own.
  'plugin/generate/worker': ['plugin/music', 'plugin/mood', 'plugin/generate', 'models/weights/default', 'models/weights/drums'],
  'plugin/arrange': ['plugin/music', 'plugin/mood'],
  'plugin/soundtrack': ['plugin/music', 'plugin/mood', 'plugin/generate', 'plugin/arrange'],
  // Reads a voice into notes; what reads pitch is loaded when it is first used.
  'plugin/humming': ['plugin/music', 'plugin/mood', 'plugin/generate', 'plugin/soundtrack'],
  'plugin/output': ['plugin/music', 'plugin/mood', 'plugin/soundtrack'],
  'plugin/midi': ['plugin/music', 'plugin/mood', 'plugin/soundtrack', 'plugin/output'],
  'plugin/formats': ['plugin/music', 'plugin/mood', 'plugin/arrange', 'plugin/soundtrack', 'plugin/output'],
  'plugin/phrases': [
    'plugin/music',
    'plugin/mood',
    'plugin/generate',
    'plugin/arrange',
    'plugin/soundtrack',
    'plugin/formats',
  ],
  // Reads and varies MIDI files; loaded with the first mood that has one.
  'plugin/piece': ['plugin/music', 'plugin/mood', 'plugin/generate', 'plugin/arrange', 'plugin/soundtrack'],
  ...Object.fromEntries(
    INSIDE_CONDUCTOR.map((layer, i) => [layer, [...BELOW_CONDUCTOR, ...INSIDE_CONDUCTOR.slice(0, i)]]),
  ),
  'plugin/conductor': [...BELOW_CONDUCTOR, ...INSIDE_CONDUCTOR],
  'plugin/compose': [...HEADLESS, 'plugin/affect', 'plugin/piece'],
  'plugin/audio': ['plugin/music', 'plugin/mood', 'plugin/soundtrack', 'plugin/output'],
  'plugin/overlay': [...HEADLESS, 'plugin/affect', 'plugin/humming'],
  'plugin/player': [...HEADLESS, 'plugin/generate/worker', 'plugin/audio', 'plugin/affect', 'plugin/humming', 'plugin/piece'],
  'plugin/phaser': [...HEADLESS, 'plugin/generate/worker', 'plugin/audio', 'plugin/affect', 'plugin/humming', 'plugin/player'],
  'plugin/headless.ts': [...HEADLESS, 'plugin/compose', 'plugin/affect', 'plugin/humming'],
  'plugin/internal.ts': [...HEADLESS, 'plugin/compose', 'plugin/affect', 'plugin/piece'],
  'plugin/render.ts': ['plugin/compose', 'plugin/output', 'plugin/audio'],
  'plugin/player.ts': [...HEADLESS, 'plugin/affect', 'plugin/humming', 'plugin/player'],
  'plugin/scene.ts': ['plugin/phaser'],
  'plugin/index.ts': [...HEADLESS, 'plugin/affect', 'plugin/audio', 'plugin/humming', 'plugin/player', 'plugin/phaser'],
  'plugin/script.ts': ['plugin/index.ts', 'plugin/phaser'],
  'models/cli/cli.ts': [],
  'models/cli/target.ts': ['models/cli/cli.ts'],
  'models/cli/files.ts': ['models/cli/cli.ts', 'models/cli/target.ts'],
  'models/cli/progress.ts': ['models/cli/cli.ts'],
  'models/weights': [...FOR_TOOLS, ...COMMAND_LINE],
  'models/corpus': [...FOR_TOOLS, ...COMMAND_LINE],
  'models/training': [...FOR_TOOLS, ...COMMAND_LINE, 'models/corpus', 'models/weights'],
  'models/evaluation': [...FOR_TOOLS, ...COMMAND_LINE, 'models/corpus', 'models/training', 'models/weights'],
  'models/cli': [...FOR_TOOLS, ...COMMAND_LINE, 'plugin/render.ts', ...MODELS],
  'demo-game': ENTRIES,
  examples: ENTRIES,
  studio: ENTRIES,
};

/** Which files may import a package; every package of the product is listed. */
const PACKAGES = {
  phaser: ['plugin/phaser', 'demo-game', 'examples'],
  tone: ['plugin/audio'],
  tweakpane: ['plugin/overlay'],
  '@tweakpane/core': ['plugin/overlay'],
  '@tensorflow/tfjs-core': ['plugin/generate/tensors.ts', 'models/training'],
  '@tensorflow/tfjs-backend-wasm': ['plugin/generate/tensors.ts', 'plugin/generate/worker', 'models/training'],
  '@tensorflow/tfjs': ['models/training'],
  comlink: ['plugin/generate/worker', 'studio'],
  'midi-file': ['plugin/piece/read-file.ts'],
  pitchy: ['plugin/humming/pitch-frames.ts'],
  idb: ['studio'],
  fflate: ['studio'],
  'simple-statistics': ['models/evaluation'],
  tonal: ['plugin/music', 'plugin/mood', 'plugin/arrange', 'models/corpus'],
  'pure-rand': ['plugin/music/random.ts'],
  abcjs: ['models/corpus'],
  'node-web-audio-api': ['plugin/audio', 'models/cli'],
};

/** Where the code is that players or trainers run. */
const PRODUCT = '^(plugin|models|demo-game|examples|studio)/';
/** Files that load others at run time or are loaded by name: programs, workers, tests, tools' own files. */
const ROOTS = [
  '^[^/]+$',
  '^plugin/(index|headless|render|player|scene|script|internal)\\.ts$',
  '^plugin/overlay/index\\.ts$',
  '^plugin/generate/worker/phrase-worker\\.ts$',
  // Chosen instead of `sprite-module.ts` by the build.
  '^plugin/audio/palettes/sprite-module-(built|by-address)\\.ts$',
  '^models/cli/[^/]+\\.ts$',
  '^scripts/cli/main\\.ts$',
  // Chosen by the build of the commands in place of modules of the repository.
  '^scripts/cli/published/[^/]+\\.ts$',
  '^models/corpus/(progressions|grooves|bar-rhythms|swing|style-split-list|attribution-file)\\.ts$',
  '^models/evaluation/writer\\.ts$',
  '^models/training/thread\\.ts$',
  '^demo-game/main\\.ts$',
  '^studio/(main|work/worker)\\.ts$',
  '^examples/',
  '^scripts/[^/]+\\.ts$',
  '\\.test\\.ts$',
  '^test/bench/',
  '^test/stage/',
  '^test/consumers/',
  '^test/engines/pages/',
];

const escaped = (path) => path.replace(/[.$+@]/g, '\\$&');
const isFile = (path) => /\.[a-z]+$/.test(path);

/** A pattern for a file, or for the files of a folder without the layers inside it. */
function at(path) {
  if (isFile(path)) return `^${escaped(path)}$`;
  const inside = Object.keys(LAYERS).filter((layer) => layer.startsWith(`${path}/`));
  const rest = inside.map((layer) => `${escaped(layer.slice(path.length + 1))}${isFile(layer) ? '$' : '/'}`);
  return `^${escaped(path)}/${rest.length > 0 ? `(?!${rest.join('|')})` : ''}`;
}

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `layer: ${layer}`,
  comment: `${layer} may import only ${['itself', ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: at(layer) },
  to: { dependencyTypes: ['local'], pathNot: [layer, ...allowed].map(at) },
}));

const packageRules = Object.entries(PACKAGES).map(([name, places]) => ({
  name: `package: ${name}`,
  comment: `Only ${places.join(', ')} may import ${name}.`,
  severity: 'error',
  from: { path: PRODUCT, pathNot: places.map((place) => (isFile(place) ? at(place) : `^${escaped(place)}/`)) },
  to: { path: `^node_modules/${escaped(name)}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...packageRules,
    {
      name: 'known-layer',
      comment: 'Every file of the product belongs to a layer; add its folder to LAYERS.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: Object.keys(LAYERS).map(at) },
      to: {},
    },
    {
      name: 'known-package',
      comment: 'The product imports only packages that have a place in PACKAGES.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { path: '^node_modules/', pathNot: Object.keys(PACKAGES).map((name) => `^node_modules/${escaped(name)}/`) },
    },
    {
      name: 'public-names',
      comment: 'The demo, the studio and the examples import the plugin by its public names, as a game does.',
      severity: 'error',
      from: { path: '^(demo-game|examples|studio)/' },
      to: { path: '^plugin/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'no-node',
      comment: 'What a game loads runs in browsers, which lack the modules of Node.',
      severity: 'error',
      from: { path: '^(plugin|demo-game|studio)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'resolves',
      comment: 'An import names an existing file or an installed package.',
      severity: 'error',
      from: {},
      // The worker's public name exists in the built package only; the examples are built in the tests.
      to: { couldNotResolve: true, pathNot: '^phaser-adaptive-music/phrase-worker' },
    },
    {
      name: 'no-cycle',
      comment: 'Files do not import each other in a circle, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'Every file is imported, or is a program, a test or loaded by name (ROOTS).',
      severity: 'error',
      from: { path: ROOTS },
      to: { path: '.', pathNot: [...ROOTS, '^node_modules/'], reachable: false },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '^node_modules/' },
    // Built files, generated samples, and other people's projects, which have packages of their own.
    exclude: { path: ['^(dist|coverage|\\.git)/', '^plugin/audio/palettes/samples/', '^test/(fixtures|consumers/starters)/', '^examples/templates/', '^test/.*/node_modules/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
