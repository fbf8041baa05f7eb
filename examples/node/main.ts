/** Composes in Node, without a game: `npx tsx examples/node/main.ts FOLDER` writes a MIDI file, a WAV file and the notes as JSON. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose, toMidi } from 'phaser-adaptive-music/headless';
import { toWav } from 'phaser-adaptive-music/render';

const folder = process.argv[2] ?? '.';

const score = await compose({ script: 'forest:4,battle:4', seed: 'a' });

writeFileSync(join(folder, 'journey.mid'), toMidi(score));
writeFileSync(join(folder, 'journey.json'), JSON.stringify(score));
writeFileSync(join(folder, 'journey.wav'), await toWav(score));
for (const { name, notes } of score.parts) console.log(`${name}: ${notes.length} notes`);
