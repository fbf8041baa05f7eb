import { describe, expect, test } from 'vitest';
import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { KITS, NEAREST_DRUM } from '../../plugin/audio/palettes/kits.ts';
import { instrumentsOf, PALETTE_NAMES, PALETTES, voicingsFor } from '../../plugin/audio/palettes/palettes.ts';
import { midiProgram } from '../../plugin/midi/general-midi.ts';
import { PALETTE_VARIANTS } from '../../plugin/mood/palette-variants.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { ROLES, type Role } from '../../plugin/music/score.ts';
import type { TimedBar } from '../../plugin/output/audio-output.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import { renderRecording } from '../../plugin/render.ts';
import { resolveSoundtrack } from '../../plugin/soundtrack/soundtrack.ts';
import { rms, toDecibels } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { listedCases } from '../helper/cases.ts';
import { truePeak } from '../helper/true-peak.ts';

const open: OutputCall = { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 };
const play = (bar: TimedBar): OutputCall => ({ kind: 'play', at: 0, bar });

describe('palettes', () => {
  test('there is one for every mood of the package', () => {
    for (const { name, controls } of Object.values(PRESETS)) expect(PALETTES, name).toHaveProperty(controls.palette);
  });

  test('every kit answers to every General MIDI drum key', () => {
    for (const [name, kit] of Object.entries(KITS)) {
      if (name === 'percussion') continue;
      const keys = { ...KITS.percussion, ...kit };
      for (let key = 35; key <= 82; key++)
        expect(keys, `${name} ${key}`).toHaveProperty(`${keys[key] ? key : NEAREST_DRUM[key]}`);
    }
  });

  test('a part called timpani is played by timpani, whatever the palette', () => {
    for (const palette of Object.values(PALETTES)) {
      const [timpani, ...more] = voicingsFor(palette, 'drums', 'timpani').map(({ instrument }) => instrument);
      expect(more).toEqual([]);
      expect(['timpani', 'drum-tuned']).toContain(timpani);
      expect(instrumentsOf(palette)).toContain(timpani);
    }
  });
});

describe('variants of a palette', () => {
  const variants = Object.entries(PALETTE_VARIANTS);
  const melodyOf = (palette: string) => PALETTES[palette]!.roles.melody[0]!.instrument;

  test('give the melody to another instrument, and load no other sample', () => {
    for (const [name, { like }] of variants) {
      expect(melodyOf(name)).not.toBe(melodyOf(like));
      expect(new Set(instrumentsOf(PALETTES[name]!))).toEqual(new Set(instrumentsOf(PALETTES[like]!)));
      expect(midiProgram(name, 'melody', 'melody')).not.toBe(midiProgram(like, 'melody', 'melody'));
      expect(midiProgram(name, 'bass', 'bass')).toBe(midiProgram(like, 'bass', 'bass'));
    }
  });

  test('are drawn by the seed of a game, unless it names a palette', () => {
    const games = Array.from({ length: 20 }, (_, i) => resolveSoundtrack({ seed: `game ${i}` }).moods);
    const drawn = new Set(games.map((moods) => moods.get('forest')!.controls.palette));
    expect(drawn).toEqual(new Set(['woodland', 'woodland-clarinet']));
    const moods = { forest: { controls: { palette: 'woodland' } } } as const;
    for (let i = 0; i < 20; i++) {
      const own = resolveSoundtrack({ seed: `game ${i}`, moods }).moods;
      expect(own.get('forest')!.controls.palette).toBe('woodland');
    }
    expect(resolveSoundtrack({ seed: 'a', variety: false }).moods.get('forest')!.controls.palette).toBe('woodland');
  });

  test('have their melody and second line as loud as the palette has', { timeout: 120_000 }, async () => {
    const loudness = async (palette: string, role: Role) => {
      const notes = [0, 4, 7].map((step, i) => timedNote(66 + step, 0.1 + i * 0.5, 0.48, 0.7));
      const bar = timedBar(palette, [timedPart(role, notes)], { time: 0.1, duration: 2 });
      const { left, right, sampleRate } = await renderRecording({ calls: [open, play(bar)] });
      return integratedLoudness([left, right], sampleRate);
    };
    for (const role of ['melody', 'counter'] as const) {
      const apart = (await loudness('folk-flute', role)) - (await loudness('folk', role));
      expect(Math.abs(apart), role).toBeLessThan(2);
    }
  });
});

/** Sampled instruments, synthesizers, and both. */
const IN_SHORT = ['woodland', 'toy-box', 'doom'];

describe.each(listedCases(PALETTE_NAMES, (name) => IN_SHORT.includes(name)))('the palette %s', (palette) => {
  test('sounds in every role, and each role alone', async () => {
    // Each role has a bar of its own, four seconds apart, so that one render shows them all.
    const pitches: Record<Role, number> = {
      melody: 74,
      counter: 67,
      chords: 62,
      bass: 38,
      pad: 60,
      drums: 36,
      stinger: 72,
    };
    const calls = ROLES.map((role, i): OutputCall => {
      const notes = [timedNote(pitches[role], 1 + i * 5, 1.5)];
      if (role === 'stinger') return { kind: 'sting', at: 0, notes, palette };
      return play(timedBar(palette, [timedPart(role, notes)], { time: 1 + i * 5 }));
    });
    const { left, right, sampleRate } = await renderRecording({ calls: [open, ...calls] });
    const heard = (from: number, to: number) =>
      Math.max(rms(left, sampleRate, from, to), rms(right, sampleRate, from, to));
    expect(toDecibels(heard(0, 1))).toBe(Number.NEGATIVE_INFINITY);
    for (const [i, role] of ROLES.entries()) {
      const start = 1 + i * 5;
      expect(toDecibels(heard(start, start + 1)), role).toBeGreaterThan(-45);
      expect(toDecibels(heard(start + 4.5, start + 4.98)), `${role} rings on`).toBeLessThan(-55);
    }
  });

  test('neither clips nor stands out with the full band', async () => {
    const calls = [open, ...fullBand(palette, 4, { time: 0.1, bpm: 112 }).map(play)];
    const { left, right, sampleRate } = await renderRecording({ calls });
    expect(truePeak(left, right)).toBeLessThan(-1);
    // A band that no mood is written for gets the gain that its palette needs on average.
    expect(Math.abs(integratedLoudness([left, right], sampleRate) - -17)).toBeLessThan(4);
  });
});
