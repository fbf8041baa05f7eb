/** A MIDI file as a mood, played by the conductor: its melody bar by bar. */

import { compose, meterInfo } from '../../../plugin/internal.ts';
import type { TimedBar } from '../../../plugin/output/audio-output.ts';
import { readPiece } from '../../../plugin/piece/piece.ts';
import { type FileNote, type GameFile, sorted } from './game-files.ts';

/** A bar of the melody; ticks from its bar line. */
export interface MelodyBar {
  readonly notes: readonly FileNote[];
  readonly ticks: number;
}

/** Bars in a pass through a file. */
export function barsOf(bytes: Uint8Array): number {
  const piece = readPiece(bytes);
  let bars = 0;
  for (let slot = 0; slot === 0 || piece.beginning(slot) !== slot; slot++) bars += piece.shapeOf(slot).bars;
  return bars;
}

/** Plays a script of the moods `own`, which has the file, and `battle`. Gives the melody of `own`, bar after bar. */
export async function melodyBars(
  { bytes }: GameFile,
  script: string,
  variation: number,
): Promise<readonly MelodyBar[]> {
  const { recording } = await compose({
    script,
    model: 'ngram',
    seed: 'bench',
    soundtrack: {
      moods: { own: { like: 'village', score: 'file', variation } },
      transitions: { '* -> *': { at: 'bar', bridge: 0, fade: 0 } },
      signals: {},
    },
    scores: { file: bytes },
    warn: (text) => {
      throw new Error(text);
    },
  });
  let own: TimedBar[] = [];
  for (const call of recording.calls) {
    // A mood that fades out has empty bars.
    if (call.kind === 'play' && call.bar.origin.mood === 'own' && call.bar.parts.length > 0) own.push(call.bar);
    // Bars that were scheduled beyond a transition are taken back.
    if (call.kind === 'clear') own = own.filter(({ deck, time }) => deck !== call.deck || time < call.time - 1e-3);
  }
  const bars = new Map(own.map((bar) => [bar.time.toFixed(4), bar]));
  return [...bars.values()].sort((a, b) => a.time - b.time).map(melodyOf);
}

function melodyOf({ origin: { bar, score }, parts }: TimedBar): MelodyBar {
  const { barTicks } = meterInfo(score.meter);
  const notes = parts.find(({ role }) => role === 'melody')?.notes ?? [];
  return { notes: sorted(notes.map(({ pitch, tick }) => ({ pitch, tick: tick - bar * barTicks }))), ticks: barTicks };
}

/** Bars as notes one after another, from the first bar line on. */
export function onOneLine(bars: readonly MelodyBar[]): readonly FileNote[] {
  let from = 0;
  return bars.flatMap(({ notes, ticks }) => {
    const line = notes.map(({ pitch, tick }) => ({ pitch, tick: tick + from }));
    from += ticks;
    return line;
  });
}
