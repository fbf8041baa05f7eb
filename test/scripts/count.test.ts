import { describe, expect, test } from 'vitest';
import { addCounts, countTests, failuresIn } from '../../scripts/count.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  name: 'a.test.ts',
  message: 'no such module',
  assertionResults: tests.map((each, i) => ({
    status: each,
    fullName: `test ${i}`,
    failureMessages: each === 'failed' ? ['expected 1\nto be 2'] : [],
  })),
});

describe('the count of a test run', () => {
  test('adds up passed, failed and skipped tests', () => {
    const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] };
    expect(countTests(report, false)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  test('takes a file that did not load for a failure', () => {
    const report = { testResults: [file('passed', 'passed'), file('failed')] };
    expect(countTests(report, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('takes a bad exit without a failed test for a failure', () => {
    expect(countTests({ testResults: [file('passed', 'passed')] }, false).failed).toBe(1);
  });

  test('takes a run of no tests for a failure', () => {
    expect(countTests({ testResults: [] }, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('sums over projects', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addCounts(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});

test('failed tests are named, with their files and errors', () => {
  const testResults = [file('failed', 'passed', 'failed'), file('failed'), file('passed', 'passed')];
  expect(failuresIn({ testResults })).toEqual([
    'a.test.ts > test 1\n    expected 1\n    to be 2',
    'a.test.ts > the whole file\n    no such module',
  ]);
});
