/**
 * Builds the published files: ES modules and types of every entry, a worker file for strict policies, one file for script tags,
 * the commands, the notices of bundled packages, and the demo game with the studio.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { CliError, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import demo, { ENTRIES, packedWasm, studio } from '../vite.config.ts';
import { writeDeclarations } from './build/declarations.ts';
import { writeEntryFolders } from './build/entry-folders.ts';
import { leanTfjs } from './build/lean-tfjs.ts';
import { nativeAudio } from './build/native-audio.ts';
import { type BundledPackage, thirdPartyNotices } from './build/notices.ts';
import { packedTables } from './build/packed-tables.ts';
import { NO_NODE, portableTfjs } from './build/portable-tfjs.ts';
import { isSamplePack, sampleScripts } from './build/sample-scripts.ts';
import { swappedModules } from './build/swapped-modules.ts';
import { loweredSyntax, unfollowedImports } from './build/syntax.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'dist');
/** Built here and moved when complete, so that a failed build keeps the last good one. */
const staging = join(root, `dist-${process.pid}.tmp`);
const phraseWorker = join(root, 'plugin/generate/worker/phrase-worker.ts');
const SPRITES = 'plugin/audio/palettes/sprite-module';

/** Packages that the game provides. All others are bundled: old resolvers and scope hoisting fail on nested dependencies. */
const PEERS = ['phaser', 'node-web-audio-api'];

/** A package of 150 MB that only training needs. `scripts/cli/main.ts` says how to install it. */
const ON_DEMAND = '@tensorflow/tfjs';

/** The file that lists the licenses of a build's bundled packages until all builds are done. */
const licenses = (name: string) => `licenses-${name}.json`;

/** Common settings of all builds. Vite lowers no syntax; see {@link loweredSyntax}. */
function library(name: string, entry: Readonly<Record<string, string>>): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
    plugins: [packedWasm, packedTables, leanTfjs, portableTfjs, nativeAudio],
    define: NO_NODE,
    // A classic worker also starts on `file://` and in sandboxed frames, where module workers are blocked.
    // Bundlers see it as a string, which none of them minifies.
    worker: { format: 'iife', plugins: () => [leanTfjs, portableTfjs], rolldownOptions: { output: { minify: true } } },
    build: {
      outDir: staging,
      emptyOutDir: false,
      target: 'esnext',
      minify: false,
      license: { fileName: licenses(name) },
      lib: { entry: { ...entry }, formats: ['es'], fileName: (_format, name) => `${name}.js` },
      rolldownOptions: { external: PEERS, checks: { pluginTimings: false } },
    },
  };
}

/** The modules of all entries, with shared chunks. */
function entries(): InlineConfig {
  const { build: common, plugins, ...config } = library('entries', ENTRIES);
  const swaps = swappedModules(root, {
    [`${SPRITES}.ts`]: `${SPRITES}-built.ts`,
    'plugin/generate/own-binary.ts': 'plugin/generate/worker/wasm-binary.ts',
    'plugin/generate/own-weights.ts': 'plugin/generate/worker/shipped-model.ts',
  });
  const output: Rolldown.OutputOptions = {
    chunkFileNames: (chunk) => (isSamplePack(chunk) ? 'samples/[name].js' : 'chunks/[name]-[hash].js'),
    footer: ({ name }) => (name === 'scene' ? 'export {};' : ''),
  };
  return {
    ...config,
    plugins: [swaps, sampleScripts, ...plugins!, loweredSyntax, unfollowedImports],
    build: { ...common, rolldownOptions: { ...common!.rolldownOptions, output } },
  };
}

/**
 * The worker as one file, for pages whose policy forbids blob workers. It has an empty export, or tools would take it for
 * CommonJS. Its syntax is not lowered: browsers with WebAssembly SIMD read all of it.
 */
function worker(): InlineConfig {
  const config = library('worker', { 'phrase-worker': phraseWorker });
  const rolldownOptions = { ...config.build?.rolldownOptions, output: { footer: 'export {};' } };
  return { ...config, build: { ...config.build, rolldownOptions } };
}

/** Keeps imports for their effect alone: the package's list of such files is about its entries, and commands run when imported. */
const runWhenImported: Plugin = {
  name: 'run-when-imported',
  transform: (code, id) =>
    /[\\/](?:cli|training|evaluation)[\\/](?:[^\\/]+[\\/])?[^\\/]+\.ts$/.test(id)
      ? { code, map: null, moduleSideEffects: true }
      : null,
};

/** tfjs's WebAssembly looks for its binary beside itself in Node; the commands hand it over, as the entries do. */
const portableWasm: Plugin = {
  name: 'portable-wasm',
  transform: (code, id) =>
    id.includes('/tfjs-backend-wasm/wasm-out/') ? { code: `const process = undefined;\n${code}`, map: null } : null,
};

/** The commands of `npx phaser-adaptive-music`, for Node, with the threads that they start. */
function commands(): InlineConfig {
  const { build: common, plugins: games } = library('cli', {});
  // Training needs all of tfjs.
  const plugins = games!.filter((plugin) => plugin !== leanTfjs);
  const published = 'scripts/cli/published';
  const swaps = swappedModules(root, {
    'models/cli/ensure-palettes.ts': `${published}/palettes.ts`,
    'models/cli/invocation.ts': `${published}/invocation.ts`,
    'models/training/spawn.ts': `${published}/spawn.ts`,
    'models/weights/shipped.ts': `${published}/weights.ts`,
    'plugin/generate/own-binary.ts': 'plugin/generate/worker/wasm-binary.ts',
    'plugin/generate/own-weights.ts': `${published}/own-weights.ts`,
    [`${SPRITES}.ts`]: `${published}/samples.ts`,
  });
  const input = {
    cli: join(root, 'scripts/cli/main.ts'),
    thread: join(root, 'models/training/thread.ts'),
    writer: join(root, 'models/evaluation/writer.ts'),
  };
  // All files lie in one folder, beside which the weights and samples are found.
  const output = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' };
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [swaps, runWhenImported, portableWasm, ...plugins],
    ssr: { noExternal: true, external: [...PEERS, ON_DEMAND], target: 'node' },
    build: {
      outDir: join(staging, 'cli'),
      target: 'node20',
      minify: false,
      ssr: true,
      license: common!.license!,
      rolldownOptions: { input, output, checks: { pluginTimings: false } },
    },
  };
}

/** The content of the file for script tags as one module, so that the helpers of lowered code do not become globals. */
function scriptModule(): InlineConfig {
  const { build: common, plugins, ...config } = library('script', { 'script-module': join(root, 'plugin/script.ts') });
  const swaps = swappedModules(root, { [`${SPRITES}.ts`]: `${SPRITES}-by-address.ts` });
  const rolldownOptions = { ...common!.rolldownOptions, output: { codeSplitting: false } };
  return {
    ...config,
    plugins: [swaps, ...plugins!, loweredSyntax, unfollowedImports],
    build: { ...common, rolldownOptions },
  };
}

/** One minified file for script tags and Phaser's `load.plugin`, without Phaser. */
function script(): InlineConfig {
  const { build: common, ...config } = library('script-tag', {});
  const lib = {
    entry: join(staging, 'script-module.js'),
    formats: ['iife' as const],
    name: 'PhaserAdaptiveMusic',
    fileName: () => 'phaser-adaptive-music.min.js',
  };
  const output = { globals: { phaser: 'Phaser' }, codeSplitting: false };
  return {
    ...config,
    plugins: [],
    build: { ...common, license: false, minify: true, lib, rolldownOptions: { ...common!.rolldownOptions, output } },
  };
}

/** Writes the notices of all bundled packages. */
function notices(): void {
  const listed = ['entries', 'worker', 'script', 'cli'].flatMap((name) => {
    const path = join(staging, name === 'cli' ? 'cli' : '', licenses(name));
    const packages = JSON.parse(readFileSync(path, 'utf8')) as readonly BundledPackage[];
    rmSync(path);
    return packages;
  });
  writeFileSync(join(staging, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(listed));
}

/** The declaration file of every entry, under `dist/types`. */
const declarations = Object.fromEntries(
  Object.entries({ ...ENTRIES, 'phrase-worker': phraseWorker }).map(([entry, source]) => [
    entry,
    relative(join(root, 'plugin'), source).replaceAll('\\', '/').replace(/\.ts$/, '.d.ts'),
  ]),
);

/** Writes the API reference from the comments of every entry. */
function reference(): void {
  console.error('build: API reference');
  const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
  const { scene: _, ...entries } = ENTRIES;
  const args = [typedoc, ...Object.values(entries), '--out', join(staging, 'api')];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', process.stderr, 'inherit'] });
  if (status !== 0) throw new CliError('the API reference was not written', 'see above', 'fix the docstrings');
}

function kilobytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => statSync(join(folder, path)));
  return Math.round(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 1024);
}

await runCli({
  name: 'build',
  summary: 'builds the package (entries, types, worker file) and the demo game into dist/',
  usage: 'npm run build [-- options]',
  options: {
    library: { type: 'boolean', help: 'the package only, without the demo game' },
    docs: { type: 'boolean', help: 'the API reference as well, as Markdown in dist/api' },
    json: { type: 'boolean', help: 'print what was built, in kB, as one JSON object' },
  },
  async run({ library: only, docs, json }) {
    ensurePalettes();
    try {
      console.error('build: entries');
      await build(entries());
      console.error('build: worker file');
      await build(worker());
      console.error('build: script');
      await build(scriptModule());
      await build(script());
      rmSync(join(staging, 'script-module.js'));
      console.error('build: commands');
      await build(commands());
      notices();
      console.error('build: types');
      writeDeclarations(root, join(staging, 'types'), Object.values(declarations));
      writeEntryFolders(root, declarations);
      if (docs) reference();
      if (!only) {
        console.error('build: demo game');
        const outDir = join(staging, 'demo');
        await build({ ...demo, configFile: false, logLevel: 'warn', build: { ...demo.build, outDir } });
        console.error('build: studio');
        const within = { outDir: join(outDir, 'studio'), emptyOutDir: true };
        await build({ ...studio, configFile: false, logLevel: 'warn', build: { ...studio.build, ...within } });
        // The samples' license requires its notice in every copy.
        cpSync(join(root, 'plugin/audio/palettes/NOTICE.md'), join(outDir, 'NOTICE.md'));
      }
      rmSync(target, { recursive: true, force: true });
      renameSync(staging, target);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    const built = readdirSync(target).map((name) => [name, join(target, name)] as const);
    const sizes = built.map(([name, path]) => [
      name,
      statSync(path).isDirectory() ? kilobytes(path) : Math.round(statSync(path).size / 1024),
    ]);
    if (json) console.log(JSON.stringify(Object.fromEntries(sizes)));
    else for (const [name, size] of sizes) console.log(`dist/${name}`.padEnd(32), `${size} kB`);
  },
});
