/** What fails again and again is reported once: a console that scrolls helps nobody. */

import { describe, expect, test } from 'vitest';
import { Conductor } from '../../plugin/conductor/conductor.ts';
import { recordingOutput } from '../../plugin/output/recording-output.ts';
import { scaleComposer, scaleFallback } from '../helper/scale-composer.ts';

/** A conductor that plays until its audio clock fails, and what it reports then. */
async function failing(fault: (call: number) => string) {
  let clock = 0;
  let calls = 0;
  let broken = false;
  const warnings: string[] = [];
  const errors: string[] = [];
  const output = recordingOutput(() => {
    if (broken) throw new Error(fault(calls++));
    return clock;
  });
  const conductor = new Conductor({
    soundtrack: { start: 'forest' },
    source: { composer: scaleComposer(), fallback: scaleFallback() },
    stage: output,
    warn: (message) => void warnings.push(message),
  });
  conductor.on('error', ({ message }) => void errors.push(message));
  conductor.start();
  await conductor.settled();
  broken = true;
  for (; clock < 30; clock += 0.05) {
    conductor.advance();
    await Promise.resolve();
  }
  return { warnings, errors, calls };
}

describe('a fault that lasts', () => {
  test('is one warning and one event, however often the conductor is called', async () => {
    const { warnings, errors, calls } = await failing(() => 'the output is gone');
    expect(calls).toBeGreaterThan(100);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('the output is gone');
    expect(errors).toHaveLength(1);
  });

  test('with two reasons in turn is reported once for each', async () => {
    const { warnings, errors } = await failing((call) => `reason ${call % 2}`);
    expect(warnings).toHaveLength(2);
    expect(errors).toHaveLength(2);
  });

  test('with another reason every time is reported a bounded number of times', async () => {
    const { warnings, errors, calls } = await failing((call) => `reason ${call}`);
    expect(calls).toBeGreaterThan(100);
    expect(warnings.length).toBeLessThanOrEqual(20);
    expect(errors.length).toBeLessThanOrEqual(20);
  });
});
