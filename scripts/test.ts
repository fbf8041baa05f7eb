/** Runs the selected test steps and prints one count. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { readableSeconds } from '../models/cli/progress.ts';
import { ensureChromium } from './chromium.ts';
import { addCounts, type Count, countTests, type TestReport } from './count.ts';
import { stepsOf, TEST_STEPS, type TestStep } from './test-steps.ts';

interface Result extends Count {
  readonly step: string;
  readonly seconds: number;
}

const bin = (name: string) => join('node_modules', '.bin', name);

/** Runs a program with its output on stderr, so that stdout has only the results. Returns whether it succeeded. */
function passes(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** A tool that only passes or fails counts as one test. */
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

function countOf({ run }: TestStep, folder: string): Count {
  if (run === 'types') return judged(passes(bin('tsc'), ['-p', '.']));
  if (run === 'lint') return judged(passes(bin('biome'), ['check', '--error-on-warnings', '.']));
  if (run === 'imports') return judged(passes(bin('depcruise'), ['.', '--output-type', 'err-long']));
  return vitest(run.project, folder);
}

/** The names in a comma-separated list. @throws CliError for an unknown step */
function stepNames(list: string): string[] {
  const names = list.split(',').filter((name) => name !== '');
  const known = TEST_STEPS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CliError('unknown step', unknown, `the steps are ${known.join(', ')}`);
  return names;
}

function timed(step: string, run: () => Count): Result {
  console.error(`\n== ${step}`);
  const began = performance.now();
  const count = run();
  return { step, ...count, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

await runCli({
  name: 'test',
  summary: 'checks types, lint and imports and runs the tests; the last line counts them all',
  usage: 'npm test [-- --json] | npm run test:full [-- --except starters] | npm run check',
  options: {
    check: { type: 'boolean', help: 'types, lint, imports and the node tests only, no browser' },
    full: {
      type: 'boolean',
      help: 'everything: the quality of the weights, both Phasers, every bundler, the whole tour',
    },
    except: { type: 'string', value: 'STEPS', default: '', help: 'steps to leave out, with commas between them' },
    json: { type: 'boolean', help: 'print the counts of every step as one JSON object instead of lines' },
  },
  notes: [
    `Steps: ${TEST_STEPS.map(({ name }) => name).join(', ')}.`,
    'For some tests only: npx vitest run --project node test/music',
  ],
  run({ check, full, except, json }) {
    if (check && full) throw new CliError('--check and --full', 'one is a part of the other', 'give one of them');
    const asked = stepsOf(full ? 'full' : check ? 'check' : 'test', stepNames(except));
    const folder = mkdtempSync(join(tmpdir(), 'adaptive-music-tests-'));
    const steps: Result[] = [];
    try {
      ensurePalettes();
      if (asked.some(({ run }) => typeof run === 'object' && run.chromium)) ensureChromium();
      for (const step of asked) steps.push(timed(step.name, () => countOf(step, folder)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const total = steps.reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
    if (json) console.log(JSON.stringify({ ...total, steps }));
    else {
      for (const { step, passed, failed, seconds } of steps)
        console.log(`${step.padEnd(13)} ${passed} passed, ${failed} failed, ${readableSeconds(seconds)}`);
      const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
      console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
    }
    if (total.failed > 0) process.exitCode = 1;
  },
});
