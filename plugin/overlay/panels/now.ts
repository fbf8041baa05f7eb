/** Now: position, playing parts, and prepared phrases. */

import { chordSymbol } from '../../music/harmony.ts';
import type { Part, Role } from '../../music/score.ts';
import { beatStarts, meterInfo, secondsToTicks } from '../../music/time.ts';
import { el, paint, rows, setText } from '../dom.ts';
import { shown } from '../labels.ts';
import type { Panel, View } from '../panel.ts';
import { heardBar, layerLevels } from '../sounding.ts';
import { ROLE_COLORS } from '../theme.ts';

const PLACES = { 'in hand': 'ready', asked: 'being written', refused: 'refused', none: 'not requested yet' } as const;

/** The panel. */
export class NowPanel implements Panel {
  readonly root = el('div');
  readonly #mood = el('div', { class: 'mood' });
  readonly #tempo = el('span');
  readonly #key = el('div', { class: 'key' });
  readonly #place = el('div', { class: 'place' });
  readonly #chords = el('div', { class: 'chords' });
  readonly #phrase = el('span', { class: 'small dim' });
  readonly #intensity = el('span', { class: 'small dim' });
  readonly #layers = el('div', { class: 'layers' });
  readonly #move = el('p', { class: 'small' });
  readonly #moveBar = el('i');
  readonly #queue = el('div', { class: 'queue' });
  #wait: { readonly key: string; readonly from: number } | null = null;

  constructor() {
    this.root.append(
      el(
        'div',
        { class: 'now' },
        this.#mood,
        el('div', { class: 'tempo' }, this.#tempo, el('small', {}, 'BPM')),
        this.#key,
        this.#place,
      ),
      el(
        'section',
        {},
        el('div', { class: 'row spread' }, el('h3', {}, 'Chords of the phrase'), this.#phrase),
        this.#chords,
      ),
      el('section', {}, el('div', { class: 'row spread' }, el('h3', {}, 'Layers'), this.#intensity), this.#layers),
      el(
        'section',
        {},
        el('h3', {}, 'Next move'),
        el('div', { class: 'card' }, this.#move, el('div', { class: 'bar', style: 'margin-top:8px' }, this.#moveBar)),
      ),
      el('section', {}, el('h3', {}, 'Prepared phrases'), this.#queue),
    );
  }

  update(view: View): void {
    const { snapshot, inspection } = view;
    setText(this.#mood, snapshot.mood);
    setText(this.#tempo, snapshot.tempo.toFixed(0));
    setText(this.#key, `${snapshot.key.tonic} ${snapshot.key.mode} · ${snapshot.meter}`);
    const beats = beatStarts(snapshot.meter).length;
    setText(
      this.#place,
      snapshot.bar < 0 ? snapshot.state : `bar ${snapshot.bar + 1} · beat ${snapshot.beat + 1} of ${beats}`,
    );
    this.#showChords(view);
    this.#showLayers(view);
    this.#showMove(view);
    rows(
      this.#queue,
      inspection.queue,
      ({ mood }) =>
        el(
          'div',
          { class: 'queued' },
          el('i', { class: 'state' }),
          el('span', { class: 'grow' }, mood),
          el('span', { class: 'dim mono' }),
        ),
      ({ mood }) => mood,
      (row, { mood, state, bars, slot }) => {
        (row.children[0] as HTMLElement).dataset.state = state;
        row.classList.toggle('is-playing', mood === snapshot.mood);
        setText(row.children[2]!, bars > 0 ? `${bars} bars` : '');
        row.title = `${mood}: phrase ${slot + 1} is ${PLACES[state]}`;
      },
    );
  }

  #showChords({ snapshot, inspection }: View): void {
    const bar = heardBar(inspection);
    const score = bar?.timed.origin.score;
    setText(
      this.#phrase,
      bar === null
        ? ''
        : `bar ${bar.phraseBar + 1} of ${bar.phrase.request.bars} · written by ${bar.phrase.source === 'lstm' ? 'the network' : 'the n-gram model'}`,
    );
    const spans = score?.chords ?? [];
    const at =
      bar && score
        ? bar.phraseBar * meterInfo(score.meter).barTicks + secondsToTicks(snapshot.time - bar.timed.time, bar.bpm)
        : 0;
    const indexed = spans.slice(0, 12).map((span, i) => ({ ...span, i }));
    rows(
      this.#chords,
      indexed,
      () => el('span', { class: 'chord' }),
      ({ i }) => String(i),
      (row, { chord, tick, durationTicks }) => {
        setText(row, score ? chordSymbol(chord, score.tonic, score.mode) : '');
        paint(row, 'flex-grow', String(durationTicks));
        row.classList.toggle('is-on', at >= tick && at < tick + durationTicks);
        row.classList.toggle('is-past', at >= tick + durationTicks);
      },
    );
  }

  #showLayers({ snapshot, inspection }: View): void {
    setText(this.#intensity, `chosen by intensity, now ${shown('intensity', snapshot.controls.intensity)}`);
    const bar = heardBar(inspection);
    const written: readonly Part[] = bar?.timed.origin.score.parts ?? [];
    // The alarm of a band may replace a part at every intensity at which it would play.
    const parts = written.filter(({ layer }) => layer.from < layer.to);
    const levels = layerLevels(inspection, snapshot.time);
    rows(
      this.#layers,
      parts,
      ({ name, role }) =>
        el(
          'div',
          { class: 'layer', style: `--c:${ROLE_COLORS[role as Role]}` },
          el('i', { class: 'dot' }),
          el('span', { class: 'name' }, name.replaceAll('-', ' ')),
          el('div', { class: 'bar' }, el('i')),
          el('span', { class: 'reach' }),
        ),
      ({ name }) => name,
      (row, { name, layer }) => {
        const on = snapshot.layers.includes(name);
        row.classList.toggle('is-out', !on);
        const reach = `intensity ${shown('intensity', layer.from)}${layer.to > 1 ? ' and above' : ` to ${shown('intensity', layer.to)}`}`;
        row.title = `plays at ${reach}; now ${shown('intensity', snapshot.controls.intensity)}`;
        setText(row.children[3]!, `at ${reach}`);
        (row.children[2]!.firstElementChild as HTMLElement).style.transform =
          `scaleX(${(levels.get(name) ?? 0).toFixed(3)})`;
      },
    );
  }

  #showMove({ inspection: { move, time } }: View): void {
    if (move === null) {
      this.#wait = null;
      setText(this.#move, 'None planned: this mood plays until the game requests another.');
      this.#moveBar.style.transform = 'scaleX(0)';
      return;
    }
    const key = `${move.from}/${move.to}/${move.time}`;
    if (this.#wait?.key !== key) this.#wait = { key, from: time };
    const left = move.time === null ? null : Math.max(0, move.time - time);
    const when =
      left === null
        ? `at the next ${move.at}`
        : `in ${left.toFixed(1)} s, on a ${move.at === 'now' ? 'moment' : move.at} line`;
    setText(this.#move, `${move.from} → ${move.to} ${when}, over ${move.fade} s`);
    const whole = move.time === null ? 1 : Math.max(0.1, move.time - this.#wait.from);
    this.#moveBar.style.transform = `scaleX(${left === null ? 0 : Math.max(0, 1 - left / whole)})`;
  }
}
