/** The built demo in every engine: unlocked by key and by click, on the beat, left and come back to, saved, loaded, and replayed in Node. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdaptiveMusicPlugin, ConductorLog, SavedMusic, SoundtrackDefinition } from '../../plugin/index.ts';
import { DemoPlayer } from './demo-player.ts';
import { type EngineBrowser, until } from './engine.ts';
import { START } from './engines.ts';
import { replayInNode } from './replay.ts';
import { type ServedPages, servePages } from './served-pages.ts';

let pages: ServedPages;
beforeAll(async () => {
  pages = await servePages('demo', 'strict-csp');
});
afterAll(() => pages?.close());

describe.each(Object.entries(START))('%s', (_, start) => {
  let browser: EngineBrowser;
  beforeAll(async () => {
    if (start !== null) browser = await start();
  });
  afterAll(() => browser?.close());

  async function opened(): Promise<DemoPlayer> {
    const demo = new DemoPlayer(await browser.open());
    await demo.open(pages.url('demo'));
    return demo;
  }

  /** Nothing was complained of, nothing failed, nothing clipped. */
  async function close(demo: DemoPlayer): Promise<void> {
    expect(await demo.complaints()).toEqual([]);
    expect((await demo.events()).filter(({ name }) => name === 'degraded' || name === 'error')).toEqual([]);
    expect(await demo.peak()).toBeLessThan(1);
    await demo.page.close();
  }

  test.skipIf(start === null)('is silent until a key is pressed, and changes mood on a bar line', async () => {
    const demo = await opened();
    expect(await demo.events()).toEqual([]);
    await demo.page.press('x');
    await demo.hear('calm');
    await demo.page.press('Enter');
    await demo.arrive('Forest');
    await demo.hear('forest');
    await demo.hearNetwork();
    const events = await demo.events();
    const timesOf = (name: string, mood: string) =>
      events.filter((event) => event.name === name && event.mood === mood).map(({ time }) => time);
    const calm = timesOf('bar', 'calm');
    const forest = events.find(({ name }) => name === 'mood')!.time;
    expect(timesOf('bar', 'forest')[0]).toBeCloseTo(forest, 6);
    // Where one bar of the title was heard only, its length is not known.
    const length = calm.length > 1 ? calm.at(-1)! - calm.at(-2)! : forest - calm[0]!;
    const bars = (forest - calm[0]!) / length;
    expect(bars).toBeGreaterThan(0.5);
    expect(Math.abs(bars - Math.round(bars))).toBeLessThan(0.001);
    await close(demo);
  });

  test.skipIf(start === null)(
    'falls silent while its tab is left or it is paused, and goes on with the next bar',
    async () => {
      const demo = await opened();
      await demo.page.click(512, 300);
      await demo.hear('calm');
      await demo.page.leave();
      // If the page is left only for a moment, it may be suspended and resumed before any event reports it.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await demo.page.comeBack();
      expect(await demo.page.evaluate(() => window.ear.focus)).toContain('blur');
      await until(demo.page, () => window.ear.states.includes('suspended') && window.ear.context?.state === 'running');
      await demo.hearMore();
      const music = (call: 'pause' | 'resume') =>
        demo.page.evaluate((name) => void (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin)[name](), call);
      await music('pause');
      // The hall rings on for some seconds.
      await until(demo.page, () => window.ear.levels.slice(-5).every(({ rms }) => rms < 0.0005));
      await music('resume');
      await demo.hearMore();
      const bars = await until(demo.page, () => {
        const found = window.ear.events.filter(({ name }) => name === 'bar') as unknown as { bar: number }[];
        return found.length >= 4 && found.map(({ bar }) => bar);
      });
      expect(bars.slice(1).map((bar, i) => bar - bars[i]!)).toSatisfy((steps: number[]) =>
        steps.every((step) => step === 0 || step === 1),
      );
      await close(demo);
    },
  );

  test.skipIf(start === null)(
    'saves, loads, and what it played is note for note what Node plays of its log',
    async () => {
      const demo = await opened();
      await demo.page.click(512, 300);
      await demo.hear('calm');
      await demo.page.evaluate(() => {
        (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).signal('danger', 0.7);
      });
      await demo.page.press('Enter');
      await demo.arrive('Forest');
      await demo.hear('forest');
      await demo.hearNetwork();
      const played = await demo.page.evaluate(() => {
        const soundtrack = window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin;
        const [log, saved, midi] = [soundtrack.record()!, soundtrack.save()!, soundtrack.exportMidi()!];
        const { definition } = soundtrack;
        return { plain: JSON.stringify({ log, definition }), saved: JSON.stringify(saved), midi: [...midi] };
      });
      const { log, definition } = JSON.parse(played.plain) as { log: ConductorLog; definition: SoundtrackDefinition };
      expect(log.entries.some((entry) => entry.kind === 'phrase' && entry.source === 'lstm')).toBe(true);
      expect(await replayInNode(definition, log, played.midi)).toEqual(played.midi);

      const { mood } = JSON.parse(played.saved) as SavedMusic;
      expect(mood).toBe('forest');
      await demo.page.evaluate((text) => {
        window.ear.events.length = 0;
        (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).load(JSON.parse(text));
      }, played.saved);
      await demo.hear('forest');
      const first = await until(demo.page, () => window.ear.events.find(({ name }) => name === 'bar'));
      expect(first).toMatchObject({ mood: 'forest' });
      await close(demo);
    },
  );

  test.skipIf(start === null)('plays by the network on a page with a strict policy', async () => {
    const page = await browser.open();
    await page.goto(pages.url('strict-csp'));
    await until(page, () => (window.game?.loop?.frame ?? 0) > 2);
    await page.click(240, 200);
    const text = () =>
      (window.game.scene.getScene('Desert')?.children.list[0] as unknown as { text: string } | undefined)?.text;
    await until(page, () => {
      const [shown] = window.game.scene.getScene('Desert').children.list as unknown as { text: string }[];
      return shown?.text.includes('network') || window.ear.complaints.length > 0;
    });
    await until(page, () => window.ear.levels.some(({ rms }) => rms > 0.01));
    expect(await page.evaluate(() => window.ear.complaints)).toEqual([]);
    expect(await page.evaluate(text)).toBe('Written by: the network');
    await page.close();
  });
});
