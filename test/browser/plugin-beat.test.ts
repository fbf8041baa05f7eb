/** The beat for the game, measured where the sound leaves it. */

import * as Phaser from 'phaser';
import { afterEach, describe, expect, test } from 'vitest';
import type { BeatMoment, PlayedSound } from '../../plugin/index.ts';
import { gesture, loudest, next, type Played, play, scene, until } from './game.ts';

let played: Played | null = null;
afterEach(async () => {
  await played?.end();
  played = null;
});

/** Hands out the time of every loud sample on the audio clock. */
const RECORDER = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([[samples]]) {
    samples?.forEach((sample, i) => { if (Math.abs(sample) > 0.3) this.port.postMessage((currentFrame + i) / sampleRate); });
    return true;
  }
});`;

/** Times on the audio clock of the loud samples that reach a game's speakers. */
async function loudSamples({ game }: Played): Promise<number[]> {
  const { context, masterVolumeNode } = game.sound as Phaser.Sound.WebAudioSoundManager;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' })));
  const recorder = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 });
  masterVolumeNode.connect(recorder);
  const times: number[] = [];
  recorder.port.onmessage = ({ data }: MessageEvent<number>) => void times.push(data);
  return times;
}

function click(context: BaseAudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, 1, context.sampleRate);
  buffer.getChannelData(0)[0] = 0.9;
  return buffer;
}

describe(`the beat on Phaser ${Phaser.VERSION}`, () => {
  test('is where a sound played on it leaves the game, and callbacks come in the first frame in which it is heard', async () => {
    const game = await play({ start: 'battle' });
    played = game;
    const { soundtrack } = game;
    const { context } = game.game.sound as Phaser.Sound.WebAudioSoundManager;
    game.game.cache.audio.add('click', click(context));
    expect([soundtrack.beat, soundtrack.judge()]).toEqual([null, null]);
    await gesture(game);
    await next(soundtrack, 'bar');
    // The clicks alone are to be heard.
    soundtrack.volume = 0;
    while ((await loudest(game, 100)) > 0.01);
    const loud = await loudSamples(game);
    const announced: number[] = [];
    let before = Number.NEGATIVE_INFINITY;
    game.game.events.on('poststep', () => {
      const { beat } = soundtrack;
      if (beat === null) return;
      announced.push(beat.time + beat.toBeat);
      before = beat.time;
    });
    const called: { moment: BeatMoment; before: number; heard: number }[] = [];
    const sounds: PlayedSound[] = [];
    soundtrack.at(
      'beat',
      (moment) => {
        called.push({ moment, before, heard: soundtrack.beat!.time });
        sounds.push(soundtrack.play('click', { at: 'beat' }));
      },
      { every: 1 },
    );
    await until(() => called.length >= 9);
    expect(loud.length).toBeGreaterThanOrEqual(6);
    for (const time of loud) {
      const errors = announced.map((line) => Math.abs(line - time));
      expect(Math.min(...errors)).toBeLessThan(0.001);
      expect(sounds.some((sound) => Math.abs(sound.time! - time) < 0.001)).toBe(true);
    }
    for (const { moment, before, heard } of called.slice(1)) {
      expect(before).toBeLessThan(moment.time);
      expect(heard).toBeGreaterThanOrEqual(moment.time);
    }
    // What is heard is no later than the clock, and moves with it.
    expect(context.currentTime - soundtrack.beat!.time).toBeGreaterThanOrEqual(0);
    expect(context.currentTime - soundtrack.beat!.time).toBeLessThan(0.5);
    const bar = await next(soundtrack, 'bar');
    expect(bar.heard).toBeGreaterThanOrEqual(bar.time);
  });

  test('ends its callbacks with their scene, and survives a restart of the music', async () => {
    const game = await play(
      { scenes: { First: 'forest', Second: 'forest' } },
      { scene: [scene('First'), scene('Second')] },
    );
    played = game;
    const first = game.game.scene.getScene('First') as Phaser.Scene & { soundtrack: typeof game.soundtrack };
    const [own, all] = [[] as BeatMoment[], [] as BeatMoment[]];
    first.soundtrack.at('beat', (moment) => void own.push(moment), { every: 1 });
    first.soundtrack.at('beat', (moment) => void all.push(moment), { every: 1, global: true });
    await gesture(game);
    await until(() => own.length > 1);
    first.scene.start('Second');
    await until(() => !game.game.scene.isActive('First'));
    const { length } = own;
    game.soundtrack.load(game.soundtrack.save()!);
    const before = all.length;
    await until(() => all.length > before + 1);
    expect(own).toHaveLength(length);
    const stopped = game.soundtrack.next('bar');
    game.game.plugins.stop('soundtrack');
    expect(await stopped).toBe(null);
    expect(game.soundtrack.beat).toBe(null);
  });
});
