/** How much of each frame some scripts of a page take of its main thread, by the sampling profiler of Chromium. */

import type { Page } from 'playwright';

/** A frame at 60 Hz, in microseconds. */
const FRAME_US = 1e6 / 60;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/**
 * Profiles a page for some seconds. The sampler comes late where both cores are busy, and a late sample says nothing of
 * what ran before it: so each of those asked for counts for the mean time that they stand for.
 * @param counts whether a script, by its address, is among those whose time is asked; what it calls counts too.
 * @returns milliseconds of each window as long as a frame
 */
export async function ownTime(page: Page, seconds: number, counts: (url: string) => boolean): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
  await page.waitForTimeout(seconds * 1000);
  const { profile } = (await session.send('Profiler.stop')) as unknown as { profile: Profile };
  await session.detach();
  const own = new Set<number>();
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const mark = (id: number, within: boolean) => {
    const node = byId.get(id)!;
    const inside = within || counts(node.callFrame.url);
    if (inside) own.add(id);
    for (const child of node.children ?? []) mark(child, inside);
  };
  mark(profile.nodes[0]!.id, false);
  const { samples = [], timeDeltas = [] } = profile;
  const theirs = samples.flatMap((id, i) => (own.has(id) ? [timeDeltas[i + 1] ?? 0] : []));
  const meanMs = theirs.reduce((sum, delta) => sum + delta, 0) / Math.max(1, theirs.length) / 1000;
  const windows: number[] = [];
  let time = 0;
  samples.forEach((id, i) => {
    time += timeDeltas[i]!;
    const window = Math.max(0, Math.floor(time / FRAME_US));
    while (windows.length <= window) windows.push(0);
    if (own.has(id)) windows[window]! += meanMs;
  });
  return windows;
}
