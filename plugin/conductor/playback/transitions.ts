/** Direction carries out what was asked: moves between moods on their lines, stingers on beats, themes in phrases. */

import type { Seconds } from '../../music/time.ts';
import type { ThemeTarget } from '../../soundtrack/theme.ts';
import type { TransitionOptions } from '../../soundtrack/transition-options.ts';
import type { ChangeScope } from '../../soundtrack/tuning.ts';
import type { Emitter } from '../model/emitter.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { HeldRequest, TransitionState } from '../observe/inspection.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import { sameData } from '../requests/redundant.ts';
import type { TransitionPlan } from './crossfader.ts';
import { nextThemeSlot } from './markers.ts';
import { LateReschedule } from './reschedule.ts';
import type { StingerTimes } from './stinger-limiter.ts';
import { type StingerContext, Stingers } from './stingers.ts';
import { IMMEDIATE, MIN_SCHEDULE_AHEAD, resumePointOf, Suspension } from './suspension.ts';
import type { ScheduledBar } from './timeline.ts';
import { fadeSeconds, planTransition, tonicAfter } from './transition-plan.ts';
import { type TransitionRule, transitionRule } from './transition-rules.ts';

/** So long before a bar line a change has to come to be heard from it on; the composer needs part of it. */
const REVISE_LEAD: Seconds = 1.2;
/** A beat may be met so near: whoever waits for the next one has waited a whole beat. Its notes are handed over within the call. */
const BEAT_LEAD: Seconds = 0.05;
/** A stinger is a few notes and answers a player: it may follow this close. */
const SOONEST_STING: Seconds = 0.02;

/** What direction works with. */
export interface TransitionControllerContext extends StingerContext {
  readonly events: Emitter<ConductorEvents>;
  readonly repertoire: PhraseSupply;
  /** Loads a mood's instruments. */
  readonly prepare: (memory: MoodState) => void;
}

/** A move whose line is not in sight yet. */
interface Pending {
  readonly memory: MoodState;
  readonly rule: TransitionRule;
  /** Music time before which it may not happen. */
  readonly from: Seconds;
}

/** All times are music times; every method is told the moment it acts at. */
export class TransitionController {
  readonly #desk: TransitionControllerContext;
  #pending: Pending | null = null;
  /** The last move that got its line. */
  #crossed: { readonly line: Seconds; readonly picture: TransitionState } | null = null;
  readonly #stingers: Stingers;
  /** Pauses, and tracks of the game's own in the place of all of this. */
  readonly interruption: Suspension;
  readonly secondLook: LateReschedule;

  constructor(desk: TransitionControllerContext) {
    this.#desk = desk;
    this.#stingers = new Stingers(desk);
    this.secondLook = new LateReschedule(desk);
    this.interruption = new Suspension({
      ...desk,
      pending: () => this.#pending?.memory ?? null,
      callOff: () => {
        this.#pending = null;
        this.#stingers.cancel();
      },
    });
  }

  /** The mood that was asked for last and has or gets the lead. */
  get target(): MoodState | null {
    return this.#pending?.memory ?? this.#desk.decks.current?.memory ?? this.interruption.resumePoint?.memory ?? null;
  }

  /** Whether nothing is on its way: no move, and no stinger of one. */
  get isQuiet(): boolean {
    return this.#pending === null && !this.#stingers.isComing;
  }

  /** When stingers sounded. */
  get stingerTimes(): StingerTimes {
    return this.#stingers.times;
  }

  set stingerTimes(times: StingerTimes) {
    this.#stingers.times = times;
  }

  /** Moves to a mood as asked, by the soundtrack's rules, or by the moods' own. */
  move(memory: MoodState, cue: TransitionOptions, now: Seconds): void {
    const { decks, soundtrack, timeline, prepare } = this.#desk;
    const { current } = decks;
    prepare(memory);
    if (current === null) {
      this.interruption.goOnWith(memory);
      return;
    }
    this.#pending = null;
    if (current.memory === memory) return;
    // Whoever has not begun to sound is not moved away from: the move starts at what is heard.
    const origin = current.start > now ? decks.cancelPending(now) : null;
    if (origin !== null) this.#stingers.cancel();
    if (origin?.memory === memory) return;
    // Music that is about to come back after a track comes back as what is wanted by then.
    const back = this.interruption.interlude.returning(now);
    if (back !== null) {
      const { line, crossing } = back;
      this.#cue(memory, { ...IMMEDIATE, line, joins: crossing }, now);
      return;
    }
    const from = origin ?? current;
    const rule = transitionRule(soundtrack, from.memory.mood, memory.mood, cue);
    const soonest = Math.max(now + (rule.at === 'beat' ? BEAT_LEAD : MIN_SCHEDULE_AHEAD), from.entered + rule.stay);
    const line = timeline.line(from, rule.at, soonest, rule.cue);
    if (line === null) this.#pending = { memory, rule, from: soonest };
    else this.#cross(memory, rule, line, now);
  }

  /** Whether {@link move} would change nothing: the mood plays, or is on its way by the same rule. */
  isSettled(memory: MoodState, cue: TransitionOptions): boolean {
    const { current } = this.#desk.decks;
    if (current === null) return (this.interruption.resumePoint?.memory ?? memory) === memory;
    if (this.#pending === null) return current.memory === memory;
    const rule = () => transitionRule(this.#desk.soundtrack, current.memory.mood, memory.mood, cue);
    return this.#pending.memory === memory && sameData(this.#pending.rule, rule());
  }

  /** Hands over what is near by a music time: the stinger of a move. */
  run(until: Seconds): void {
    this.#stingers.run(until);
  }

  /** To be told of each bar handed over: a phrase line may have come into sight. */
  handed(bar: ScheduledBar): void {
    const { decks, repertoire, timeline } = this.#desk;
    const { player } = bar;
    if (player !== decks.current) return;
    if (bar.phraseBar === 0) repertoire.phraseStarted(bar);
    repertoire.planner.schedulePrefetch(player.memory, player.nextUnscheduledSlot, bar.read);
    this.interruption.interlude.look(bar.read, bar.read + MIN_SCHEDULE_AHEAD);
    const pending = this.#pending;
    if (pending === null) return;
    const { memory, rule, from } = pending;
    const line = timeline.line(player, rule.at, Math.max(from, bar.read + MIN_SCHEDULE_AHEAD), rule.cue);
    if (line === null) return;
    this.#pending = null;
    this.#cross(memory, rule, line, bar.read);
  }

  /** Plays a stinger on the next beat, in the key and on the chord of the moment. */
  stinger(name: string, now: Seconds): void {
    const { current } = this.#desk.decks;
    if (current !== null) this.#stingers.playOver(name, this.#stingLine(current, now));
  }

  /** Whether a stinger asked for now would be heard. */
  maySting(name: string, now: Seconds): boolean {
    const { current } = this.#desk.decks;
    return current !== null && this.#stingers.mayPlay(name, this.#stingLine(current, now));
  }

  #stingLine(current: MoodPlayer, now: Seconds): Seconds {
    const beat = this.#desk.timeline.line(current, 'beat', now);
    // A beat that can no longer be met is met a hair late, so that the answer never takes longer than a beat.
    return Math.max(beat ?? now, now + SOONEST_STING);
  }

  /** States a theme in the next phrase that there is time to write: of what plays or is on its way, or of the mood it is meant for. */
  theme({ name, mood }: { readonly name: string } & ThemeTarget, first: MoodState, now: Seconds): void {
    const { decks, repertoire } = this.#desk;
    const { current } = decks;
    const playing = current ?? this.interruption.resumePoint ?? resumePointOf(first);
    const memory = mood === undefined ? (this.#pending?.memory ?? playing.memory) : repertoire.moods.get(mood);
    if (memory !== playing.memory) {
      repertoire.scheduleTheme(memory, memory.slot, name, now);
      return;
    }
    if (current !== null) this.#takeBackUnheard(current, now);
    repertoire.scheduleTheme(memory, playing.phraseBar === 0 ? playing.slot : playing.slot + 1, name, now);
  }

  /** Whether the phrase that {@link theme} would state a theme in is to state it already. */
  isThemed({ name, mood }: { readonly name: string } & ThemeTarget, first: MoodState, now: Seconds): boolean {
    const { decks, repertoire } = this.#desk;
    const { current } = decks;
    const playing = current ?? this.interruption.resumePoint ?? resumePointOf(first);
    const memory = mood === undefined ? (this.#pending?.memory ?? playing.memory) : repertoire.moods.get(mood);
    const unheard = current === null ? undefined : this.#unheard(current, now);
    const next = unheard?.slot ?? (playing.phraseBar === 0 ? playing.slot : playing.slot + 1);
    return memory.scheduledThemes.get(memory === playing.memory ? next : memory.slot) === name;
  }

  /** The first bar of a phrase that was handed over, where there is still time to write another. */
  #unheard(current: MoodPlayer, now: Seconds): ScheduledBar | undefined {
    const soonest = now + REVISE_LEAD;
    return this.#desk.timeline.bars.find(
      ({ player, phraseBar, time }) => player === current && phraseBar === 0 && time >= soonest,
    );
  }

  #takeBackUnheard(current: MoodPlayer, now: Seconds): void {
    const { decks } = this.#desk;
    const bar = this.#unheard(current, now);
    if (bar === undefined) return;
    decks.unscheduleFrom(current, bar.time - 1e-6);
    current.memory.disown(bar.phrase);
  }

  /**
   * Lets a change be heard from the next bar line on, or the one after it where the next is too near: takes back what
   * was handed over from there, and arranges it again, or begins with a new phrase, as deep as the change goes.
   */
  revise(depth: ChangeScope, now: Seconds): void {
    const { decks, repertoire } = this.#desk;
    const { current } = decks;
    if (current === null || depth === 'none') return;
    const fresh = decks.unscheduleFrom(current, now + Math.min(REVISE_LEAD, current.barSeconds));
    const { memory } = current;
    if (depth === 'arrange') {
      const written = memory.get(current.slot);
      if (written !== null) {
        written.score = null;
        written.arrangedWith = undefined;
      }
    }
    if (depth === 'write') {
      current.slot = fresh;
      current.phraseBar = 0;
      repertoire.restart(memory, fresh);
    }
    repertoire.prefetch(memory, current.nextUnscheduledSlot, now);
  }

  /** The move whose line lies ahead of a music time, or one that waits for its instruments, or null. */
  coming(now: Seconds, held: HeldRequest | null): TransitionState | null {
    const { decks, soundtrack, toClock } = this.#desk;
    if (held !== null && decks.current !== null) {
      const { mood } = decks.current.memory;
      const rule = transitionRule(soundtrack, mood, held.memory.mood, held.cue);
      return this.#picture(mood.name, held.memory, rule, now);
    }
    const from = decks.current?.memory.mood.name ?? '';
    if (this.#pending !== null) {
      return this.#picture(from, this.#pending.memory, this.#pending.rule, now);
    }
    const move = this.#crossed;
    return move !== null && move.line > now ? { ...move.picture, time: toClock(move.line) } : null;
  }

  /** A move whose line is not known yet. */
  #picture(from: string, memory: MoodState, { at, fade }: TransitionRule, now: Seconds): TransitionState {
    const { meter, tempo } = this.#desk.controls(memory, now);
    return { from, to: memory.mood.name, at, fade: fadeSeconds(fade, meter, tempo), time: null };
  }

  #cross(memory: MoodState, rule: TransitionRule, line: Seconds, now: Seconds): void {
    const { decks, events, timeline, toClock, controls, soundtrack } = this.#desk;
    const { current } = decks;
    const before = current && timeline.at(current, line);
    if (!rule.resume) memory.goTo(nextThemeSlot(memory.slot));
    memory.tonic = before && tonicAfter(rule.key, before, memory.mood.controls);
    const seed = `${soundtrack.seed}/${memory.mood.name}/${memory.bars}/bridge`;
    const arriving = planTransition(rule, {
      line,
      before,
      controls: controls(memory, now),
      band: memory.mood.band,
      seed,
    });
    if (rule.stinger !== null) this.#stingers.scheduleForTransition(rule.stinger, line, memory, now);
    this.#cue(memory, arriving, now);
    this.run(now);
    const from = current?.memory.mood.name ?? '';
    const picture = { from, to: memory.mood.name, at: rule.at, fade: arriving.fade, time: toClock(line) };
    this.#crossed = { line, picture };
    events.emit('transition', { ...picture });
  }

  #cue(memory: MoodState, arriving: TransitionPlan, now: Seconds) {
    const { decks, repertoire } = this.#desk;
    const player = decks.start(memory, arriving, now);
    repertoire.prefetch(memory, player.nextUnscheduledSlot, now);
    return player;
  }
}
