/** What each source of a corpus gives to training and to tests, and what was left out of it and why. */

import { type LeftOut, leftOutBySource, reasonsOf } from '../corpus/source-counts.ts';
import { SOURCES } from '../corpus/source-list.ts';
import { pieceKey } from '../corpus/split.ts';
import type { Stretch } from '../corpus/stretches.ts';
import type { CorpusSets } from './corpus-sets.ts';

/** Counts of one source; notes are notes and rests. */
export interface SourceReport {
  readonly source: string;
  readonly pieces: number;
  readonly tunes: number;
  readonly train: number;
  readonly valid: number;
  readonly test: number;
  /** Notes that may only be measured. */
  readonly measured: number;
  /** Notes by fine style, of what trains. */
  readonly styles: Readonly<Record<string, number>>;
  /** How many records, tunes or files were left out, by reason, with the names of all. */
  readonly leftOut: Readonly<Record<string, { readonly count: number; readonly names: readonly string[] }>>;
}

/** A report of each source, those of the list in its order, then others by name. */
export function sourceReports(sets: CorpusSets): SourceReport[] {
  const held = (side: 'valid' | 'test') =>
    new Set([...sets[side], ...[...sets.styles.values()].flatMap((style) => style[side])]);
  const parts = {
    train: [...sets.train],
    valid: [...held('valid')],
    test: [...held('test')],
    measured: [...sets.measured.values()].flat(),
  };
  const gone = leftOutBySource(sets.leftOut);
  const all = Object.values(parts).flat();
  const names = new Set([...all.map(({ tune }) => tune.source), ...gone.keys()]);
  const listed = SOURCES.map(({ name }) => name).filter((name) => names.has(name));
  const others = [...names].filter((name) => !listed.includes(name)).sort();
  return [...listed, ...others].map((source) => {
    const own = all.filter(({ tune }) => tune.source === source);
    const notes = (list: readonly Stretch[]) => notesOf(list.filter(({ tune }) => tune.source === source));
    return {
      source,
      pieces: new Set(own.map(({ tune }) => pieceKey(tune))).size,
      tunes: new Set(own.map(({ tune }) => tune.id)).size,
      train: notes(parts.train),
      valid: notes(parts.valid),
      test: notes(parts.test),
      measured: notes(parts.measured),
      styles: stylesOf(parts.train.filter(({ tune }) => tune.source === source)),
      leftOut: byReason(gone.get(source) ?? []),
    };
  });
}

function notesOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { pitch }) => sum + pitch.length, 0);
}

function stylesOf(stretches: readonly Stretch[]): Record<string, number> {
  const styles: Record<string, number> = {};
  for (const { tune, pitch } of stretches) {
    const style = tune.fineStyle ?? 'none';
    styles[style] = (styles[style] ?? 0) + pitch.length;
  }
  return styles;
}

function byReason(leftOut: readonly LeftOut[]): SourceReport['leftOut'] {
  return Object.fromEntries(
    [...reasonsOf(leftOut)].map(([reason, count]) => [
      reason,
      { count, names: leftOut.filter((gone) => gone.reason === reason).map(({ name }) => name) },
    ]),
  );
}

/** The reports as a table of Markdown. */
export function sourceTable(reports: readonly SourceReport[]): string {
  const head = ['source', 'license', 'use', 'pieces', 'tunes', 'notes that train', 'validate', 'test', 'left out'];
  const rows = reports.map(({ source, pieces, tunes, train, valid, test, measured, leftOut }) => {
    const listed = SOURCES.find(({ name }) => name === source);
    const left = Object.entries(leftOut).map(([reason, { count }]) => `${count} × ${reason}`);
    return [
      listed?.title ?? source,
      listed?.license ?? 'not on the list',
      listed && listed.use !== 'training' ? `${listed.use}: ${listed.reason}` : 'training',
      ...[pieces, tunes, train, valid, measured > 0 ? measured : test].map((count) => count.toLocaleString('en')),
      left.join('; ') || '–',
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
