import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConductorOptions } from '../../plugin/conductor/options.ts';
import type { LogEntry } from '../../plugin/formats/log-entries.ts';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';

/** The soundtrack that the fixtures were played with. */
const soundtrack = {
  seed: 'version 1',
  start: 'forest',
  scenes: { Forest: 'forest', Arena: { mood: 'battle', at: 'beat' } },
  signals: {
    danger: { attack: 0.2, release: 2 },
    health: { range: [100, 0], initial: 100 },
    weather: { initial: 'clear' },
  },
  modulations: [
    { signal: 'danger', control: 'intensity', amount: 0.8 },
    { signal: 'weather', is: 'rain', control: 'brightness', amount: -0.5 },
  ],
  transitions: { 'battle -> *': { stay: 3, stinger: 'victory' }, '* -> boss': { bridge: 1, tempo: 'ramp' } },
  moods: { inn: { like: 'village', controls: { tempo: 92 }, cues: { turn: 8 } } },
  themes: { hero: { notes: [[0, 1], [4, 1], [2, 1]] }, home: { from: 'forest', returns: { '*': 'augmentation' } } }, // biome-ignore format: notes read in a row
} as const satisfies SoundtrackDefinition;

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/version-1/${name}.json`, import.meta.url), 'utf8'));
const commandsOf = (entries: readonly LogEntry[]) => entries.filter(({ kind }) => kind !== 'phrase' && kind !== 'wait');

async function play(begun: Pick<ConductorOptions, 'replay' | 'saved'>, seconds: number) {
  const show = rehearse({ soundtrack, ...begun });
  show.conductor.start();
  await show.conductor.settled();
  show.conductor.advance();
  await show.playTo(seconds, 0.05);
  const last = byTime(show.bars()).at(-1)!;
  expect(last.time + last.duration).toBeGreaterThan(seconds);
  expect(show.warnings.filter((text) => !text.includes('plays another phrase than was logged'))).toEqual([]);
  return show;
}

/** Written by version 0.3.0 with every command that it had, and `saved-arranged` with all that it keeps of a mood. Which notes are written to them may change with the composer. */
describe('logs and saves of format version 1 load for ever', () => {
  test.each(['log', 'log-from-saved'])('%s.json: every command is carried out at its time', async (name) => {
    const log = read(name);
    expect(commandsOf(log.entries).length).toBeGreaterThan(20);
    const { conductor } = await play({ replay: log }, 110);
    expect(commandsOf(conductor.log.entries)).toEqual(commandsOf(log.entries));
  });

  test('saved.json: the music goes on in its mood, with its signals', async () => {
    const saved = read('saved');
    const { conductor } = await play({ saved }, 3);
    expect(conductor.snapshot()).toMatchObject({ mood: 'cave', signals: { weather: 'rain' } });
    const { mood, pushed, override } = conductor.save();
    expect({ mood, override, pushed: pushed.map(({ as }) => as) }).toEqual({
      mood: saved.mood,
      override: saved.override,
      pushed: ['cave'],
    });
  });

  test('saved-arranged.json: the controls that phrases were arranged with come back', async () => {
    const saved = read('saved-arranged');
    const kept = saved.moods.filter((mood: object) => 'arranged' in mood || 'ahead' in mood);
    expect(kept.length).toBeGreaterThan(1);
    const { conductor } = await play({ saved }, 3);
    expect(conductor.snapshot()).toMatchObject({ mood: saved.place.mood });
    const again = conductor.save().moods.find(({ mood }) => mood === saved.place.mood)!;
    const before = saved.moods.find(({ mood }: { mood: string }) => mood === saved.place.mood);
    expect(before.arranged).toContainEqual(again.arranged![0]);
  });
});
