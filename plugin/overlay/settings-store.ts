/** The overlay's place and state outlive the page, in localStorage where that may be used; where it may not, they are forgotten. */

/** What is remembered. Places are shares of the free room, so that another window size keeps the panel on the screen. */
export interface Remembered {
  readonly open: boolean;
  readonly collapsed: boolean;
  readonly tab: string;
  /** 0 = left / top edge, 1 = right / bottom edge. */
  readonly x: number;
  readonly y: number;
}

const KEY = 'phaser-adaptive-music/overlay';
const DEFAULTS: Remembered = { open: false, collapsed: false, tab: 'now', x: 1, y: 0 };

/** What was remembered; defaults for what was not, or was spoilt. */
export function recall(): Remembered {
  let found: Partial<Record<keyof Remembered, unknown>> = {};
  try {
    found = JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    // Forbidden, or not ours: begin as at first.
  }
  const { open, collapsed, tab, x, y } = found;
  const share = (value: unknown, instead: number) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? value : instead;
  return {
    open: open === true,
    collapsed: collapsed === true,
    tab: typeof tab === 'string' ? tab : DEFAULTS.tab,
    x: share(x, DEFAULTS.x),
    y: share(y, DEFAULTS.y),
  };
}

/** Remembers. */
export function remember(state: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Forbidden or full: the panel works without.
  }
}
