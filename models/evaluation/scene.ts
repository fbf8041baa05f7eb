/** Writes the melodies of a scene as the conductor requests them, phrase after phrase, without accompaniment. */

import {
  type Controls,
  composePhrase,
  createJob,
  DEFAULTS,
  type FineStyle,
  joinedJob,
  type MelodyControls,
  type Meter,
  type Mode,
  type Mood,
  meterInfo,
  NEUTRAL,
  type Phrase,
  type PhraseSlot,
  phraseBars,
  phraseSlot,
  type StepModel,
  writtenStyle,
} from '../../plugin/internal.ts';
import { FORM_BARS } from './form.ts';
import { type Passage, passageOfPhrase } from './passage.ts';

/** The options of a scene. */
export interface ScenePrompt {
  readonly seed: string;
  readonly mood: Mood;
  readonly controls: Controls;
  /** The requested style, or null for none; default: that of the controls. */
  readonly style?: FineStyle | null;
}

/** Writes the phrases of slots in order, as the network writes them, without upbeats and leaning tones; each continues the one before and knows the first statement of its theme. */
export function writeScene(model: StepModel, prompt: ScenePrompt, slots: readonly PhraseSlot[]): Phrase[] {
  const { style = writtenStyle(prompt.controls.style) } = prompt;
  const first = new Map<string, Phrase>();
  const phrases: Phrase[] = [];
  for (const slot of slots) {
    const order = createJob({
      ...prompt,
      read: 0,
      slot,
      first: first.get(slot.from) ?? null,
      before: phrases.at(-1) ?? null,
      opening: null,
    });
    const phrase = joinedJob(order, order.returns ?? composePhrase(model, { ...order.request, style }));
    if (!first.has(slot.theme)) first.set(slot.theme, phrase);
    phrases.push(phrase);
  }
  return phrases;
}

/** The properties of a period. */
export interface PeriodBrief {
  readonly seed: string;
  readonly meter: Meter;
  readonly mode: Mode;
  readonly style: FineStyle | null;
  readonly controls: MelodyControls;
}

/**
 * Writes the first eight bars of a scene without a mood: a statement of four bars with a half cadence and its answer with a
 * full cadence, or, where the plugin's phrases have eight bars, one phrase with a full cadence.
 */
export function writePeriod(model: StepModel, brief: PeriodBrief): Passage {
  const { seed, meter, mode, style } = brief;
  const controls: Controls = {
    ...brief.controls,
    meter,
    mode,
    temperature: DEFAULTS.temperature,
    ...PLAIN,
  };
  const mood: Mood = { name: 'period', ...NEUTRAL, band: 'exploration', controls };
  const bars = phraseBars(meter);
  const slots = Array.from({ length: FORM_BARS / bars }, (_, index) => phraseSlot(index, bars, NEUTRAL));
  const closed = slots.map((slot, i): PhraseSlot => (i === slots.length - 1 ? { ...slot, ending: 'full' } : slot));
  const [statement, answer] = writeScene(model, { seed, mood, controls, style }, closed).map(passageOfPhrase);
  return answer ? { ...joined(statement!, answer), name: seed } : { ...statement!, name: seed };
}

/** Values that do not affect a melody. */
const PLAIN = {
  tempo: 100,
  tonic: 'C',
  intensity: 0.5,
  brightness: 0.5,
  swing: 0,
  palette: 'journey',
  style: 'song',
} as const;

/** Two passages in sequence. */
export function joined(a: Passage, b: Passage): Passage {
  const offset = a.bars * meterInfo(a.meter).barTicks;
  const moved = <T extends { readonly tick: number }>(items: readonly T[]) =>
    items.map((item) => ({ ...item, tick: item.tick + offset }));
  return {
    ...a,
    bars: a.bars + b.bars,
    notes: [...a.notes, ...moved(b.notes)],
    chords: [...a.chords, ...moved(b.chords)],
  };
}
