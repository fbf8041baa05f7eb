import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MidiBar } from '../../plugin/midi/midi-export.ts';
import { packBar, unpackBar } from '../../plugin/midi/packed-bar.ts';
import { ROLES } from '../../plugin/music/score.ts';

const real = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyBar: fc.Arbitrary<MidiBar> = fc.record({
  time: real,
  duration: real,
  meter: fc.constantFrom('3/4', '4/4', null),
  palette: fc.string(),
  deck: fc.nat(2),
  parts: fc.array(
    fc.record({
      name: fc.string(),
      role: fc.constantFrom(...ROLES),
      notes: fc.array(fc.record({ pitch: fc.nat(127), time: real, duration: real, velocity: real })),
    }),
  ),
});

test('a packed bar is the same bar when it is unpacked', () => {
  fc.assert(
    fc.property(anyBar, (bar) => {
      expect(unpackBar(packBar(bar))).toEqual(bar);
    }),
  );
});
