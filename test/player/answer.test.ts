import { describe, expect, test } from 'vitest';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { nearestInMode, tonicAnchor } from '../../plugin/music/pitch.ts';
import { answerTo } from '../../plugin/player/answer.ts';

const hearing = { key: { tonic: 'E', mode: 'phrygian' }, meter: '4/4', tempo: 90 } as const;
const beat = 60 / hearing.tempo;
const anchor = tonicAnchor('E');
const played = [0, 1, 3, 5].map((step, i) => ({ pitch: anchor + step, time: i * beat, duration: beat * 0.9 }));
const fallback = createNgramModel();
const source = { composer: null, fallback };

describe('an answer to a player’s notes', () => {
  test('is whole bars of notes in the key of the music, in order', async () => {
    const answer = await answerTo(played, hearing, source, 'a');
    expect(answer.length).toBeGreaterThan(3);
    for (const { pitch } of answer) expect(nearestInMode(pitch - anchor, 'phrygian')).toBe(pitch - anchor);
    expect(answer.map(({ time }) => time)).toEqual(answer.map(({ time }) => time).toSorted((a, b) => a - b));
    const end = answer.at(-1)!.time + answer.at(-1)!.duration;
    expect(end).toBeGreaterThan(beat * 4);
    expect(end).toBeLessThanOrEqual(beat * 16 + 1e-9);
  });

  test('keeps the rhythm of what was played', async () => {
    const answer = await answerTo(played, hearing, source, 'a');
    expect(answer.slice(0, 4).map(({ time }) => Math.round((time / beat) * 4))).toEqual([0, 4, 8, 12]);
  });

  test('is the same for the same seed, and another for another', async () => {
    const [first, again, other] = await Promise.all(
      ['a', 'a', 'b'].map((seed) => answerTo(played, hearing, source, seed)),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('comes from the fallback where the composer has failed', async () => {
    const failing = { ...fallback, generate: () => Promise.reject(new Error('gone')) };
    expect(await answerTo(played, hearing, { composer: failing, fallback }, 'a')).toEqual(
      await answerTo(played, hearing, source, 'a'),
    );
  });

  test('to nothing is refused', async () => {
    await expect(answerTo([], hearing, source, 'a')).rejects.toThrow(/nothing was played/);
  });
});
