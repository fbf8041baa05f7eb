/** Writes the music of an ensemble down for a saved game or the start of a log. Notes not yet played are not kept: the seed gives them again. */

import type { OctaveMove } from '../../arrange/request.ts';
import { tailOf } from '../../arrange/tail.ts';
import type { Signals } from '../../mood/signals.ts';
import { notesHash, type Phrase } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import { type SerializedPhrase, serializePhrase } from '../../soundtrack/phrase-bank.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { PlaybackState, ResumePoint } from '../model/playback.ts';
import { asksTheSame } from '../phrases/phrase-job.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Crossfader } from '../playback/crossfader.ts';
import type { Stingers } from '../playback/stingers.ts';
import type { Suspension } from '../playback/suspension.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { RequestedMoods } from '../requests/mood-requests.ts';
import type { SavedAhead, SavedMood, SavedMusic } from './save-format.ts';

/** What a mood was pushed as by a zone, in older saved games that still kept those. */
export const OF_A_ZONE = /^zone \d+$/;

/** The parts whose state is kept. */
export interface KeptParts {
  readonly soundtrack: Soundtrack;
  readonly signals: Signals;
  readonly controls: ControlResolver;
  readonly phrases: PhraseSupply;
  readonly playback: PlaybackState;
  readonly suspension: Suspension;
  readonly crossfader: Crossfader;
  readonly stingers: Stingers;
  readonly recorder: CommandRecorder;
}

/** The moment to be kept. */
export interface Moment extends RequestedMoods {
  readonly now: Seconds;
  /** For a log that starts at a bar: which, and whether its phrase was arranged for it. Of a saved game, it is the bar that sounds. */
  readonly start?: ResumePoint & { readonly anew: boolean };
}

/** Writes down what is to be kept. */
export function saveMusic(parts: KeptParts, moment: Moment): SavedMusic {
  const { soundtrack, signals, controls, phrases: repertoire, suspension } = parts;
  const { override, tuning } = controls;
  const { now, base, pushed, next, start } = moment;
  const shelf = new PhraseTable();
  const place = start ?? suspension.placeAt(now);
  const moods = repertoire.moods.all.flatMap((memory) => {
    const here = place?.memory === memory ? place : null;
    const anew = here !== null && start?.anew === true;
    return savedMood(parts, memory, { now, here, shelf, isStart: start !== undefined, anew });
  });
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
        ...(end === Number.POSITIVE_INFINITY ? {} : { seconds: Math.max(0, end - Math.max(0, now)) }),
      };
    }),
    place: place && stays ? savedPlace(place) : null,
    signals: Object.fromEntries(signals.names.map((name) => [name, signals.raw(name, Number.POSITIVE_INFINITY)])),
    override,
    tuning,
    moods,
    phrases: shelf.phrases,
  };
}

/** What was saved, with more phrases in hand. */
export function withAhead(
  saved: SavedMusic,
  more: readonly { readonly memory: MoodState; readonly written: ReadyPhrase }[],
): SavedMusic {
  const shelf = new PhraseTable(saved.phrases);
  const moods = [...saved.moods];
  for (const { memory, written } of more) {
    const { name } = memory.mood;
    const i = moods.findIndex(({ mood }) => mood === name);
    const untouched = { mood: name, slot: 0, bars: 0, themed: [], written: [], first: [] };
    const before: SavedMood = moods[i] ?? untouched;
    const after = { ...before, ahead: [...(before.ahead ?? []), savedAhead(memory, written, shelf)] };
    if (i < 0) moods.push(after);
    else moods[i] = after;
  }
  return { ...saved, moods, phrases: shelf.phrases };
}

/** What a mood is saved with. */
interface MoodMoment {
  readonly now: Seconds;
  /** Where the music is, where it is this mood's. */
  readonly here: ResumePoint | null;
  readonly shelf: PhraseTable;
  readonly isStart: boolean;
  /** Whether the phrase that it is at is yet to be arranged. */
  readonly anew: boolean;
}

/** A mood's music, where it has any. */
function savedMood({ controls, phrases }: KeptParts, memory: MoodState, moment: MoodMoment): SavedMood[] {
  const { now, here, shelf, isStart, anew: isAnew } = moment;
  const { health } = phrases.queue;
  const { slot, number: bars } = here ?? { slot: memory.slot, number: memory.bars };
  const isHeard = (at: number, { arrangedWith }: ReadyPhrase) => {
    if (here !== null && at === slot && (isStart || here.phraseBar > 0)) return !isStart;
    return arrangedWith !== undefined;
  };
  const heard = [slot - 1, slot].flatMap((at) => {
    const written = memory.get(at);
    return written !== null && isHeard(at, written) ? [written] : [];
  });
  const isSure = (written: ReadyPhrase) =>
    here === null && written.arrangedWith === undefined && asksTheSame(written.controls, controls.at(memory, now));
  const ahead = memory.slots
    .filter((at) => at >= slot && (isStart || at <= slot + 1) && !heard.some((written) => written.slot === at))
    .map((at) => memory.get(at)!)
    .filter((written) => isStart || (!health.isProvisional(written.phrase) && !isSure(written)));
  const passing = [...heard, ...ahead]
    .filter(({ phrase }) => health.isProvisional(phrase))
    .map((written) => written.slot);
  const first = [...memory.expositions].map(([theme, phrase]) => [theme, shelf.number(memory, phrase)] as const);
  // A theme that a tuning has taken back is stated no more.
  const themed = [...memory.scheduledThemes].filter(([at, theme]) => at >= slot && controls.theme(theme) !== undefined);
  const { tonic, restartsAt: anew, carriedOver: echoes } = memory;
  const untouched = bars === 0 && [heard, first, themed, ahead].every((list) => list.length === 0) && echoes === null;
  if (untouched) return [];
  const tail = tailBefore(memory, slot);
  const arranged = [...heard, ...ahead].flatMap((written) => {
    const isOpen = written.slot < slot || (isAnew && written.slot === slot);
    return isOpen || written.arrangedWith === undefined ? [] : [[written.slot, written.arrangedWith] as const];
  });
  return [
    {
      mood: memory.mood.name,
      slot,
      bars,
      ...(tonic === null ? {} : { tonic }),
      ...(anew < 0 ? {} : { anew }),
      ...(echoes === null ? {} : { echoes: [echoes.mood, shelf.number(memory, echoes.tune)] as const }),
      ...(passing.length === 0 ? {} : { passing }),
      ...(arranged.length === 0 ? {} : { arranged }),
      ...(tail === null ? {} : { tail }),
      ...(ahead.length === 0 ? {} : { ahead: ahead.map((written) => savedAhead(memory, written, shelf)) }),
      themed,
      written: heard.map((written) => {
        return [written.slot, shelf.number(memory, written.phrase), written.opening, ...octaveOf(written)] as const;
      }),
      first,
    },
  ];
}

function savedPlace({ memory, slot, phraseBar, number, standing }: ResumePoint): SavedMusic['place'] {
  // A phrase that was given up as it played begins with its first bar.
  const bars = memory.get(slot)?.phrase.request.bars ?? 0;
  const bar = phraseBar < bars ? phraseBar : 0;
  return { mood: memory.mood.name, slot, bar, bars: number, ...(standing === null ? {} : { standing }) };
}

function savedAhead(memory: MoodState, written: ReadyPhrase, shelf: PhraseTable): SavedAhead {
  const { slot, phrase, opening, controls } = written;
  return [slot, shelf.number(memory, phrase), opening, controls, ...octaveOf(written)];
}

function octaveOf({ octave }: ReadyPhrase): readonly [] | readonly [OctaveMove] {
  return octave === null ? [] : [octave];
}

/** What the voices of a slot's phrase lead on from. */
function tailBefore(memory: MoodState, slot: number): SavedMood['tail'] | null {
  const score = memory.get(slot - 1)?.score;
  if (score) return tailOf(score);
  return memory.tail?.slot === slot ? memory.tail.pitches : null;
}

const LONGEST_NAME = 200;

/** Phrases by number, each once. */
class PhraseTable {
  readonly phrases: SerializedPhrase[];
  readonly #numbers = new Map<Phrase, number>();

  constructor(phrases: readonly SerializedPhrase[] = []) {
    this.phrases = [...phrases];
  }

  number({ mood }: MoodState, phrase: Phrase): number {
    const known = this.#numbers.get(phrase);
    if (known !== undefined) return known;
    this.#numbers.set(phrase, this.phrases.length);
    const whole = { ...phrase, hash: notesHash(phrase.notes) };
    return this.phrases.push(serializePhrase(whole, mood.name.slice(0, LONGEST_NAME), phrase.request.seed)) - 1;
  }
}
