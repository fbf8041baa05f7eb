import { describe, expect, test } from 'vitest';
import { phrasePlan, phraseSlot, sectionPlan } from '../../plugin/arrange/form.ts';
import { PLANS } from '../../plugin/arrange/plans.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { BarPlan } from '../../plugin/music/phrase.ts';

const seeds = Array.from({ length: 400 }, (_, i) => `seed ${i}`);
const isFree = (bar: BarPlan) => bar.kind === 'sample';
/** Bars whose rhythm is bar 0's. */
const returns = (plan: readonly BarPlan[]) => plan.filter((bar) => bar.kind !== 'sample' && bar.of === 0).length;

describe('a phrase plan', () => {
  test('has an entry a bar, refers back only, and leaves the cadence free', () => {
    let found = 0;
    for (let bars = 1; bars <= 8; bars++) {
      for (const seed of seeds) {
        const plan = phrasePlan({ bars, seed });
        expect(plan).toHaveLength(bars);
        const references = plan.flatMap((bar, i) => (bar.kind === 'sample' ? [] : [{ of: bar.of, i }]));
        found += references.length;
        for (const { of, i } of references) expect(of).toBeLessThan(i);
        expect(isFree(plan[0]!) && isFree(plan[bars - 1]!)).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(seeds.length);
  });

  test('copies no copy, so that what is repeated is what was written', () => {
    const copied = Object.values(PLANS).flatMap((plans) =>
      plans.flatMap(([text]) => {
        const words = text.split(' ');
        return words.filter((word) => word !== 'S').map((word) => words[Number(word[1])]);
      }),
    );
    expect(copied.length).toBeGreaterThan(10);
    expect(new Set(copied)).toEqual(new Set(['S']));
  });

  test.each([4, 8])('leaves at least half of all bars to the model in phrases of %i bars', (bars) => {
    const free = seeds.flatMap((seed) => phrasePlan({ bars, seed })).filter(isFree).length;
    expect(free / (seeds.length * bars)).toBeGreaterThan(0.52);
    for (const seed of seeds) {
      expect(phrasePlan({ bars, seed }).filter(isFree).length / bars).toBeGreaterThanOrEqual(0.5);
    }
  });

  test('brings the rhythm of the first bar back three times in eight bars, once or more in four', () => {
    for (const seed of seeds) {
      expect(returns(phrasePlan({ bars: 8, seed }))).toBeGreaterThanOrEqual(3);
      expect(returns(phrasePlan({ bars: 4, seed }))).toBeGreaterThanOrEqual(1);
    }
  });

  test('is one of several, the same for the same seed', () => {
    for (const bars of [4, 8]) {
      const plans = seeds.map((seed) => JSON.stringify(phrasePlan({ bars, seed })));
      expect(new Set(plans).size).toBe(PLANS[bars]!.length);
      expect(seeds.map((seed) => JSON.stringify(phrasePlan({ bars, seed })))).toEqual(plans);
    }
  });

  test('refuses a number of bars that a phrase cannot have', () => {
    expect(() => phrasePlan({ bars: 9, seed: 'x' })).toThrow('9 bars asked; ask for a whole number from 1 to 8');
  });
});

describe('a section', () => {
  test("begins A A' B A: question, answer, something else, and home", () => {
    const [first, second, third, fourth] = sectionPlan(4, 4);
    expect([first!.theme, second!.theme, third!.theme, fourth!.theme]).toEqual(['A', 'A', 'B', 'A']);
    expect([first!.keep, second!.keep, third!.keep, fourth!.keep]).toEqual([0, 2, 0, 2]);
    expect([first!.ending, second!.ending, fourth!.ending]).toEqual(['half', 'full', 'full']);
  });

  test('never stays away from its first tune for more than four phrases', () => {
    const slots = sectionPlan(200, 4);
    let away = 0;
    for (const { theme } of slots) {
      away = theme === 'A' ? 0 : away + 1;
      expect(away).toBeLessThanOrEqual(4);
    }
  });

  test('states each theme anew before it returns, and never plays two slots alike in a row', () => {
    const known = new Set<string>();
    let last = '';
    const returned: boolean[] = [];
    for (const slot of sectionPlan(120, 8)) {
      if (slot.keep > 0) returned.push(known.has(slot.theme));
      known.add(slot.theme);
      const looks = JSON.stringify([slot.theme, slot.keep, slot.ending, slot.transform]);
      expect(looks).not.toBe(last);
      last = looks;
    }
    expect(returned.length).toBeGreaterThan(20);
    expect(returned).not.toContain(false);
  });

  test('always leaves the ending to be written, and at least four bars in ten new', () => {
    for (const bars of [4, 8]) {
      const slots = sectionPlan(160, bars);
      for (const slot of slots) expect(slot.keep).toBeLessThanOrEqual(bars - 2);
      const fresh = slots.reduce((sum, { keep }) => sum + bars - keep, 0);
      expect(fresh / (slots.length * bars)).toBeGreaterThan(0.55);
    }
  });

  test('closes at home in settled moods and goes on in unresolved ones', () => {
    const closes = (name: 'forest' | 'battle' | 'cave' | 'mystery') =>
      sectionPlan(16, 4, PRESETS[name]).filter(({ ending }) => ending === 'full').length;
    expect(closes('forest')).toBeGreaterThan(3);
    expect(closes('battle')).toBe(closes('forest'));
    expect(closes('cave')).toBe(0);
    expect(closes('mystery')).toBe(0);
  });

  test('goes on for ever and can be entered anywhere', () => {
    expect(phraseSlot(73, 4)).toEqual(sectionPlan(74, 4)[73]);
  });
});
