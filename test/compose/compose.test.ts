import { beforeAll, describe, expect, test } from 'vitest';
import { type Composition, compose, composeBank, toMidi } from '../../plugin/headless.ts';
import { encodeWav, toWav } from '../../plugin/render.ts';
import { PhraseBank } from '../../plugin/soundtrack/phrase-bank.ts';
import { readMidi } from '../helper/midi-reading.ts';
import { tavern } from '../helper/score-files.ts';

const ngram = { model: 'ngram', seed: 'a' } as const;

describe('compose', () => {
  let score: Composition;
  beforeAll(async () => {
    score = await compose({ mood: 'forest', bars: 8, ...ngram });
  });

  test('gives the bars asked for, and the same notes again', async () => {
    expect(score.bars).toHaveLength(8);
    expect(score.sections).toEqual([{ mood: 'forest', bar: 0, bars: 8, tick: 0 }]);
    const again = await compose({ mood: 'forest', bars: 8, ...ngram });
    expect(JSON.stringify(again)).toBe(JSON.stringify(score));
    const other = await compose({ mood: 'forest', bars: 8, ...ngram, seed: 'b' });
    expect(other.parts).not.toEqual(score.parts);
  });

  test('writes as JSON exactly the plain data of the score', () => {
    const data = JSON.parse(JSON.stringify(score)) as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(
      'model seed ppq seconds tempos meters keys phrases sections chords bars parts'.split(' '),
    );
    expect(toMidi(JSON.parse(JSON.stringify(score)))).toEqual(toMidi(score));
  });

  test('writes with the network of the package by default', async () => {
    const { model, phrases } = await compose({ mood: 'calm', bars: 2 });
    expect(model).toBe('default');
    expect(phrases.map(({ source }) => source)).toEqual(['lstm']);
  });

  test('plays 16 bars when no length is given, and reports progress up to the end', async () => {
    const shares: number[] = [];
    const { bars } = await compose({ mood: 'village', ...ngram, onProgress: (share) => shares.push(share) });
    expect(bars).toHaveLength(16);
    expect(shares).toHaveLength(16);
    expect(shares.at(-1)).toBe(1);
  });

  test('plays a script as a text and as sections alike', async () => {
    const text = await compose({ script: 'forest:2,battle:2', ...ngram });
    const script = [
      { mood: 'forest', bars: 2 },
      { mood: 'battle', bars: 2 },
    ];
    expect(JSON.stringify(await compose({ script, ...ngram }))).toBe(JSON.stringify(text));
    expect(text.bars.map(({ mood }) => mood)).toEqual(['forest', 'forest', 'battle', 'battle']);
  });

  test('does not have the strokes that a signal withdraws from a bar that sounds', async () => {
    const { parts, bars } = await compose({
      script: [
        { mood: 'battle', bars: 4 },
        { mood: 'battle', bars: 4, signals: { truce: 1 } },
      ],
      soundtrack: {
        signals: { truce: { attack: 0, release: 0 } },
        modulations: [{ signal: 'truce', control: 'percussion', amount: -1, follow: 'now' }],
      },
      ...ngram,
    });
    const strokes = parts.filter(({ role }) => role === 'drums').flatMap(({ notes }) => notes);
    const from = bars[4]!.tick;
    expect(strokes.filter(({ tick }) => tick < from).length).toBeGreaterThan(4);
    expect(strokes.filter(({ tick }) => tick >= from)).toEqual([]);
  });

  test('sends the signals of a section while its mood goes on', async () => {
    const script = [
      { mood: 'forest', bars: 4 },
      { mood: 'forest', bars: 4, signals: { danger: 1 } },
    ];
    const { bars } = await compose({ script, ...ngram });
    expect(bars).toHaveLength(8);
    expect(bars[7]!.intensity).toBeGreaterThan(bars[0]!.intensity + 0.3);
    const calm = await compose({ mood: 'forest', bars: 8, ...ngram });
    expect(calm.bars[7]!.intensity).toBeCloseTo(calm.bars[0]!.intensity, 5);
  });

  test("plays a game's own mood with its own palette, in MIDI and in sound", async () => {
    const soundtrack = {
      palettes: { tavern: { like: 'folk', melody: 'accordion' } },
      moods: { inn: { like: 'village', controls: { palette: 'tavern' } } },
    } as const;
    const inn = await compose({ mood: 'inn', bars: 2, soundtrack, ...ngram });
    expect(inn.parts.flatMap(({ notes }) => notes.map(({ palette }) => palette))).toContain('tavern');
    const melody = readMidi(toMidi(inn)).notes.filter(({ track }) => track === 'melody (tavern)');
    expect([...new Set(melody.map(({ program }) => program))]).toEqual([21]);
    expect((await toWav(inn)).length).toBeGreaterThan(100_000);
  });

  test.each([
    [undefined, 'give its bytes there'],
    [{}, 'give its bytes there'],
    [{ 'tavern.midi': tavern() }, "did you mean 'tavern.midi'?"],
  ])('warns once when the MIDI file of a mood is missing: %j', async (scores, remedy) => {
    const said: string[] = [];
    const soundtrack = { moods: { inn: { like: 'village', score: 'tavern.mid' } } };
    const warn = (line: string) => void said.push(line);
    await compose({ script: 'inn:2,forest:2,inn:2', soundtrack, ...(scores && { scores }), warn, ...ngram });
    expect(said).toEqual([`music: score 'tavern.mid': it is not in scores (${remedy}); its mood is composed instead`]);
  });

  test('warns of no MIDI file that is given, or that nothing plays', async () => {
    const said: string[] = [];
    const soundtrack = {
      moods: { inn: { like: 'village', score: 'tavern.mid' }, hut: { like: 'village', score: 'other.mid' } },
    };
    const warn = (line: string) => void said.push(line);
    await compose({ mood: 'inn', bars: 2, soundtrack, scores: { 'tavern.mid': tavern() }, warn, ...ngram });
    expect(said).toEqual([]);
  });

  test.each([
    [{}, 'compose: no mood; give a mood or a script. Known moods: '],
    [{ mood: 'forrest' }, "unknown mood 'forrest'; did you mean 'forest'?"],
    [
      { mood: 'inn', soundtrack: { moods: { inn: { controls: { palette: 'wodland' } } } } },
      "mood 'inn': unknown palette 'wodland'; did you mean 'woodland'?",
    ],
    [{ mood: ['forest'] }, 'compose: mood must be a text, not an object'],
    [{ mood: 'forest', soundtrack: 5 }, 'compose: soundtrack must be an object like'],
    [{ mood: 'forest', warn: 5 }, 'compose: warn must be a function, not 5'],
    [{ mood: 'forest', onProgress: 'x' }, "compose: onProgress must be a function, not 'x'"],
    [{ mood: 'forest', bars: 0 }, 'compose: bars is 0; give a whole number from 1 to 512'],
    [{ mood: 'forest', bar: 4 }, "compose: unknown option 'bar'; did you mean 'bars'?"],
    [{ mood: 'forest', script: 'forest:4' }, 'compose: mood is given beside a script'],
    [{ mood: 'forest', minutes: 2 }, 'compose: minutes needs a form'],
    [{ mood: 'forest', form: 'sonata' }, "compose: unknown form 'sonata'"],
    [{ mood: 'forest', form: 'song', minutes: 99 }, 'compose: minutes is 99; it must lie in 0.25..20'],
    [{ mood: 'forest', form: 'loop', signals: { danger: 1 } }, 'compose: signals is not for a whole piece'],
    [{ mood: 'forest', form: 'song', scores: {} }, 'compose: scores is not for a whole piece'],
    [{ mood: 'forest', signals: { dangr: 1 } }, "compose: signals: unknown signal 'dangr'; did you mean 'danger'?"],
    [{ script: [] }, 'compose: script is empty'],
    [{ script: [{ mood: 'forest', bars: 1.5 }] }, 'compose: script[0].bars is 1.5; give a whole number'],
    [{ script: 'forest:many' }, "script (forest) is 'many'"],
    [{ mood: 'forest', model: 'gpt' }, "compose: model must be 'ngram', a model, or { json, data }"],
    [{ mood: 'forest', model: { json: {}, data: null } }, 'compose: model'],
  ])('refuses %j in one line', async (options, message) => {
    const reason = await compose(options as never).then(
      () => 'it composed',
      (error: Error) => error.message,
    );
    expect(reason).toContain(message);
    expect(reason).not.toContain('\n');
  });
});

test('a song has an intro, a tune and an ending', async () => {
  const song = await compose({ mood: 'village', form: 'song', minutes: 0.5, ...ngram });
  const names = song.sections.map(({ name }) => name);
  expect([names[0], names[1], names.at(-1)]).toEqual(['intro', 'tune', 'ending']);
});

test.each([[Number.NaN], [0], [44_100.5]])('encodeWav refuses a sample rate of %d', (rate) => {
  expect(() => encodeWav([new Float32Array(4)], rate)).toThrow(/^wav: sample rate .*; give a whole number of Hz/);
});

describe('composeBank', () => {
  test('fills a bank that a game can read', async () => {
    const bank = await composeBank({ moods: ['forest', 'cave'], takes: 2, phrases: 2, model: 'ngram' });
    expect(bank.phrases).toHaveLength(8);
    expect(() => new PhraseBank(JSON.parse(JSON.stringify(bank)))).not.toThrow();
  });

  test('takes a number as its seed', async () => {
    const options = { moods: ['forest'], phrases: 1, model: 'ngram' } as const;
    expect(await composeBank({ ...options, seed: 7 })).toEqual(await composeBank({ ...options, seed: '7' }));
  });

  test.each([
    [{ moods: ['forrest'] }, "unknown mood 'forrest'"],
    [{ takes: 0 }, 'composeBank: takes is 0; give a whole number from 1 to 99'],
    [{ variants: 2 }, "composeBank: unknown option 'variants'"],
  ])('refuses %j', async (options, message) => {
    await expect(composeBank(options as never)).rejects.toThrow(message);
  });
});
