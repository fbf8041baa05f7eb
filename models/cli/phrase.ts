/** `npm run phrase`: single phrases without accompaniment: a continuation of notes, variations of a motif, a morph between characters. */

import {
  type AskedControls,
  continuePhrase,
  type GivenNote,
  hearMelodyKey,
  MELODY_CONTROLS,
  METERS,
  MODES,
  type Mode,
  morphPhrases,
  type Phrase,
  type PhraseOptions,
  TONICS,
  type Tonic,
  tonicAnchor,
  varyMotif,
} from '../../plugin/internal.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { commandLine } from './invocation.ts';
import { readNotes, writeNotes } from './note-text.ts';
import { openModel } from './open-model.ts';

const OPTIONS = {
  continue: { type: 'string', value: 'NOTES', help: "answers notes, e.g. 'E4:1 G4:1 A4:2' (lengths in quarters)" },
  vary: { type: 'string', value: 'NOTES', help: 'writes different versions of a motif' },
  morph: {
    type: 'string',
    value: 'A>B',
    help: "writes phrases between two sets of controls, e.g. 'density=0.1>density=0.9'",
  },
  count: { type: 'string', value: 'K', help: 'how many versions, or phrases of a morph (default 4)' },
  bars: { type: 'string', value: 'N', help: 'bars to write (default: as many as were given; 4 in a morph)' },
  meter: { type: 'string', value: 'METER', help: METERS.join(', '), default: '4/4' },
  tonic: { type: 'string', value: 'NAME', help: 'tonic (default: detected from the notes; C in a morph)' },
  mode: { type: 'string', value: 'NAME', help: 'mode (default: detected from the notes; ionian in a morph)' },
  seed: { type: 'string', value: 'TEXT', help: 'seeds all randomness', default: '1' },
  model: { type: 'string', value: 'FOLDER', help: "a model folder, or 'ngram' (default: the shipped one)" },
  json: { type: 'boolean', help: 'print one JSON object' },
} as const;

await runCli({
  name: 'phrase',
  summary: 'writes single phrases: answers, variations, morphs',
  usage: `${commandLine('phrase')} --continue 'E4:1 G4:1 A4:2' [options]`,
  options: OPTIONS,
  notes: ['The same notes, seed and model give the same phrases.', `modes: ${Object.keys(MODES).join(', ')}`],
  async run(given) {
    const { morph, seed, json } = given;
    const tasks = [given.continue, given.vary, morph].filter((task) => task !== undefined);
    if (tasks.length !== 1)
      throw new CliError(`${tasks.length} tasks given`, 'give one of --continue, --vary and --morph');
    if (given.continue !== undefined && given.count !== undefined)
      throw new CliError('--count is for --vary and --morph', 'leave it out');
    const count = readNumber('count', given.count ?? '4', morph === undefined ? 1 : 2, 64, true);
    const bars = given.bars === undefined ? {} : { bars: readNumber('bars', given.bars, 1, 8, true) };
    const way = morph === undefined ? null : readMorph(morph);
    const [option, text] = given.vary === undefined ? ['continue', given.continue] : ['vary', given.vary];
    const notes = text === undefined ? [] : readNotes(option!, text);
    const key = keyOf(notes, given.tonic, given.mode);
    const anchor = tonicAnchor(key.tonic);
    const relative = notes.map((note) => ({ ...note, pitch: note.pitch - anchor }));
    const options: PhraseOptions = { seed, meter: among('meter', given.meter, METERS), mode: key.mode, ...bars };
    const model = await openModel(given.model);
    const phrases = way
      ? await morphPhrases(model, { ...options, ...way, count })
      : given.vary !== undefined
        ? await varyMotif(model, relative, count, options)
        : [await continuePhrase(model, relative, options)];
    model.dispose();
    const lines = phrases.map((phrase) => ({ ...figuresOf(phrase), notes: soundingNotes(phrase, anchor) }));
    if (json) console.log(JSON.stringify({ model: model.name, ...key, meter: options.meter, phrases: lines }));
    else {
      console.log(`${key.tonic} ${key.mode}, ${options.meter}, ${model.name}`);
      for (const line of lines) console.log(writeNotes(line.notes));
    }
  },
});

function figuresOf({ request, hash, measured }: Phrase) {
  return { bars: request.bars, hash, controls: request.controls, measured };
}

function soundingNotes({ notes }: Phrase, anchor: number): GivenNote[] {
  return notes.map(({ pitch, tick, durationTicks }) => ({ pitch: pitch + anchor, tick, durationTicks }));
}

function keyOf(
  notes: readonly GivenNote[],
  tonic: string | undefined,
  mode: string | undefined,
): { readonly tonic: Tonic; readonly mode: Mode } {
  const modes = Object.keys(MODES) as Mode[];
  const asked = mode === undefined ? undefined : among('mode', mode, modes);
  const heard =
    notes.length === 0
      ? { tonic: TONICS[0], mode: asked ?? ('ionian' as const) }
      : hearMelodyKey(
          notes.map(({ pitch, durationTicks }) => ({ pitch, duration: durationTicks })),
          asked ? [asked] : undefined,
        );
  return { tonic: tonic === undefined ? heard.tonic : among('tonic', tonic, TONICS), mode: heard.mode };
}

function among<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((name) => name === text);
  if (found === undefined) throw new CliError(`--${option} is '${text}'`, `known: ${known.join(', ')}`);
  return found;
}

function readMorph(text: string): { readonly from: AskedControls; readonly to: AskedControls } {
  const ends = text.split('>');
  if (ends.length !== 2) throw new CliError(`--morph is '${text}'`, "write 'density=0.1,leap=0.3>density=0.9'");
  const [from, to] = ends.map((end) =>
    Object.fromEntries(
      end.split(',').map((entry) => {
        const [name = '', value = ''] = entry.trim().split('=');
        const control = among('morph', name, MELODY_CONTROLS);
        return [control, readNumber(`morph (${name})`, value, 0, 1)];
      }),
    ),
  );
  return { from: from!, to: to! };
}
