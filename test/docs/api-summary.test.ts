import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiSummary, SUMMARY_FILE } from '../../scripts/api-summary.ts';

test('llms.txt tells the public interface as it is; npx tsx scripts/api-summary.ts writes it anew', () => {
  const page = apiSummary();
  expect(page).toContain('class AdaptiveMusicPlugin');
  expect(readFileSync(SUMMARY_FILE, 'utf8')).toBe(page);
});
