/** The rows of the form bench as a table for people: old, now, target, real, and the moods that miss it. */

import { rounded } from '../statistics.ts';
import { grouped } from './numbers.ts';
import type { MeasuredRow, Target } from './rows.ts';

/** The whole table, then a line for each mood or change of the rows that have several. */
export function tableLines(rows: readonly MeasuredRow[]): readonly string[] {
  const asked = rows.filter(({ inTarget }) => inTarget !== null);
  const cells = [...grouped(rows, ({ family }) => family)].flatMap(([family, of]) => [
    [],
    [family],
    ...of.map(rowCells),
  ]);
  return [
    ...columns([['', 'old', 'now', 'target', '', 'real'], ...cells]),
    '',
    `in target: ${asked.filter(({ inTarget }) => inTarget).length} of ${asked.length} rows`,
    ...moodLines(rows),
  ];
}

function rowCells({
  name,
  unit,
  old,
  oldByMood,
  now,
  target,
  inTarget,
  missing,
  by,
  real,
  cases,
}: MeasuredRow): string[] {
  const heard = Object.values(by).filter((value) => value !== null).length;
  const misses = missing.length === 0 ? '' : ` in ${missing.length} of ${heard}`;
  const verdict = cases === 0 ? 'cases: 0' : inTarget === null ? '' : inTarget ? 'in' : `OUT${misses}`;
  const before = old === null ? rangeText(Object.values(oldByMood ?? {})) : numberText(old);
  const reals = Object.entries(real).map(([kind, value]) => `${kind} ${numberText(value)}`);
  return [`  ${name} (${unit})`, before, numberText(now), targetText(target), verdict, reals.join('; ')];
}

/** Cells in columns, each as wide as its widest cell. */
function columns(lines: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0));
  return lines.map((cells) =>
    cells
      .map((cell, i) => cell.padEnd(width(i)))
      .join('  ')
      .trimEnd(),
  );
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
