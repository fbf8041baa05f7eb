/** The overlay's entry: a panel over the game that shows what the music does and why, and lets it be tuned. Load it lazily; nothing else of the package does. */

export { attachOverlay, type Overlay, type OverlayOptions } from './overlay.ts';
export type { TabName } from './shell.ts';
export type { OverlayTarget } from './target.ts';
