/** The panel's frame: head, tabs, and a body with one page at a time. It can be dragged, collapsed and operated by keyboard. */

import { el, icon, setText } from './dom.ts';
import type { OverlaySettings } from './settings-store.ts';
import { OVERLAY_STYLES } from './styles.ts';

/** The tabs and their labels. */
export const TABS = {
  now: 'Now',
  roll: 'Roll',
  signals: 'Signals',
  tune: 'Tune',
  feel: 'Feel',
  why: 'Why',
  health: 'Health',
  out: 'Out',
} as const;
export type TabName = keyof typeof TABS;
export const TAB_NAMES = Object.keys(TABS) as readonly TabName[];

const ICONS = {
  collapse: 'M3.5 6l4.5 4.5L12.5 6',
  expand: 'M3.5 10L8 5.500l4.5 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  move: 'M8 1.500v13M1.500 8h13M6 3.500l2-2 2 2M6 12.500l2 2 2-2M3.500 6l-2 2 2 2M12.500 6l2 2-2 2',
};
const EDGE = 8;
const KEY_STEP = 16;
/** Events at the panel do not reach Phaser, and do not take the keyboard focus from it. */
const SHIELDED = [
  'pointerdown',
  'mousedown',
  'touchstart',
  'wheel',
  'click',
  'dblclick',
  'contextmenu',
  'keydown',
  'keyup',
  'keypress',
];

/** Callbacks of the frame. */
export interface ShellEvents {
  readonly tab: (name: TabName) => void;
  readonly changed: (state: Pick<OverlaySettings, 'collapsed' | 'x' | 'y'>) => void;
  readonly close: () => void;
}

/** The frame around the pages. */
export class Shell {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly #panel: HTMLElement;
  readonly #body: HTMLElement;
  readonly #title = el('h2', {}, 'Soundtrack');
  readonly #line = el('p', {}, '');
  readonly #place = el('b', {}, '');
  readonly #dots = el('span', { class: 'dots', 'aria-hidden': 'true' });
  readonly #marks: HTMLElement[] = [];
  readonly #tabs = new Map<TabName, HTMLButtonElement>();
  readonly #fold: HTMLButtonElement;
  readonly #events: ShellEvents;
  readonly #isFree: boolean;
  #at: { x: number; y: number };
  #collapsed: boolean;

  /** @param within whether it is part of a page, and not a window over a game. */
  constructor(pages: ReadonlyMap<TabName, HTMLElement>, state: OverlaySettings, within: boolean, events: ShellEvents) {
    this.#events = events;
    this.#isFree = !within;
    this.#at = { x: state.x, y: state.y };
    this.#collapsed = state.collapsed;
    const mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
    for (let i = 0; i < 4; i++) this.#marks.push(mark.appendChild(el('i')));
    const move = tool('Move the panel with the arrow keys', ICONS.move, () => {});
    move.classList.add('is-move');
    move.addEventListener('keydown', (event) => this.#nudge(event));
    this.#fold = tool('Collapse', ICONS.collapse, () => this.#setCollapsed(!this.#collapsed));
    const head = el(
      'header',
      { class: 'head' },
      mark,
      el('div', { class: 'title' }, this.#title, this.#line),
      el('div', { class: 'beats' }, this.#dots, this.#place),
      el(
        'div',
        { class: 'tools' },
        move,
        this.#fold,
        tool('Close', ICONS.close, () => events.close()),
      ),
    );
    const tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of the soundtrack' });
    this.#body = el('div', { class: 'body' });
    for (const [name, page] of pages) {
      const tab = el(
        'button',
        { type: 'button', class: 'tab', role: 'tab', id: `tab-${name}`, 'aria-controls': `page-${name}` },
        TABS[name],
      );
      tab.addEventListener('click', () => events.tab(name));
      tab.addEventListener('keydown', (event) => this.#alongTabs(event, name));
      tabs.append(tab);
      this.#tabs.set(name, tab);
      page.classList.add('page', `page-${name}`);
      const attributes =
        pages.size > 1
          ? { role: 'tabpanel', id: `page-${name}`, 'aria-labelledby': `tab-${name}`, tabindex: '0' }
          : { role: 'group', id: `page-${name}`, 'aria-label': TABS[name] };
      for (const [key, value] of Object.entries(attributes)) page.setAttribute(key, value);
      this.#body.append(page);
    }
    const parts = within ? [...(pages.size > 1 ? [tabs] : []), this.#body] : [head, tabs, this.#body];
    const name = within ? [...pages.keys()].map((page) => TABS[page]).join(', ') : 'Soundtrack overlay';
    this.#panel = el('section', { class: within ? 'panel is-within' : 'panel', 'aria-label': name }, ...parts);
    this.host = el('div', { 'data-soundtrack-overlay': true, class: within ? 'is-within' : '' });
    this.root = this.host.attachShadow({ mode: 'open' });
    this.root.append(el('style', {}, OVERLAY_STYLES), this.#panel);
    if (!within) {
      for (const type of SHIELDED) this.host.addEventListener(type, (event) => event.stopPropagation());
      this.#panel.addEventListener('mousedown', keepFocus);
    }
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') (this.root.activeElement as HTMLElement | null)?.blur();
    });
    head.addEventListener('pointerdown', (event) => this.#drag(event, head));
    this.#setCollapsed(this.#collapsed, false);
  }

  /** Shows a page. */
  select(name: TabName): void {
    for (const [other, tab] of this.#tabs) {
      const on = other === name;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      this.root.getElementById(`page-${other}`)!.hidden = !on;
      // In a page it would scroll the page.
      if (on && this.#isFree) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    this.#body.scrollTop = 0;
  }

  get collapsed(): boolean {
    return this.#collapsed;
  }

  /** Updates the head: mood, key and time, and the beat. */
  head(title: string, line: string, bar: number, beat: number, beats: number): void {
    setText(this.#title, title);
    setText(this.#line, line);
    setText(this.#place, bar < 0 ? '–' : `${bar + 1}:${beat + 1}`);
    while (this.#dots.children.length < beats) this.#dots.append(el('i'));
    while (this.#dots.children.length > beats) this.#dots.lastElementChild!.remove();
    [...this.#dots.children].forEach((dot, i) => void dot.classList.toggle('is-on', bar >= 0 && i === beat));
  }

  /** Moves the four bars of the logo with the levels of the band. */
  dance(levels: readonly number[]): void {
    this.#marks.forEach((mark, i) => {
      mark.style.height = `${20 + 80 * Math.min(1, levels[i] ?? 0)}%`;
    });
  }

  /** Positions the panel in the window. */
  place(): void {
    if (!this.#isFree) return;
    const { offsetWidth: w, offsetHeight: h } = this.#panel;
    const free = { x: Math.max(0, innerWidth - w - 2 * EDGE), y: Math.max(0, innerHeight - h - 2 * EDGE) };
    this.#panel.style.left = `${EDGE + free.x * this.#at.x}px`;
    this.#panel.style.top = `${EDGE + free.y * this.#at.y}px`;
  }

  #setCollapsed(collapsed: boolean, tell = true): void {
    this.#collapsed = collapsed;
    this.#panel.classList.toggle('is-collapsed', collapsed);
    const name = collapsed ? 'Expand' : 'Collapse';
    this.#fold.setAttribute('aria-label', name);
    this.#fold.title = name;
    this.#fold.setAttribute('aria-expanded', String(!collapsed));
    this.#fold.replaceChildren(icon(collapsed ? ICONS.expand : ICONS.collapse));
    if (!tell) return;
    this.place();
    this.#tell();
  }

  #tell(): void {
    this.#events.changed({ collapsed: this.#collapsed, ...this.#at });
  }

  #drag(event: PointerEvent, head: HTMLElement): void {
    if ((event.target as Element).closest('button') || event.button > 0) return;
    const box = this.#panel.getBoundingClientRect();
    const from = { x: event.clientX - box.left, y: event.clientY - box.top };
    head.setPointerCapture(event.pointerId);
    this.#panel.classList.add('is-dragged');
    const move = ({ clientX, clientY }: PointerEvent) => {
      this.#at = {
        x: share(clientX - from.x, innerWidth - box.width),
        y: share(clientY - from.y, innerHeight - box.height),
      };
      this.place();
    };
    const drop = () => {
      head.removeEventListener('pointermove', move);
      head.removeEventListener('pointerup', drop);
      head.removeEventListener('pointercancel', drop);
      this.#panel.classList.remove('is-dragged');
      this.#tell();
    };
    head.addEventListener('pointermove', move);
    head.addEventListener('pointerup', drop);
    head.addEventListener('pointercancel', drop);
  }

  #nudge(event: KeyboardEvent): void {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [
      0, 0,
    ];
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const box = this.#panel.getBoundingClientRect();
    this.#at = {
      x: share(box.left + dx! * KEY_STEP, innerWidth - box.width),
      y: share(box.top + dy! * KEY_STEP, innerHeight - box.height),
    };
    this.place();
    this.#tell();
  }

  #alongTabs(event: KeyboardEvent, from: TabName): void {
    const names = [...this.#tabs.keys()];
    const at = names.indexOf(from);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = names.at(to % names.length)!;
    this.#events.tab(name);
    this.#tabs.get(name)!.focus();
  }
}

function tool(name: string, path: string, act: () => void): HTMLButtonElement {
  return el('button', { type: 'button', class: 'tool', 'aria-label': name, title: name, click: act }, icon(path));
}

/** A position as a share of the free space, 0..1. */
function share(at: number, room: number): number {
  const free = room - 2 * EDGE;
  return free <= 0 ? 0 : Math.min(1, Math.max(0, (at - EDGE) / free));
}

/** Keeps the keyboard focus in the game when a button is clicked; only text inputs take it. */
function keepFocus(event: MouseEvent): void {
  const target = event.target as Element;
  if (!target.closest('input, select, textarea, pre, [tabindex="0"].tp-sldv_t')) event.preventDefault();
}
