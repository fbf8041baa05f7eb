/** The steps of the tests, in the order in which they run: first those of `npm test`, then the rest of `npm run test:full`. */

/** A part of the tests that is run, timed and counted separately. */
export interface TestStep {
  readonly name: string;
  /** The runs it is part of: `check` is within `test`, and `test` within `full`. */
  readonly since: 'check' | 'test' | 'full';
  /** `types`, `lint` and `imports` are tools; the others are projects of vitest.config.ts. */
  readonly run: 'types' | 'lint' | 'imports' | { readonly project: string; readonly browsers: Browsers };
}

/** What a project opens pages in: nothing, Chromium, or all engines. */
export type Browsers = 'none' | 'chromium' | 'all';

const vitest = (name: string, since: TestStep['since'], browsers: Browsers): TestStep => ({
  name,
  since,
  run: { project: name, browsers },
});

/** All steps. */
export const TEST_STEPS: readonly TestStep[] = [
  { name: 'types', since: 'check', run: 'types' },
  { name: 'lint', since: 'check', run: 'lint' },
  { name: 'imports', since: 'check', run: 'imports' },
  vitest('node', 'check', 'none'),
  vitest('browser', 'test', 'chromium'),
  vitest('phaser3-smoke', 'test', 'chromium'),
  vitest('consumer', 'test', 'chromium'),
  vitest('short-tour', 'test', 'chromium'),
  vitest('engines-smoke', 'test', 'all'),
  vitest('browser-long', 'full', 'chromium'),
  vitest('phaser3', 'full', 'chromium'),
  vitest('examples', 'full', 'chromium'),
  vitest('e2e', 'full', 'chromium'),
  vitest('places', 'full', 'chromium'),
  vitest('studio', 'full', 'chromium'),
  vitest('engines', 'full', 'all'),
  vitest('quality', 'full', 'none'),
  vitest('long', 'full', 'none'),
  vitest('starters', 'full', 'chromium'),
];

const RUNS = ['check', 'test', 'full'] as const;

/** The steps of a run, without the excluded ones. */
export function stepsOf(run: TestStep['since'], except: readonly string[] = []): readonly TestStep[] {
  return TEST_STEPS.filter(({ name, since }) => RUNS.indexOf(since) <= RUNS.indexOf(run) && !except.includes(name));
}
