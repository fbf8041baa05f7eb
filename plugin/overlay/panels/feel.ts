/** Feel: the music by how it feels, by words, and by what the scene looks like. A page without a game has the first only. */

import { el } from '../dom.ts';
import type { Panel, PanelActions, View } from '../panel.ts';
import { AffectPad } from './affect-pad.ts';
import { DescribeBox } from './describe-box.ts';
import { LookBox } from './look-box.ts';

/** The panel. */
export class FeelPanel implements Panel {
  readonly root = el('div');
  readonly #pad: AffectPad;
  readonly #words: DescribeBox | null;
  readonly #looks: LookBox | null;

  /** @param inPage whether it is a part of a page, which has fields and pictures of its own. */
  constructor(hands: PanelActions, inPage = false) {
    this.#pad = new AffectPad(hands.target);
    this.#words = inPage ? null : new DescribeBox(hands.target);
    this.#looks = inPage ? null : new LookBox(hands);
    for (const box of [this.#pad, this.#words, this.#looks]) if (box) this.root.append(box.root);
  }

  update(view: View): void {
    this.#pad.update(view);
    this.#words?.update(view);
    this.#looks?.update(view);
  }

  dispose(): void {
    this.#pad.dispose();
    this.#words?.dispose();
  }
}
