/** The order book knows what a slot is to have: a phrase of the bank, one that a log names, or one written to an order of the moment. */

import { phraseSlot } from '../../arrange/form.ts';
import type { Controls } from '../../mood/controls.ts';
import type { Seconds } from '../../music/time.ts';
import type { PhraseBank } from '../../soundtrack/phrase-bank.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { Opening } from '../../soundtrack/theme.ts';
import { type ThemeDefinition, themeOpening } from '../../soundtrack/theme.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { LogPhrase, LogPosition } from '../recording/command-log.ts';
import type { Replay } from '../recording/replay.ts';
import { carryOverMotif } from './openings.ts';
import { createJob, isStale, type PhraseJob, phraseBars, readyPhraseOf, silentPhrase } from './phrase-job.ts';

/** What the order book is given. */
export interface PhrasePlannerContext {
  readonly soundtrack: Soundtrack;
  /** Approved phrases, which come before any that could be written; null where there are none, or not yet. */
  readonly bank: () => PhraseBank | null;
  /** The theme of a name. */
  readonly theme: (name: string) => ThemeDefinition | undefined;
  readonly controls: (memory: MoodState, time: Seconds) => Controls;
  /** Marks what has come by now, for something that is ordered later; of music that is played again, how far it has come. */
  readonly mark: () => () => LogPosition;
  /** What is played again; null where the music is new. */
  readonly script: Replay | null;
}

/** What all slots are to have. */
export class PhrasePlanner {
  /** Whether phrases of the music that plays are to come with the reasons of their notes. Changes no note. */
  explain = false;
  readonly #desk: PhrasePlannerContext;
  readonly #memoryOf: (mood: string) => MoodState | undefined;

  /** @param memoryOf the music of a mood, where it has any */
  constructor(desk: PhrasePlannerContext, memoryOf: (mood: string) => MoodState | undefined) {
    this.#desk = desk;
    this.#memoryOf = memoryOf;
  }

  /** Whether a mood plays phrases of the bank alone. */
  isBanked({ mood }: MoodState): boolean {
    return this.#desk.bank()?.moods.includes(mood.name) === true;
  }

  /** A phrase of the bank, put in its slot. */
  approved(memory: MoodState, slot: number, read: Seconds): ReadyPhrase | null {
    const bank = this.#desk.bank();
    if (bank === null) return null;
    const controls = this.#desk.controls(memory, read);
    const phrase = bank.phrase(memory.mood.name, slot, controls, this.#desk.soundtrack.seed);
    if (phrase === null) return null;
    const after = this.#desk.mark()();
    const written: ReadyPhrase = {
      slot,
      phrase,
      controls,
      read,
      after,
      opening: null,
      octave: null,
      score: null,
      begun: false,
    };
    memory.put(written);
    return written;
  }

  /** What the slot is to have next where a log is played again. */
  logged({ mood }: MoodState, slot: number): LogPhrase | null {
    return this.#desk.script?.next(mood.name, slot) ?? null;
  }

  /** Whether a log that is played again says that at this music time the slot's phrase was still waited for. */
  isTooSoon({ mood }: MoodState, slot: number, at: Seconds): boolean {
    return this.#desk.script?.isTooSoon(mood.name, slot, at) === true;
  }

  /** Whether a logged phrase can be ordered as it was then: what had come then has come, and nothing else is begun with. */
  mayOrder(memory: MoodState, logged: LogPhrase, read: Seconds, after = this.#desk.mark()): boolean {
    const early = logged.read > read || (logged.after !== undefined && !hasCome(logged.after, after()));
    return !early && logged.opening === this.#openingIn(memory, logged.slot, this.#desk.controls(memory, read));
  }

  /** Whether a phrase in hand, or an order for it, is still what its slot should have. */
  fits(memory: MoodState, slot: number, then: Pick<ReadyPhrase, 'controls' | 'opening'>, read: Seconds): boolean {
    const now = this.#desk.controls(memory, read);
    return !isStale(then.controls, now) && then.opening === this.#openingIn(memory, slot, now);
  }

  /** The order for a slot, to what counts at a music time or, where a log is played again, counted then. */
  order(memory: MoodState, slot: number, time: Seconds, after = this.#desk.mark()): PhraseJob {
    const { soundtrack, controls: controlsAt } = this.#desk;
    const logged = this.logged(memory, slot);
    const read = Math.min(time, logged?.read ?? time);
    const controls = controlsAt(memory, read);
    const place = phraseSlot(slot, phraseBars(controls.meter), memory.mood);
    return createJob({
      seed: soundtrack.seed,
      mood: memory.mood,
      controls,
      read,
      after: logged?.after ?? after(),
      slot: place,
      first: memory.first(place.theme),
      explain: this.explain,
      before: slot === memory.restartsAt ? null : (memory.get(slot - 1)?.phrase ?? null),
      opening: this.#opening(memory, slot, controls),
    });
  }

  /** Stands for a phrase of which bars that lead to it have no need. */
  silent(memory: MoodState, slot: number, read: Seconds): ReadyPhrase {
    const order = this.order(memory, slot, read);
    return readyPhraseOf(order, silentPhrase(order.request));
  }

  /** Name of what a phrase is to begin with in these controls, or null. */
  #openingIn(memory: MoodState, slot: number, controls: Controls): string | null {
    return this.#opening(memory, slot, controls)?.name ?? null;
  }

  /** What a phrase is to begin with: a leitmotif that was asked for; else, in a mood's very first phrase, an echo. */
  #opening(memory: MoodState, slot: number, { mode, meter }: Controls): Opening | null {
    const name = memory.scheduledThemes.get(slot);
    const theme = name === undefined ? undefined : this.#desk.theme(name);
    const bars = phraseBars(meter);
    if (name !== undefined && theme !== undefined) {
      const tuneOf = (mood: string) => this.#memoryOf(mood)?.first('A') ?? null;
      return themeOpening(name, theme, { mood: memory.mood, mode, meter, phraseBars: bars, tuneOf });
    }
    if (slot !== 0 || memory.carriedOver === null) return null;
    const heard = carryOverMotif(memory.carriedOver.tune, mode, meter);
    return heard && { name: `echo of ${memory.carriedOver.mood}`, ...heard, octave: null };
  }
}

/** Whether what has come is as much as that. */
function hasCome([commands, bars]: LogPosition, [come, played]: LogPosition): boolean {
  return come >= commands && played >= bars;
}
