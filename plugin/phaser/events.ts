/** The typed events of the plugin: those of the current conductor, forwarded to listeners that outlive it. */

import type { Conductor } from '../conductor/conductor.ts';
import type { Emitter, Unsubscribe } from '../conductor/model/emitter.ts';
import type { ConductorEvents } from '../conductor/model/events.ts';

/** Events by name, for `this.soundtrack.on(name, listener)`. */
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

/** The names of all events. */
export const EVENT_NAMES = Object.keys(NAMES) as readonly (keyof SoundtrackEvents)[];

/** Forwards a conductor's events; call the returned function to stop. */
export function forwardEvents(conductor: Conductor, to: Emitter<SoundtrackEvents>): Unsubscribe {
  const forward = <K extends keyof SoundtrackEvents>(name: K): Unsubscribe =>
    conductor.on(name, (event: SoundtrackEvents[K]) => to.emit(name, event));
  const undo = EVENT_NAMES.map((name) => forward(name));
  return () => {
    for (const unsubscribe of undo) unsubscribe();
  };
}
