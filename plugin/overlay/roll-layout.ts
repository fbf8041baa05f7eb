/** Positions on the piano roll, in clock time and pitch. Computed when the music changes, several times a second; drawing only translates them. */

import type { BarState, ReadyState } from '../conductor/observe/inspection.ts';
import { chordSymbol } from '../music/harmony.ts';
import type { PhraseNote } from '../music/phrase.ts';
import { tonicAnchor } from '../music/pitch.ts';
import type { Role } from '../music/score.ts';
import { beatStarts, meterInfo, type Seconds, ticksToSeconds } from '../music/time.ts';
import { isLayerActive } from '../output/render-bar.ts';
import type { TargetInspection } from './target.ts';

/** A note on the roll. */
export interface RollNote {
  readonly role: Role;
  readonly part: string;
  readonly pitch: number;
  readonly time: Seconds;
  readonly end: Seconds;
  readonly velocity: number;
  /** Not scheduled yet: it may still change. */
  readonly ghost: boolean;
  /** Its bar; null for ghosts. */
  readonly bar: BarState | null;
  /** The phrase's note that it plays, or null. */
  readonly source: PhraseNote | null;
}

/** A labeled span: a chord, a phrase, a bar with a repeated motif. */
export interface RollSpan {
  readonly time: Seconds;
  readonly end: Seconds;
  readonly name: string;
  readonly ghost: boolean;
}

/** The layout of the roll. */
export interface RollLayout {
  readonly notes: readonly RollNote[];
  readonly drums: readonly RollNote[];
  readonly chords: readonly RollSpan[];
  readonly phrases: readonly RollSpan[];
  /** Bars that the form repeated from earlier ones. */
  readonly motifs: readonly RollSpan[];
  readonly barLines: readonly Seconds[];
  readonly beats: readonly Seconds[];
  readonly low: number;
  readonly high: number;
}

/** Lays out recorded bars and those ahead. */
export function layOut(bars: readonly BarState[], { ahead }: Pick<TargetInspection, 'ahead'>): RollLayout {
  const notes: RollNote[] = [];
  const drums: RollNote[] = [];
  const chords: RollSpan[] = [];
  const phrases: RollSpan[] = [];
  const motifs: RollSpan[] = [];
  const barLines: Seconds[] = [];
  const beats: Seconds[] = [];
  for (const bar of bars) {
    const { timed, bpm, phraseBar, phrase } = bar;
    const { score } = timed.origin;
    const end = timed.time + timed.duration;
    barLines.push(timed.time);
    for (const tick of beatStarts(score.meter)) beats.push(timed.time + ticksToSeconds(tick, bpm));
    for (const part of timed.parts) {
      const to = part.role === 'drums' ? drums : notes;
      for (const { pitch, tick, time, duration, velocity } of part.notes) {
        const source = part.role === 'melody' ? sourceOf(phrase.notes, tick) : null;
        to.push({
          role: part.role,
          part: part.name,
          pitch,
          time,
          end: time + duration,
          velocity,
          ghost: false,
          bar,
          source,
        });
      }
    }
    const { barTicks } = meterInfo(score.meter);
    const from = phraseBar * barTicks;
    for (const span of score.chords) {
      const first = Math.max(span.tick, from);
      const last = Math.min(span.tick + span.durationTicks, from + barTicks);
      if (last <= first) continue;
      const at = (tick: number) => timed.time + ticksToSeconds(tick - from, bpm);
      addSpan(chords, at(first), at(last), chordSymbol(span.chord, score.tonic, score.mode), span.tick < first);
    }
    const name = `${timed.origin.mood} ${bar.slot + 1}${bar.opening ? ` · ${bar.opening}` : ''}`;
    addSpan(phrases, timed.time, end, name, phraseBar > 0);
    const own = phrase.notes.filter(({ tick }) => tick >= from && tick < from + barTicks);
    if (own.length > 0 && own.every(({ sampled }) => !sampled)) addSpan(motifs, timed.time, end, 'motif', true);
  }
  const last = bars.at(-1);
  for (const coming of last ? ahead : []) layAhead(coming, last!, { notes, drums, chords, phrases, barLines });
  const pitches = notes.map(({ pitch }) => pitch);
  const low = Math.min(48, ...pitches) - 2;
  const high = Math.max(76, ...pitches) + 2;
  return { notes, drums, chords, phrases, motifs, barLines, beats, low, high };
}

/** Lays out phrases that may still change: all parts if arranged, else the melody. */
function layAhead(
  { phrase, score, from, time, bpm }: ReadyState,
  last: BarState,
  {
    notes,
    drums,
    chords,
    phrases,
    barLines,
  }: { [K in 'chords' | 'phrases']: RollSpan[] } & { [K in 'notes' | 'drums']: RollNote[] } & { barLines: Seconds[] },
): void {
  const { tonic, mode } = last.timed.origin.score;
  const { barTicks } = meterInfo(phrase.request.meter);
  const at = (tick: number) => time + ticksToSeconds(tick - from * barTicks, bpm);
  const common = { ghost: true, bar: null, source: null } as const;
  const shift = tonicAnchor(tonic) + octaveOf(notes, tonic);
  const tune = phrase.notes.map((note) => ({ ...note, pitch: note.pitch + shift, velocity: 0.7 }));
  const parts = score?.parts.filter((part) => isLayerActive(part, last.timed.intensity)) ?? [
    { role: 'melody' as const, name: 'melody', notes: tune },
  ];
  for (const { role, name, notes: written } of parts) {
    for (const { pitch, tick, durationTicks, velocity } of written) {
      if (tick < from * barTicks) continue;
      const note = { ...common, role, part: name, pitch, velocity, time: at(tick), end: at(tick + durationTicks) };
      (role === 'drums' ? drums : notes).push(note);
    }
  }
  for (let bar = from; bar < phrase.request.bars; bar++) barLines.push(at(bar * barTicks));
  for (const { tick, durationTicks, chord } of phrase.request.chords) {
    if (tick < from * barTicks) continue;
    chords.push({ time: at(tick), end: at(tick + durationTicks), name: chordSymbol(chord, tonic, mode), ghost: true });
  }
  const end = at(phrase.request.bars * barTicks);
  const before = phrases.at(-1);
  if (from > 0 && before) phrases[phrases.length - 1] = { ...before, end };
  else phrases.push({ time, end, name: 'next', ghost: true });
}

/** Adds a span, or extends the previous one if it continues. */
function addSpan(spans: RollSpan[], time: Seconds, end: Seconds, name: string, goesOn: boolean): void {
  const before = spans.at(-1);
  if (goesOn && before?.name === name && Math.abs(before.end - time) < 0.02)
    spans[spans.length - 1] = { ...before, end };
  else spans.push({ time, end, name, ghost: false });
}

/** The phrase's note nearest to an arranged note, which humanizing may have moved slightly. */
function sourceOf(notes: readonly PhraseNote[], tick: number): PhraseNote | null {
  let best: PhraseNote | null = null;
  let least = 40;
  for (const note of notes) {
    const far = Math.abs(note.tick - tick);
    if (far < least) [best, least] = [note, far];
  }
  return best;
}

/** Octaves between the melody as played and as written. */
function octaveOf(notes: readonly RollNote[], tonic: Parameters<typeof tonicAnchor>[0]): number {
  const last = notes.findLast(({ role, source }) => role === 'melody' && source !== null);
  return last?.source ? last.pitch - last.source.pitch - tonicAnchor(tonic) : 0;
}
