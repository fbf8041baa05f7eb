/** The rows of the form bench as a table for people: old, now, target, real, and the moods that miss it. */

import { rounded } from '../statistics.ts';
import { grouped } from './numbers.ts';
import type { MeasuredRow, Target } from './rows.ts';

/** Widths of the columns before the last. */
const WIDTHS = [58, 8, 8, 12, 6] as const;

/** The whole table, then a line for each mood or change of the rows that have several. */
export function tableLines(rows: readonly MeasuredRow[]): readonly string[] {
  const families = [...grouped(rows, ({ family }) => family)];
  const asked = rows.filter(({ inTarget }) => inTarget !== null);
  return [
    columns(['', 'old', 'now', 'target', ''], 'real'),
    ...families.flatMap(([family, of]) => ['', family, ...of.map(rowLine)]),
    '',
    `in target: ${asked.filter(({ inTarget }) => inTarget).length} of ${asked.length} rows`,
    ...moodLines(rows),
  ];
}

function rowLine({ name, unit, old, oldByMood, now, target, inTarget, missing, by, real }: MeasuredRow): string {
  const verdict = inTarget === null ? '' : inTarget ? 'in' : 'OUT';
  const misses = missing.length === 0 ? '' : `  out in ${missing.length} of ${Object.keys(by).length}`;
  const before = old === null ? rangeText(Object.values(oldByMood ?? {})) : numberText(old);
  const reals = Object.entries(real).map(([kind, value]) => `${kind} ${numberText(value)}`);
  return columns(
    [`  ${name} (${unit})`, before, numberText(now), targetText(target), verdict],
    reals.join(', ') + misses,
  );
}

function columns(cells: readonly string[], last: string): string {
  return `${cells.map((cell, i) => cell.padEnd(WIDTHS[i]!)).join(' ')} ${last}`.trimEnd();
}

/** Values by mood: those that miss a target of their own bear a star. */
function moodLines(rows: readonly MeasuredRow[]): string[] {
  return rows
    .filter(({ by }) => Object.keys(by).length > 0)
    .flatMap(({ name, by, missing, oldByMood = {} }) => [
      '',
      `${name}: now (old)`,
      ...wrapped(
        Object.entries(by).map(([key, value]) => {
          const before = oldByMood[key] === undefined ? '' : ` (${numberText(oldByMood[key])})`;
          return `${key} ${numberText(value)}${missing.includes(key) ? '*' : ''}${before}`;
        }),
      ),
    ]);
}

/** Texts in lines of up to 120 letters. */
function wrapped(texts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + text.length < 118) lines[lines.length - 1] = `${last}, ${text}`;
    else lines.push(`  ${text}`);
  }
  return lines;
}

function targetText(target: Target | null): string {
  if (target === null) return '';
  const { least, most } = target;
  if (least === undefined) return `<= ${most}`;
  return most === undefined ? `>= ${least}` : `${least}..${most}`;
}

function rangeText(values: readonly number[]): string {
  if (values.length === 0) return '-';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? numberText(low) : `${numberText(low)}..${numberText(high)}`;
}

function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : String(rounded(value, Math.abs(value) >= 10 ? 1 : 2));
}
