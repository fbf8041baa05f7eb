/** The repertoire knows every mood's music: what is written, what must be in hand next, and what no longer fits. */

import { arranging } from '../arrange/arrange.ts';
import { phraseSlot } from '../arrange/form.ts';
import type { PhraseSource } from '../generate/source.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import { moodNamed } from '../mood/moods.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Score } from '../music/score.ts';
import type { Seconds } from '../music/time.ts';
import type { PhraseBank } from './bank.ts';
import type { ArrangedAt } from './decks.ts';
import { darkens, echo } from './echo.ts';
import type { QueuePicture } from './inspection.ts';
import type { LogPhrase, Progress } from './log.ts';
import { MoodMemory, type Written } from './memory.ts';
import { hasDrifted, type Opening, type Order, orderPhrase, phraseBars, silentPhrase, writtenTo } from './order.ts';
import { Pantry, type PantryReport, type Urgency } from './pantry.ts';
import type { Player } from './player.ts';
import type { Script } from './script.ts';
import type { Soundtrack } from './soundtrack.ts';
import { type ThemeDefinition, themeOpening } from './theme.ts';
import type { HandedBar } from './timeline.ts';

/** What the repertoire is given. */
export interface RepertoireDesk {
  readonly soundtrack: Soundtrack;
  readonly source: PhraseSource;
  /** Approved phrases, which come before any that could be written; null where there are none, or not yet. */
  readonly bank: () => PhraseBank | null;
  /** The theme of a name. */
  readonly theme: (name: string) => ThemeDefinition | undefined;
  readonly report: PantryReport;
  readonly controls: (memory: MoodMemory, time: Seconds) => Controls;
  /** Which moods are kept in hand beside the one that plays: those that scenes are tagged with, or all. */
  readonly spares: 'tagged' | 'all';
  /** Marks what has come by now, for something that is ordered later; of music that is played again, how far it has come. */
  readonly mark: () => () => Progress;
  /** What is played again; null where the music is new. */
  readonly script: Script | null;
}

/** How near a bar line may come before a phrase that is late is replaced. A ticker of 10 Hz has five tries left. */
const LATEST: Seconds = 0.5;
/** How near it may come before a phrase that is played again, and was later then, is handed over all the same. */
const SOONEST: Seconds = 0.04;

/** What a phrase is needed for. */
export interface Need {
  /** The music time that the music is played up to. */
  readonly at: Seconds;
  /** How long there is until its bar line. */
  readonly left: Seconds;
  /** Whether for bars that lead to it. */
  readonly leads: boolean;
}

/** A look at what is in hand: for which music, from which slot on, and when and after what it was due. */
interface Stocktaking {
  readonly memory: MoodMemory;
  readonly slot: number;
  readonly read: Seconds;
  readonly after: () => Progress;
  /** Moods that are still to be looked at; null before the music that plays was. */
  others: MoodMemory[] | null;
}

/** All moods' music. */
export class Repertoire {
  /** Whether phrases of the music that plays are to come with the reasons of their notes. Changes no note. */
  explain = false;
  readonly pantry: Pantry;
  readonly #desk: RepertoireDesk;
  readonly #memories = new Map<string, MoodMemory>();
  /** Moods that scenes, transitions or calls have named. */
  readonly #tagged = new Set<MoodMemory>();
  /** A look that has been put off. */
  #putOff: Stocktaking | null = null;
  /** An arrangement that has been begun, and when its controls were read. */
  #arranging: { readonly written: Written; readonly read: Seconds; readonly work: Generator<undefined, Score> } | null =
    null;

  /** Moods that scenes or transitions name are kept in hand from the start; others after them. */
  constructor(desk: RepertoireDesk) {
    this.#desk = desk;
    this.pantry = new Pantry(desk.source, desk.report);
    const { scenes, transitions, start, moods } = desk.soundtrack;
    if (start !== null) this.memory(start);
    for (const { mood } of scenes.values()) this.memory(mood);
    for (const key of transitions.keys()) for (const side of key.split(' -> ')) if (side !== '*') this.memory(side);
    if (desk.spares === 'all') for (const mood of moods.values()) this.#remember(mood);
  }

  /** A mood's music; from the first call on, a phrase of it is kept in hand. @throws RangeError for an unknown mood. */
  memory(name: string): MoodMemory {
    const memory = this.#memories.get(name) ?? this.#remember(moodNamed(this.#desk.soundtrack.moods, name));
    this.#tagged.add(memory);
    return memory;
  }

  /** The music of all moods that were named. */
  get memories(): readonly MoodMemory[] {
    return [...this.#memories.values()];
  }

  /** Moods whose next phrase is in hand. */
  get inHand(): readonly string[] {
    return [...this.#memories.values()]
      .filter((memory) => memory.get(memory.slot) !== null)
      .map(({ mood }) => mood.name);
  }

  /** Sees to it that what may come next is in hand or asked for: the music that plays first, then the other moods. */
  stock(current: Player | MoodMemory, read: Seconds): void {
    this.stockSoon(current, read);
    this.catchUp();
  }

  /**
   * The same, at the next {@link catchUp}, with what counts now: a bar handed over, and a look at all moods with an
   * order to write, would together be long for one frame. Signals may be sent before it; whatever else is done, and the
   * next bar, has it come first.
   */
  stockSoon(current: Player | MoodMemory, read: Seconds): void {
    this.catchUp();
    const isPlayer = !(current instanceof MoodMemory);
    const slot = isPlayer && current.phraseBar > 0 ? current.slot + 1 : current.slot;
    const memory = isPlayer ? current.memory : current;
    this.#putOff = { memory, slot, read, after: this.#desk.mark(), others: null };
  }

  /**
   * Does what was put off; answers whether anything was. A `patient` call ends with the music that plays, or with the
   * first other mood that needed an order, and leaves the rest, and the sending of orders, to the next calls.
   */
  catchUp(patient = false): boolean {
    const due = this.#putOff;
    if (due === null) return false;
    const { memory, slot, read, after } = due;
    if (due.others === null) {
      due.others = this.memories.filter((other) => other !== memory);
      this.#want(memory, slot, 'next', read, { after, sends: !patient });
      if (patient) return true;
    }
    for (let other = due.others.shift(); other !== undefined; other = due.others.shift()) {
      const urgency = this.#tagged.has(other) ? 'spare' : 'rare';
      const ordered = this.#want(other, other.slot, urgency, read, { after, sends: !patient });
      if (ordered && patient) return true;
    }
    if (this.#putOff === due) this.#putOff = null;
    return true;
  }

  /** The phrase for a slot; null where the composer may still answer in time. Bars that lead to it play none of it, and wait for nothing. */
  written(memory: MoodMemory, slot: number, read: Seconds, { at, left, leads }: Need): Written | null {
    this.catchUp();
    const ready = memory.get(slot);
    if (leads) return ready ?? this.#silent(memory, slot, read);
    const begun = ready?.begun === true;
    if (!begun && left > SOONEST && this.#desk.script?.isTooSoon(memory.mood.name, slot, at)) return null;
    if (ready !== null) return ready;
    const approved = this.#approved(memory, slot, read);
    if (approved !== null) return approved;
    if (!this.pantry.wasRefused(memory, slot)) this.#want(memory, slot, 'next', read);
    const asked = this.pantry.asked(memory, slot);
    const logged = this.#logged(memory, slot);
    // Played again, what the composer wrote is worth being late for.
    const patient = logged !== null && this.#isComposers(logged) && this.pantry.hasComposer;
    if (asked !== null && (patient || left >= LATEST)) return null;
    return this.pantry.instead(memory, asked ?? this.#order(memory, slot, read), logged?.passing);
  }

  /**
   * The score of a phrase that is about to play; null where that takes longer than `budgetMs`: the next call with the same
   * phrase and reading goes on.
   */
  arranged(memory: MoodMemory, written: Written, at: ArrangedAt, budgetMs: number): Score | null {
    const { slot } = written;
    // What has begun is not replaced by an answer that comes late.
    this.pantry.cancel(memory, slot);
    const begun = this.#arranging;
    const goesOn = begun !== null && begun.written === written && begun.read === at.read;
    const work = goesOn ? begun.work : this.#arrange(memory, written, at.controls);
    const end = performance.now() + budgetMs;
    let score: Score | null = null;
    try {
      do score = work.next().value ?? null;
      while (score === null && performance.now() < end);
    } catch (error) {
      this.#desk.report.error(`phrase ${slot} of '${memory.mood.name}' could not be arranged`, error);
      score = silence(written, at.controls);
    }
    this.#arranging = score === null ? { written, read: at.read, work } : null;
    if (score !== null) written.score = score;
    return score;
  }

  #arrange(memory: MoodMemory, { slot, phrase }: Written, controls: Controls): Generator<undefined, Score> {
    const previous = memory.get(slot - 1)?.score;
    const seed = `${this.#desk.soundtrack.seed}/${memory.mood.name}/${slot}`;
    const { mood } = memory;
    return arranging({ phrase, controls, mood, seed, phraseIndex: slot, ...(previous ? { previous } : {}) });
  }

  /** Takes note of a phrase that begins to play. */
  begun(bar: HandedBar): void {
    const { memory } = bar.player;
    const written = memory.get(bar.slot);
    if (written !== null) written.begun = true;
    this.pantry.played(memory, bar);
    // A tune made up while the composer was on its way does not come back: the composer's first is the tune.
    if (this.pantry.isPassing(bar.phrase)) return;
    const { theme } = phraseSlot(bar.slot, bar.phrase.request.bars);
    if (theme === 'A' && memory.first('A') === null) this.#echoIn(memory, bar.phrase);
    memory.remember(theme, bar.phrase);
  }

  /** States a leitmotif in a slot that has not been played yet. */
  state(memory: MoodMemory, slot: number, theme: string, read: Seconds): void {
    memory.themed.set(slot, theme);
    memory.forget(slot);
    this.pantry.cancel(memory, slot);
    this.#want(memory, slot, 'next', read);
  }

  /** Has a mood begin anew with the phrase of a slot, whose ideas so far come back no more. */
  renew(memory: MoodMemory, slot: number): void {
    memory.renew(slot);
    for (const ahead of [slot, slot + 1]) this.pantry.cancel(memory, ahead);
  }

  /** What lies ready for each mood; of the one that plays, the next phrase to be handed over. */
  queue(current: Player | null): readonly QueuePicture[] {
    return [...this.#memories.values()].map((memory): QueuePicture => {
      const slot = current?.memory !== memory ? memory.slot : current.slot + (current.phraseBar === 0 ? 0 : 1);
      const written = memory.get(slot)?.phrase ?? null;
      const request = written?.request ?? this.pantry.asked(memory, slot)?.whole ?? null;
      const state = written ? 'in hand' : request ? 'asked' : this.pantry.wasRefused(memory, slot) ? 'refused' : 'none';
      const { source = null, hash = null } = written ?? {};
      return { mood: memory.mood.name, slot, state, bars: request?.bars ?? 0, source, hash };
    });
  }

  #remember(mood: Mood): MoodMemory {
    const memory = this.#memories.get(mood.name) ?? new MoodMemory(mood);
    this.#memories.set(mood.name, memory);
    return memory;
  }

  /** Orders a slot's phrase where what is in hand, or asked for, is not what it should be; answers whether it did. */
  #want(
    memory: MoodMemory,
    slot: number,
    urgency: Urgency,
    read: Seconds,
    { after = this.#desk.mark(), sends = true }: { readonly after?: () => Progress; readonly sends?: boolean } = {},
  ): boolean {
    const written = memory.get(slot) ?? this.#approved(memory, slot, read);
    if (this.#desk.bank()?.moods.includes(memory.mood.name)) return false;
    const asked = this.pantry.asked(memory, slot);
    const logged = this.#logged(memory, slot);
    if (logged === null) {
      this.pantry.hurry(memory, slot, urgency);
      if (written !== null && written.score !== null) return false;
      if ((asked ?? written) !== null && urgency === 'rare') return false;
    }
    const now = this.#desk.controls(memory, read);
    const opening = this.#opening(memory, slot, now)?.name ?? null;
    if (logged !== null) {
      // Played again, a phrase is ordered at the moment, and from the source, that it was ordered then.
      const early = logged.read > read || (logged.after !== undefined && !hasCome(logged.after, after()));
      if (isTake(written, logged) || asked !== null || early || logged.opening !== opening) return false;
      const order = () => this.#order(memory, slot, logged.read, after);
      if (this.#isComposers(logged)) this.#ask(memory, order, urgency, sends);
      else this.pantry.instead(memory, order(), logged.passing === true);
      return true;
    }
    const then = (asked ?? written)?.controls;
    const explained = (asked?.whole ?? written?.phrase.request)?.explain === true;
    const unexplained = this.explain && urgency === 'next' && !explained;
    const fits =
      then !== undefined && !hasDrifted(then, now) && (asked ?? written)?.opening === opening && !unexplained;
    if (!fits) this.#ask(memory, () => this.#order(memory, slot, read, after), urgency, sends);
    return !fits;
  }

  /** A phrase of the bank, put in its slot. */
  #approved(memory: MoodMemory, slot: number, read: Seconds): Written | null {
    const bank = this.#desk.bank();
    if (bank === null) return null;
    const controls = this.#desk.controls(memory, read);
    const phrase = bank.phrase(memory.mood.name, slot, controls, this.#desk.soundtrack.seed);
    if (phrase === null) return null;
    const after = this.#desk.mark()();
    const written: Written = { slot, phrase, controls, read, after, opening: null, score: null, begun: false };
    memory.put(written);
    return written;
  }

  #ask(memory: MoodMemory, order: () => Order, urgency: Urgency, sends: boolean): void {
    if (this.pantry.takesOrders) this.pantry.ask(memory, order(), urgency, sends);
  }

  /** Whether the composer of now is who wrote a logged phrase. */
  #isComposers({ source, passing }: LogPhrase): boolean {
    return source === this.#desk.source.composer?.source && passing !== true;
  }

  /** What the slot is to have next where a log is played again. */
  #logged({ mood }: MoodMemory, slot: number): LogPhrase | null {
    return this.#desk.script?.next(mood.name, slot) ?? null;
  }

  /** Stands for a phrase of which bars that lead to it have no need. */
  #silent(memory: MoodMemory, slot: number, read: Seconds): Written {
    const order = this.#order(memory, slot, read);
    return writtenTo(order, silentPhrase(order.request));
  }

  #order(memory: MoodMemory, slot: number, time: Seconds, after = this.#desk.mark()): Order {
    const { soundtrack, controls: controlsAt } = this.#desk;
    const logged = this.#logged(memory, slot);
    const read = Math.min(time, logged?.read ?? time);
    const controls = controlsAt(memory, read);
    const place = phraseSlot(slot, phraseBars(controls.meter), memory.mood);
    return orderPhrase({
      seed: soundtrack.seed,
      mood: memory.mood,
      controls,
      read,
      after: logged?.after ?? after(),
      slot: place,
      first: memory.first(place.theme),
      explain: this.explain,
      before: slot === memory.anew ? null : (memory.get(slot - 1)?.phrase ?? null),
      opening: this.#opening(memory, slot, controls),
    });
  }

  /** What a phrase is to begin with: a leitmotif that was asked for; else, in a mood's very first phrase, an echo. */
  #opening(memory: MoodMemory, slot: number, { mode, meter }: Controls): Opening | null {
    const name = memory.themed.get(slot);
    const theme = name === undefined ? undefined : this.#desk.theme(name);
    const bars = phraseBars(meter);
    if (name !== undefined && theme !== undefined) {
      const tuneOf = (mood: string) => this.#memories.get(mood)?.first('A') ?? null;
      return themeOpening(name, theme, { mood: memory.mood, mode, meter, phraseBars: bars, tuneOf });
    }
    if (slot !== 0 || memory.echoes === null) return null;
    const heard = echo(memory.echoes.tune, mode, meter);
    return heard && { name: `echo of ${memory.echoes.mood}`, ...heard };
  }

  /** Lets moods that would break into this one, and have not been heard, begin with its tune. */
  #echoIn(memory: MoodMemory, tune: Phrase): void {
    for (const other of this.#memories.values()) {
      const unheard = other.slot === 0 && (other.get(0)?.score ?? null) === null;
      if (unheard && darkens(memory.mood, other.mood)) other.echoes = { mood: memory.mood.name, tune };
    }
  }
}

/** Whether what has come is as much as that. */
function hasCome([commands, bars]: Progress, [come, played]: Progress): boolean {
  return come >= commands && played >= bars;
}

/** Whether what is written is what was logged, and not what the slot had before. */
function isTake(written: Written | null, logged: LogPhrase): boolean {
  return (
    written !== null && written.read === logged.read && String(written.after) === String(logged.after ?? written.after)
  );
}

/** A score in which the band rests, should an arrangement ever fail. */
function silence({ phrase }: Written, { tempo, tonic, palette }: Controls): Score {
  const { bars, meter, mode, chords } = phrase.request;
  return { bars, meter, bpm: tempo, tonic, mode, palette, chords, parts: [] };
}
