/** The overlay opens and closes with a key. While it is closed, only the listener for that key is active. */

import { PRESETS } from '../mood/presets.ts';
import { WORLD_MOODS } from '../mood/world-moods.ts';
import { beatStarts, type Seconds } from '../music/time.ts';
import { resolveSoundtrack } from '../soundtrack/soundtrack.ts';
import { tunedDefinition } from './definition.ts';
import type { Panel, PanelActions, View } from './panel.ts';
import { ExportPanel } from './panels/export.ts';
import { FeelPanel } from './panels/feel.ts';
import { HealthPanel } from './panels/health.ts';
import { NowPanel } from './panels/now.ts';
import { RollPanel } from './panels/roll.ts';
import { SignalsPanel } from './panels/signals.ts';
import { TunePanel } from './panels/tune.ts';
import { WhyPanel } from './panels/why.ts';
import { Recorder } from './recorder.ts';
import { layOut } from './roll-layout.ts';
import { recall, remember } from './settings-store.ts';
import { Shell, TAB_NAMES, type TabName } from './shell.ts';
import { layerLevels } from './sounding.ts';
import { isGone, type OverlayTarget } from './target.ts';
import { TuningHistory } from './tuning-history.ts';

/** Options of the overlay. */
export interface OverlayOptions {
  /** The key that opens and closes it, as in `KeyboardEvent.key`. Default: the backquote. */
  readonly key?: string;
  /** Whether it opens at once. Default: as it was last left on this page; initially closed. */
  readonly open?: boolean;
  /** The initial tab. Default: the last one that was open. */
  readonly tab?: TabName;
  /**
   * An element of the page that shows the panels in place of a window over the game: as wide as the element, without a key.
   * Overlays in several elements show one soundtrack, and share what is tuned.
   */
  readonly within?: HTMLElement;
  /** The tabs, in this order. Default: all. */
  readonly tabs?: readonly TabName[];
}

/** The handle of an overlay. */
export interface Overlay {
  readonly isOpen: boolean;
  open(tab?: TabName): void;
  close(): void;
  /** The soundtrack with what is tuned in the panels, as the export shows it. */
  readonly definition: OverlayTarget['definition'];
  /** Removes it. Happens automatically when the game ends. */
  dispose(): void;
}

/** Interval of panel updates; only scrolling content is drawn every frame. */
const UPDATE_MS = 100;
const KEPT_FRAMES = 600;
/** Length of the past on the roll. */
const ROLL_PAST: Seconds = 10;
/** A clock reading off by more than this is applied at once; smaller differences are smoothed, so that the roll does not jitter. */
const CLOCK_JUMP: Seconds = 0.08;
const CLOCK_PULL = 0.06;

/** The overlays over games, and those in elements of pages. */
const attached = new WeakMap<OverlayTarget | HTMLElement, DebugOverlay>();
const histories = new WeakMap<OverlayTarget, TuningHistory>();

/** What was tuned in a soundtrack, by whichever overlay. */
function historyOf(target: OverlayTarget): TuningHistory {
  const history = histories.get(target) ?? new TuningHistory((tuning) => target.tune(tuning));
  histories.set(target, history);
  return history;
}

/**
 * Attaches the overlay to the game; the backquote key opens and closes it. A second call for the same soundtrack, or the same
 * element, returns the existing overlay.
 * @example
 * const { attachOverlay } = await import('phaser-adaptive-music/overlay');
 * attachOverlay(this.soundtrack, { key: '`' });
 */
export function attachOverlay(soundtrack: OverlayTarget, options: OverlayOptions = {}): Overlay {
  const place = options.within ?? soundtrack;
  const there = attached.get(place);
  if (there !== undefined) return there;
  const overlay = new DebugOverlay(soundtrack, options);
  attached.set(place, overlay);
  return overlay;
}

class DebugOverlay implements Overlay {
  readonly #target: OverlayTarget;
  readonly #key: string;
  readonly #history: TuningHistory;
  readonly #within: HTMLElement | null;
  readonly #tabs: readonly TabName[];
  #state: ReturnType<typeof recall>;
  #seen: Seen | null = null;
  /** The soundtrack that was tuned. */
  #tuned: OverlayTarget['definition'];

  constructor(target: OverlayTarget, { key = '`', open, tab, within, tabs = TAB_NAMES }: OverlayOptions) {
    this.#target = target;
    this.#key = key;
    this.#history = historyOf(target);
    this.#tuned = target.definition;
    this.#within = within ?? null;
    this.#tabs = tabs;
    this.#state = within ? { ...recall(), open: true, collapsed: false, tab: tabs[0]! } : recall();
    if (tab !== undefined) this.#state = { ...this.#state, tab };
    if (!within) window.addEventListener('keydown', this.#pressed, true);
    if (open ?? this.#state.open) this.open();
  }

  get definition(): OverlayTarget['definition'] {
    this.#keepUp();
    return tunedDefinition(this.#target.definition, this.#history.tuning, this.#target.snapshot()?.mood ?? '');
  }

  get isOpen(): boolean {
    return this.#seen !== null;
  }

  open(tab?: TabName): void {
    if (tab !== undefined) this.#remember({ tab });
    if (this.#seen !== null) {
      if (tab !== undefined) this.#seen.select(tab);
      return;
    }
    if (isGone(this.#target)) return;
    this.#target.explain = true;
    this.#remember({ open: true });
    const hands: PanelActions = {
      target: this.#target,
      history: this.#history,
      restart: (definition) => {
        this.#target.restart(definition);
        this.#tuned = this.#target.definition;
        this.#history.change({});
      },
    };
    const frame = { within: this.#within, tabs: this.#tabs };
    this.#seen = new Seen(hands, this.#state, frame, {
      keepUp: () => this.#keepUp(),
      changed: (change) => this.#remember(change),
      close: () => this.close(),
      gone: () => this.dispose(),
    });
  }

  close(): void {
    if (this.#seen === null) return;
    this.#seen.dispose();
    this.#seen = null;
    this.#target.explain = false;
    this.#remember({ open: false });
  }

  dispose(): void {
    window.removeEventListener('keydown', this.#pressed, true);
    this.#seen?.dispose();
    this.#seen = null;
    attached.delete(this.#within ?? this.#target);
  }

  /** Another soundtrack, started by the game, knows nothing of what was tuned. */
  #keepUp(): void {
    const { definition } = this.#target;
    if (definition === this.#tuned) return;
    this.#tuned = definition;
    this.#history.forget();
  }

  #remember(change: Partial<ReturnType<typeof recall>>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#within === null) remember(this.#state);
  }

  readonly #pressed = (event: KeyboardEvent) => {
    if (isGone(this.#target)) return this.dispose();
    const pressed = event.key === this.#key || (this.#key === '`' && event.code === 'Backquote');
    if (!pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const [at] = event.composedPath();
    if (at instanceof HTMLElement && at.matches('input, textarea, select, [contenteditable]')) return;
    event.stopImmediatePropagation();
    if (this.isOpen) this.close();
    else this.open();
  };
}

/** Callbacks of the open panel. */
interface SeenEvents {
  readonly keepUp: () => void;
  readonly changed: (change: Partial<ReturnType<typeof recall>>) => void;
  readonly close: () => void;
  readonly gone: () => void;
}

/** Where the panels are, and which. */
interface ShellFrame {
  /** Null over a game. */
  readonly within: HTMLElement | null;
  readonly tabs: readonly TabName[];
}

/** Everything that exists only while the overlay is open. */
class Seen {
  readonly #target: OverlayTarget;
  readonly #shell: Shell;
  readonly #panels: ReadonlyMap<TabName, Panel>;
  readonly #recorder = new Recorder();
  readonly #frames: number[] = [];
  readonly #events: SeenEvents;
  readonly #within: HTMLElement | null;
  readonly #placed = () => this.#shell.place();
  readonly #hosted = () => this.#mount();
  #tab: TabName;
  /** In a page, whether it is scrolled into view. */
  #sight: { readonly isSeen: boolean; dispose(): void } | null = null;
  #request = 0;
  #updated = Number.NEGATIVE_INFINITY;
  /** Clock time minus page time. */
  #offset: Seconds | null = null;

  constructor(hands: PanelActions, state: ReturnType<typeof recall>, frame: ShellFrame, events: SeenEvents) {
    this.#target = hands.target;
    this.#events = events;
    const style = document.createDocumentFragment();
    // Beside the palettes of this game those of the package, of which the game's seed may have drawn variants.
    const own = resolveSoundtrack(hands.target.definition).moods.values();
    const moods = [...own, ...Object.values(PRESETS), ...Object.values(WORLD_MOODS)];
    const palettes = [...new Set(moods.map(({ controls }) => controls.palette))].sort();
    const made: Readonly<Record<TabName, () => Panel>> = {
      now: () => new NowPanel(),
      roll: () => new RollPanel(() => this.select('why')),
      signals: () => new SignalsPanel(),
      tune: () => new TunePanel(hands, style, palettes),
      feel: () => new FeelPanel(hands, frame.within !== null),
      why: () => new WhyPanel(),
      health: () => new HealthPanel(),
      out: () => new ExportPanel(hands),
    };
    this.#panels = new Map(frame.tabs.map((name) => [name, made[name]()]));
    const pages = new Map([...this.#panels].map(([name, { root }]) => [name, root]));
    this.#within = frame.within;
    this.#shell = new Shell(pages, state, frame.within !== null, {
      tab: (name) => this.select(name),
      changed: events.changed,
      close: events.close,
    });
    this.#shell.root.prepend(style);
    this.#tab = frame.tabs.find((name) => name === state.tab) ?? frame.tabs[0] ?? 'now';
    this.#mount();
    this.select(this.#tab);
    window.addEventListener('resize', this.#placed);
    document.addEventListener('fullscreenchange', this.#hosted);
    if (frame.within !== null) this.#sight = inSight(frame.within);
    this.#request = requestAnimationFrame(this.#frame);
  }

  select(tab: TabName): void {
    if (!this.#panels.has(tab)) return;
    this.#tab = tab;
    this.#shell.select(tab);
    this.#shell.place();
    this.#updated = Number.NEGATIVE_INFINITY;
    this.#events.changed({ tab });
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    window.removeEventListener('resize', this.#placed);
    document.removeEventListener('fullscreenchange', this.#hosted);
    for (const panel of this.#panels.values()) panel.dispose?.();
    this.#sight?.dispose();
    this.#shell.host.remove();
  }

  /** In full screen, only content of the full-screen element is visible. */
  #mount(): void {
    if (this.#within !== null) {
      this.#within.append(this.#shell.host);
      return;
    }
    const full = document.fullscreenElement;
    (full !== null && !(full instanceof HTMLCanvasElement) ? full : document.body).append(this.#shell.host);
    this.#shell.place();
  }

  readonly #frame = (page: number) => {
    if (isGone(this.#target)) return this.#events.gone();
    this.#request = requestAnimationFrame(this.#frame);
    if (this.#sight?.isSeen === false) return;
    const began = performance.now();
    if (page - this.#updated >= UPDATE_MS) {
      this.#updated = page;
      this.#update(page);
    }
    if (this.#offset !== null && !this.#shell.collapsed)
      this.#panels.get(this.#tab)!.frame?.(page / 1000 + this.#offset);
    this.#frames.push(performance.now() - began);
    if (this.#frames.length > KEPT_FRAMES) this.#frames.shift();
  };

  #update(page: number): void {
    this.#events.keepUp();
    const snapshot = this.#target.snapshot();
    const inspection = this.#target.inspect();
    if (snapshot === null || inspection === null) {
      this.#shell.head('Soundtrack', 'stopped', -1, 0, 0);
      return;
    }
    const offset = snapshot.time - page / 1000;
    const far = this.#offset === null ? Number.POSITIVE_INFINITY : Math.abs(offset - this.#offset);
    this.#offset = far > CLOCK_JUMP ? offset : this.#offset! + CLOCK_PULL * (offset - this.#offset!);
    this.#recorder.take(inspection);
    const { key, meter, tempo, mood, next, bar, beat, state } = snapshot;
    const going = next === null ? '' : ` → ${next}`;
    const line = state === 'playing' ? `${key.tonic} ${key.mode} · ${meter} · ${Math.round(tempo)} BPM` : state;
    this.#shell.head(`${mood}${going}`, line, bar, beat, beatStarts(meter).length);
    this.#shell.dance(bandLevels(inspection, snapshot.time));
    if (this.#shell.collapsed) return;
    const recorder = this.#recorder;
    const lately = () => recorder.bars.filter(({ timed }) => timed.time + timed.duration > inspection.time - ROLL_PAST);
    const view: View = {
      snapshot,
      inspection,
      recorder,
      get layout() {
        return layOut(lately(), inspection);
      },
      frames: this.#frames,
    };
    this.#panels.get(this.#tab)!.update(view);
  }
}

/** Watches whether an element is in view. */
function inSight(element: HTMLElement): { readonly isSeen: boolean; dispose(): void } {
  let isSeen = true;
  const observer = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? isSeen;
  });
  observer.observe(element);
  return {
    get isSeen() {
      return isSeen;
    },
    dispose: () => observer.disconnect(),
  };
}

/** Levels of melody, counter-melody, chords and bass, 0..1. */
function bandLevels(inspection: Parameters<typeof layerLevels>[0], time: Seconds): readonly number[] {
  const levels = layerLevels(inspection, time);
  const loudest = (...words: readonly string[]) =>
    Math.max(0, ...[...levels].filter(([name]) => words.some((word) => name.includes(word))).map(([, level]) => level));
  return [
    loudest('melody'),
    loudest('counter', 'duet', 'pad'),
    loudest('chord', 'comp'),
    loudest('bass', 'drum', 'timpani'),
  ];
}
