/**
 * Writes chord progressions that reach their cadence: the cadence is fixed first, then chords are sampled forwards from a
 * variable-order chain, weighted by the probability of reaching the cadence from each (a backward pass).
 */

import { type Chord, type ChordSpan, QUALITIES, type Quality } from '../music/harmony.ts';
import type { BarPlan } from '../music/phrase.ts';
import { isModalMinor, type Mode, modulo, moveByScale } from '../music/pitch.ts';
import { type Random, random } from '../music/random.ts';
import type { Meter, NormalRange } from '../music/time.ts';
import { type ChordToken, chordOf, isSame, PLAIN_QUALITY, tokenOf } from './progression-chain.ts';
import { dressed } from './progression-dressing.ts';
import { chordsPerBar, NEUTRAL, type ProgressionFeeling, qualityBias } from './progression-feeling.ts';
import { stayingChordsPerBar } from './progression-home.ts';
import { type ChordGrammar, chordGrammar, isInMode } from './progression-model.ts';
import { COLOR_CHORDS, MODE_HARMONY, OTHER_HOMES, RIVAL_CHORDS } from './progression-modes.ts';
import { parseNumeral, parseNumerals } from './progression-numerals.ts';
import { type ChordSlot, chordSlots } from './progression-rhythm.ts';
import { preference, type Taste } from './progression-taste.ts';

/** How harmony ends: `full` on the tonic, `half` on the dominant or its substitute, `deceptive` off the tonic, `open` anywhere. */
export type ProgressionCadence = 'full' | 'half' | 'deceptive' | 'open';

/** A request for a progression. Equal requests give equal chords. */
export interface ProgressionOptions {
  readonly seed: string;
  /** 1..8. */
  readonly bars: number;
  readonly meter: Meter;
  readonly mode: Mode;
  readonly cadence: ProgressionCadence;
  /** Valence, arousal and tension, for example a `Mood`; affects the choice of chords and the harmonic rhythm. */
  readonly mood?: ProgressionFeeling;
  /** Average number of chords per bar, 0.5..2; default by mood. */
  readonly chordsPerBar?: number;
  /** The preceding chord, to continue from; default: begin on the tonic. */
  readonly startFrom?: Chord;
  /** `tonic` begins on the tonic, `away` on another chord (as a middle section does); default: free. */
  readonly opening?: 'tonic' | 'away';
  /** 0 = chords of the mode only; higher values admit borrowed chords in major and minor. Default 0. */
  readonly chromaticism?: NormalRange;
  /** The phrase's plan: bars that copy another also copy its chords, moved by scale steps. */
  readonly plan?: readonly BarPlan[];
  /** Seeds which chords a theme extends: requests with the same value agree. Default: each chord is extended by itself. */
  readonly theme?: string;
  /** Whether the phrase should have a borrowed chord where chromaticism admits any. Default false. */
  readonly borrows?: boolean;
  /** Which chords and closes a theme prefers. Default: no preference. */
  readonly taste?: Taste;
  /** Multiplies the probability of sevenths and suspensions; above 1, also a first chord off the tonic may be extended. Default 1. */
  readonly color?: number;
  /** Chords of the theme before, which this one mostly leaves aside. Default: none. */
  readonly contrasts?: readonly Chord[];
  /** Where a half cadence ends in modes with a major dominant: on it, or on another chord. Default: on either. */
  readonly half?: 'dominant' | 'elsewhere';
}

/**
 * Weights against stagnation: returning to the chord before the last, doing so twice in a row, and reaching the tonic before
 * the cadence. Outside {@link MOVING} modes only the second applies. Without them half of all chords were I and IV.
 */
const BACK = 0.6;
const PING_PONG = 0.35;
const HOME_EARLY = 0.55;
/** Weight of the tonic until it has sounded in the phrase, in modal minor and in major that begins elsewhere: only so is it heard as home. */
const HOME_MISSING = { modalMinor: 1.5, majorAway: 4 } as const;
/** Weight of the mode's characteristic chord until it has sounded in the phrase. */
const COLOR_MISSING = 2.5;
/** Weight of the chord that would be heard as the tonic of another key. */
const RIVAL = 0.1;
/** Weight of borrowed chords in a phrase that should have one, and after the first. */
const BORROWED_MISSING = 6;
const ANOTHER = 0.2;
/** Weight of a chord that sounds in the phrase already, or that its close brings: so that a loop is long and its close fresh. */
const SEEN = 0.2;
/** Weight of a chord of the theme before in another theme. */
const CONTRAST = 0.3;
/** Weight of a chord that leads to the tonic before the half cadence of a theme, whose answer may then close from it. */
const LEADS = 2.5;
/** Corpus weight from which a mode's harmony is kept moving; other modes with a characteristic chord stay on their few chords. */
const MOVING = 0.25;

/**
 * Writes a progression relative to the tonic, covering all bars without gaps.
 * @throws RangeError if `bars` is not a whole number 1..8.
 */
export function writeProgression(options: ProgressionOptions): readonly ChordSpan[] {
  const { bars, mode, cadence, mood = NEUTRAL } = options;
  if (!Number.isInteger(bars) || bars < 1 || bars > 8) {
    throw new RangeError(`progression: ${bars} bars asked; ask for a whole number from 1 to 8`);
  }
  const chance = random(`${options.seed}/progression`);
  const usual = Math.min(2, Math.max(0.5, options.chordsPerBar ?? chordsPerBar(mood)));
  const stays = isModalMinor(mode) && options.opening === 'tonic' && options.chordsPerBar === undefined;
  const perBar = stays ? stayingChordsPerBar(usual) : usual;
  const slots = chordSlots(chance, { bars, meter: options.meter, chordsPerBar: perBar, plan: options.plan });
  const grammar = chordGrammar(mode, mood, options.chromaticism);
  const from = options.startFrom ? undressed(options.startFrom, grammar.vocabulary) : null;
  const tail = cadence === 'open' ? [] : drawTail(chance, options, cadence, slots.length, from);
  const tokens = drawTokens(chance, options, slots, grammar, tail);
  const tied = new Set(slots.flatMap(({ copyOf, tick }) => (copyOf === null ? [] : [tick, slots[copyOf]!.tick])));
  const spans = joined(slots, tokens);
  if (options.theme === undefined) return dressed(() => chance.next(), spans, tied, options);
  return dressed((span) => random(`${options.theme}/${tokenOf(span.chord)}`).next(), spans, new Set(), options);
}

/** Whether a chord comes right before the last chord of one of a mode's cadences. */
export function isPenultimate(chord: Chord, mode: Mode, cadence: 'full' | 'deceptive'): boolean {
  return MODE_HARMONY[mode].cadences[cadence].some(([tail]) => {
    const before = parseNumerals(tail).at(-2);
    return before !== undefined && isSame(tokenOf(before), tokenOf(chord));
  });
}

/** The chord on which a mode's phrases come to rest. */
export function tonicChord(mode: Mode): Chord {
  const [tail] = MODE_HARMONY[mode].cadences.full[0]!;
  return parseNumerals(tail).at(-1)!;
}

const DOMINANT = tokenOf({ root: 7, quality: 'maj' });

/** Samples the last chords of a phrase; if they fill the phrase, the first one differs from the preceding chord. */
function drawTail(
  chance: Random,
  { mode, half, taste }: ProgressionOptions,
  cadence: 'full' | 'half' | 'deceptive',
  slots: number,
  from: ChordToken | null,
): ChordToken[] {
  const all = MODE_HARMONY[mode].cadences[cadence].map(([tail, weight]) => ({
    tokens: parseNumerals(tail).map(tokenOf),
    weight: weight * preference(taste, `close/${cadence}/${tail}`),
  }));
  const onDominant = all.filter(({ tokens }) => tokens.at(-1) === DOMINANT);
  const chooses = cadence === 'half' && half !== undefined && onDominant.length > 0;
  const tails = chooses ? all.filter((tail) => onDominant.includes(tail) === (half === 'dominant')) : all;
  const short = tails.filter(({ tokens }) => tokens.length <= slots);
  const onward = short.filter(({ tokens }) => tokens.length < slots || tokens[0] !== from);
  const fitting = onward.length > 0 ? onward : short;
  if (fitting.length === 0) return tails[0]!.tokens.slice(-slots);
  return fitting[chance.weighted(fitting.map(({ weight }) => weight))]!.tokens;
}

function drawTokens(
  chance: Random,
  options: ProgressionOptions,
  slots: readonly ChordSlot[],
  grammar: ChordGrammar,
  tail: readonly ChordToken[],
): ChordToken[] {
  const { vocabulary } = grammar;
  const mood = options.mood ?? NEUTRAL;
  const reach = reachability(grammar, tail, slots.length);
  const tonic = tokenOf(tonicChord(options.mode));
  const liking = (token: ChordToken) => (token === tonic ? 1 : preference(options.taste, `taste/${token}`));
  const bias = vocabulary.map((token) => qualityBias(chordOf(token).quality, mood) * liking(token));
  const color = COLOR_CHORDS[options.mode] ? tokenOf(parseNumeral(COLOR_CHORDS[options.mode]!)) : null;
  const rival = RIVAL_CHORDS[options.mode] ? tokenOf(parseNumeral(RIVAL_CHORDS[options.mode]!)) : null;
  const outside = new Set(vocabulary.filter((token) => !isInMode(token, options.mode)));
  const left = (options.contrasts ?? []).map(tokenOf);
  const fresh = vocabulary.map((token) =>
    token !== tonic && left.some((chord) => isSame(chord, token)) ? CONTRAST : 1,
  );
  const borrow = options.borrows ? BORROWED_MISSING : 1;
  const leads = (token: ChordToken) => leadsHome && isPenultimate(chordOf(token), options.mode, 'full');
  const leadsHome = options.theme !== undefined && options.cadence === 'half';
  const opening = options.opening ?? (options.startFrom ? null : 'tonic');
  const tokens: ChordToken[] = [];
  const before: ChordToken[] = options.startFrom ? [undressed(options.startFrom, vocabulary)] : [];
  const free = slots.length - tail.length;
  const isMajor = options.mode === 'ionian';
  const isMajorAway = isMajor && opening === 'away';
  const [homes, apart] = (isMajor && !isMajorAway ? null : OTHER_HOMES[options.mode]) ?? ['', 1];
  const otherHomes = parseNumerals(homes).map(tokenOf);
  const missing = isMajorAway ? HOME_MISSING.majorAway : isModalMinor(options.mode) ? HOME_MISSING.modalMinor : null;
  const moves = MODE_HARMONY[options.mode].corpus >= MOVING || color === null;
  for (let at = 0; at < slots.length; at++) {
    const token = at >= free ? tail[at - free]! : (copied(options.mode, slots[at]!, tokens, vocabulary) ?? draw(at));
    tokens.push(token);
    if (token !== before.at(-1)) before.push(token);
  }
  return tokens;

  function draw(at: number): ChordToken {
    if (at === 0 && opening === 'tonic') return tonic;
    const last = before.at(-1);
    const following = slots[at + 1] && at + 1 < free ? copied(options.mode, slots[at + 1]!, tokens, vocabulary) : null;
    const probabilities = grammar.next(before);
    const weights = vocabulary.map((token, i) => {
      if (isSame(token, last) || isSame(token, following) || (at === 0 && opening === 'away' && token === tonic))
        return 0;
      const returning = token === before.at(-2);
      const back = returning ? (last === before.at(-3) ? PING_PONG : moves ? BACK : 1) : 1;
      const comesHome = missing !== null && token === tonic && !tokens.includes(tonic);
      const home = token !== tonic || at === 0 ? 1 : comesHome ? missing : moves ? HOME_EARLY : 1;
      const own = token === color && !before.includes(token) ? COLOR_MISSING : 1;
      const special = isSame(token, rival) ? RIVAL : at === free - 1 && leads(token) ? LEADS : 1;
      const foreign = outside.has(token) ? (before.some((chord) => outside.has(chord)) ? ANOTHER : borrow) : 1;
      const seen = !comesHome && [...before, ...tail].some((chord) => isSame(chord, token)) ? SEEN : 1;
      const other = otherHomes.some((each) => isSame(token, each)) ? apart : 1;
      return (
        probabilities[i]! * bias[i]! * reach[at]![i]! * back * home * own * special * foreign * seen * other * fresh[i]!
      );
    });
    return vocabulary[chance.weighted(weights)]!;
  }
}

/** A chord as in the vocabulary: reduced to its triad if the vocabulary does not contain it. */
function undressed(chord: Chord, vocabulary: readonly ChordToken[]): ChordToken {
  const known = (quality: Quality) => vocabulary.find((token) => token === tokenOf({ root: chord.root, quality }));
  const plain = PLAIN_QUALITY[chord.quality];
  return known(chord.quality) ?? (plain ? known(plain) : (known('maj') ?? known('min'))) ?? tokenOf(chord);
}

/** The chord of a slot that copies an earlier one; null if it does not copy, or the moved chord is not in the vocabulary. */
function copied(
  mode: Mode,
  slot: ChordSlot,
  tokens: readonly ChordToken[],
  vocabulary: readonly ChordToken[],
): ChordToken | null {
  const source = slot.copyOf === null ? undefined : tokens[slot.copyOf];
  if (source === undefined) return null;
  if (slot.steps === 0) return source;
  const root = modulo(moveByScale(chordOf(source).root, slot.steps, mode), 12);
  return (
    vocabulary.find((token) => chordOf(token).root === root && QUALITIES[chordOf(token).quality].tones.length === 3) ??
    null
  );
}

/** For each slot and chord, the probability of reaching the cadence from there, by first-order transitions. */
function reachability(grammar: ChordGrammar, tail: readonly ChordToken[], length: number): readonly Float64Array[] {
  const { vocabulary, steps } = grammar;
  const reach: Float64Array[] = new Array(length);
  for (let at = length - 1; at >= 0; at--) {
    const fixed = tail[at - (length - tail.length)];
    const later = reach[at + 1];
    const row = Float64Array.from(vocabulary, (token, i) => {
      if (fixed !== undefined) return token === fixed ? 1 : 0;
      return later ? steps[i]!.reduce((sum, p, to) => sum + p * later[to]!, 0) : 1;
    });
    const top = Math.max(...row);
    reach[at] = top > 0 ? row.map((value) => value / top) : row.fill(1);
  }
  return reach;
}

function joined(slots: readonly ChordSlot[], tokens: readonly ChordToken[]): ChordSpan[] {
  const spans: ChordSpan[] = [];
  slots.forEach(({ tick, durationTicks }, i) => {
    const last = spans.at(-1);
    if (last && tokens[i] === tokens[i - 1]) {
      spans[spans.length - 1] = { ...last, durationTicks: last.durationTicks + durationTicks };
    } else spans.push({ tick, durationTicks, chord: chordOf(tokens[i]!) });
  });
  return spans;
}
