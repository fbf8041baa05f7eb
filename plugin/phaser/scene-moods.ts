/** Which scene's mood counts: of the mapped scenes that run, the one that started or came back last. */

/** A mood that a scene asks for, as the soundtrack's `scenes` map gives it. */
export interface SceneWish {
  readonly mood: string;
}

interface Running<W> {
  readonly scene: string;
  /** What the scene's tag or, since then, the game's own `mood()` call wants. */
  wish: W;
  awake: boolean;
}

/** Follows scenes as they come and go, and says which wish holds. Knows nothing of any engine. */
export class SceneMoods<W extends SceneWish> {
  /** Oldest first; the last one awake decides. */
  private readonly running: Running<W>[] = [];
  private applied: W | null = null;
  private stale = false;

  /** @param apply called with the wish that now holds, only when it is another than before. */
  constructor(private readonly apply: (wish: W) => void) {}

  /** A scene started anew: its tag holds from now on. Scenes without one never change the mood. */
  started(scene: string, wish: W | null): void {
    const before = this.forget(scene);
    if (wish === null) {
      this.stale ||= before;
      return;
    }
    this.running.push({ scene, wish, awake: true });
    this.settle();
  }

  /** A scene woke or resumed: what held when it was last seen holds again. */
  returned(scene: string, wish: W | null): void {
    const index = this.running.findIndex((entry) => entry.scene === scene);
    const [entry] = index === -1 ? [] : this.running.splice(index, 1);
    if (!entry) {
      this.started(scene, wish);
      return;
    }
    entry.awake = true;
    this.running.push(entry);
    this.settle();
  }

  /** A scene was paused or put to sleep. Takes effect at the next {@link settle}, as another may start in the same breath. */
  paused(scene: string): void {
    const entry = this.running.find((candidate) => candidate.scene === scene);
    if (!entry) return;
    entry.awake = false;
    this.stale = true;
  }

  /** A scene was shut down. Takes effect at the next {@link settle}. */
  stopped(scene: string): void {
    if (this.forget(scene)) this.stale = true;
  }

  /** The game asked for a mood by itself: it holds as long as the scene that counts now does. */
  asked(wish: W): void {
    const top = this.top();
    if (top) top.wish = wish;
    this.applied = wish;
  }

  /** Applies the wish of the scene that counts now; with none awake, the music stays as it is. Call once a frame. */
  settle(): void {
    this.stale = false;
    const wish = this.top()?.wish;
    if (!wish || wish === this.applied) return;
    this.applied = wish;
    this.apply(wish);
  }

  /** True where a scene has gone since the last {@link settle}. */
  get unsettled(): boolean {
    return this.stale;
  }

  private top(): Running<W> | undefined {
    for (let i = this.running.length - 1; i >= 0; i--) if (this.running[i]!.awake) return this.running[i];
    return undefined;
  }

  private forget(scene: string): boolean {
    const index = this.running.findIndex((entry) => entry.scene === scene);
    if (index !== -1) this.running.splice(index, 1);
    return index !== -1;
  }
}
