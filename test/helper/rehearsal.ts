/** A rehearsal is a conductor before a recording stage, on a clock that only the test moves. */

import { Conductor } from '../../plugin/conductor/conductor.ts';
import type { ConductorOptions } from '../../plugin/conductor/options.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import { type OutputCall, recordingOutput } from '../../plugin/output/recording-output.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { scaleComposer, scaleFallback } from './scale-composer.ts';

/** A conductor, its clock and its calls of the audio output. */
export interface Rehearsal {
  readonly conductor: Conductor;
  now(): number;
  /** Plays until a clock time, in timer ticks of `step` seconds; the composer answers between them unless `settle` is false. A timer tick has `budgetMs` for background tasks; 0 does the minimum. */
  playTo(time: number, step?: number, settle?: boolean, budgetMs?: number): Promise<void>;
  calls(): readonly OutputCall[];
  bars(mood?: string): TimedBar[];
  warnings: string[];
}

/** A small game: three scenes, and a hero with a tune. */
export const SMALL_GAME = {
  start: 'forest',
  scenes: { Forest: 'forest', Arena: 'battle', Cave: 'cave' },
  themes: {
    hero: {
      notes: [
        [0, 1],
        [2, 1],
        [4, 1],
      ],
    },
  },
} as const satisfies SoundtrackDefinition;

/** Recordings of every rehearsal, and their lengths in seconds. */
const TRACKS = { intro: 8, long: 60 };

/** How a rehearsal is set up. */
export interface RehearsalOptions extends Partial<Omit<ConductorOptions, 'stage'>> {
  /** Loads the instruments of a palette; they are there at once where it is left out. */
  readonly prepare?: (palette: string) => Promise<void>;
}

/** Sets up a rehearsal; the scale composer writes unless another source is given. */
export function rehearse({ prepare, ...options }: RehearsalOptions = {}): Rehearsal {
  let clock = 0;
  const recording = recordingOutput(() => clock, TRACKS);
  const output = prepare === undefined ? recording : { ...recording, prepare };
  const warnings: string[] = [];
  const conductor = new Conductor({
    source: { composer: scaleComposer(), fallback: scaleFallback() },
    stage: output,
    warn: (message) => void warnings.push(message),
    ...options,
  });
  const calls = () => output.recording().calls;
  return {
    conductor,
    warnings,
    now: () => clock,
    calls,
    bars: (mood) =>
      calls().flatMap((call) =>
        call.kind === 'play' && (mood === undefined || call.bar.origin.mood === mood) ? [call.bar] : [],
      ),
    async playTo(time, step = 0.05, settle = true, budgetMs = Number.POSITIVE_INFINITY) {
      const from = clock;
      for (let i = 1; clock < time - 1e-9; i++) {
        clock = Math.min(time, from + i * step);
        conductor.advance({ budgetMs });
        if (settle) await conductor.settled();
        else await Promise.resolve();
      }
    },
  };
}

/** Instruments that are available at once, except those of one palette, which become available when `arrive` is called. */
export function onTheWay(palette: string): { prepare(name: string): Promise<void>; arrive(): void } {
  let arrive = () => {};
  const coming = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return { prepare: (name) => (name === palette ? coming : Promise.resolve()), arrive: () => arrive() };
}

/** Plays a log again up to a clock time in seconds, in ticks of 20 ms. */
export async function rehearseReplay(
  options: RehearsalOptions & Required<Pick<RehearsalOptions, 'replay'>>,
  seconds: number,
): Promise<Rehearsal> {
  const rehearsal = rehearse(options);
  rehearsal.conductor.start();
  await rehearsal.conductor.settled();
  rehearsal.conductor.advance();
  await rehearsal.playTo(seconds, 0.02);
  return rehearsal;
}

/** Bars by clock time. */
export function byTime(bars: readonly TimedBar[]): TimedBar[] {
  return [...bars].sort((a, b) => a.time - b.time);
}

/** What was played as one text: every note of every bar, to be compared. */
export function notesOf(bars: readonly TimedBar[], start = 0): string {
  const lines = bars.flatMap((bar) =>
    bar.parts.flatMap((part) =>
      part.notes.map(
        (note) =>
          `${(note.time - start).toFixed(6)} ${bar.deck} ${part.name} ${note.pitch} ${note.duration.toFixed(6)} ${note.velocity}`,
      ),
    ),
  );
  return lines.sort().join('\n');
}
