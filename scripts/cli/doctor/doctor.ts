/** `doctor`: checks the Phaser project in this folder. */

import { join } from 'node:path';
import { runCli } from '../../../models/cli/cli.ts';
import { commandLine } from '../../../models/cli/invocation.ts';
import { compose } from '../../../plugin/internal.ts';
import { OWN_DIST, ownVersion } from '../packages.ts';
import { projectFiles, readPackage } from '../project-files.ts';
import { type Finding, findingsOf } from './finding.ts';
import { checkPolicies } from './policy.ts';
import { checkBundler, checkPlugin, checkSamples, checkTypes, checkWorker, workerUrl } from './setup.ts';
import { checkNode, checkPackage, checkPhaser } from './versions.ts';

const MARKS = { ok: 'ok     ', warning: 'warning', problem: 'problem' } as const;

await runCli({
  name: 'doctor',
  summary: 'checks the Phaser project in this folder: versions, plugin, types, bundler, policy, worker, samples',
  usage: `${commandLine('doctor')} [--json]`,
  options: { json: { type: 'boolean', help: 'print the findings as JSON' } },
  notes: ['It exits with 1 if there is a problem. Warnings name what makes the music plainer.'],
  async run({ json }) {
    const project = process.cwd();
    readPackage(project);
    const { scripts, pages } = projectFiles(project);
    const url = workerUrl(scripts);
    const findings: readonly Finding[] = [
      checkNode(process.version),
      checkPhaser(project),
      checkPackage(project, ownVersion()),
      checkPlugin([...scripts, ...pages]),
      checkTypes(scripts),
      checkBundler(scripts),
      ...checkPolicies(pages, url !== null),
      checkWorker(project, url, join(OWN_DIST, 'phrase-worker.js')),
      checkSamples(project, pages, join(OWN_DIST, 'samples')),
      await checkNetwork(),
    ];
    if (json) console.log(JSON.stringify({ findings }));
    else
      for (const { check, state, what, advice } of findings)
        console.log(`${MARKS[state]}  ${check}: ${what}${advice === undefined ? '' : `; ${advice}`}`);
    process.exitCode = findings.some(({ state }) => state === 'problem') ? 1 : 0;
  },
});

/** Whether the package's network composes. */
async function checkNetwork(): Promise<Finding> {
  const { ok, problem } = findingsOf('network');
  try {
    const { phrases } = await compose({ mood: 'forest', bars: 1, seed: 'doctor' });
    if (phrases[0]?.source === 'lstm') return ok('composes');
    return problem('the network does not compose', 'npm install phaser-adaptive-music again');
  } catch (error) {
    return problem((error as Error).message, 'npm install phaser-adaptive-music again');
  }
}
