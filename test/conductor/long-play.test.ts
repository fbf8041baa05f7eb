import { describe, expect, test } from 'vitest';
import { random } from '../../plugin/music/random.ts';
import { deckTakeovers } from '../helper/deck-takeovers.ts';
import { byTime, rehearse } from '../helper/rehearsal.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

const moods = ['forest', 'battle', 'village', 'cave', 'boss', 'victory'];
const lines = ['now', 'beat', 'bar', 'phrase'] as const;

describe('whatever a game does', () => {
  test.each(['one', 'two', 'three'])(
    'the music has no gap, no error and no growing memory (player %s)',
    async (seed) => {
      const chance = random(seed);
      const composer = scaleComposer(async () => {
        if (chance.next() < 0.1) throw new Error('busy');
      });
      const rehearsal = rehearse({
        soundtrack: {
          start: 'forest',
          scenes: { A: 'forest', B: 'battle' },
          themes: {
            hero: {
              notes: [
                [0, 1],
                [4, 1],
              ],
            },
          },
        },
        source: { composer, fallback: scaleFallback() },
      });
      const { conductor } = rehearsal;
      const errors: string[] = [];
      const lead: { time: number; end: number }[] = [];
      let pausedFor = 0;
      conductor.on('error', ({ message }) => errors.push(message));
      conductor.on('bar', ({ time, bpm, meter }) => {
        const [beats, unit] = meter.split('/').map(Number) as [number, number];
        lead.push({ time, end: time + (beats * 240) / (unit * bpm) });
      });
      conductor.start();
      await conductor.settled();
      const steps = [0.016, 0.05, 0.1, 0.333];
      while (rehearsal.now() < 400) {
        await rehearsal.playTo(rehearsal.now() + 0.1 + chance.next() * 8, chance.pick(steps));
        const what = chance.int(10);
        if (what < 4) conductor.mood(chance.pick(moods), { at: chance.pick(lines), fade: chance.next() * 6 });
        else if (what < 6) conductor.signal('danger', chance.next());
        else if (what === 6) conductor.stinger('danger');
        else if (what === 7) conductor.theme('hero');
        else if (what === 8) conductor.override(chance.next() < 0.5 ? {} : { tempo: 60 + chance.int(120) });
        else {
          conductor.pause();
          await rehearsal.playTo(rehearsal.now() + 1);
          pausedFor += 1;
          conductor.resume();
        }
        const picture = conductor.snapshot();
        expect(picture.bars.length).toBeLessThan(12);
      }
      expect(errors).toEqual([]);
      // The lead is handed on without a gap: each bar ends where the next begins, or was cut short by a cue or a pause.
      let silent = 0;
      for (let i = 1; i < lead.length; i++) silent += Math.max(0, lead[i]!.time - lead[i - 1]!.end);
      expect(silent).toBeLessThan(pausedFor * 1.3 + 0.5);
      expect(lead.length).toBeGreaterThan(150);
      const { takeovers, early } = deckTakeovers(rehearsal.calls());
      expect(takeovers).toBeGreaterThan(0);
      expect(early).toEqual([]);
      for (const bar of byTime(rehearsal.bars())) {
        for (const part of bar.parts)
          for (const note of part.notes) expect(note.time).toBeGreaterThanOrEqual(bar.time - 1e-9);
      }
    },
  );
});
