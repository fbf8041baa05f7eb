/** A game's MIDI file as the music of a mood: as written, varied, interrupted, saved and replayed. */

import { describe, expect, test } from 'vitest';
import type { ConductorLog } from '../../plugin/formats/log.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import type { PieceTable } from '../../plugin/soundtrack/piece.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { notesOf, type Rehearsal, rehearse, rehearseReplay, byTime as sorted } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';
import { scoresOf, TAVERN_NOTES, tavern } from '../helper/score-files.ts';

const BAR = 2.5;
const game = (more: object = {}, rest: SoundtrackDefinition = {}): SoundtrackDefinition => ({
  start: 'tavern',
  moods: { tavern: { like: 'village', score: 'tavern.mid', ...more } },
  ...rest,
});
const sourceWith = (pieces: PieceTable) => ({ composer: scaleComposer(), fallback: scaleFallback(), pieces });

async function play(soundtrack: SoundtrackDefinition, seconds: number, pieces = scoresOf({ 'tavern.mid': tavern() })) {
  const show = rehearse({ soundtrack, source: sourceWith(pieces) });
  show.conductor.start();
  await show.playTo(seconds);
  return show;
}

/** Bars by clock time; of one that was scheduled again, the last. */
const byTime = (bars: readonly TimedBar[]) =>
  sorted([...new Map(bars.map((bar) => [bar.time.toFixed(3), bar])).values()]);

/** The first lines in which two texts differ; null where none do. */
function firstDifference(one: string, other: string): string | null {
  const [left, right] = [one.split('\n'), other.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return at < 0 && left.length === right.length
    ? null
    : `${at}: ${left.slice(at, at + 4)} | ${right.slice(at, at + 4)}`;
}

/** All notes until 85 s, from the first bar on. */
function heardIn(show: Rehearsal): string {
  const [first] = show.bars();
  return notesOf(
    show.bars().filter(({ time }) => time - first!.time < 85),
    first!.time,
  );
}

/** Notes of a role as bar, tick in it and pitch. */
function notesIn(bars: readonly TimedBar[], role = 'melody') {
  return byTime(bars).flatMap(({ origin, parts }, i) => {
    const { bar } = origin;
    return parts
      .filter((part) => part.role === role)
      .flatMap(({ notes }) => notes.map(({ pitch, tick }) => `${i}:${tick - bar * 1920} ${pitch}`));
  });
}
const written = (bars: number, up = 0) =>
  Array.from({ length: bars }, (_, bar) =>
    TAVERN_NOTES.filter(({ tick }) => Math.floor(tick / 1920) === bar % 8).map(
      ({ tick, pitch }) => `${bar}:${tick % 1920} ${pitch + up}`,
    ),
  ).flat();
const barsOf = (show: Rehearsal, count: number) => byTime(show.bars()).slice(0, count);

describe('a mood with a score', () => {
  test('plays the file as written, again and again, in its own key, meter and tempo', async () => {
    const show = await play(game(), 60);
    const bars = barsOf(show, 20);
    expect(notesIn(bars)).toEqual(written(20));
    expect(bars[3]!.time - bars[2]!.time).toBeCloseTo(BAR, 6);
    expect(show.conductor.snapshot()).toMatchObject({ mood: 'tavern' });
    expect(bars[0]!.origin.score).toMatchObject({ tonic: 'D', meter: '4/4', palette: 'folk' });
    expect(new Set(bars[0]!.parts.map(({ role }) => role))).toEqual(new Set(['melody', 'chords', 'bass', 'drums']));
    expect(show.warnings).toEqual([]);
  });

  test('follows tempo, key, mode and layers', async () => {
    const show = await play(game(), 3);
    show.conductor.override({ tempo: 120, tonic: 'E', intensity: 0 });
    await show.playTo(50);
    const later = byTime(show.bars()).slice(12, 16);
    expect(later[1]!.time - later[0]!.time).toBeCloseTo(2, 6);
    // A whole step up, on the phrases that begin from then on.
    expect(notesIn(later)).toEqual(
      written(8, 2)
        .filter((line) => line.match(/^[4-7]:/))
        .map((line) => line.replace(/^\d/, (bar) => String(Number(bar) - 4))),
    );
    expect(later.flatMap(({ parts }) => parts.map(({ role }) => role)).every((role) => role === 'melody')).toBe(true);
    show.conductor.override({ mode: 'ionian' });
    await show.playTo(80);
    const bright = byTime(show.bars()).at(-8)!.origin.score;
    expect(bright.mode).toBe('ionian');
    const pitches = bright.parts.flatMap(({ role, notes }) =>
      role === 'drums' ? [] : notes.map(({ pitch }) => (pitch + 10) % 12),
    );
    expect(new Set(pitches.filter((pitch) => [3, 8, 10].includes(pitch))).size).toBe(0);
  });

  test('leaves controls that the game names', async () => {
    const show = await play(game({ controls: { tempo: 80, tonic: 'C' } }), 20);
    const [first, second] = barsOf(show, 2);
    expect(second!.time - first!.time).toBeCloseTo(3, 6);
    expect(first!.origin.score.tonic).toBe('C');
    expect(notesIn([first!])).toEqual(written(1, -2));
  });

  test('lets drums join above its own intensity where the file has none', async () => {
    const show = await play(game(), 20, scoresOf({ 'tavern.mid': tavern({ hasDrums: false }) }));
    const roles = (bars: readonly TimedBar[]) => new Set(bars.flatMap(({ parts }) => parts.map(({ role }) => role)));
    expect(roles(show.bars())).not.toContain('drums');
    show.conductor.override({ intensity: 1 });
    await show.playTo(40);
    expect(roles(show.bars().slice(-4))).toContain('drums');
  });

  test('is composed while its file is missing, and where that cannot be read', async () => {
    const said: string[] = [];
    const broken = scoresOf({ 'tavern.mid': Uint8Array.of(1, 2, 3) }, (text) => void said.push(text));
    for (const pieces of [scoresOf({}), broken]) {
      const show = await play(game(), 20, pieces);
      expect(show.bars()[0]!.origin.score.meter).toBe('3/4');
      expect(notesIn(show.bars()).length).toBeGreaterThan(0);
    }
    expect(said).toEqual([
      expect.stringMatching(
        /^music: score 'tavern.mid': it is not a MIDI file that can be read .*; its mood is composed instead$/,
      ),
    ]);
  });
});

describe('variation', () => {
  const passes = async (variation: number, count: number, seed = 'a') => {
    const show = await play(game({ variation }, {}), 0.1 + count * 8 * BAR + 2, undefined);
    void seed;
    const bars = byTime(show.bars());
    return Array.from({ length: count }, (_, pass) => bars.slice(8 * pass, 8 * pass + 8));
  };

  test('begins with the file as written, and no pass is like another', async () => {
    for (const variation of [0.2, 0.5, 1]) {
      const lines = (await passes(variation, 6)).map((bars) => notesIn(bars).join());
      expect(lines[0]).toBe(written(8).join());
      expect(new Set(lines).size).toBe(6);
    }
  });

  test('at 0.5 keeps most bars of the melody, and sometimes returns over other chords', async () => {
    const all = await passes(0.5, 8);
    const bars = written(8).map((line) => line.replace(/^\d+/, ''));
    void bars;
    const cellsOf = (pass: readonly TimedBar[]) => pass.map((bar) => notesIn([bar]).join());
    const own = new Set(cellsOf(all[0]!));
    for (const pass of all)
      expect(cellsOf(pass).filter((cell) => own.has(cell)).length / 8).toBeGreaterThanOrEqual(0.6);
    const chordsOf = (pass: readonly TimedBar[]) => JSON.stringify(pass.map(({ origin }) => origin.score.chords));
    expect(new Set(all.map(chordsOf)).size).toBeGreaterThan(1);
  });

  test('at 1 the model writes on from the first bars of each phrase', async () => {
    const show = await play(game({ variation: 1 }), 60);
    const bars = byTime(show.bars());
    // The band's players deviate by some ticks, and the melody may lie in another octave.
    const rhythm = (two: readonly TimedBar[]) =>
      notesIn(two).map((line) => line.replace(/:(\d+) .*/, (_, tick) => `:${120 * Math.round(tick / 120)}`));
    expect(rhythm(bars.slice(8, 10))).toEqual(rhythm(bars.slice(0, 2)));
    expect(notesIn(bars.slice(10, 12))).not.toEqual(notesIn(bars.slice(2, 4)));
    const log = show.conductor.log.entries.filter((entry) => entry.kind === 'phrase');
    expect(log.map(({ source }) => source)).toEqual(['score', 'score', ...log.slice(2).map(() => 'lstm')]);
  });
});

describe('an interruption', () => {
  const away = { ...game(), scenes: { Inn: 'tavern', Arena: 'battle' }, transitions: { '* -> *': { bridge: 0 } } };

  test('lets the file go on with the bar in which it was interrupted', async () => {
    const show = await play(away, 2 * BAR + 1);
    show.conductor.mood('battle', { at: 'bar' });
    await show.playTo(20);
    show.conductor.mood('tavern', { at: 'bar' });
    await show.playTo(60);
    const bars = byTime(show.bars('tavern'));
    // Bars 0 to 2 were heard; those that were scheduled beyond were taken back.
    const heard = bars.filter(({ time }) => time < 3 * BAR - 0.1).length;
    expect(heard).toBe(3);
    const again = bars.filter(({ time }) => time > 12);
    expect(notesIn(again.slice(0, 5)).map((line) => line.replace(/^\d/, (bar) => String(Number(bar) + 3)))).toEqual(
      written(8).filter((line) => Number(line[0]) >= 3),
    );
  });

  test('is kept by a saved game, which names the file', async () => {
    const show = await play(away, 2 * BAR + 1);
    show.conductor.mood('battle', { at: 'bar' });
    await show.playTo(20);
    const saved = JSON.parse(JSON.stringify(show.conductor.save()));
    expect(saved.scores).toEqual({ 'tavern.mid': expect.stringMatching(/^[0-9a-f]{8}$/) });
    const next = rehearse({ soundtrack: away, source: sourceWith(scoresOf({ 'tavern.mid': tavern() })), saved });
    next.conductor.start();
    await next.playTo(5);
    next.conductor.mood('tavern', { at: 'bar' });
    await next.playTo(30);
    expect(notesIn(byTime(next.bars('tavern')).slice(0, 1))[0]).toBe('0:0 69');
    expect(next.warnings).toEqual([]);
  });

  test('restarts the file where the transition does not resume', async () => {
    const soundtrack = { ...away, transitions: { 'battle -> tavern': { resume: false, bridge: 0 } } };
    const show = await play(soundtrack, 2 * BAR + 1);
    show.conductor.mood('battle', { at: 'bar' });
    await show.playTo(20);
    show.conductor.mood('tavern', { at: 'bar' });
    await show.playTo(40);
    const again = byTime(show.bars('tavern')).filter(({ time }) => time > 12);
    expect(notesIn(again.slice(0, 1))).toEqual(written(1));
  });
});

describe('a log', () => {
  const soundtrack = { ...game({ variation: 0.7 }), scenes: { Inn: 'tavern', Arena: 'battle' } };

  async function record(): Promise<{ log: ConductorLog; heard: string }> {
    const show = await play(soundtrack, 33);
    show.conductor.signal('danger', 0.8);
    await show.playTo(40);
    show.conductor.mood('battle', { at: 'beat' });
    await show.playTo(55);
    show.conductor.mood('tavern', { at: 'bar' });
    await show.playTo(90);
    return { log: JSON.parse(JSON.stringify(show.conductor.log)), heard: heardIn(show) };
  }

  test('is replayed note for note with the same file', async () => {
    const { log, heard } = await record();
    const source = sourceWith(scoresOf({ 'tavern.mid': tavern() }));
    const show = await rehearseReplay({ soundtrack, source, replay: log }, 90);
    expect(firstDifference(heardIn(show), heard)).toBe(null);
    expect(show.warnings).toEqual([]);
  });

  test('with another version of the file says so, once', async () => {
    const { log } = await record();
    const source = sourceWith(scoresOf({ 'tavern.mid': tavern({ hasDrums: false }) }));
    const show = await rehearseReplay({ soundtrack, source, replay: log }, 30);
    expect(show.warnings.filter((text) => text.includes('another version of the file'))).toHaveLength(1);
  });
});
