/** Creates the plugin's entry for a game config, which has five fields. */

import { checkInstrumentNames } from '../audio/palettes/custom-palettes.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import { resolveSoundtrack } from '../soundtrack/soundtrack.ts';
import { AdaptiveMusicPlugin } from './plugin.ts';

/** An entry of `plugins.global`, as Phaser reads it. */
export interface MusicPluginEntry {
  readonly key: string;
  readonly plugin: typeof AdaptiveMusicPlugin;
  readonly mapping: string;
  readonly start: true;
  readonly data: SoundtrackDefinition;
}

const MAPPING = 'soundtrack';
let count = 0;

/**
 * The entry for `plugins.global` that gives a game its music, with a unique key. Checks the soundtrack, as `defineSoundtrack`
 * does.
 * @param mapping the name of the scenes' property
 * @throws with one line: what is wrong in the soundtrack, where, and what is valid.
 * @example
 * new Phaser.Game({ plugins: { global: [musicPlugin({ scenes: { Forest: 'forest' } })] } });
 */
export function musicPlugin(soundtrack: SoundtrackDefinition = {}, mapping: string = MAPPING): MusicPluginEntry {
  checkInstrumentNames(resolveSoundtrack(soundtrack));
  if (typeof mapping !== 'string' || mapping === '')
    throw new TypeError("musicPlugin: the mapping is the name of a scene's property, e.g. 'soundtrack'");
  count += 1;
  const key = count === 1 ? MAPPING : `${MAPPING}-${count}`;
  return { key, plugin: AdaptiveMusicPlugin, mapping, start: true, data: soundtrack };
}
