/** The mix follows signals at once or on the next beat; notes change on their lines. */

import { describe, expect, test } from 'vitest';
import type { Modulation } from '../../plugin/mood/modulation.ts';
import { random } from '../../plugin/music/random.ts';
import type { DeckChange } from '../../plugin/output/audio-output.ts';
import { heardNotes } from '../helper/heard-notes.ts';
import { notesOf, type Rehearsal, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

const SCENES = { Forest: 'forest', Arena: 'battle', Village: 'village' } as const;
const SIGNALS = { danger: { attack: 0, release: 0 }, rain: { attack: 0.3, release: 0.3 } } as const;

const game = (modulations: readonly Modulation[], start = 'forest') =>
  ({ seed: 'follow', start, scenes: SCENES, signals: SIGNALS, modulations }) as const;

async function begun(modulations: readonly Modulation[], start = 'forest'): Promise<Rehearsal> {
  const show = rehearse({ soundtrack: game(modulations, start) });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  await show.playTo(6.3);
  return show;
}

const LAYERS = { signal: 'danger', control: 'intensity', amount: 0.6 } as const;

/** Changes of the mix since a number of calls. */
function changesSince(show: Rehearsal, known: number): readonly (DeckChange & { readonly at: number })[] {
  return show
    .calls()
    .slice(known)
    .flatMap((call) => (call.kind === 'follow' ? [{ at: call.at, ...call.change }] : []));
}

/** Names of the parts with notes that begin within a span. */
function partsWithin(show: Rehearsal, from: number, to: number): Set<string> {
  const heard = heardNotes(show.calls()).filter(({ note }) => note.time >= from && note.time < to);
  return new Set(heard.map(({ part }) => part));
}

describe('layers that follow now', () => {
  test('enter and leave in the middle of a bar, held notes with them', async () => {
    const chance = random('layers');
    const show = await begun([{ ...LAYERS, follow: 'now' }]);
    const still = await begun([]);
    await still.playTo(200);
    for (let i = 0; i < 20; i++) {
      const up = i % 2 === 0;
      await show.playTo(show.now() + 2.5 + 3 * chance.next());
      const asked = show.now();
      const known = show.calls().length;
      show.conductor.signal('danger', up ? 1 : 0);
      await show.playTo(asked + 2.5);
      const heard = heardNotes(show.calls());
      // Every note that begins soon after belongs to a layer that the signal lets play.
      const drums = new Set(
        heard
          .filter(({ role, note }) => role === 'drums' && note.time > asked + 0.05 && note.time < asked + 2)
          .map(({ part }) => part),
      );
      expect([...drums].filter((part) => part.startsWith('drums-full') !== up)).toEqual([]);
      expect(drums.size).toBeGreaterThan(up ? 0 : -1);
      const joined = changesSince(show, known).flatMap(({ gone = [] }) => gone);
      const fresh = show
        .calls()
        .slice(known)
        .flatMap((call) => (call.kind === 'play' && call.at === asked ? call.bar.parts : []))
        .flatMap((part) => part.notes);
      expect(up ? fresh.length : joined.length).toBeGreaterThan(0);
      for (const note of fresh) expect(note.time).toBeGreaterThanOrEqual(asked - 1e-6);
      // A note that joins is in the middle of its time.
      for (const { since, time } of fresh) expect(since ?? time).toBeLessThanOrEqual(time);
    }
    const parts = (rehearsal: Rehearsal) =>
      new Set(rehearsal.bars().flatMap((bar) => bar.parts.map(({ name }) => name)));
    expect([...parts(show)].length).toBeGreaterThan([...parts(still)].length);
  });

  test('are the notes that the conductor tells of, in events, in its picture and in the MIDI history', async () => {
    const show = rehearse({ soundtrack: game([{ ...LAYERS, follow: 'now' }]) });
    const reported: string[] = [];
    show.conductor.on('note', ({ part, pitch, time }) => void reported.push(`${time.toFixed(4)} ${part} ${pitch}`));
    show.conductor.start();
    await show.conductor.settled();
    show.conductor.advance();
    const chance = random('reported');
    for (let i = 0; i < 40; i++) {
      await show.playTo(show.now() + chance.next() * 1.5);
      show.conductor.signal('danger', chance.next());
    }
    await show.playTo(show.now() + 1);
    const until = show.now();
    const heard = heardNotes(show.calls())
      .filter(({ note }) => note.time <= until)
      .map(({ part, note }) => `${note.time.toFixed(4)} ${part} ${note.pitch}`);
    // What joins begins a moment after the call that lets it.
    expect(reported.sort()).toEqual([...new Set(heard)].sort());
    const { layers } = show.conductor.snapshot();
    const parts = partsWithin(show, until - 1, until);
    for (const part of parts) expect([...layers, 'fill']).toContain(part);
  });

  test('a replay does the same at another rate of ticks', async () => {
    const modulations: Modulation[] = [
      { ...LAYERS, follow: 'now' },
      { signal: 'rain', control: 'brightness', amount: -0.5, follow: 'now' },
      { signal: 'rain', control: 'percussion', amount: -1, follow: 'beat' },
      { signal: 'danger', control: 'duck', amount: -6, follow: 'now' },
    ];
    const show = await begun(modulations);
    const chance = random('replay');
    for (let i = 0; i < 120; i++) {
      await show.playTo(show.now() + 0.3 * chance.next(), 0.016);
      // Several within a tenth of a second, as games send them.
      for (let n = 0; n < 3; n++) {
        show.conductor.signal(chance.pick(['danger', 'rain']), chance.next());
        await show.playTo(show.now() + 0.016, 0.016);
      }
    }
    await show.playTo(show.now() + 3);
    const end = show.now() - 1;
    const log = JSON.parse(JSON.stringify(show.conductor.log));
    const again = await rehearseReplay({ soundtrack: game(modulations), replay: log }, show.now() + 1);
    const shift = firstTime(again) - firstTime(show);
    const notes = (rehearsal: Rehearsal, by: number) =>
      heardNotes(rehearsal.calls())
        .filter(({ note }) => note.time - by < end)
        .map(({ part, note }) => `${(note.time - by).toFixed(5)} ${part} ${note.pitch} ${note.duration.toFixed(5)}`);
    expect(notes(again, shift)).toEqual(notes(show, 0));
    const shades = (rehearsal: Rehearsal, by: number) =>
      changesSince(rehearsal, 0)
        .filter(({ time }) => time - by < end)
        .flatMap(({ time, shades: [shade] = [] }) => (shade ? [`${(time - by).toFixed(5)} ${shade.brightness}`] : []));
    expect(shades(show, 0).length).toBeGreaterThan(50);
    expect(shades(again, shift)).toEqual(shades(show, 0));
  });
});

function firstTime(show: Rehearsal): number {
  return Math.min(...show.bars().map(({ time }) => time));
}

describe('what follows on the beat', () => {
  test('enters exactly on the next beat', async () => {
    const chance = random('beats');
    const show = await begun([{ ...LAYERS, follow: 'beat' }]);
    for (let i = 0; i < 16; i++) {
      const up = i % 2 === 0;
      await show.playTo(show.now() + 3 + 3 * chance.next());
      const asked = show.now();
      const known = show.calls().length;
      const bars = show.conductor.inspect().bars;
      show.conductor.signal('danger', up ? 1 : 0);
      await show.playTo(asked + 2.5);
      const [change] = changesSince(show, known).filter(({ gone = [] }) => gone.length > 0);
      const beats = bars.flatMap(({ timed, bpm }) => [0, 1].map((beat) => timed.time + (beat * 90) / bpm));
      const near = Math.min(...beats.map((beat) => Math.abs(beat - change!.time)));
      expect(near).toBeLessThan(1e-6);
      // The next beat that is not within the tenth of a second that is needed.
      const next = Math.min(...beats.filter((beat) => beat > asked + 0.1));
      expect(change!.time).toBeCloseTo(next, 5);
    }
  });
});

describe('brightness that follows now', () => {
  test('moves the bar that sounds and those that are scheduled, within a tick of its signal', async () => {
    const show = await begun([{ signal: 'danger', control: 'brightness', amount: -0.5, follow: 'now' }]);
    const asked = show.now();
    const known = show.calls().length;
    const [before] = show.conductor.snapshot().bars;
    show.conductor.signal('danger', 1);
    const [change] = changesSince(show, known);
    expect(change!.time).toBeCloseTo(asked, 6);
    expect(change!.shades!.length).toBeGreaterThan(1);
    for (const { brightness } of change!.shades!) expect(brightness).toBeCloseTo(before!.brightness - 0.5, 6);
    await show.playTo(asked + 8);
    for (const bar of show.bars().slice(-2)) expect(bar.brightness).toBeCloseTo(before!.brightness - 0.5, 6);
  });

  test('moves along with a slow signal until it rests, and then does nothing', async () => {
    const show = await begun([{ signal: 'rain', control: 'brightness', amount: -0.5, follow: 'now' }]);
    const asked = show.now();
    const known = show.calls().length;
    const { brightness } = show.conductor.snapshot().bars[0]!;
    show.conductor.signal('rain', 1);
    await show.playTo(asked + 6);
    const moves = changesSince(show, known);
    const values = moves.map(({ shades }) => shades![0]!.brightness);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    // An attack of 0.3 s: 95 % within 0.3 s.
    expect(
      moves.filter(({ time }) => time > asked + 0.35).every(({ shades }) => shades![0]!.brightness < brightness - 0.47),
    ).toBe(true);
    expect(moves.at(-1)!.time).toBeLessThan(asked + 1.2);
  });

  test('changes no note', async () => {
    const follow = { signal: 'danger', control: 'brightness', amount: -0.5 } as const;
    const shows = [await begun([{ ...follow, follow: 'now' }]), await begun([follow])];
    for (const show of shows) {
      const chance = random('notes');
      for (let i = 0; i < 30; i++) {
        await show.playTo(show.now() + chance.next());
        show.conductor.signal('danger', chance.next());
      }
    }
    expect(notesOf(shows[0]!.bars())).toBe(notesOf(shows[1]!.bars()));
  });

  test('an override holds against it', async () => {
    const show = await begun([{ signal: 'danger', control: 'brightness', amount: -0.5, follow: 'now' }]);
    show.conductor.override({ brightness: 0.9 });
    const known = show.calls().length;
    show.conductor.signal('danger', 1);
    await show.playTo(show.now() + 5);
    expect(changesSince(show, known)).toEqual([]);
    expect(show.bars().at(-1)!.brightness).toBe(0.9);
  });
});

describe('percussion', () => {
  test('thins the drums at once, the weakest strokes first, and brings them back', async () => {
    const show = await begun([{ signal: 'danger', control: 'percussion', amount: -1, follow: 'now' }], 'battle');
    const count = async (danger: number) => {
      show.conductor.signal('danger', danger);
      const from = show.now() + 0.05;
      await show.playTo(show.now() + 8);
      return heardNotes(show.calls()).filter(
        ({ role, note }) => role === 'drums' && note.time >= from && note.time < from + 6,
      ).length;
    };
    const all = await count(0);
    const half = await count(0.5);
    expect(half / all).toBeGreaterThan(0.4);
    expect(half / all).toBeLessThan(0.65);
    expect(await count(1)).toBe(0);
    expect((await count(0)) / all).toBeGreaterThan(0.75);
  });

  test('follows bars where nothing else is said: it changes on the next line', async () => {
    const show = await begun([{ signal: 'danger', control: 'percussion', amount: -1 }], 'battle');
    const asked = show.now();
    const lines = show.conductor.inspect().bars.map(({ timed }) => timed.time);
    show.conductor.signal('danger', 1);
    await show.playTo(asked + 8);
    const last = heardNotes(show.calls())
      .filter(({ role }) => role === 'drums')
      .at(-1)!.note.time;
    const next = Math.min(...lines.filter((line) => line > asked + 0.1));
    expect(last).toBeLessThan(next);
    expect(last).toBeGreaterThan(asked);
  });
});

describe('the gain of all music', () => {
  test('follows a signal beside the ducks of the game: the deepest holds', async () => {
    const show = await begun([{ signal: 'danger', control: 'duck', amount: -12, follow: 'now' }]);
    show.conductor.signal('danger', 0.5);
    show.conductor.mixing.duck('voice', { db: -9 });
    show.conductor.signal('danger', 1);
    show.conductor.mixing.unduck('voice');
    show.conductor.signal('danger', 0);
    const ducks = show.calls().flatMap((call) => (call.kind === 'duck' ? [call] : []));
    expect(ducks.map(({ gainDb }) => gainDb)).toEqual([-6, -9, -12, 0]);
    // The game's own duck, the second, is as fast as the game asks.
    const slopes = ducks.map(({ gainDb, attack, release }, i) => {
      const change = gainDb - (ducks[i - 1]?.gainDb ?? 0);
      return i === 1 ? 0 : (Math.abs(change) * 0.02) / (change < 0 ? attack : release);
    });
    expect(Math.max(...slopes)).toBeLessThanOrEqual(3);
  });
});

describe('sounds of the place that follow now', () => {
  test('come and go at once, and are expected before', async () => {
    const show = await begun([{ signal: 'danger', control: 'ambience.rain', amount: 0.6, follow: 'now' }]);
    expect(show.bars().at(-1)!.ambience).toMatchObject({ levels: {}, mayCome: ['rain'] });
    const known = show.calls().length;
    show.conductor.signal('danger', 1);
    show.conductor.signal('danger', 0);
    const [on, off] = changesSince(show, known);
    expect([on!.ambience!.levels, off!.ambience!.levels]).toEqual([{ rain: 0.6 }, {}]);
  });
});

test('what changes notes cannot follow sooner than bars', () => {
  const wrong = (modulation: object) => () => rehearse({ soundtrack: game([modulation as Modulation]) });
  expect(wrong({ signal: 'danger', control: 'tempo', amount: 10, follow: 'now' })).toThrow(
    /modulations\[0\]: 'tempo' changes notes, which follow bars; leave out follow: 'now', which is for intensity, brightness/,
  );
  expect(wrong({ signal: 'danger', control: 'intensity', amount: 0.1, follow: 'soon' })).toThrow(/follow 'soon'/);
});

describe('a log that begins in the middle', () => {
  const soundtrack = {
    ...game([
      { ...LAYERS, follow: 'now' },
      { signal: 'rain', control: 'brightness', amount: -0.5, follow: 'now' },
      { signal: 'rain', control: 'percussion', amount: -1, follow: 'beat' },
    ]),
    signals: { danger: { attack: 0.2, release: 1 }, rain: { attack: 2, release: 2 } },
  } as const;

  test('plays again what was heard', async () => {
    const show = rehearse({ soundtrack, logLength: 300 });
    show.conductor.start();
    const chance = random('middle');
    while (show.now() < 160) {
      show.conductor.signal(chance.pick(['danger', 'rain']), chance.next());
      await show.playTo(show.now() + 0.1, 0.1);
    }
    const log = JSON.parse(JSON.stringify(show.conductor.log));
    const { time, live } = log.start;
    expect(time).toBeGreaterThan(40);
    expect(live.adds).toHaveLength(3);
    const again = await rehearseReplay({ soundtrack, replay: log }, 161 - time);
    const heard = (rehearsal: Rehearsal, line: number) =>
      heardNotes(rehearsal.calls())
        .map(({ part, note }) => ({ part, at: note.time - line, note }))
        .filter(({ at }) => at >= -1e-6 && at < 155 - time)
        .map(({ part, at, note }) => `${at.toFixed(5)} ${part} ${note.pitch} ${note.duration.toFixed(5)}`);
    // A bar of the replay begins where the log does.
    expect(heard(again, firstTime(again))).toEqual(heard(show, time + firstTime(show)));
    expect(again.warnings).toEqual([]);
  });
});

test('a saved game goes on with the mix that its signals say', async () => {
  const modulations = [{ signal: 'danger', control: 'brightness', amount: -0.5, follow: 'now' }] as const;
  const show = await begun(modulations);
  show.conductor.signal('danger', 1);
  await show.playTo(show.now() + 4);
  const saved = JSON.parse(JSON.stringify(show.conductor.save()));
  const again = rehearse({ soundtrack: game(modulations), saved });
  again.conductor.start();
  await again.conductor.settled();
  await again.playTo(4);
  expect(again.bars()[0]!.brightness).toBeCloseTo(show.bars().at(-1)!.brightness, 6);
});
