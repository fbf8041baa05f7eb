/** Checks the versions of Node, Phaser and the package. */

import { installedPackage } from '../packages.ts';
import { type Finding, findingsOf } from './finding.ts';

/** The oldest versions that work. */
const NODE = [20, 19] as const;
const PHASER = [3, 80] as const;
/** The first major version of Phaser that nobody has tried. */
const UNTRIED_PHASER = 5;

const partsOf = (version: string) => version.replace(/^v/, '').split('.').map(Number) as [number, number];
const below = ([major, minor]: readonly [number, number], [a, b]: readonly [number, number]) =>
  major < a || (major === a && minor < b);

/** Whether this Node can run the commands. */
export function checkNode(version: string): Finding {
  const { ok, problem } = findingsOf('Node');
  if (below(partsOf(version), NODE))
    return problem(`Node ${version} is too old`, `install Node ${NODE.join('.')} or later`);
  return ok(`Node ${version}`);
}

/** Whether the project has a Phaser that the plugin works with. */
export function checkPhaser(project: string): Finding {
  const { ok, warning, problem } = findingsOf('Phaser');
  const phaser = installedPackage(project, 'phaser');
  if (!phaser) return problem('Phaser is not installed', 'npm install phaser');
  const { version } = phaser;
  const parts = partsOf(version);
  if (below(parts, PHASER))
    return problem(`Phaser ${version} is too old`, `install Phaser ${PHASER.join('.')} or later`);
  if (parts[0] >= UNTRIED_PHASER)
    return warning(`Phaser ${version} is newer than this package`, 'look for a newer version of it');
  return ok(`Phaser ${version}`);
}

/** Whether the project has the package, in the version whose command runs. */
export function checkPackage(project: string, running: string): Finding {
  const { ok, warning, problem } = findingsOf('package');
  const installed = installedPackage(project, 'phaser-adaptive-music');
  if (!installed) return problem('phaser-adaptive-music is not installed', 'npm install phaser-adaptive-music');
  if (installed.version !== running)
    return warning(
      `the project has version ${installed.version}, this command is ${running}`,
      'run the command from the project',
    );
  return ok(`phaser-adaptive-music ${installed.version}`);
}
