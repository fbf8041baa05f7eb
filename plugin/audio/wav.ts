/** Encodes samples as a WAV file (RIFF, PCM, 16 bit). */

import { random } from '../music/random.ts';

const BYTES = 2;
const HEADER = 44;
const FULL = 32767;

/**
 * Encodes channels of equal length, -1..1 (beyond that, clipped). The triangular dither is seeded, so that equal samples give
 * equal bytes; digital silence stays silent.
 * @throws RangeError if there is no channel, lengths differ, or the sample rate is no whole number above 0.
 */
export function encodeWav(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const length = channels[0]?.length;
  if (length === undefined || channels.some((channel) => channel.length !== length))
    throw new RangeError(
      `wav: channels of lengths [${channels.map((c) => c.length)}]; give at least one, all of equal length`,
    );
  if (!Number.isInteger(sampleRate) || sampleRate < 1)
    throw new RangeError(`wav: sample rate ${sampleRate}; give a whole number of Hz such as 44100`);
  const size = length * channels.length * BYTES;
  const view = new DataView(new ArrayBuffer(HEADER + size));
  writeHeader(view, channels.length, sampleRate, size);
  const chance = random('dither');
  let at = HEADER;
  for (let i = 0; i < length; i++) {
    for (const channel of channels) {
      const value = channel[i]!;
      const dither = value === 0 ? 0 : chance.next() - chance.next();
      const sample = Math.round(Math.max(-1, Math.min(1, value)) * FULL + dither);
      view.setInt16(at, Math.max(-FULL, Math.min(FULL, sample)), true);
      at += BYTES;
    }
  }
  return new Uint8Array(view.buffer);
}

function writeHeader(view: DataView, channels: number, sampleRate: number, size: number): void {
  const text = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) view.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + size, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * BYTES, true);
  view.setUint16(32, channels * BYTES, true);
  view.setUint16(34, 8 * BYTES, true);
  text(36, 'data');
  view.setUint32(40, size, true);
}
