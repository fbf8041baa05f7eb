/** What a player's browser plays, recorded from its speaker side in real time: the same loudness as in an offline render. */

import { beforeAll, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { createMixer, type Mixer } from '../../plugin/audio/mixer.ts';
import { LOUDNESS_TARGETS } from '../../plugin/audio/palettes/loudness-targets.ts';
import type { PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import { playPiece, seedsOf } from '../../scripts/levels/piece.ts';
import { longestSilence } from '../helper/deck-probe.ts';
import { truePeak } from '../helper/true-peak.ts';

const SECONDS = 30;
const MOODS = ['forest', 'battle'] as const;

/** The click that browsers ask for. */
async function click(): Promise<void> {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'play';
  await userEvent.click(button);
  button.remove();
}

/** Makes a recorded call on a mixer, `later` seconds late. */
function perform(mixer: Mixer, call: OutputCall, later: number): void {
  if (call.kind === 'fade') mixer.fadeDeck(call.deck, call.to, call.time + later, call.duration);
  else if (call.kind === 'clear') mixer.stopDeck(call.deck, call.time + later);
  else if (call.kind === 'play') {
    const parts = call.bar.parts.map((part) => {
      return { ...part, notes: part.notes.map((note) => ({ ...note, time: note.time + later })) };
    });
    mixer.play({ ...call.bar, time: call.bar.time + later, parts });
  }
}

/** Plays a mood on a context of its own and records it; the music begins at the start of what is returned. */
async function recorded(mood: PresetName): Promise<AudioBuffer> {
  const context = new AudioContext();
  await context.resume();
  const { recording, start } = await playPiece({ mood, intensity: 0.5, seed: seedsOf(mood)[0]!, seconds: SECONDS });
  const tape = context.createMediaStreamDestination();
  const mixer = createMixer(context, tape, { fallbackInstruments: false });
  await mixer.prepare(PRESETS[mood].controls.palette);
  const recorder = new MediaRecorder(tape.stream, { audioBitsPerSecond: 256_000 });
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => void chunks.push(data);
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  const later = context.currentTime + 0.3 - start;
  const calls = [...recording.calls];
  recorder.start();
  while (context.currentTime < start + later + SECONDS) {
    while (calls[0] && calls[0].at + later <= context.currentTime + 0.3) perform(mixer, calls.shift()!, later);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  recorder.stop();
  await stopped;
  mixer.dispose();
  const buffer = await context.decodeAudioData(await new Blob(chunks).arrayBuffer());
  await context.close();
  return buffer;
}

describe('recorded in real time', () => {
  const tapes = new Map<PresetName, AudioBuffer>();
  beforeAll(async () => {
    await click();
    await Promise.all(MOODS.map(async (mood) => tapes.set(mood, await recorded(mood))));
  }, 60_000);

  test.each(MOODS)('%s has its loudness and headroom, and never falls silent', (mood) => {
    const tape = tapes.get(mood)!;
    expect(tape.duration).toBeGreaterThan(SECONDS - 1);
    const channels = [0, 1].map((channel) => tape.getChannelData(Math.min(channel, tape.numberOfChannels - 1)));
    expect(Math.abs(integratedLoudness(channels, tape.sampleRate) - LOUDNESS_TARGETS[mood])).toBeLessThan(1);
    expect(truePeak(...channels)).toBeLessThan(-1);
    const music = channels.map((channel) => channel.subarray(tape.sampleRate, (SECONDS - 1) * tape.sampleRate));
    expect(longestSilence(music, tape.sampleRate)).toBeLessThan(60 / PRESETS[mood].controls.tempo);
  });
});
