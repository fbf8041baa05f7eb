/** Words and phrases that standard terms have replaced, British spellings, and a search for them in file names, declared names and texts. */

import ts from 'typescript';

/** Each word with the term to use instead; docs/glossary.md explains the terms. */
export const PRIVATE_WORDS: Readonly<Record<string, string>> = {
  adversary: 'monster',
  behaviour: 'behavior',
  centre: 'center',
  colour: 'color',
  coloured: 'colored',
  courier: 'phrase client',
  crew: 'worker pool',
  deed: 'action',
  desk: 'options, actions, mixer or tuning history',
  equaliser: 'equalizer',
  errand: 'task',
  favoured: 'favored',
  foretell: 'predict',
  handover: 'schedule',
  interlude: 'track playback',
  lend: 'resolve',
  levelled: 'leveled',
  likest: 'most similar',
  logbook: 'command recorder',
  muffle: 'lowpass',
  neighbour: 'neighbor',
  pantry: 'phrase queue',
  podium: 'transport',
  quantise: 'quantize',
  recital: 'rendition',
  roamer: 'wandering monster',
  seat: 'channel settings, preset',
  seated: 'channel',
  serialise: 'serialize',
  sniffed: 'detected',
  steward: 'prefetch policy, phrase planner',
  synthesiser: 'synthesizer',
  temper: 'monster stats',
  thumb: 'touch controls',
  told: 'reported, conditioned',
  unmelodic: 'not melodic',
  untold: 'unreported',
  wire: 'signal labels, connections',
  wish: 'options, request',
};

/** Phrases that comments and texts do not use, each with what to write instead. */
export const PRIVATE_PHRASES: Readonly<Record<string, string>> = {
  'so many': 'the name of the parameter or quantity, for example `count`',
  'told apart': 'distinguished',
};

/** Names that would have two meanings (docs/glossary.md), each with unambiguous ones. */
export const AMBIGUOUS_NAMES: Readonly<Record<string, string>> = {
  Cue: 'TransitionOptions, SyncPoint, Marker or Command',
  Line: 'Melody, ParamAutomation or bar line',
  Performance: 'OutputRecording; the DOM has a Performance',
  Script: 'Replay or ScriptSection',
  Session: 'MusicSession',
  Shelf: 'SampleCache or PhraseTable',
  Snapshot: 'MixSnapshot or ConductorSnapshot',
  isTuned: 'isLoaded; tuned means with tuning',
};

/** The words of a name in camel case, capitals or kebab case. */
function wordsOf(name: string): readonly string[] {
  const parted = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return parted.toLowerCase().match(/[a-z]+/g) ?? [];
}

function complaint(name: string): string | null {
  for (const word of wordsOf(name))
    for (const known of [word, word.replace(/s$/, '')])
      if (Object.hasOwn(PRIVATE_WORDS, known)) return `'${known}' is a private word; use ${PRIVATE_WORDS[known]}`;
  if (Object.hasOwn(AMBIGUOUS_NAMES, name)) return `'${name}' has two meanings; use ${AMBIGUOUS_NAMES[name]}`;
  return null;
}

/** The text of a file with each line break, with the marks of a comment around it, as one space. */
const inOneLine = (code: string) => code.replace(/\s+(?:(?:\*|\/\/)\s+)?/g, ' ');

/** Complaints about the name of a file, the names that its code declares, and phrases in it. */
export function complaintsOf(path: string, code: string): readonly string[] {
  const found = new Set<string>();
  const check = (name: string): void => {
    const reason = complaint(name);
    if (reason !== null) found.add(`${path}: ${name}: ${reason}`);
  };
  const text = inOneLine(code);
  for (const [phrase, instead] of Object.entries(PRIVATE_PHRASES))
    if (new RegExp(`\\b${phrase}\\b`, 'i').test(text)) found.add(`${path}: write ${instead}, not '${phrase}'`);
  check(path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, ''));
  const visit = (node: ts.Node): void => {
    const isImport = ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
    const name = isImport ? undefined : (node as ts.Node & { name?: ts.Node }).name;
    const declares = name !== undefined && !ts.isPropertyAccessExpression(node) && !ts.isMetaProperty(node);
    if (declares && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) check(name.text.replace(/^#/, ''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true));
  return [...found];
}
