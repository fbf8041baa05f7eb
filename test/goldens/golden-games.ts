/** Games whose every note, event and save is written down as a hash, so that a change of the code's shape is known to change no music. */

import * as fc from 'fast-check';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import type { ConductorEvents } from '../../plugin/conductor/model/events.ts';
import type { SavedMusic } from '../../plugin/formats/saved-music.ts';
import type { PhraseSource } from '../../plugin/generate/source.ts';
import { hashText } from '../../plugin/music/random.ts';
import { type Act, CHAOS_SOUNDTRACK, call } from '../helper/chaos.ts';
import { anySensibleAct, SlowComposer } from '../helper/random-replay.ts';
import { notesOf, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

/** What a game played, as hashes of 8 hex digits; `count` distinguishes an empty game from a silent fault. */
export interface Golden {
  readonly notes: string;
  readonly events: string;
  readonly saved: string;
  readonly log: string;
  readonly count: number;
}

/** One thing that a golden game does: an act of {@link anySensibleAct}, a pause, or a save that is loaded at once. */
type GoldenAct = Act | { readonly kind: 'reload' };

interface GoldenGame {
  readonly before: readonly Act[];
  readonly acts: readonly GoldenAct[];
  /** Most seconds that the composer takes for a phrase. */
  readonly slowness: number;
  /** Milliseconds that a tick has for work that can wait. */
  readonly budgetMs: number;
}

const EVENT_NAMES = [
  'ready',
  'start',
  'transition',
  'mood',
  'phrase',
  'bar',
  'beat',
  'chord',
  'note',
  'stinger',
  'track',
  'trackEnd',
  'degraded',
  'recovered',
  'pause',
  'resume',
] as const satisfies readonly (keyof ConductorEvents)[];

const anyGoldenAct: fc.Arbitrary<GoldenAct> = fc.oneof(
  { weight: 30, arbitrary: anySensibleAct },
  { weight: 1, arbitrary: call('pause') },
  { weight: 2, arbitrary: call('resume') },
  { weight: 1, arbitrary: fc.constant({ kind: 'reload' } as const) },
);

const anyGoldenGame: fc.Arbitrary<GoldenGame> = fc.record({
  before: fc.array(anySensibleAct, { maxLength: 3 }),
  acts: fc.array(anyGoldenAct, { minLength: 6, maxLength: 24 }),
  slowness: fc.constantFrom(0, 0.3, 3),
  budgetMs: fc.constantFrom(0, Number.POSITIVE_INFINITY),
});

const TICK = 0.05;
/** Seconds that a game goes on after its last act. */
const AFTER = 6;
/** The seed of all games: with it fast-check makes the same ones everywhere. */
const SEED = 20261129;

/** Plays the games at some indices and answers what each played. */
export async function playGoldenGames(indices: readonly number[], source: () => PhraseSource): Promise<Golden[]> {
  const games = fc.sample(anyGoldenGame, { seed: SEED, numRuns: Math.max(...indices) + 1 });
  const goldens: Golden[] = [];
  for (const index of indices) goldens.push(await playGame(games[index]!, source()));
  return goldens;
}

async function playGame(game: GoldenGame, source: PhraseSource): Promise<Golden> {
  const notes: string[] = [];
  const events: unknown[] = [];
  const logs: unknown[] = [];
  const slow = source.composer === null ? null : new SlowComposer(source.composer, game.slowness);
  let show: Rehearsal;
  let offset = 0;
  const open = (saved?: SavedMusic) => {
    show = rehearse({
      soundtrack: CHAOS_SOUNDTRACK,
      source: { ...source, composer: slow?.model ?? null },
      ...(saved ? { saved } : {}),
    });
    for (const name of EVENT_NAMES) show.conductor.on(name, (event) => void events.push([name, event]));
  };
  const playTo = async (time: number) => {
    while (show.now() < time - 1e-9) {
      await show.playTo(Math.min(time, show.now() + TICK), TICK, false, game.budgetMs);
      await slow?.answer(offset + show.now());
    }
  };
  const close = () => {
    notes.push(notesOf(show.bars()));
    logs.push(show.conductor.log);
    offset += show.now();
    return JSON.parse(JSON.stringify(show.conductor.save())) as SavedMusic;
  };
  const play = async (acts: readonly GoldenAct[]) => {
    for (const act of acts) {
      if (act.kind === 'wait') await playTo(show.now() + act.seconds);
      else if (act.kind === 'call')
        Reflect.apply(show.conductor[act.name as keyof Conductor & 'mood'], show.conductor, [...act.args]);
      else {
        open(close());
        show.conductor.start();
        await playTo(1.5);
      }
    }
  };
  open();
  await play(game.before);
  show!.conductor.start();
  await playTo(1.5);
  await play(game.acts);
  await playTo(show!.now() + AFTER);
  const saved = close();
  return {
    notes: hash(notes),
    events: hash(events),
    saved: hash(saved),
    log: hash(logs),
    count: notes.reduce((sum, text) => sum + (text === '' ? 0 : text.split('\n').length), 0),
  };
}

/** Eight hex digits over a value's JSON, numbers to nine decimals: what is less than a nanosecond is no other music. */
export function hash(value: unknown): string {
  const text = JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toFixed(9)) : each));
  return hashText(text).toString(16).padStart(8, '0');
}
