/** What played in a game as stems: by code, and by the overlay's button. */

import * as Phaser from 'phaser';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { attachOverlay, type Overlay } from '../../plugin/overlay/index.ts';
import { rms, toDecibels } from '../helper/audio-measure.ts';
import { hearOutput } from '../stage/output-ear.ts';
import { gesture, next, type Played, play, until } from './game.ts';

const BARS = 2;
/** Parts are rendered one after another. */
const RENDERING = { timeout: 240_000 } as const;

let game: Played;
let overlay: Overlay | null = null;
beforeEach(async () => {
  game = await play({ start: 'forest', seed: 'stems' });
  await gesture(game);
});
afterEach(async () => {
  overlay?.dispose();
  overlay = null;
  vi.restoreAllMocks();
  await game.end();
});

async function decoded(wav: Uint8Array): Promise<AudioBuffer> {
  const copy = Uint8Array.from(wav);
  return new OfflineAudioContext(
    2,
    1,
    game.game.sound instanceof Phaser.Sound.WebAudioSoundManager ? game.game.sound.context.sampleRate : 48_000,
  ).decodeAudioData(copy.buffer);
}

describe(`stems of what played, on Phaser ${Phaser.VERSION}`, () => {
  test('are one WAV file for each role, which together are as loud as what left the game', RENDERING, async () => {
    const { soundtrack } = game;
    const { context, masterVolumeNode } = game.game.sound as Phaser.Sound.WebAudioSoundManager;
    const ear = await hearOutput(masterVolumeNode);
    await next(soundtrack, 'phrase');
    const heardFrom = context.currentTime;
    await until(() => context.currentTime > heardFrom + 6);
    const inspected = () => soundtrack.inspect()!.bars.map(({ timed }) => timed);
    const whole = inspected().filter(({ time, duration }) => time > heardFrom && time + duration < context.currentTime);
    const bars = whole.slice(0, BARS);
    expect(bars).toHaveLength(BARS);
    const stems: { role: string; buffer: AudioBuffer }[] = [];
    const from = bars[0]!.time;
    const to = bars[1]!.time + bars[1]!.duration;
    const heard = await ear.samples(from, to);
    for await (const { role, wav } of soundtrack.renderStems(bars)) stems.push({ role, buffer: await decoded(wav) });
    const roles = new Set(
      bars.flatMap(({ parts }) => parts.filter(({ notes }) => notes.length > 0).map(({ role }) => role)),
    );
    expect(new Set(stems.map(({ role }) => role))).toEqual(roles);
    const [first] = stems;
    for (const { role, buffer } of stems) {
      expect(buffer.length, role).toBe(first!.buffer.length);
      expect(buffer.duration, role).toBeGreaterThan(to - from);
      expect(toDecibels(rms(buffer.getChannelData(0), buffer.sampleRate)), role).toBeGreaterThan(-70);
    }
    const rate = first!.buffer.sampleRate;
    const sum = first!.buffer.getChannelData(0).map((_, i) => {
      return stems.reduce((all, { buffer }) => all + buffer.getChannelData(0)[i]!, 0);
    });
    const level = (samples: Float32Array, sampleRate: number) => toDecibels(rms(samples, sampleRate, 0, to - from));
    expect(Math.abs(level(sum, rate) - level(heard, context.sampleRate))).toBeLessThan(2);
  });

  test('are saved by the button in the overlay, with a MIDI file', RENDERING, async () => {
    const saved: { name: string; bytes: Promise<ArrayBuffer> }[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, bytes: fetch(this.href).then((response) => response.arrayBuffer()) });
    });
    const place = document.body.appendChild(document.createElement('div'));
    overlay = attachOverlay(game.soundtrack, { within: place, tabs: ['out'] });
    const root = place.querySelector('[data-soundtrack-overlay]')!.shadowRoot!;
    for (let bar = 0; bar < 3; bar++) await next(game.soundtrack, 'bar');
    await userEvent.selectOptions(root.querySelector('select')!, '4');
    const button = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === 'Save stems as WAV')!;
    await userEvent.click(button);
    await until(() => saved.some(({ name }) => name.endsWith('.mid')), 200_000);
    expect(saved.at(-1)!.name).toBe('soundtrack.mid');
    expect(new TextDecoder().decode((await saved.at(-1)!.bytes).slice(0, 4))).toBe('MThd');
    const files = saved.slice(0, -1);
    expect(files.length).toBeGreaterThan(1);
    const lengths = new Set<number>();
    for (const { name, bytes } of files) {
      expect(name).toMatch(/^soundtrack-[a-z]+\.wav$/);
      const buffer = await decoded(new Uint8Array(await bytes));
      lengths.add(buffer.length);
      expect(toDecibels(rms(buffer.getChannelData(0), buffer.sampleRate)), name).toBeGreaterThan(-80);
    }
    expect(lengths.size).toBe(1);
    const roles = files.map(({ name }) => name.replace(/^soundtrack-|\.wav$/g, ''));
    expect(root.querySelector('[role="status"].is-good')?.textContent).toBe(`Saved: ${roles.join(', ')}`);
    expect(new Set(roles).size).toBe(roles.length);
    place.remove();
  });
});
