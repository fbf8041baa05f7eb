import { expect, test } from 'vitest';
import { type PhraseSlot, phraseSlot } from '../../plugin/arrange/form.ts';
import type { Mood } from '../../plugin/mood/controls.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { type Chord, chordTones } from '../../plugin/music/harmony.ts';
import type { Phrase, PhraseRequest } from '../../plugin/music/phrase.ts';
import { scaleOf } from '../../plugin/music/pitch.ts';
import { meterInfo } from '../../plugin/music/time.ts';
import { createJob, silentPhrase } from '../../plugin/phrases/phrase-job.ts';

const BARS = 4;
const seeds = Array.from({ length: 24 }, (_, i) => `game ${i}`);

/** The requests of a mood's first phrases, with all their chords. */
function requestsOf(
  seed: string,
  mood: Mood,
  count: number,
): readonly (PhraseRequest & { readonly slot: PhraseSlot })[] {
  const { controls } = mood;
  const written: Phrase[] = [];
  return Array.from({ length: count }, (_, index) => {
    const slot = phraseSlot(index, BARS, mood, controls.mode);
    const first = written.find((_, i) => phraseSlot(i, BARS, mood, controls.mode).theme === slot.from) ?? null;
    const before = written.at(-1) ?? null;
    const { whole } = createJob({ seed, mood, controls, read: 0, slot, first, before, opening: null });
    written.push(silentPhrase(whole));
    return { ...whole, slot };
  });
}

/** The chords of a request's last two bars, the last one last. */
function closeOf({ chords, bars, meter }: PhraseRequest): readonly Chord[] {
  const from = (bars - 2) * meterInfo(meter).barTicks;
  return chords.filter((span) => span.tick + span.durationTicks > from).map(({ chord }) => chord);
}

test.each([
  ['mystery', 6],
  ['cave', 1],
  ['boss', 1],
  ['desert', 1],
] as const)(
  'the main theme of %s closes on the tonic out of a chord with the degree that names its mode',
  (name, own) => {
    for (const seed of seeds) {
      const close = closeOf(requestsOf(seed, PRESETS[name], 2)[1]!);
      expect(close.at(-1)!.root, seed).toBe(0);
      expect(chordTones(close.at(-2)!), seed).toContain(own);
    }
  },
);

test.each([
  ['mystery', 7],
  ['cave', 8],
] as const)('%s hardly has the chord that would be heard as its tonic, and never closes on it', (name, rival) => {
  const requests = seeds.flatMap((seed) => requestsOf(seed, PRESETS[name], 9));
  const roots = requests.flatMap(({ chords }) => chords.map(({ chord }) => chord.root));
  expect(roots.filter((root) => root === rival).length / roots.length).toBeLessThan(0.05);
  for (const request of requests) expect(closeOf(request).at(-1)!.root).not.toBe(rival);
});

test('an answer goes on over the chords of its statement until it closes, and an open one to its end', () => {
  for (const seed of seeds) {
    const [statement, answer, second, open] = requestsOf(seed, PRESETS.exploration, 4);
    const half = 2 * meterInfo('4/4').barTicks;
    const opening = (request: PhraseRequest) =>
      request.chords.filter(({ tick }) => tick < half).map(({ chord }) => chord);
    expect(opening(answer!)).toEqual(opening(statement!));
    expect(second!.chords.at(-1)!.chord.root).not.toBe(0);
    expect(open!.chords).toEqual(second!.chords);
  }
});

test('half closes stand on the dominant in some games more than in others, and elsewhere in the rest', () => {
  const shares = seeds.map((seed) => {
    const halves = requestsOf(seed, PRESETS.exploration, 16).filter(({ slot }) => slot.ending === 'half');
    return halves.filter((request) => closeOf(request).at(-1)!.root === 7).length / halves.length;
  });
  expect(Math.min(...shares)).toBeLessThan(0.2);
  expect(Math.max(...shares)).toBeGreaterThan(0.8);
});

test('every theme but the first of a mood in major has a borrowed chord more often than not', () => {
  const scale: readonly number[] = scaleOf('ionian');
  const borrows = ({ chords }: PhraseRequest) =>
    chords.some(({ chord }) => chordTones(chord).some((tone) => !scale.includes(tone)));
  const statements = seeds.map((seed) => requestsOf(seed, PRESETS.exploration, 8));
  const share = (index: number) => statements.filter((requests) => borrows(requests[index]!)).length / seeds.length;
  expect(share(2)).toBeGreaterThan(0.5);
  expect(share(0)).toBeLessThan(share(2) / 2);
});
