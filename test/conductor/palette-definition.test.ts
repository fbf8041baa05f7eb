import { describe, expect, test } from 'vitest';
import { defineSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';

const fiddle = { key: 'fiddle', root: 'A4', range: ['G3', 'E6'] } as const;

describe("a palette of the game's own", () => {
  test('takes recordings for any role, one or several, and names of instruments', () => {
    const palettes = {
      tavern: { like: 'folk', melody: { ...fiddle, sustain: true, gain: -2, pan: 0.2 }, bass: 'double-bass' },
      kit: {
        drums: {
          recordings: [
            { key: 'kick', root: 36 },
            { key: 'snare', root: 38 },
          ],
          reverb: 0.1,
        },
      },
    } as const;
    expect(defineSoundtrack({ palettes }).palettes).toBe(palettes);
  });

  test.each([
    [{ tavern: { melodie: fiddle } }, /palette 'tavern': unknown role 'melodie'; did you mean 'melody'/],
    [{ tavern: { melody: { root: 'A4' } } }, /palette 'tavern': melody: key must be the key of a loaded sound/],
    [{ tavern: { melody: { key: 'a', root: 'H9' } } }, /melody: root is 'H9'; give a pitch like 'C4' or a MIDI number/],
    [
      { tavern: { melody: { ...fiddle, range: ['E6', 'G3'] } } },
      /range \[E6,G3\] goes down; give the lower pitch first/,
    ],
    [{ tavern: { melody: { ...fiddle, volume: 2 } } }, /unknown field 'volume'/],
    [{ tavern: { melody: { ...fiddle, gain: 40 } } }, /gain is 40; it must lie in -40..12/],
    [{ tavern: { melody: { recordings: [] } } }, /recordings must be a list/],
    [{ tavern: 'folk' }, /palette 'tavern' must be an object like/],
  ])('is refused at once, by its place and with a remedy: %j', (palettes, message) => {
    expect(() => defineSoundtrack({ palettes: palettes as never })).toThrow(message);
  });

  test('may be like one above it, or like a variant of one of the package', () => {
    const palettes = { tavern: { like: 'folk-flute' }, cellar: { like: 'tavern' } };
    const moods = { inn: { controls: { palette: 'cellar' } }, hut: { controls: { palette: 'woodland-clarinet' } } };
    expect(() => defineSoundtrack({ palettes, moods })).not.toThrow();
    expect(() => defineSoundtrack({ palettes: { cellar: { like: 'tavern' }, tavern: {} } })).toThrow(
      /palette 'cellar': like: unknown palette 'tavern'/,
    );
  });

  test("is suggested where it is misspelled, as the package's are", () => {
    expect(() => defineSoundtrack({ palettes: { tavern: { like: 'nope' } } })).toThrow(
      /^palette 'tavern': like: unknown palette 'nope'; known palettes: bamboo, /,
    );
    const palettes = { tavern: { like: 'folk' } };
    const named = (palette: string) => () =>
      defineSoundtrack({ palettes, moods: { inn: { like: 'village', controls: { palette } } } });
    expect(named('tavren')).toThrow(/^mood 'inn': unknown palette 'tavren'; did you mean 'tavern'\?/);
    expect(named('wodland')).toThrow(/^mood 'inn': unknown palette 'wodland'; did you mean 'woodland'\?/);
    for (const name of ['', 'constructor', '__proto__']) expect(named(name)).toThrow(/^mood 'inn': unknown palette '/);
  });
});
