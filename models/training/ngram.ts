/** Counts n-gram tables over stretches, with the network's symbols and contexts. */

import { type NgramScheme, NgramTables, RunningHistory } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { contextAt, emptyContext } from './batch.ts';
import { NO_CONTROLS } from './validation.ts';

/** Calls `visit` for each event of a stretch with its context; the history is latest first. */
export function eachEvent(
  stretch: Stretch,
  visit: (context: ReturnType<typeof emptyContext>, history: RunningHistory, duration: number, pitch: number) => void,
): void {
  const context = emptyContext();
  const history = new RunningHistory();
  for (let i = 0; i < stretch.pitch.length; i++) {
    contextAt(stretch, i, 0, NO_CONTROLS, context);
    visit(context, history, stretch.duration[i]!, stretch.pitch[i]!);
    history.push(stretch.pitch[i]!, stretch.duration[i]!);
  }
}

/** Counts tables over stretches. */
export function countNgrams(stretches: readonly Stretch[], scheme: NgramScheme): NgramTables {
  const tables = new NgramTables(scheme);
  for (const stretch of stretches) {
    eachEvent(stretch, (context, history, duration, pitch) => tables.learn(context, history, duration, pitch));
  }
  return tables;
}

/** Sources whose melodies would make the fallback dull or unmetered. */
const NOT_FOR_FALLBACK = new Set(['gregorian', 'early-sacred']);

/** The fallback's tables as the plugin's source file, without contexts seen fewer than `least` times. */
export function fallbackSource(stretches: readonly Stretch[], scheme: NgramScheme, least: number): string {
  const tables = countNgrams(
    stretches.filter((stretch) => !NOT_FOR_FALLBACK.has(stretch.tune.source) && stretch.meter !== 'none'),
    scheme,
  );
  return `/** The fallback composer's counts over the training tunes; made by \`npm run train -- --fallback\`. */
export const ngramTables = (): string =>
  ${quoted(tables.serialize(least))};
`;
}

function quoted(json: string): string {
  return `'${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
