/** Writes the declaration files that the entries reach; others would name packages that are bundled. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import ts from 'typescript';
import { CliError } from '../../models/cli/cli.ts';

/** Writes the declarations into `folder`. Throws {@link CliError} if the sources do not compile. */
export function writeDeclarations(root: string, folder: string, entries: readonly string[]): void {
  const compiled = `${folder}-compiled`;
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')];
  const { status } = spawnSync(process.execPath, [...args, '--outDir', compiled], {
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (status !== 0)
    throw new CliError('the types do not compile', 'see above', 'fix them; npm run check shows details');
  renameSync(join(compiled, 'plugin'), folder);
  rmSync(compiled, { recursive: true });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
  for (const path of files) {
    // The compiler keeps `.ts` endings in declarations, which some consumers' settings do not allow.
    const text = readFileSync(path, 'utf8').replace(/((?:from |import |import\()(['"])\.[^'"]*)\.ts\2/g, '$1.js$2');
    writeFileSync(path, text);
  }
  const program = ts.createProgram(
    entries.map((entry) => join(folder, entry)),
    { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, noLib: true, types: [] },
  );
  const reached = new Set(program.getSourceFiles().map(({ fileName }) => normalize(fileName)));
  for (const path of files) if (!reached.has(normalize(path))) rmSync(path);
}
