/** Makes the sounds of the examples: a plucked string, a loop that the package composes and plays on its synthesizers, and a MIDI file of its. */

import { fileURLToPath } from 'node:url';
import { createMp3Encoder } from 'wasm-media-encoders';
import { runCli } from '../models/cli/cli.ts';
import { writeFileAtomic } from '../models/cli/files.ts';
import { compose, toMidi } from '../plugin/headless.ts';
import { random } from '../plugin/internal.ts';
import { renderRecording } from '../plugin/render.ts';
import { monoOf } from './levels/mono.ts';

const FOLDER = fileURLToPath(new URL('../examples/sounds/', import.meta.url));
const SAMPLE_RATE = 44_100;

/** A plucked string after Karplus and Strong (1983): noise in a delay line of one period, averaged on every round. */
function pluck(hertz: number, seconds: number): Float32Array {
  const chance = random('pluck');
  const period = Math.round(SAMPLE_RATE / hertz - 0.5);
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  for (let i = 0; i < samples.length; i++)
    samples[i] = i < period ? chance.next() - 0.5 : 0.499 * (samples[i - period]! + (samples[i - period - 1] ?? 0));
  return samples;
}

/** Four bars at 140 BPM, for `track` with `tempo: 140`. */
async function bossLoop(): Promise<Float32Array> {
  const soundtrack = {
    moods: { chip: { like: 'boss', controls: { palette: 'chiptune', tempo: 140, meter: '4/4' } } },
  } as const;
  const { recording } = await compose({ mood: 'chip', bars: 4, seed: 'boss', soundtrack });
  const { left, right, sampleRate } = await renderRecording(recording, { sampleRate: SAMPLE_RATE });
  const cut = (samples: Float32Array) =>
    samples.subarray(Math.round(recording.start * sampleRate), Math.round(recording.end * sampleRate));
  return monoOf(cut(left), cut(right));
}

async function mp3(samples: Float32Array): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: SAMPLE_RATE, channels: 1, bitrate: 64, outputSampleRate: SAMPLE_RATE });
  const body = encoder.encode([samples]).slice();
  return Buffer.concat([body, encoder.finalize().slice()]);
}

await runCli({
  name: 'example-sounds',
  summary: 'makes the sounds of the examples',
  usage: 'npx tsx scripts/example-sounds.ts',
  options: {},
  async run() {
    writeFileAtomic(`${FOLDER}pluck-a4.mp3`, await mp3(pluck(440, 0.8)), true);
    writeFileAtomic(`${FOLDER}boss-loop.mp3`, await mp3(await bossLoop()), true);
    const tavern = await compose({ mood: 'village', bars: 16, seed: 'tavern' });
    writeFileAtomic(`${FOLDER}tavern.mid`, toMidi(tavern), true);
    console.log(FOLDER);
  },
});
