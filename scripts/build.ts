/** Builds what is published: ES modules and types of every entry, a worker file for strict policies, and the demo game. */

import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';
import { CliError, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import demo, { ENTRIES, packedWasm } from '../vite.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'dist');
/** Built here and moved over when whole, so that a failed build leaves the last good one alone. */
const staging = join(root, `dist-${process.pid}.tmp`);
const phraseWorker = join(root, 'plugin/generate/worker/phrase-worker.ts');

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;

/** Installed beside the package, so that a game that uses them too has them once. */
const installed = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
/** A file of such a package that is imported as text (`?inline`) is carried along all the same. */
const isInstalled = (id: string) =>
  !id.includes('?') && installed.some((name) => id === name || id.startsWith(`${name}/`));

function library(entry: Readonly<Record<string, string>>, external: (id: string) => boolean): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
    plugins: [packedWasm],
    worker: { format: 'es' },
    build: {
      outDir: staging,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: { ...entry }, formats: ['es'], fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        external,
        output: { chunkFileNames: (chunk) => (isSamples(chunk) ? 'samples/[name].js' : 'chunks/[name]-[hash].js') },
        checks: { pluginTimings: false },
      },
    },
  };
}

/** Samples have names of their own, because the script build finds them by address. */
function isSamples({ facadeModuleId }: { readonly facadeModuleId?: string | null }): boolean {
  return facadeModuleId?.includes('/palettes/samples/') ?? false;
}

/** The build for script tags takes its samples from files beside it, so that its one file does not hold them all. */
const samplesByAddress: Plugin = {
  name: 'samples-by-address',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.endsWith('/sprite-module.ts')) return null;
    return this.resolve(source.replace('.ts', '-by-address.ts'), importer, { skipSelf: true });
  },
};

/** The worker as a file. It exports nothing, and says so, or tools would take it for CommonJS. */
function worker(): InlineConfig {
  const config = library({ 'phrase-worker': phraseWorker }, () => false);
  const rolldownOptions = { ...config.build?.rolldownOptions, output: { footer: 'export {};' } };
  return { ...config, build: { ...config.build, rolldownOptions } };
}

/** One minified file for script tags and Phaser's `load.plugin`; Phaser itself is the page's. */
function script(): InlineConfig {
  const { build: common, ...config } = library({ script: join(root, 'plugin/script.ts') }, (id) => id === 'phaser');
  const lib = {
    entry: join(root, 'plugin/script.ts'),
    formats: ['iife' as const],
    name: 'PhaserAdaptiveMusic',
    fileName: () => 'phaser-adaptive-music.min.js',
  };
  const output = { globals: { phaser: 'Phaser' }, codeSplitting: false };
  return {
    ...config,
    plugins: [samplesByAddress, packedWasm],
    build: { ...common, minify: true, lib, rolldownOptions: { ...common?.rolldownOptions, output } },
  };
}

function types(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const compiled = join(staging, 'compiled');
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', compiled];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', process.stderr, 'inherit'] });
  if (status !== 0) throw new CliError('the types do not compile', 'see above', 'mend them; npm run check tells more');
  renameSync(join(compiled, 'plugin'), join(staging, 'types'));
  rmSync(compiled, { recursive: true });
  for (const file of readdirSync(join(staging, 'types'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const path = join(staging, 'types', file);
    // The compiler leaves `.ts` endings in declarations, and not every consumer's settings allow them.
    const text = readFileSync(path, 'utf8').replace(/((?:from |import\()(['"])\.[^'"]*)\.ts\2/g, '$1.js$2');
    writeFileSync(path, text);
  }
}

/** The API reference, from the docstrings of every entry. */
function reference(): void {
  console.error('build: API reference');
  const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
  const args = [typedoc, ...Object.values(ENTRIES), '--out', join(staging, 'api')];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', process.stderr, 'inherit'] });
  if (status !== 0) throw new CliError('the API reference was not written', 'see above', 'mend the docstrings');
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
      await build(library(ENTRIES, isInstalled));
      console.error('build: worker file');
      // A page whose policy forbids blob workers loads this file as it stands, so everything is in it.
      await build(worker());
      console.error('build: script');
      await build(script());
      console.error('build: types');
      types();
      if (docs) reference();
      if (!only) {
        console.error('build: demo game');
        const outDir = join(staging, 'demo');
        await build({ ...demo, configFile: false, logLevel: 'warn', build: { ...demo.build, outDir } });
        // The samples' licence asks for its notice wherever they go.
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
