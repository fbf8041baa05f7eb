/** Music begins before the network has come, and nobody is alarmed. */

import { describe, expect, test } from 'vitest';
import type { PhraseModel, PhraseRequest } from '../../plugin/music/phrase.ts';
import { notesOf, rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

/** A composer that is on its way until `come()` is called. */
function lateComposer() {
  let loading = true;
  const composer = scaleComposer();
  const late: PhraseModel & { readonly asked: readonly unknown[] } = {
    name: 'late',
    source: 'lstm',
    asked: composer.asked,
    get loading() {
      return loading;
    },
    generate: (request) => composer.generate(request),
    dispose() {},
  };
  return {
    composer: late,
    come() {
      loading = false;
    },
  };
}

/** Plays a minute; the composer is loaded after `comesAfter` seconds. */
async function play(comesAfter: number, ahead?: PhraseModel) {
  const { composer, come } = lateComposer();
  const fallback = scaleFallback();
  const source = { composer, fallback, ...(ahead ? { ahead } : {}) };
  const show = rehearse({ soundtrack: { seed: 'start', start: 'forest', scenes: { Arena: 'battle' } }, source });
  const trouble: string[] = [];
  const sources: string[] = [];
  show.conductor.on('degraded', ({ reason }) => trouble.push(reason));
  show.conductor.on('recovered', ({ reason }) => trouble.push(reason));
  show.conductor.on('phrase', (phrase) => sources.push(phrase.source));
  show.conductor.start();
  await show.playTo(comesAfter);
  const askedEarly = composer.asked.length;
  come();
  await show.playTo(60);
  return { ...show, trouble, sources, askedEarly };
}

describe('a composer that is still loading', () => {
  test('is not waited for: the first bar comes at once, its phrases as soon as it is there', async () => {
    const show = await play(3);
    expect(show.bars()[0]!.time).toBeLessThan(0.3);
    expect(show.sources[0]).toBe('ngram');
    expect(new Set(show.sources.slice(1))).toEqual(new Set(['lstm']));
    expect(show.askedEarly).toBe(0);
  });

  test('is no trouble: no warning, nothing degraded, nothing recovered', async () => {
    const show = await play(20);
    expect([show.trouble, show.warnings]).toEqual([[], []]);
    expect(show.conductor.snapshot().degraded).toBe(false);
  });

  test('has the tune: what filled the time does not come back', async () => {
    const { conductor } = await play(3);
    const phrases = conductor.log.entries.filter((entry) => entry.kind === 'phrase');
    expect(phrases[0]).toMatchObject({ slot: 0, source: 'ngram', passing: true });
    expect(phrases.slice(1).some((entry) => 'passing' in entry)).toBe(false);
  });

  test('is an error after a minute, reported once', async () => {
    const { composer } = lateComposer();
    const never = rehearse({ soundtrack: { start: 'forest' }, source: { composer, fallback: scaleFallback() } });
    const degraded: string[] = [];
    never.conductor.on('degraded', ({ reason }) => degraded.push(reason));
    never.conductor.start();
    await never.playTo(120);
    expect(degraded).toEqual(['the model has not loaded after 60 s']);
    expect(never.warnings).toHaveLength(1);
  });

  test('and the log of it plays again note for note, with a composer that is there from the start', async () => {
    const first = await play(11);
    const again = rehearse({
      soundtrack: { start: 'forest', scenes: { Arena: 'battle' } },
      replay: JSON.parse(JSON.stringify(first.conductor.log)),
    });
    again.conductor.start();
    await again.conductor.settled();
    again.conductor.advance();
    await again.playTo(60);
    const until = (time: number) => (bar: { time: number }) => bar.time < time;
    const start = (bars: readonly { time: number }[]) => bars[0]!.time;
    expect(notesOf(again.bars().filter(until(55)), start(again.bars()))).toBe(
      notesOf(first.bars().filter(until(55 - start(again.bars()) + start(first.bars()))), start(first.bars())),
    );
    expect(again.warnings).toEqual([]);
  });

  test('asked before the music may begin, a composer that is there has the first phrase ready', async () => {
    const composer = scaleComposer();
    const show = rehearse({ soundtrack: { start: 'forest' }, source: { composer, fallback: scaleFallback() } });
    show.conductor.prepare();
    await show.conductor.settled();
    const sources: string[] = [];
    show.conductor.on('phrase', ({ source }) => sources.push(source));
    show.conductor.start();
    await show.playTo(1);
    expect(show.bars()[0]!.time).toBeLessThan(0.25);
    expect(sources).toEqual(['lstm']);
    expect(composer.asked.length).toBeGreaterThan(0);
  });
});

describe('a fallback that writes ahead', () => {
  test('spares the music its writing at once: nothing is written within a call, and the notes are the same', async () => {
    const run = async (ahead: boolean) => {
      let atOnce = 0;
      const fallback = scaleFallback();
      const counted = {
        ...fallback,
        generateNow(request: PhraseRequest) {
          atOnce++;
          return fallback.generateNow(request);
        },
      };
      const source = { composer: null, fallback: counted, ...(ahead ? { ahead: scaleFallback() } : {}) };
      const show = rehearse({ soundtrack: { seed: 'ahead', start: 'forest', scenes: { Arena: 'battle' } }, source });
      show.conductor.prepare();
      await show.conductor.settled();
      show.conductor.start();
      await show.playTo(20);
      show.conductor.mood('battle', { at: 'now' });
      await show.playTo(40);
      return { notes: notesOf(show.bars()), atOnce };
    };
    const [plain, ahead] = [await run(false), await run(true)];
    expect(plain.atOnce).toBeGreaterThan(3);
    expect(ahead.atOnce).toBe(0);
    expect(ahead.notes).toBe(plain.notes);
  });

  test('is asked when the composer has died, and the composer again when it is back', async () => {
    let dead = false;
    let written = 0;
    const ahead = {
      ...scaleFallback(),
      async generate(request: PhraseRequest) {
        written++;
        return scaleFallback().generateNow(request);
      },
    };
    const composer = scaleComposer(async () => {
      if (dead) throw new Error('the worker is gone');
    });
    const show = rehearse({ soundtrack: { start: 'forest' }, source: { composer, fallback: scaleFallback(), ahead } });
    const sources: string[] = [];
    const trouble: string[] = [];
    show.conductor.on('phrase', ({ source }) => sources.push(source));
    show.conductor.on('degraded', () => trouble.push('degraded'));
    show.conductor.on('recovered', () => trouble.push('recovered'));
    show.conductor.start();
    await show.playTo(10);
    expect(written).toBe(0);
    dead = true;
    await show.playTo(60);
    expect(sources.at(-1)).toBe('ngram');
    expect(written).toBeGreaterThan(1);
    dead = false;
    await show.playTo(150);
    expect(sources.slice(-8)).toContain('lstm');
    expect(trouble).toEqual(['degraded', 'recovered']);
    expect(show.warnings).toHaveLength(1);
  });
});
