/** Plays mood after mood: starts one over another, fades out, cancels, and reuses a deck only when it has fallen silent. */

import { isEscalation } from '../../arrange/carry-over.ts';
import { nextReturn, resumeSlot } from '../../arrange/form.ts';
import { meterInfo, type Seconds, ticksToSeconds } from '../../music/time.ts';
import {
  type AudioOutput,
  DECK_COUNT,
  type DeckIndex,
  type TimedBar,
  type TimedNote,
} from '../../output/audio-output.ts';
import { resumeBar } from '../../soundtrack/piece.ts';
import { paceAt } from '../../soundtrack/tempo-curve.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import { type Crossfade, crossfade } from '../model/crossfade.ts';
import { MoodPlayer } from '../model/mood-player.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { ALWAYS, isBefore, SHORTEST_FADE } from '../model/timing.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { BarScheduler } from './bar-scheduler.ts';
import type { TransitionPlan } from './transition-plan.ts';

/** The decks in use. All times are music times. */
export class Crossfader {
  #players: MoodPlayer[] = [];
  /** The last bar of each mood that is fading out, before it was cut at the transition. */
  readonly #cut = new WeakMap<MoodPlayer, ScheduledBar>();
  /** Time from which each deck is silent. */
  #silentFrom: Seconds[] = Array.from({ length: DECK_COUNT }, () => ALWAYS);
  /** Called with each bar as soon as it is scheduled. */
  onScheduled: (bar: ScheduledBar) => void = () => {};

  constructor(
    private readonly output: AudioOutput,
    private readonly timeline: Timeline,
    private readonly clock: TransportClock,
    private readonly controls: ControlResolver,
    private readonly playback: PlaybackState,
    private readonly scheduler: BarScheduler,
    private readonly recorder: CommandRecorder,
  ) {}

  /** Players that sound or will. */
  get players(): readonly MoodPlayer[] {
    return this.#players;
  }

  /** Time from which each deck is silent. */
  get silentFrom(): readonly Seconds[] {
    return this.#silentFrom;
  }

  set silentFrom(times: readonly Seconds[]) {
    this.#silentFrom = this.#silentFrom.map((always, deck) => times[deck] ?? always);
  }

  /** Starts a mood at a line, gives it the lead and fades out the others. */
  start(memory: MoodState, plan: TransitionPlan, now: Seconds): MoodPlayer {
    const { line, fade, curve, pace, standing } = plan;
    const cross = plan.joins ?? crossfade(line, fade, curve, now);
    this.#fadeOutAll(line, cross, now, memory);
    const deck = plan.deck ?? this.#freeDeck(line, now);
    const { tempo, meter } = this.controls.at(memory, now);
    const bpm = paceAt(standing?.pace ?? pace, standing?.bars ?? 0, tempo);
    const barSeconds = ticksToSeconds(meterInfo(meter).barTicks, bpm);
    const player = new MoodPlayer(deck, memory, { line, now, barSeconds, bpm }, plan);
    this.#players.push(player);
    this.playback.giveLead(player);
    this.output.fadeDeck(deck, 1, this.clock.toClock(cross.from), cross.length, cross.curve);
    return player;
  }

  /** Fades out everything from a line on, for a track that takes the lead. */
  fadeOut(line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds): Crossfade {
    // The track may begin with an accent on the line, so nothing fades before it.
    const cross = { from: line, length: Math.max(fade, SHORTEST_FADE), curve };
    this.#fadeOutAll(line, cross, now, null);
    return cross;
  }

  /** Cancels a start whose line has not come: the mood that was to leave stays and is returned. Null where none can. */
  cancelPending(now: Seconds): MoodPlayer | null {
    const { lead } = this.playback;
    const stays = this.#players.find(
      ({ fadeOut, releasedAt }) => fadeOut !== null && releasedAt === null && fadeOut.line > now,
    );
    if (lead === null || stays === undefined) return null;
    this.#silence(lead, now);
    this.timeline.drop(lead, now);
    const { line } = stays.fadeOut!;
    stays.fadeOut = null;
    this.playback.giveLead(stays);
    // Notes after the transition were withdrawn: they are scheduled again.
    this.unscheduleFrom(stays, line);
    this.#restore(stays, line);
    this.output.fadeDeck(stays.deck, 1, this.clock.toClock(now), SHORTEST_FADE);
    return stays;
  }

  /**
   * Takes back a player's scheduled bars from a time on, to be scheduled again. Returns the slot of the first phrase of
   * which nothing had been scheduled.
   */
  unscheduleFrom(player: MoodPlayer, from: Seconds): number {
    const unplayed = player.nextUnscheduledSlot;
    // Bars of an intro stay: they belong to no phrase.
    const first = this.timeline.bars.find(
      (bar) => bar.player === player && !isBefore(bar.time, from) && bar.phraseBar >= 0,
    );
    if (first === undefined) return unplayed;
    this.output.stopDeck(player.deck, this.clock.toClock(first.time), true);
    this.timeline.drop(player, first.time);
    player.rewindTo(first);
    return unplayed;
  }

  /** Fades out and releases all players at once, e.g. for a pause. */
  silence(now: Seconds, fade: Seconds): void {
    for (const player of this.#players) {
      this.timeline.drop(player, now);
      if (player.releasedAt !== null) continue;
      this.output.fadeDeck(player.deck, 0, this.clock.toClock(now), fade);
      if (player.leadsAt(now)) player.fadeOut = { line: now, end: now + fade };
      this.#silence(player, now + fade);
    }
    this.#players = [];
  }

  /**
   * Schedules every bar that is due by `until`, the earliest due first. Returns whether one was left for the next call,
   * as its line is far enough and it was not arranged by the deadline.
   */
  run(until: Seconds, now: Seconds, deadline: number): boolean {
    if (!this.#players.some((player) => isDue(player, until))) {
      this.recorder.waits([], until);
      return false;
    }
    let result = this.#runNext(until, now, deadline);
    while (result === 'scheduled') result = this.#runNext(until, now, deadline);
    this.#releaseFaded(until);
    this.#players = this.#players.filter((player) => player.releasedAt === null);
    const waiting = this.#due(until).filter((player) => player.waits);
    this.recorder.waits(
      waiting.map(({ memory, slot }) => ({ mood: memory.mood.name, slot })),
      until,
    );
    return result === 'not arranged';
  }

  /** Schedules the earliest bar that is due and whose phrase is ready. */
  #runNext(until: Seconds, now: Seconds, deadline: number): 'scheduled' | 'not ready' | 'not arranged' {
    for (const player of this.#due(until).sort((a, b) => a.due - b.due)) {
      const bar = this.scheduler.scheduleNext(player, until, now, deadline);
      if (bar === 'not ready') continue;
      if (bar === 'not arranged') return bar;
      this.recorder.barScheduled();
      this.onScheduled(bar);
      return 'scheduled';
    }
    return 'not ready';
  }

  #due(until: Seconds): MoodPlayer[] {
    return this.#players.filter((player) => !player.ended && player.due <= until);
  }

  #fadeOutAll(line: Seconds, cross: Crossfade, now: Seconds, next: MoodState | null): void {
    for (const player of this.#players) {
      const stays = player.releasedAt === null && (player.fadeOut === null || player.fadeOut.line > line);
      if (stays) this.#fadeOut(player, line, cross, now, next);
    }
  }

  #fadeOut(
    player: MoodPlayer,
    line: Seconds,
    { from, length, curve }: Crossfade,
    now: Seconds,
    next: MoodState | null,
  ): void {
    if (line <= player.start) {
      this.#silence(player, now);
      this.timeline.drop(player, now);
      return;
    }
    this.#saveResumePoint(player, line);
    const { memory } = player;
    // After a fight a scene is itself again with its own tune.
    const isPiece = this.controls.pieceOf(memory) !== null;
    if (next !== null && !isPiece && isEscalation(memory.mood, next.mood))
      memory.leaveAt(nextReturn(memory.slot, memory.mood), memory.bars);
    player.fadeOut = { line, end: from + length };
    this.#stopAt(player, line);
    this.output.fadeDeck(player.deck, 0, this.clock.toClock(from), length, curve);
  }

  /** Withdraws the notes of a mood that start after its transition; held notes fade out. */
  #stopAt(player: MoodPlayer, line: Seconds): void {
    const bar = this.timeline.before(player, line);
    if (bar !== null && isBefore(line, bar.end)) {
      this.#cut.set(player, bar);
      this.output.stopDeck(player.deck, this.clock.toClock(line), true);
      const { timed } = bar;
      const until = this.clock.toClock(line);
      this.timeline.replace(bar, { ...bar, timed: withNotes(timed, ({ time }) => isBefore(time, until)) });
    }
    this.unscheduleFrom(player, line);
  }

  /** Plays the notes again that {@link #stopAt} withdrew. */
  #restore(player: MoodPlayer, line: Seconds): void {
    const cut = this.#cut.get(player);
    this.#cut.delete(player);
    if (cut === undefined) return;
    const from = this.clock.toClock(line);
    const bar = this.timeline.before(player, line);
    if (bar !== null) this.timeline.replace(bar, cut);
    this.output.play(withNotes(cut.timed, ({ time }) => !isBefore(time, from)));
  }

  /** Lets the mood go on later with the phrase that is interrupted, or with the next one if half of it was heard; a piece with its bar. */
  #saveResumePoint(player: MoodPlayer, line: Seconds): void {
    const bar = this.timeline.before(player, line);
    if (bar === null) return;
    const piece = this.controls.pieceOf(player.memory);
    if (piece !== null) {
      player.memory.leaveAt(...resumeBar(piece, player.memory.mood, bar, isBefore(line, bar.end)));
      return;
    }
    const heard = (bar.phraseBar + (line - bar.time) / (bar.end - bar.time)) / bar.phrase.request.bars;
    const next = resumeSlot(heard >= 0.5 ? bar.slot + 1 : bar.slot, player.memory.mood);
    player.memory.leaveAt(next, bar.number + 1);
  }

  /** Releases the decks of moods that have faded out. They count as silent from the end of the fade, whichever tick notices it. */
  #releaseFaded(now: Seconds): void {
    for (const player of this.#players) {
      if (player.releasedAt !== null || player.fadeOut === null || player.fadeOut.end > now) continue;
      this.#silence(player, now);
      this.#silentFrom[player.deck] = player.fadeOut.end;
    }
  }

  #silence(player: MoodPlayer, from: Seconds): void {
    this.output.stopDeck(player.deck, this.clock.toClock(from));
    player.releasedAt = from;
    this.#silentFrom[player.deck] = from;
  }

  /** The deck that has been silent for longest; where all three still sound, the one that ends first is silenced now. */
  #freeDeck(line: Seconds, now: Seconds): DeckIndex {
    this.#releaseFaded(now);
    const used = new Map(
      this.#players.filter(({ releasedAt }) => releasedAt === null).map((player) => [player.deck, player]),
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

/** A bar with the notes that pass a test. */
function withNotes(bar: TimedBar, holds: (note: TimedNote) => boolean): TimedBar {
  return { ...bar, parts: bar.parts.map((part) => ({ ...part, notes: part.notes.filter(holds) })) };
}

/** Whether a player has a bar to schedule by a time, or has faded out by then. */
function isDue(player: MoodPlayer, until: Seconds): boolean {
  const { releasedAt, fadeOut } = player;
  return releasedAt === null && ((fadeOut !== null && fadeOut.end <= until) || (!player.ended && player.due <= until));
}
