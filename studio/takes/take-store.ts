/** Keeps takes in the browser: pieces with their notes and their sound, and scenes. Nothing leaves the computer. */

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Scene } from '../listen/scene.ts';
import type { Piece } from '../work/protocol.ts';

/** Something that is kept. */
export interface Take {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly made: number;
  readonly scene: Scene;
  /** Null for a scene that was kept without a piece. */
  readonly piece: Piece | null;
  /** The piece as a WAV file. */
  readonly sound: Blob | null;
}

/** A take made now. Pages without HTTPS have no `crypto.randomUUID`. */
export function newTake(take: Pick<Take, 'scene' | 'piece' | 'sound'>): Take {
  const made = Date.now();
  return { id: `${made.toString(36)}-${Math.random().toString(36).slice(2)}`, made, ...take };
}

interface Schema extends DBSchema {
  takes: { key: string; value: Take; indexes: { made: number } };
}

const NAME = 'phaser-adaptive-music/studio';
const VERSION = 1;

/** The takes. Where the browser stores nothing, e.g. in a private window, they last as long as the page. */
export class TakeStore {
  readonly #takes = new Map<string, Take>();
  #database: IDBPDatabase<Schema> | null = null;
  #reason: unknown = null;

  /** Reads what was kept. */
  async open(): Promise<void> {
    try {
      this.#database = await openDB<Schema>(NAME, VERSION, {
        upgrade(database) {
          database.createObjectStore('takes', { keyPath: 'id' }).createIndex('made', 'made');
        },
      });
      for (const take of await this.#database.getAllFromIndex('takes', 'made')) this.#takes.set(take.id, take);
    } catch (error) {
      this.#reason = error;
    }
  }

  /** Why takes are not kept; null if they are. */
  get problem(): unknown {
    return this.#reason;
  }

  /** All takes, newest first. */
  get all(): readonly Take[] {
    return [...this.#takes.values()].sort((a, b) => b.made - a.made);
  }

  /** Keeps a take. It is in the list also where it could not be stored. */
  async keep(take: Take): Promise<void> {
    this.#takes.set(take.id, take);
    await this.#store((database) => database.put('takes', take));
  }

  async remove(id: string): Promise<void> {
    this.#takes.delete(id);
    await this.#store((database) => database.delete('takes', id));
  }

  async #store(act: (database: IDBPDatabase<Schema>) => Promise<unknown>): Promise<void> {
    if (this.#database === null) return;
    try {
      await act(this.#database);
      this.#reason = null;
    } catch (error) {
      this.#reason = error;
    }
  }
}
