/** Several ask for the desk at once: the deepest gain and the lowest cutoff hold, and what ends gives way to what is left. */

import { describe, expect, test } from 'vitest';
import { rehearse } from '../helper/rehearsal.ts';

function desk(soundtrack = {}) {
  const rehearsal = rehearse({ soundtrack });
  const told = () =>
    rehearsal.calls().flatMap((call) => {
      if (call.kind === 'duck') return [['duck', call.gainDb, call.attack, call.release]];
      return call.kind === 'muffle' ? [['muffle', call.cutoffHz, call.seconds]] : [];
    });
  return { ...rehearsal, told };
}

describe('ducks', () => {
  test('of two at once the deepest holds, and ends by its own release', () => {
    const { conductor, told } = desk();
    conductor.duck('voice', { db: -9, attack: 0.1, release: 0.5 });
    conductor.duck('map', { db: -4, attack: 0.2, release: 1 });
    conductor.unduck('voice').unduck('map').unduck('nobody');
    expect(told()).toEqual([
      ['duck', -9, 0.1, 0.5],
      ['duck', -4, 0.1, 0.5],
      ['duck', 0, 0.2, 1],
    ]);
    expect(conductor.mixing.picture).toEqual({ db: 0, lowpass: null, ducks: [], snapshots: [] });
  });

  test('that are wrong are refused at once', () => {
    const { conductor, told } = desk();
    expect(() => conductor.duck('voice', { db: 6 })).toThrow(/duck\('voice'\): db is 6; it must lie in -60\.\.0/);
    expect(() => conductor.duck('voice', { deb: -6 } as never)).toThrow(/unknown field 'deb'; did you mean 'db'/);
    expect(told()).toEqual([]);
  });
});

describe('snapshots', () => {
  test('combine to the lowest cutoff and the deepest gain, with ducks too', () => {
    const { conductor } = desk({ snapshots: { fog: { lowpass: 400, db: -1 } } });
    conductor.mix('paused').mix('fog').duck('voice', { db: -20 });
    expect(conductor.mixing.picture).toMatchObject({ db: -20, lowpass: 400 });
    conductor.unduck('voice').unmix('fog');
    expect(conductor.mixing.picture).toMatchObject({ db: -8, lowpass: 900 });
    conductor.unmix();
    expect(conductor.mixing.picture).toMatchObject({ db: 0, lowpass: null });
  });

  test('and ducks that are on stay on where the music begins anew', () => {
    const [before, after] = [desk(), desk()];
    before.conductor.mix('paused').duck('voice', { db: -12 });
    after.conductor.mixing.adopt(before.conductor.mixing);
    expect(after.conductor.mixing.picture).toEqual(before.conductor.mixing.picture);
    expect(after.told()).toEqual([
      ['duck', -12, 0, 0],
      ['muffle', 900, 0],
    ]);
  });

  test('are there without being declared, and may be replaced', () => {
    const { conductor, told } = desk({ snapshots: { underwater: { lowpass: 500, seconds: 2 } } });
    conductor.mix('underwater').mix('underwater').unmix('underwater');
    expect(told()).toEqual([
      ['muffle', 500, 2],
      ['muffle', null, 2],
    ]);
  });

  test('that are not known or wrong are refused at once', () => {
    const { conductor } = desk();
    expect(() => conductor.mix('underwatre')).toThrow(/unknown snapshot 'underwatre'; did you mean 'underwater'/);
    expect(() => desk({ snapshots: { fog: { lowpass: 1 } } })).toThrow(/snapshot 'fog': lowpass is 1; it must lie in/);
  });

  test('decide no note and stand in no log', async () => {
    const [plain, mixed] = [desk(), desk()];
    mixed.conductor.mix('underwater').duck('voice');
    for (const { conductor, playTo } of [plain, mixed]) {
      conductor.start();
      await playTo(20);
    }
    expect(mixed.bars()).toEqual(plain.bars());
    expect(mixed.conductor.log).toEqual(plain.conductor.log);
  });
});
