/** Finds the checkpoints at which a long log may start: a candidate when a phrase is scheduled, accepted if nothing happens before its bar line. */

import type { Command, LogOrder } from '../../formats/log-entries.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { ScheduledBar, Timeline } from '../model/timeline.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';
import { Checkpoint, finite, orderOf } from './checkpoint.ts';
import { type KeptParts, saveMusic } from './save.ts';

/** Commands whose effect does not depend on what sounds when they are given. */
const TIMELESS: readonly Command['kind'][] = ['signal', 'override', 'feel'];

/** A checkpoint whose bar line lies ahead. Its bar has been scheduled. */
interface Candidate {
  readonly line: Seconds;
  readonly checkpoint: Checkpoint;
}

/** Finds checkpoints for the log of a conductor. All times are music times. */
export class Checkpoints {
  #candidate: Candidate | null = null;

  constructor(
    private readonly parts: KeptParts,
    private readonly timeline: Timeline,
    private readonly requests: MoodRequests,
  ) {}

  /** Called with the first bar of a phrase, scheduled and not recorded yet. */
  phrase(bar: ScheduledBar): void {
    const { recorder } = this.parts;
    const { player, number } = bar;
    const written = player.memory.get(bar.slot);
    if (written !== null) recorder.phraseStarts(player.memory, written);
    if (!recorder.isLong || this.#candidate !== null || !this.#isQuiet(bar)) return;
    const before = this.timeline.bars.find((other) => other.player === player && other.number === number - 1);
    if (before === undefined) return;
    const checkpoint = this.#at(bar, before);
    recorder.propose(checkpoint);
    this.#candidate = { line: bar.time, checkpoint };
  }

  /** Called with commands, and with events that happen by themselves: the candidate is withdrawn. */
  happened(time: Seconds, kind: Command['kind'] | null = null): void {
    const isSeen = kind === null || !TIMELESS.includes(kind);
    if (!isSeen || this.#candidate === null || time > this.#candidate.line) return;
    this.#candidate = null;
    this.parts.recorder.propose(null);
  }

  /** Called with the time: a candidate whose line has passed is accepted. */
  pass(now: Seconds): void {
    if (this.#candidate === null || now <= this.#candidate.line) return;
    this.#candidate = null;
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
      // A scheduled theme that the tuning no longer has could return with another tuning.
      phrases.moods.all.every(({ scheduledThemes: themed, slot }) =>
        [...themed].every(([at, name]) => at < slot || controls.theme(name) !== undefined),
      )
    );
  }

  /** The moment before a bar was scheduled. */
  #at({ player, slot, number, time, read, controls }: ScheduledBar, before: ScheduledBar): Checkpoint {
    const { memory, pace, barsIn, entered, deck } = player;
    const { crossfader, signals, phrases, recorder, stingers, live } = this.parts;
    const standing = { pace, bars: barsIn - 1, seconds: time - entered, layering: before.layering };
    const anew = memory.get(slot)?.arrangedWith === controls;
    const place = { memory, slot, phraseBar: 0, number, standing, anew };
    const applied = this.requests.applied;
    const from = saveMusic(this.parts, { now: read, ...applied, next: null, start: place });
    const [commands, bars] = recorder.position;
    const moment = {
      time,
      read,
      after: [commands, bars - 1] as const,
      barSeconds: before.end - before.time,
      entered,
      deck,
      silent: crossfader.silentFrom.map(finite),
      signals: Object.fromEntries(signals.names.map((name) => [name, signals.stepsFrom(name, read)])),
      orders: phrases.moods.all.flatMap((each) => ordersOf(each, each === memory ? slot : each.slot, recorder)),
      stingers: stingers.limiter.times,
      ...(live.state && { live: live.state }),
    };
    return new Checkpoint(
      moment,
      from,
      applied.pushed.map((push) => [push, recorder.pushOf(push.key, push.end)]),
    );
  }
}

/** The requests of a mood's ready phrases, from the one before a slot on. */
function ordersOf(memory: MoodState, slot: number, recorder: CommandRecorder): readonly LogOrder[] {
  const inHand = memory.slots.filter((at) => at >= slot - 1).map((at) => memory.get(at)!);
  return inHand.map((written) => orderOf(memory, written, written.begun, recorder.hasRecorded(memory, written)));
}
