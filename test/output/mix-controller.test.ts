/** Several ask for the desk at once: the deepest gain and the lowest cutoff hold, and what ends gives way to what is left. */

import { describe, expect, test } from 'vitest';
import { rehearse } from '../helper/rehearsal.ts';

function withReports(soundtrack = {}) {
  const rehearsal = rehearse({ soundtrack });
  const reported = () =>
    rehearsal.calls().flatMap((call) => {
      if (call.kind === 'duck') return [['duck', call.gainDb, call.attack, call.release]];
      return call.kind === 'muffle' ? [['muffle', call.cutoffHz, call.seconds]] : [];
    });
  return { ...rehearsal, mixing: rehearsal.conductor.mixing, reported };
}

describe('ducks', () => {
  test('of two at once the deepest holds, and ends by its own release', () => {
    const { mixing, reported } = withReports();
    mixing.duck('voice', { db: -9, attack: 0.1, release: 0.5 });
    mixing.duck('map', { db: -4, attack: 0.2, release: 1 });
    for (const name of ['voice', 'map', 'nobody']) mixing.unduck(name);
    expect(reported()).toEqual([
      ['duck', -9, 0.1, 0.5],
      ['duck', -4, 0.1, 0.5],
      ['duck', 0, 0.2, 1],
    ]);
    expect(mixing.picture).toEqual({ db: 0, lowpass: null, ducks: [], snapshots: [] });
  });

  test('that are wrong are refused at once', () => {
    const { mixing, reported } = withReports();
    expect(() => mixing.duck('voice', { db: 6 })).toThrow(/duck\('voice'\): db is 6; it must lie in -60\.\.0/);
    expect(() => mixing.duck('voice', { deb: -6 } as never)).toThrow(/unknown field 'deb'; did you mean 'db'/);
    expect(reported()).toEqual([]);
  });
});

describe('snapshots', () => {
  test('combine to the lowest cutoff and the deepest gain, with ducks too', () => {
    const { mixing } = withReports({ snapshots: { fog: { lowpass: 400, db: -1 } } });
    for (const name of ['paused', 'fog']) mixing.mix(name);
    mixing.duck('voice', { db: -20 });
    expect(mixing.picture).toMatchObject({ db: -20, lowpass: 400 });
    mixing.unduck('voice');
    mixing.unmix('fog');
    expect(mixing.picture).toMatchObject({ db: -8, lowpass: 900 });
    mixing.unmix();
    expect(mixing.picture).toMatchObject({ db: 0, lowpass: null });
  });

  test('and ducks that are on stay on where the music begins anew', () => {
    const [before, after] = [withReports(), withReports()];
    before.mixing.mix('paused');
    before.mixing.duck('voice', { db: -12 });
    after.mixing.adopt(before.mixing);
    expect(after.mixing.picture).toEqual(before.mixing.picture);
    expect(after.reported()).toEqual([
      ['duck', -12, 0, 0.12],
      ['muffle', 900, 0],
    ]);
  });

  test('and what new music does not have is taken back from an output that both play through', () => {
    const [before, after] = [withReports({ snapshots: { fog: { lowpass: 400 } } }), withReports()];
    before.mixing.mix('fog');
    before.mixing.follow(-10);
    after.mixing.adopt(before.mixing);
    expect(after.mixing.picture).toEqual({ db: 0, lowpass: null, ducks: [], snapshots: [] });
    expect(after.reported()).toEqual([
      ['duck', 0, 0, 0.12],
      ['muffle', null, 0.12],
    ]);
  });

  test('are there without being declared, and may be replaced', () => {
    const { mixing, reported } = withReports({ snapshots: { underwater: { lowpass: 500, seconds: 2 } } });
    mixing.mix('underwater');
    mixing.mix('underwater');
    mixing.unmix('underwater');
    expect(reported()).toEqual([
      ['muffle', 500, 2],
      ['muffle', null, 2],
    ]);
  });

  test('that are not known or wrong are refused at once', () => {
    const { mixing } = withReports();
    expect(() => mixing.mix('underwatre')).toThrow(/unknown snapshot 'underwatre'; did you mean 'underwater'/);
    expect(() => withReports({ snapshots: { fog: { lowpass: 1 } } })).toThrow(
      /snapshot 'fog': lowpass is 1; it must lie in/,
    );
  });

  test('decide no note and stand in no log', async () => {
    const [plain, mixed] = [withReports(), withReports()];
    mixed.mixing.mix('underwater');
    mixed.mixing.duck('voice');
    for (const { conductor, playTo } of [plain, mixed]) {
      conductor.start();
      await playTo(20);
    }
    expect(mixed.bars()).toEqual(plain.bars());
    expect(mixed.conductor.log).toEqual(plain.conductor.log);
  });
});
