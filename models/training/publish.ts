/** Writes a trained network as a folder for the plugin, the commands and `tf.loadLayersModel`: `model.json`, one binary, `manifest.json`. */

import { DURATION_COUNT, FEATURE_COUNT, LAYOUT, PITCH_SYMBOLS } from '../../plugin/internal.ts';
import type { RunState } from './checkpoint.ts';
import { modelJson, namedWeights, type Precision, packWeights } from './export.ts';
import { networkLayout } from './network.ts';

/** The binary's name, in the convention of tfjs. */
export const BINARY = 'group1-shard1of1.bin';

/** The files of a published model, by name. */
export function publishedFiles(
  run: RunState,
  parameters: Float32Array,
  name: string,
  precision: Precision,
): Record<string, string | Uint8Array> {
  const layout = networkLayout(run.settings.size);
  if (parameters.length !== layout.total) {
    throw new Error(`${parameters.length} parameters, ${layout.total} expected for these sizes`);
  }
  const { specs, data } = packWeights(namedWeights(layout, parameters), precision);
  const manifest = {
    name,
    licence: 'MIT; attribution in models/README.md',
    precision,
    bytes: data.length,
    parameters: layout.total,
    size: run.settings.size,
    inputs: { features: FEATURE_COUNT, layout: LAYOUT, durations: DURATION_COUNT, pitches: PITCH_SYMBOLS },
    training: {
      hours: Number((run.seconds / 3600).toFixed(2)),
      notes: run.notes,
      updates: run.update,
      bestEpoch: run.bestEpoch,
      validBitsPerNote: Number(run.best.toFixed(4)),
      settings: run.settings,
    },
  };
  return {
    'model.json': modelJson(run.settings.size, specs, BINARY, name),
    [BINARY]: data,
    'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'training-log.json': `${JSON.stringify({ settings: run.settings, epochs: run.log }, null, 1)}\n`,
  };
}
