/** A game that says everything there is to say, whose logs and saves of format version 1 lie in test/fixtures/version-1. */

import type { ConductorLog } from '../../plugin/conductor/log.ts';
import type { SavedMusic } from '../../plugin/conductor/saved.ts';
import type { SoundtrackDefinition } from '../../plugin/conductor/soundtrack.ts';
import { hashText } from '../../plugin/music/random.ts';
import { notesOf, type Rehearsal, rehearse } from './rehearsal.ts';

/** The soundtrack of the fixtures. */
export const VERSION_1_SOUNDTRACK = {
  seed: 'version 1',
  start: 'forest',
  scenes: { Forest: 'forest', Arena: { mood: 'battle', at: 'beat' } },
  signals: {
    danger: { attack: 0.2, release: 2 },
    health: { range: [100, 0], initial: 100 },
    weather: { initial: 'clear' },
  },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.8 },
    { signal: 'weather', is: 'rain', control: 'brightness', amount: -0.5 },
  ],
  transitions: { 'battle -> *': { stay: 3, stinger: 'victory' }, '* -> boss': { bridge: 1, tempo: 'ramp' } },
  moods: { inn: { like: 'village', controls: { tempo: 92 }, cues: { turn: 8 } } },
  themes: { hero: { notes: [[0, 1], [4, 1], [2, 1]] }, home: { from: 'forest', returns: { '*': 'augmentation' } } }, // biome-ignore format: notes read in a row
} as const satisfies SoundtrackDefinition;

/** Plays a log or a save of the fixtures; the hash of every note of its first seconds, and what was warned of. */
export async function hashOf(
  begun: { readonly replay?: ConductorLog; readonly saved?: SavedMusic },
  seconds: number,
): Promise<{ readonly hash: string; readonly warnings: readonly string[]; readonly show: Rehearsal }> {
  const show = rehearse({ soundtrack: VERSION_1_SOUNDTRACK, ...begun });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  await show.playTo(seconds, 0.05);
  return { hash: hashText(notesOf(show.bars())).toString(16), warnings: show.warnings, show };
}
