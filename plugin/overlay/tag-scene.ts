/** Tags a scene with a mood: the soundtrack gets the tag, and the music begins anew in that mood. */

import { ownValue } from '../mood/validate.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import { tunedDefinition } from './definition.ts';
import type { PanelActions } from './panel.ts';

/** A soundtrack in which a scene has another mood; what else its tag says stays. */
export function withTag(definition: SoundtrackDefinition, scene: string, mood: string): SoundtrackDefinition {
  const before = ownValue(definition.scenes, scene);
  // A map, because assigning to a scene named `__proto__` would set the prototype.
  const tags = new Map(Object.entries(definition.scenes ?? {}));
  tags.set(scene, typeof before === 'object' ? { ...before, mood } : mood);
  return { ...definition, scenes: Object.fromEntries(tags) };
}

/** Tags a scene, with the tuning so far; without a scene, the mood only plays. @throws if the soundtrack lacks the mood. */
export function tagScene({ target, history, restart }: PanelActions, scene: string, mood: string): void {
  const playing = target.snapshot()?.mood ?? mood;
  if (scene !== '') restart(withTag(tunedDefinition(target.definition, history.tuning, playing), scene, mood));
  target.mood(mood);
}
