/** Random games that are recorded and played again: what games do on purpose, and whether the same notes come of it. */

import * as fc from 'fast-check';
import type { Conductor } from '../../plugin/conductor/conductor.ts';
import { type ConductorLog, readLog } from '../../plugin/formats/log.ts';
import type { PhraseSource } from '../../plugin/generate/source.ts';
import type { PhraseModel } from '../../plugin/music/phrase.ts';
import { random } from '../../plugin/music/random.ts';
import type { DeckIndex, TimedBar } from '../../plugin/output/audio-output.ts';
import {
  type Act,
  anyCue,
  anyMood,
  anyThemeCue,
  anyTrack,
  anyTrackEnd,
  CHAOS_SOUNDTRACK,
  call,
  wait,
} from './chaos.ts';
import { notesOf, type Rehearsal, rehearse } from './rehearsal.ts';

/** What games do on purpose, over some seconds. */
export const anySensibleAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: call('mood', anyMood, anyCue.filter(({ cue, at }) => (cue === undefined) === (at !== 'cue') && cue !== 'nowhere')) }, // biome-ignore format: one act a line
  { weight: 2, arbitrary: call('push', anyMood, fc.record({ priority: fc.integer({ min: -3, max: 3 }), until: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 2, arbitrary: call('pop', anyMood) },
  { weight: 5, arbitrary: call('signal', fc.constantFrom('danger', 'health', 'chased'), fc.double({ min: 0, max: 100, noNaN: true })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('signal', fc.constant('weather'), fc.constantFrom('rain', 'clear')) },
  { weight: 1, arbitrary: call('stinger', fc.constantFrom('victory', 'discovery')) },
  { weight: 1, arbitrary: call('theme', fc.constant('hero'), anyThemeCue) },
  { weight: 1, arbitrary: call('override', fc.record({ tempo: fc.integer({ min: 40, max: 220 }) }, { requiredKeys: [] })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('tune', fc.record({ hold: fc.record({ density: fc.double({ min: 0, max: 1, noNaN: true }) }) })) }, // biome-ignore format: one act a line
  { weight: 1, arbitrary: call('reroll') },
  { weight: 1, arbitrary: anyTrack },
  { weight: 1, arbitrary: call('endTrack', anyTrackEnd) },
  { weight: 9, arbitrary: wait(0.02, 4) },
);

/** A game: what it does before its music starts, while it waits for its first phrase, and then. */
export interface RandomGame {
  readonly before: readonly Act[];
  readonly waiting: readonly Act[];
  readonly acts: readonly Act[];
  /** Seconds that the composer takes for a phrase, at most. */
  readonly slowness: number;
  /** Milliseconds that a tick has for work that can wait. */
  readonly budgetMs: number;
}

/** A game of at most `maxLength` acts after its first note. */
export const anyGame = (maxLength: number): fc.Arbitrary<RandomGame> =>
  fc.record({
    before: fc.array(anySensibleAct, { maxLength: 3 }),
    waiting: fc.array(anySensibleAct, { maxLength: 3 }),
    acts: fc.array(anySensibleAct, { maxLength }),
    slowness: fc.constantFrom(0, 0.3, 3),
    budgetMs: fc.constantFrom(0, Number.POSITIVE_INFINITY),
  });

/** A long game: some acts at a time, and half a minute at most in which the music settles. */
export const anyLongGame = (maxLength: number): fc.Arbitrary<RandomGame> =>
  fc
    .tuple(
      anyGame(0),
      fc.array(fc.tuple(fc.array(anySensibleAct, { minLength: 1, maxLength: 6 }), wait(4, 30)), {
        minLength: 3,
        maxLength,
      }),
    )
    .map(([game, stretches]) => ({ ...game, acts: stretches.flatMap(([acts, rest]) => [...acts, rest]) }));

/** Seconds that a game goes on after its last act. */
const AFTER = 6;
const TICK = 0.05;

/** Where a replay of a game differs from the game, or null; how many notes were compared. */
export async function replayDiffers(
  game: RandomGame,
  source: PhraseSource,
  { logLength = 1_000_000 }: { readonly logLength?: number } = {},
): Promise<{ readonly differs: string | null; readonly notes: number; readonly log: ConductorLog }> {
  const composer = source.composer === null ? null : new SlowComposer(source.composer, game.slowness);
  const first = rehearse({
    soundtrack: CHAOS_SOUNDTRACK,
    source: { ...source, composer: composer?.model ?? null },
    logLength,
  });
  const { conductor, now } = first;
  const playTo = async (time: number) => {
    while (now() < time - 1e-9) {
      await first.playTo(Math.min(time, now() + TICK), TICK, false, game.budgetMs);
      await composer?.answer(now());
    }
  };
  const play = async (acts: readonly Act[]) => {
    for (const act of acts) {
      if (act.kind === 'wait') await playTo(now() + act.seconds);
      else Reflect.apply(conductor[act.name as keyof Conductor & 'mood'], conductor, [...act.args]);
    }
  };
  await play(game.before);
  conductor.start();
  await play(game.waiting);
  await playTo(now() + 1.5);
  await play(game.acts);
  await playTo(now() + AFTER);

  const log = readLog(JSON.parse(JSON.stringify(conductor.log)));
  const again = rehearse({ soundtrack: CHAOS_SOUNDTRACK, source, replay: log });
  again.conductor.start();
  await again.conductor.settled();
  again.conductor.advance();
  await again.playTo(now() + 1, 0.02);
  const seconds = now() - startOf(first) - 1;
  const from = log.start?.time ?? 0;
  const heard = sounded(first, seconds, { time: 0, from });
  const heardAgain = sounded(again, seconds, { time: from, from });
  if (process.env.DBG)
    for (const [k, a, b] of [
      ['lost', heard, heardAgain],
      ['new', heardAgain, heard],
    ] as const)
      console.log(k, [...a].filter((n) => !b.has(n)).slice(0, 12));
  const lost = [...heard].find((note) => !heardAgain.has(note));
  const more = [...heardAgain].find((note) => !heard.has(note));
  const said = again.warnings.map((warning) => `; ${warning}`).join('');
  const differs = lost ?? more;
  return {
    differs:
      differs === undefined ? null : `${lost === undefined ? 'new' : 'lost'} of ${heard.size}: ${differs}${said}`,
    notes: heard.size,
    log,
  };
}

function startOf({ bars }: Rehearsal): number {
  return bars()[0]?.time ?? 0;
}

/**
 * The notes of the first seconds of a game's music: those handed over, not taken back, and not after a deck has faded out.
 * @param time music time of its first bar
 * @param from music time of the first bar whose notes count
 */
export function sounded(show: Rehearsal, seconds: number, { time = 0, from = 0 } = {}): ReadonlySet<string> {
  const start = startOf(show) - time;
  const silentFrom = new Map<DeckIndex, number>();
  let kept: TimedBar[] = [];
  for (const call of show.calls()) {
    if (call.kind === 'play') kept.push(call.bar);
    if (call.kind === 'fade') silentFrom.set(call.deck, call.to === 1 ? Infinity : call.time + call.duration);
    if (call.kind !== 'clear') continue;
    const from = Math.min(call.time, silentFrom.get(call.deck) ?? Infinity);
    kept = kept.map((bar) => (bar.deck === call.deck ? before(bar, from) : bar));
  }
  const counted = kept.filter((bar) => bar.time >= start + from - 1e-6);
  const notes = counted.map((bar) => before(bar, Math.min(start + seconds, silentFrom.get(bar.deck) ?? Infinity)));
  // A hair off, for times that lie between two of the text's decimals.
  return new Set(notesOf(notes, start - 1e-8).split('\n'));
}

function before(bar: TimedBar, time: number): TimedBar {
  return {
    ...bar,
    parts: bar.parts.map((part) => ({ ...part, notes: part.notes.filter((note) => note.time < time) })),
  };
}

/** A composer that takes its time, by the clock of the rehearsal. */
export class SlowComposer {
  readonly model: PhraseModel;
  readonly #waiting: { readonly due: number; readonly answer: () => void }[] = [];
  #now = 0;

  constructor(composer: PhraseModel, slowness: number) {
    this.model = {
      ...composer,
      generate: async (request) => {
        const seconds = slowness * random(`${request.seed}/patience`).next();
        if (seconds > 0) await new Promise<void>((answer) => this.#waiting.push({ due: this.#now + seconds, answer }));
        return composer.generate(request);
      },
    };
  }

  /** Answers what is due. */
  async answer(now: number): Promise<void> {
    this.#now = now;
    for (const waiting of this.#waiting.splice(0)) {
      if (waiting.due > now) this.#waiting.push(waiting);
      else waiting.answer();
    }
    for (let i = 0; i < 8; i++) await Promise.resolve();
  }
}
