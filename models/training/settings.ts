/** The settings of a training run, as written into its log. */

import type { NetworkSize } from './network.ts';

export interface TrainingSettings {
  readonly size: NetworkSize;
  readonly seed: string;
  /** Sequences per thread and update. */
  readonly batch: number;
  /** Events per sequence. */
  readonly steps: number;
  readonly threads: number;
  /** The learning rate rises to `rate` over `warmup` updates, then falls along a cosine to `finalRate` at the end. */
  readonly rate: number;
  readonly finalRate: number;
  readonly warmup: number;
  readonly dropout: number;
  /** Largest gradient norm; longer gradients are scaled down. */
  readonly clip: number;
  /** Longest training, in hours of running time (over all resumptions). */
  readonly hours: number;
  /** Largest number of epochs; 0 or absent = no limit. */
  readonly epochs?: number;
  /** Notes between two validations, which the log calls an epoch. */
  readonly epochNotes: number;
  /** Stop when the validation loss has not improved for this many epochs. */
  readonly patience: number;
}

export const DEFAULT_SETTINGS: TrainingSettings = {
  size: { embed: 128, units: 224, pitchHidden: 128 },
  seed: '1',
  batch: 32,
  steps: 64,
  threads: 2,
  rate: 3e-3,
  finalRate: 5e-5,
  warmup: 100,
  dropout: 0.1,
  clip: 1,
  hours: 1.5,
  epochNotes: 400_000,
  patience: 12,
};

/** Peak rate for trained starting weights, which the rate for random ones would destroy. */
export const FINE_TUNING_RATE = 1.5e-3;

/** A corpus with fewer notes is small: a soundtrack, about a hundred tunes. */
export const FEW_NOTES = 100_000;
/** Passes over a small corpus per epoch, with other inputs withheld each time. */
const PASSES = 4;
/** The shortest epoch, in notes: validation should not take longer than training. */
const LEAST_EPOCH = 2000;

/**
 * Default settings.
 * @param notes number of training notes: few need small steps and early stopping, to avoid memorization.
 * @param fineTuning whether training starts from trained weights.
 */
export function defaultSettings(notes: number, fineTuning: boolean): TrainingSettings {
  if (notes >= FEW_NOTES) return fineTuning ? { ...DEFAULT_SETTINGS, rate: FINE_TUNING_RATE } : DEFAULT_SETTINGS;
  const few = { ...DEFAULT_SETTINGS, batch: 4, warmup: 10, epochNotes: Math.max(LEAST_EPOCH, PASSES * notes) };
  return fineTuning ? { ...few, rate: 3e-4, finalRate: 3e-5, dropout: 0.2, hours: 0.5, epochs: 6, patience: 2 } : few;
}

/** The learning rate of an update, at `progress` (0..1) of the run. */
export function learningRate(settings: TrainingSettings, update: number, progress: number): number {
  const cosine = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  const rate = settings.finalRate + (settings.rate - settings.finalRate) * cosine;
  return rate * Math.min(1, update / settings.warmup);
}
