/** Tune: every control and modulation, applied at the next bar line; with undo, comparison and export. */

import { Pane } from 'tweakpane';
import type { Controls, NumericControl } from '../../mood/controls.ts';
import { NUMERIC_CONTROLS } from '../../mood/controls.ts';
import { ownValue } from '../../mood/validate.ts';
import { button, el, setText } from '../dom.ts';
import type { Panel, PanelActions, View } from '../panel.ts';
import { Bench } from './ab-compare.ts';
import { Audition } from './audition.ts';
import { ControlRow } from './control-row.ts';
import { HumBox } from './hum-box.ts';
import { ModulationRows } from './modulation-rows.ts';
import { PhraseBox } from './phrase-box.ts';

/** Controls, the most useful first. */
const ORDER: readonly (keyof Controls)[] = [
  'tempo',
  'intensity',
  'brightness',
  'density',
  'register',
  'leap',
  'syncopation',
  'chromaticism',
  'temperature',
  'swing',
  'tonic',
  'mode',
  'meter',
  'palette',
  'style',
];

/** A slider's change is applied after this pause, because each change recomposes the music. */
const REST_MS = 180;

/** The panel. */
export class TunePanel implements Panel {
  readonly root = el('div');
  readonly #hands: PanelActions;
  readonly #bench: Bench;
  readonly #phrase: PhraseBox;
  readonly #audition: Audition;
  readonly #hum: HumBox;
  readonly #rows: readonly ControlRow[];
  readonly #modulations: ModulationRows;
  readonly #pane: Pane;
  readonly #whose = el('h3');
  readonly #waiting = new Map<string, { readonly timer: number; readonly act: () => void }>();

  constructor(hands: PanelActions, styleInto: ParentNode, palettes: readonly string[]) {
    this.#hands = hands;
    this.#bench = new Bench(hands.history, () => this.#settle());
    this.#phrase = new PhraseBox(hands);
    this.#audition = new Audition(hands);
    this.#hum = new HumBox(hands);
    const before = tweakpaneStyles();
    const place = el('div');
    this.#pane = new Pane({ container: place });
    this.#rows = ORDER.map((control) => new ControlRow(this.#pane, control, palettes, this));
    const modulationPlace = el('div');
    this.#modulations = new ModulationRows(modulationPlace, hands, (name, act) => this.soon(name, act));
    adoptStyle(styleInto, before);
    const hint = 'Signals still modulate these values. A lock fixes a value. A dot marks a change.';
    const controls = el('section', {}, this.#whose, el('p', { class: 'note' }, hint), place);
    const paths = el('section', {}, el('h3', {}, 'Modulations'), modulationPlace);
    const pages: Readonly<Record<string, readonly HTMLElement[]>> = {
      Controls: [controls],
      Modulations: [paths],
      Audition: [this.#phrase.root, this.#hum.root, this.#audition.root],
    };
    const choices = el('div', { class: 'segments is-wide', role: 'group', 'aria-label': 'Pages' });
    const choose = (chosen: string) => {
      for (const [name, parts] of Object.entries(pages)) for (const part of parts) part.hidden = name !== chosen;
      for (const made of choices.children) made.setAttribute('aria-pressed', String(made.textContent === chosen));
    };
    for (const name of Object.keys(pages)) choices.append(button(name, () => choose(name), name, ''));
    choose('Controls');
    this.root.append(
      el('div', { class: 'bench' }, choices, this.#bench.root),
      controls,
      paths,
      this.#phrase.root,
      this.#hum.root,
      this.#audition.root,
    );
  }

  update(view: View): void {
    const { snapshot, inspection } = view;
    const { history } = this.#hands;
    setText(this.#whose, `Controls of ${snapshot.mood}`);
    this.#bench.update();
    this.#phrase.update(view);
    this.#audition.update(view);
    const { hold = {}, moods = {} } = inspection.tuning;
    for (const row of this.#rows) {
      const { control } = row;
      const changed = control in hold || control in (ownValue(moods, snapshot.mood) ?? {});
      const live = NUMERIC_CONTROLS.includes(control as NumericControl) ? inspection.controls[control] : null;
      row.show(
        inspection.base,
        hold,
        live as number | null,
        changed,
        history.isLocked(control),
        this.#waiting.has(control),
      );
    }
    this.#modulations.update(inspection);
  }

  dispose(): void {
    this.#settle();
    this.#pane.dispose();
    this.#modulations.dispose();
    this.#hum.dispose();
  }

  /** Sets a control after a pause. */
  set<K extends keyof Controls>(control: K, value: Controls[K]): void {
    const mood = this.#hands.target.snapshot()?.mood;
    if (mood === undefined) return;
    this.soon(control, () => this.#hands.history.setControl(mood, control, value));
  }

  /** Locks a control at its current value, or unlocks it. */
  toggleLock<K extends keyof Controls>(control: K): void {
    this.#settle();
    const { history, target } = this.#hands;
    const now = target.inspect()?.controls[control];
    if (now !== undefined) history.lock(control, history.isLocked(control) ? null : now);
  }

  /** Runs an action once no other of the same name has followed for a moment. */
  soon(name: string, act: () => void): void {
    const before = this.#waiting.get(name);
    if (before) clearTimeout(before.timer);
    const timer = window.setTimeout(() => {
      this.#waiting.delete(name);
      act();
      this.#hands.history.settle();
    }, REST_MS);
    this.#waiting.set(name, { timer, act });
  }

  /** Runs the pending actions now. */
  #settle(): void {
    for (const { timer, act } of this.#waiting.values()) {
      clearTimeout(timer);
      act();
    }
    this.#waiting.clear();
    this.#hands.history.settle();
  }
}

/** Copies Tweakpane's style into the shadow root, which the document's head does not reach; a game's own tweakpane keeps its style. */
function adoptStyle(into: ParentNode, before: ReadonlySet<Element>): void {
  for (const style of tweakpaneStyles()) {
    into.prepend(style.cloneNode(true));
    if (!before.has(style)) style.remove();
  }
}

function tweakpaneStyles(): ReadonlySet<Element> {
  return new Set(document.head.querySelectorAll('style[data-tp-style]'));
}
