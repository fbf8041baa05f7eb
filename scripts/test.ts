/** Runs the selected test steps and prints one count. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, runCli } from '../models/cli/cli.ts';
import { ensurePalettes } from '../models/cli/ensure-palettes.ts';
import { readableSeconds } from '../models/cli/progress.ts';
import { ensureChromium } from './chromium.ts';
import { addCounts, type Count, countTests, failuresIn, type TestReport } from './count.ts';
import { ensureEngines } from './engines.ts';
import { stepsOf, TEST_STEPS, type TestStep } from './test-steps.ts';

/** Counts of a step and the tests that failed in it. */
interface Outcome {
  readonly count: Count;
  readonly failures: readonly string[];
}

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
const judged = (name: string, ok: boolean): Outcome => ({
  count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 },
  failures: ok ? [] : [name],
});

function vitest(project: string, folder: string): Outcome {
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = passes(bin('vitest'), ['run', '--project', project, ...reporters]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
    return { count: countTests(report, ok), failures: failuresIn(report) };
  } catch {
    return judged(`${project}: vitest wrote no report`, false);
  }
}

function outcomeOf({ run }: TestStep, folder: string): Outcome {
  if (run === 'types') return judged(run, passes(bin('tsc'), ['-p', '.']));
  if (run === 'lint') return judged(run, passes(bin('biome'), ['check', '--error-on-warnings', '.']));
  if (run === 'imports') return judged(run, passes(bin('depcruise'), ['.', '--output-type', 'err-long']));
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

function timed(step: string, run: () => Outcome): { result: Result; failures: readonly string[] } {
  console.error(`\n== ${step}`);
  const began = performance.now();
  const { count, failures } = run();
  return { result: { step, ...count, seconds: Math.round((performance.now() - began) / 100) / 10 }, failures };
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
    const failures: string[] = [];
    try {
      ensurePalettes();
      const browsers = asked.map(({ run }) => (typeof run === 'object' ? run.browsers : 'none'));
      if (browsers.some((kind) => kind !== 'none')) ensureChromium();
      if (browsers.includes('all')) ensureEngines();
      for (const step of asked) {
        const ended = timed(step.name, () => outcomeOf(step, folder));
        steps.push(ended.result);
        failures.push(...ended.failures);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const total = steps.reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
    // Listed once more at the end: a long run's own report of a failure is far above.
    for (const failure of failures) console.error(`failed: ${failure.replaceAll(`${process.cwd()}/`, '')}`);
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
