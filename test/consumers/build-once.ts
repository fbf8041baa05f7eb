/** Runs once before all tests of the project `starters`: what is published is built, and the starters' bundlers are installed. */

import { execFileSync } from 'node:child_process';
import { buildPackage } from './packed.ts';

/** Called by vitest. */
export default function setup(): void {
  // A developer who has just built and installed can say so.
  if (process.env.PACKAGE_IS_BUILT === '1') return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: 'test/consumers/starters', stdio: 'pipe' });
  buildPackage();
}
