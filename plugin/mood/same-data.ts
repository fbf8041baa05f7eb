/** Compares plain data. */

import { isRecord } from './names.ts';

/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameData(a: unknown, b: unknown): boolean {
  return a === b || sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
