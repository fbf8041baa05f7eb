/** The overlay opens and closes with a key. While it is closed, only the listener for that key is active. */

import { beatStarts, type Seconds } from '../music/time.ts';
import { resolveSoundtrack } from '../soundtrack/soundtrack.ts';
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
}

/** The handle of an overlay. */
export interface Overlay {
  readonly isOpen: boolean;
  open(tab?: TabName): void;
  close(): void;
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

const attached = new WeakMap<OverlayTarget, DebugOverlay>();

/**
 * Attaches the overlay to the game; the backquote key opens and closes it. A second call for the same soundtrack returns the
 * existing overlay.
 * @example
 * const { attachOverlay } = await import('phaser-adaptive-music/overlay');
 * attachOverlay(this.soundtrack, { key: '`' });
 */
export function attachOverlay(soundtrack: OverlayTarget, options: OverlayOptions = {}): Overlay {
  const there = attached.get(soundtrack);
  if (there !== undefined) return there;
  const overlay = new DebugOverlay(soundtrack, options);
  attached.set(soundtrack, overlay);
  return overlay;
}

class DebugOverlay implements Overlay {
  readonly #target: OverlayTarget;
  readonly #key: string;
  readonly #history: TuningHistory;
  #state = recall();
  #seen: Seen | null = null;

  constructor(target: OverlayTarget, { key = '`', open, tab }: OverlayOptions) {
    this.#target = target;
    this.#key = key;
    this.#history = new TuningHistory((tuning) => target.tune(tuning));
    if (tab !== undefined) this.#state = { ...this.#state, tab };
    window.addEventListener('keydown', this.#pressed, true);
    if (open ?? this.#state.open) this.open();
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
        this.#history.change({});
      },
    };
    this.#seen = new Seen(hands, this.#state, {
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
    attached.delete(this.#target);
  }

  #remember(change: Partial<ReturnType<typeof recall>>): void {
    this.#state = { ...this.#state, ...change };
    remember(this.#state);
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
  readonly changed: (change: Partial<ReturnType<typeof recall>>) => void;
  readonly close: () => void;
  readonly gone: () => void;
}

/** Everything that exists only while the overlay is open. */
class Seen {
  readonly #target: OverlayTarget;
  readonly #shell: Shell;
  readonly #panels: ReadonlyMap<TabName, Panel>;
  readonly #recorder = new Recorder();
  readonly #frames: number[] = [];
  readonly #events: SeenEvents;
  readonly #placed = () => this.#shell.place();
  readonly #hosted = () => this.#mount();
  #tab: TabName;
  #request = 0;
  #updated = Number.NEGATIVE_INFINITY;
  /** Clock time minus page time. */
  #offset: Seconds | null = null;

  constructor(hands: PanelActions, state: ReturnType<typeof recall>, events: SeenEvents) {
    this.#target = hands.target;
    this.#events = events;
    const style = document.createDocumentFragment();
    const palettes = [
      ...new Set(
        [...resolveSoundtrack(hands.target.definition).moods.values()].map(({ controls }) => controls.palette),
      ),
    ].sort();
    this.#panels = new Map<TabName, Panel>([
      ['now', new NowPanel()],
      ['roll', new RollPanel(() => this.select('why'))],
      ['signals', new SignalsPanel()],
      ['tune', new TunePanel(hands, style, palettes)],
      ['feel', new FeelPanel(hands)],
      ['why', new WhyPanel()],
      ['health', new HealthPanel()],
      ['out', new ExportPanel(hands)],
    ]);
    const pages = new Map([...this.#panels].map(([name, { root }]) => [name, root]));
    this.#shell = new Shell(pages, state, {
      tab: (name) => this.select(name),
      changed: events.changed,
      close: events.close,
    });
    this.#shell.root.prepend(style);
    this.#tab = TAB_NAMES.find((name) => name === state.tab) ?? 'now';
    this.#mount();
    this.select(this.#tab);
    window.addEventListener('resize', this.#placed);
    document.addEventListener('fullscreenchange', this.#hosted);
    this.#request = requestAnimationFrame(this.#frame);
  }

  select(tab: TabName): void {
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
    this.#shell.host.remove();
  }

  /** In full screen, only content of the full-screen element is visible. */
  #mount(): void {
    const full = document.fullscreenElement;
    (full !== null && !(full instanceof HTMLCanvasElement) ? full : document.body).append(this.#shell.host);
    this.#shell.place();
  }

  readonly #frame = (page: number) => {
    if (isGone(this.#target)) return this.#events.gone();
    this.#request = requestAnimationFrame(this.#frame);
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
