/**
 * Essentia's key finder in a process of its own: it is for the bench alone, and no package of this project may depend on it.
 * Each message is a channel of sound; the answer is the tonic that is heard in it.
 */

import { createRequire } from 'node:module';

const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js');
const essentia = new Essentia(EssentiaWASM);
const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

process.on('message', ({ samples }) => {
  // Everything else as its authors set it, for 44.1 kHz.
  const { key, scale } = essentia.KeyExtractor(essentia.arrayToVector(samples));
  process.send({ tonic: TONICS.indexOf(key), scale });
});
process.send('ready');
