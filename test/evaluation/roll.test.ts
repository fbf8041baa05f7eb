import { describe, expect, test } from 'vitest';
import { cardWith } from '../../models/evaluation/card.ts';
import type { Evaluation } from '../../models/evaluation/evaluation.ts';
import { pianoRoll } from '../../models/evaluation/roll.ts';
import { markdownOf, textOf } from '../../models/evaluation/tables.ts';
import { DEFAULTS } from '../../plugin/generate/compose.ts';
import { tune } from '../fixtures/tunes.ts';

describe('a piano roll', () => {
  const phrase = tune({ bars: 4, meter: '3/4', mode: 'dorian' });
  const svg = pianoRoll('forest', 'D', [
    { label: 'A', phrase },
    { label: 'B', phrase },
  ]);

  test('draws every note of every phrase once, and every chord', () => {
    const notes = svg
      .match(/stroke-width="5" d="([^"]*)"/g)!
      .join('')
      .match(/M/g)!;
    expect(notes).toHaveLength(2 * phrase.notes.length);
    expect(svg).toContain('>Dm<');
    expect(svg).toContain('>A</text>');
  });

  test('is small, whole and the same each time', () => {
    expect(svg.length).toBeLessThan(6000);
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 [\d.]+ [\d.]+"[\s\S]*<\/svg>\n$/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(pianoRoll('forest', 'D', [{ label: 'A', phrase }])).toBe(pianoRoll('forest', 'D', [{ label: 'A', phrase }]));
  });
});

describe('tables', () => {
  const table = {
    title: 'Bits',
    note: 'How.',
    head: ['model', 'total'],
    rows: [
      ['network', '3.1'],
      ['n-gram', '12.5'],
    ],
  };

  test('stand in columns on a terminal and in Markdown on the card', () => {
    expect(textOf([table])).toBe('Bits\nmodel    total\nnetwork    3.1\nn-gram    12.5');
    expect(markdownOf([table])).toBe(
      '### Bits\n\nHow.\n\n| model | total |\n|---|---|\n| network | 3.1 |\n| n-gram | 12.5 |',
    );
  });

  test('take the place of those the card had, and nothing else', () => {
    const found: Evaluation = {
      model: 'm',
      corpus: 'c',
      training: null,
      settings: { ...DEFAULTS, phrasesPerLevel: 2 },
      copying: {
        generated: { share: 0.01, low: 0, high: 0.02, windows: 100 },
        test: { share: 0.03, low: 0.02, high: 0.04, windows: 200 },
        noMore: true,
      },
    };
    const begin = '<!-- figures: written by `npm run --silent evaluate -- --card` -->';
    const card = `before\n\n${begin}\n\nold\n\n<!-- end of figures -->\n\nafter\n`;
    const written = cardWith(card, found);
    expect(written).toMatch(/^before\n\n<!-- figures[^\n]+\n\n### Copying[\s\S]+<!-- end of figures -->\n\nafter\n$/);
    expect(written).toContain('| generated | 1.0 % | 0.0 % – 2.0 % | 100 |');
    expect(written).not.toContain('old');
    expect(cardWith(written, found)).toBe(written);
    expect(() => cardWith('no marks', found)).toThrow(/no place for figures/);
  });
});
