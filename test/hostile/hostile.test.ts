/** Damaged and malicious files: each is read, or refused in one clear line, in bounded time and memory, and nothing in it becomes code or part of every object. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { midiRecords } from '../../models/corpus/midi.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { readLog } from '../../plugin/formats/log.ts';
import { readWeights } from '../../plugin/generate/weights.ts';
import { random } from '../../plugin/music/random.ts';
import { shardPaths, shardUrl } from '../../plugin/phaser/model-shards.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { CHAOS_SOUNDTRACK } from '../helper/chaos.ts';
import { spoiltBytes, spoiltJson } from '../helper/mutate.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { chunk, END, header, line, meter, vlq } from '../helper/smf.ts';

/** What a refusal must not look like: a stumble somewhere inside. */
const STUMBLE =
  /\(reading|cannot read|must be of type|is not a function|is not iterable|call stack|invalid array length|cannot convert|allocation|\n/i;
/**
 * Most times as much of the processor's time as the shipped weights take to read, which are measured beside it: how fast this
 * machine is, and what else it does, makes no difference.
 */
const MOST_TIMES = 20;
/** A reader that took too long is timed again: the processor's time also counts the collection of others' garbage. */
const READINGS = 3;
const MOST_MB = 100;

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = readModelFiles(SHIPPED_MODEL);
/** What the shipped weights took to read when that was last measured. */
let measuredMs = 0;

/** Runs a reader, and again while it takes too long; answers what is wrong with how it took it, or null. */
async function trouble(read: () => unknown): Promise<string | null> {
  for (let reading = 1; ; reading++) {
    const { problem, ms } = await once(read);
    if (problem !== null || ms <= MOST_TIMES * measuredMs) return problem;
    measuredMs = (await once(() => readWeights(good))).ms;
    if (reading === READINGS) return `took ${Math.round(ms / measuredMs)} times as long as whole weights`;
  }
}

async function once(read: () => unknown): Promise<{ problem: string | null; ms: number }> {
  const before = process.memoryUsage();
  const begun = process.cpuUsage();
  let problem: string | null = null;
  try {
    await read();
  } catch (error) {
    const said = error instanceof Error ? error.message : `threw ${String(error)}`;
    if (!(error instanceof Error) || said === '' || STUMBLE.test(said)) problem = `stumbled: ${said}`;
    else if (said.length > 700) problem = `said ${said.length} characters: ${said.slice(0, 80)}`;
  }
  const { user, system } = process.cpuUsage(begun);
  const ms = (user + system) / 1000;
  const after = process.memoryUsage();
  const mb = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  if (mb > MOST_MB) problem ??= `took ${Math.round(mb)} MB`;
  if ('polluted' in {}) problem ??= 'it is part of every object now';
  return { problem, ms };
}

/** Spoils and reads a file `count` times; returns each one that is accepted wrongly, by its number. */
async function hurt(name: string, count: number, read: (seed: ReturnType<typeof random>) => unknown) {
  const wrong: string[] = [];
  for (let i = 0; i < count; i++) {
    const problem = await trouble(() => read(random(`${name}/${i}`)));
    if (problem !== null) wrong.push(`${name} ${i}: ${problem}`);
  }
  return wrong;
}

/** What JSON.parse itself refuses is refused. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError('this is not JSON');
  }
};

describe('two hundred files and more', () => {
  test('weights', async () => {
    const wrong = await hurt('weights', 60, (chance) => {
      if (chance.next() < 0.3)
        return readWeights({ ...good, data: spoiltBytes(new Uint8Array(good.data), chance).buffer as ArrayBuffer });
      return readWeights({ json: parsed(spoiltJson(good.json, chance)) as never, data: good.data });
    });
    expect(wrong).toEqual([]);
  });

  test('manifests, in a folder and over the wire', async () => {
    const wrong = await hurt('manifests', 40, (chance) => {
      const manifest = {
        weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights: good.json.weightsManifest[0]!.weights }],
      };
      const text = spoiltJson(manifest, chance);
      const place = join(folder, String(chance.int(1e9)));
      mkdirSync(place);
      writeFileSync(join(place, 'model.json'), text);
      for (const name of ['a.bin', 'b.bin']) writeFileSync(join(place, name), new Uint8Array(100));
      const paths = shardPaths(parsed(text));
      if (typeof paths !== 'string') for (const path of paths) shardUrl('https://game.example/model.json', path);
      return readWeights(readModelFiles(place));
    });
    expect(wrong).toEqual([]);
  });

  test.each(['../secret.bin', '/etc/hostname', '..\\secret.bin', 'https://evil.example/x.bin', 'file:///etc/hostname'])(
    'a manifest that names %s is not followed out of its folder',
    (path) => {
      const place = join(folder, 'way-out');
      mkdirSync(place, { recursive: true });
      writeFileSync(join(folder, 'secret.bin'), new Uint8Array(8));
      writeFileSync(join(place, 'model.json'), JSON.stringify({ weightsManifest: [{ paths: [path], weights: [] }] }));
      expect(() => readModelFiles(place)).toThrow(/names .*a file beside it/);
    },
  );

  test('MIDI files', async () => {
    const tune = [62, 64, 65, 67, 69, 67, 65, 64, 62, 61, 62, 62];
    const bytes = Uint8Array.from([
      ...header(480, 1, 2),
      ...chunk('MTrk', [...meter(0, 4, 2), ...line(tune), ...END]),
      ...chunk('MTrk', [...vlq(0), 0x90, 60, 80, ...vlq(0x0fffffff), 60, 0, ...END]),
    ]);
    expect(await hurt('midi', 60, (chance) => midiRecords(spoiltBytes(bytes, chance), 'x'))).toEqual([]);
  });

  test('soundtracks, their moods, palettes, themes and stingers among them', async () => {
    const full = {
      ...CHAOS_SOUNDTRACK,
      moods: { inn: { like: 'village', valence: 0.4, controls: { tempo: 90, palette: 'tavern', meter: '3/4' } } },
      palettes: { tavern: { melody: 'flute', bass: { key: 'bass', pitch: 'C2' } } },
      stingers: { gong: { notes: [[0, 2]] } },
    };
    const wrong = await hurt('soundtracks', 80, (chance) => {
      const definition = parsed(spoiltJson(full, chance)) as SoundtrackDefinition;
      return resolveSoundtrack(definition);
    });
    expect(wrong).toEqual([]);
  });

  test('logs, which are played', async () => {
    const show = rehearse({ soundtrack: CHAOS_SOUNDTRACK });
    show.conductor.start();
    await show.playTo(10);
    show.conductor.mood('battle').signal('danger', 0.5).push('boss', { until: 3 });
    show.conductor.tune({}).override({ tempo: 120 }).stinger('victory').theme('hero');
    await show.playTo(20);
    const { log } = show.conductor;
    const wrong = await hurt('logs', 60, async (chance) => {
      const replay = readLog(parsed(spoiltJson(log, chance)));
      const again = rehearse({ soundtrack: CHAOS_SOUNDTRACK, replay });
      again.conductor.start();
      await again.conductor.settled();
      await again.playTo(15, 0.25);
      const stumbled = again.warnings.find((text) => STUMBLE.test(text));
      if (stumbled) throw new Error(stumbled);
    });
    expect(wrong).toEqual([]);
  });
});
