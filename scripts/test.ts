/** One command checks everything and closes with one count: types, lint and every vitest project that was asked for. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { readableSeconds } from '../models/cli/progress.ts';
import { ensureChromium } from './chromium.ts';
import { addCounts, type Count, countTests, type TestReport } from './count.ts';

interface Step extends Count {
  readonly step: string;
  readonly seconds: number;
}

const bin = (name: string) => join('node_modules', '.bin', name);

/** Runs a program with what it prints on stderr, so that stdout keeps the results alone. Returns whether it succeeded. */
function passes(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** A tool that only says yes or no counts as one test. */
const judged = (ok: boolean): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function vitest(project: string, folder: string): Count {
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = passes(bin('vitest'), ['run', '--project', project, ...reporters]);
  try {
    return countTests(JSON.parse(readFileSync(file, 'utf8')) as TestReport, ok);
  } catch {
    return judged(false);
  }
}

function timed(step: string, run: () => Count): Step {
  console.error(`\n== ${step}`);
  const began = performance.now();
  const count = run();
  return { step, ...count, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

await runCli({
  name: 'test',
  summary: 'checks types and lint and runs the tests; the last line counts them all',
  usage: 'npm test [-- --json] | npm run check',
  options: {
    check: { type: 'boolean', help: 'types, lint and the node tests only, no browser' },
    json: { type: 'boolean', help: 'print the counts of every step as one JSON object instead of lines' },
  },
  notes: ['For some tests only: npx vitest run --project node test/music'],
  run({ check, json }) {
    const folder = mkdtempSync(join(tmpdir(), 'adaptive-music-tests-'));
    const steps: Step[] = [];
    const step = (name: string, run: () => Count) => steps.push(timed(name, run));
    try {
      ensurePalettes();
      step('types', () => judged(passes(bin('tsc'), ['-p', '.'])));
      step('lint', () => judged(passes(bin('biome'), ['check', '--error-on-warnings', '.'])));
      step('node', () => vitest('node', folder));
      if (!check) {
        ensureChromium();
        step('browser', () => vitest('browser', folder));
        step('phaser 3', () => vitest('browser-phaser3', folder));
        step('e2e', () => vitest('e2e', folder));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const total = steps.reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
    if (json) console.log(JSON.stringify({ ...total, steps }));
    else {
      for (const { step, passed, failed, seconds } of steps)
        console.log(`${step.padEnd(8)} ${passed} passed, ${failed} failed, ${readableSeconds(seconds)}`);
      const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
      console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
    }
    if (total.failed > 0) process.exitCode = 1;
  },
});
