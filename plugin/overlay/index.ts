/** Entry point of the overlay: a panel over the game that shows and tunes the music. Import it lazily; nothing else in the package imports it. */

export { attachOverlay, type Overlay, type OverlayOptions } from './overlay.ts';
export type { TabName } from './shell.ts';
export type { OverlayTarget } from './target.ts';
