/** The typed events of the plugin. */

import type { ConductorEvents } from '../conductor/model/events.ts';

/** Events by name, for `this.soundtrack.on(name, listener)`. */
export interface SoundtrackEvents extends ConductorEvents {}
