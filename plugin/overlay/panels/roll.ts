/** Roll: the music as notes on a canvas, past, present and future. */

import type { Role } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import { el } from '../dom.ts';
import type { Panel, View } from '../panel.ts';
import { ROLE_NAMES, Roll } from '../roll.ts';
import { ACCENT, ROLE_COLORS } from '../theme.ts';

/** The panel. */
export class RollPanel implements Panel {
  readonly root = el('div');
  readonly #roll = new Roll('Piano roll: past, current and next notes');

  constructor(pick: () => void) {
    // A page that shows the roll by itself may want it higher or lower.
    this.#roll.canvas.style.height = 'var(--roll-height, 396px)';
    const legend = el('div', { class: 'legend' });
    for (const [role, name] of Object.entries(ROLE_NAMES))
      legend.append(el('span', {}, el('i', { style: `--c:${ROLE_COLORS[role as Role]}` }), name));
    legend.append(
      el('span', {}, el('i', { class: 'is-line', style: `--c:${ACCENT}` }), 'Repeated motif'),
      el('span', {}, el('i', { class: 'is-line is-dashed', style: `--c:${ACCENT}` }), 'Written, may still change'),
    );
    this.#roll.canvas.addEventListener('click', pick);
    this.root.append(this.#roll.canvas, legend);
  }

  update({ layout }: View): void {
    this.#roll.show(layout);
  }

  frame(time: Seconds): void {
    this.#roll.draw(time);
  }
}
