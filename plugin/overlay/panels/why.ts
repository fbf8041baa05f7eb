/** Why: click a note to see the network's probabilities, the vetoes, and the requested controls. */

import type { ChoiceReason, EventReason, Veto } from '../../music/explanation.ts';
import { chordSymbol } from '../../music/harmony.ts';
import { MELODY_CONTROLS } from '../../music/melody-controls.ts';
import { tonicAnchor } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import { el, setText } from '../dom.ts';
import { degree, lengthName, pitchName } from '../labels.ts';
import type { Panel, View } from '../panel.ts';
import { Roll } from '../roll.ts';
import type { RollLayout, RollNote } from '../roll-layout.ts';

const VETOES: Readonly<Record<Veto, string>> = {
  'bar line': 'over the bar line',
  motif: 'too few notes for a motif',
  grid: 'off the grid',
  ending: 'no room to end',
  rest: 'no rest here',
  cadence: 'not an ending tone',
  leap: 'too wide a leap',
  repeat: 'repeated too often',
  range: 'out of range',
  mode: 'not in the scale',
};
const ORIGINS = {
  network: 'The network chose pitch and length.',
  rhythm: 'The form repeats the rhythm of an earlier bar; the network chose the pitch.',
  copy: 'The form repeats an earlier bar.',
} as const;

/** The panel. */
export class WhyPanel implements Panel {
  readonly root = el('div');
  readonly #roll = new Roll('Piano roll: click a note to see why it was written');
  readonly #answer = el('div', { style: 'display:grid;gap:14px' });
  readonly #go: HTMLButtonElement;
  #view: View | null = null;
  /** What the roll shows; while a note is selected, as it was then. */
  #layout: RollLayout | null = null;
  #asked = false;

  constructor() {
    this.#roll.canvas.style.height = '176px';
    this.#roll.canvas.style.cursor = 'pointer';
    this.#roll.canvas.addEventListener('click', ({ offsetX, offsetY }) =>
      this.#pick(this.#roll.noteAt(offsetX, offsetY)),
    );
    const step = (by: number) => this.#step(by);
    this.#go = el('button', { type: 'button', class: 'button', click: () => this.#pick(null) }, 'Continue');
    this.root.append(
      this.#roll.canvas,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', class: 'button', click: () => step(-1) }, 'Note before'),
        el('button', { type: 'button', class: 'button', click: () => step(1) }, 'Note after'),
        el('span', { class: 'grow' }),
        this.#go,
      ),
      this.#answer,
    );
    this.#explain(null);
  }

  update(view: View): void {
    this.#view = view;
    if (this.#roll.picked === null || !this.#asked) this.#show(view.layout);
  }

  frame(time: Seconds): void {
    this.#roll.draw(time);
  }

  #show(layout: RollLayout): void {
    this.#layout = layout;
    this.#roll.show(layout);
  }

  #pick(note: RollNote | null): void {
    this.#asked = note !== null;
    this.#roll.picked = note;
    this.#roll.frozen = note === null ? null : this.#roll.now;
    this.#explain(note);
  }

  /** Selects the melody's note before or after the selected one; without a selection, the current one. */
  #step(by: number): void {
    const latest = this.#view?.layout;
    if (!latest) return;
    const { picked } = this.#roll;
    const placeIn = (notes: readonly RollNote[]) =>
      notes.findIndex(({ time, pitch }) => time === picked?.time && pitch === picked.pitch);
    // The latest layout goes back for some seconds only, and somebody may have read for longer: it is used if it goes on from the note.
    const kept = tuneOf(this.#layout ?? latest);
    const isAtEnd = placeIn(kept) + by >= kept.length && placeIn(tuneOf(latest)) >= 0;
    if (picked === null || isAtEnd) this.#show(latest);
    const tune = tuneOf(this.#layout ?? latest);
    const at = placeIn(tune);
    const sounding = tune.findLastIndex(({ time }) => time <= this.#roll.now);
    const next = tune[at < 0 ? sounding : Math.min(tune.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    this.#pick(next);
    this.#roll.frozen = next.time + 0.5;
  }

  #explain(note: RollNote | null): void {
    this.#go.disabled = note === null;
    if (note === null) {
      this.#answer.replaceChildren(
        el(
          'p',
          { class: 'note' },
          'Click a note of the melody to stop the roll and see why it was written: what the network favored at that moment, and what was excluded.',
        ),
      );
      return;
    }
    const score = note.bar?.timed.origin.score;
    const reason = reasonOf(note);
    const facts = el('dl', { class: 'facts' });
    const fact = (name: string, text: string) => facts.append(el('dt', {}, name), el('dd', {}, text));
    fact(
      'Note',
      `${pitchName(note.pitch, score)}${note.source ? ` · degree ${degree(note.source.pitch)} of the scale` : ''} · ${note.role}`,
    );
    if (note.bar) {
      const { phrase, slot, phraseBar, opening } = note.bar;
      fact(
        'Phrase',
        `${note.bar.timed.origin.mood} ${slot + 1}, bar ${phraseBar + 1} of ${phrase.request.bars}, by ${phrase.source === 'lstm' ? 'the network' : 'the n-gram model'}`,
      );
      if (note.role !== 'melody')
        fact('Origin', `The arranger wrote it, for the ${note.part.replaceAll('-', ' ')} part.`);
      else if (reason) fact('Origin', ORIGINS[reason.from]);
      else if (note.source && !note.source.sampled)
        fact('Origin', opening ? `It states ${opening}.` : 'The form repeats it from an earlier bar.');
      if (reason && score) {
        const name = (chord: typeof reason.chord) => (chord ? chordSymbol(chord, score.tonic, score.mode) : 'none');
        fact('Chord', `${name(reason.chord)}, then ${name(reason.nextChord)}`);
      }
      const controls = reason?.controls ?? phrase.request.controls;
      const asked = MELODY_CONTROLS.map((control) => [control, controls[control]] as const).filter(
        ([, value]) => value !== null && value !== undefined,
      );
      if (note.role === 'melody')
        fact('Asked', asked.map(([control, value]) => `${control} ${value!.toFixed(2)}`).join(', ') || 'nothing');
    }
    const parts: HTMLElement[] = [el('div', { class: 'card' }, facts)];
    const tonic = score ? tonicAnchor(score.tonic) : 60;
    if (reason?.tone)
      parts.push(
        choices('Which pitch', reason.tone, (pitch) =>
          pitch === null ? 'rest' : pitchName(pitch + tonic + octave(note, tonic), score),
        ),
      );
    if (reason?.length) parts.push(choices('How long', reason.length, lengthName));
    if (!reason && note.role === 'melody' && note.source?.sampled)
      parts.push(
        el(
          'p',
          { class: 'note' },
          'This phrase was written before reasons were recorded. The next one will have them.',
        ),
      );
    this.#answer.replaceChildren(...parts);
  }
}

/** The notes of the melody that are certain. */
function tuneOf({ notes }: RollLayout): readonly RollNote[] {
  return notes.filter(({ role, ghost }) => role === 'melody' && !ghost);
}

/** The reasons of a note, or null if its phrase has none. */
export function reasonOf({ bar, source }: Pick<RollNote, 'bar' | 'source'>): EventReason | null {
  return (
    bar?.phrase.explanation?.events.find(
      ({ tick, pitch }) => source !== null && Math.abs(tick - source.tick) < 2 && pitch === source.pitch,
    ) ?? null
  );
}

function octave(note: RollNote, tonic: number): number {
  return note.source === null ? 0 : note.pitch - tonic - note.source.pitch;
}

function choices<V>(title: string, { chosen, top, vetoed }: ChoiceReason<V>, name: (value: V) => string): HTMLElement {
  const most = Math.max(...top.map(({ guided, drawn }) => Math.max(guided, drawn)), chosen.drawn, 1e-6);
  const list = el('div', { class: 'options' });
  const shownOptions = top.some(({ value }) => value === chosen.value) ? top : [chosen, ...top];
  for (const { value, guided, drawn, veto } of shownOptions) {
    const isChosen = value === chosen.value;
    const bar = el(
      'div',
      { class: 'bar' },
      el('i', { style: `transform:scaleX(${(guided / most).toFixed(3)})` }),
      el('i', { style: `transform:scaleX(${(drawn / most).toFixed(3)})` }),
    );
    if (veto !== null) bar.append(el('span', {}, VETOES[veto]));
    list.append(
      el(
        'div',
        { class: `option${isChosen ? ' is-chosen' : ''}${veto === null ? '' : ' is-vetoed'}` },
        el('span', { class: 'name' }, name(value)),
        bar,
        el('span', { class: 'mono' }, percent(drawn)),
      ),
    );
  }
  const gone = Object.entries(vetoed).filter(([, share]) => share !== undefined && share > 0.0005) as [Veto, number][];
  const described = gone.sort((a, b) => b[1] - a[1]).map(([veto, share]) => `${VETOES[veto]} ${percent(share)}`);
  const head = el(
    'div',
    { class: 'row spread' },
    el('h3', {}, title),
    el('span', { class: 'small dim' }, 'by the network / when drawn'),
  );
  const foot = el('p', { class: 'note' });
  setText(foot, described.length > 0 ? `Excluded: ${described.join(', ')}.` : 'Nothing was excluded.');
  return el('section', {}, head, list, foot);
}

function percent(share: number): string {
  return share === 0 ? '–' : share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;
}
