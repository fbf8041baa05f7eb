/** Emits the events of scheduled bars and stingers when they are heard, not when they are scheduled. */

import type { Emitter } from '../../music/emitter.ts';
import { chordSymbol } from '../../music/harmony.ts';
import { meterInfo, type Seconds, ticksToSeconds } from '../../music/time.ts';
import type { ConductorEvents, HeardEvent } from '../model/events.ts';
import { beatTimes, type ScheduledBar, type Timeline } from '../model/timeline.ts';
import type { ScheduledStinger } from '../playback/stingers.ts';

/** An event to be emitted, with its music time. */
interface PendingEvent {
  readonly time: Seconds;
  readonly emit: () => void;
}

/** Emits each event once. */
export class EventDispatcher {
  #dispatchedUntil: Seconds = Number.NEGATIVE_INFINITY;
  #stingers: ScheduledStinger[] = [];
  #sounding: ScheduledBar | null = null;

  constructor(
    private readonly events: Emitter<ConductorEvents>,
    private readonly timeline: Timeline,
    private readonly toClock: (music: Seconds) => Seconds,
    /** From the clock to the ear. */
    private readonly latency: () => Seconds,
  ) {}

  /** The bar that sounds; during a crossfade, the one of the new mood. */
  get sounding(): ScheduledBar | null {
    return this.#sounding;
  }

  /** Emits the event of a stinger when it sounds. */
  stinger(scheduled: ScheduledStinger): void {
    this.#stingers.push(scheduled);
  }

  /** Emits the events between the last call and `now`, a music time, in order. */
  dispatchUntil(now: Seconds): void {
    const from = this.#dispatchedUntil;
    this.#dispatchedUntil = Math.max(now, from);
    const due: PendingEvent[] = [];
    for (const bar of this.timeline.bars) {
      if (bar.time > now || bar.end < from) continue;
      const within = (time: Seconds) => time > from && time <= now && bar.player.leadsAt(time);
      beatTimes(bar).forEach((time, beat) => {
        if (within(time)) due.push({ time, emit: () => this.#beat(bar, beat, time) });
      });
      this.#addSounds(bar, within, due);
    }
    for (const { name, time } of this.#stingers) {
      if (time <= now) due.push({ time, emit: () => this.#emit('stinger', { name, time: this.toClock(time) }) });
    }
    this.#stingers = this.#stingers.filter(({ time }) => time > now);
    due.sort((a, b) => a.time - b.time);
    for (const { emit } of due) emit();
  }

  /** Adds the chords and notes of a bar that start within a span of music time: usually one or two of a hundred. */
  #addSounds(
    { player, timed, time: line, bpm }: ScheduledBar,
    within: (time: Seconds) => boolean,
    due: PendingEvent[],
  ): void {
    const mood = player.memory.mood.name;
    const { score, bar } = timed.origin;
    const { barTicks } = meterInfo(score.meter);
    const start = bar * barTicks;
    for (const { tick, chord } of score.chords) {
      if (tick < start || tick >= start + barTicks) continue;
      const time = line + ticksToSeconds(tick - start, bpm);
      if (!within(time)) continue;
      const symbol = chordSymbol(chord, score.tonic, score.mode);
      due.push({ time, emit: () => this.#emit('chord', { mood, symbol, time: this.toClock(time) }) });
    }
    for (const { name: part, role, notes } of timed.parts) {
      for (const { pitch, velocity, duration, time } of notes) {
        const at = time - timed.time + line;
        if (!within(at)) continue;
        const event = { mood, part, role, pitch, velocity, duration, time };
        due.push({ time: at, emit: () => this.#emit('note', event) });
      }
    }
  }

  #beat(bar: ScheduledBar, beat: number, at: Seconds): void {
    const mood = bar.player.memory.mood.name;
    const time = this.toClock(at);
    if (beat === 0) this.#bar(bar, mood, time);
    this.#emit('beat', { mood, bar: bar.number, beat, time });
  }

  #bar(bar: ScheduledBar, mood: string, time: Seconds): void {
    const before = this.#sounding;
    this.#sounding = bar;
    if (before === null) this.#emit('start', { mood, time });
    else if (before.player !== bar.player) {
      const from = before.player.memory.mood.name;
      if (from !== mood) this.#emit('mood', { from, to: mood, time });
    }
    const { phrase } = bar;
    if (bar.phraseBar === 0) {
      const own = phrase.notes.filter((note) => note.sampled).length;
      const sampled = phrase.notes.length === 0 ? 0 : own / phrase.notes.length;
      const { source, hash } = phrase;
      const { bars } = phrase.request;
      const [asked, measured] = [{ ...phrase.request.controls }, { ...phrase.measured }];
      this.#emit('phrase', { mood, slot: bar.slot, bars, source, hash, sampled, asked, measured, time });
    }
    const { meter } = bar.timed.origin.score;
    const { number, bpm, controls, player } = bar;
    this.#emit('bar', { mood, bar: number, deck: player.deck, time, bpm, meter, controls: { ...controls } });
  }

  #emit<K extends HeardEvent>(name: K, event: Omit<ConductorEvents[K], 'heard'> & { readonly time: Seconds }): void {
    this.events.emit(name, { ...event, heard: event.time + this.latency() } as unknown as ConductorEvents[K]);
  }
}
