/**
 * Applies a lineup to the parts of a phrase, so that a theme returns in another orchestration. Intensity still adds and
 * removes layers, so that signals keep working.
 */

import type { Note, Part } from '../music/score.ts';
import type { BPM, NormalRange, Ticks } from '../music/time.ts';
import { endsAtAlarm, isAlarm } from './alarm.ts';
import { type Passage, type RestSpan, restSpan } from './entries.ts';
import type { Lineup, Rest } from './lineups.ts';
import { padAlone, silenceAt } from './silence.ts';
import { type BandStyle, type Register, TOP } from './styles.ts';
import { TIMPANI } from './timpani.ts';

/** The band of a phrase. */
interface Band {
  readonly endTick: Ticks;
  readonly bpm: BPM;
  readonly style: BandStyle;
  /** Intensity of the mood without signals. */
  readonly home: NormalRange;
  /** Intensity from which the band is alarmed; null where it never is. */
  readonly alarm: NormalRange | null;
}

/** The parts in the lineup of a phrase. A part's notes that start in its rest are removed; those held into it are cut. */
export function orchestrate(parts: readonly Part[], passage: Passage, band: Band): Part[] {
  const { style, home } = band;
  const lineup = passage.now;
  const second = style.counter;
  const tune = parts.find(({ role }) => role === 'melody');
  const played = parts.flatMap((part): Part[] => {
    if (part.role === 'melody' && lineup.tune === 'second') return [{ ...part, notes: [] }];
    if (part.role === 'counter' && tune && (lineup.tune === 'second' || lineup.doubled)) {
      const notes = lineup.tune === 'second' ? handedOver(tune.notes, second) : doubling(tune.notes, second);
      return [{ ...part, layer: { ...part.layer, from: 0 }, notes: shaded(notes, lineup, band) }];
    }
    const isCalled = lineup.calls?.includes(part.role) || (part.role === 'counter' && lineup.thirds);
    const layer = isCalled ? called(part, band) : lifted(part, lineup.lift, band);
    const plays = layer.from <= home && home < layer.to;
    const rest = plays ? restSpan(part.role, (one) => restOf(part, one), passage) : null;
    const notes = rest ? resting(part.notes, rest) : part.notes;
    return [{ ...part, layer, notes: shaded(notes, lineup, band) }];
  });
  const pad = parts.find(({ name }) => name === 'pad');
  if (pad === undefined) return played;
  const bars = { barTicks: passage.barTicks, endTick: band.endTick, ...silenceAt(band.bpm) };
  return [...played, ...padAlone({ ...pad, notes: shaded(pad.notes, lineup, band) }, played, bars)];
}

/** The layer of a part that plays at any intensity, up to the alarm where another takes its place. */
function called(part: Part, { alarm }: Band): Part['layer'] {
  if (isAlarm(part)) return part.layer;
  return { from: 0, to: endsAtAlarm(part, alarm) ? part.layer.to : TOP };
}

/**
 * The layer of a part with its bounds lowered by `lift`. Full drums that the mood does not reach by itself keep their bound,
 * and so does the alarm: they are for signals.
 */
function lifted(part: Part, lift: number, { style, home, alarm }: Band): Part['layer'] {
  const { role, layer } = part;
  if (isAlarm(part)) return layer;
  const moved = (bound: NormalRange) => {
    if (bound <= 0 || bound >= 1) return bound;
    const reserved = role === 'drums' && bound === style.drums.full && bound > home;
    return Math.max(0, reserved ? Math.max(bound, bound - lift) : bound - lift);
  };
  return { from: moved(layer.from), to: endsAtAlarm(part, alarm) ? layer.to : moved(layer.to) };
}

/** How far past its register, in semitones, the counter-melody's instrument may play the melody. */
const REACH = 10;

/** The melody for the second instrument: an octave lower, or where it can be played. */
function handedOver(tune: readonly Note[], second: Register): Note[] {
  return moved(tune, within(tune, second, [-12, 0, -24]));
}

/** The melody in the second instrument as well: in unison, or an octave lower. */
function doubling(tune: readonly Note[], second: Register): Note[] {
  const notes = moved(tune, within(tune, second, [0, -12]));
  return notes.map((note) => ({ ...note, velocity: note.velocity * 0.85 }));
}

/** The first of some transpositions that keeps most notes where an instrument can play them; one for all, as a line that jumps octaves is no line. */
function within(notes: readonly Note[], { low, high }: Register, shifts: readonly [number, ...number[]]): number {
  const outside = (shift: number) =>
    notes.filter(({ pitch }) => pitch + shift < low - REACH || pitch + shift > high + REACH).length;
  return shifts.reduce((best, shift) => (outside(shift) < outside(best) ? shift : best));
}

function moved(notes: readonly Note[], semitones: number): Note[] {
  return notes.map((note) => ({ ...note, pitch: note.pitch + semitones }));
}

/** When a part rests; timpani play on where only the kit rests. */
function restOf({ name, role }: Part, { rests }: Lineup): Rest | undefined {
  return rests[role] ?? (role === 'drums' && name !== TIMPANI ? rests.kit : undefined);
}

function resting(notes: readonly Note[], [from, to]: RestSpan): readonly Note[] {
  return notes
    .filter(({ tick }) => tick < from || tick >= to)
    .map((note) =>
      note.tick < from && note.tick + note.durationTicks > from ? { ...note, durationTicks: from - note.tick } : note,
    );
}

function shaded(notes: readonly Note[], { level: [from, to] }: Lineup, { endTick }: Band): readonly Note[] {
  return notes.map((note) => {
    const level = from + (to - from) * Math.min(1, note.tick / endTick);
    return { ...note, velocity: Math.min(1, note.velocity * level) };
  });
}
