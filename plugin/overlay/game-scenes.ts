/** The scenes of the game under the overlay, and its picture, if it is a Phaser game. */

import type { PictureSource } from '../affect/picture/look.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { OverlayTarget } from './target.ts';

/** The part of a Phaser game that is read. */
interface GameWithScenes {
  readonly scene: {
    getScenes(isActive: boolean): readonly { readonly sys: { readonly settings: { readonly key: string } } }[];
  };
}

/** The keys of the scenes that run; none on a page without Phaser. */
export function activeScenes(target: OverlayTarget): readonly string[] {
  const { game } = target as { readonly game?: GameWithScenes | null };
  return game?.scene.getScenes(true).map(({ sys }) => sys.settings.key) ?? [];
}

/** Of the scenes that run, the one whose tag plays; else the last one that has a tag; else the first. */
export function taggedScene(
  scenes: readonly string[],
  { scenes: tags = {} }: SoundtrackDefinition,
  mood: string,
): string | null {
  const tagged = scenes.filter((key) => Object.hasOwn(tags, key));
  const moodOf = (key: string) => {
    const tag = tags[key]!;
    return typeof tag === 'string' ? tag : tag.mood;
  };
  return tagged.findLast((key) => moodOf(key) === mood) ?? tagged.at(-1) ?? scenes[0] ?? null;
}

/** What `look()` is to be given: nothing in a Phaser game, else the largest canvas of the page. */
export function pictureOf(target: OverlayTarget): PictureSource | undefined {
  if ('game' in target) return undefined;
  const size = ({ width, height }: HTMLCanvasElement) => width * height;
  return [...document.querySelectorAll('canvas')].sort((one, other) => size(other) - size(one))[0];
}
