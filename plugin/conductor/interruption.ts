/**
 * An interruption stops the music at a bar and lets it go on from there: a pause, a track that plays in its place, a game
 * that was saved. It keeps the place; whatever mood is wanted meanwhile changes it.
 */

import type { Seconds } from '../music/time.ts';
import { type Crossing, crossing } from './crossing.ts';
import type { FadeCurve } from './cue.ts';
import type { Arrival, Decks } from './decks.ts';
import type { Emitter } from './emitter.ts';
import type { ConductorEvents } from './events.ts';
import { Interlude } from './interlude.ts';
import type { LogStart } from './log.ts';
import type { MoodMemory } from './memory.ts';
import { OWN_PACE } from './pace.ts';
import type { Player, Standing } from './player.ts';
import type { Repertoire } from './repertoire.ts';
import type { Stage } from './stage.ts';
import type { HandedBar, Timeline } from './timeline.ts';
import type { Track, TrackEnd } from './track.ts';

/** Nothing is cued nearer than this: the audio clock needs a moment. */
export const LEAD: Seconds = 0.1;
const PAUSE_FADE: Seconds = 0.15;

/** Nothing leads from a mood before, so it enters as it is. */
export const AT_ONCE: Omit<Arrival, 'line'> = { fade: 0, pace: OWN_PACE, intro: null };

/** Where music is interrupted: the bar that it goes on with. */
export interface Place {
  readonly memory: MoodMemory;
  readonly slot: number;
  readonly phraseBar: number;
  readonly number: number;
  /** How the music stood there; null where the mood enters anew. */
  readonly standing: Standing | null;
  /** How a log that begins here has its first bar: at which line, on which deck, after a bar of which length, in a mood that entered when. */
  readonly start?: Pick<LogStart, 'time' | 'deck' | 'barSeconds' | 'entered'>;
}

/** What an interruption works with. */
export interface InterruptionDesk {
  readonly stage: Stage;
  readonly events: Emitter<ConductorEvents>;
  readonly decks: Decks;
  readonly timeline: Timeline;
  readonly repertoire: Repertoire;
  readonly toClock: (music: Seconds) => Seconds;
  /** The mood of a move whose line is not in sight yet. */
  readonly pending: () => MoodMemory | null;
  /** Gives up moves and stingers that are on their way. */
  readonly callOff: () => void;
}

/** All times are music times. */
export class Interruption {
  readonly #desk: InterruptionDesk;
  #halted: Place | null = null;
  /** A track of the game's own, in the place of the music. */
  readonly interlude: Interlude;

  constructor(desk: InterruptionDesk) {
    const { stage, events, toClock } = desk;
    this.#desk = desk;
    this.interlude = new Interlude({
      stage,
      events,
      toClock,
      line: (at, soonest) => desk.decks.current && desk.timeline.line(desk.decks.current, at, soonest),
      leave: (line, fade, curve, now) => this.#leave(line, fade, curve, now),
      comeBack: (line, fade, curve, now) => this.#comeBack({ line, fade, curve }, now),
    });
  }

  /** Where music that does not play goes on; null where it plays, or has not begun. */
  get halted(): Place | null {
    return this.#halted;
  }

  /** Where the music would go on if it were interrupted now; null before it has begun. A move that waits counts as done. */
  place(now: Seconds): Place | null {
    const { decks, timeline, pending } = this.#desk;
    const { current } = decks;
    if (current === null) return this.#halted;
    const wanted = pending();
    if (wanted !== null) return placeOf(wanted);
    return placeAt(current, timeline.at(current, now) ?? timeline.first(current) ?? current);
  }

  /** Before the music begins: has it begin at a place. */
  beginAt(place: Place): void {
    this.#halted = place;
  }

  /** While it does not play: has it go on with another mood. */
  goOnWith(memory: MoodMemory): void {
    if (this.#halted !== null && this.#halted.memory !== memory) this.#halted = placeOf(memory);
  }

  /** Plays the first bar of all, at music time 0 or where a log begins: where {@link beginAt} said, or a mood's own next phrase. */
  begin(memory: MoodMemory, now: Seconds): void {
    this.#halted ??= placeOf(memory);
    this.#comeBack({ line: this.startsAt, fade: 0 }, now);
  }

  /** Before the music begins: the music time of its first bar. */
  get startsAt(): Seconds {
    return this.#halted?.start?.time ?? 0;
  }

  /** Falls silent and keeps the place. */
  halt(now: Seconds): void {
    const { decks, timeline, callOff } = this.#desk;
    const unbegun = this.interlude.halt(now, PAUSE_FADE);
    const leaving = unbegun ? decks.players.find(({ memory }) => memory === this.#halted?.memory) : undefined;
    const heard = leaving && timeline.at(leaving, now);
    this.#halted = heard ? placeAt(leaving, heard) : this.place(now);
    callOff();
    for (const player of decks.players) timeline.drop(player, now);
    decks.silence(now, PAUSE_FADE);
  }

  /** Goes on from the bar that was interrupted. */
  goOn(now: Seconds): void {
    if (!this.interlude.goOn(now)) this.#comeBack({ line: now + LEAD, fade: 0 }, now);
  }

  /** Plays a track of the game's own from a line on. */
  track(track: Track, now: Seconds): void {
    this.interlude.begin(track, now, now + LEAD);
  }

  /** Ends the track that plays. */
  endTrack(end: TrackEnd, now: Seconds): void {
    this.interlude.end(end, now, now + LEAD);
  }

  #comeBack(arrival: Pick<Arrival, 'line' | 'fade' | 'curve'>, now: Seconds): Crossing {
    const { decks, repertoire } = this.#desk;
    const place = this.#halted;
    this.#halted = null;
    const { line, fade, curve } = arrival;
    if (place !== null) {
      const { start, standing } = place;
      const deck = start === undefined ? {} : { deck: start.deck };
      const player = decks.cue(place.memory, { ...AT_ONCE, ...arrival, ...deck, standing }, now);
      if (start !== undefined) {
        player.readFrom = Number.NEGATIVE_INFINITY;
        player.barSeconds = start.barSeconds;
        player.entered = start.entered;
      }
      player.slot = place.slot;
      player.phraseBar = place.phraseBar;
      player.number = place.number;
      repertoire.stock(player, now);
    }
    return crossing(line, fade, curve, now);
  }

  /** Leaves the stage to a track at a line, to go on from there. */
  #leave(line: Seconds, fade: Seconds, curve: FadeCurve, now: Seconds): Crossing {
    const { decks, timeline, pending, callOff } = this.#desk;
    const { current } = decks;
    // A move that would not have come before the line is undone, and its mood comes back afterwards: what sounds is left.
    const undone = current !== null && current.start > now && current.start >= line - 1e-6 && decks.takeBack(now);
    const wanted = pending() ?? (undone ? current.memory : null);
    if (wanted !== null) this.#halted = placeOf(wanted);
    else if (current !== null) {
      const next = line >= current.time - 1e-6 ? current : (timeline.at(current, line) ?? current);
      this.#halted = placeAt(current, next);
    }
    callOff();
    return decks.leave(line, fade, curve, now);
  }
}

/** At a mood's next phrase. */
export function placeOf(memory: MoodMemory): Place {
  return { memory, slot: memory.slot, phraseBar: 0, number: memory.bars, standing: null };
}

/** At a bar; bars that lead to a phrase count as its first. */
function placeAt(
  { memory, pace, barsIn, number: next, entered }: Player,
  {
    slot,
    phraseBar,
    number,
    time,
    layering,
  }: Pick<HandedBar, 'slot' | 'phraseBar' | 'number' | 'time' | 'layering'> | Player,
): Place {
  const standing = { pace, bars: barsIn - (next - number), seconds: time - entered, layering };
  return { memory, slot, phraseBar: Math.max(0, phraseBar), number, standing };
}
