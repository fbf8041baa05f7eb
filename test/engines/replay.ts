/** Plays a log of a game again, in Node. */

import { createNgramModel } from '../../plugin/generate/ngram.ts';
import type { ConductorLog, SoundtrackDefinition } from '../../plugin/index.ts';
import { COMPOSERS } from '../helper/composers.ts';
import { drummer } from '../helper/drummer.ts';
import { rehearse } from '../helper/rehearsal.ts';

const STEP = 0.02;
const LONGEST = 120;

/** The MIDI file of a log's bars, as soon as it is as long as another. */
export async function replayInNode(
  soundtrack: SoundtrackDefinition,
  log: ConductorLog,
  { length }: readonly number[],
): Promise<number[]> {
  const source = { composer: await COMPOSERS.lstm(), fallback: createNgramModel(), drummer: () => drummer };
  const show = rehearse({ soundtrack, source, replay: log });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  let midi: Uint8Array;
  do {
    await show.playTo(show.now() + STEP, STEP);
    midi = show.conductor.exportMidi();
  } while (midi.length < length && show.now() < LONGEST);
  return [...midi];
}
