/** The overlay over a real game: it opens, shows, tunes, remembers, keeps out of the game's way, and leaves nothing behind. */

import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SoundtrackDefinition } from '../../plugin/index.ts';
import { attachOverlay, type Overlay, type OverlayOptions } from '../../plugin/overlay/index.ts';
import { TAB_NAMES, type TabName } from '../../plugin/overlay/shell.ts';
import { SoundtrackPlayer } from '../../plugin/player.ts';
import { hum } from '../helper/page-voice.ts';
import { gesture, next, type Played, pause, play, scene, until } from './game.ts';

const soundtrack = {
  start: 'village',
  signals: { danger: { attack: 0.2 } },
  modulations: [{ signal: 'danger', control: 'intensity', amount: 0.4 }],
} as const;

let played: Played | null = null;
let overlay: Overlay | null = null;
beforeEach(() => localStorage.clear());
afterEach(async () => {
  overlay?.dispose();
  overlay = null;
  await played?.end();
  played = null;
});

const host = () => document.querySelector<HTMLElement>('[data-soundtrack-overlay]');
const root = () => host()!.shadowRoot!;
const panel = () => root().querySelector<HTMLElement>('.panel')!;
const seen = () => root().querySelector<HTMLElement>('.page:not([hidden])')!;
const tab = (name: TabName) => root().getElementById(`tab-${name}`)!;
const named = (name: string) =>
  [...root().querySelectorAll<HTMLElement>('button, input, select, textarea')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  )!;
const press = (key: string, on: EventTarget = window) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
  on.dispatchEvent(event);
};

/** Elements that reach past the right edge of the panel and are not cut off by anything within it. */
function outside(page: HTMLElement, frame: HTMLElement): string[] {
  const edge = frame.getBoundingClientRect().right;
  const cut = (element: HTMLElement | null): boolean =>
    element !== null &&
    element !== page &&
    (getComputedStyle(element).overflowX !== 'visible' || cut(element.parentElement));
  return [...page.querySelectorAll<HTMLElement>('*')]
    .filter((element) => element.getBoundingClientRect().right > edge + 1 && !cut(element.parentElement))
    .map((element) => `${element.tagName}.${element.className}: ${element.textContent!.slice(0, 30)}`);
}

async function open(options: OverlayOptions = {}, over: Parameters<typeof play>[1] = {}): Promise<Played> {
  const game = await play(soundtrack, over);
  played = game;
  await gesture(game);
  await next(game.soundtrack, 'bar');
  overlay = attachOverlay(game.soundtrack, { open: true, ...options });
  if (overlay.isOpen) await until(() => seen().textContent !== '');
  return game;
}

describe('the overlay', () => {
  test('opens and closes with the backquote, or another key', async () => {
    const game = await open({ open: false });
    expect(host()).toBeNull();
    press('`');
    expect(overlay!.isOpen).toBe(true);
    press('`');
    expect(host()).toBeNull();
    overlay!.dispose();
    overlay = attachOverlay(game.soundtrack, { key: 'F9' });
    press('`');
    expect(overlay.isOpen).toBe(false);
    press('F9');
    expect(overlay.isOpen).toBe(true);
  });

  test('makes a theme of what somebody hums, and says so where nobody is heard', async () => {
    const game = await open({ tab: 'tune' });
    named('Audition').click();
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    named('Hum a theme').click();
    await until(() => seen().textContent!.includes('The microphone was refused'));
    hum([60, 64, 67, 65, 62]);
    named('Hum a theme').click();
    await until(() => seen().textContent!.includes('Listening'));
    await until(() => named('Name of the hummed theme').checkVisibility());
    const shown = [...seen().querySelectorAll('button')].filter((each) => each.checkVisibility());
    shown.find(({ textContent }) => textContent === 'Make the tune a theme')!.click();
    const { notes } = game.soundtrack.inspect()!.tuning.themes!.hummed!;
    const steps = (notes as readonly (readonly [number | null, number])[]).flatMap(([step]) => step ?? []);
    expect(steps.map((step) => Math.sign(step - steps[0]!))).toEqual([0, 1, 1, 1, 1]);
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  });

  test('is one for one soundtrack', async () => {
    const { soundtrack: music } = await open();
    expect(attachOverlay(music)).toBe(overlay);
    expect(document.querySelectorAll('[data-soundtrack-overlay]')).toHaveLength(1);
  });

  test('shows the music that plays on every tab', async () => {
    const { soundtrack: music } = await open();
    music.signal('danger', 0.8);
    await next(music, 'bar');
    for (const name of TAB_NAMES) {
      tab(name).click();
      await pause(250);
      expect(seen().id).toBe(`page-${name}`);
    }
    tab('now').click();
    await until(() => seen().textContent!.includes('C ionian'));
    expect(seen().textContent).toMatch(/village.*melody/s);
    tab('signals').click();
    await until(() => /danger0\.80/.test(seen().textContent!));
    tab('health').click();
    // A busy machine may have made notes late; the headline must say which is the case.
    await until(() => {
      const { degraded, lateNotes } = music.inspect()!.health;
      const said = degraded ? 'Degraded: ' : lateNotes > 0 ? 'Some notes came late' : 'All is well';
      return seen().textContent!.includes(said);
    });
  });

  test('says of every layer that waits at which intensity it plays', async () => {
    const { soundtrack: music } = await open({ tab: 'now' });
    await until(() => seen().querySelectorAll('.layer.is-out').length > 2);
    const waiting = [...seen().querySelectorAll<HTMLElement>('.layer.is-out .reach')];
    const { intensity } = music.snapshot()!.controls;
    for (const reach of waiting) {
      expect(reach.checkVisibility()).toBe(true);
      const [, from, to] = reach.textContent!.match(/^at intensity (\d\.\d\d)(?: to (\d\.\d\d)| and above)$/)!;
      expect(Number(from)).toBeLessThan(Number(to ?? 2));
      expect(intensity < Number(from) || intensity >= Number(to ?? 2), reach.textContent!).toBe(true);
    }
  });

  test('draws the notes on the roll', async () => {
    await open({ tab: 'roll' });
    await pause(600);
    const canvas = seen().querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Set<number>();
    for (let i = 0; i < data.length; i += 4) colors.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    expect(colors.has(0xffb454)).toBe(true);
    expect(colors.size).toBeGreaterThan(20);
  });

  test('holds names of two hundred letters, on every tab and as wide as a phone', async () => {
    const long = 'Nebelwald'.repeat(22).slice(0, 200);
    const definition: SoundtrackDefinition = {
      start: long,
      moods: { [long]: { like: 'village' } },
      signals: { [long]: { initial: 0.4 }, [`${long.slice(0, 190)} tag`]: { initial: long } },
      modulations: [{ signal: long, control: 'intensity', amount: 0.4 }],
      themes: { [long]: { notes: 'E4:1 G4:1 A4:2' } },
      snapshots: { [long]: { db: -6 } },
    };
    const game = await play(definition);
    played = game;
    await gesture(game);
    await next(game.soundtrack, 'bar');
    game.soundtrack.push('forest', { as: long });
    game.soundtrack.duck(long);
    overlay = attachOverlay(game.soundtrack, { open: true });
    const faults: string[] = [];
    for (const width of ['452px', '340px']) {
      panel().style.width = width;
      for (const name of TAB_NAMES) {
        tab(name).click();
        await pause(250);
        const body = root().querySelector<HTMLElement>('.body')!;
        if (body.scrollWidth > body.clientWidth) faults.push(`${name} at ${width} is ${body.scrollWidth} pixels wide`);
        faults.push(...outside(seen(), panel()).map((element) => `${name} at ${width}: ${element}`));
      }
    }
    expect(faults).toEqual([]);
  });

  test('shows the lists of a modulation whole, under a bar as wide as the panel', async () => {
    await open({ tab: 'tune' });
    named('Modulations').click();
    for (const width of ['452px', '340px', '320px']) {
      panel().style.width = width;
      await pause(100);
      for (const name of ['curve', 'follow']) {
        const list = named(`${name} of danger → intensity`);
        const label = list.closest<HTMLElement>('.tp-lblv_l')!;
        const [own, around] = [list.getBoundingClientRect(), label.getBoundingClientRect()];
        expect(own.right, `${name} at ${width}`).toBeLessThanOrEqual(around.right);
        // Room for the longest name and the arrow.
        expect(own.width, `${name} at ${width}`).toBeGreaterThanOrEqual(70);
      }
      const bar = seen().querySelector<HTMLElement>('.bench')!;
      expect(bar.offsetWidth, width).toBe(root().querySelector<HTMLElement>('.body')!.clientWidth);
    }
  });

  test('has no serious fault that axe-core finds, on any tab', async () => {
    await open();
    for (const name of TAB_NAMES) {
      tab(name).click();
      await pause(300);
      const { violations } = await axe.run(host()!, { resultTypes: ['violations'] });
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(
        serious.map(({ id, nodes }) => `${name}: ${id} at ${nodes[0]!.html.slice(0, 160)} ${nodes[0]!.failureSummary}`),
      ).toEqual([]);
    }
  });

  test('tunes the mood by a slider, undoes it, and writes it out as code', async () => {
    const { soundtrack: music } = await open({ tab: 'tune' });
    await pause(200);
    const field = named('swing') as HTMLInputElement;
    field.value = '0.7';
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => music.inspect()!.controls.swing === 0.7);
    tab('out').click();
    await until(() => /village: \{ controls: \{ swing: 0\.7 \} \}/.test(seen().textContent!));
    tab('tune').click();
    await until(() => !(named('Undo') as HTMLButtonElement).disabled);
    named('Undo').click();
    await until(() => music.inspect()!.controls.swing === 0);
    named('Redo').click();
    await until(() => music.inspect()!.controls.swing === 0.7);
    named('Hear A, the saved state').click();
    await until(() => music.inspect()!.controls.swing === 0);
    named('Hear B, the current state').click();
    await until(() => music.inspect()!.controls.swing === 0.7);
    named('Reset').click();
    await until(() => music.inspect()!.controls.swing === 0);
  });

  test('locks a control against signals', async () => {
    const { soundtrack: music } = await open({ tab: 'tune' });
    await pause(200);
    const before = music.inspect()!.controls.intensity;
    named('Lock intensity at its current value').click();
    music.signal('danger', 1);
    await pause(500);
    expect(music.inspect()!.signals[0]!.smoothed).toBeGreaterThan(0.9);
    expect(music.inspect()!.controls.intensity).toBe(before);
    await until(() => named('Unlock intensity') !== undefined);
    named('Unlock intensity').click();
    await until(() => music.inspect()!.controls.intensity > before + 0.3);
  });

  test('auditions moods, rolls the phrase again, and makes a theme of one that is kept', async () => {
    const { soundtrack: music } = await open({ tab: 'tune' });
    await pause(200);
    const { hash } = music.snapshot()!.phrase!;
    named('Roll again').click();
    await until(() => music.snapshot()!.phrase!.hash !== hash);
    named('Keep it').click();
    await until(() => named('Make it a theme') !== undefined);
    named('Make it a theme').click();
    const [theme] = Object.keys(music.inspect()!.tuning.themes!);
    expect(() => music.theme(theme!)).not.toThrow();
    const arrival = next(music, 'mood');
    [...seen().querySelectorAll<HTMLElement>('.chip')].find(({ textContent }) => textContent === 'cave')!.click();
    expect((await arrival).to).toBe('cave');
  });

  test('auditions moods of the world, offers their palettes, and writes out what is tuned in one', async () => {
    const { soundtrack: music } = await open({ tab: 'tune' });
    named('Audition').click();
    const chips = () => [...seen().querySelectorAll<HTMLElement>('.chip')].map(({ textContent }) => textContent);
    await until(() => chips().includes('tavernIrish'));
    expect(chips()).toEqual(expect.arrayContaining(['forest', 'gardenChinese', 'shrineJapanese', 'saloonragtime']));
    [...seen().querySelectorAll<HTMLElement>('.chip')]
      .find(({ textContent }) => textContent === 'tavernIrish')!
      .click();
    await until(() => music.snapshot()!.mood === 'tavern' && music.snapshot()!.controls.palette === 'session');
    named('Controls').click();
    const palettes = [...(named('palette') as HTMLSelectElement).options].map(({ value }) => value);
    expect(palettes).toEqual(expect.arrayContaining(['silk', 'bamboo', 'session', 'parlor', 'bandstand']));
    const swing = named('swing') as HTMLInputElement;
    await userEvent.fill(swing, '0.5');
    await userEvent.keyboard('{Enter}');
    tab('out').click();
    await until(() => /tavern: \{ like: 'tavern', controls: \{ swing: 0\.5 \} \}/.test(seen().textContent!));
    // The pad names it, though it is not one of the moods of the dial.
    tab('feel').click();
    await until(() => seen().querySelector('.is-playing text')?.textContent === 'tavern');
  });

  test('keeps the words of the pad clear of its spots and of the point', async () => {
    await open({ tab: 'feel' });
    await until(() => seen().querySelector('.is-playing text') !== null);
    const boxes = (query: string) => [...seen().querySelectorAll(query)].map((each) => each.getBoundingClientRect());
    const spots = [...boxes('.pad .spot'), ...boxes('.pad .point')];
    const words = [...seen().querySelectorAll('.pad text')].filter((word) => {
      const own = word.getBoundingClientRect();
      // Half a pixel of touch is no overlap.
      return spots.some(
        (spot) =>
          spot.left < own.right - 0.5 &&
          own.left < spot.right - 0.5 &&
          spot.top < own.bottom - 2 &&
          own.top < spot.bottom - 2,
      );
    });
    expect(words.map(({ textContent }) => textContent)).toEqual([]);
  });

  test('shows the words of every button of the export whole, as wide as a phone', async () => {
    await open({ tab: 'out' });
    for (const width of ['452px', '390px', '340px']) {
      panel().style.width = width;
      await pause(100);
      const cut = [...seen().querySelectorAll<HTMLElement>('.button, .field')].filter(
        (each) => each.checkVisibility() && each.scrollWidth > each.clientWidth,
      );
      expect(
        cut.map(({ textContent }) => textContent),
        width,
      ).toEqual([]);
    }
  });

  test('moves the music by the pad: with the pointer, with keys, and back to the mood of the game', async () => {
    const { soundtrack: music } = await open({ tab: 'feel' });
    const pad = seen().querySelector<HTMLElement>('.pad')!;
    const point = seen().querySelector<HTMLElement>('[role=slider]')!;
    await until(() => point.getAttribute('aria-valuetext') === 'valence 0.85, arousal 0.50');
    const box = pad.getBoundingClientRect();
    const at = {
      clientX: box.left + 0.2 * box.width,
      clientY: box.top + 0.1 * box.height,
      bubbles: true,
      pointerId: 1,
    };
    pad.setPointerCapture = () => {};
    pad.dispatchEvent(new PointerEvent('pointerdown', at));
    pad.dispatchEvent(new PointerEvent('pointerup', at));
    await until(() => music.inspect()!.feel.arousal === 0.9);
    expect(music.inspect()!.feel).toEqual({ valence: 0.2, arousal: 0.9, tension: 0.1 });
    for (const key of ['ArrowRight', 'ArrowDown']) press(key, point);
    await until(() => music.inspect()!.feel.valence === 0.25 && music.inspect()!.feel.arousal === 0.85);
    const tension = seen().querySelector<HTMLInputElement>('input[type=range]')!;
    tension.value = '0.7';
    tension.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => music.inspect()!.feel.tension === 0.7);
    expect(seen().textContent).toContain('feel({ valence: 0.25, arousal: 0.85, tension: 0.7 })');
    named('Back to the mood’s own').click();
    await until(() => point.getAttribute('aria-valuetext') === 'valence 0.85, arousal 0.50');
    expect(music.inspect()!.feel).toEqual({});
  });

  test('reads a scene in words, names what it does not know, and plays it', async () => {
    const { soundtrack: music } = await open({ tab: 'feel' });
    const words = named('The scene in words, English or Chinese') as HTMLTextAreaElement;
    words.value = 'a dark blorf cave';
    words.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => seen().textContent!.includes('not known: blorf'));
    expect(seen().querySelector('.looks')!.textContent).toMatch(/^cave · valence 0\.\d\d, arousal/);
    expect([...seen().querySelectorAll('.shares > :first-child')].map(({ textContent }) => textContent)).toEqual([
      'dark',
    ]);
    const arrival = next(music, 'mood');
    named('Play it').click();
    expect((await arrival).to).toBe('cave');
    named('Only its feel').click();
    await until(() => music.inspect()!.feel.valence !== undefined);
    const back = next(music, 'mood');
    named('Take it back').click();
    await until(() => Object.keys(music.inspect()!.feel).length === 0);
    expect((await back).to).toBe('village');
    words.value = 'blorf';
    words.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => seen().textContent!.includes('None of these words is known.'));
    expect((named('Play it') as HTMLButtonElement).disabled).toBe(true);
  });

  test('says what the scene looks like, and tags the scene by a click', async () => {
    const { soundtrack: music } = await open(
      { tab: 'feel' },
      {
        scene: [
          scene('Only', {
            create(this: Phaser.Scene) {
              this.add.rectangle(0, 0, 500, 500, 0xd8a860).setOrigin(0);
            },
          }),
        ],
      },
    );
    await until(() => /This scene looks like \w+ \(0\.\d\d\) or \w+ \(0\.\d\d\)\./.test(seen().textContent!));
    expect((named('Scene') as HTMLSelectElement).value).toBe('Only');
    const mood = /looks like (\w+)/.exec(seen().textContent!)![1]!;
    expect(mood).toBe('desert');
    named(`Tag Only: ${mood}`).click();
    expect(music.definition.scenes).toEqual({ Only: mood });
    await until(() => music.snapshot()?.mood === mood);
  });

  test('looks at the largest canvas of a page without Phaser, and plays what is suggested', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 400;
    canvas.height = 300;
    const drawing = canvas.getContext('2d')!;
    drawing.fillStyle = '#d8a860';
    drawing.fillRect(0, 0, 400, 300);
    document.body.append(canvas);
    const context = new AudioContext();
    const player = new SoundtrackPlayer({ start: 'village' }, { context });
    overlay = attachOverlay(player, { open: true, tab: 'feel' });
    await until(() => seen().textContent!.includes('This scene looks like desert'));
    expect(named('Scene').hidden).toBe(true);
    named('Play desert').click();
    await until(() => [player.snapshot()!.mood, player.snapshot()!.next].includes('desert'));
    overlay.dispose();
    player.destroy();
    canvas.remove();
    await context.close();
  });

  test('begins anew with another seed, or a soundtrack that was loaded, and says what is wrong with one that cannot be', async () => {
    const { soundtrack: music } = await open({ tab: 'out' });
    const load = (text: string) => {
      (named('Soundtrack as JSON') as HTMLTextAreaElement).value = text;
      named('Load').click();
    };
    load('{ "scenes": { "A": "forrest" } }');
    expect(seen().querySelector('[role=status]')!.textContent).toMatch(/did you mean 'forest'/);
    load('{ "seed": "other", "start": "cave" }');
    expect(music.definition).toEqual({ seed: 'other', start: 'cave' });
    tab('tune').click();
    await until(() => (named('Seed') as HTMLInputElement).value === 'other');
    (named('Seed') as HTMLInputElement).value = 'third';
    named('Start over').click();
    expect(music.definition.seed).toBe('third');
    expect(music.record()!.seed).toBe('third');
    await next(music, 'bar');
  });

  test('tells why a note is there', async () => {
    await open({ tab: 'why' });
    const reported = () => seen().textContent!.includes('Which pitch');
    for (let i = 0; i < 40 && !reported(); i++) {
      named('Continue').click();
      await pause(1000);
      named('Note after').click();
      named('Note before').click();
    }
    expect(seen().textContent).toMatch(/Note.*Phrase.*Chord.*Asked.*Which pitch.*%/s);
    expect(seen().querySelectorAll('.option.is-chosen').length).toBeGreaterThan(0);
    named('Continue').click();
    expect(reported()).toBe(false);
  }, 120_000);
});

test('the overlay keeps the notes around the one that somebody reads about', async () => {
  const { soundtrack: music } = await open({ tab: 'why' });
  const roll = seen().querySelector<HTMLCanvasElement>('canvas')!;
  /** The pixels of the strip of chords that are not its background. */
  const chordPixels = () => {
    const strip = roll.getContext('2d')!.getImageData(0, 0, roll.width, 14).data;
    return strip.filter((value, i) => i % 4 === 0 && value > 60).length;
  };
  const note = () => [...seen().querySelectorAll('.facts dd')].slice(0, 2).map(({ textContent }) => textContent);
  const { time: began } = music.snapshot()!;
  await until(() => music.snapshot()!.time > began + 6);
  named('Note before').click();
  named('Note before').click();
  const second = note();
  named('Note before').click();
  const third = note();
  expect(third).not.toEqual([]);
  // Longer than the roll goes back.
  const { time: read } = music.snapshot()!;
  await until(() => music.snapshot()!.time > read + 14);
  expect(chordPixels()).toBeGreaterThan(20);
  named('Note after').click();
  expect(note()).toEqual(second);
  named('Note before').click();
  expect(note()).toEqual(third);
  await pause(200);
  expect(chordPixels()).toBeGreaterThan(20);
}, 120_000);

describe('beside a game, the overlay', () => {
  test('takes no click, no wheel and no key of its own to the game, and leaves the game all others', async () => {
    const heard: string[] = [];
    await open(
      { tab: 'tune' },
      {
        scene: [
          scene('Only', {
            create(this: Phaser.Scene) {
              this.input.on('pointerdown', () => heard.push('pointer'));
              this.input.on('pointerdownoutside', () => heard.push('outside'));
              this.input.keyboard!.on('keydown', ({ key }: KeyboardEvent) => heard.push(key));
            },
          }),
        ],
      },
    );
    await pause(200);
    heard.length = 0;
    const field = named('tempo, BPM') as HTMLInputElement;
    await userEvent.click(field);
    press('4', field);
    await userEvent.click(named('Reset'));
    await pause(100);
    expect(heard).toEqual([]);
    expect(root().activeElement === named('Reset')).toBe(false);
    press('a');
    press('ArrowLeft');
    await pause(100);
    expect(heard).toEqual(['a', 'ArrowLeft']);
  });

  test('is reached and worked with keys alone', async () => {
    await open();
    tab('now').focus();
    for (const [key, name] of [
      ['ArrowRight', 'roll'],
      ['End', 'out'],
      ['Home', 'now'],
      ['ArrowLeft', 'out'],
    ] as const) {
      press(key, root().activeElement!);
      expect(root().activeElement).toBe(tab(name));
      expect(seen().id).toBe(`page-${name}`);
    }
    // In a narrow window the panel fills its width.
    await page.viewport(1000, 700);
    const move = named('Move the panel with the arrow keys');
    const { left, top } = panel().getBoundingClientRect();
    for (const key of ['ArrowLeft', 'ArrowDown']) press(key, move);
    const box = panel().getBoundingClientRect();
    expect(box.left).toBeLessThan(left);
    expect(box.top).toBeGreaterThan(top);
    await page.viewport(414, 896);
    press('Escape', move);
    expect(root().activeElement).toBeNull();
  });

  test('remembers tab, fold and place, and does without where it may not', async () => {
    const game = await open();
    tab('health').click();
    named('Collapse').click();
    expect(panel().getBoundingClientRect().height).toBeLessThan(80);
    overlay!.dispose();
    overlay = attachOverlay(game.soundtrack);
    expect(overlay.isOpen).toBe(true);
    expect(panel().classList.contains('is-collapsed')).toBe(true);
    named('Expand').click();
    expect(seen().id).toBe('page-health');
    overlay.dispose();
    localStorage.setItem('phaser-adaptive-music/overlay', '{"x": "far", "tab": 7, "open": 1}');
    overlay = attachOverlay(game.soundtrack, { open: true });
    expect(seen().id).toBe('page-now');
  });

  test('costs nothing while it is closed: no element, no frame, no inspection', async () => {
    const { soundtrack: music } = await open();
    overlay!.close();
    let looks = 0;
    const inspect = music.inspect.bind(music);
    music.inspect = () => {
      looks++;
      return inspect();
    };
    await pause(500);
    expect([looks, host(), music.explain]).toEqual([0, null, false]);
    expect(document.querySelectorAll('style[data-tp-style]')).toHaveLength(0);
  });

  test('goes when the game goes', async () => {
    const game = await open();
    played = null;
    await game.end();
    await until(() => host() === null);
    overlay = null;
  });
});
