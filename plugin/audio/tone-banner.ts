/** Tone writes its name and version into the console of every page that imports it. A game's console is the game's. */

const page: { TONE_SILENCE_LOGGING?: boolean } = globalThis as object;
const before = page.TONE_SILENCE_LOGGING;

// Tone reads it as it is imported, which is after this file.
page.TONE_SILENCE_LOGGING = true;

/** Lets a Tone of the game's own, imported later, say what it likes. */
export function allowBanner(): void {
  if (before === undefined) Reflect.deleteProperty(page, 'TONE_SILENCE_LOGGING');
  else page.TONE_SILENCE_LOGGING = before;
}
