/** Suppresses the banner that Tone logs on import: the console belongs to the game. */

const page: { TONE_SILENCE_LOGGING?: boolean } = globalThis as object;
const before = page.TONE_SILENCE_LOGGING;

// Tone reads it on import, after this file.
page.TONE_SILENCE_LOGGING = true;

/** Lets a copy of Tone that the game imports later log its banner. */
export function allowBanner(): void {
  if (before === undefined) Reflect.deleteProperty(page, 'TONE_SILENCE_LOGGING');
  else page.TONE_SILENCE_LOGGING = before;
}
