/** A phrase model that is still on its way: who asks, waits; if it never comes, they are told why. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';

/** Stands in for a model while it loads. */
export class DeferredModel implements PhraseModel {
  readonly source = 'lstm';
  private loaded: PhraseModel | null = null;
  private failed = false;
  private disposed = false;

  /** @param coming rejects with one clear line where there will be no model. */
  constructor(private readonly coming: Promise<PhraseModel>) {
    coming.then(
      (model) => {
        this.loaded = model;
        if (this.disposed) model.dispose();
      },
      () => {
        // Everyone who asks is told; nobody having asked yet is no reason for an unhandled rejection.
        this.failed = true;
      },
    );
  }

  /** True once it is known whether there is a model. */
  get settled(): boolean {
    return this.failed || this.loaded !== null;
  }

  get name(): string {
    return this.loaded?.name ?? 'loading';
  }

  async generate(request: PhraseRequest): Promise<Phrase> {
    const model = await this.coming;
    if (this.disposed) throw new Error('the music model was disposed');
    return model.generate(request);
  }

  dispose(): void {
    this.disposed = true;
    this.loaded?.dispose();
  }
}
