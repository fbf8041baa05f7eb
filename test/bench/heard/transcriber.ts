/** Notes that an independent transcriber finds in sound: Spotify's Basic Pitch (Bittner et al. 2022). */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BasicPitch, noteFramesToTime, outputToNotesPoly } from '@spotify/basic-pitch';
import { io, loadGraphModel } from '@tensorflow/tfjs';
import { startBackend } from '../../../models/training/backend.ts';
import { halved } from './half-rate.ts';

/** A note that was heard. */
export interface HeardNote {
  readonly pitch: number;
  /** Seconds from the beginning. */
  readonly time: number;
}

/** Finds notes in one channel at 44.1 kHz. */
export type Transcriber = (samples: Float32Array) => Promise<readonly HeardNote[]>;

/** The package's own thresholds of onsets and frames, and frames of the shortest note (58 ms; the default of 128 ms misses sixteenths). */
const ONSET = 0.5;
const FRAME = 0.3;
const SHORTEST = 5;

/** Opens the transcriber that the package brings. */
export async function createTranscriber(): Promise<Transcriber> {
  await startBackend();
  const folder = join(dirname(createRequire(import.meta.url).resolve('@spotify/basic-pitch')), '../model');
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const [{ paths, weights }] = weightsManifest;
  const weightData = new Uint8Array(readFileSync(join(folder, paths[0]))).buffer;
  const model = loadGraphModel(io.fromMemory({ modelTopology, weightSpecs: weights, weightData }));
  const basicPitch = new BasicPitch(model);
  return async (samples) => {
    const frames: number[][] = [];
    const onsets: number[][] = [];
    await basicPitch.evaluateModel(
      halved(samples),
      (someFrames, someOnsets) => {
        frames.push(...someFrames);
        onsets.push(...someOnsets);
      },
      () => {},
    );
    const found = noteFramesToTime(outputToNotesPoly(frames, onsets, ONSET, FRAME, SHORTEST));
    return found.map(({ pitchMidi, startTimeSeconds }) => ({ pitch: pitchMidi, time: startTimeSeconds }));
  };
}
