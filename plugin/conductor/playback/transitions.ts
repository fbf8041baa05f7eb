/** Carries out transitions between moods on their lines, themes in phrases, and changes of the music that plays. */

import { sameData } from '../../mood/same-data.ts';
import type { Emitter } from '../../music/emitter.ts';
import type { Seconds } from '../../music/time.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { ThemeTarget } from '../../soundtrack/theme.ts';
import type { SyncPoint, TransitionOptions } from '../../soundtrack/transition-options.ts';
import { type TransitionRule, transitionRule } from '../../soundtrack/transition-rule.ts';
import type { ChangeScope } from '../../soundtrack/tuning.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { PlaybackState } from '../model/playback.ts';
import { nextPhraseOf } from '../model/resume-point.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import { BEAT_LEAD, MIN_SCHEDULE_AHEAD, REVISE_LEAD } from '../model/timing.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Crossfader } from './crossfader.ts';
import type { Stingers } from './stingers.ts';
import type { TrackPlayback } from './track-playback.ts';
import { fadeSeconds, IMMEDIATE, planTransition, type TransitionPlan, tonicAfter } from './transition-plan.ts';

/** The phrase that a theme is to be stated in. */
interface ThemePlace {
  readonly memory: MoodState;
  readonly slot: number;
  /** The scheduled bar that is taken back for it; null where none is. */
  readonly unscheduled: ScheduledBar | null;
}

/** A transition that has not started. `time` is null while its sync point is not known. */
export interface TransitionState {
  readonly from: string;
  readonly to: string;
  readonly at: SyncPoint;
  readonly fade: Seconds;
  readonly time: Seconds | null;
}

/** A move that waits for its instruments. */
export interface HeldRequest {
  readonly memory: MoodState;
  readonly cue: TransitionOptions;
}

/** All times are music times; every method is given the moment it acts at. */
export class TransitionController {
  /** The last transition that got its line. */
  #committed: { readonly line: Seconds; readonly state: TransitionState } | null = null;

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly controls: ControlResolver,
    private readonly playback: PlaybackState,
    private readonly timeline: Timeline,
    private readonly crossfader: Crossfader,
    private readonly phrases: PhraseSupply,
    private readonly stingers: Stingers,
    private readonly tracks: TrackPlayback,
    private readonly events: Emitter<ConductorEvents>,
    private readonly clock: TransportClock,
  ) {}

  /** Changes to a mood as the options say, else by the soundtrack's rules, else by the moods' own. */
  changeTo(memory: MoodState, options: TransitionOptions, now: Seconds): void {
    const playback = this.playback;
    const { lead } = playback;
    this.controls.loadPalette(memory);
    if (lead === null) {
      if (playback.resume !== null && playback.resume.memory !== memory) playback.resume = nextPhraseOf(memory);
      return;
    }
    playback.pending = null;
    if (lead.memory === memory) return;
    // A mood that has not begun to sound is canceled: the transition starts at the mood that is heard.
    const heard = lead.start > now ? this.crossfader.cancelPending(now) : null;
    if (heard !== null) this.stingers.cancel();
    if (heard?.memory === memory) return;
    // Music that is about to come back after a track comes back as the mood that is wanted by then.
    const returning = this.tracks.returning(now);
    if (returning !== null) {
      this.#start(memory, { ...IMMEDIATE, ...returning }, now);
      return;
    }
    const from = heard ?? lead;
    const rule = transitionRule(this.soundtrack, from.memory.mood, memory.mood, options);
    const soonest = Math.max(now + (rule.at === 'beat' ? BEAT_LEAD : MIN_SCHEDULE_AHEAD), from.entered + rule.stay);
    const line = this.timeline.line(from, rule.at, soonest, rule.cue);
    if (line === null) playback.pending = { memory, rule, from: soonest };
    else this.#commit(memory, rule, line, now);
  }

  /** Whether {@link changeTo} would change nothing: the mood plays, or is pending by the same rule. */
  isSettled(memory: MoodState, options: TransitionOptions): boolean {
    const { lead, pending, resume } = this.playback;
    if (lead === null) return (resume?.memory ?? memory) === memory;
    if (pending === null) return lead.memory === memory;
    const rule = () => transitionRule(this.soundtrack, lead.memory.mood, memory.mood, options);
    return pending.memory === memory && sameData(pending.rule, rule());
  }

  /** Takes note of a scheduled bar: the line of a pending transition or track may be known now. */
  scheduled(bar: ScheduledBar): void {
    const { player, read } = bar;
    if (player !== this.playback.lead) return;
    if (bar.phraseBar === 0) this.phrases.phraseStarted(bar);
    this.phrases.planner.schedulePrefetch(player.memory, player.nextUnscheduledSlot, read);
    this.tracks.look(read);
    const { pending } = this.playback;
    if (pending === null) return;
    const { memory, rule, from } = pending;
    const line = this.timeline.line(player, rule.at, Math.max(from, read + MIN_SCHEDULE_AHEAD), rule.cue);
    if (line === null) return;
    this.playback.pending = null;
    this.#commit(memory, rule, line, read);
  }

  /** States a theme in the next phrase that there is time to write: of the mood that plays or is pending, or of a named one. */
  theme(target: { readonly name: string } & ThemeTarget, requested: MoodState, now: Seconds): void {
    const { lead } = this.playback;
    const { memory, slot, unscheduled } = this.#placeOf(target, requested, now);
    if (lead !== null && unscheduled !== null) {
      this.crossfader.unscheduleFrom(lead, unscheduled.time);
      memory.disown(unscheduled.phrase);
    }
    this.phrases.scheduleTheme(memory, slot, target.name, now);
  }

  /** Whether the phrase that {@link theme} would state a theme in is to state it already. */
  isThemed(target: { readonly name: string } & ThemeTarget, requested: MoodState, now: Seconds): boolean {
    const { memory, slot } = this.#placeOf(target, requested, now);
    return memory.scheduledThemes.get(slot) === target.name;
  }

  /**
   * Lets a change be heard from the next bar line on, or the one after it where the next is too near: takes back the bars
   * scheduled from there, and renders them again, arranges them again, or begins with a new phrase.
   */
  revise(scope: ChangeScope, now: Seconds): void {
    const { lead } = this.playback;
    if (lead === null || scope === 'none') return;
    const { memory } = lead;
    const unplayed = this.crossfader.unscheduleFrom(lead, now + Math.min(REVISE_LEAD, lead.barSeconds));
    const ready = memory.get(lead.slot);
    if (scope === 'arrange' && ready !== null) {
      ready.score = null;
      ready.arrangedWith = undefined;
    }
    if (scope === 'write') {
      lead.skipTo(unplayed);
      this.phrases.restart(memory, unplayed);
    }
    this.phrases.prefetch(memory, lead.nextUnscheduledSlot, now);
  }

  /** The transition whose line lies ahead of a time, or one that waits for its instruments, or null. */
  coming(now: Seconds, held: HeldRequest | null): TransitionState | null {
    const { lead, pending } = this.playback;
    if (held !== null && lead !== null) {
      const { mood } = lead.memory;
      return this.#stateOf(held.memory, transitionRule(this.soundtrack, mood, held.memory.mood, held.cue), now);
    }
    if (pending !== null) return this.#stateOf(pending.memory, pending.rule, now);
    const committed = this.#committed;
    if (committed === null || committed.line <= now) return null;
    return { ...committed.state, time: this.clock.toClock(committed.line) };
  }

  /** A transition whose line is not known yet. */
  #stateOf(memory: MoodState, { at, fade }: TransitionRule, now: Seconds): TransitionState {
    const { meter, tempo } = this.controls.at(memory, now);
    return { ...this.#names(memory), at, fade: fadeSeconds(fade, meter, tempo), time: null };
  }

  #names(to: MoodState): { readonly from: string; readonly to: string } {
    return { from: this.playback.lead?.memory.mood.name ?? '', to: to.mood.name };
  }

  #placeOf({ mood }: ThemeTarget, requested: MoodState, now: Seconds): ThemePlace {
    const { lead, pending, resume } = this.playback;
    const playing = lead ?? resume ?? nextPhraseOf(requested);
    const memory = mood === undefined ? (pending?.memory ?? playing.memory) : this.phrases.moods.get(mood);
    if (memory !== playing.memory) return { memory, slot: memory.slot, unscheduled: null };
    const unscheduled = lead && this.#revisableFrom(lead, now);
    const slot = unscheduled?.slot ?? (playing.phraseBar === 0 ? playing.slot : playing.slot + 1);
    return { memory, slot, unscheduled };
  }

  /** The first bar of a scheduled phrase that there is still time to write again. */
  #revisableFrom(lead: MoodPlayer, now: Seconds): ScheduledBar | null {
    const soonest = now + REVISE_LEAD;
    const fits = ({ player, phraseBar, time }: ScheduledBar) => player === lead && phraseBar === 0 && time >= soonest;
    return this.timeline.bars.find(fits) ?? null;
  }

  #commit(memory: MoodState, rule: TransitionRule, line: Seconds, now: Seconds): void {
    const { lead } = this.playback;
    const before = lead && this.timeline.at(lead, line);
    if (!rule.resume) memory.returnToTune(this.controls.pieceOf(memory));
    const { controls: key } = this.controls.pieceOf(memory) === null ? memory.mood : this.controls.moodOf(memory);
    memory.tonic = before && tonicAfter(rule.key, before, key);
    const seed = `${this.soundtrack.seed}/${memory.mood.name}/${memory.bars}/bridge`;
    const controls = this.controls.at(memory, now);
    const plan = planTransition(rule, { line, before, controls, band: memory.mood.band, seed });
    const state = { ...this.#names(memory), at: rule.at, fade: plan.fade, time: this.clock.toClock(line) };
    if (rule.stinger !== null) this.stingers.scheduleForTransition(rule.stinger, line, memory, now);
    this.#start(memory, plan, now);
    this.stingers.run(now);
    this.#committed = { line, state };
    this.events.emit('transition', { ...state });
  }

  #start(memory: MoodState, plan: TransitionPlan, now: Seconds): void {
    const player = this.crossfader.start(memory, plan, now);
    this.phrases.prefetch(memory, player.nextUnscheduledSlot, now);
  }
}
