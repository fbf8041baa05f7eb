/** What `toMidi`, `toWav` and the others say when they are given something that is not composed music. */

import { beforeAll, describe, expect, test } from 'vitest';
import { type Composition, compose, toMidi } from '../../plugin/headless.ts';
import { renderRecording, toSamples, toStems, toWav } from '../../plugin/render.ts';

const firstStem = (score: unknown) => toStems(score as never).next();
const RENDERING = { toWav, toSamples, toStems: firstStem, renderRecording } as Readonly<
  Record<string, (score: never) => Promise<unknown>>
>;

let score: Composition;
beforeAll(async () => {
  score = await compose({ mood: 'forest', bars: 2, model: 'ngram' });
});

describe('toMidi', () => {
  test('says that an await is missing', () => {
    expect(() => toMidi(Promise.resolve(score) as never)).toThrow(
      /^toMidi needs what compose\(\) resolves to; this is a promise: write await compose\(…\)$/,
    );
  });

  test.each([[undefined], [null], [{}], [[]], ['forest']])('refuses %j', (given) => {
    expect(() => toMidi(given as never)).toThrow(
      /^toMidi needs what compose\(\) resolves to; write await compose\(…\)$/,
    );
  });
});

describe.each(Object.entries(RENDERING))('%s', (name, render) => {
  test('says that an await is missing', async () => {
    await expect(render(Promise.resolve(score) as never)).rejects.toThrow(
      new RegExp(`^${name} needs .*; this is a promise: write await compose\\(…\\)$`),
    );
  });

  test.each([[undefined], [null], [{}], [5]])('refuses %j', async (given) => {
    await expect(render(given as never)).rejects.toThrow(new RegExp(`^${name} needs .*; write await compose\\(…\\)$`));
  });
});

test.each([
  ['toWav', toWav],
  ['toSamples', toSamples],
  ['toStems', firstStem],
])('%s says that JSON has no recording', async (name, render) => {
  await expect(render(JSON.parse(JSON.stringify(score)))).rejects.toThrow(
    `${name} needs the recording of a composition, which JSON does not have; compose it again with the same options`,
  );
});

test('renderRecording asks for the recording of a whole composition', async () => {
  await expect(renderRecording(score as never)).rejects.toThrow(
    'renderRecording needs the recording of a composition; write renderRecording(score.recording)',
  );
});
