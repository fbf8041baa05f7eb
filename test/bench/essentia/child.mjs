/**
 * Essentia's key finder and beat tracker in a process of its own: they are for the bench alone, and no package of this project may
 * depend on them. Each message is a channel of sound at 44.1 kHz and what to listen for; the answer is what is heard.
 */

import { createRequire } from 'node:module';

const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js');
const essentia = new Essentia(EssentiaWASM);
const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/** Everything but the sound as the authors set it. */
const EARS = {
  key(sound) {
    const { key, scale } = essentia.KeyExtractor(sound);
    return { tonic: TONICS.indexOf(key), scale };
  },
  tempo: (sound) => essentia.RhythmExtractor2013(sound).bpm,
};

process.on('message', ({ ear, samples }) => {
  const sound = essentia.arrayToVector(samples);
  process.send({ heard: EARS[ear](sound) });
  sound.delete();
});
process.send('ready');
