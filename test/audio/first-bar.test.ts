/** The first bar is heard with oscillators alone, whatever palette is to play it. */

import { describe, expect, test } from 'vitest';
import { PALETTES } from '../../plugin/audio/palettes/palettes.ts';
import { level, onset, peak, toDecibels } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { listedCases } from '../helper/cases.ts';
import { holdUp } from '../helper/held-context.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;
/** Sampled instruments, synthesizers, and both. */
const IN_SHORT = ['woodland', 'toy-box', 'doom'];

describe('with nothing decoded and nothing rendered', () => {
  test.each(listedCases(Object.keys(PALETTES), (name) => IN_SHORT.includes(name)))(
    '%s plays the first bar, all of its parts, on time',
    async (palette) => {
      const { mixer, context, warnings, render } = await offlineMixer(3, [], { fallbackInstruments: true });
      await holdUp(context);
      void mixer.prepare(palette);
      mixer.fadeDeck(0, 1, 0, 0.01);
      mixer.play(fullBand(palette, 1)[0]!);
      const [left, right] = (await render()) as [Float32Array, Float32Array];
      expect(level(left, RATE, 0, 2)).toBeGreaterThan(-27);
      expect(level(left, RATE, 0, 2)).toBeLessThan(-14);
      expect(toDecibels(peak(left, right))).toBeLessThan(-0.3);
      expect(onset(left, RATE)).toBeLessThan(0.02);
      expect(warnings).toEqual([]);
    },
  );

  const notes = [
    ['woodland', 'melody', 79],
    ['woodland', 'bass', 36],
    ['doom', 'pad', 48],
    ['doom', 'drums', 36],
    ['war', 'drums', 38],
    ['war', 'drums', 42],
    ['musicbox', 'chords', 64],
    ['chiptune', 'counter', 67],
    ['chiptune', 'drums', 49],
  ] as const;
  test.each(listedCases(notes, (_, i) => i % 4 === 0))(
    '%s: %s (%i) is about as loud as its samples will be',
    async (palette, role, pitch) => {
      const hear = async (hold: boolean) => {
        const offline = await offlineMixer(2, hold ? [] : [palette], { fallbackInstruments: hold });
        if (hold) await holdUp(offline.context);
        offline.mixer.fadeDeck(0, 1, 0, 0.01);
        offline.mixer.play(timedBar(palette, [timedPart(role, [timedNote(pitch, 0.5, 1)])]));
        const [left] = await offline.render();
        return level(left!, RATE, 0.5, 1);
      };
      expect(Math.abs((await hear(true)) - (await hear(false)))).toBeLessThan(8);
    },
  );
});
