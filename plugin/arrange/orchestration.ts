/**
 * Writes a lineup into the parts of a phrase, so that a theme comes back in other clothes. Intensity still adds and takes
 * layers, so that signals keep working.
 */

import type { MidiPitch } from '../music/pitch.ts';
import type { Note, Part } from '../music/score.ts';
import type { NormalRange, Ticks } from '../music/time.ts';
import type { Lineup, Rest } from './lineups.ts';
import type { BandStyle, Register } from './styles.ts';

/** Length of a phrase and of its bars, in ticks. */
interface Extent {
  readonly barTicks: Ticks;
  readonly endTick: Ticks;
}

/** The band of a phrase. */
interface Band extends Extent {
  readonly style: BandStyle;
  /** Intensity of the mood as long as no signal changes it. */
  readonly home: NormalRange;
}

/** The parts as a lineup has them. Notes that begin where their part rests are gone; those held into a rest end there. */
export function orchestrate(parts: readonly Part[], lineup: Lineup, band: Band): Part[] {
  const { style, home } = band;
  const second = style.counter;
  const tune = parts.find(({ role }) => role === 'melody');
  return parts.flatMap((part): Part[] => {
    if (part.role === 'melody' && lineup.tune === 'second') return [{ ...part, notes: [] }];
    if (part.role === 'counter' && lineup.tune === 'second' && tune) {
      const notes = tune.notes.map((note) => ({ ...note, pitch: within(note.pitch - 12, second) }));
      return [{ ...part, layer: { ...part.layer, from: 0 }, notes: shaded(notes, lineup, band) }];
    }
    if (part.role === 'counter' && lineup.doubled && tune) {
      const notes = tune.notes.map((note) => doubling(note, second));
      return [{ ...part, layer: { ...part.layer, from: 0 }, notes: shaded(notes, lineup, band) }];
    }
    const layer =
      part.role === 'counter' && lineup.thirds ? { ...part.layer, from: 0 } : lifted(part, lineup.lift, band);
    const rest = layer.from <= home && home < layer.to ? lineup.rests[part.role] : undefined;
    const notes = rest ? resting(part.notes, rest, band) : part.notes;
    return [{ ...part, layer, notes: shaded(notes, lineup, band) }];
  });
}

/**
 * A part that waits for some intensity waits for less of it; one that ends at some intensity still does. The full drums of a
 * band that does not play them by itself are left to signals.
 */
function lifted({ role, layer }: Part, lift: number, { style, home }: Band): Part['layer'] {
  const moved = (bound: NormalRange) => {
    if (bound <= 0 || bound >= 1) return bound;
    const reserved = role === 'drums' && bound === style.drums.full && bound > home;
    return Math.max(0, reserved ? Math.max(bound, bound - lift) : bound - lift);
  };
  return { from: moved(layer.from), to: moved(layer.to) };
}

/** Semitones past its comfortable register that the second instrument plays the tune. */
const REACH = 10;

function within(pitch: MidiPitch, { low, high }: Register): MidiPitch {
  if (pitch < low - REACH) return pitch + 12;
  return pitch > high + REACH ? pitch - 12 : pitch;
}

function doubling(note: Note, second: Register): Note {
  const unison = note.pitch <= second.high + REACH;
  return { ...note, pitch: unison ? note.pitch : note.pitch - 12, velocity: note.velocity * 0.85 };
}

function resting(notes: readonly Note[], rest: Rest, { barTicks, endTick }: Extent): readonly Note[] {
  const half = Math.round(endTick / barTicks / 2) * barTicks;
  const [from, to] = {
    phrase: [0, endTick],
    'first half': [0, half],
    'second half': [half, endTick],
    'first bar': [0, barTicks],
    'last bar': [endTick - barTicks, endTick],
  }[rest] as [Ticks, Ticks];
  return notes
    .filter(({ tick }) => tick < from || tick >= to)
    .map((note) =>
      note.tick < from && note.tick + note.durationTicks > from ? { ...note, durationTicks: from - note.tick } : note,
    );
}

function shaded(notes: readonly Note[], { level: [from, to] }: Lineup, { endTick }: Extent): readonly Note[] {
  return notes.map((note) => {
    const level = from + (to - from) * Math.min(1, note.tick / endTick);
    return { ...note, velocity: Math.min(1, note.velocity * level) };
  });
}
