/** Colors of the overlay, for the style sheet and the canvases. Text has a contrast of at least 4.5 (WCAG 2.2 AA). */

import type { Role } from '../music/score.ts';

export const INK = '#10121a';
export const RAISED = '#181b27';
export const WELL = '#0b0d14';
export const LINE = '#2a2f42';
export const TEXT = '#eceef6';
export const DIM = '#a3abc2';
export const ACCENT = '#ffb454';
export const GOOD = '#6fdc9a';
export const BAD = '#ff8177';
export const COOL = '#7fb2ff';

/** The color of each role. */
export const ROLE_COLORS: Readonly<Record<Role, string>> = {
  melody: '#ffb454',
  counter: '#ff8aa0',
  chords: '#5cd8c2',
  bass: '#74a9ff',
  pad: '#b795ff',
  drums: '#9aa6c0',
  stinger: '#fff1a8',
};

/** Colors of the graphs, distinguishable with color vision deficiencies (after Okabe & Ito 2008, lightened for the dark background). */
export const GRAPH_COLORS = ['#ffb454', '#5cc8ff', '#5fe0a8', '#ff8aa0', '#d7a6ff', '#f4e36b'] as const;

export const SANS =
  "'Inter', -apple-system, 'Segoe UI', 'Roboto', 'Noto Sans', 'Liberation Sans', system-ui, sans-serif";
export const MONO =
  "'JetBrains Mono', ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', 'Noto Sans Mono', 'Liberation Mono', monospace";
