// Phaser needs a browser: the server must not import the game.
export const ssr = false;
