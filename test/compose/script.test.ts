import midi from '@tonejs/midi';
import { beforeAll, describe, expect, test } from 'vitest';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { type PlayedMusic, playSections } from '../../plugin/compose/play-sections.ts';
import { type ScoreData, scoreData } from '../../plugin/compose/score-data.ts';
import { readScript } from '../../plugin/compose/script.ts';
import { toMidi } from '../../plugin/compose/to-midi.ts';
import { createLstmModel } from '../../plugin/generate/lstm.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import type { ModelFiles } from '../../plugin/generate/weights.ts';
import { midiProgram } from '../../plugin/midi/general-midi.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { readMidi } from '../helper/midi-reading.ts';

const fallback = createNgramModel();
const SEVEN = 'forest:8,battle:8,village:8,cave:8,desert:8,boss:8,sorrow:8';
const play = (script: string, seed = '7', signals: Record<string, number> = {}) =>
  playSections({
    source: { composer: fallback, fallback },
    sections: readScript(script, PRESET_NAMES),
    // As the presets have it: the seed draws nothing but notes.
    soundtrack: { seed, variety: false },
    signals,
  });

describe('a script of forest, battle, forest', () => {
  let played: PlayedMusic;
  let json: ScoreData;

  beforeAll(async () => {
    played = await play('forest:8,battle:8,forest:8');
    json = scoreData(played);
  });

  test('has the bars asked for, each mood taking over on the bar line', () => {
    expect(json.sections.map(({ mood, bar, bars }) => [mood, bar, bars])).toEqual([
      ['forest', 0, 8],
      ['battle', 8, 8],
      ['forest', 16, 8],
    ]);
    expect(json.bars.map(({ mood }) => mood)).toEqual([
      ...Array(8).fill('forest'),
      ...Array(8).fill('battle'),
      ...Array(8).fill('forest'),
    ]);
    expect(json.sections.map(({ tick }) => tick)).toEqual([0, 8 * 1440, 8 * 1440 + 8 * 1920]);
    expect(json.seconds).toBeCloseTo((16 * 3 * 60) / 92 + (8 * 4 * 60) / 152, 3);
  });

  test('tempo, meter and key change with the mood', () => {
    expect(json.tempos.map(({ bpm }) => bpm)).toEqual([92, 152, 92]);
    expect(json.meters.map(({ meter }) => meter)).toEqual(['6/8', '4/4', '6/8']);
    expect(json.keys.map(({ tonic, mode }) => `${tonic} ${mode}`)).toEqual([
      'D dorian',
      'D harmonic minor',
      'D dorian',
    ]);
  });

  test('at a line the mood that is left stops: nothing of it begins, and what it holds ends with its bar', () => {
    const [, battle, back] = json.sections;
    const notes = json.parts.flatMap((part) => part.notes).filter(({ deck }) => deck >= 0);
    const decks = (from: number, to: number) =>
      new Set(notes.filter(({ tick }) => tick >= from && tick < to).map(({ deck }) => deck));
    expect(decks(0, battle!.tick).size).toBe(1);
    expect(decks(battle!.tick, back!.tick - 40).size).toBe(1);
    expect(decks(back!.tick - 40, Number.POSITIVE_INFINITY).size).toBe(1);
    const held = notes.filter(({ tick, durationTicks }) => tick < back!.tick && tick + durationTicks > back!.tick);
    for (const { tick, durationTicks } of held) expect(tick + durationTicks).toBeLessThan(back!.tick + 4 * 1920);
  });

  test('a bar leads over to the calmer mood, none to the danger', () => {
    const [, battle, back] = json.sections;
    const begins = (tick: number) => json.phrases.some((phrase) => Math.abs(phrase.tick - tick) < 10);
    expect([begins(battle!.tick), begins(back!.tick), begins(back!.tick + 1440)]).toEqual([true, false, true]);
  });

  test('the forest comes back from the battle with its own tune, passing over the phrase of another theme', () => {
    const forest = json.phrases.filter(({ mood }) => mood === 'forest');
    expect(forest.map(({ slot }) => slot)).toEqual([0, 1, 4, 5]);
    const melody = json.parts.find(({ role }) => role === 'melody')!.notes;
    const bar = (index: number) => {
      const { tick } = json.bars[index]!;
      return melody
        .filter((note) => note.tick >= tick - 20 && note.tick < tick + 1420 && note.deck !== 1)
        .map(({ pitch }) => pitch % 12);
    };
    expect(bar(4)).toEqual(bar(0));
    // A bar leads over first.
    expect(bar(17)).toEqual(bar(0));
  });

  test('chords cover every bar without gaps', () => {
    let end = 0;
    for (const { tick, durationTicks, symbol } of json.chords) {
      expect(tick).toBe(end);
      expect(symbol).toMatch(/^[A-G][#b]?/);
      end = tick + durationTicks;
    }
    expect(end).toBe(16 * 1440 + 8 * 1920);
  });

  test('every bar says what was asked and what was measured', () => {
    for (const { asked, measured } of json.bars) {
      for (const control of MELODY_CONTROLS) {
        expect(asked[control]).toBeTypeOf('number');
        expect(measured[control]).toBeGreaterThanOrEqual(0);
        expect(measured[control]).toBeLessThanOrEqual(1);
      }
    }
  });

  test('notes lie inside the piece, sorted, in the ranges of MIDI', () => {
    const end = 16 * 1440 + 8 * 1920;
    for (const { notes } of json.parts) {
      for (const [i, { tick, durationTicks, velocity, pitch }] of notes.entries()) {
        expect(tick).toBeGreaterThanOrEqual(notes[i - 1]?.tick ?? 0);
        expect(tick + durationTicks).toBeLessThanOrEqual(end + 1);
        expect(durationTicks).toBeGreaterThan(0);
        expect(velocity).toBeGreaterThan(0);
        expect(velocity).toBeLessThanOrEqual(1);
        expect(Number.isInteger(pitch) && Number.isInteger(tick) && Number.isInteger(durationTicks)).toBe(true);
      }
    }
  });

  test('the MIDI file says the same as the JSON', () => {
    const file = new midi.Midi(toMidi(json));
    expect(file.header.ppq).toBe(480);
    expect(file.header.tempos.map(({ ticks, bpm }) => [ticks, Math.round(bpm)])).toEqual(
      json.tempos.map(({ tick, bpm }) => [tick, bpm]),
    );
    expect(file.header.timeSignatures.map(({ timeSignature }) => timeSignature)).toEqual([
      [6, 8],
      [4, 4],
      [6, 8],
    ]);
    // D minor and its church modes have one flat; @tonejs/midi names signatures by their major key.
    expect(file.header.keySignatures.map(({ key, scale }) => [key, scale])).toEqual(Array(3).fill(['F', 'minor']));
    const notes = file.tracks.reduce((sum, track) => sum + track.notes.length, 0);
    expect(notes).toBe(json.parts.reduce((sum, part) => sum + part.notes.length, 0));
    expect(file.duration).toBeCloseTo(json.seconds, 0);
    for (const track of file.tracks) {
      const drums = track.name.startsWith('drums');
      expect(track.channel === 9, track.name).toBe(drums);
    }
    const programs = new Map(file.tracks.map(({ name, instrument }) => [name, instrument.number]));
    expect(programs.get('melody (woodland)')).toBe(73);
    expect(programs.get('melody (war)')).not.toBe(73);
  });

  test('of seven moods, every note of the MIDI file sounds with the program of its instrument, for its length', async () => {
    const piece = scoreData(await play(SEVEN));
    const roles = new Map(piece.parts.map(({ name, role }) => [name, role]));
    const lost: string[] = [];
    const short: unknown[] = [];
    for (const lastTrackFirst of [false, true]) {
      const reading = readMidi(toMidi(piece), lastTrackFirst);
      expect(reading).toMatchObject({ struckWhileDown: 0, strayOffs: 0 });
      for (const { track, channel, program } of reading.notes) {
        const [, part = '', palette = ''] = /^(.*) \((.*)\)$/.exec(track)!;
        expect([track, channel === 9 ? null : program]).toEqual([track, midiProgram(palette, roles.get(part)!, part)]);
      }
      for (const { name, notes } of piece.parts) {
        for (const [i, { pitch, tick, durationTicks, palette }] of notes.entries()) {
          const found = reading.notes.filter(
            (each) => each.track === `${name} (${palette})` && each.pitch === pitch && each.tick === tick,
          );
          // Strokes of one key at one time are one; a note ends early only where its key is struck again.
          const again = notes.slice(i + 1).find((next) => next.pitch === pitch && next.tick > tick);
          const cut = again === undefined ? durationTicks : Math.min(durationTicks, again.tick - tick);
          const longest = Math.max(...found.map((each) => each.durationTicks));
          if (found.length === 0) lost.push(name);
          else if (longest < cut - 1) short.push({ name, tick, longest, cut });
        }
      }
    }
    expect(piece.parts.flatMap(({ notes }) => notes).length).toBeGreaterThan(1000);
    expect(short).toEqual([]);
    // Strokes at one time of drums that share a key are one.
    expect(lost.filter((name) => roles.get(name) !== 'drums')).toEqual([]);
  });

  test('the same seed gives the same bytes, another seed others', async () => {
    const again = scoreData(await play('forest:8,battle:8,forest:8'));
    expect(JSON.stringify(again)).toBe(JSON.stringify(json));
    expect(toMidi(again)).toEqual(toMidi(json));
    expect(toMidi(scoreData(await play('forest:8,battle:8,forest:8', '8')))).not.toEqual(toMidi(json));
  });
});

describe('with the network that ships', () => {
  const notes = (json: ScoreData) =>
    json.parts.find(({ role }) => role === 'melody')!.notes.map(({ pitch, tick }) => [pitch, tick]);
  const playWith = async (files: ModelFiles, script: string) => {
    const composer = createLstmModel(files);
    try {
      return scoreData(
        await playSections({
          source: { composer, fallback },
          sections: readScript(script, PRESET_NAMES),
          soundtrack: { seed: '7' },
        }),
      );
    } finally {
      composer.dispose();
    }
  };

  test('every phrase is the network’s own, the same each time, and other weights write other notes', {
    timeout: 120_000,
  }, async () => {
    await startTensors();
    const files = readModelFiles(SHIPPED_MODEL);
    const json = await playWith(files, 'forest:8,battle:4');
    expect(new Set(json.phrases.map(({ source }) => source))).toEqual(new Set(['lstm']));
    expect(notes(await playWith(files, 'forest:8,battle:4'))).toEqual(notes(json));
    const silenced = { ...files, data: new ArrayBuffer(files.data.byteLength) };
    expect(notes(await playWith(silenced, 'forest:8,battle:4'))).not.toEqual(notes(json));
  });
});

describe('scripts', () => {
  test('three moods are three clearly different pieces', async () => {
    const [forest, battle, calm] = await Promise.all(
      ['forest:16', 'battle:16', 'calm:16'].map(async (script) => scoreData(await play(script))),
    );
    const tempos = [forest, battle, calm].map((piece) => piece!.tempos[0]!.bpm);
    expect(Math.min(...tempos.flatMap((a, i) => tempos.slice(i + 1).map((b) => Math.abs(a - b))))).toBeGreaterThan(20);
    expect(new Set([forest, battle, calm].map((piece) => piece!.keys[0]!.mode)).size).toBe(3);
    const perSecond = (piece: ScoreData) =>
      piece.parts.reduce((sum, { notes }) => sum + notes.length, 0) / piece.seconds;
    expect(perSecond(battle!)).toBeGreaterThan(1.5 * perSecond(forest!));
    expect(perSecond(forest!)).toBeGreaterThan(1.5 * perSecond(calm!));
    const parts = (piece: ScoreData) => piece.parts.map(({ name }) => name);
    expect(parts(battle!)).toEqual(expect.arrayContaining(['drums-full', 'bass', 'counter']));
    expect(parts(calm!)).not.toContain('drums-full');
  });

  test('danger from the start on alarms the band, and leaves the melody', async () => {
    const calm = scoreData(await play('forest:4'));
    const tense = scoreData(await play('forest:4', '7', { danger: 1 }));
    const alarmed = ['bass-alarm', 'chords-alarm', 'pad-alarm', 'drums-full-alarm'];
    expect(tense.parts.map(({ name }) => name)).toEqual(expect.arrayContaining(alarmed));
    expect(calm.parts.filter(({ name }) => alarmed.includes(name))).toEqual([]);
    const melody = (score: typeof calm) =>
      score.parts.find(({ name }) => name === 'melody')!.notes.map(({ pitch }) => pitch);
    expect(melody(tense)).toEqual(melody(calm));
  });

  test('danger in the last bar renders the next one again, and the piece has that one', async () => {
    const [forest] = readScript('forest:4', PRESET_NAMES);
    const { bars, recording } = await playSections({
      source: { composer: fallback, fallback },
      sections: [forest!, { ...forest!, signals: { danger: 1 } }],
      soundtrack: {
        seed: '7',
        variety: false,
        signals: { danger: { attack: 0 } },
        modulations: [{ signal: 'danger', control: 'intensity', amount: 0.8 }],
      },
    });
    const renderings = bars.map(({ event: { time, deck } }) =>
      recording.calls.flatMap((call) =>
        call.kind === 'play' && call.bar.deck === deck && Math.abs(call.bar.time - time) < 1e-6 ? [call.bar] : [],
      ),
    );
    expect(renderings.some((all) => all.length > 1)).toBe(true);
    for (const [i, { timed }] of bars.entries()) expect(renderings[i]!.indexOf(timed)).toBe(renderings[i]!.length - 1);
  });

  test('of what a long piece does not bring back, at least four melody notes in ten are the model’s own', async () => {
    const { phrases } = scoreData(await play('exploration:64'));
    const written = phrases.filter(({ sampled }) => sampled > 0);
    expect(written.length).toBeGreaterThanOrEqual(7);
    expect(written.reduce((sum, { sampled }) => sum + sampled, 0) / written.length).toBeGreaterThanOrEqual(0.4);
  });

  test.each(PRESET_NAMES)('%s plays from the first tick on, without an empty bar', async (mood) => {
    const json = scoreData(await play(`${mood}:8`));
    expect(json.sections).toEqual([{ mood, bar: 0, bars: 8, tick: 0 }]);
    const notes = json.parts.flatMap((part) => part.notes);
    expect(Math.min(...notes.map(({ tick }) => tick))).toBeLessThan(40);
    for (const [i, { tick }] of json.bars.entries()) {
      const end = json.bars[i + 1]?.tick ?? Number.POSITIVE_INFINITY;
      expect(
        notes.some((note) => note.tick < end && note.tick + note.durationTicks > tick),
        `bar ${i}`,
      ).toBe(true);
    }
  });

  test.each([
    ['forest', "script has the entry 'forest'; write mood:bars"],
    ['forest:8:3', "script has the entry 'forest:8:3'"],
    ['forest:8,batle:8', "unknown mood 'batle'; did you mean 'battle'?"],
    ['forest:0', "script (forest) is '0'; give a whole number from 1 to 512"],
    ['forest:many', "script (forest) is 'many'"],
    ['forest:4,forest:4', "script has 'forest' twice in a row; add their bars together"],
  ])("the script '%s' is refused in one line", (script, message) => {
    expect(() => readScript(script, PRESET_NAMES)).toThrow(message);
  });
});
