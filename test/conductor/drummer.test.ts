/** Who plays the drums of a phrase is decided once: replays, saved games and old logs keep it. */

import { describe, expect, test } from 'vitest';
import { createSlicedNgram } from '../../plugin/generate/time-sliced-model.ts';
import { drummer } from '../helper/drummer.ts';
import { notesOf, type Rehearsal, rehearse, rehearseReplay } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const soundtrack = { seed: 'drums', start: 'battle' } as const;
const heard = (show: Rehearsal) => notesOf(show.bars(), show.bars()[0]!.time);
const withDrummer = { composer: scaleComposer(), fallback: scaleFallback(), drummer: () => drummer };
const without = { composer: scaleComposer(), fallback: scaleFallback() };
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const phrasesOf = (show: Rehearsal) =>
  show.conductor.log.entries.flatMap((entry) => (entry.kind === 'phrase' ? [entry] : []));

async function playing(more: Parameters<typeof rehearse>[0], seconds = 30) {
  const show = rehearse({ soundtrack, ...more });
  show.conductor.start();
  await show.playTo(seconds);
  return show;
}

describe('a drummer', () => {
  test('plays the phrases of the model, and the log says so', async () => {
    const show = await playing({ source: withDrummer });
    expect(phrasesOf(show).length).toBeGreaterThan(1);
    for (const phrase of phrasesOf(show)) expect(phrase.drummer).toBe(true);
    expect(heard(show)).not.toBe(heard(await playing({ source: without })));
  });

  test('leaves the fallback’s phrases to the patterns', async () => {
    const source = { composer: null, fallback: scaleFallback(), ahead: createSlicedNgram(), drummer: () => drummer };
    const show = await playing({ source });
    const patterns = await playing({ source: { ...source, drummer: () => null } });
    expect(phrasesOf(show).map(({ source: by }) => by)).toContain('ngram');
    expect(phrasesOf(show).every((phrase) => phrase.drummer === undefined)).toBe(true);
    expect(heard(show)).toBe(heard(patterns));
  });

  test('plays a log again note for note', async () => {
    const show = await playing({ source: withDrummer });
    const again = await rehearseReplay({ soundtrack, source: withDrummer, replay: copy(show.conductor.log) }, 30);
    expect(heard(again)).toBe(heard(show));
    expect(again.warnings).toEqual([]);
    expect(phrasesOf(again)).toEqual(phrasesOf(show).slice(0, phrasesOf(again).length));
  });

  test('does not play in logs of before', async () => {
    const old = await playing({ source: without });
    const again = await rehearseReplay({ soundtrack, source: withDrummer, replay: copy(old.conductor.log) }, 30);
    expect(heard(again)).toBe(heard(old));
    expect(again.warnings).toEqual([]);
  });

  test('goes on in a loaded game as in the game that was saved', async () => {
    const bars = async (source: typeof withDrummer | typeof without) => {
      const show = await playing({ source }, 17);
      const saved = copy(show.conductor.save());
      const from = saved.place!.bar;
      const next = async (by: typeof withDrummer | typeof without) => {
        const loaded = await playing({ source: by, saved }, 8);
        return notesOf(loaded.bars().slice(0, 1), loaded.bars()[0]!.time);
      };
      return { saved, from, next };
    };
    const played = await bars(withDrummer);
    const patterns = await bars(without);
    expect(played.saved.moods[0]!.drummer).toContain(played.saved.place!.slot);
    expect(patterns.saved.moods[0]!.drummer).toBeUndefined();
    expect(played.from).toBeGreaterThan(0);
    // The bar that played: with the drummer that it had, or with the patterns that it had.
    expect(await patterns.next(withDrummer)).toBe(await patterns.next(without));
    expect(await played.next(withDrummer)).not.toBe(await patterns.next(withDrummer));
  });

  test('that does not arrive after a load is marked nowhere any more', async () => {
    const { conductor } = await playing({ source: withDrummer }, 17);
    const saved = copy(conductor.save());
    expect(saved.moods[0]!.drummer).toContain(saved.place!.slot);
    const loaded = await playing({ source: without, saved }, 2);
    expect(loaded.conductor.save().moods[0]!.drummer ?? []).not.toContain(saved.place!.slot);
    expect(phrasesOf(loaded).every((phrase) => phrase.drummer === undefined)).toBe(true);
  });
});
