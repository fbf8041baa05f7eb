/** Bars that were heard, as a recording of an output that can be rendered again: from the first bar line on. */

import type { Seconds } from '../music/time.ts';
import type { DeckIndex, TimedBar } from './audio-output.ts';
import type { OutputCall, OutputRecording } from './recording-output.ts';

/** Silence before the first bar, in which decks are opened. */
export const LEAD_IN: Seconds = 0.1;
/** Fades of a deck that opens alone, and of one that crosses with another. */
const OPENING: Seconds = 0.05;
const CROSSING: Seconds = 0.5;
/** How long notes ring on after their deck's last bar. */
const RINGING: Seconds = 2;

/** Bars of one mood on one deck, one after another. */
interface DeckRun {
  readonly deck: DeckIndex;
  readonly mood: string;
  readonly from: Seconds;
  to: Seconds;
}

/** A recording of bars, the first of which begins at {@link LEAD_IN}. Crossfades between decks are near those that were heard. */
export function recordingOfBars(bars: readonly TimedBar[]): OutputRecording {
  const sorted = [...bars].sort((a, b) => a.time - b.time);
  const shift = LEAD_IN - (sorted[0]?.time ?? 0);
  const runs: DeckRun[] = [];
  const calls: OutputCall[] = [];
  for (const bar of sorted) {
    const { deck, origin, duration } = bar;
    const time = bar.time + shift;
    const last = runs.findLast((run) => run.deck === deck);
    if (last !== undefined && last.mood === origin.mood && time < last.to + RINGING) last.to = time + duration;
    else runs.push({ deck, mood: origin.mood, from: time, to: time + duration });
    const parts = bar.parts.map((part) => ({
      ...part,
      notes: part.notes.map((note) => ({ ...note, time: note.time + shift })),
    }));
    calls.push({ kind: 'play', at: Math.max(0, time - LEAD_IN), bar: { ...bar, time, parts } });
  }
  for (const [i, run] of runs.entries()) calls.push(...fadesOf(run, i > 0));
  return { calls: calls.sort((a, b) => a.at - b.at) };
}

function fadesOf({ deck, from, to }: DeckRun, crosses: boolean): readonly OutputCall[] {
  const opens = crosses ? from : Math.max(0, from - LEAD_IN);
  const fade = { kind: 'fade', deck } as const;
  return [
    { ...fade, at: opens, to: 1, time: opens, duration: OPENING },
    { ...fade, at: to, to: 0, time: to, duration: crosses ? CROSSING : RINGING },
  ];
}
