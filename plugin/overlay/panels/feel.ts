/** Feel: the music by how it feels, by words, and by what the scene looks like. */

import { el } from '../dom.ts';
import type { Panel, PanelActions, View } from '../panel.ts';
import { AffectPad } from './affect-pad.ts';
import { DescribeBox } from './describe-box.ts';
import { LookBox } from './look-box.ts';

/** The panel. */
export class FeelPanel implements Panel {
  readonly root = el('div');
  readonly #pad: AffectPad;
  readonly #words: DescribeBox;
  readonly #looks: LookBox;

  constructor(hands: PanelActions) {
    this.#pad = new AffectPad(hands.target);
    this.#words = new DescribeBox(hands.target);
    this.#looks = new LookBox(hands);
    this.root.append(this.#pad.root, this.#words.root, this.#looks.root);
  }

  update(view: View): void {
    this.#pad.update(view);
    this.#words.update(view);
    this.#looks.update(view);
  }

  dispose(): void {
    this.#pad.dispose();
    this.#words.dispose();
  }
}
