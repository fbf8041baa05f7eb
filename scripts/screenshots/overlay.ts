/** The pictures of the overlay over the running demo: the whole page, and every tab. */

import type { Game } from 'phaser';
import type { Page } from 'playwright';
import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import type { Camera } from './camera.ts';

const PANEL = '[data-soundtrack-overlay] .panel';
const TABS = ['Now', 'Roll', 'Signals', 'Tune', 'Feel', 'Why', 'Health', 'Out'] as const;

/** Time for which the panel records before its picture is taken. */
const LISTEN_MS = 14_000;
const PHONE = { width: 390, height: 760 };

/** Plays for a while, then takes the pictures. */
export async function takeOverlay(page: Page, take: Camera): Promise<void> {
  await page.waitForFunction(() => 'game' in window && (window.game as Game).scene.isActive('Title'), null, {
    timeout: 60_000,
  });
  await page.mouse.click(200, 300);
  await ask(page, (soundtrack) => soundtrack.snapshot()?.bar === undefined || soundtrack.snapshot()!.bar >= 0);
  await page.evaluate(() => {
    const { scene } = window.game as Game;
    for (const active of scene.getScenes(true)) if (active.scene.key === 'Title') scene.stop('Title');
    scene.start('Forest');
  });
  await page.keyboard.press('Backquote');
  await page.locator(PANEL).waitFor();
  await ask(page, (soundtrack) => soundtrack.snapshot()?.mood === 'forest');
  await page.waitForTimeout(LISTEN_MS);
  await take('overlay');
  const panel = page.locator(PANEL);
  const press = (name: string) => panel.getByRole('button', { name, exact: true }).first().click();
  for (const tab of TABS) {
    await panel.getByRole('tab', { name: tab }).click();
    if (tab === 'Tune') {
      await panel.getByRole('textbox', { name: 'intensity', exact: true }).fill('0.62');
      await page.keyboard.press('Enter');
      await press('Lock brightness at its current value');
    }
    if (tab === 'Why') await askWhy(page);
    if (tab === 'Feel') await describeScene(page);
    await page.waitForTimeout(tab === 'Roll' ? 3000 : 1200);
    await take(`overlay-${tab.toLowerCase()}`, PANEL);
    if (tab === 'Why' || tab === 'Feel') {
      await panel.locator('.body').evaluate((body) => body.scrollTo(0, 4000));
      await take(`overlay-${tab.toLowerCase()}-more`, PANEL);
    }
    for (const page of tab === 'Tune' ? ['Modulations', 'Audition'] : []) {
      await press(page);
      if (page === 'Audition') await press('Keep it');
      await panel.page().waitForTimeout(400);
      await take(`overlay-${page.toLowerCase()}`, PANEL);
    }
  }
  await press('Collapse');
  await page.waitForTimeout(400);
  await take('overlay-collapsed', PANEL);
  await press('Expand');
  await page.setViewportSize(PHONE);
  await panel.getByRole('tab', { name: 'Now' }).click();
  await page.waitForTimeout(1000);
  await take('overlay-phone');
}

/** Waits until a condition on the music holds. */
async function ask(page: Page, holds: (soundtrack: AdaptiveMusicPlugin) => boolean): Promise<void> {
  const source = `(${holds.toString()})(window.game?.plugins?.get('soundtrack') ?? { snapshot: () => ({ bar: -1 }) })`;
  await page.waitForFunction(source, null, { timeout: 60_000 });
}

/** Types a scene in words. */
async function describeScene(page: Page): Promise<void> {
  const panel = page.locator(PANEL);
  await panel.getByRole('textbox', { name: 'The scene in words' }).fill('a lonely traveller in a snowy pineland');
  await panel.getByText(/^(sorrow|forest|calm|cave) ·/).waitFor();
  await panel.getByText(/This scene looks like/).waitFor();
}

/** Selects a note that the network chose; the form repeats others, so it may have to wait for one. */
async function askWhy(page: Page): Promise<void> {
  const panel = page.locator(PANEL);
  for (let attempt = 0; attempt < 12; attempt++) {
    for (let i = 0; i < 8; i++) {
      await panel.getByRole('button', { name: 'Note before' }).click();
      if ((await panel.getByText('Which pitch').count()) > 0) return;
    }
    await panel.getByRole('button', { name: 'Continue' }).click();
    await page.waitForTimeout(4000);
  }
}
