import { describe, expect, test } from 'vitest';
import { phrasePlan, phraseSlot, sectionPlan } from '../../plugin/arrange/form.ts';
import { isWithoutTune } from '../../plugin/arrange/lineups.ts';
import { PLANS } from '../../plugin/arrange/plans.ts';
import { SECTIONS } from '../../plugin/arrange/sections.ts';
import { drawnForm, FORM_NAMES, type FormName } from '../../plugin/mood/forms.ts';
import { PRESET_NAMES, type PresetName } from '../../plugin/mood/preset-names.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import type { BarPlan } from '../../plugin/music/phrase.ts';

const seeds = Array.from({ length: 400 }, (_, i) => `seed ${i}`);
const isFree = (bar: BarPlan) => bar.kind === 'sample';
/** A settled mood of a form. */
const formed = (form: FormName) => ({ ...PRESETS.forest, form });
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

  test('is in driven moods one whose head comes back more often', () => {
    const heads = (driven: boolean) =>
      seeds.reduce((sum, seed) => sum + returns(phrasePlan({ bars: 4, seed, driven })), 0);
    expect(heads(true)).toBeGreaterThan(heads(false) * 1.2);
  });

  test('refuses a number of bars that a phrase cannot have', () => {
    expect(() => phrasePlan({ bars: 9, seed: 'x' })).toThrow('9 bars asked; ask for a whole number from 1 to 8');
  });
});

describe('a section', () => {
  test('begins with two periods and the first once more: each a question and an answer on the same opening', () => {
    const slots = sectionPlan(6, 4);
    expect(slots.map(({ theme }) => theme)).toEqual(['A', "A'", 'B', "B'", 'A', "A'"]);
    expect(slots.map(({ keep }) => keep)).toEqual([0, 2, 0, 2, 4, 4]);
    expect(slots.map(({ from }) => from)).toEqual(['A', 'A', 'B', 'B', 'A', "A'"]);
    expect(slots.map(({ ending }) => ending)).toEqual(['half', 'full', 'half', 'open', 'half', 'full']);
  });

  test('that the seed draws is one of the mood, and the same for the same seed', () => {
    for (const name of PRESET_NAMES) {
      const drawn = seeds.slice(0, 100).map((seed) => drawnForm(name, seed, '4/4'));
      expect(seeds.slice(0, 100).map((seed) => drawnForm(name, seed, '4/4'))).toEqual(drawn);
      expect(new Set(drawn).size, name).toBeGreaterThan(1);
    }
    const drives = (name: PresetName) => seeds.filter((seed) => drawnForm(name, seed, '4/4') === 'drive').length;
    expect(drives('battle')).toBeGreaterThan(seeds.length / 2);
    expect(drives('calm')).toBe(0);
  });

  test('of a mood with a form is another than that of a mood without', () => {
    const orders = FORM_NAMES.map((form) =>
      sectionPlan(16, 4, formed(form))
        .map(({ theme }) => theme)
        .join(' '),
    );
    expect(new Set(orders).size).toBe(FORM_NAMES.length);
    expect(sectionPlan(16, 4)).toEqual(sectionPlan(16, 4, formed('round')));
  });
});

describe.each(FORM_NAMES)('the form %s', (form) => {
  const plan = (count: number, bars: number) => sectionPlan(count, bars, formed(form));

  test('brings its first period back after six other phrases at most, and however long it lasts', () => {
    let away = 0;
    for (const { theme, lineup } of plan(200, 4)) {
      away = theme[0] === 'A' && !isWithoutTune(lineup) ? 0 : away + 1;
      expect(away).toBeLessThanOrEqual(6);
    }
  });

  test('states each theme anew before it returns, and never plays two slots alike in a row', () => {
    const known = new Set<string>();
    let last = '';
    const returned: boolean[] = [];
    for (const slot of plan(120, 8)) {
      if (slot.keep > 0) returned.push(known.has(slot.from));
      known.add(slot.theme);
      const looks = JSON.stringify([slot.theme, slot.lineup, slot.transform]);
      expect(looks).not.toBe(last);
      last = looks;
    }
    expect(returned.length).toBeGreaterThan(20);
    expect(returned).not.toContain(false);
  });

  test('brings a phrase back whole, or leaves its ending to be written', () => {
    for (const bars of [4, 8]) {
      const slots = plan(160, bars);
      for (const { keep } of slots) expect(keep === bars || keep <= bars - 2).toBe(true);
      const whole = slots.filter(({ keep }) => keep === bars).length / slots.length;
      expect(whole).toBeGreaterThan(0.4);
      expect(whole).toBeLessThan(0.75);
    }
  });

  test('sounds as many exact returns in its first 64 bars as game music, and its first idea six times at most', () => {
    const sounds = plan(16, 4).filter(({ lineup }) => !isWithoutTune(lineup) && lineup !== 'second');
    const returns = sounds.filter(({ keep }) => keep === 4).length / 16;
    expect(returns).toBeGreaterThanOrEqual(0.25);
    expect(returns).toBeLessThanOrEqual(0.4);
    for (const theme of 'ABCD')
      expect(sounds.filter((slot) => slot.theme.startsWith(theme)).length).toBeLessThanOrEqual(6);
  });

  test('brings its third and fourth theme back before it writes new ones', () => {
    const round = (from: number) => {
      const slots = plan(from + 12, 4).slice(from);
      const names = new Set(slots.map(({ theme }) => theme).filter((theme) => /^[C-Z]/.test(theme)));
      return [...names].map((name) => slots.find(({ theme }) => theme === name)!);
    };
    const [first, second, third] = [round(4), round(16), round(28)];
    expect(first.map(({ keep }) => keep)).toEqual([0, 2, 0, 2]);
    expect(second.map(({ theme }) => theme)).toEqual(first.map(({ theme }) => theme));
    expect(second.every(({ keep }) => keep === 4)).toBe(true);
    for (const { theme } of third) expect(first.map((slot) => slot.theme)).not.toContain(theme);
  });

  test('changes who plays from phrase to phrase, and has phrases without tune', () => {
    const lineups = plan(160, 4).map(({ lineup }) => lineup);
    const kept = lineups.slice(1).filter((lineup, i) => lineup === lineups[i]).length;
    expect(kept / lineups.length).toBeLessThan(0.3);
    const silent = lineups.filter(isWithoutTune).length / lineups.length;
    expect(silent).toBeGreaterThan(0.05);
    expect(silent).toBeLessThan(0.3);
  });
});

describe('a section', () => {
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

describe('the pause of a form', () => {
  const pauseOf = (form: FormName, figures?: string) =>
    sectionPlan(16, 4, { ...PRESETS.forest, form, ...(figures === undefined ? {} : { figures }) }).flatMap((slot) =>
      slot.lineup === 'breather' ? [slot.index] : [],
    );

  test.each(FORM_NAMES)('always returns whole in %s, and is the same in the same game', (form) => {
    const own = pauseOf(form);
    for (const seed of seeds.slice(0, 30)) {
      const pauses = pauseOf(form, seed);
      expect(pauses).toHaveLength(own.length);
      for (const place of pauses) expect(SECTIONS[form][place]).toMatchObject({ comes: 'whole' });
      expect(pauseOf(form, seed)).toEqual(pauses);
    }
  });

  test.each(['song', 'rondo', 'drive'] as const)('is in one of several phrases of %s, by game', (form) => {
    const places = new Set(seeds.slice(0, 30).map((seed) => pauseOf(form, seed).join()));
    expect(places.size).toBeGreaterThanOrEqual(2);
    expect(places).toContain(pauseOf(form).join());
  });
});
