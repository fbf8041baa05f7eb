/** Played music as plain data: every note on absolute ticks, with tempos, meters, keys, chords, phrases and what was asked and measured. */

import { chordSymbol } from '../music/harmony.ts';
import { MELODY_CONTROLS, type MelodyControls } from '../music/melody-controls.ts';
import type { Mode, Tonic } from '../music/pitch.ts';
import { ROLES, type Role } from '../music/score.ts';
import { type BPM, type Meter, meterInfo, type NormalRange, PPQ, type Seconds, type Ticks } from '../music/time.ts';
import type { TimedNote } from '../output/audio-output.ts';
import { LEAVING } from '../output/live-bar.ts';
import { fadeGain } from './deck-fades.ts';
import type { PlayedMusic } from './play-sections.ts';
import { type MappedBar, TickMap } from './tick-map.ts';

/** A note on the ticks of the whole piece; `velocity` includes the crossfade of its deck. Stingers have deck -1. */
export interface ScoreNote {
  readonly pitch: number;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly velocity: NormalRange;
  readonly deck: number;
  /** Name of the palette that plays it. */
  readonly palette: string;
}

/** The shape that `compose --json` writes; fields may be added, but none removed. */
export interface ScoreData {
  readonly model: string;
  readonly seed: string;
  readonly ppq: number;
  readonly seconds: Seconds;
  readonly tempos: readonly { readonly tick: Ticks; readonly bpm: BPM }[];
  readonly meters: readonly { readonly tick: Ticks; readonly meter: Meter }[];
  readonly keys: readonly { readonly tick: Ticks; readonly tonic: Tonic; readonly mode: Mode }[];
  readonly phrases: readonly {
    readonly tick: Ticks;
    readonly bars: number;
    readonly source: string;
    readonly sampled: NormalRange;
    readonly mood: string;
    readonly slot: number;
    readonly hash: string;
  }[];
  readonly sections: readonly {
    readonly mood: string;
    readonly bar: number;
    readonly bars: number;
    readonly tick: Ticks;
    /** In a whole piece: intro, tune or ending. */
    readonly name?: string;
  }[];
  readonly chords: readonly { readonly tick: Ticks; readonly durationTicks: Ticks; readonly symbol: string }[];
  readonly bars: readonly {
    readonly bar: number;
    readonly tick: Ticks;
    readonly mood: string;
    readonly intensity: NormalRange;
    /** Asked of, and measured on, the phrase that the bar belongs to: a single bar is too short to measure. */
    readonly asked: Partial<Record<keyof MelodyControls, number | null>>;
    readonly measured: MelodyControls;
  }[];
  readonly parts: readonly { readonly name: string; readonly role: Role; readonly notes: readonly ScoreNote[] }[];
}

/** Converts played music to plain data. */
export function scoreData(played: PlayedMusic): ScoreData {
  const map = new TickMap(played.bars);
  return {
    model: played.model,
    seed: played.seed,
    ppq: PPQ,
    seconds: round(played.end - played.start),
    tempos: changes(map, ({ lead }) => ({ bpm: round(lead.event.bpm) })),
    meters: changes(map, ({ lead }) => ({ meter: lead.event.meter })),
    keys: changes(map, ({ lead }) => ({ tonic: lead.timed.origin.score.tonic, mode: lead.timed.origin.score.mode })),
    phrases: phrases(played, map),
    sections: sections(played, map),
    chords: chords(map),
    bars: bars(played, map),
    parts: parts(played, map),
  };
}

/** One entry where something becomes another than in the bar before. */
function changes<T extends object>(map: TickMap, read: (bar: MappedBar) => T): (T & { tick: Ticks })[] {
  const entries: (T & { tick: Ticks })[] = [];
  let before = '';
  for (const bar of map.bars) {
    const value = read(bar);
    const text = JSON.stringify(value);
    if (text !== before) entries.push({ tick: bar.tick, ...value });
    before = text;
  }
  return entries;
}

function phrases({ phrases: heard, end }: PlayedMusic, map: TickMap): ScoreData['phrases'] {
  return heard.map(({ time, source, sampled, mood, slot, hash }, i) => {
    const next = heard[i + 1]?.time ?? end;
    const count = map.bars.filter(({ lead }) => lead.event.time >= time - 1e-6 && lead.event.time < next - 1e-6).length;
    return { tick: map.tickAt(time), bars: count, source, sampled: round(sampled), mood, slot, hash };
  });
}

function sections(played: PlayedMusic, map: TickMap): ScoreData['sections'] {
  let bar = 0;
  return played.sections.map(({ mood, bars: count, name }) => {
    const entry = { mood, bar, bars: count, tick: map.bars[bar]!.tick, ...(name === undefined ? {} : { name }) };
    bar += count;
    return entry;
  });
}

function chords(map: TickMap): ScoreData['chords'] {
  return map.bars.flatMap(({ lead, tick, ticks }) => {
    const { score, bar } = lead.timed.origin;
    const from = bar * meterInfo(score.meter).barTicks;
    return score.chords.flatMap((span) => {
      const start = Math.max(span.tick, from);
      const stop = Math.min(span.tick + span.durationTicks, from + ticks);
      if (stop <= start) return [];
      return [
        {
          tick: tick + start - from,
          durationTicks: stop - start,
          symbol: chordSymbol(span.chord, score.tonic, score.mode),
        },
      ];
    });
  });
}

function bars({ phrases: heard }: PlayedMusic, map: TickMap): ScoreData['bars'] {
  return map.bars.map(({ lead, tick }, bar) => {
    const { time, mood, controls } = lead.event;
    const phrase = heard.filter((event) => event.time <= time + 1e-6).at(-1)!;
    const measured = Object.fromEntries(MELODY_CONTROLS.map((control) => [control, round(phrase.measured[control])]));
    return {
      bar,
      tick,
      mood,
      intensity: round(controls.intensity),
      asked: { ...phrase.asked },
      measured: measured as MelodyControls,
    };
  });
}

function parts({ recording, end }: PlayedMusic, map: TickMap): ScoreData['parts'] {
  const gain = fadeGain(recording);
  const withdrawn = withdrawals(recording);
  const found = new Map<string, { name: string; role: Role; notes: ScoreNote[] }>();
  const add = (name: string, role: Role, note: ScoreNote) => {
    const part = found.get(name) ?? { name, role, notes: [] };
    found.set(name, part);
    part.notes.push(note);
  };
  for (const [i, call] of recording.calls.entries()) {
    if (call.kind === 'sting') {
      for (const note of call.notes) add('stinger', 'stinger', placed(note, null, map, -1, call.palette, end));
    }
    if (call.kind !== 'play') continue;
    const { deck, palette } = call.bar;
    const stop = stopOf(recording, deck, i);
    const lead = map.bars.find((bar) => bar.lead.timed === call.bar) ?? null;
    for (const part of call.bar.parts) {
      for (const written of part.notes) {
        const note = heardNote(written, withdrawn.get(written));
        if (note === null) continue;
        const loud = note.velocity * gain(deck, note.time);
        if (note.time < Math.min(end, stop) - 1e-9 && loud >= QUIETEST) {
          const { origin } = call.bar;
          const from = lead && lead.tick - origin.bar * meterInfo(origin.score.meter).barTicks;
          const entry = placed(note, from, map, deck, palette, end);
          add(part.name, part.role, { ...entry, velocity: round(loud) });
        }
      }
    }
  }
  const all = [...found.values()].sort(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.name < b.name ? -1 : 1),
  );
  for (const { notes } of all) notes.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch || a.deck - b.deck);
  return all;
}

/** The time from which a later call withdraws the notes of a call; infinite if none does. */
function stopOf({ calls }: PlayedMusic['recording'], deck: number, from: number): Seconds {
  return calls.slice(from + 1).reduce((least, call) => {
    return call.kind === 'clear' && call.deck === deck ? Math.min(least, call.time) : least;
  }, Number.POSITIVE_INFINITY);
}

/** When notes were withdrawn while their bar sounded. */
function withdrawals({ calls }: PlayedMusic['recording']): ReadonlyMap<TimedNote, Seconds> {
  return new Map(
    calls.flatMap((call) =>
      call.kind === 'follow' ? (call.change.gone ?? []).map((note) => [note, call.change.time] as const) : [],
    ),
  );
}

/** A note as it is heard if it is withdrawn at a time: cut short if it sounds by then, else null. */
function heardNote(note: TimedNote, time: Seconds = Number.POSITIVE_INFINITY): TimedNote | null {
  if (note.time >= time - 1e-6) return null;
  const left = time + LEAVING - note.time;
  if (left >= note.duration) return note;
  return {
    ...note,
    duration: left,
    durationTicks: Math.max(1, Math.round((note.durationTicks * left) / note.duration)),
  };
}

/** Notes that a fade has made quieter than a MIDI velocity of 1 are gone. */
const QUIETEST: NormalRange = 1 / 127;

/**
 * A note on the ticks of the piece. Notes of the lead keep their written ticks (`from` + tick) as long as the lead lasts;
 * all others are converted by their time.
 */
function placed(
  note: TimedNote,
  from: Ticks | null,
  map: TickMap,
  deck: number,
  palette: string,
  end: Seconds,
): ScoreNote {
  const written = from === null ? null : from + note.tick;
  const inLead = written !== null && map.at(note.time).lead.timed.deck === deck;
  const tick = inLead ? written : map.tickAt(note.time);
  const stop = Math.min(note.time + note.duration, Math.max(end, note.time));
  const rings =
    map.at(stop - 1e-6).lead.timed.deck === deck &&
    inLead &&
    map.at(stop - 1e-6).lead.event.bpm === map.at(note.time).lead.event.bpm;
  const last = rings && stop === note.time + note.duration ? tick + note.durationTicks : map.tickAt(stop);
  const { pitch, velocity } = note;
  return { pitch, tick, durationTicks: Math.max(1, last - tick), velocity: round(velocity), deck, palette };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
