/**
 * What the commands in `models/`, the scripts and the tests use of the inside. It is not an entry of the package; games use
 * `headless.ts`.
 */

export * from './arrange/arrange.ts';
export * from './arrange/felt-beat.ts';
export * from './arrange/form.ts';
export * from './arrange/motif.ts';
export * from './arrange/motif-beat.ts';
export * from './arrange/similarity.ts';
export * from './arrange/theme-return.ts';
export * from './compose/compose.ts';
export * from './compose/compose-bank.ts';
export * from './compose/options.ts';
export * from './compose/script.ts';
export * from './compose/to-midi.ts';
export * from './generate/compose.ts';
export * from './generate/continue.ts';
export * from './generate/features.ts';
export * from './generate/lookback.ts';
export * from './generate/lstm.ts';
export * from './generate/measure.ts';
export * from './generate/mode-priors.ts';
export * from './generate/morph.ts';
export * from './generate/ngram.ts';
export * from './generate/ngram-tables.generated.ts';
export * from './generate/ngram-tables.ts';
export * from './generate/progression.ts';
export * from './generate/progression-chain.ts';
export * from './generate/progression-feeling.ts';
export * from './generate/quantize-input.ts';
export * from './generate/sampling.ts';
export * from './generate/step-model.ts';
export * from './generate/tensors.ts';
export * from './generate/tokens.ts';
export * from './generate/vary.ts';
export * from './generate/weights.ts';
export * from './mood/controls.ts';
export * from './mood/names.ts';
export * from './mood/preset-names.ts';
export * from './mood/presets.ts';
export * from './music/harmony.ts';
export * from './music/key.ts';
export * from './music/melody-controls.ts';
export * from './music/metric-weight.ts';
export * from './music/phrase.ts';
export * from './music/pitch.ts';
export * from './music/random.ts';
export * from './music/score.ts';
export * from './music/time.ts';
export * from './output/recording-output.ts';
export * from './output/render-bar.ts';
export * from './phrases/phrase-job.ts';
export * from './soundtrack/soundtrack.ts';
export * from './soundtrack/transition-options.ts';
