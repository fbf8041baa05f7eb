/** The settings of a training run from its options, the amount of music, and the log of a resumed run. */

import type { NetworkWeights } from '../../plugin/internal.ts';
import type { RunState } from '../training/checkpoint.ts';
import type { CorpusSets } from '../training/corpus-sets.ts';
import { defaultSettings, type TrainingSettings } from '../training/settings.ts';
import { CliError, readNumber } from './cli.ts';

/** Settings given as options. */
export type Asked = Partial<Omit<TrainingSettings, 'size'>> & { readonly units?: number; readonly embed?: number };

/** Parses the options. @throws CliError naming the option that is not a number or out of range. */
export function readAsked(options: Readonly<Record<string, unknown>>): Asked {
  const ranges: Readonly<Record<string, readonly [min: number, max: number, whole: boolean]>> = {
    hours: [0.001, 1000, false],
    epochs: [1, 1e6, true],
    patience: [1, 1e6, true],
    rate: [1e-6, 1, false],
    batch: [1, 512, true],
    dropout: [0, 0.9, false],
    threads: [1, 16, true],
    units: [8, 1024, true],
    embed: [8, 1024, true],
  };
  const asked: Record<string, number | string> = {};
  for (const [name, range] of Object.entries(ranges)) {
    const text = options[name];
    if (typeof text === 'string') asked[name] = readNumber(name, text, ...range);
  }
  if (typeof options.seed === 'string') asked.seed = options.seed;
  return asked;
}

/** The settings of a new run: the given ones, with defaults for the amount of music. */
export function freshSettings(sets: CorpusSets, from: NetworkWeights | undefined, asked: Asked): TrainingSettings {
  const notes = sets.train.reduce((sum, { pitch }) => sum + pitch.length, 0);
  const { units, embed, ...rest } = asked;
  const settings = defaultSettings(notes, from !== undefined);
  const size = from ?? settings.size;
  const attention = from?.attention ? { attention: from.attention } : {};
  return {
    ...settings,
    ...rest,
    size: { embed: embed ?? size.embed, units: units ?? size.units, pitchHidden: size.pitchHidden, ...attention },
  };
}

/**
 * The settings of a resumed run: only its limits may change.
 * @throws CliError if another setting differs, or the run is complete.
 */
export function resumedSettings({ settings, seconds, notes }: RunState, asked: Asked): TrainingSettings {
  const limits = { hours: asked.hours, epochs: asked.epochs, patience: asked.patience };
  const own: Readonly<Record<string, unknown>> = { ...settings, ...settings.size };
  const fixed = Object.entries(asked).filter(([name, value]) => !(name in limits) && own[name] !== value);
  if (fixed.length > 0)
    throw new CliError(
      `--${fixed[0]![0]} is not that of the run`,
      'a run keeps its settings except --hours, --epochs and --patience',
    );
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  const next = { ...settings, ...given };
  const over =
    seconds >= next.hours * 3600
      ? `its ${next.hours} hours are over`
      : next.epochs && notes >= next.epochs * next.epochNotes
        ? `its ${next.epochs} epochs are done`
        : null;
  if (over) throw new CliError('nothing is left of the run', over, 'give more with --hours or --epochs');
  return next;
}
