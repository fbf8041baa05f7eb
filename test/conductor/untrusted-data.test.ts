/** Every door through which data comes: what is wrong is refused in one line, nothing wrong comes through, and the music plays on. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConductorLog, readLog } from '../../plugin/formats/log.ts';
import { readSaved } from '../../plugin/formats/saved-music.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import type { Tuning } from '../../plugin/soundtrack/tuning.ts';
import { propertyRuns } from '../helper/cases.ts';
import {
  accepted,
  anyJson,
  anySpoilt,
  anyValue,
  badRefusal,
  expectRefusal,
  ODD_NAMES,
  oddNumbers,
} from '../helper/refusals.ts';
import { byTime, type Rehearsal, rehearse } from '../helper/rehearsal.ts';

const FULL = {
  seed: 'doors',
  start: 'forest',
  scenes: { Forest: 'forest', Arena: { mood: 'battle', at: 'beat', fade: { beats: 2 } } },
  signals: {
    danger: { attack: 0.2, release: 2 },
    health: { range: [100, 0], initial: 100, curve: 'late' },
    chased: { hysteresis: { on: 0.7, off: 0.3 } },
    weather: { initial: 'clear' },
  },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.8, threshold: 0.1 },
    { signal: 'weather', is: 'rain', control: 'brightness', amount: -0.5 },
  ],
  transitions: { 'battle -> *': { stay: 3, stinger: 'gong' }, '* -> boss': { bridge: 1, tempo: 'ramp' } },
  moods: { inn: { like: 'village', valence: 0.4, controls: { tempo: 90, palette: 'tavern' }, cues: { turn: 8 } } },
  themes: {
    hero: { notes: [[0, 1], [4, 1], [2, 1]], returns: { battle: 'augmentation', '*': 'plain' } }, // biome-ignore format: notes read in a row
    home: { notes: 'E4:1 G4:1', key: 'A minor' },
    tune: { from: 'forest' },
  },
  stingers: { gong: { notes: ['C4:2', 'G4:2'], priority: 7, cooldown: 2 } },
  palettes: { tavern: { like: 'folk', melody: { recordings: [{ key: 'fiddle', root: 'A4', range: ['G3', 'E6'] }] } } },
  snapshots: { cellar: { lowpass: 600, db: -3 } },
  budget: { voices: 32 },
} as const;
const soundtrack = FULL as unknown as SoundtrackDefinition;
const known = resolveSoundtrack(soundtrack);
const TUNING: Tuning = {
  moods: { battle: { density: 0.7 } },
  hold: { swing: 0.3, tonic: 'F#' },
  modulations: [{ signal: 'danger', control: 'tempo', amount: 9 }],
  themes: { own: { notes: 'E4:1 G4:0.5 r:0.5' } },
};

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const runs = { numRuns: propertyRuns(150) };

async function evening(): Promise<Rehearsal> {
  const show = rehearse({ soundtrack });
  const { conductor } = show;
  conductor.start();
  await conductor.settled();
  await show.playTo(4, 0.1);
  conductor.mood('battle', { at: 'beat', fade: { beats: 3 }, curve: 'linear', key: 'keep', bridge: 1, stay: 1 });
  conductor.signal('weather', 'rain').signal('danger', 0.4).stinger('gong').theme('hero', { mood: 'cave' });
  await show.playTo(7, 0.1);
  conductor.tune(TUNING).override({ tempo: 120 }).push('boss', { as: 'dragon', until: 9 }).push('inn').reroll();
  conductor.track('intro', { tempo: 120 });
  await show.playTo(11, 0.1);
  conductor.endTrack({ at: 'now' }).pop('inn').pause();
  await show.playTo(12, 0.1);
  conductor.resume();
  await show.playTo(16, 0.1);
  return show;
}
const played = await evening();
const LOG = json(played.conductor.log);
const SAVED = json(played.conductor.save());

/** Whether music goes on for some seconds, without a word. */
async function goesOn(show: Rehearsal): Promise<string | null> {
  show.conductor.start();
  await show.conductor.settled();
  await show.playTo(show.now() + 6, 0.25);
  const last = byTime(show.bars()).at(-1);
  const silent = last === undefined || !(last.time + last.duration > show.now());
  const odd = oddNumbers(show.bars().slice(-3));
  return show.warnings[0] ?? (silent ? 'it is silent' : odd.length > 0 ? 'a note has no time' : null);
}

describe('any document but a right one is refused in one line, and nothing wrong comes through', () => {
  test('a soundtrack', () => {
    fc.assert(
      fc.property(anySpoilt(FULL), (definition) => {
        const read = accepted(() => resolveSoundtrack(definition as SoundtrackDefinition));
        const numbers = read && [...read.moods, ...read.themes, read.signals, read.modulations, read.palettes];
        expect(oddNumbers(numbers)).toEqual([]);
      }),
      { numRuns: propertyRuns(600) },
    );
  });

  test('a log', () => {
    fc.assert(
      fc.property(anySpoilt(LOG), (log) => {
        expect(oddNumbers(accepted(() => readLog(log, known)))).toEqual([]);
      }),
      { numRuns: propertyRuns(600) },
    );
  });

  test('a save', () => {
    fc.assert(
      fc.property(anySpoilt(SAVED), (saved) => {
        expect(oddNumbers(accepted(() => readSaved(saved, known)))).toEqual([]);
      }),
      { numRuns: propertyRuns(600) },
    );
  });

  test.each([
    'tune',
    'feel',
    'override',
    'mood',
    'push',
    'pop',
    'signal',
    'stinger',
    'theme',
    'track',
    'endTrack',
    'duck',
    'mix',
    'unmix',
    'exportMidi',
    'bind',
    'unbind',
    'unduck',
    'expect',
  ] as const)(
    // biome-ignore format: names in a row
    'the arguments of %s',
    (name) => {
      const right: Partial<Record<string, unknown[]>> = {
        tune: [TUNING],
        override: [{ tempo: 90, mode: 'dorian' }],
        mood: ['battle', { at: 'beat', fade: { beats: 2 } }],
        push: ['boss', { priority: 1, until: 3, as: 'x', at: 'bar' }],
        track: ['intro', { fade: 1, tempo: 90 }],
        duck: ['voice', { db: -3, attack: 0.1 }],
        theme: ['hero', { mood: 'cave' }],
      };
      const { conductor } = played;
      const receiver = name in conductor ? conductor : conductor.mixing;
      const verb = Reflect.get(receiver, name) as () => void;
      const args = fc.oneof(anySpoilt(right[name] ?? ['forest', 1]), fc.array(anyValue, { maxLength: 3 }));
      fc.assert(
        fc.property(args, (given) => {
          const list = Array.isArray(given) ? given : [given];
          expect(badRefusal(() => Reflect.apply(verb, receiver, list))).toBeNull();
          expect(oddNumbers(conductor.log)).toEqual([]);
        }),
        runs,
      );
    },
  );
});

describe('what is accepted is played', () => {
  test('a soundtrack with any value in it', async () => {
    await fc.assert(
      fc.asyncProperty(anySpoilt(FULL, anyJson), async (definition) => {
        let show: Rehearsal;
        try {
          show = rehearse({ soundtrack: definition as SoundtrackDefinition });
        } catch {
          return;
        }
        expect(await goesOn(show)).toBeNull();
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('a log with any value in it', async () => {
    await fc.assert(
      fc.asyncProperty(anySpoilt(LOG, anyJson), async (log) => {
        let show: Rehearsal;
        try {
          show = rehearse({ soundtrack, replay: log as ConductorLog });
        } catch {
          return;
        }
        const said = await goesOn(show);
        // A log may name another phrase, or another soundtrack, than is played; that is said.
        expect(
          said === null || /plays another phrase|recorded with another soundtrack/.test(said) ? null : said,
        ).toBeNull();
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('a save with any value in it', async () => {
    await fc.assert(
      fc.asyncProperty(anySpoilt(SAVED, anyJson), async (saved) => {
        let show: Rehearsal;
        try {
          show = rehearse({ soundtrack, saved: saved as never });
        } catch {
          return;
        }
        expect(await goesOn(show)).toBeNull();
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});

const at = (entry: object): unknown => ({ version: 1, seed: 'a', entries: [{ time: 2, ...entry }] });

describe('a log holds what the calls accept, and no more', () => {
  test.each([
    ['a tempo of 1e308', { kind: 'override', controls: { tempo: 1e308 } }, 'tempo is 1e+308; it must lie in 40..220'],
    ['a tempo of 0', { kind: 'override', controls: { tempo: 0 } }, 'tempo is 0; it must lie in 40..220'],
    ['a tempo of -0', { kind: 'override', controls: { tempo: -0 } }, 'it must lie in 40..220'],
    ['a tempo of infinity', { kind: 'tune', tuning: { hold: { tempo: Infinity } } }, 'it must lie in 40..220'],
    ['a swing that is a text', { kind: 'tune', tuning: { hold: { swing: 'x' } } }, 'swing must be a number'],
    ['a tuning of no moods', { kind: 'tune', tuning: { moods: null } }, 'tuning: moods must be an object'],
    ['no tuning', { kind: 'tune' }, 'tuning must be an object'],
    ['a tuning that is a list', { kind: 'tune', tuning: [] }, 'tuning must be an object'],
    ['a valence of 2', { kind: 'feel', feel: { valence: 2 } }, 'valence is 2; it must lie in 0..1'],
    ['an axis that is none', { kind: 'feel', feel: { joy: 1 } }, "unknown axis 'joy'"],
    ['a mode that every object has', { kind: 'override', controls: { mode: 'toString' } }, "unknown mode 'toString'"],
    ['a fade that is a text', { kind: 'mood', mood: 'battle', fade: 'x' }, 'fade must be a number'],
    ['a fade that is true', { kind: 'mood', mood: 'battle', fade: true }, 'fade must be a number, not true'],
    [
      'a fade of infinite beats',
      { kind: 'pop', as: 'x', fade: { beats: Number.POSITIVE_INFINITY } },
      'beats is Infinity',
    ],
    ['a mood without a name', { kind: 'mood', mood: '' }, "unknown mood ''"],
    [
      'a mood that every object has',
      { kind: 'push', as: 'x', mood: '__proto__', priority: 1 },
      "unknown mood '__proto__'",
    ],
    ['a push without a priority', { kind: 'push', as: 'x', mood: 'boss' }, 'priority must be a number'],
    ['a pop of a number', { kind: 'pop', as: 7 }, 'as must be a text'],
    ['a stinger that is not known', { kind: 'stinger', name: 'gnog' }, "did you mean 'gong'"],
    ['a stinger of a cue', { kind: 'mood', mood: 'boss', stinger: '__proto__' }, "unknown stinger '__proto__'"],
    ['a theme that is not known', { kind: 'theme', name: 'constructor' }, "unknown theme 'constructor'"],
    ['a signal that is an object', { kind: 'signal', signal: 'danger', value: {} }, 'its value must be a number'],
    ['a signal that is not known', { kind: 'signal', signal: 'toString', value: 1 }, "unknown signal 'toString'"],
    ['a tag for a number', { kind: 'signal', signal: 'danger', value: 'x' }, "signal 'danger' takes a number"],
    ['a track without a length', { kind: 'track', name: 'intro', at: 'now', fade: 1, curve: 'power', loop: false, db: 0, tempo: null, meter: '4/4' }, 'seconds must be a number'], // biome-ignore format: a row
    ['a track that is 1e308 times louder', { kind: 'track', name: 'x', at: 'now', fade: 1, curve: 'power', loop: false, db: 1e308, tempo: null, meter: '4/4', seconds: 8 }, 'db is 1e+308'], // biome-ignore format: a row
    ['a field that no call has', { kind: 'reroll', soon: true }, "unknown field 'soon'"],
    ['a phrase of no slot', { kind: 'phrase', mood: 'forest', slot: -1, source: 'lstm', hash: 'x', read: 1, opening: null }, 'slot is -1'], // biome-ignore format: a row
    ['a name of a million letters', { kind: 'pop', as: 'x'.repeat(1e6) }, 'at most 200 characters'],
  ])('%s is refused', (_, entry, message) => {
    expectRefusal(() => readLog(at(entry), known), message);
    expectRefusal(() => readLog(at(entry), known), 'log entry 0');
  });

  test('entries stand in the order of their times, but for the tenth of a second by which a machine that slept goes back', () => {
    const log = (...times: number[]) => ({
      version: 1,
      seed: 'a',
      entries: times.map((time) => ({ time, kind: 'reroll' })),
    });
    expect(readLog(log(-1, -1, 0, 5, 4.9, 5, 60)).entries).toHaveLength(7);
    for (const times of [[5, -1], [5, 3], [5, 6, 4.9]] as const) // biome-ignore format: a row
      expectRefusal(() => readLog(log(...times)), 'goes back');
    for (const time of [-1e6, -1.5, 1e308]) expectRefusal(() => readLog(log(time)), 'its time is');
  });

  test('what is refused has not ended the music', async () => {
    const show = await evening();
    const { conductor } = show;
    for (const bad of [{ tempo: 1e308 }, { tempo: 0 }, { mode: '__proto__' }, null, [], 7])
      expectRefusal(() => conductor.override(bad as never), /./);
    for (const bad of [{ moods: null }, { moods: [] }, { hold: { tempo: true } }, { themes: 'x' }, null, []])
      expectRefusal(() => conductor.tune(bad as never), /./);
    const before = show.bars().length;
    await show.playTo(show.now() + 8, 0.1);
    expect(show.bars().length).toBeGreaterThan(before);
    expect(show.warnings).toEqual([]);
  });
});

describe('names that every object has are names like others', () => {
  test.each(ODD_NAMES)('a mood, theme, signal, stinger, palette and snapshot called %j', async (name) => {
    const definition = Object.fromEntries([
      ['start', 'forest'],
      ['moods', Object.fromEntries([[name, { like: 'village' }]])],
      ['signals', Object.fromEntries([[name, { attack: 0 }]])],
      ['modulations', [{ signal: name, control: 'intensity', amount: 0.5 }]],
      ['stingers', Object.fromEntries([[name, { notes: 'C5:1' }]])],
      ['snapshots', Object.fromEntries([[name, { db: -3 }]])],
      ['palettes', Object.fromEntries([[name, { like: 'folk' }]])],
      ['themes', Object.fromEntries([[name, { notes: 'C5:1 G5:1 C5:1 G5:1', returns: { battle: 'augmentation' } }]])],
    ]) as SoundtrackDefinition;
    const show = rehearse({ soundtrack: json(definition) });
    const { conductor } = show;
    conductor.start();
    await conductor.settled();
    await show.playTo(4, 0.1);
    conductor.mood(name, { at: 'now' }).signal(name, 1).stinger(name).push(name, { as: name });
    conductor.mixing.mix(name);
    await show.playTo(8, 0.1);
    conductor.theme(name).tune({ moods: Object.fromEntries([[name, { tempo: 99 }]]) });
    await show.playTo(30, 0.1);
    expect(await goesOn(show)).toBeNull();
    expect(conductor.snapshot().mood).toBe(name);
    expect(conductor.snapshot().controls.tempo).toBe(99);
    expect(Object.entries(conductor.save().signals)).toEqual([[name, 1]]);
    const openings = conductor.log.entries.flatMap((entry) => (entry.kind === 'phrase' ? [entry.opening] : []));
    expect(openings).toContain(name);
  });

  test('a theme of a tuning is not one that every object has', async () => {
    const notes = async (tuned: boolean) => {
      const show = rehearse({ soundtrack: { start: 'forest', themes: { toString: { notes: 'C5:1 G5:1' } } } as never });
      show.conductor.start();
      await show.conductor.settled();
      await show.playTo(4, 0.1);
      if (tuned) show.conductor.tune({ themes: { other: { notes: [[0, 1]] } } });
      show.conductor.theme('toString');
      await show.playTo(14, 0.1);
      expect(show.warnings).toEqual([]);
      const { entries } = show.conductor.log;
      return entries.flatMap((entry) => (entry.kind === 'phrase' && entry.opening === 'toString' ? [entry.hash] : []));
    };
    const plain = await notes(false);
    expect(plain.length).toBeGreaterThan(0);
    expect(await notes(true)).toEqual(plain);
  });
});

describe('written notes are as long as notes, and no more than a theme has room for', () => {
  test.each([
    ['notes shorter than a tick', { notes: 'E4:0.000375 '.repeat(100) }, 'the shortest is a 128th'],
    ['eight thousand of them', { notes: 'E4:0.000375 '.repeat(8000) }, 'its notes have 96000 characters'],
    ['as steps', { notes: [[0, 1], [2, 0.01]] }, 'note 1 lasts 0.01 quarter notes'], // biome-ignore format: a row
    ['as many steps as a list holds', { notes: new Array(100_000).fill([0, 1 / 32]) }, 'has 100000 notes; at most 128'],
    ['a fraction', { notes: 'C4:1/999' }, 'the shortest is a 128th'],
    ['a rest', { notes: 'C4:1 r:0.001' }, 'the shortest is a 128th'],
    ['a list of three', { notes: [[0, 1, 2]] }, 'note 0 must be'], // biome-ignore format: a row
  ])('a theme: %s', (_, theme, message) => {
    expectRefusal(() => resolveSoundtrack({ themes: { t: theme as never } }), message);
    expectRefusal(() => played.conductor.tune({ themes: { t: theme as never } }), message);
    const tune = at({ kind: 'tune', tuning: { themes: { t: theme } } });
    expectRefusal(() => readLog(tune, known), message);
  });

  test.each([
    ['E4:0.001 '.repeat(50), 'the shortest is a 128th'],
    ['E4:0.0625 '.repeat(200), 'has 200 notes; at most 128'],
    [`E4:1${' '.repeat(1e6)}`, 'its notes have 1000004 characters'],
  ])('a stinger', (notes, message) => {
    expectRefusal(() => resolveSoundtrack({ stingers: { s: { notes } } }), message);
  });

  test('the shortest and the most are played', async () => {
    const show = rehearse({ soundtrack: { start: 'forest', themes: { t: { notes: 'E4:1/16 '.repeat(128).trim() } } } });
    show.conductor.start();
    await show.conductor.settled();
    await show.playTo(4, 0.1);
    show.conductor.theme('t');
    expect(await goesOn(show)).toBeNull();
    expect(() => resolveSoundtrack({ themes: { t: { notes: 'E4:1/32 '.repeat(128) } } })).not.toThrow();
  });
});

/** Makes every number, text and switch in what was handed over NaN. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const inner: unknown = Reflect.get(value, key);
    if (typeof inner === 'object' && inner !== null) spoil(inner);
    else Reflect.set(value, key, Number.NaN);
  }
}

describe('what a game holds in its hands and what the music plays are two things', () => {
  test('a tuning that the game goes on to change is in the log as it was said', async () => {
    const { conductor } = await evening();
    const tuning = { hold: { tempo: 90 } };
    conductor.tune(tuning);
    tuning.hold.tempo = Number.NaN;
    expect(conductor.log.entries.filter((entry) => entry.kind === 'tune').at(-1)).toMatchObject({
      tuning: { hold: { tempo: 90 } },
    });
    expect(conductor.snapshot().controls.tempo).toBe(90);
  });

  test('so are the beats of a fade, an override and a theme', async () => {
    const show = await evening();
    const { conductor } = show;
    const cue = { at: 'phrase' as const, fade: { beats: 2 } };
    const controls = { density: 0.5 };
    conductor.mood('cave', cue).override(controls);
    cue.fade.beats = Number.NaN;
    controls.density = Number.NaN;
    expect(oddNumbers(conductor.log)).toEqual([]);
    expect(await goesOn(show)).toBeNull();
  });

  test.each(['save', 'log'] as const)('what %s gave may be changed at will', async (which) => {
    const show = await evening();
    const { conductor } = show;
    const given = which === 'save' ? conductor.save() : conductor.log;
    const before = JSON.stringify(which === 'save' ? conductor.save() : conductor.log);
    spoil(given);
    expect(JSON.stringify(which === 'save' ? conductor.save() : conductor.log)).toBe(before);
    expect(await goesOn(show)).toBeNull();
  });

  test.each(['events', 'snapshot', 'inspect'] as const)('what %s tell may be changed at will', async (which) => {
    const plain = await evening();
    const show = rehearse({ soundtrack });
    const { conductor } = show;
    if (which === 'events') {
      for (const name of ['transition', 'phrase', 'bar', 'beat', 'chord', 'note', 'mood'] as const)
        conductor.on(name, spoil);
    } else {
      conductor.on('beat', () => spoil(conductor[which]()));
    }
    conductor.start();
    await conductor.settled();
    await show.playTo(30, 0.1);
    conductor.mood('battle', { at: 'now' }).tune(TUNING);
    spoil(which === 'events' ? null : conductor[which]());
    await show.playTo(50, 0.1);
    expect(oddNumbers(show.bars())).toEqual([]);
    expect(oddNumbers(conductor.save())).toEqual([]);
    expect(await goesOn(show)).toBeNull();
    expect(plain.warnings).toEqual([]);
  });

  test('a soundtrack, a log and a save that were handed over may be changed at will', async () => {
    const definition = json(FULL) as unknown as SoundtrackDefinition;
    const [log, saved] = [json(LOG), json(SAVED)];
    const shows = [
      rehearse({ soundtrack: definition }),
      rehearse({ soundtrack: definition, replay: log }),
      rehearse({ soundtrack: definition, saved }),
    ];
    for (const document of [definition, log, saved])
      for (const key of Object.keys(document)) Reflect.set(document, key, 7);
    for (const show of shows) expect(await goesOn(show)).toBeNull();
  });
});

describe('an error is one line of a few hundred letters, whatever it quotes', () => {
  const long = 'x'.repeat(1_000_000);
  const lines = 'a\nb\r\nc\u2028d\u202ee';
  test.each([
    ['a mood', () => played.conductor.mood(long)],
    ['a mood of several lines', () => played.conductor.mood(lines)],
    ['a field', () => resolveSoundtrack({ [lines]: 1 } as never)],
    ['a scene', () => resolveSoundtrack({ scenes: { [lines]: lines } })],
    ['a transition', () => resolveSoundtrack({ transitions: { [long]: {} } })],
    ['a word of a theme', () => resolveSoundtrack({ themes: { t: { notes: 'y'.repeat(8000) } } })],
    ['a key', () => resolveSoundtrack({ themes: { t: { notes: 'C4:1', key: long } } })],
    ['a list of names', () => resolveSoundtrack({ moods: Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`mood${i}`, {}])), start: 'x' })], // biome-ignore format: a row
    ['a pitch', () => resolveSoundtrack({ palettes: { p: { melody: { key: 'k', root: lines } } } })],
    ['an array that is a name', () => played.conductor.stinger(new Array(1000).fill(lines) as never)],
  ])('%s', (_, call) => {
    expect(call).toThrow();
    expect(badRefusal(call)).toBeNull();
  });
});
