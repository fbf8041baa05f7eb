/** Looks for moments that a long log may begin with: one is found as a phrase is handed over, and counts once its line has passed undisturbed. */

import type { Seconds } from '../../music/time.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { ScheduledBar, Timeline } from '../playback/timeline.ts';
import type { Command, LogOrder } from '../recording/command-log.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';
import { Checkpoint, finite, orderOf } from './checkpoint.ts';
import { type KeptParts, saveMusic } from './save.ts';

/** Commands whose effect does not follow from what sounds when they come. */
const TIMELESS: readonly Command['kind'][] = ['signal', 'override'];

/** A checkpoint whose line lies ahead: what begins to sound there has been handed over, and nothing may look back beyond it. */
interface Coming {
  readonly line: Seconds;
  readonly checkpoint: Checkpoint;
}

/** Finds checkpoints for the log of an ensemble. All times are music times. */
export class Checkpoints {
  #coming: Coming | null = null;

  constructor(
    private readonly parts: KeptParts,
    private readonly timeline: Timeline,
    private readonly requests: MoodRequests,
  ) {}

  /** To be told of the first bar of a phrase, handed over and not written down yet. */
  phrase(bar: ScheduledBar): void {
    const { recorder: logbook } = this.parts;
    const { player, number } = bar;
    const written = player.memory.get(bar.slot);
    if (written !== null) logbook.phraseStarts(player.memory, written);
    if (!logbook.isLong || this.#coming !== null || !this.#isQuiet(bar)) return;
    const before = this.timeline.bars.find((other) => other.player === player && other.number === number - 1);
    if (before === undefined) return;
    const checkpoint = this.#at(bar, before);
    logbook.propose(checkpoint);
    this.#coming = { line: bar.time, checkpoint };
  }

  /** To be told of commands and of what happens by itself. */
  happened(time: Seconds, kind: Command['kind'] | null = null): void {
    const isSeen = kind === null || !TIMELESS.includes(kind);
    if (!isSeen || this.#coming === null || time > this.#coming.line) return;
    this.#coming = null;
    this.parts.recorder.propose(null);
  }

  /** To be told of time. */
  pass(now: Seconds): void {
    if (this.#coming === null || now <= this.#coming.line) return;
    this.#coming = null;
    this.parts.recorder.accept();
  }

  #isQuiet({ player, late }: ScheduledBar): boolean {
    const { crossfader, playback, stingers, recorder, phrases, controls } = this.parts;
    const { value } = playback;
    return (
      late === undefined &&
      value.kind === 'composed' &&
      value.lead === player &&
      value.pending === null &&
      value.track === null &&
      value.nextTrack === null &&
      crossfader.players.length === 1 &&
      player.fadeOut === null &&
      !stingers.isComing &&
      !recorder.isWaiting &&
      // A theme that a tuning has taken back may come back with another.
      phrases.moods.all.every(({ scheduledThemes: themed, slot }) =>
        [...themed].every(([at, name]) => at < slot || controls.theme(name) !== undefined),
      )
    );
  }

  /** The moment before a bar was handed over. */
  #at({ player, slot, number, time, read, controls }: ScheduledBar, before: ScheduledBar): Checkpoint {
    const { memory, pace, barsIn, entered, deck } = player;
    const { crossfader, signals, phrases: repertoire, recorder: logbook, stingers } = this.parts;
    const standing = { pace, bars: barsIn - 1, seconds: time - entered, layering: before.layering };
    const anew = memory.get(slot)?.arrangedWith === controls;
    const place = { memory, slot, phraseBar: 0, number, standing, anew };
    const claims = this.requests.applied;
    const from = saveMusic(this.parts, { now: read, ...claims, next: null, start: place });
    const [commands, bars] = logbook.position;
    const moment = {
      time,
      read,
      after: [commands, bars - 1] as const,
      barSeconds: before.end - before.time,
      entered,
      deck,
      silent: crossfader.silentFrom.map(finite),
      signals: Object.fromEntries(signals.names.map((name) => [name, signals.stepsFrom(name, read)])),
      orders: repertoire.moods.all.flatMap((each) => ordersOf(each, each === memory ? slot : each.slot, logbook)),
      stingers: stingers.times,
    };
    return new Checkpoint(
      moment,
      from,
      claims.pushed.map((claim) => [claim, logbook.pushOf(claim)]),
    );
  }
}

/** The phrases in hand of a mood, from the one before a slot on. */
function ordersOf(memory: MoodState, slot: number, logbook: CommandRecorder): readonly LogOrder[] {
  const inHand = memory.slots.filter((at) => at >= slot - 1).map((at) => memory.get(at)!);
  return inHand.map((written) => orderOf(memory, written, written.begun, logbook.hasRecorded(memory, written)));
}
