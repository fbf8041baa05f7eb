/** What each command does, and when it would change nothing: one entry for each kind. */

import type { CommandKind, CommandOf, MoveCommand } from '../../formats/log-entries.ts';
import { sameData } from '../../mood/same-data.ts';
import type { Signals } from '../../mood/signals.ts';
import type { Emitter } from '../../music/emitter.ts';
import type { Track } from '../../soundtrack/track.ts';
import { changeScope } from '../../soundtrack/tuning.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { PlaybackState } from '../model/playback.ts';
import { MIN_SCHEDULE_AHEAD } from '../model/timing.ts';
import type { LiveMix } from '../playback/live-mix.ts';
import type { Stingers } from '../playback/stingers.ts';
import type { Suspension } from '../playback/suspension.ts';
import type { TrackPlayback } from '../playback/track-playback.ts';
import type { TransitionController } from '../playback/transitions.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';

/** How a kind of command is carried out. */
export interface CommandHandler<C> {
  /** Whether it would change nothing: then it is not carried out, and stands in no log. Games repeat themselves in every frame. */
  readonly isRedundant: (command: C) => boolean;
  readonly apply: (command: C) => void;
}

/** A handler for each kind of command. */
export type CommandHandlers = { readonly [K in CommandKind]: CommandHandler<CommandOf<K>> };

/** The handlers of a conductor, over the parts that commands change. */
export function commandHandlers(
  playback: PlaybackState,
  clock: TransportClock,
  events: Emitter<ConductorEvents>,
  signals: Signals,
  controls: ControlResolver,
  requests: MoodRequests,
  transitions: TransitionController,
  stingers: Stingers,
  suspension: Suspension,
  tracks: TrackPlayback,
  live: LiveMix,
): CommandHandlers {
  const move: CommandHandler<MoveCommand> = {
    isRedundant: (command) => requests.renew(command) || requests.isRedundant(command),
    apply: (command) => requests.apply(command),
  };
  const prepareTarget = () => {
    if (playback.value.kind !== 'idle') controls.loadPalette(requests.target);
  };
  return {
    mood: move,
    push: move,
    pop: move,
    signal: {
      isRedundant: ({ signal, value }) => !signals.changes(signal, value),
      apply({ signal, value, time }) {
        if (signals.set(signal, value, time)) live.follow(time);
      },
    },
    stinger: {
      isRedundant: ({ name, time }) => !stingers.mayPlay(name, time),
      apply: ({ name, time }) => stingers.play(name, time),
    },
    theme: {
      isRedundant: (command) => transitions.isThemed(command, requests.target, command.time),
      apply: (command) => transitions.theme(command, requests.target, command.time),
    },
    track: {
      isRedundant: (command) => sameData(tracks.trackAt(command.time), trackOf(command)),
      apply: (command) => tracks.begin(trackOf(command), command.time),
    },
    section: {
      isRedundant: ({ name }) => tracks.isIn(name),
      apply: ({ name, time }) => tracks.section(name, time),
    },
    endTrack: {
      isRedundant: (command) => !tracks.mayEnd(command, command.time),
      apply: (command) => tracks.end(command, command.time),
    },
    override: {
      isRedundant: (command) => sameData(command.controls, controls.override),
      apply(command) {
        controls.override = command.controls;
        prepareTarget();
        live.follow(command.time);
      },
    },
    feel: {
      isRedundant: ({ feel }) => sameData(feel, controls.feel),
      apply({ feel }) {
        controls.feel = feel;
      },
    },
    tune: {
      isRedundant: ({ tuning }) => sameData(tuning, controls.tuning),
      // It counts at once for phrases that are not scheduled, and is heard soon in the mood that plays.
      apply({ tuning, time }) {
        const memory = playback.lead?.memory ?? requests.target;
        const before = controls.at(memory, time);
        controls.tuning = tuning;
        if (playback.value.kind !== 'idle') controls.loadPalette(memory);
        live.follow(time);
        transitions.revise(changeScope(before, controls.at(memory, time)), time);
      },
    },
    reroll: {
      isRedundant: () => playback.lead === null,
      apply: ({ time }) => transitions.revise('write', time),
    },
    pause: {
      isRedundant: () => false,
      apply({ time }) {
        playback.value = { kind: 'paused', ...suspension.silence(time) };
        clock.stop(time);
        events.emit('pause', { time: clock.clock });
      },
    },
    resume: {
      isRedundant: () => false,
      apply() {
        const { now } = clock;
        clock.resume();
        const { resume, track, nextTrack } = playback;
        if (!clock.hasBegun) playback.value = { kind: 'waiting', since: clock.clock, resume, track, nextTrack };
        else if (!tracks.goOn(now)) suspension.resumeAt(resume, { line: now + MIN_SCHEDULE_AHEAD, fade: 0 }, now);
        events.emit('resume', { time: clock.clock });
      },
    },
  };
}

function trackOf({ time: _, kind: __, ...track }: CommandOf<'track'>): Track {
  return track;
}
