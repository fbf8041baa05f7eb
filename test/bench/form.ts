/** The music over minutes: figures of whole pieces beside those of real game music, with the targets that a composer's review set. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progressLine } from '../../models/cli/progress.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { STYLES } from '../../plugin/music/style.ts';
import { BARS, gamesOf } from './form/games.ts';
import { type Measured, measured } from './form/measured.ts';
import { pieceOf } from './form/piece.ts';
import { measureRows, type Row } from './form/rows.ts';
import type { StyledPiece } from './form/styles.ts';
import { tableLines } from './form/table.ts';
import { type Change, changesOf } from './form/transitions.ts';
import { openLstm } from './phrases.ts';
import type { Topic } from './topic.ts';

/** Seeds a mood, unless `--seeds` says otherwise. */
const SEEDS = 20;
/** Seeds a style, at most. */
const STYLE_SEEDS = 8;
/** The rows: targets, the review's own figures, and those of real music. */
const TARGETS = join(import.meta.dirname, 'form/targets.json');

/** Rows out of target are reported and miss nothing: they are what is still to be done. The rounds do not matter. */
export const form: Topic = {
  summary: `orchestration, form, tune, harmony and variety over ${BARS} bars of each mood, ${SEEDS} seeds, against their targets`,
  long: true,
  async measure({ model, seeds }) {
    const count = seeds ?? SEEDS;
    const games = gamesOf(await openLstm(model), (message) => console.error(message));
    const byMood = new Map<string, Measured[]>(PRESET_NAMES.map((mood) => [mood, []]));
    const changes: Change[] = [];
    const styled: StyledPiece[] = [];
    const styleSeeds = Math.min(count, STYLE_SEEDS);
    // A script lasts about as long as a piece of one mood, a piece in a style half as long.
    const progress = progressLine('form', count * (PRESET_NAMES.length + 1) + (styleSeeds * STYLES.length) / 2);
    let done = 0;
    for (let seed = 1; seed <= count; seed++) {
      for (const [mood, pieces] of byMood) {
        pieces.push(measured(pieceOf(await games.piece(mood, seed))));
        progress.update(++done, mood);
      }
      for (const script of await games.scripts(seed)) changes.push(...changesOf(script));
      progress.update(++done, 'changes of mood');
      for (const style of seed > styleSeeds ? [] : STYLES) {
        styled.push({ style, piece: pieceOf(await games.styled(style, seed)) });
        done += 1 / 2;
        progress.update(done, style);
      }
    }
    progress.finish();
    games.dispose();
    const targets: readonly Row[] = JSON.parse(readFileSync(TARGETS, 'utf8'));
    const rows = measureRows(targets, { byMood, changes, styled });
    return { figures: { seeds: count, bars: BARS, rows }, lines: tableLines(rows) };
  },
};
