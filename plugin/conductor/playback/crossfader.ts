/** The decks play mood after mood: they cue one over another, let go, take back, and are used again only when they have fallen silent. */

import { nextReturn } from '../../arrange/form.ts';
import { meterInfo, type Seconds, ticksToSeconds } from '../../music/time.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import { type Crossfade, crossfade, SHORTEST_FADE, saveResumePoint } from '../model/crossfade.ts';
import { type Entry, MoodPlayer } from '../model/mood-player.ts';
import type { MoodState } from '../model/mood-state.ts';
import { paceAt } from '../model/tempo-curve.ts';
import type { DeckIndex } from '../output/audio-output.ts';
import { isEscalation } from '../phrases/openings.ts';
import { BarScheduler, type BarSchedulerContext, type ScheduledCounts, type ScheduleResult } from './bar-scheduler.ts';

/** What the decks ask of the conductor. */
export interface CrossfaderContext extends BarSchedulerContext {
  /** Phrases that are waited for at a music time. */
  readonly waits: (phrases: readonly { readonly mood: string; readonly slot: number }[], time: Seconds) => void;
}

/** How a mood's music arrives. All times are music times. */
export interface TransitionPlan extends Entry {
  readonly line: Seconds;
  readonly fade: Seconds;
  /** `power` where it is left out. */
  readonly curve?: FadeCurve;
  /** The crossfade to take part in, where there is one on its way. */
  readonly joins?: Crossfade;
  /** The deck to play on, where a log says which. */
  readonly deck?: DeckIndex;
}

/** Decks for moods; while two cross, one is spare. */
export const DECK_COUNT = 3;

/** The decks in use. All times are music times. */
export class Crossfader {
  readonly #desk: CrossfaderContext;
  #players: MoodPlayer[] = [];
  #current: MoodPlayer | null = null;
  readonly #scheduler: BarScheduler;
  /** Music time from which each deck is silent. */
  #silentFrom: Seconds[] = Array.from({ length: DECK_COUNT }, () => Number.NEGATIVE_INFINITY);

  constructor(desk: CrossfaderContext) {
    this.#desk = desk;
    this.#scheduler = new BarScheduler(desk);
  }

  /** The player that has, or is about to have, the lead. */
  get current(): MoodPlayer | null {
    return this.#current;
  }

  /** What was handed over so far, and how much of it too late. */
  get counts(): ScheduledCounts {
    return this.#scheduler.counts;
  }

  /** Players that sound or will. */
  get players(): readonly MoodPlayer[] {
    return this.#players;
  }

  /** Music time from which each deck is silent. */
  get silentFrom(): readonly Seconds[] {
    return this.#silentFrom;
  }

  set silentFrom(times: readonly Seconds[]) {
    this.#silentFrom = this.#silentFrom.map((never, deck) => times[deck] ?? never);
  }

  /** Starts a mood's music at a line and fades what plays. */
  start(
    memory: MoodState,
    { line, fade, curve, joins, deck: asked, ...entry }: TransitionPlan,
    now: Seconds,
  ): MoodPlayer {
    const { stage, controls } = this.#desk;
    const cross = joins ?? crossfade(line, fade, curve, now);
    this.#leaveAll(line, cross, now, memory);
    const deck = asked ?? this.#freeDeck(line, now);
    const { tempo, meter } = controls(memory, now);
    const { standing } = entry;
    const bpm = paceAt(standing?.pace ?? entry.pace, standing?.bars ?? 0, tempo);
    const seconds = ticksToSeconds(meterInfo(meter).barTicks, bpm);
    const player = new MoodPlayer(deck, memory, line, now, { seconds, bpm }, entry);
    this.#players.push(player);
    this.#current = player;
    stage.fadeDeck(deck, 1, this.#desk.toClock(cross.from), cross.length, cross.curve);
    return player;
  }

  /** Lets everything leave at a line, with nothing of ours in its place. */
  fadeOut(line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds): Crossfade {
    // Who takes the place may begin with a stroke on the line, so nothing fades before it.
    const cross = { from: line, length: Math.max(fade, SHORTEST_FADE), curve };
    this.#leaveAll(line, cross, now, null);
    this.#current = null;
    return cross;
  }

  /** Undoes a cue whose line has not come: what was leaving stays. Answers what stays, or null where nothing can. */
  cancelPending(now: Seconds): MoodPlayer | null {
    const going = this.#current;
    const stays = this.#players.find(
      ({ fadeOut: leaving, releasedAt: freeFrom }) => leaving !== null && freeFrom === null && leaving.line > now,
    );
    if (going === null || stays === undefined) return null;
    this.#silence(going, now);
    this.#desk.timeline.drop(going, now);
    const { line } = stays.fadeOut!;
    stays.fadeOut = null;
    this.#current = stays;
    // What was handed over for after the line is thin and cut short: it is handed over anew.
    this.unscheduleFrom(stays, line - 1e-6);
    this.#desk.stage.fadeDeck(stays.deck, 1, this.#desk.toClock(now), SHORTEST_FADE);
    return stays;
  }

  /**
   * Takes back the bars of a player that begin at a time or later and have been handed over, to be handed over again.
   * Answers the slot of the first phrase of which nothing had been handed over.
   */
  unscheduleFrom(player: MoodPlayer, from: Seconds): number {
    const { stage, timeline, toClock } = this.#desk;
    const unplayed = player.nextUnscheduledSlot;
    // Bars that lead in stay: they are of no phrase.
    const first = timeline.bars.find((bar) => bar.player === player && bar.time >= from && bar.phraseBar >= 0);
    if (first === undefined) return unplayed;
    stage.stopDeck(player.deck, toClock(first.time), true);
    timeline.drop(player, first.time);
    player.slot = first.slot;
    player.phraseBar = first.phraseBar;
    player.barsIn -= player.number - first.number;
    player.number = first.number;
    player.time = first.time;
    return unplayed;
  }

  /** Silences everything, e.g. for a pause. Players are gone afterwards. */
  silence(now: Seconds, fade: Seconds): void {
    const { stage, toClock } = this.#desk;
    for (const player of this.#players) {
      if (player.releasedAt !== null) continue;
      stage.fadeDeck(player.deck, 0, toClock(now), fade);
      this.#silence(player, now + fade);
    }
    this.#players = [];
    this.#current = null;
  }

  /**
   * Hands over every bar that is due by `until`, the earliest due first. A bar that is far enough, and whose phrase is not
   * arranged by the deadline, is left for the next runs; answers whether one was.
   */
  run(until: Seconds, now: Seconds, deadline: number): boolean {
    if (!this.#players.some((player) => isDue(player, until))) {
      this.#desk.waits([], until);
      return false;
    }
    let outcome: ScheduleResult = 'handed over';
    for (let guard = 0; guard < 1000 && outcome === 'handed over'; guard++) {
      const due = this.#players.filter((player) => !player.ended && player.due <= until).sort((a, b) => a.due - b.due);
      outcome = 'waits';
      for (const player of due) {
        outcome = this.#scheduler.scheduleNext(player, until, now, deadline);
        if (outcome !== 'waits') break;
      }
    }
    this.#releaseFaded(until);
    this.#players = this.#players.filter((player) => player.releasedAt === null);
    const waiting = this.#players.filter((player) => player.waits && !player.ended && player.due <= until);
    const awaited = waiting.map(({ memory, slot }) => ({ mood: memory.mood.name, slot }));
    this.#desk.waits(awaited, until);
    return outcome === 'is arranged';
  }

  #leaveAll(line: Seconds, cross: Crossfade, now: Seconds, next: MoodState | null): void {
    for (const player of this.#players) {
      const stays = player.releasedAt === null && (player.fadeOut === null || player.fadeOut.line > line);
      if (stays) this.#leave(player, line, cross, now, next);
    }
  }

  /** Marks a player as leaving and lets its mood go on later from the phrase that was interrupted, or the next one if most of it was heard. */
  #leave(
    player: MoodPlayer,
    line: Seconds,
    { from, length, curve }: Crossfade,
    now: Seconds,
    next: MoodState | null,
  ): void {
    const { stage, timeline, toClock } = this.#desk;
    if (line <= player.start) {
      this.#silence(player, now);
      timeline.drop(player, now);
      return;
    }
    saveResumePoint(player, timeline, line);
    // After a fight a scene is itself again with its own tune.
    if (next !== null && isEscalation(player.memory.mood, next.mood))
      player.memory.slot = nextReturn(player.memory.slot);
    player.fadeOut = { line, end: from + length };
    stage.fadeDeck(player.deck, 0, toClock(from), length, curve);
  }

  /** Frees the decks of moods that have faded out by now. They count as silent from the end of the fade, whichever tick sees it. */
  #releaseFaded(now: Seconds): void {
    for (const player of this.#players) {
      if (player.releasedAt !== null || player.fadeOut === null || player.fadeOut.end > now) continue;
      this.#silence(player, now);
      this.#silentFrom[player.deck] = player.fadeOut.end;
    }
  }

  #silence(player: MoodPlayer, from: Seconds): void {
    this.#desk.stage.stopDeck(player.deck, this.#desk.toClock(from));
    player.releasedAt = from;
    this.#silentFrom[player.deck] = from;
  }

  /** The deck that has been silent for longest; where all three still sound, the one nearest to its end is cleared now. */
  #freeDeck(line: Seconds, now: Seconds): DeckIndex {
    this.#releaseFaded(now);
    const used = new Map(
      this.#players.filter((player) => player.releasedAt === null).map((player) => [player.deck, player]),
    );
    const free = this.#silentFrom.map((from, deck) => ({ from, deck })).filter(({ deck }) => !used.has(deck));
    free.sort((a, b) => a.from - b.from);
    if (free[0] !== undefined) return free[0].deck;
    const ends = (player: MoodPlayer) => player.fadeOut?.end ?? line;
    const first = [...used.values()].reduce((a, b) => (ends(b) < ends(a) ? b : a));
    this.#silence(first, now);
    return first.deck;
  }
}

/** Whether a player has a bar to hand over by a time, or has faded out by then. */
function isDue(player: MoodPlayer, until: Seconds): boolean {
  const { releasedAt: freeFrom, fadeOut: leaving } = player;
  return freeFrom === null && ((leaving !== null && leaving.end <= until) || (!player.ended && player.due <= until));
}
