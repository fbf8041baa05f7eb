/** The typed events of the plugin: those of whatever conductor plays now, passed on to listeners that outlive it. */

import type { Conductor } from '../conductor/conductor.ts';
import type { Emitter, Unsubscribe } from '../conductor/model/emitter.ts';
import type { ConductorEvents } from '../conductor/model/events.ts';

/** Events by name, as `this.soundtrack.on(name, listener)` takes them. */
export interface SoundtrackEvents extends ConductorEvents {}

const NAMES: Readonly<Record<keyof SoundtrackEvents, true>> = {
  ready: true,
  start: true,
  transition: true,
  mood: true,
  phrase: true,
  bar: true,
  beat: true,
  chord: true,
  note: true,
  stinger: true,
  track: true,
  trackEnd: true,
  degraded: true,
  recovered: true,
  error: true,
  pause: true,
  resume: true,
};

/** Every event name. */
export const EVENT_NAMES = Object.keys(NAMES) as readonly (keyof SoundtrackEvents)[];

/** Passes a conductor's events on; the answer ends that. */
export function forwardEvents(conductor: Conductor, to: Emitter<SoundtrackEvents>): Unsubscribe {
  const forward = <K extends keyof SoundtrackEvents>(name: K): Unsubscribe =>
    conductor.on(name, (event: SoundtrackEvents[K]) => to.emit(name, event));
  const undo = EVENT_NAMES.map((name) => forward(name));
  return () => {
    for (const unsubscribe of undo) unsubscribe();
  };
}
