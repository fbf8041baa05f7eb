/** Another game, another band: what a seed draws, what it leaves alone, and that saved games and logs keep it. */

import { describe, expect, test } from 'vitest';
import type { Mood } from '../../plugin/mood/controls.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { tonicPitchClass } from '../../plugin/music/pitch.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { notesOf, type Rehearsal, rehearse, rehearseReplay } from '../helper/rehearsal.ts';

const heard = (show: Rehearsal) => notesOf(show.bars(), show.bars()[0]!.time);
const moodsOf = (definition: SoundtrackDefinition) => resolveSoundtrack(definition).moods;
const seeds = Array.from({ length: 30 }, (_, i) => `game ${i}`);
const games = seeds.map((seed) => moodsOf({ seed }));

describe('the seed of a soundtrack', () => {
  test('draws nothing if it is left out or turned off', () => {
    const presets: readonly Mood[] = Object.values({ ...PRESETS, victory: { ...PRESETS.victory, form: 'fanfare' } });
    expect([...moodsOf({}).values()]).toEqual(presets);
    expect([...moodsOf({ seed: 'own', variety: false }).values()]).toEqual(presets);
    expect([...moodsOf({ variety: true }).values()]).not.toEqual(presets);
  });

  test('draws one key for all moods, so that they stay as related as they are', () => {
    const distance = (moods: ReturnType<typeof moodsOf>, name: string) => {
      const [home, other] = [moods.get('forest')!, moods.get(name)!];
      return (tonicPitchClass(other.controls.tonic) - tonicPitchClass(home.controls.tonic) + 12) % 12;
    };
    const presets = moodsOf({});
    for (const moods of games)
      for (const name of presets.keys()) expect(distance(moods, name)).toBe(distance(presets, name));
    expect(new Set(games.map((moods) => moods.get('forest')!.controls.tonic)).size).toBeGreaterThanOrEqual(8);
  });

  test('draws the forms of moods, which differ from game to game', () => {
    for (const name of Object.keys(PRESETS)) {
      const forms = new Set(games.map((moods) => moods.get(name)!.form));
      expect(forms.size > 1, name).toBe(name !== 'victory');
      expect(forms.has('fanfare'), name).toBe(name === 'victory');
    }
  });

  test('draws tempos near the moods’ own, and meters where a mood has several', () => {
    for (const { name, controls } of Object.values(PRESETS)) {
      const drawn = games.map((moods) => moods.get(name)!.controls);
      const tempos = drawn.map(({ tempo }) => tempo / controls.tempo);
      expect(Math.min(...tempos)).toBeGreaterThan(0.91);
      expect(Math.max(...tempos)).toBeLessThan(1.09);
      expect(Math.max(...tempos) / Math.min(...tempos)).toBeGreaterThan(1.05);
      const meters = new Set(drawn.map(({ meter }) => meter));
      expect(meters).toContain(controls.meter);
      expect(meters.size > 1, name).toBe(!['battle', 'boss', 'victory'].includes(name));
    }
  });

  test('leaves a value that the game names', () => {
    const moods = {
      forest: { controls: { tempo: 100, meter: '3/4' } },
      inn: { like: 'village', controls: { tonic: 'E' } },
    } as const;
    for (const seed of seeds) {
      const own = moodsOf({ seed, moods });
      expect(own.get('forest')!.controls).toMatchObject({ tempo: 100, meter: '3/4' });
      expect(own.get('inn')!.controls.tonic).toBe('E');
      expect(own.get('inn')!.controls.tempo).toBe(own.get('village')!.controls.tempo);
    }
  });
});

describe('a game with its own band', () => {
  const soundtrack = { seed: 'own band', start: 'forest' } as const;

  async function playing(more: Parameters<typeof rehearse>[0] = {}) {
    const show = rehearse({ soundtrack, ...more });
    show.conductor.start();
    await show.playTo(12);
    return show;
  }

  test('goes on with it when it is loaded, by a game with another seed too', async () => {
    const show = await playing();
    const saved = JSON.parse(JSON.stringify(show.conductor.save()));
    expect(saved.variety).toBe(true);
    const loaded = await playing({ soundtrack: { ...soundtrack, seed: 'other' }, saved });
    const [then, now] = [show.conductor.snapshot(), loaded.conductor.snapshot()];
    expect([now.controls.tonic, now.controls.meter]).toEqual([then.controls.tonic, then.controls.meter]);
  });

  test('plays its log again note for note', async () => {
    const show = await playing();
    const again = await rehearseReplay({ soundtrack, replay: JSON.parse(JSON.stringify(show.conductor.log)) }, 12);
    expect(heard(again)).toBe(heard(show));
    expect(again.warnings).toEqual([]);
  });

  test('plays logs and saved games of before with the bands that they had', async () => {
    const old = await playing({ soundtrack: { ...soundtrack, variety: false } });
    const log = JSON.parse(JSON.stringify(old.conductor.log));
    const saved = JSON.parse(JSON.stringify(old.conductor.save()));
    expect([log.variety, saved.variety]).toEqual([undefined, undefined]);
    const again = await rehearseReplay({ soundtrack, replay: log }, 12);
    expect(heard(again)).toBe(heard(old));
    expect(again.warnings).toEqual([]);
    const loaded = await playing({ saved });
    expect(loaded.conductor.snapshot().controls).toMatchObject({ tonic: 'D', meter: '6/8', tempo: 92 });
  });
});
