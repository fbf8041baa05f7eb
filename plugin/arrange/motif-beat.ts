/**
 * Fits a motif to another meter: quarters become dotted quarters where beats have three eighths, and vice versa, so that
 * notes on beats stay on beats. Pairs of eighths become long and short; of three eighths, the first is lengthened
 * (a galloping rhythm).
 */

import { type Meter, PPQ, type Ticks } from '../music/time.ts';
import { beatOfMeter, DOTTED } from './felt-beat.ts';
import type { Motif } from './motif.ts';

/** A motif adapted to the beats of a meter. */
export function motifInMeter(motif: Motif, meter: Meter): Motif {
  const beat = beatOfMeter(meter);
  if (beat === motif.beat) return motif;
  const place = beat === DOTTED ? lilting(motif.notes) : evening(motif.notes, motif.beat);
  return { ...motif, beat, notes: moved(motif.notes, place), ticks: place(motif.ticks) };
}

/** Notes with ternary beats converted to binary ones, in quarters; long-short pairs become even. */
export function evened<N extends Timed>(notes: readonly N[], beat: Ticks): readonly N[] {
  return moved(notes, evening(notes, beat));
}

/** The fields of a note that conversion changes. */
interface Timed {
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

function moved<N extends Timed>(notes: readonly N[], place: (tick: Ticks) => Ticks): readonly N[] {
  return notes.map((note) => {
    const tick = place(note.tick);
    return { ...note, tick, durationTicks: Math.max(1, place(note.tick + note.durationTicks) - tick) };
  });
}

/** Maps quarters to dotted quarters: the first half becomes two thirds, or one third if it is itself divided. */
function lilting(notes: readonly Timed[]): (tick: Ticks) => Ticks {
  const quick = new Set(notes.filter(({ tick }) => tick % PPQ === PPQ / 4).map(({ tick }) => Math.floor(tick / PPQ)));
  return (tick) => {
    const beat = Math.floor(tick / PPQ);
    const share = tick / PPQ - beat;
    const half = quick.has(beat) ? 1 / 3 : 2 / 3;
    return Math.round((beat + (share <= 0.5 ? 2 * share * half : half + (2 * share - 1) * (1 - half))) * DOTTED);
  };
}

/** Maps ternary beats to quarters: long-short becomes even; with a note on the second third too, a half and two fourths. */
function evening(notes: readonly Timed[], length: Ticks): (tick: Ticks) => Ticks {
  const early = [Math.round(length / 6), Math.round(length / 3)];
  const gallops = new Set(
    notes.flatMap(({ tick }) => (early.includes(tick % length) ? [Math.floor(tick / length)] : [])),
  );
  return (tick) => {
    const beat = Math.floor(tick / length);
    const share = tick / length - beat;
    const at = gallops.has(beat) ? 1 / 3 : 2 / 3;
    const even = share <= at ? share / at / 2 : 0.5 + (share - at) / (1 - at) / 2;
    return Math.round((beat + even) * PPQ);
  };
}
