/** The steps of the tests, in the order in which they run: first those of `npm test`, then the rest of `npm run test:full`. */

/** A part of the tests that is run, timed and counted separately. */
export interface TestStep {
  readonly name: string;
  /** The runs it is part of: `check` is within `test`, and `test` within `full`. */
  readonly since: 'check' | 'test' | 'full';
  /** `types`, `lint` and `imports` are tools; the others are projects of vitest.config.ts. */
  readonly run: 'types' | 'lint' | 'imports' | { readonly project: string; readonly chromium: boolean };
}

const vitest = (name: string, since: TestStep['since'], chromium: boolean): TestStep => ({
  name,
  since,
  run: { project: name, chromium },
});

/** All steps. */
export const TEST_STEPS: readonly TestStep[] = [
  { name: 'types', since: 'check', run: 'types' },
  { name: 'lint', since: 'check', run: 'lint' },
  { name: 'imports', since: 'check', run: 'imports' },
  vitest('node', 'check', false),
  vitest('browser', 'test', true),
  vitest('phaser3-smoke', 'test', true),
  vitest('consumer', 'test', true),
  vitest('short-tour', 'test', true),
  vitest('browser-long', 'full', true),
  vitest('phaser3', 'full', true),
  vitest('examples', 'full', true),
  vitest('e2e', 'full', true),
  vitest('studio', 'full', true),
  vitest('quality', 'full', false),
  vitest('long', 'full', false),
  vitest('starters', 'full', true),
];

const RUNS = ['check', 'test', 'full'] as const;

/** The steps of a run, without the excluded ones. */
export function stepsOf(run: TestStep['since'], except: readonly string[] = []): readonly TestStep[] {
  return TEST_STEPS.filter(({ name, since }) => RUNS.indexOf(since) <= RUNS.indexOf(run) && !except.includes(name));
}
