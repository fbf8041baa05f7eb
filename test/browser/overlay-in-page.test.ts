/** Panels of the overlay within elements of a page. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { attachOverlay, type Overlay } from '../../plugin/overlay/index.ts';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { pause, until } from './game.ts';

let context: AudioContext;
let soundtrack: SoundtrackPlayer;
let notes: HTMLElement;
let settings: HTMLElement;
const overlays: Overlay[] = [];

beforeEach(async () => {
  notes = document.body.appendChild(document.createElement('div'));
  settings = document.body.appendChild(document.createElement('div'));
  context = new AudioContext();
  soundtrack = new SoundtrackPlayer({ start: 'forest', seed: 'page' }, { context });
  await userEvent.click(document.body);
  await until(() => (soundtrack.snapshot()?.bar ?? -1) >= 0);
  overlays.push(
    attachOverlay(soundtrack, { within: notes, tabs: ['roll'] }),
    attachOverlay(soundtrack, { within: settings, tabs: ['tune', 'out'] }),
  );
});
afterEach(async () => {
  for (const overlay of overlays.splice(0)) overlay.dispose();
  soundtrack.destroy();
  notes.remove();
  settings.remove();
  if (context.state !== 'closed') await context.close();
});

const rootOf = (place: HTMLElement) => place.querySelector('[data-soundtrack-overlay]')!.shadowRoot!;

test('are as wide as the element, with the tabs that were asked for, and open without a key', () => {
  expect(rootOf(notes).querySelectorAll('[role="tab"]')).toHaveLength(0);
  expect(rootOf(notes).querySelector('canvas.roll')!.getBoundingClientRect().width).toBeGreaterThan(
    notes.clientWidth * 0.9,
  );
  expect([...rootOf(settings).querySelectorAll('[role="tab"]')].map((tab) => tab.textContent)).toEqual(['Tune', 'Out']);
  expect(attachOverlay(soundtrack, { within: notes })).toBe(overlays[0]);
});

test('share what is tuned, and forget it with another soundtrack of the page', async () => {
  await until(() => rootOf(settings).querySelector('[data-control="tempo"]') !== null);
  const input = rootOf(settings).querySelector<HTMLInputElement>('[data-control="tempo"] input')!;
  await userEvent.fill(input, '120');
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => overlays[0]!.definition.moods?.forest?.controls?.tempo === 120);
  expect(soundtrack.inspect()!.base.tempo).toBe(120);
  soundtrack.restart({ start: 'village', seed: 'other' });
  expect(overlays[1]!.definition.moods).toBeUndefined();
  expect(overlays[1]!.definition.seed).toBe('other');
});

test('show a described mood where its words say, on the pad alone', async () => {
  soundtrack
    .restart({ start: 'scene', moods: { scene: { describe: 'a terrible battle against a monster' } } })
    .mood('scene', { at: 'now' });
  const feel = document.createElement('div');
  document.body.prepend(feel);
  overlays.push(attachOverlay(soundtrack, { within: feel, tabs: ['feel'] }));
  const valence = () => Number(rootOf(feel).querySelector('.axes .mono')!.textContent);
  await until(() => soundtrack.snapshot()?.mood === 'scene');
  // Without the words it is that of exploration, 0.75.
  await until(() => valence() > 0 && valence() < 0.45);
  expect(rootOf(feel).querySelector('textarea')).toBeNull();
  feel.remove();
});

test('rest while they are out of view', async () => {
  const shown = () => rootOf(settings).querySelector('h3')!.textContent!;
  await until(() => shown().includes('forest'));
  settings.style.cssText = 'position: absolute; top: 9000px';
  await pause(300);
  soundtrack.mood('cave', { at: 'now' });
  await until(() => soundtrack.snapshot()!.mood === 'cave');
  await pause(300);
  expect(shown()).toContain('forest');
  settings.style.cssText = '';
  await until(() => shown().includes('cave'));
});

test('name the palette of a described mood, also where the seed has drawn a variant of it for its preset', async () => {
  soundtrack
    .restart({ start: 'scene', seed: 'x', moods: { scene: { describe: 'snow' } } })
    .mood('scene', { at: 'now' });
  const tune = document.createElement('div');
  document.body.prepend(tune);
  overlays.push(attachOverlay(soundtrack, { within: tune, tabs: ['tune'] }));
  await until(() => soundtrack.snapshot()?.mood === 'scene');
  const shown = () => rootOf(tune).querySelector<HTMLSelectElement>('[data-control="palette"] select')?.value;
  await until(() => shown() === 'musicbox');
  tune.remove();
});
