/** Writes the music of an ensemble down for a save game, and takes it up again in another. Notes not yet played are not kept: the seed gives them again. */

import type { Phrase } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import { type BankedPhrase, banked, readBanked } from './bank.ts';
import type { Ensemble } from './ensemble.ts';
import type { MoodMemory } from './memory.ts';
import type { Wanted } from './moves.ts';
import { BEFORE } from './music-clock.ts';
import type { SavedMood, SavedMusic } from './saved.ts';

/** What of the moment the ensemble does not know. */
export interface Moment extends Wanted {
  readonly now: Seconds;
}

/** Writes down what is to be kept. */
export function saveMusic(ensemble: Ensemble, { now, base, pushed, next }: Moment): SavedMusic {
  const { soundtrack, signals, override, tuning, repertoire, interruption } = ensemble;
  const shelf = new Shelf();
  const place = interruption.place(now);
  const moods = repertoire.memories.flatMap((memory): SavedMood[] => {
    const slot = place?.memory === memory ? place.slot : memory.slot;
    const bars = place?.memory === memory ? place.number : memory.bars;
    const written = [slot - 1, slot].flatMap((at) => {
      const heard = memory.get(at);
      const plays = place?.memory === memory && place.phraseBar > 0 && at === slot;
      if (heard === null || (heard.score === null && !plays)) return [];
      const octave = heard.octave === null ? ([] as const) : ([heard.octave] as const);
      return [[at, shelf.number(memory, heard.phrase), heard.opening, ...octave] as const];
    });
    const { tonic, anew, echoes } = memory;
    const first = [...memory.firsts].map(([theme, phrase]) => [theme, shelf.number(memory, phrase)] as const);
    const themed = [...memory.themed].filter(([at]) => at >= slot);
    const untouched =
      bars === 0 && written.length === 0 && first.length === 0 && themed.length === 0 && echoes === null;
    if (untouched) return [];
    const rest = {
      ...(tonic === null ? {} : { tonic }),
      ...(anew < 0 ? {} : { anew }),
      ...(echoes === null ? {} : { echoes: [echoes.mood, shelf.number(memory, echoes.tune)] as const }),
    };
    return [{ mood: memory.mood.name, slot, bars, ...rest, themed, written, first }];
  });
  // A phrase that was given up as it played begins with its first bar.
  const bars = place?.memory.get(place.slot)?.phrase.request.bars ?? 0;
  const bar = place !== null && place.phraseBar < bars ? place.phraseBar : 0;
  // A mood that only waits for its instruments is where the music goes on.
  const stays = next === null || next === place?.memory.mood.name;
  return {
    version: 1,
    seed: soundtrack.seed,
    mood: base,
    pushed: pushed.map(({ key, mood, priority, end }) => {
      return {
        as: key,
        mood,
        priority,
        ...(end === Number.POSITIVE_INFINITY ? {} : { seconds: Math.max(0, end - now) }),
      };
    }),
    place: place && stays ? { mood: place.memory.mood.name, slot: place.slot, bar, bars: place.number } : null,
    signals: Object.fromEntries(signals.names.map((name) => [name, signals.raw(name, Number.POSITIVE_INFINITY)])),
    override,
    tuning,
    moods,
    phrases: shelf.phrases,
  };
}

/** Takes up what was saved and checked, before the music begins. Answers the mood that plays first, or null where none had begun. */
export function restoreMusic(ensemble: Ensemble, saved: SavedMusic): MoodMemory | null {
  const { repertoire, signals, interruption } = ensemble;
  for (const [name, raw] of Object.entries(saved.signals)) signals.settle(name, raw);
  ensemble.override = saved.override;
  ensemble.tuning = saved.tuning;
  const phrases = saved.phrases.map((entry, i): Phrase => {
    const phrase = readBanked(entry, `phrase ${i}`, 'save anew');
    return { ...phrase, request: { ...phrase.request, seed: entry.take } };
  });
  for (const { mood, slot, bars, tonic, anew, themed, echoes, written, first } of saved.moods) {
    const memory = repertoire.memory(mood);
    memory.slot = slot;
    memory.bars = bars;
    memory.tonic = tonic ?? null;
    memory.anew = anew ?? -1;
    for (const [at, theme] of themed) memory.themed.set(at, theme);
    if (echoes !== undefined) memory.echoes = { mood: echoes[0], tune: phrases[echoes[1]]! };
    for (const [theme, phrase] of first) memory.remember(theme, phrases[phrase]!);
    for (const [at, phrase, opening, octave = null] of written) {
      const controls = ensemble.controls(memory, BEFORE);
      const when = { read: BEFORE, after: [0, 0] } as const;
      const heard = {
        slot: at,
        phrase: phrases[phrase]!,
        controls,
        ...when,
        opening,
        octave,
        score: null,
        begun: true,
      };
      memory.put(heard);
      // What was heard is arranged: it is not written anew because signals have moved since.
      repertoire.arranged(memory, heard, { read: BEFORE, controls });
    }
  }
  if (saved.place === null) return null;
  const memory = repertoire.memory(saved.place.mood);
  interruption.beginAt({ memory, slot: saved.place.slot, phraseBar: saved.place.bar, number: saved.place.bars });
  return memory;
}

const LONGEST_SEED = 200;

/** Phrases by number, each once. */
class Shelf {
  readonly phrases: BankedPhrase[] = [];
  readonly #numbers = new Map<Phrase, number>();

  number({ mood }: MoodMemory, phrase: Phrase): number {
    const known = this.#numbers.get(phrase);
    if (known !== undefined) return known;
    this.#numbers.set(phrase, this.phrases.length);
    return this.phrases.push(banked(phrase, mood.name, phrase.request.seed.slice(-LONGEST_SEED))) - 1;
  }
}
