import { describe, expect, test } from 'vitest';
import type { BatchedOutput } from '../../plugin/audio/batched-output.ts';
import { Outlet } from '../../plugin/player/outlet.ts';
import { silentOutput } from '../../plugin/player/silent-output.ts';

/** An audio output that keeps its calls by name; a palette is loaded when its `done` is called. */
function outputAt(time: number) {
  const reported: [name: string, ...unknown[]][] = [];
  const waiting: { palette: string; done: () => void; fail: (cause: Error) => void }[] = [];
  const output: BatchedOutput = {
    ...silentOutput(),
    now: () => time,
    prepare: (palette) => new Promise((done, fail) => void waiting.push({ palette, done, fail })),
    fadeDeck: (...fade) => void reported.push(['fade', ...fade]),
    duck: (...duck) => void reported.push(['duck', ...duck]),
    setLowpass: (...lowpass) => void reported.push(['muffle', ...lowpass]),
    run: () => false,
  };
  return { stage: output, reported, waiting };
}

const closed = () => new Outlet({ now: () => 7, trackSeconds: (key) => (key === 'boss' ? 12 : null) });
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('an outlet without an output', () => {
  test('has stems as long as a track that has some plays', () => {
    const outlet = closed();
    const track = { key: 'a', time: 0, from: 0, loop: true, gainDb: 0, fade: 0 };
    const stems = [{ key: 'drums', above: 0.5 }] as never;
    const after = [
      () => outlet.track(track),
      () => outlet.track({ ...track, stems }),
      () => outlet.endTrack(4, 1),
      () => outlet.track({ ...track, stems }),
    ];
    expect(after.map((step) => [step(), outlet.hasStems][1])).toEqual([false, true, false, true]);
  });

  test("reads the game's own clock, knows its recordings, and drops what would sound", () => {
    const outlet = closed();
    expect([outlet.now(), outlet.trackSeconds('boss'), outlet.trackSeconds('none')]).toEqual([7, 12, null]);
    expect(() => {
      outlet.fadeDeck(0, 1, 0, 1);
      outlet.stopDeck(0, 0);
      outlet.run(0, false);
    }).not.toThrow();
  });

  test('asks for palettes once it is opened, and says how loud and open the music is to be', async () => {
    const outlet = closed();
    const there: string[] = [];
    void outlet.prepare('folk').then(() => there.push('folk'));
    void outlet.prepare('war').then(() => there.push('war'));
    outlet.duck(-9, 0.1, 0.8);
    outlet.duck(-6, 0.2, 0.5);
    outlet.setLowpass(600, 0.4);
    const { stage: output, reported, waiting } = outputAt(3);
    outlet.open(output);
    expect(reported).toEqual([
      ['duck', -6, 0, 0.5],
      ['muffle', 600, 0],
    ]);
    await turn();
    expect(waiting.map(({ palette }) => palette)).toEqual(['folk', 'war']);
    waiting[1]!.done();
    await turn();
    expect([there, outlet.now()]).toEqual([['war'], 3]);
  });
});

describe('an outlet whose output is exchanged', () => {
  test('stands still in between, and goes on with the clock of the new one', () => {
    const outlet = closed();
    outlet.open(outputAt(40).stage);
    outlet.leave();
    expect(outlet.now()).toBe(40);
    outlet.open(outputAt(0.5).stage);
    expect(outlet.now()).toBe(0.5);
  });

  test('asks the new one for what the old one was still loading, whatever becomes of that', async () => {
    for (const end of ['done', 'fail'] as const) {
      const outlet = closed();
      const [old, other] = [outputAt(40), outputAt(0)];
      outlet.open(old.stage);
      let there = false;
      const prepared = outlet.prepare('folk').then(() => {
        there = true;
      });
      await turn();
      outlet.leave();
      old.waiting[0]![end](new Error('signal is aborted'));
      await turn();
      outlet.open(other.stage);
      await turn();
      expect([there, other.waiting.map(({ palette }) => palette)]).toEqual([false, ['folk']]);
      other.waiting[0]!.done();
      await prepared;
    }
  });

  test('passes on what an output that is there cannot load', async () => {
    const outlet = closed();
    const { stage: output, waiting } = outputAt(0);
    outlet.open(output);
    const prepared = outlet.prepare('folk');
    await turn();
    waiting[0]!.fail(new Error('no such file'));
    await expect(prepared).rejects.toThrow('no such file');
  });
});
