/**
 * The mix follows signals while bars sound: brightness, layers, drums, sounds of the place and gain move at once, or on the
 * next beat, through everything that is scheduled. Everything happens at music times, so a replay does the same.
 */

import type { LiveStart } from '../../formats/log-entries.ts';
import { FollowedModulations, soundsBroughtBy } from '../../mood/followed.ts';
import type { Pushes } from '../../mood/modulation.ts';
import type { Signals } from '../../mood/signals.ts';
import type { Seconds } from '../../music/time.ts';
import type { AudioOutput } from '../../output/audio-output.ts';
import { type LiveMoves, movedBars, percussionOf } from '../../output/live-mix.ts';
import type { MixController } from '../../output/mix-controller.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { PlaybackState } from '../model/playback.ts';
import type { Timeline } from '../model/timeline.ts';
import { ALWAYS, BEAT_LOOK, isBefore, NEVER } from '../model/timing.ts';

/** While a signal moves, it is read at multiples of this. */
const STEP: Seconds = 0.05;
/** Two lines lie further apart. */
const APART: Seconds = 1e-3;

/** Follows signals. All times are music times. */
export class LiveMix {
  readonly #held: FollowedModulations;
  #moves: LiveMoves | null = null;
  /** When signals were read last, and the last line that was looked at. */
  #last: Seconds = ALWAYS;
  #lastLine: Seconds = ALWAYS;
  /** Set after construction to the crossfader, which owns the players. */
  players: { readonly players: readonly MoodPlayer[] } = { players: [] };

  constructor(
    signals: Signals,
    private readonly controls: ControlResolver,
    private readonly playback: PlaybackState,
    private readonly timeline: Timeline,
    private readonly clock: TransportClock,
    private readonly output: AudioOutput,
    private readonly mixing: MixController,
  ) {
    this.#held = new FollowedModulations(signals);
  }

  /** Time of the next reading. */
  get due(): Seconds {
    const { followed } = this.controls;
    if (followed.length === 0) return NEVER;
    const step = this.#held.isMoving(followed, this.#last) ? nextStep(this.#last) : NEVER;
    return Math.min(step, this.#nextLine() - BEAT_LOOK);
  }

  /** Takes the reading that is due. */
  run(at: Seconds): void {
    const line = this.#nextLine();
    if (isBefore(at, line - BEAT_LOOK)) {
      this.follow(at);
      return;
    }
    this.#lastLine = line;
    const { lead } = this.playback;
    this.#read(at, lead !== null && this.timeline.line(lead, 'bar', line) === line ? 'bar' : 'beat');
    this.#apply(line);
  }

  /** Reads what follows `now`, and moves the mix. To be called when a signal was sent, and when modulations change. */
  follow(at: Seconds): void {
    const isOver = this.controls.followed.length === 0;
    if (isOver && this.#moves === null) return;
    this.#read(at, null);
    this.#apply(at);
    if (isOver) this.#moves = null;
  }

  /** What signals add to the bars that are rendered at a time. */
  moves(at: Seconds): LiveMoves {
    return this.#moves ?? this.#read(at, 'bar');
  }

  /** Where it stands, for the start of a log; undefined where nothing is followed. */
  get state(): LiveStart | undefined {
    if (this.#moves === null) return undefined;
    const line = this.#lastLine === ALWAYS ? null : this.#lastLine;
    return { read: this.#last, line, adds: this.#held.adds(this.controls.followed) };
  }

  set state(state: LiveStart | undefined) {
    if (state === undefined) return;
    this.#last = state.read;
    this.#lastLine = state.line ?? ALWAYS;
    this.#take(this.#held.goOn(this.controls.followed, state.adds));
  }

  #read(at: Seconds, line: 'beat' | 'bar' | null): LiveMoves {
    const { followed, fixed } = this.controls;
    this.#last = at;
    return this.#take(this.#held.read(followed, at, line, fixed));
  }

  #take(pushes: Pushes): LiveMoves {
    const mayCome = soundsBroughtBy(this.controls.followed);
    this.#moves = { pushes, percussion: percussionOf(pushes), mayCome };
    return this.#moves;
  }

  #apply(at: Seconds): void {
    this.mixing.follow(this.#moves?.pushes.get('duck') ?? 0);
    for (const player of this.players.players) if (player.releasedAt === null) this.#applyTo(player, at);
  }

  /** Moves the bars of a mood that sound at a time or later. */
  #applyTo(player: MoodPlayer, at: Seconds): void {
    const { deck, memory, fadeOut } = player;
    const time = this.clock.toClock(at);
    const bars = this.timeline.bars.flatMap((bar) => {
      if (bar.player !== player || !isBefore(at, bar.end)) return [];
      const still = bar.still ?? this.controls.stillAt(memory, bar.read);
      // A mood that leaves keeps its notes, and so do bars that lead to one.
      return still ? [{ ...bar, still, mayRevise: fadeOut === null && bar.phraseBar >= 0, bar }] : [];
    });
    if (bars.length === 0) return;
    const isAtRest = !this.#held.isMoving(this.controls.followed, at);
    const { bars: after, change, added } = movedBars(bars, this.#moves!, time, isAtRest);
    bars.forEach(({ bar, still }, i) => void this.timeline.replace(bar, { ...bar, still, ...after[i]! }));
    player.layering = after.at(-1)!.layering;
    if (change !== null) this.output.follow({ deck, time, ...change });
    for (const bar of added) this.output.play(bar);
  }

  /** The next line on which something is followed. */
  #nextLine(): Seconds {
    const { lead } = this.playback;
    const kinds = this.controls.followed.map(({ follow = 'bar' }) => follow);
    const kind = (['beat', 'bar'] as const).find((each) => kinds.includes(each));
    if (lead === null || kind === undefined) return NEVER;
    return this.timeline.line(lead, kind, Math.max(this.#lastLine + APART, this.#last)) ?? NEVER;
  }
}

/** The next multiple of {@link STEP}. */
function nextStep(after: Seconds): Seconds {
  return (Math.floor(after / STEP + APART) + 1) * STEP;
}
