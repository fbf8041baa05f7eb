import { describe, expect, test } from 'vitest';
import { WORLD_MOODS } from '../../plugin/mood/world-moods.ts';
import { asJson, asTypeScript, readDefinition, tunedDefinition } from '../../plugin/overlay/definition.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { complaints } from '../docs/examples.ts';

const soundtrack = {
  seed: 'it\'s "quoted"',
  scenes: { Forest: 'forest', 'The Arena': { mood: 'battle', at: 'beat' } },
  signals: { danger: { attack: 0.3 }, hour: { initial: 'day' } },
  modulations: [{ signal: 'danger', control: 'intensity', amount: 0.4 }],
  moods: { swamp: { like: 'cave', controls: { tempo: 72 } } },
  transitions: { '* -> battle': { at: 'beat', fade: 1 } },
  themes: { hero: { notes: [[0, 1], [null, 0.5], [-3, 1.5]] } }, // biome-ignore format: notes in a row
} as const satisfies SoundtrackDefinition;

const tuning = {
  moods: { swamp: { density: 0.2 }, forest: { tempo: 80, mode: 'aeolian' } },
  modulations: [{ signal: 'hour', control: 'brightness', amount: -0.3, is: 'night', curve: 'linear' }],
  hold: { swing: 0.5 },
  themes: { found: { notes: [[4, 2]] } },
} as const;

describe('a tuned soundtrack', () => {
  const tuned = tunedDefinition(soundtrack, tuning, 'battle');

  test('has the tuning written into it, held controls in the mood they were heard in', () => {
    const { moods, modulations, themes } = resolveSoundtrack({ ...tuned, variety: false });
    expect(moods.get('swamp')!.controls).toMatchObject({ tempo: 72, density: 0.2 });
    expect(moods.get('forest')!.controls).toMatchObject({ tempo: 80, mode: 'aeolian', meter: '6/8' });
    expect(moods.get('battle')!.controls).toMatchObject({ swing: 0.5, tempo: 152 });
    expect(modulations).toEqual(tuning.modulations);
    expect([...themes.keys()]).toEqual(['hero', 'found']);
  });

  test('keeps a mood of the world what it is when only one control of it was tuned', () => {
    const { moods } = tunedDefinition({}, { moods: { tavern: { tempo: 150 } } }, 'tavern');
    const { tavern } = Object.fromEntries(resolveSoundtrack({ moods, variety: false }).moods);
    expect(tavern!.controls).toEqual({ ...WORLD_MOODS.tavern.controls, tempo: 150 });
    expect(tavern!.band).toBe('village');
    const own = tunedDefinition(
      { moods: { tavern: { like: 'cave' } } },
      { moods: { tavern: { tempo: 70 } } },
      'tavern',
    );
    expect(own.moods).toEqual({ tavern: { like: 'cave', controls: { tempo: 70 } } });
  });

  test('goes out as JSON and comes back the same', () => {
    expect(readDefinition(asJson(tuned))).toEqual(tuned);
  });

  test('is left as it was where nothing was tuned', () => {
    expect(tunedDefinition(soundtrack, {}, 'forest')).toEqual(soundtrack);
  });

  test('goes out as TypeScript that compiles and says the same', () => {
    const code = asTypeScript(tuned);
    expect(complaints(code)).toEqual([]);
    const object = code.slice(code.indexOf('(') + 1, code.lastIndexOf(')'));
    expect(new Function(`return ${object}`)()).toEqual(tuned);
  });

  test('goes out as TypeScript with every name that a mood may have', () => {
    const names = ['__proto__', 'constructor', 'toString', 'two\nlines', "it's"];
    const moods = Object.fromEntries(names.map((name) => [name, { like: 'cave' }]));
    const code = asTypeScript({ moods });
    expect(complaints(code)).toEqual([]);
    const object = code.slice(code.indexOf('(') + 1, code.lastIndexOf(')'));
    const read = new Function(`return ${object}`)() as SoundtrackDefinition;
    expect(Object.keys(read.moods!)).toEqual(names);
    expect(Object.getPrototypeOf(read.moods)).toBe(Object.prototype);
    for (const name of names) {
      const tuned = tunedDefinition({ moods }, { moods: Object.fromEntries([[name, { tempo: 99 }]]) }, name);
      expect(resolveSoundtrack(readDefinition(asJson(tuned))).moods.get(name)!.controls.tempo).toBe(99);
    }
  });

  test.each([
    ['{', /this is not JSON/],
    ['{\n\n\n"a', /^this is not JSON[^\n]*$/],
    ['[]', /a soundtrack is an object/],
    ['{ "sceens": {} }', /did you mean 'scenes'/],
    ['{ "scenes": { "A": "forrest" } }', /scene 'A': unknown mood 'forrest'; did you mean 'forest'/],
    ['{ "moods": { "forest": { "controls": { "tempo": 900 } } } }', /tempo is 900/],
  ])('is refused with a reason where it is wrong: %s', (text, reason) => {
    expect(() => readDefinition(text)).toThrow(reason);
  });
});
