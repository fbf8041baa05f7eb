/** A composer that really composes, in the simplest way: seeded walks on the scale that come to rest where the cadence says. */

import { measure } from '../../plugin/generate/measure.ts';
import type { InstantPhraseModel } from '../../plugin/generate/source.ts';
import { chordAt, chordTones } from '../../plugin/music/harmony.ts';
import type { Phrase, PhraseModel, PhraseNote, PhraseOrigin, PhraseRequest } from '../../plugin/music/phrase.ts';
import { modulo, moveByScale } from '../../plugin/music/pitch.ts';
import { hashText, random } from '../../plugin/music/random.ts';
import { meterInfo, PPQ } from '../../plugin/music/time.ts';

/** Composes at once. */
export function composeScale(request: PhraseRequest, source: PhraseOrigin): Phrase {
  const chance = random(`${request.seed}/${source}`);
  const { barTicks } = meterInfo(request.meter);
  const end = barTicks * request.bars;
  const step = (request.controls.density ?? 0.5) > 0.5 ? PPQ / 2 : PPQ;
  const notes: PhraseNote[] = [];
  let pitch = 0;
  for (let tick = 0; tick < end; tick += step) {
    pitch = moveByScale(pitch, chance.int(5) - 2, request.mode);
    if (pitch > 12 || pitch < -5) pitch = 0;
    const chord = chordAt(request.chords, tick);
    if (chord !== null && tick % barTicks === 0) {
      while (!chordTones(chord).includes(modulo(pitch, 12))) pitch--;
    }
    const last = tick + step >= end;
    notes.push({ pitch: last && request.cadence === 'full' ? 0 : pitch, tick, durationTicks: step, sampled: true });
  }
  const text = notes.map((note) => `${note.pitch},${note.tick},${note.durationTicks}`).join(';');
  const hash = hashText(text).toString(16).padStart(8, '0');
  return { request, notes, source, hash, measured: measure(notes, request) };
}

/** A fallback that answers within the call. */
export function scaleFallback(): InstantPhraseModel {
  return {
    name: 'scales',
    source: 'ngram',
    generate: async (request) => composeScale(request, 'ngram'),
    generateNow: (request) => composeScale(request, 'ngram'),
    dispose() {},
  };
}

/** A composer in the place of the network; `wait` decides when, and whether, it answers. */
export function scaleComposer(
  wait: () => Promise<void> = async () => {},
): PhraseModel & { readonly asked: PhraseRequest[] } {
  const asked: PhraseRequest[] = [];
  return {
    name: 'scale-composer',
    source: 'lstm',
    asked,
    async generate(request) {
      asked.push(request);
      await wait();
      return composeScale(request, 'lstm');
    },
    dispose() {},
  };
}
