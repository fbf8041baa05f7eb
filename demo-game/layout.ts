/** Common sizes of all scenes, and the fit of the picture to the window in whole pixels. */

import type { Game, Scene } from 'phaser';

/** Height of the now-playing strip, in game pixels. */
export const STRIP = 24;
/** Lower edge of the world; a taller window shows more sky. */
export const FLOOR = 226;
/** The band of walkable ground, from its far edge to its near one. */
export const GROUND = { far: 144, near: 207 } as const;
/** The widest picture; wider windows get bars at the sides. */
export const WIDEST = 640;
/** The tallest picture above the strip. */
export const TALLEST = 280;

/** Top of the tallest picture, in the world. */
export const SKY = FLOOR - TALLEST;

/** Approximate height of the picture, so that a game pixel is a whole number of screen pixels. */
const HEIGHT = 232;
const NARROWEST = 340;

/** Size of the canvas in game pixels, and of a game pixel in CSS pixels, for a window. */
export function fitted(window: { readonly width: number; readonly height: number; readonly density: number }) {
  const { density } = window;
  const [w, h] = [Math.max(1, window.width * density), Math.max(1, window.height * density)];
  const zoom = Math.max(1, Math.min(Math.round(h / HEIGHT), Math.floor(w / NARROWEST)));
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(w / zoom)));
  const height = Math.min(TALLEST, Math.max(180, Math.floor(h / zoom)));
  return { width, height, zoom: zoom / density };
}

/** Keeps a game fitted to its window. */
export function keepFitted(game: Game): void {
  const apply = () => {
    const { width, height, zoom } = fitted({
      width: window.innerWidth,
      height: window.innerHeight,
      density: window.devicePixelRatio || 1,
    });
    if (width === game.scale.width && height === game.scale.height && zoom === game.scale.zoom) return;
    game.scale.resize(width, height);
    game.scale.setZoom(zoom);
  };
  window.addEventListener('resize', apply);
  game.events.once('destroy', () => window.removeEventListener('resize', apply));
  apply();
}

/** Visible size of a scene above the strip, in game pixels. */
export function view(scene: Scene): { readonly width: number; readonly height: number } {
  return { width: scene.scale.width, height: scene.scale.height - STRIP };
}

/** Calls a layout function now and whenever the window's size changes, until the scene ends. */
export function onLayout(scene: Scene, lay: (width: number, height: number) => void): void {
  const apply = () => lay(view(scene).width, view(scene).height);
  scene.scale.on('resize', apply);
  scene.events.once('shutdown', () => scene.scale.off('resize', apply));
  apply();
}
