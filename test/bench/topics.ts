/** Every topic of the bench by its name. Each is loaded only when it runs; to add one, write its file and its line here. */

import type { Topic } from './topic.ts';

/** The topics, in the order they run. */
export const TOPICS: Readonly<Record<string, () => Promise<Topic>>> = {
  phrases: async () => (await import('./phrases.ts')).phrases,
  rendering: async () => (await import('./rendering.ts')).rendering,
  latency: async () => (await import('./latency.ts')).latency,
  fuzz: async () => (await import('./fuzz.ts')).fuzz,
};
