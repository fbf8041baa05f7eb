/** What the words of a text mean: rows of the table of scene words, or word norms, turned by `not` and `very`. */

import { clamp01 } from '../music/pitch.ts';
import { wordNorms } from './norms.ts';
import { type Feeling, type SceneWord, sceneWords } from './scene-words.ts';
import { type Token, tokensOf } from './tokens.ts';
import { formsOf } from './word-forms.ts';
import { CHINESE_NORMS } from './words/chinese.ts';
import { DEGREES, GRAMMAR, NEGATIONS } from './words/modifiers.ts';

/** A word that means something here. */
export interface Meaning {
  /** As it stands in the text, with what turns it: `not safe`. */
  readonly text: string;
  readonly feeling: Feeling;
  readonly weight: number;
  /** Its row in the table; null for words that only the norms know, and for negated ones. */
  readonly scene: SceneWord | null;
}

/** What was found in a text. */
export interface Found {
  readonly meanings: readonly Meaning[];
  readonly unknown: readonly string[];
}

/** Where a feeling is neither here nor there: the middle of the presets, which is the middle of the ratings of words. */
export const NEUTRAL: Feeling = [0.5, 0.42, 0.35];
/** A word of the norms says less about a scene than one of the table. */
const NORM_WEIGHT = 0.35;
/** How far a negated word goes to the other side: `not safe` is less than `dangerous`. */
const OPPOSITE = [-0.75, -0.45, -0.6] as const;
/** A negated word is said on purpose. */
const NEGATED_WEIGHT = 1.25;
/** Words that may stand between `not` and what it negates. */
const REACH = 3;

let chineseNorms: ReadonlyMap<string, string> | null = null;

/** The meanings of a text, in order. Never throws. */
export function meaningsOf(text: string): Found {
  const tokens = tokensOf(text, { hasEnglish, hasChinese });
  const meanings: Meaning[] = [];
  const unknown: string[] = [];
  let turned: Turned = NOT_TURNED;
  for (const token of tokens) {
    if (token.clause !== turned.clause) turned = { ...NOT_TURNED, clause: token.clause };
    const next = turnedBy(token, turned);
    if (next !== null) {
      turned = next;
      continue;
    }
    if (GRAMMAR.has(token.text)) continue;
    const meaning = token.isUnknown ? null : meaningOf(token.text);
    if (meaning === null) unknown.push(token.text);
    else meanings.push(changed(meaning, turned));
    const left = turned.left - 1;
    turned = meaning !== null || left <= 0 ? { ...NOT_TURNED, clause: token.clause } : { ...turned, left };
  }
  return { meanings, unknown: [...new Set(unknown)] };
}

/** What the words before have said of the next. */
interface Turned {
  readonly clause: number;
  readonly words: readonly string[];
  readonly isNegated: boolean;
  readonly degree: number;
  readonly left: number;
}

const NOT_TURNED: Turned = { clause: 0, words: [], isNegated: false, degree: 1, left: REACH };

function turnedBy({ text }: Token, turned: Turned): Turned | null {
  const words = [...turned.words, text];
  if (NEGATIONS.has(text)) return { ...turned, words, isNegated: !turned.isNegated, left: REACH };
  const degree = DEGREES.get(text);
  return degree === undefined ? null : { ...turned, words, degree: turned.degree * degree, left: REACH };
}

function changed(meaning: Meaning, { isNegated, degree, words }: Turned): Meaning {
  if (words.length === 0) return meaning;
  const opposite = isNegated || degree < 0;
  const factor = Math.abs(degree);
  const feeling = meaning.feeling.map((value, i) => {
    const by = (value - NEUTRAL[i]!) * factor * (opposite ? OPPOSITE[i]! : 1);
    return clamp01(NEUTRAL[i]! + by);
  }) as unknown as Feeling;
  const weight = meaning.weight * (opposite ? NEGATED_WEIGHT : 1) * Math.sqrt(factor);
  return { text: `${words.join(' ')} ${meaning.text}`, feeling, weight, scene: opposite ? null : meaning.scene };
}

function meaningOf(text: string): Meaning | null {
  const scene = sceneOf(text);
  if (scene !== null) return { text, feeling: scene.feeling, weight: scene.weight, scene };
  const norm = normOf(text);
  if (norm === null) return null;
  const { valence, arousal } = norm;
  // The norms have no tension: what is exciting and unpleasant is tense (Russell's circumplex, Thayer 1989).
  const tension = clamp01(0.35 + 0.5 * (arousal - 0.45) - 0.6 * (valence - 0.5));
  return { text, feeling: [valence, arousal, tension], weight: NORM_WEIGHT, scene: null };
}

function sceneOf(text: string): SceneWord | null {
  const { english, chinese } = sceneWords();
  return chinese.get(text) ?? firstOf(text, (form) => english.get(form));
}

function normOf(text: string) {
  const norms = wordNorms();
  return firstOf(normsOfChinese().get(text) ?? text, (form) => norms.get(form));
}

/** The first form of a word, or of the last of several words, that a dictionary has. */
function firstOf<T>(text: string, find: (form: string) => T | undefined): T | null {
  const space = text.lastIndexOf(' ') + 1;
  for (const form of formsOf(text.slice(space))) {
    const found = find(text.slice(0, space) + form);
    if (found !== undefined) return found;
  }
  return null;
}

function normsOfChinese(): ReadonlyMap<string, string> {
  chineseNorms ??= new Map(
    CHINESE_NORMS.trim()
      .split(/\s+/)
      .map((pair) => pair.split('=') as [string, string]),
  );
  return chineseNorms;
}

function isPlain(text: string): boolean {
  return NEGATIONS.has(text) || DEGREES.has(text) || GRAMMAR.has(text);
}

function hasEnglish(text: string): boolean {
  if (text.includes(' ')) return sceneOf(text) !== null;
  return isPlain(text) || sceneOf(text) !== null || normOf(text) !== null;
}

function hasChinese(word: string): boolean {
  return isPlain(word) || sceneWords().chinese.has(word) || normsOfChinese().has(word);
}
