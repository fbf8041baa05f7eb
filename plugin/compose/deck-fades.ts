/** The crossfades of a recording as a function of time: a MIDI file has no buses, so its notes carry the fade themselves. */

import type { NormalRange, Seconds } from '../music/time.ts';
import type { DeckIndex } from '../output/audio-output.ts';
import type { OutputRecording } from '../output/recording-output.ts';

/** The gain of each deck at any time, after the fades that the conductor ordered: equal power is sine up and cosine down. */
export function fadeGain({ calls }: OutputRecording): (deck: DeckIndex, time: Seconds) => NormalRange {
  const fades = calls.flatMap((call) => (call.kind === 'fade' ? [call] : [])).sort((a, b) => a.time - b.time);
  return (deck, time) => {
    const fade = fades.filter((order) => order.deck === deck && order.time <= time).at(-1);
    if (fade === undefined) return 1;
    const done = fade.duration === 0 ? 1 : Math.min(1, (time - fade.time) / fade.duration);
    if (fade.curve === 'linear') return fade.to === 1 ? done : 1 - done;
    return fade.to === 1 ? Math.sin((done * Math.PI) / 2) : Math.cos((done * Math.PI) / 2);
  };
}
