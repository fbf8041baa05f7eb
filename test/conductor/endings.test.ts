/** Moods that end: a fanfare of eight bars with a held chord, a quiet afterglow, and handing over. */

import { describe, expect, test } from 'vitest';
import type { ConductorLog } from '../../plugin/formats/log.ts';
import { tonicPitchClass } from '../../plugin/music/pitch.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { notesOf, type Rehearsal, type RehearsalOptions, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

/** Seconds of a bar of victory: 4/4 at 128 BPM. */
const BAR = 240 / 128;
const FANFARE = 8;

const drumsOf = ({ parts }: TimedBar) => parts.filter(({ role }) => role === 'drums').flatMap(({ notes }) => notes);
const melodyOf = ({ parts, time }: TimedBar) =>
  parts
    .filter(({ role }) => role === 'melody')
    .flatMap(({ notes }) => notes.map((note) => `${note.pitch}@${(note.time - time).toFixed(1)}`))
    .join(' ');
const power = (bars: readonly TimedBar[]) =>
  bars
    .flatMap(({ parts }) => parts.flatMap(({ notes }) => notes))
    .reduce((sum, { velocity, duration }) => sum + velocity ** 2 * Math.min(duration, 1), 0);
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** A rehearsal with the mood of each bar that was heard. */
type Show = Rehearsal & { readonly moods: readonly string[] };

async function playing(
  soundtrack: SoundtrackDefinition,
  seconds: number,
  act?: (show: Rehearsal) => void,
  more: RehearsalOptions = {},
): Promise<Show> {
  const show = { ...rehearse({ soundtrack, ...more }), moods: [] as string[] };
  show.conductor.on('bar', ({ mood }) => void show.moods.push(mood));
  show.conductor.start();
  if (act !== undefined) {
    await show.playTo(3);
    act(show);
  }
  await show.playTo(seconds);
  return show;
}

/** The names of the moods whose bars were heard in the lead, in order, each once in a row. */
function heard({ moods }: Show): readonly string[] {
  return moods.filter((name, i) => name !== moods[i - 1]);
}

describe('victory', () => {
  test('closes after eight bars with a chord that all hold, and one stroke of the drums', async () => {
    const show = await playing({ start: 'victory' }, 20 * BAR);
    const bars = show.bars('victory');
    const last = bars[FANFARE - 1]!;
    const { chords, bars: length } = last.origin.score;
    expect(chords.at(-1)!.chord.root).toBe(0);
    expect(last.origin.bar).toBe(length - 1);
    for (const role of ['chords', 'bass', 'melody'])
      for (const note of last.parts.find((part) => part.role === role)!.notes.slice(-1))
        expect(note.time + note.duration, role).toBeGreaterThan(last.time + last.duration - 0.1);
    const [tonic, ...more] = last.parts.find(({ role }) => role === 'melody')!.notes;
    expect(more).toEqual([]);
    expect(tonic!.pitch % 12).toBe(tonicPitchClass(last.origin.score.tonic));
    expect(new Set(drumsOf(last).map(({ time }) => time.toFixed(1))).size).toBe(1);
  });

  test('relaxes into a quiet afterglow that never falls silent', async () => {
    const show = await playing({ start: 'victory' }, 40 * BAR);
    const bars = show.bars('victory');
    const glow = bars.slice(FANFARE, 2 * FANFARE);
    expect(bars.length).toBeGreaterThan(36);
    expect(bars.every(({ parts }) => parts.length > 0)).toBe(true);
    expect(bars.slice(FANFARE).flatMap(drumsOf)).toEqual([]);
    expect(bars.slice(0, FANFARE - 1).every((bar) => drumsOf(bar).length > 0)).toBe(true);
    expect(10 * Math.log10(power(bars.slice(0, FANFARE)) / power(glow))).toBeGreaterThan(2);
  });

  test('has an afterglow with a form: a quiet statement, a swell, and a close that is held', async () => {
    const show = await playing({ start: 'victory', seed: 'won' }, 40 * BAR);
    const bars = show.bars('victory');
    const level = (from: number) => 10 * Math.log10(power(bars.slice(from, from + 4)));
    const [statement, swell, echo] = [FANFARE, FANFARE + 4, FANFARE + 8].map(level);
    expect(swell! - statement!).toBeGreaterThan(1);
    expect(swell! - echo!).toBeGreaterThan(1);
    const last = bars[3 * FANFARE - 1]!;
    const begun = last.parts.flatMap(({ notes }) => notes.map(({ time }) => time.toFixed(1)));
    expect(new Set(begun).size).toBe(1);
    expect(drumsOf(last)).toEqual([]);
  });

  test('hands over to the mood that it was pushed over, at the line of its close', async () => {
    const show = await playing({ start: 'forest' }, 60, ({ conductor }) => void conductor.push('victory'));
    expect(heard(show)).toEqual(['forest', 'victory', 'forest']);
    expect(show.conductor.snapshot().mood).toBe('forest');
    expect(show.moods.filter((name) => name === 'victory')).toHaveLength(FANFARE);
  });

  test('lasts as long as the game says where it says so', async () => {
    const show = await playing(
      { start: 'forest' },
      30,
      ({ conductor }) => void conductor.push('victory', { until: 40 }),
    );
    expect(show.conductor.snapshot().mood).toBe('victory');
    await show.playTo(60);
    expect(show.conductor.snapshot().mood).toBe('forest');
  });

  test('stays where a game without another mood has it, and leaves when the game asks', async () => {
    const show = await playing({ start: 'victory' }, 40);
    show.conductor.mood('forest');
    await show.playTo(50);
    expect(show.conductor.snapshot().mood).toBe('forest');
  });

  test('begins with its fanfare again each time, on the same tune', async () => {
    const show = await playing({ start: 'forest' }, 40, ({ conductor }) => void conductor.push('victory'));
    show.conductor.push('victory');
    await show.playTo(80);
    expect(heard(show)).toEqual(['forest', 'victory', 'forest', 'victory', 'forest']);
    const heads = show
      .bars('victory')
      .filter(({ origin }) => origin.bar === 0)
      .map(melodyOf);
    const [first, ...later] = heads.filter((head) => head !== '');
    expect(later.filter((head) => head === first).length).toBeGreaterThan(0);
  });

  test('is replayed note for note, and goes on out of a saved game to its close', async () => {
    const soundtrack = { seed: 'won', start: 'forest' } as const;
    const push = ({ conductor }: Rehearsal) => void conductor.push('victory');
    const show = await playing(soundtrack, 50, push);
    const again = await rehearseReplay({ soundtrack, replay: copy(show.conductor.log) }, 50);
    const all = (one: Rehearsal) => notesOf(one.bars(), one.bars()[0]!.time);
    expect(again.warnings).toEqual([]);
    expect(all(again)).toBe(all(show));
    const early = await playing(soundtrack, 9, push);
    expect(early.conductor.snapshot().mood).toBe('victory');
    const loaded = await playing(soundtrack, 50, undefined, { saved: copy(early.conductor.save()) });
    expect(heard(loaded)).toEqual(['victory', 'forest']);
  });

  test('plays on in logs and saved games of before', async () => {
    const soundtrack = { start: 'victory' } as const;
    const { endings, ...old } = copy((await playing(soundtrack, 1)).conductor.save());
    expect(endings).toBe(true);
    const loaded = await playing(soundtrack, 24 * BAR, undefined, { saved: old });
    expect(loaded.bars('victory').slice(FANFARE).flatMap(drumsOf).length).toBeGreaterThan(20);
    const log: ConductorLog = { version: 1, seed: 'soundtrack', entries: [] };
    const replayed = await rehearseReplay({ soundtrack, replay: log }, 24 * BAR);
    expect(replayed.bars('victory').slice(FANFARE).flatMap(drumsOf).length).toBeGreaterThan(20);
  });
});

describe('a mood of a game', () => {
  const moods = { defeat: { like: 'sorrow', ends: true }, parade: { like: 'victory', ends: false } } as const;

  test('ends where it says so, as a defeat that hands over', async () => {
    const show = await playing({ start: 'village', moods }, 70, ({ conductor }) => void conductor.push('defeat'));
    expect(heard(show)).toEqual(['village', 'defeat', 'village']);
  });

  test('does not end where it says so', async () => {
    const show = await playing({ start: 'parade', moods }, 24 * BAR);
    expect(show.bars('parade').slice(FANFARE).flatMap(drumsOf).length).toBeGreaterThan(20);
  });
});
