/** Signals: raw and smoothed values, effects on controls, and requested against measured melody controls. */

import { NUMERIC_CONTROLS, type NumericControl } from '../../mood/controls.ts';
import { CONTROL_RANGES } from '../../mood/ranges.ts';
import { MELODY_CONTROLS } from '../../music/melody-controls.ts';
import { el, paint, rows, setText } from '../dom.ts';
import { shown, shownChange } from '../labels.ts';
import { Lines } from '../lines.ts';
import type { Panel, View } from '../panel.ts';
import { heardBar } from '../sounding.ts';
import { GRAPH_COLORS } from '../theme.ts';

/** The panel. */
export class SignalsPanel implements Panel {
  readonly root = el('div');
  readonly #signals = el('div', { class: 'page-signals', style: 'display:grid;gap:10px' });
  readonly #graphs = new Map<string, Lines>();
  readonly #compare = el('div', { class: 'compare' });
  readonly #controls = new Lines('History of the controls, over the last half minute');
  readonly #legend = el('div', { class: 'legend' });

  constructor() {
    const head = ['', '', 'asked', 'got'].map((text) => el('span', { class: 'small dim mono' }, text));
    this.#compare.append(...head);
    for (const control of MELODY_CONTROLS) {
      this.#compare.append(
        el('span', {}, control),
        el('div', { class: 'gauge', 'data-control': control }, el('i', { class: 'got' }), el('i', { class: 'ask' })),
        el('span', { class: 'mono' }),
        el('span', { class: 'mono' }),
      );
    }
    this.root.append(
      el('section', {}, el('h3', {}, 'From the game to the music'), this.#signals),
      el(
        'section',
        {},
        el('h3', {}, 'Requested and measured, this phrase'),
        el('div', { class: 'card' }, this.#compare),
        el(
          'p',
          { class: 'note' },
          '0.5 is the median of the training melodies. The bar is the measured value, the mark the requested one.',
        ),
      ),
      el('section', {}, el('h3', {}, 'Controls, last half minute'), this.#controls.canvas, this.#legend),
    );
  }

  update({ inspection, recorder }: View): void {
    const { signals, modulations } = inspection;
    rows(
      this.#signals,
      signals,
      ({ name }) => this.#signalCard(name),
      ({ name }) => name,
      (card, { name, raw, smoothed }) => {
        const [head, , adds] = [...card.children] as [HTMLElement, HTMLElement, HTMLElement];
        const [sent, , counts] = [...head.lastElementChild!.children] as [HTMLElement, HTMLElement, HTMLElement];
        const tag = typeof raw === 'string';
        setText(sent, tag ? raw : Number(raw).toFixed(2));
        setText(counts, tag ? '' : smoothed.toFixed(2));
        paint(sent.nextElementSibling as HTMLElement, 'display', tag ? 'none' : 'inline');
        const mine = modulations.filter(({ modulation }) => modulation.signal === name);
        rows(
          adds,
          mine.map((path, i) => ({ ...path, i })),
          () => el('span', { class: 'add' }, el('span'), el('b')),
          ({ i }) => String(i),
          (chip, { modulation: { control, curve = 'linear', is, amount }, adds }) => {
            setText(chip.children[0]!, `${is === undefined ? '' : `${is}: `}${control}`);
            const change = shownChange(control, adds);
            setText(chip.children[1]!, change);
            chip.title = `adds up to ${amount} to ${control} when ${name} is full, along the curve ‘${curve}’`;
            chip.classList.toggle('is-on', /^[+−]/.test(change));
          },
        );
        if (mine.length === 0) setText(adds, 'changes no control yet: add a modulation under Tune');
        const graph = this.#graphs.get(name)!;
        graph.canvas.hidden = tag;
        if (!tag)
          graph.draw(
            [
              { values: recorder.raw.get(name)?.values ?? [], color: '#8f99b8', wide: 1, dashed: true },
              { values: recorder.smoothed.get(name)?.values ?? [], color: GRAPH_COLORS[1] },
            ],
            recorder.times.values,
          );
      },
    );
    const phrase = heardBar(inspection)?.phrase;
    for (const control of MELODY_CONTROLS) {
      const gauge = this.#compare.querySelector<HTMLElement>(`[data-control='${control}']`)!;
      const asked = phrase?.request.controls[control] ?? null;
      const got = phrase?.measured[control] ?? 0;
      paint(gauge.children[0] as HTMLElement, 'width', `${(got * 100).toFixed(1)}%`);
      paint(gauge.children[1] as HTMLElement, 'left', `${((asked ?? 0) * 100).toFixed(1)}%`);
      paint(gauge.children[1] as HTMLElement, 'display', asked === null ? 'none' : 'block');
      setText(gauge.nextElementSibling!, asked === null ? '–' : asked.toFixed(2));
      setText(gauge.nextElementSibling!.nextElementSibling!, phrase ? got.toFixed(2) : '–');
    }
    const targets = modulations.map(({ modulation }) => modulation.control);
    const moved = [...new Set(targets)].flatMap(
      (target) => NUMERIC_CONTROLS.find((control) => control === target) ?? [],
    );
    const drawn = (moved.length > 0 ? moved : NUMERIC_CONTROLS).slice(0, GRAPH_COLORS.length);
    this.#controls.draw(
      drawn.map((control, i) => ({
        values: share(control, recorder.controls.get(control)?.values ?? []),
        color: GRAPH_COLORS[i]!,
      })),
      recorder.times.values,
    );
    rows(
      this.#legend,
      drawn.map((control, i) => ({ control, i })),
      ({ i }) =>
        el(
          'span',
          {},
          el('i', { class: 'is-line', style: `--c:${GRAPH_COLORS[i]}` }),
          el('b', { style: 'font-weight:500' }),
        ),
      ({ control, i }) => `${control}/${i}`,
      (row, { control }) =>
        setText(row.lastElementChild!, `${control} ${shown(control, inspection.controls[control])}`),
    );
  }

  #signalCard(name: string): HTMLElement {
    const graph = new Lines(`History of ${name}: dashed as sent, solid as smoothed`);
    this.#graphs.set(name, graph);
    const values = el(
      'span',
      { class: 'values mono' },
      el('span', { class: 'dim', title: 'as the game sent it' }),
      el('span', { class: 'dim' }, '→'),
      el('b', { style: `color:${GRAPH_COLORS[1]}`, title: 'smoothed' }),
    );
    const head = el('div', { class: 'row spread' }, el('b', { style: 'font-weight:650' }, name), values);
    return el('div', { class: 'card signal' }, head, graph.canvas, el('div', { class: 'adds small dim' }));
  }
}

function share(control: NumericControl, values: readonly number[]): readonly number[] {
  const { min, max } = CONTROL_RANGES[control];
  return min === 0 && max === 1 ? values : values.map((value) => (value - min) / (max - min));
}
