/** The worker's side: composes, and writes files. */

import { expose } from 'comlink';
import { Zip, ZipPassThrough } from 'fflate';
import { compose, composeBank } from 'phaser-adaptive-music/headless';
import { encodeWav } from 'phaser-adaptive-music/render';
import type { Sound, WorkerApi } from './protocol.ts';

const wavOf = ({ left, right, sampleRate }: Sound) => encodeWav([left, right], sampleRate);

/** Sound is hardly made smaller by compression, so the archive only stores it. */
let chunks: Uint8Array[] = [];
let zip: Zip | null = null;

function openZip(): Zip {
  chunks = [];
  return new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
}

const api: WorkerApi = {
  async compose({ soundtrack, mood, form, minutes, seed }, onProgress) {
    const made = await compose({ soundtrack, mood, form, minutes, seed, onProgress });
    return { score: made.toJSON(), recording: made.recording };
  },
  bank: (soundtrack, mood, takes, onProgress) => composeBank({ soundtrack, moods: [mood], takes, onProgress }),
  wav: async (sound) => new Blob([wavOf(sound) as BlobPart], { type: 'audio/wav' }),
  async addToZip(name, sound) {
    zip ??= openZip();
    const file = new ZipPassThrough(name);
    zip.add(file);
    file.push(wavOf(sound), true);
  },
  async finishZip() {
    (zip ?? openZip()).end();
    zip = null;
    const file = new Blob(chunks as BlobPart[], { type: 'application/zip' });
    chunks = [];
    return file;
  },
};

expose(api);
