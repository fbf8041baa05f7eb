import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiReports, REPORTS } from '../../scripts/api-report.ts';
import { apiSummary, SUMMARY_FILE } from '../../scripts/api-summary.ts';
import { exportsOf } from './examples.ts';

let reports: Readonly<Record<string, string>>;
beforeAll(() => {
  reports = apiReports();
}, 300_000);

describe('the API reports', () => {
  test('are those of the sources; npm run api writes them', () => {
    expect(readdirSync(REPORTS).sort()).toEqual(Object.keys(reports).sort());
    for (const [name, text] of Object.entries(reports))
      expect(text, name).toBe(readFileSync(join(REPORTS, name), 'utf8'));
  });

  test.each(['headless', 'render', 'index', 'player'])('of %s contain every export', (entry) => {
    const report = reports[`${entry}.api.md`]!;
    const names = exportsOf(`plugin/${entry}.ts`);
    expect(names.length).toBeGreaterThan(4);
    expect(
      names.filter((name) => !new RegExp(`(?:class|function|const|interface|type|as) ${name}\\b`).test(report)),
    ).toEqual([]);
    expect(report).toContain(`${names.length} exports.`);
  });

  test('contain the types behind an export, but nothing private', () => {
    const { 'index.api.md': index } = reports;
    expect(index).toMatch(/^interface TrackOptions /m);
    expect(index).not.toMatch(/^interface State /m);
    expect(index).not.toMatch(/^\s*(?:\/\/|\/\*)/m);
  });
});

test('llms.txt is the page of the sources; npx tsx scripts/api-summary.ts writes it', { timeout: 300_000 }, () => {
  const page = apiSummary();
  expect(page).toContain('class AdaptiveMusicPlugin');
  expect(readFileSync(SUMMARY_FILE, 'utf8')).toBe(page);
});
