/** A model that restarts: if its worker dies, another is started after a pause that doubles each time. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';

/** A model that may die at any time. */
export interface RestartableModel extends PhraseModel {
  /** Resolves with the reason if it dies; never resolves after `dispose`. */
  readonly died: Promise<Error>;
}

/** When and how often a model is restarted. */
export interface Revival {
  /** First pause; each further one is twice as long. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Attempts for a model that has never started. One that has is restarted without limit. */
  readonly tries: number;
  /** Whether a retry may help after an error. */
  readonly isRetryable: (reason: unknown) => boolean;
}

/** A proxy for a model that loads, dies and restarts. */
export class RestartingModel implements PhraseModel {
  readonly source = 'lstm';
  private model: RestartableModel | null = null;
  private lived = false;
  private hasGivenUp = false;
  private reason: unknown = null;
  private coming: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;

  /** @param start rejects with a one-line error if there is no model. */
  constructor(
    private readonly start: () => Promise<RestartableModel>,
    private readonly revival: Revival,
  ) {
    this.begin();
  }

  /** True until the first start has succeeded or finally failed. */
  get loading(): boolean {
    return !this.lived && !this.hasGivenUp;
  }

  get name(): string {
    return this.model?.name ?? (this.loading ? 'loading' : 'none');
  }

  /** Number of tensors of the current model, or null. */
  get tensors(): number | null {
    return this.model?.tensors ?? null;
  }

  async generate(request: PhraseRequest): Promise<Phrase> {
    if (this.loading) await this.coming;
    if (this.disposed) throw new Error('the music model was disposed');
    if (this.model === null) throw this.reason;
    const phrase = await this.model.generate(request);
    this.failures = 0;
    return phrase;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.model?.dispose();
    this.model = null;
  }

  private begin(): void {
    this.coming = this.start().then(
      (model) => {
        if (this.disposed) {
          model.dispose();
          return;
        }
        this.model = model;
        this.lived = true;
        void model.died.then((reason) => {
          if (this.model !== model) return;
          this.model = null;
          this.fail(reason);
        });
      },
      (reason) => this.fail(reason),
    );
  }

  private fail(reason: unknown): void {
    this.reason = reason;
    const { pauseMs, longestPauseMs, tries, isRetryable: curable } = this.revival;
    if (this.disposed || !curable(reason) || (!this.lived && this.failures >= tries)) {
      this.hasGivenUp = true;
      return;
    }
    this.timer = setTimeout(() => this.begin(), Math.min(longestPauseMs, pauseMs * 2 ** this.failures++));
  }
}
