/** Saves the music of a conductor, for a saved game or the start of a log. Notes not yet played are not saved: the seed produces them again. */

import type { OctaveMove } from '../../arrange/request.ts';
import { tailOf } from '../../arrange/tail.ts';
import { type SavedAhead, type SavedMood, type SavedMusic, ZONE_KEY } from '../../formats/saved-music.ts';
import type { Signals } from '../../mood/signals.ts';
import { notesHash, type Phrase } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import { asksTheSame } from '../../phrases/phrase-job.ts';
import { describedMoods } from '../../soundtrack/described.ts';
import { type SerializedPhrase, serializePhrase } from '../../soundtrack/phrase-bank.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { ResumePoint } from '../model/resume-point.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Crossfader } from '../playback/crossfader.ts';
import type { LiveMix } from '../playback/live-mix.ts';
import type { Stingers } from '../playback/stingers.ts';
import type { Suspension } from '../playback/suspension.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { RequestedMoods } from '../requests/mood-requests.ts';

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
  readonly live: LiveMix;
}

/** The moment that is saved. */
export interface Moment extends RequestedMoods {
  readonly now: Seconds;
  /** The first bar of a log, and whether its phrase was arranged for it. Absent for a saved game, which starts at the bar that sounds. */
  readonly start?: ResumePoint & { readonly anew: boolean };
}

/** Saves the music at a moment. */
export function saveMusic(parts: KeptParts, moment: Moment): SavedMusic {
  const { soundtrack, signals, controls, phrases, suspension } = parts;
  const { override, tuning } = controls;
  const { now, base, pushed, next, start } = moment;
  const table = new PhraseTable();
  const place = start ?? suspension.placeAt(now);
  const moods = phrases.moods.all.flatMap((memory) => {
    const here = place?.memory === memory ? place : null;
    const anew = here !== null && start?.anew === true;
    return savedMood(parts, memory, { now, here, table, isStart: start !== undefined, anew });
  });
  // If a mood waits for its instruments, the music continues in that mood, from its start.
  const stays = next === null || next === place?.memory.mood.name;
  return {
    version: 1,
    seed: soundtrack.seed,
    ...(soundtrack.variety ? { variety: true as const } : {}),
    ...(soundtrack.endings ? { endings: true as const } : {}),
    ...describedMoods(soundtrack),
    ...controls.scores,
    mood: base,
    pushed: pushed.map(({ key, mood, priority, end }) => {
      return {
        as: key,
        mood,
        priority,
        ...(ZONE_KEY.test(key) ? { own: true as const } : {}),
        ...(end === Number.POSITIVE_INFINITY ? {} : { seconds: Math.max(0, end - Math.max(0, now)) }),
      };
    }),
    place: place && stays ? savedPlace(place) : null,
    signals: Object.fromEntries(signals.names.map((name) => [name, signals.raw(name, Number.POSITIVE_INFINITY)])),
    override,
    ...(Object.keys(controls.feel).length === 0 ? {} : { feel: controls.feel }),
    tuning,
    moods,
    phrases: table.phrases,
  };
}

/** Saved music with more ready phrases. */
export function withAhead(
  saved: SavedMusic,
  more: readonly { readonly state: MoodState; readonly ready: ReadyPhrase }[],
): SavedMusic {
  const table = new PhraseTable(saved.phrases);
  const moods = [...saved.moods];
  for (const { state, ready } of more) {
    const { name } = state.mood;
    const i = moods.findIndex(({ mood }) => mood === name);
    const untouched = { mood: name, slot: 0, bars: 0, themed: [], written: [], first: [] };
    const before: SavedMood = moods[i] ?? untouched;
    const after = { ...before, ahead: [...(before.ahead ?? []), savedAhead(state, ready, table)] };
    if (i < 0) moods.push(after);
    else moods[i] = after;
  }
  return { ...saved, moods, phrases: table.phrases };
}

/** The moment at which a mood is saved. */
interface MoodMoment {
  readonly now: Seconds;
  /** The bar that plays, if it is of this mood. */
  readonly here: ResumePoint | null;
  readonly table: PhraseTable;
  readonly isStart: boolean;
  /** Whether the phrase of that bar has not been arranged yet. */
  readonly anew: boolean;
}

/** A mood with its phrases; nothing for one that has not been used. */
function savedMood({ controls, phrases }: KeptParts, memory: MoodState, moment: MoodMoment): SavedMood[] {
  const { now, here, table, isStart, anew: isAnew } = moment;
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
  const drummer = [...heard, ...ahead].filter(({ hasDrummer }) => hasDrummer).map((written) => written.slot);
  const first = [...memory.expositions].map(([theme, phrase]) => [theme, table.number(memory, phrase)] as const);
  // A scheduled theme that the tuning no longer has is dropped.
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
      ...(here !== null || memory.phraseBar === 0 ? {} : { bar: memory.phraseBar }),
      ...(tonic === null ? {} : { tonic }),
      ...(anew < 0 ? {} : { anew }),
      ...(echoes === null ? {} : { echoes: [echoes.mood, table.number(memory, echoes.tune)] as const }),
      ...(passing.length === 0 ? {} : { passing }),
      ...(drummer.length === 0 ? {} : { drummer }),
      ...(arranged.length === 0 ? {} : { arranged }),
      ...(tail === null ? {} : { tail }),
      ...(ahead.length === 0 ? {} : { ahead: ahead.map((written) => savedAhead(memory, written, table)) }),
      themed,
      written: heard.map((written) => {
        return [written.slot, table.number(memory, written.phrase), written.opening, ...octaveOf(written)] as const;
      }),
      first,
    },
  ];
}

function savedPlace({ memory, slot, phraseBar, number, standing }: ResumePoint): SavedMusic['place'] {
  // A phrase that was replaced while it played starts with its first bar.
  const bars = memory.get(slot)?.phrase.request.bars ?? 0;
  const bar = phraseBar < bars ? phraseBar : 0;
  return { mood: memory.mood.name, slot, bar, bars: number, ...(standing === null ? {} : { standing }) };
}

function savedAhead(memory: MoodState, written: ReadyPhrase, table: PhraseTable): SavedAhead {
  const { slot, phrase, opening, controls } = written;
  return [slot, table.number(memory, phrase), opening, controls, ...octaveOf(written)];
}

function octaveOf({ octave }: ReadyPhrase): readonly [] | readonly [OctaveMove] {
  return octave === null ? [] : [octave];
}

/** The last pitches before a slot, from which its voices lead on. */
function tailBefore(memory: MoodState, slot: number): SavedMood['tail'] | null {
  const score = memory.get(slot - 1)?.score;
  if (score) return tailOf(score);
  return memory.tail?.slot === slot ? memory.tail.pitches : null;
}

const LONGEST_NAME = 200;

/** Numbers the phrases of a save, each once. */
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
