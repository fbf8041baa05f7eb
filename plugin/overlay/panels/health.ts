/** Health: whether the music is on time, what it costs, and how much it repeats. */

import { DEFAULTS } from '../../generate/compose.ts';
import { el, setText } from '../dom.ts';
import { counted } from '../labels.ts';
import type { Panel, View } from '../panel.ts';
import { percentile } from '../recorder.ts';
import { heardBar } from '../sounding.ts';

/** Milliseconds of a frame at 60 Hz, and of a cost worth a warning. */
const FRAME_MS = 16.7;
const DEAR_MS = 2;
/** Share of repeated bars in well-known melodies; less is hard to remember, more is tiring. */
const FAMILIAR = { from: 0.15, to: 0.65 };

const TILES = {
  wait: ['A phrase takes', 'ms'],
  tick: ['Music, a tick', 'ms'],
  frame: ['This panel, a frame', 'ms'],
  late: ['Late notes', ''],
  voices: ['Voices', ''],
  samples: ['Samples', 'MB'],
  heap: ['Heap', 'MB'],
  candidates: ['Candidates', ''],
  written: ['Phrases written', ''],
  instead: ['By the fallback', ''],
} as const;
type TileName = keyof typeof TILES;

/** The panel. */
export class HealthPanel implements Panel {
  readonly root = el('div');
  readonly #state = el('i', { class: 'state' });
  readonly #headline = el('b', { style: 'font-weight:650' });
  readonly #detail = el('div', { class: 'small dim' });
  readonly #tiles = new Map<TileName, { tile: HTMLElement; value: HTMLElement; more: HTMLElement }>();
  readonly #decks = el('div', { class: 'layers' });
  readonly #again = el('span', { class: 'mono' });
  readonly #againBar = el('i');
  readonly #verdict = el('p', { class: 'note' });

  constructor() {
    const tiles = el('div', { class: 'tiles' });
    for (const [name, [label, unit]] of Object.entries(TILES) as [TileName, readonly [string, string]][]) {
      const value = el('span');
      const more = el('div', { class: 'more' });
      const tile = el(
        'div',
        { class: 'tile' },
        el('div', { class: 'label' }, label),
        el('div', { class: 'value' }, value, unit ? el('small', {}, unit) : null),
        more,
      );
      this.#tiles.set(name, { tile, value, more });
      tiles.append(tile);
    }
    for (const name of ['Deck A', 'Deck B', 'Deck C'])
      this.#decks.append(
        el(
          'div',
          { class: 'layer', style: '--c:#ffb454' },
          el('i', { class: 'dot' }),
          el('span', { class: 'name' }, name),
          el('div', { class: 'bar' }, el('i')),
        ),
      );
    this.root.append(
      el('div', { class: 'card banner' }, this.#state, el('div', { class: 'grow' }, this.#headline, this.#detail)),
      tiles,
      el('section', {}, el('h3', {}, 'Decks'), this.#decks),
      el(
        'section',
        {},
        el('div', { class: 'row spread' }, el('h3', {}, 'Bars heard before'), this.#again),
        el('div', { class: 'bar', style: 'height:8px' }, this.#againBar),
        this.#verdict,
      ),
    );
  }

  update({ inspection, snapshot, recorder, frames }: View): void {
    const { health, sound, ticks = [] } = inspection;
    const well = !health.degraded && health.lateNotes === 0;
    this.#state.dataset.state = health.degraded ? 'refused' : well ? 'in hand' : 'asked';
    setText(
      this.#headline,
      health.degraded ? 'Degraded: the built-in n-gram model plays' : well ? 'All is well' : 'Some notes came late',
    );
    setText(
      this.#detail,
      `${health.composer === null ? 'no network' : `network ‘${health.composer}’`} · ${snapshot.state}${sound === null ? ' · no sound in this game' : ''} · ${counted(health.bars, 'bar')}, ${counted(health.notes, 'note')} scheduled`,
    );
    const { waits } = health;
    this.#tile(
      'wait',
      waits.length ? percentile(waits, 0.5).toFixed(0) : '–',
      waits.length ? `p99 ${percentile(waits, 0.99).toFixed(0)} ms` : 'none yet',
    );
    const tick = percentile(ticks, 0.99);
    this.#tile(
      'tick',
      ticks.length ? percentile(ticks, 0.5).toFixed(2) : '–',
      ticks.length ? `p99 ${tick.toFixed(1)} ms` : '',
      tick > FRAME_MS,
    );
    const frame = percentile(frames, 0.95);
    this.#tile('frame', percentile(frames, 0.5).toFixed(2), `p95 ${frame.toFixed(2)} ms`, frame > DEAR_MS);
    this.#tile('late', String(health.lateNotes), counted(health.lateBars, 'late bar'), health.lateNotes > 0);
    this.#tile('voices', sound ? String(sound.voices) : '–', sound ? `${sound.nodes} audio nodes` : 'no sound');
    const heap = heapMegabytes();
    this.#tile('samples', sound ? sound.samplesMB.toFixed(0) : '–', `network: ${health.tensors ?? 0} tensors`);
    this.#tile(
      'heap',
      heap === null ? '–' : heap.toFixed(0),
      heap === null ? 'not reported by this browser' : 'the whole page',
    );
    const candidates = heardBar(inspection)?.phrase.request.candidates ?? DEFAULTS.candidates;
    this.#tile('candidates', String(candidates), 'per phrase; the best plays');
    this.#tile('written', String(health.answered), `${health.waiting} on order`);
    this.#tile('instead', String(health.fallbacks), `${health.refused} refused`, health.refused > 0);
    [...this.#decks.children].forEach((row, i) => {
      const level = sound?.decks[i] ?? 0;
      row.classList.toggle('is-out', level < 0.01);
      (row.children[2]!.firstElementChild as HTMLElement).style.transform = `scaleX(${level.toFixed(3)})`;
    });
    const { share, bars } = recorder.repetition(snapshot.time);
    setText(this.#again, bars === 0 ? '–' : `${Math.round(share * 100)} % of ${bars}`);
    this.#againBar.style.transform = `scaleX(${share.toFixed(3)})`;
    this.#againBar.style.background = bars > 16 && share > FAMILIAR.to ? '#ff8177' : '#6fdc9a';
    setText(
      this.#verdict,
      bars < 16
        ? 'Listening. A verdict needs sixteen bars.'
        : share < FAMILIAR.from
          ? 'Little repetition: pleasant to hear once, hard to remember.'
          : share > FAMILIAR.to
            ? 'Much repetition: a new mood, theme or signal would help.'
            : 'Enough repetition to be remembered, and little enough not to tire.',
    );
  }

  #tile(name: TileName, value: string, more: string, bad = false): void {
    const there = this.#tiles.get(name)!;
    setText(there.value, value);
    setText(there.more, more);
    there.tile.classList.toggle('is-bad', bad);
  }
}

/** Only Chromium reports it. */
function heapMegabytes(): number | null {
  const { memory } = performance as { memory?: { usedJSHeapSize: number } };
  return memory === undefined ? null : memory.usedJSHeapSize / 1e6;
}
