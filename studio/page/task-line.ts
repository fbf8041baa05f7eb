/** Shows a long task: what is done now, how far it is, and a button that cancels it. */

import { button, el, reasonOf } from './dom.ts';

/** What a task may use. */
export interface TaskPort {
  readonly signal: AbortSignal;
  /** Says what is done now, and which share of the whole task, 0..1, is done. */
  report(doing: string, share: number): void;
}

/** A line for one task at a time. */
export class TaskLine {
  readonly root = el('div', { class: 'task', hidden: true });
  readonly #doing = el('span', { role: 'status' });
  readonly #share = el('span', { class: 'share', 'aria-hidden': 'true' });
  readonly #bar = el('progress', { max: '1', value: '0', 'aria-label': 'Progress' });
  readonly #problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  readonly #line: HTMLElement;
  #cancel: AbortController | null = null;

  constructor() {
    const stop = button(
      'Cancel',
      () => this.#cancel?.abort(new DOMException('cancelled', 'AbortError')),
      'button small',
    );
    this.#line = el('div', { class: 'task-line' }, this.#doing, this.#share, stop, this.#bar);
    this.root.append(this.#line, this.#problem);
  }

  get isBusy(): boolean {
    return this.#cancel !== null;
  }

  /** Runs a task. @returns its result, or null if it was cancelled or failed, which the line then says. */
  async run<T>(task: (port: TaskPort) => Promise<T>): Promise<T | null> {
    if (this.isBusy) return null;
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.root.hidden = this.#line.hidden = false;
    this.#problem.hidden = true;
    const report = (doing: string, share: number) => {
      if (this.#doing.textContent !== doing) this.#doing.textContent = doing;
      this.#share.textContent = `${Math.floor(100 * share)} %`;
      this.#bar.value = share;
    };
    report('Starting', 0);
    try {
      return await task({ signal: cancel.signal, report });
    } catch (error) {
      if (!cancel.signal.aborted) this.#fail(error);
      return null;
    } finally {
      this.#cancel = null;
      this.#line.hidden = true;
      this.root.hidden = this.#problem.hidden;
    }
  }

  #fail(error: unknown): void {
    console.error(error);
    this.#problem.textContent = `That did not work: ${reasonOf(error)}. Please try again.`;
    this.#problem.hidden = false;
  }
}
