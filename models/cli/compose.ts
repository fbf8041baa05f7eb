/** `npm run compose`: the game's conductor plays a mood or a script of moods, and what it plays is written to files. */

import {
  createLstmModel,
  createNgramModel,
  type PhraseSource,
  resolveSoundtrack,
  startTensors,
  WeightsError,
} from '../../plugin/headless.ts';
import { encodeWav, renderPerformance } from '../../plugin/render.ts';
import { readModelFiles, SHIPPED_MODEL } from '../weights/read.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { assertWritable, writeFilesAtomic } from './files.ts';
import { progressLine } from './progress.ts';
import { type Recital, recite } from './recital.ts';
import { recitalJson } from './recital-json.ts';
import { recitalMidi } from './recital-midi.ts';
import { readScript, type Section, section } from './script.ts';

const OPTIONS = {
  mood: { type: 'string', value: 'NAME', help: 'the mood to play' },
  bars: { type: 'string', value: 'N', help: 'how many bars of it', default: '16' },
  script: { type: 'string', value: 'TEXT', help: "several moods in a row, e.g. 'forest:8,battle:8,forest:8'" },
  seed: { type: 'string', value: 'TEXT', help: 'all chance comes from it', default: '1' },
  out: { type: 'string', value: 'FILE.mid', help: 'write a MIDI file' },
  wav: { type: 'string', value: 'FILE.wav', help: 'render to a WAV file, as a game would sound' },
  json: { type: 'string', value: 'FILE.json', help: 'write every note, chord and measurement' },
  model: { type: 'string', value: 'FOLDER', help: "a model folder, or 'ngram' (default: the one that ships)" },
  signals: { type: 'string', value: 'LIST', help: "signals from the start on, e.g. 'danger=0.8'" },
} as const;

await runCli({
  name: 'compose',
  summary: 'composes music with the real model and the real conductor',
  usage: 'npm run --silent compose -- --mood battle --seed 7 --bars 16 --out battle.mid [options]',
  options: OPTIONS,
  notes: [
    'The same seed and model give the same bytes. In scripts each mood takes over at the end of the bars before it,',
    "with the game's own crossfade; notes of a mood that is fading out keep their time and carry the fade as velocity.",
    `moods: ${[...resolveSoundtrack().moods.keys()].join(', ')}`,
  ],
  async run({ mood, bars, script, seed, out, wav, json, model, signals }) {
    const sections = readSections(mood, bars, script);
    const targets = [out, wav, json].filter((path) => path !== undefined);
    if (targets.length === 0)
      throw new CliError('nothing to write', 'give --out FILE.mid, --json FILE.json or --wav FILE.wav');
    if (new Set(targets).size < targets.length)
      throw new CliError('two outputs have the same path', 'give each its own');
    const asked = readSignals(signals);
    for (const path of targets) assertWritable(path);
    const source = await openSource(model);
    const total = sections.reduce((sum, { bars: count }) => sum + count, 0);
    const composing = progressLine('composing', total);
    const recital = await recite({
      source,
      sections,
      soundtrack: { seed },
      signals: asked,
      warn: (message) => console.error(message),
      onBar: (done) => composing.update(done),
    });
    composing.finish();
    source.composer?.dispose();
    const written = recitalJson(recital);
    const files: Record<string, string | Uint8Array> = {};
    if (out !== undefined) files[out] = recitalMidi(written);
    if (json !== undefined) files[json] = `${JSON.stringify(written)}\n`;
    if (wav !== undefined) files[wav] = await rendered(recital);
    writeFilesAtomic(files);
    const notes = written.parts.reduce((sum, part) => sum + part.notes.length, 0);
    console.log(
      `${targets.join(', ')}: ${written.bars.length} bars, ${notes} notes, ${written.seconds.toFixed(1)} s, ${written.model}`,
    );
  },
});

function readSections(mood: string | undefined, bars: string, script: string | undefined): readonly Section[] {
  const moods = [...resolveSoundtrack().moods.keys()];
  if (script !== undefined && mood !== undefined)
    throw new CliError('both --mood and --script are given', 'give one of them');
  if (script !== undefined) return readScript(script, moods);
  if (mood === undefined)
    throw new CliError('no mood given', `give --mood NAME or --script TEXT; moods: ${moods.join(', ')}`);
  return [section(mood, bars, 'bars', moods)];
}

function readSignals(text: string | undefined): Record<string, number> {
  const values: Record<string, number> = {};
  const known = Object.keys(resolveSoundtrack().signals);
  for (const entry of text?.split(',') ?? []) {
    const [name, value, ...rest] = entry.trim().split('=');
    if (!name || value === undefined || rest.length > 0)
      throw new CliError(`--signals has the entry '${entry.trim()}'`, 'write name=value, e.g. danger=0.8');
    if (!known.includes(name)) throw new CliError(`unknown signal '${name}'`, `known signals: ${known.join(', ')}`);
    values[name] = readNumber(`signals (${name})`, value, 0, 1);
  }
  return values;
}

async function openSource(model: string | undefined): Promise<PhraseSource> {
  const fallback = createNgramModel();
  if (model === 'ngram') return { composer: fallback, fallback };
  const folder = model ?? SHIPPED_MODEL;
  try {
    const files = readModelFiles(folder);
    await startTensors();
    return { composer: createLstmModel(files, folder), fallback };
  } catch (error) {
    if (error instanceof WeightsError) throw new CliError(error.message);
    throw error;
  }
}

async function rendered({ performance, start }: Recital): Promise<Uint8Array> {
  const rendering = progressLine('rendering', 100);
  const onProgress = (share: number) => rendering.update(Math.round(share * 100));
  const { left, right, sampleRate } = await renderPerformance(performance, { onProgress });
  rendering.finish();
  const skip = Math.floor(start * sampleRate);
  return encodeWav([left.subarray(skip), right.subarray(skip)], sampleRate);
}
