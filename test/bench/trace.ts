/** Traces of Chromium: what it did, by the clock on the wall and by that of the thread, which stops while another thread has the core. */

import type { Page } from 'playwright';

/** An event of a trace. */
export interface TraceEvent {
  readonly name: string;
  /** Microseconds on the wall, and of the thread. */
  readonly ts: number;
  readonly tts: number;
  /** Length on the wall and of the thread, in microseconds; of events that have one. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly timerId?: number; readonly timeout?: number } };
}

/** Traces a page while something goes on. @returns the events of those names, in order of time. */
export async function traced(
  page: Page,
  category: string,
  names: RegExp,
  during: () => Promise<unknown>,
): Promise<TraceEvent[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) if (names.test(event.name)) events.push(event);
  });
  const traceConfig = { includedCategories: [category], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await during();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events.sort((a, b) => a.ts - b.ts);
}
