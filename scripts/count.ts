/** Counts the results of a vitest run; a file that did not load counts as a failure. */

/** Number of tests by result. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The fields of vitest's JSON report that are read. */
export interface TestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Sums two counts. */
export function addCounts(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The count of one report; a run with a failing exit code or without tests has at least one failure. */
export function countTests(report: TestReport, exitedWell: boolean): Count {
  let count: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    const skipped = assertionResults.length - failed - passed;
    const unloaded = status === 'failed' && failed === 0 ? 1 : 0;
    count = addCounts(count, { passed, failed: failed + unloaded, skipped });
  }
  const silent = count.failed === 0 && (!exitedWell || count.passed === 0) ? 1 : 0;
  return { ...count, failed: count.failed + silent };
}
