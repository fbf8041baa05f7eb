/** Sizes that every scene agrees on: the picture above, the "now playing" strip below. */

/** The canvas, in game pixels. */
export const WIDTH = 1024;
export const HEIGHT = 640;
/** Height of the strip that shows the music. */
export const STRIP = 76;
/** Height of the picture that scenes draw into. */
export const PLAY = HEIGHT - STRIP;
/** The band of ground that people and monsters walk on, from its far edge to its near one. */
export const GROUND = { far: 356, near: 520 } as const;
/** Text families: a storybook serif, with what most systems have. */
export const SERIF = '"Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", Georgia, "DejaVu Serif", serif';
