/** Writes the music of an ensemble down for a save game, and takes it up again in another. Notes not yet played are not kept: the seed gives them again. */

import type { OctaveMove } from '../arrange/request.ts';
import { tailOf } from '../arrange/tail.ts';
import { notesHash, type Phrase } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import { type BankedPhrase, banked, readBanked } from './bank.ts';
import type { Ensemble } from './ensemble.ts';
import type { Place } from './interruption.ts';
import type { MoodMemory, Written } from './memory.ts';
import type { Wanted } from './moves.ts';
import { BEFORE } from './music-clock.ts';
import { asksTheSame } from './order.ts';
import type { SavedMood, SavedMusic, SavedPush } from './saved.ts';

/** What of the moment the ensemble does not know. */
export interface Moment extends Wanted {
  readonly now: Seconds;
}

/** Writes down what is to be kept. */
export function saveMusic(ensemble: Ensemble, { now, base, pushed, next }: Moment): SavedMusic {
  const { soundtrack, signals, override, tuning, repertoire, interruption } = ensemble;
  const { pantry } = repertoire;
  const shelf = new Shelf();
  const place = interruption.place(now);
  const isKnown = (theme: string) => ensemble.theme(theme) !== undefined;
  const moods = repertoire.memories.flatMap((memory): SavedMood[] => {
    const slot = place?.memory === memory ? place.slot : memory.slot;
    const bars = place?.memory === memory ? place.number : memory.bars;
    const written = [slot - 1, slot].flatMap((at) => {
      const heard = memory.get(at);
      const plays = place?.memory === memory && place.phraseBar > 0 && at === slot;
      if (heard === null || (heard.arrangedWith === undefined && !plays)) return [];
      return [[at, shelf.number(memory, heard.phrase), heard.opening, ...octaveOf(heard)] as const];
    });
    const { tonic, anew, echoes } = memory;
    const passing = [slot - 1, slot].filter((at) => {
      const heard = memory.get(at);
      return heard !== null && pantry.isPassing(heard.phrase);
    });
    const ahead = [slot, slot + 1].flatMap((at) => {
      const ready = memory.get(at);
      const isKept =
        ready !== null &&
        ready.arrangedWith === undefined &&
        !written.some(([slot]) => slot === at) &&
        !pantry.isPassing(ready.phrase) &&
        (place?.memory === memory || !asksTheSame(ready.controls, ensemble.controls(memory, now)));
      if (!isKept) return [];
      return [[at, shelf.number(memory, ready.phrase), ready.opening, ready.controls, ...octaveOf(ready)] as const];
    });
    const tail = tailBefore(memory, slot);
    const arranged = memory.get(slot)?.arrangedWith;
    const first = [...memory.firsts].map(([theme, phrase]) => [theme, shelf.number(memory, phrase)] as const);
    // A theme that a tuning has taken back is stated no more.
    const themed = [...memory.themed].filter(([at, theme]) => at >= slot && isKnown(theme));
    const untouched =
      bars === 0 && [written, first, themed, ahead].every((list) => list.length === 0) && echoes === null;
    if (untouched) return [];
    const rest = {
      ...(tonic === null ? {} : { tonic }),
      ...(anew < 0 ? {} : { anew }),
      ...(echoes === null ? {} : { echoes: [echoes.mood, shelf.number(memory, echoes.tune)] as const }),
      ...(passing.length === 0 ? {} : { passing }),
      ...(arranged === undefined ? {} : { arranged }),
      ...(tail === null ? {} : { tail }),
      ...(ahead.length === 0 ? {} : { ahead }),
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
        ...(OF_A_ZONE.test(key) ? { own: true as const } : {}),
        ...(end === Number.POSITIVE_INFINITY ? {} : { seconds: Math.max(0, end - now) }),
      };
    }),
    place: place && stays ? placed(place, bar) : null,
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
    const phrase = readBanked(entry, `phrase ${i}`, 'save anew', Number.POSITIVE_INFINITY);
    return { ...phrase, request: { ...phrase.request, seed: entry.take } };
  });
  for (const each of saved.moods) {
    const { mood, slot, bars, tonic, anew, themed, echoes, written, first, passing = [], ahead = [], tail } = each;
    const memory = repertoire.memory(mood);
    memory.slot = slot;
    memory.bars = bars;
    memory.tonic = tonic ?? null;
    memory.anew = anew ?? -1;
    for (const [at, theme] of themed) memory.themed.set(at, theme);
    if (echoes !== undefined) memory.echoes = { mood: echoes[0], tune: phrases[echoes[1]]! };
    for (const [theme, phrase] of first) memory.remember(theme, phrases[phrase]!);
    const controls = ensemble.controls(memory, BEFORE);
    const rest = { read: BEFORE, after: [0, 0], score: null } as const;
    for (const [at, phrase, opening, octave = null] of written) {
      // What was heard is arranged as it was: it is not written anew because signals have moved since.
      const as = at === slot ? each.arranged : undefined;
      const arrangedWith = { ...(as ?? controls), palette: controls.palette };
      const heard = { slot: at, phrase: phrases[phrase]!, controls, opening, octave, arrangedWith, begun: true };
      memory.put({ ...heard, ...rest });
      if (passing.includes(at)) repertoire.pantry.passes(heard.phrase);
    }
    for (const [at, phrase, opening, controls, octave = null] of ahead)
      memory.put({ slot: at, phrase: phrases[phrase]!, controls, opening, octave, begun: false, ...rest });
    if (tail !== undefined) memory.tail = { slot, pitches: tail };
  }
  if (saved.place === null) return null;
  const { mood, slot, bar, bars, standing = null } = saved.place;
  const memory = repertoire.memory(mood);
  interruption.beginAt({ memory, slot, phraseBar: bar, number: bars, standing });
  return memory;
}

/** What a mood was pushed as by a zone in saved games that still kept those. */
const OF_A_ZONE = /^zone \d+$/;

/** Moods that were pushed and come back with a saved game. A zone's come when the zone says so. */
export function pushedAgain({ pushed }: SavedMusic): readonly SavedPush[] {
  return pushed.filter(({ as, own, seconds }) => own || seconds !== undefined || !OF_A_ZONE.test(as));
}

function placed({ memory, slot, number, standing }: Place, bar: number): SavedMusic['place'] {
  return { mood: memory.mood.name, slot, bar, bars: number, ...(standing === null ? {} : { standing }) };
}

function octaveOf({ octave }: Written): readonly [] | readonly [OctaveMove] {
  return octave === null ? [] : [octave];
}

/** What the voices of a slot's phrase lead on from. */
function tailBefore(memory: MoodMemory, slot: number): SavedMood['tail'] | null {
  const score = memory.get(slot - 1)?.score;
  if (score) return tailOf(score);
  return memory.tail?.slot === slot ? memory.tail.pitches : null;
}

/** Phrases by number, each once. */
class Shelf {
  readonly phrases: BankedPhrase[] = [];
  readonly #numbers = new Map<Phrase, number>();

  number({ mood }: MoodMemory, phrase: Phrase): number {
    const known = this.#numbers.get(phrase);
    if (known !== undefined) return known;
    this.#numbers.set(phrase, this.phrases.length);
    const whole = { ...phrase, hash: notesHash(phrase.notes) };
    return this.phrases.push(banked(whole, mood.name, phrase.request.seed)) - 1;
  }
}
