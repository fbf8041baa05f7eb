import fc from 'fast-check';
import { expect, test, describe as tests } from 'vitest';
import { describe } from '../../plugin/affect/describe.ts';
import { descriptionOf } from '../../plugin/affect/description.ts';
import { meaningsOf } from '../../plugin/affect/meanings.ts';
import { wordNorms } from '../../plugin/affect/norms.ts';
import { sceneWords } from '../../plugin/affect/scene-words.ts';
import { ACTIONS } from '../../plugin/affect/words/actions.ts';
import { PEOPLE } from '../../plugin/affect/words/people.ts';
import { PLACES } from '../../plugin/affect/words/places.ts';
import { QUALITIES } from '../../plugin/affect/words/qualities.ts';
import { SCREENS } from '../../plugin/affect/words/screens.ts';
import { WEATHER } from '../../plugin/affect/words/weather.ts';
import { PALETTE_NAMES } from '../../plugin/audio/palettes/palettes.ts';
import { PRESET_NAMES, PRESETS } from '../../plugin/internal.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { agreementOf, ratedScenes } from './rated-scenes.ts';

const darkerThanMajor = ['dorian', 'aeolian', 'phrygian', 'harmonic minor'];

test.each(['en', 'zh'])('scenes are read as they were rated, in %s', (language) => {
  const { scenes, valence, arousal, mood } = agreementOf(ratedScenes().filter((each) => each.language === language));
  expect(scenes).toBe(100);
  expect(valence).toBeGreaterThanOrEqual(0.8);
  expect(arousal).toBeGreaterThanOrEqual(0.6);
  expect(mood).toBeGreaterThanOrEqual(0.85);
});

tests('the pictures of the source text', () => {
  test.each(['a lonely traveller in the snow', '孤独的旅行者'])('%s: sparse, slow and minor', async (text) => {
    const { mood, controls } = await describe(text);
    const all = { ...PRESETS[mood].controls, ...controls };
    expect(all.tempo).toBeLessThanOrEqual(72);
    expect(all.density).toBeLessThanOrEqual(0.2);
    expect(all.intensity).toBeLessThanOrEqual(0.3);
    expect(darkerThanMajor).toContain(all.mode);
  });

  test.each(['a café at sunset: a warm piano, and cups clinking', '夕阳下的咖啡馆'])(
    '%s: warm, with piano and cups',
    async (text) => {
      const { feel, mood, palette, ambience } = await describe(text);
      expect(feel.valence).toBeGreaterThan(0.7);
      expect(feel.arousal).toBeLessThan(0.45);
      expect(['calm', 'village']).toContain(mood);
      // The palette whose chords a piano plays.
      expect(palette).toBe('lament');
      expect(ambience.cups).toBeGreaterThan(0.3);
    },
  );
});

tests('screens of a game have moods of their own', () => {
  const screens = {
    calm: 'main menu|menu|title screen|pause|pause menu|Paused|loading|Loading...|inventory|tutorial|options|主菜单|菜单|暂停|加载|背包|教程',
    exploration: 'level select|world map|intro|选关',
    village: 'shop|商店',
    sorrow: 'game over|Game over!|游戏结束',
    victory: 'credits|end credits|制作人员',
    boss: 'boss fight|final boss',
  };
  test.each(Object.entries(screens))('%s', (mood, texts) => {
    for (const text of texts.split('|')) expect(descriptionOf(text).mood, text).toBe(mood);
  });
});

tests('a text that only has a feeling', () => {
  test.each(['train', 'office', 'car', 'no rain', '没有雨', 'computer', 'a table and a chair'])(
    '%s: the default mood where it is near neutral',
    (text) => {
      expect(descriptionOf(text).mood).toBe('exploration');
    },
  );

  test('is in no forest, desert or cave that no word names', () => {
    const words = [...wordNorms().keys(), ...sceneWords().english.keys(), ...sceneWords().chinese.keys()];
    const elsewhere = words.filter((word) => {
      const { mood } = descriptionOf(word);
      const isNamed = meaningsOf(word).meanings.some(({ scene }) => scene?.moods.has(mood));
      return ['forest', 'desert', 'cave'].includes(mood) && !isNamed;
    });
    expect(elsewhere).toEqual([]);
  });

  test('has a mood by its feeling otherwise', () => {
    expect(descriptionOf('terrorist').mood).toBe('battle');
    expect(descriptionOf('suicide').mood).toBe('sorrow');
    expect(descriptionOf('euphoria').mood).toBe('victory');
  });
});

tests('a description', () => {
  test('takes storming for an attack, and a storm for weather', async () => {
    expect(await describe('storming the castle')).toMatchObject({ mood: 'battle', ambience: {} });
    expect((await describe('a storm over the sea')).ambience.thunder).toBeGreaterThan(0.5);
  });

  const feel = (text: string) => descriptionOf(text).feel;

  test('gives a word its opposite after not, in both languages', () => {
    expect(feel('the dungeon is not safe').valence).toBeLessThan(feel('the dungeon is safe').valence - 0.2);
    expect(feel('a night without danger').tension).toBeLessThan(feel('a night with danger').tension - 0.2);
    expect(feel('没有危险').tension).toBeLessThan(feel('危险').tension - 0.2);
    expect(feel('不再悲伤').valence).toBeGreaterThan(feel('悲伤').valence + 0.2);
  });

  test('lets not reach no farther than its part of the sentence', () => {
    expect(feel('not here, a happy feast').valence).toBeGreaterThan(0.7);
  });

  test('knows very and slightly', () => {
    expect(feel('very sad').valence).toBeLessThan(feel('slightly sad').valence);
    expect(feel('非常危险').arousal).toBeGreaterThan(feel('有点危险').arousal);
  });

  test('knows forms of words', () => {
    for (const [form, word] of [
      ['wolves', 'wolf'],
      ['fought', 'fight'],
      ['happier', 'happy'],
      ['running', 'run'],
      ['villages', 'village'],
      ['gray', 'grey'],
    ])
      expect(feel(form!)).toEqual(feel(word!));
  });

  test('names the share of each word, and the words it does not know', () => {
    const { why, unknown } = descriptionOf('a happy blorf in a dark cave');
    expect(why.map(({ word }) => word)).toEqual(['happy', 'dark', 'cave']);
    expect(why.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 2);
    expect(unknown).toEqual(['blorf']);
  });

  test('without a known word gives the default mood', () => {
    expect(descriptionOf('blorf qwx 㐀')).toMatchObject({
      mood: 'exploration',
      controls: {},
      unknown: ['blorf', 'qwx', '㐀'],
    });
    expect(descriptionOf('')).toMatchObject({ mood: 'exploration', why: [], unknown: [] });
  });

  test('gives a valid mood for any text, the same each time', () => {
    const words = [
      ...sceneWords().english.keys(),
      ...sceneWords().chinese.keys(),
      'not',
      'very',
      '不',
      '很',
      'less',
      ',',
      '__proto__',
    ];
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((all) => all.join(' ')),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = descriptionOf(text);
        const { feel, mood, controls, palette, ambience } = read;
        resolveMoods({ it: { like: mood, ...feel, controls: { ...controls, palette } } });
        expect(PALETTE_NAMES).toContain(palette);
        for (const level of Object.values(ambience)) expect(level > 0 && level <= 1).toBe(true);
        expect(descriptionOf(text)).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });

  test('of something else than a text is refused', async () => {
    await expect(describe(7 as unknown as string)).rejects.toThrow('describe needs a text');
  });
});

tests('the tables', () => {
  const rows = new Set([...sceneWords().english.values(), ...sceneWords().chinese.values()]);

  test('have some three hundred scenes with Chinese words, each with a feeling and a mood', () => {
    expect(rows.size).toBeGreaterThan(280);
    for (const { name, feeling, moods } of rows) {
      expect(
        feeling.every((value) => value >= 0 && value <= 1),
        name,
      ).toBe(true);
      expect(moods.size, name).toBeGreaterThan(0);
      for (const mood of moods.keys()) expect(PRESET_NAMES, name).toContain(mood);
    }
  });

  test('list no word twice', () => {
    const tables = [ACTIONS, PEOPLE, PLACES, QUALITIES, SCREENS, WEATHER].join('\n').split('\n');
    const listed = tables.flatMap((row) => (row === '' ? [] : row.split('|').slice(0, 2)));
    const words = listed.flatMap((cell) => cell.split(','));
    expect(words.length).toBe(sceneWords().english.size + sceneWords().chinese.size);
  });

  test('unpack the norms as they were rated', () => {
    const norms = wordNorms();
    expect(norms.size).toBe(4682);
    // Half a point of nine is the step of the packed ratings.
    expect(norms.get('abattoir')!.valence).toBeCloseTo((2.864 - 1) / 8, 1);
    expect(norms.get('abbey')!.arousal).toBeCloseTo((3.125 - 1) / 8, 1);
  });
});
