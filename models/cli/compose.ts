/** `npm run compose`: the game's conductor plays a mood or a script of moods, and what it plays is written to files. */

import { join, parse } from 'node:path';
import {
  type ComposeOptions,
  compose,
  type Description,
  describe,
  MAX_SECTION_BARS,
  PIECE_MINUTES,
  readScript,
  resolveSoundtrack,
  type ScriptSection,
  toMidi,
  unknownName,
  WORLD_MOOD_NAMES,
} from '../../plugin/internal.ts';
import { toWav } from '../../plugin/render.ts';
import { bakeFile } from './bake.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { ensurePalettes } from './ensure-palettes.ts';
import { assertWritable, tell, writeFilesAtomic } from './files.ts';
import { commandLine } from './invocation.ts';
import { modelChoice, openModel } from './open-model.ts';
import { progressLine } from './progress.ts';

/** The mood of `--describe`. */
const DESCRIBED = 'described';

const OPTIONS = {
  mood: { type: 'string', value: 'NAME', help: 'the mood to play' },
  describe: {
    type: 'string',
    value: 'TEXT',
    help: "a scene in words instead, e.g. 'a warm tavern at night', or in Chinese",
  },
  bars: { type: 'string', value: 'N', help: 'bars to play (default 16)' },
  script: { type: 'string', value: 'TEXT', help: "several moods in a row, e.g. 'forest:8,battle:8,forest:8'" },
  seed: { type: 'string', value: 'TEXT', help: 'seeds all randomness', default: '1' },
  out: { type: 'string', value: 'FILE.mid', help: 'write a MIDI file' },
  wav: { type: 'string', value: 'FILE.wav', help: 'render to a WAV file, as a game would sound' },
  json: { type: 'string', value: 'FILE.json', help: 'write every note, chord and measurement' },
  model: { type: 'string', value: 'FOLDER', help: "a model folder, or 'ngram' (default: the shipped one)" },
  signals: { type: 'string', value: 'LIST', help: "initial signals, e.g. 'danger=0.8'" },
  song: { type: 'boolean', help: 'a whole piece of the mood: intro, tune with its returns, ending' },
  minutes: { type: 'string', value: 'N', help: 'length of the piece (default 2)' },
  loop: { type: 'boolean', help: 'a piece that loops without a gap' },
  variants: { type: 'string', value: 'N', help: 'write several, each with its own seed, as FILE-1, FILE-2 …' },
  bank: {
    type: 'string',
    value: 'FILE.json',
    help: 'write a phrase bank, which a game plays without a network; moods by --mood a,b (default: all), takes by --variants',
  },
  phrases: { type: 'string', value: 'N', help: 'phrases per take of a bank (default 16)' },
} as const;

await runCli({
  name: 'compose',
  summary: 'composes music with the real model and the real conductor',
  usage: `${commandLine('compose')} --mood battle --seed 7 --bars 16 --out battle.mid [options]`,
  options: OPTIONS,
  notes: [
    'The same seed and model give the same bytes. In scripts each mood takes over at the end of the bars before it,',
    "with the game's own crossfade; notes of a mood that is fading out keep their time and carry the fade as velocity.",
    'Pieces are rounded to whole phrases, four at least; a loop as WAV has the tails of its end in its beginning.',
    `moods: ${[...resolveSoundtrack().moods.keys(), ...WORLD_MOOD_NAMES].join(', ')}`,
  ],
  async run({
    mood: named,
    describe: scene,
    bars,
    script,
    seed,
    out,
    wav,
    json,
    model,
    signals,
    song,
    minutes,
    loop,
    variants,
    bank,
    phrases,
  }) {
    if (scene !== undefined && (named ?? script) !== undefined)
      throw new CliError(`--describe is given beside --${named === undefined ? 'script' : 'mood'}`, 'give one of them');
    if (bank !== undefined) {
      const others = {
        describe: scene,
        bars,
        script,
        out,
        wav,
        json,
        signals,
        minutes,
        song: song || undefined,
        loop: loop || undefined,
      };
      for (const [name, value] of Object.entries(others))
        if (value !== undefined) throw new CliError(`--${name} is given for a bank`, 'leave it out');
      const takes = { option: 'variants', value: variants ?? '1' };
      await bakeFile({ bank, mood: named, seed, takes, phrases: phrases ?? '16', open: () => openModel(model) });
      return;
    }
    if (phrases !== undefined) throw new CliError('--phrases is for banks', 'add --bank FILE.json, or leave it out');
    if (song && loop) throw new CliError('both --song and --loop are given', 'give one of them');
    const described = scene === undefined ? null : await describe(scene);
    const mood = described === null ? named : DESCRIBED;
    const moods = [
      ...resolveSoundtrack().moods.keys(),
      ...WORLD_MOOD_NAMES,
      ...(described === null ? [] : [DESCRIBED]),
    ];
    const whole = song || loop;
    if (!whole && minutes !== undefined)
      throw new CliError('--minutes is for whole pieces', 'add --song or --loop, or give --bars');
    const asked = whole
      ? {
          ...readPiece(mood, moods, { bars, script, minutes, signals }),
          form: loop ? ('loop' as const) : ('song' as const),
        }
      : { script: readSections(mood, moods, { bars, script }), signals: readSignals(signals) };
    const count = variants === undefined ? 1 : readNumber('variants', variants, 1, 99, true);
    const takes = Array.from({ length: count }, (_, i) => {
      const own = (path: string | undefined) => (path === undefined || count === 1 ? path : numbered(path, i + 1));
      return { seed: count === 1 ? seed : `${seed}/${i + 1}`, out: own(out), wav: own(wav), json: own(json) };
    });
    const targets = takes.flatMap((take) => [take.out, take.wav, take.json].filter((path) => path !== undefined));
    if (targets.length === 0)
      throw new CliError('nothing to write', 'give --out FILE.mid, --json FILE.json or --wav FILE.wav');
    const meant = /\.(wav|json)$/i.exec(out ?? '')?.[1]?.toLowerCase();
    if (meant !== undefined) throw new CliError(`--out writes MIDI, not '${out}'`, `give --${meant} ${out}`);
    assertWritable(...targets);
    if (wav !== undefined) ensurePalettes();
    const choice = await modelChoice(model);
    const files = new Map<string, string | Uint8Array>();
    const lines: string[] = described === null ? [] : [explained(described)];
    const soundtrack = scene === undefined ? {} : { soundtrack: { moods: { [DESCRIBED]: { describe: scene } } } };
    for (const take of takes) {
      const score = await composed({ ...asked, ...soundtrack, seed: take.seed, model: choice });
      if (take.out !== undefined) files.set(take.out, toMidi(score));
      if (take.json !== undefined) files.set(take.json, `${JSON.stringify(score)}\n`);
      if (take.wav !== undefined) files.set(take.wav, await rendered(score));
      const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
      const paths = [take.out, take.wav, take.json].filter((path) => path !== undefined).join(', ');
      lines.push(`${paths}: ${score.bars.length} bars, ${notes} notes, ${score.seconds.toFixed(1)} s, ${score.model}`);
    }
    writeFilesAtomic(Object.fromEntries(files));
    tell(lines.join('\n'), targets);
  },
});

/** What was understood of a description, in one line. */
function explained({ mood, feel, why, unknown }: Description): string {
  const words = why.map(({ word, share }) => `${word} ${Math.round(100 * share)} %`);
  const feeling = `valence ${feel.valence}, arousal ${feel.arousal}, tension ${feel.tension}`;
  const missed = unknown.length === 0 ? '' : `; not known: ${unknown.join(', ')}`;
  return `${mood}: ${feeling}; ${words.join(', ') || 'no known word'}${missed}`;
}

/** Composes with a progress line. */
async function composed(options: ComposeOptions) {
  const composing = progressLine('composing', 100);
  const onProgress = (share: number) => composing.update(Math.round(100 * share));
  const score = await compose({ ...options, warn: (message) => console.error(message), onProgress });
  composing.finish();
  return score;
}

/** Renders with a progress line. */
async function rendered(score: Awaited<ReturnType<typeof compose>>): Promise<Uint8Array> {
  const rendering = progressLine('rendering', 100);
  const file = await toWav(score, { onProgress: (share) => rendering.update(Math.round(share * 100)) });
  rendering.finish();
  return file;
}

function readPiece(
  mood: string | undefined,
  moods: readonly string[],
  {
    bars,
    script,
    minutes = '2',
    signals,
  }: {
    readonly bars?: string;
    readonly script?: string;
    readonly minutes?: string;
    readonly signals?: string;
  },
) {
  if (script !== undefined) throw new CliError('--script is given for a whole piece', 'give --mood NAME');
  if (bars !== undefined) throw new CliError('--bars is given for a whole piece', 'give --minutes N');
  if (signals !== undefined) throw new CliError('--signals are given for a whole piece', 'leave them out');
  if (mood === undefined) throw new CliError('no mood given', `give --mood NAME; moods: ${moods.join(', ')}`);
  if (mood !== DESCRIBED && !moods.includes(mood)) throw new CliError(unknownName('mood', mood, moods));
  return { mood, minutes: readNumber('minutes', minutes, PIECE_MINUTES.min, PIECE_MINUTES.max) };
}

/** `a.mid` as `a-2.mid`. */
function numbered(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-${number}${ext}`);
}

function readSections(
  mood: string | undefined,
  moods: readonly string[],
  { bars, script }: { readonly bars?: string; readonly script?: string },
): readonly ScriptSection[] {
  if (script !== undefined && mood !== undefined)
    throw new CliError('both --mood and --script are given', 'give one of them');
  if (script !== undefined && bars !== undefined)
    throw new CliError('--bars is given beside --script', "write the bars in the script, e.g. 'forest:8,battle:8'");
  if (script !== undefined) return readScriptOption(script, moods);
  if (mood === undefined)
    throw new CliError('no mood given', `give --mood NAME or --script TEXT; moods: ${moods.join(', ')}`);
  if (mood !== DESCRIBED && !moods.includes(mood)) throw new CliError(unknownName('mood', mood, moods));
  return [{ mood, bars: readNumber('bars', bars ?? '16', 1, MAX_SECTION_BARS, true) }];
}

function readScriptOption(script: string, moods: readonly string[]): readonly ScriptSection[] {
  try {
    return readScript(script, moods);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CliError(error.message.startsWith('script') ? `--${error.message}` : error.message);
  }
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
