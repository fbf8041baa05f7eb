/** Loop points out of files of our own making, byte by byte. */

import { describe, expect, test } from 'vitest';
import { loopPointsIn } from '../../plugin/audio/loop-points.ts';
import { encodeWav } from '../../plugin/audio/wav.ts';

const le = (value: number, bytes = 4) => Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 0xff);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

function comments(...lines: readonly string[]): number[] {
  const each = lines.flatMap((line) => [...le(line.length), ...ascii(line)]);
  return [...le(4), ...ascii('test'), ...le(lines.length), ...each];
}

/** An Ogg stream of packets, with at most `segmentsPerPage` segments in each page. */
function ogg(packets: readonly (readonly number[])[], segmentsPerPage = 255): Uint8Array {
  const segments = packets.flatMap((packet) => {
    const lengths = Array.from({ length: Math.floor(packet.length / 255) }, () => 255);
    lengths.push(packet.length % 255);
    let at = 0;
    return lengths.map((length) => {
      const body = packet.slice(at, at + length);
      at += length;
      return { length, body };
    });
  });
  const bytes: number[] = [];
  for (let i = 0; i < segments.length; i += segmentsPerPage) {
    const page = segments.slice(i, i + segmentsPerPage);
    bytes.push(...ascii('OggS'), ...new Array<number>(22).fill(0), page.length, ...page.map(({ length }) => length));
    bytes.push(...page.flatMap(({ body }) => body));
  }
  return Uint8Array.from(bytes);
}

const vorbisHead = (rate: number) => [
  1,
  ...ascii('vorbis'),
  ...le(0),
  2,
  ...le(rate),
  ...new Array<number>(13).fill(0),
];
const vorbis = (...lines: readonly string[]) => [3, ...ascii('vorbis'), ...comments(...lines), 1];

describe('loop points', () => {
  test('of Vorbis comments are samples, in any case of letters and over pages', () => {
    const expected = { start: 44100 / 44100, end: (44100 + 88201) / 44100 };
    for (const pageSize of [255, 1]) {
      const filler = `COMMENT=${'x'.repeat(700)}`;
      const file = ogg([vorbisHead(44100), vorbis(filler, 'loopstart=44100', 'LOOPLENGTH=88201')], pageSize);
      expect(loopPointsIn(file)).toEqual(expected);
    }
    expect(loopPointsIn(ogg([vorbisHead(48000), vorbis('LOOPSTART=0', 'LOOPEND=96000')]))).toEqual({
      start: 0,
      end: 2,
    });
  });

  test('of Opus count 48,000 a second, whatever was recorded', () => {
    const head = [...ascii('OpusHead'), 1, 2, 0, 0, ...le(44100), 0, 0, 0];
    const file = ogg([head, [...ascii('OpusTags'), ...comments('LOOPSTART=48000', 'LOOPLENGTH=96000')]]);
    expect(loopPointsIn(file)).toEqual({ start: 1, end: 3 });
  });

  test('of FLAC have the rate of the stream', () => {
    const info = new Array<number>(34).fill(0);
    const rate = 44100 << 12;
    info.splice(10, 4, (rate >>> 24) & 0xff, (rate >>> 16) & 0xff, (rate >>> 8) & 0xff, rate & 0xff);
    const tags = comments('LOOPSTART=22050', 'LOOPLENGTH=44100');
    const file = [...ascii('fLaC'), 0, 0, 0, 34, ...info, 0x84, 0, 0, tags.length, ...tags];
    expect(loopPointsIn(Uint8Array.from(file))).toEqual({ start: 0.5, end: 1.5 });
  });

  test('of WAV are those of its sampler chunk, whose end is played', () => {
    const wav = encodeWav([new Float32Array(8000)], 8000);
    const loop = [...le(0), ...le(0), ...le(800), ...le(3999), ...le(0), ...le(0)];
    const chunk = [
      ...ascii('smpl'),
      ...le(36 + loop.length),
      ...new Array<number>(28).fill(0),
      ...le(1),
      ...le(0),
      ...loop,
    ];
    expect(loopPointsIn(Uint8Array.from([...wav, ...chunk]).buffer)).toEqual({ start: 0.1, end: 0.5 });
    expect(loopPointsIn(wav)).toBeNull();
  });

  test('are none in files without, in other files, and in those that were cut short', () => {
    const whole = ogg([vorbisHead(44100), vorbis('LOOPSTART=1', 'LOOPLENGTH=2')]);
    expect(loopPointsIn(ogg([vorbisHead(44100), vorbis('TITLE=x', 'LOOPSTART=9')]))).toBeNull();
    expect(loopPointsIn(ogg([vorbisHead(44100), vorbis('LOOPSTART=9', 'LOOPEND=3')]))).toBeNull();
    expect(loopPointsIn(Uint8Array.from(ascii('ID3 and so on')))).toBeNull();
    for (let length = 0; length < whole.length - 12; length++)
      expect(() => loopPointsIn(whole.slice(0, length))).not.toThrow();
    expect(loopPointsIn(whole.slice(0, 60))).toBeNull();
  });
});
