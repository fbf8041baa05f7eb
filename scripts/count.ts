/** Counts the results of a vitest run and names its failures; a file that did not load counts as a failure. */

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
    /** Path of the file. */
    readonly name: string;
    /** Why the file did not load, if it did not. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
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

/** Lines of an error that are listed: an assertion and the values that differ. */
const ERROR_LINES = 6;

/** File, name and the first lines of the error of each test that failed, in the order of the report. */
export function failuresIn(report: TestReport): string[] {
  const listed = (file: string, test: string, error: string) =>
    [`${file} > ${test}`, ...error.split('\n').slice(0, ERROR_LINES)].join('\n    ');
  return report.testResults.flatMap(({ status, name, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [listed(name, 'the whole file', message)];
    return failed.map(({ fullName, failureMessages }) => listed(name, fullName, failureMessages?.[0] ?? ''));
  });
}
