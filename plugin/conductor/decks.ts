/** The decks turn phrases in hand into bars on the clock, cue one mood over another, and are used again only when they have fallen silent. */

import { nextReturn } from '../arrange/form.ts';
import type { Controls } from '../mood/controls.ts';
import type { Score } from '../music/score.ts';
import { meterInfo, type Seconds, ticksToSeconds } from '../music/time.ts';
import type { FadeCurve } from './cue.ts';
import { barEnd, barSeconds, cutBar, layering } from './cut.ts';
import { darkens } from './echo.ts';
import type { MoodMemory, Written } from './memory.ts';
import { type Entry, LEAVING_ROLES, Player } from './player.ts';
import type { Need } from './repertoire.ts';
import type { DeckIndex, Stage, TimedBar } from './stage.ts';
import type { HandedBar, Timeline } from './timeline.ts';

/** What the decks ask of the conductor. */
export interface DeckDesk {
  readonly stage: Stage;
  readonly timeline: Timeline;
  readonly toClock: (music: Seconds) => Seconds;
  /** The controls of a mood at a music time. */
  readonly controls: (memory: MoodMemory, time: Seconds) => Controls;
  /** The phrase for a slot; null where it is worth waiting for and the bar line is still far enough. */
  readonly written: (memory: MoodMemory, slot: number, read: Seconds, need: Need) => Written | null;
  /** Arranges a phrase that is about to play for the first time, with controls read at a music time; null where `budgetMs` are up and it is not done yet. */
  readonly arranged: (memory: MoodMemory, written: Written, at: ArrangedAt, budgetMs: number) => Score | null;
  /** A bar was handed over. */
  readonly handed: (bar: HandedBar) => void;
  /** Phrases that are waited for at a music time. */
  readonly waits: (phrases: readonly { readonly mood: string; readonly slot: number }[], time: Seconds) => void;
}

/** Controls, and the music time at which they were read. */
export interface ArrangedAt {
  readonly read: Seconds;
  readonly controls: Controls;
}

/** A bar to hand over: of which score, and where in it and in the phrase. */
interface BarSource {
  readonly score: Score;
  readonly bar: number;
  readonly phraseBar: number;
}

type Outcome = 'handed over' | 'waits' | 'is arranged';

/** So long before its line a bar is no longer put off for its arrangement: some ticks before its notes would be urgent. */
const ARRANGED_BY: Seconds = 1.75;

/** How a mood's music arrives. All times are music times. */
export interface Arrival extends Entry {
  readonly line: Seconds;
  readonly fade: Seconds;
  /** `power` where it is left out. */
  readonly curve?: FadeCurve;
  /** The crossfade to take part in, where there is one on its way. */
  readonly joins?: Crossing;
}

/** Decks for moods; while two cross, one is spare. */
export const DECK_COUNT = 3;
/** A crossfade begins at most so long before its line, and no sooner after it was asked for than the clock can follow. */
const LONGEST_LEAD_IN: Seconds = 0.4;
const SOONEST: Seconds = 0.02;
/** Shorter fades click. */
const SHORTEST_FADE: Seconds = 0.03;

/** The decks in use. All times are music times. */
export class Decks {
  readonly #desk: DeckDesk;
  #players: Player[] = [];
  #current: Player | null = null;
  readonly #counts = { bars: 0, notes: 0, lateBars: 0, lateNotes: 0 };
  /** Music time from which each deck is silent. */
  readonly #silentFrom: Seconds[] = Array.from({ length: DECK_COUNT }, () => Number.NEGATIVE_INFINITY);

  constructor(desk: DeckDesk) {
    this.#desk = desk;
  }

  /** The player that has, or is about to have, the lead. */
  get current(): Player | null {
    return this.#current;
  }

  /** What was handed over so far, and how much of it too late. */
  get counts(): {
    readonly bars: number;
    readonly notes: number;
    readonly lateBars: number;
    readonly lateNotes: number;
  } {
    return { ...this.#counts };
  }

  /** Players that sound or will. */
  get players(): readonly Player[] {
    return this.#players;
  }

  /** Starts a mood's music at a line and fades what plays. */
  cue(memory: MoodMemory, { line, fade, curve, joins, ...entry }: Arrival, now: Seconds): Player {
    const { stage, controls } = this.#desk;
    const cross = joins ?? crossing(line, fade, curve, now);
    this.#leaveAll(line, cross, now, memory);
    const deck = this.#freeDeck(line, now);
    const { tempo, meter } = controls(memory, now);
    const bpm = entry.pace(0, tempo);
    const seconds = ticksToSeconds(meterInfo(meter).barTicks, bpm);
    const player = new Player(deck, memory, line, now, { seconds, bpm }, entry);
    this.#players.push(player);
    this.#current = player;
    stage.fade(deck, 1, this.#desk.toClock(cross.from), cross.length, cross.curve);
    return player;
  }

  /** Lets everything leave at a line, with nothing of ours in its place. */
  leave(line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds): Crossing {
    // Who takes the place may begin with a stroke on the line, so nothing fades before it.
    const cross = { from: line, length: Math.max(fade, SHORTEST_FADE), curve };
    this.#leaveAll(line, cross, now, null);
    this.#current = null;
    return cross;
  }

  /** Undoes a cue whose line has not come: what was leaving stays. Answers what stays, or null where nothing can. */
  takeBack(now: Seconds): Player | null {
    const going = this.#current;
    const stays = this.#players.find(
      ({ leaving, freeFrom }) => leaving !== null && freeFrom === null && leaving.line > now,
    );
    if (going === null || stays === undefined) return null;
    this.#silence(going, now);
    this.#desk.timeline.drop(going, now);
    const { line } = stays.leaving!;
    stays.leaving = null;
    this.#current = stays;
    // What was handed over for after the line is thin and cut short: it is handed over anew.
    this.rewind(stays, line - 1e-6);
    this.#desk.stage.fade(stays.deck, 1, this.#desk.toClock(now), SHORTEST_FADE);
    return stays;
  }

  /**
   * Takes back the bars of a player that begin at a time or later and have been handed over, to be handed over again.
   * Answers the slot of the first phrase of which nothing had been handed over.
   */
  rewind(player: Player, from: Seconds): number {
    const { stage, timeline, toClock } = this.#desk;
    const unplayed = player.phraseBar === 0 ? player.slot : player.slot + 1;
    // Bars that lead in stay: they are of no phrase.
    const first = timeline.bars.find((bar) => bar.player === player && bar.time >= from && bar.phraseBar >= 0);
    if (first === undefined) return unplayed;
    stage.clear(player.deck, toClock(first.time), true);
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
      if (player.freeFrom !== null) continue;
      stage.fade(player.deck, 0, toClock(now), fade);
      this.#silence(player, now + fade);
    }
    this.#players = [];
    this.#current = null;
  }

  /**
   * Hands over every bar that is due by `until`, the earliest due first. A bar that is far enough, and whose phrase takes
   * longer to arrange than `budgetMs`, is left for the next runs; answers whether one was.
   */
  run(until: Seconds, now: Seconds, budgetMs: number): boolean {
    if (!this.#players.some((player) => isDue(player, until))) {
      this.#desk.waits([], until);
      return false;
    }
    let outcome: Outcome = 'handed over';
    for (let guard = 0; guard < 1000 && outcome === 'handed over'; guard++) {
      const due = this.#players.filter((player) => !player.ended && player.due <= until).sort((a, b) => a.due - b.due);
      outcome = 'waits';
      for (const player of due) {
        outcome = this.#hand(player, until, now, budgetMs);
        if (outcome !== 'waits') break;
      }
    }
    for (const player of this.#players) {
      if (player.freeFrom === null && player.leaving !== null && player.leaving.end <= until)
        this.#silence(player, until);
    }
    this.#players = this.#players.filter((player) => player.freeFrom === null);
    const waiting = this.#players.filter((player) => player.waits && !player.ended && player.due <= until);
    const awaited = waiting.map(({ memory, slot }) => ({ mood: memory.mood.name, slot }));
    this.#desk.waits(awaited, until);
    return outcome === 'is arranged';
  }

  /** Hands over one bar, or answers why not: its phrase is waited for, or being arranged. */
  #hand(player: Player, until: Seconds, now: Seconds, budgetMs: number): Outcome {
    const { due, memory, time, slot, leaving, deck } = player;
    const desk = this.#desk;
    const written = desk.written(memory, slot, due, { at: until, left: time - now, leads: player.intro !== null });
    player.waits ||= written === null;
    if (written === null) return 'waits';
    const controls = desk.controls(memory, due);
    const source = this.#source(
      player,
      written,
      controls,
      time - now > ARRANGED_BY ? budgetMs : Number.POSITIVE_INFINITY,
    );
    if (source === null) return 'is arranged';
    const { score } = source;
    const bpm = player.pace(player.barsIn, controls.tempo);
    const end = time + barSeconds(score, bpm);
    const layers = layering(player.layering, controls.intensity);
    const timed = cutBar({
      score,
      bar: source.bar,
      mood: memory.mood.name,
      deck,
      time: desk.toClock(time),
      bpm,
      intensity: controls.intensity,
      layering: layers,
      brightness: controls.brightness,
      roles: leaving !== null && time >= leaving.line ? LEAVING_ROLES : null,
      until: leaving === null ? Number.POSITIVE_INFINITY : desk.toClock(leaving.end),
    });
    const { number } = player;
    const { phrase } = written;
    const { phraseBar } = source;
    const bar = {
      player,
      slot,
      phraseBar,
      number,
      time,
      end,
      read: due,
      ...(player.waits ? { late: until } : {}),
      bpm,
      controls,
      layering: layers,
      phrase,
      timed,
    };
    player.layering = layers;
    player.handed(end, bpm, end + (barEnd(timed) - timed.time - timed.duration), score.bars);
    this.#count(timed, desk.stage.now());
    desk.timeline.add(bar);
    desk.stage.play(timed);
    desk.handed(bar);
    return 'handed over';
  }

  #count(bar: TimedBar, now: Seconds): void {
    const counts = this.#counts;
    counts.bars++;
    if (bar.time < now) counts.lateBars++;
    for (const { notes } of bar.parts) {
      counts.notes += notes.length;
      if (bar.time < now) counts.lateNotes += notes.filter(({ time }) => time < now).length;
    }
  }

  /** The bar that is next: one that leads in, or one of the phrase, in the key of the moment. */
  #source(player: Player, written: Written, controls: Controls, budgetMs: number): BarSource | null {
    const { intro, phraseBar, barsIn, memory, due } = player;
    if (intro !== null) return { score: intro, bar: barsIn, phraseBar: barsIn - intro.bars };
    const moved = phraseBar === 0 && written.score !== null && written.score.tonic !== controls.tonic;
    const kept = moved ? null : written.score;
    const score = kept ?? this.#desk.arranged(memory, written, { read: due, controls }, budgetMs);
    return score && { score, bar: phraseBar, phraseBar };
  }

  #leaveAll(line: Seconds, cross: Crossing, now: Seconds, next: MoodMemory | null): void {
    for (const player of this.#players) {
      const stays = player.freeFrom === null && (player.leaving === null || player.leaving.line > line);
      if (stays) this.#leave(player, line, cross, now, next);
    }
  }

  /** Marks a player as leaving and lets its mood go on later from the phrase that was interrupted, or the next one if most of it was heard. */
  #leave(
    player: Player,
    line: Seconds,
    { from, length, curve }: Crossing,
    now: Seconds,
    next: MoodMemory | null,
  ): void {
    const { stage, timeline, toClock } = this.#desk;
    if (line <= player.start) {
      this.#silence(player, now);
      timeline.drop(player, now);
      return;
    }
    rememberPlace(player, timeline, line);
    // After a fight a scene is itself again with its own tune.
    if (next !== null && darkens(player.memory.mood, next.mood)) player.memory.slot = nextReturn(player.memory.slot);
    player.leaving = { line, end: from + length };
    stage.fade(player.deck, 0, toClock(from), length, curve);
  }

  #silence(player: Player, from: Seconds): void {
    this.#desk.stage.clear(player.deck, this.#desk.toClock(from));
    player.freeFrom = from;
    this.#silentFrom[player.deck] = from;
  }

  /** The deck that has been silent for longest; where all three still sound, the one nearest to its end is cleared now. */
  #freeDeck(line: Seconds, now: Seconds): DeckIndex {
    const used = new Map(
      this.#players.filter((player) => player.freeFrom === null).map((player) => [player.deck, player]),
    );
    const free = this.#silentFrom.map((from, deck) => ({ from, deck })).filter(({ deck }) => !used.has(deck));
    free.sort((a, b) => a.from - b.from);
    if (free[0] !== undefined) return free[0].deck;
    const ends = (player: Player) => player.leaving?.end ?? line;
    const first = [...used.values()].reduce((a, b) => (ends(b) < ends(a) ? b : a));
    this.#silence(first, now);
    return first.deck;
  }
}

/** Whether a player has a bar to hand over by a time, or has faded out by then. */
function isDue(player: Player, until: Seconds): boolean {
  const { freeFrom, leaving } = player;
  return freeFrom === null && ((leaving !== null && leaving.end <= until) || (!player.ended && player.due <= until));
}

/** A crossfade on its way. */
export interface Crossing {
  readonly from: Seconds;
  readonly length: Seconds;
  readonly curve: FadeCurve | undefined;
}

/** When a crossfade begins: a little before its line, so that the first beat of what arrives is heard. */
export function crossing(line: Seconds, fade: Seconds, curve: FadeCurve | undefined, now: Seconds): Crossing {
  const length = Math.max(fade, SHORTEST_FADE);
  const early = Math.max(0, Math.min(length * 0.5, LONGEST_LEAD_IN, line - now - SOONEST));
  return { from: line - early, length, curve };
}

/** Where a mood goes on when it comes back: at the phrase that was interrupted, or at the next one if half of it was heard. */
export function rememberPlace(player: Player, timeline: Timeline, at: Seconds): void {
  const bar = timeline.at(player, at - 1e-6);
  if (bar === null) return;
  const heard = (bar.phraseBar + (at - bar.time) / (bar.end - bar.time)) / bar.phrase.request.bars;
  player.memory.slot = heard >= 0.5 ? bar.slot + 1 : bar.slot;
  player.memory.bars = bar.number + 1;
}
