/** Decides which scene's mood plays: of the tagged scenes that run, the one that started or returned last. */

/** The mood of a scene, from its tag. */
export interface SceneRequest {
  readonly mood: string;
}

interface Running<W> {
  readonly scene: string;
  /** The scene's tag or, since then, the game's own `mood()` call. */
  request: W;
  awake: boolean;
}

/** Tracks scenes and decides which mood request applies. Independent of Phaser. */
export class SceneMoods<W extends SceneRequest> {
  /** Oldest first; the last one awake decides. */
  private readonly running: Running<W>[] = [];
  private applied: W | null = null;
  private stale = false;

  /** @param apply called with the request that applies, only when it changes. */
  constructor(private readonly apply: (request: W) => void) {}

  /** A scene started: its tag applies from now on. Scenes without a tag never change the mood. */
  started(scene: string, request: W | null): void {
    const before = this.forget(scene);
    if (request === null) {
      this.stale ||= before;
      return;
    }
    this.running.push({ scene, request, awake: true });
    this.settle();
  }

  /** A scene woke or resumed: its last request applies again. */
  returned(scene: string, request: W | null): void {
    const index = this.running.findIndex((entry) => entry.scene === scene);
    const [entry] = index === -1 ? [] : this.running.splice(index, 1);
    if (!entry) {
      this.started(scene, request);
      return;
    }
    entry.awake = true;
    this.running.push(entry);
    this.settle();
  }

  /** A scene was paused or put to sleep. Takes effect at the next {@link settle}, because another may start in the same frame. */
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

  /** The game called `mood()`: it applies as long as the current scene does. */
  asked(request: W): void {
    const top = this.top();
    if (top) top.request = request;
    this.applied = request;
  }

  /** Applies the request of the current scene; with none awake, the music stays as it is. Call it every frame. */
  settle(): void {
    this.stale = false;
    const request = this.top()?.request;
    if (!request || request === this.applied) return;
    this.applied = request;
    this.apply(request);
  }

  /** True if a scene has ended, paused or slept since the last {@link settle}. */
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
