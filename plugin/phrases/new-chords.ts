/** The chords of the bars that a job leaves to be written. */

import type { PhraseEnding, PhraseSlot } from '../arrange/form.ts';
import { isPenultimate, writeProgression } from '../generate/progression.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import { type ChordSpan, chordAt } from '../music/harmony.ts';
import type { Phrase, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { clamp01, type Mode } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import { meterInfo, type Ticks } from '../music/time.ts';

/** What the second theme and later ones add to chromaticism, so that a section has a borrowed chord. */
const FURTHER = 0.25;
/** What multiplies sevenths and suspensions in the first theme, mostly in triads, and in the others, where most chords have them. */
const PLAIN = 0.5;
const COLORED = 6;
/** Least and largest share of a game's themes whose half cadences are on the dominant. */
const ON_DOMINANT = [0.15, 0.85] as const;
/** Steps per unit of a requested control, so that a signal that fades slowly does not change every request. */
const ASKED_STEPS = 20;

/** The kept bars of a phrase. */
export interface Head {
  readonly bars: number;
  readonly notes: readonly PhraseNote[];
  readonly chords: readonly ChordSpan[];
}

/** What the chords of a phrase depend on. */
interface ChordContext {
  readonly seed: string;
  readonly mood: Mood;
  readonly controls: Controls;
  readonly slot: PhraseSlot;
  /** The first statement of what the slot keeps bars of. */
  readonly first: Phrase | null;
  /** The phrase before, whose chords another theme mostly leaves aside. */
  readonly before: Phrase | null;
}

/** The chords of the bars to be written. An answer goes on over the loop of its statement up to its cadence. */
export function newChords(
  { seed: game, mood, controls, slot, first, before }: ChordContext,
  head: Head,
  { seed, bars, meter, mode, plan }: Pick<PhraseRequest, 'seed' | 'bars' | 'meter' | 'mode' | 'plan'>,
): readonly ChordSpan[] {
  const { barTicks } = meterInfo(meter);
  const theme = slot.theme.replace("'", '');
  const options = {
    ...{ seed, meter, mode, cadence: slot.ending, mood },
    chromaticism: asked(clamp01(controls.chromaticism + (theme === 'A' ? 0 : FURTHER))),
    theme: `${game}/${mood.name}/${theme}`,
    taste: tasteOf(`${game}/${mood.name}`, theme),
    color: theme === 'A' ? PLAIN : COLORED,
    borrows: theme !== 'A',
    half: halfOf(`${game}/${mood.name}`, theme),
  };
  const answered = slot.answer === 'contrasting' ? first : null;
  if (head.bars === 0 && answered === null) {
    const contrasts = before?.request.mode === mode ? before.request.chords.map(({ chord }) => chord) : [];
    return writeProgression({ ...options, bars, contrasts, opening: slot.opening, ...(plan ? { plan } : {}) });
  }
  const from = head.bars * barTicks;
  const looped = slot.from === theme && first ? loopedBars(first, mode, slot.ending, { from, bars, barTicks }) : 0;
  const until = from + looped * barTicks;
  const loop =
    looped > 0 ? cutSpans(first!.request.chords, until).filter((span) => span.tick + span.durationTicks > from) : [];
  const moved = loop.map((span) => ({
    ...span,
    tick: Math.max(0, span.tick - from),
    durationTicks: span.durationTicks - Math.max(0, from - span.tick),
  }));
  if (looped === bars) return moved;
  const last = loop.at(-1)?.chord ?? chordAt(head.chords, from - 1);
  const close = writeProgression({
    ...options,
    bars: bars - looped,
    ...(last ? { startFrom: last } : {}),
    ...(plan && looped === 0 ? { plan } : {}),
  });
  return [...moved, ...moveSpans(close, looped * barTicks)];
}

/**
 * Bars of the statement's loop over which an answer goes on: all of an open one; else up to the last, or up to the last but
 * one where the loop has no chord there that leads to the cadence.
 */
function loopedBars(
  { request }: Phrase,
  mode: Mode,
  ending: PhraseEnding,
  { from, bars, barTicks }: { readonly from: Ticks; readonly bars: number; readonly barTicks: Ticks },
): number {
  const end = from + bars * barTicks;
  if (request.mode !== mode || request.bars * barTicks !== end) return 0;
  const last = request.chords.at(-1)?.chord;
  if (ending === 'open') return last?.root === 0 ? bars - 1 : bars;
  if (ending === 'half') return bars - 1;
  const before = chordAt(request.chords, end - barTicks - 1);
  return before && isPenultimate(before, mode, ending) ? bars - 1 : Math.max(0, bars - 2);
}

/** The chords that a theme prefers: B has those that A has not, and D those that C has not. */
function tasteOf(game: string, theme: string): { readonly seed: string; readonly turned: boolean } {
  const turned = theme.startsWith('B') || theme.startsWith('D');
  return { seed: `${game}/${turned ? (theme.startsWith('B') ? 'A' : theme.replace('D', 'C')) : theme}`, turned };
}

/** Where the half cadences of a theme end: on the dominant more often in some games than in others. */
function halfOf(game: string, theme: string): 'dominant' | 'elsewhere' {
  const [least, most] = ON_DOMINANT;
  const share = least + (most - least) * random(`${game}/half`).next();
  return random(`${game}/${theme}/half`).next() < share ? 'dominant' : 'elsewhere';
}

/** The spans before a tick, the last of them cut there. */
export function cutSpans(spans: readonly ChordSpan[], end: Ticks): ChordSpan[] {
  return spans
    .filter((span) => span.tick < end)
    .map((span) => ({ ...span, durationTicks: Math.min(span.durationTicks, end - span.tick) }));
}

/** The spans, later by some ticks. */
export function moveSpans(spans: readonly ChordSpan[], by: Ticks): ChordSpan[] {
  return spans.map((span) => ({ ...span, tick: span.tick + by }));
}

/** Two parts of a phrase's spans; a chord that goes on from one to the other sounds on. */
export function joinSpans(spans: readonly ChordSpan[], next: readonly ChordSpan[]): readonly ChordSpan[] {
  const last = spans.at(-1);
  const first = next[0];
  if (!last || !first || last.chord.root !== first.chord.root || last.chord.quality !== first.chord.quality)
    return [...spans, ...next];
  return [
    ...spans.slice(0, -1),
    { ...last, durationTicks: last.durationTicks + first.durationTicks },
    ...next.slice(1),
  ];
}

/** A control as it is requested. */
export function asked(value: number): number {
  return Math.round(value * ASKED_STEPS) / ASKED_STEPS;
}
