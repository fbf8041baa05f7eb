/** Stores the overlay's position and state in localStorage, if available. */

/** The stored settings. Positions are relative to the free space, so that the panel stays visible in any window size. */
export interface OverlaySettings {
  readonly open: boolean;
  readonly collapsed: boolean;
  readonly tab: string;
  /** 0 = left / top edge, 1 = right / bottom edge. */
  readonly x: number;
  readonly y: number;
}

const KEY = 'phaser-adaptive-music/overlay';
const DEFAULTS: OverlaySettings = { open: false, collapsed: false, tab: 'now', x: 1, y: 0 };

/** The stored settings, with defaults for missing or invalid ones. */
export function recall(): OverlaySettings {
  let found: Partial<Record<keyof OverlaySettings, unknown>> = {};
  try {
    found = JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    // Access denied, or foreign data: use the defaults.
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

/** Stores the settings. */
export function remember(state: OverlaySettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Access denied or storage full: the panel works without it.
  }
}
