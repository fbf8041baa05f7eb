/** Every topic of the bench by its name. Each is loaded only when it runs; to add one, write its file and its line here. */

import type { Topic } from './topic.ts';

/** The topics, in the order they run. */
export const TOPICS: Readonly<Record<string, () => Promise<Topic>>> = {
  phrases: async () => (await import('./phrases.ts')).phrases,
  inference: async () => (await import('./inference.ts')).inference,
  size: async () => (await import('./size.ts')).size,
  training: async () => (await import('./training.ts')).training,
  costs: async () => (await import('./costs.ts')).costs,
  ambience: async () => (await import('./ambience.ts')).ambience,
  sound: async () => (await import('./sound.ts')).sound,
  start: async () => (await import('./start.ts')).start,
  frames: async () => (await import('./frames.ts')).frames,
  overlay: async () => (await import('./overlay.ts')).overlay,
  rendering: async () => (await import('./rendering.ts')).rendering,
  moods: async () => (await import('./moods.ts')).moods,
  band: async () => (await import('./band.ts')).band,
  accompaniment: async () => (await import('./accompaniment.ts')).accompaniment,
  heard: async () => (await import('./heard.ts')).heard,
  drums: async () => (await import('./drums.ts')).drums,
  affect: async () => (await import('./affect/affect.ts')).affect,
  form: async () => (await import('./form.ts')).form,
  home: async () => (await import('./home.ts')).home,
  themes: async () => (await import('./themes.ts')).themes,
  score: async () => (await import('./score.ts')).score,
  latency: async () => (await import('./latency.ts')).latency,
  moves: async () => (await import('./moves.ts')).moves,
  gestures: async () => (await import('./gestures.ts')).gestures,
  stall: async () => (await import('./stall.ts')).stall,
  soak: async () => (await import('./soak.ts')).soak,
  fuzz: async () => (await import('./fuzz.ts')).fuzz,
};
