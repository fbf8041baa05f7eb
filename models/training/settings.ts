/** All settings of a training run, as they are written into its log. */

import type { NetworkSize } from './network.ts';

export interface TrainingSettings {
  readonly size: NetworkSize;
  readonly seed: string;
  /** Sequences a thread and update. */
  readonly batch: number;
  /** Events a sequence. */
  readonly steps: number;
  readonly threads: number;
  /** The learning rate rises to `rate` over `warmup` updates, then falls along a cosine to `finalRate` at the end. */
  readonly rate: number;
  readonly finalRate: number;
  readonly warmup: number;
  readonly dropout: number;
  /** Gradients longer than this are shortened to it. */
  readonly clip: number;
  /** How long to train at most, in hours of running time (over all resumptions). */
  readonly hours: number;
  /** How many epochs to train at most; 0 or nothing is no limit. */
  readonly epochs?: number;
  /** Notes drawn between two validations; the log calls this an epoch. */
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

/** Trained weights to start from do not stand the rate that chance needs. */
export const FINE_TUNING_RATE = 1.5e-3;

/** Fewer notes than this are a handful of pieces, a soundtrack: about a hundred tunes. */
export const FEW_NOTES = 100_000;
/** An epoch reads a handful of pieces this often; each time other things are told. */
const PASSES = 4;
/** The shortest epoch, in notes: validation should not take longer than training. */
const LEAST_EPOCH = 2000;

/**
 * Settings where none are given.
 * @param notes how many there are to train on: few ask for small steps and an early end, or they are learnt by heart.
 * @param fineTuning whether trained weights are the start.
 */
export function defaultSettings(notes: number, fineTuning: boolean): TrainingSettings {
  if (notes >= FEW_NOTES) return fineTuning ? { ...DEFAULT_SETTINGS, rate: FINE_TUNING_RATE } : DEFAULT_SETTINGS;
  const few = { ...DEFAULT_SETTINGS, batch: 4, warmup: 10, epochNotes: Math.max(LEAST_EPOCH, PASSES * notes) };
  return fineTuning ? { ...few, rate: 3e-4, finalRate: 3e-5, dropout: 0.2, hours: 0.5, epochs: 6, patience: 2 } : few;
}

/** The learning rate at an update, `progress` of the run (0..1) being over. */
export function learningRate(settings: TrainingSettings, update: number, progress: number): number {
  const cosine = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  const rate = settings.finalRate + (settings.rate - settings.finalRate) * cosine;
  return rate * Math.min(1, update / settings.warmup);
}
