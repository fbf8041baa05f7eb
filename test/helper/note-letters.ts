/**
 * Reads the notes of a simple ABC tune letter by letter, by nothing but a pattern: to check the reader of the corpus
 * against something that shares no code with it. It knows K:C, accidentals on the note itself, lengths, and no repeats.
 */

const NOTE = /([_=^]*)([A-Ga-g])([,']*)(\d*)(\/*)(\d*)/g;
const STEPS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Pitches and lengths, in units of L:, of lines of music. */
export function noteLetters(music: string): { pitch: number; length: number }[] {
  return [...music.matchAll(NOTE)].map(([, signs = '', letter = '', octaves = '', over, slashes = '', under]) => {
    const up = letter === letter.toLowerCase() ? 12 : 0;
    const shift = [...octaves].reduce((sum, sign) => sum + (sign === ',' ? -12 : 12), 0);
    const bent = [...signs].reduce((sum, sign) => sum + (sign === '^' ? 1 : sign === '_' ? -1 : 0), 0);
    const divisor = slashes === '' ? 1 : under ? Number(under) : 2 ** slashes.length;
    return { pitch: 60 + STEPS[letter.toUpperCase()]! + up + shift + bent, length: Number(over || 1) / divisor };
  });
}
