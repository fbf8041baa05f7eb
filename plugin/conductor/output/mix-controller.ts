/**
 * Mixing is how loud and how open all music is at this moment: it steps back for a voice, it lies under water, it waits
 * behind a menu. Whoever asks has a name, and of all that are asked the deepest gain and the lowest cutoff hold. Nothing of
 * it decides a note, so it runs in real time and stands in no log.
 */

import { plainText, unknownName } from '../../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, number } from '../../mood/validate.ts';
import { DUCKS } from '../../music/limits.ts';
import type { Seconds } from '../../music/time.ts';
import type { SnapshotDefinition } from '../../soundtrack/mix-snapshot.ts';
import type { AudioOutput } from './audio-output.ts';

/** How the music steps back while something else should be heard. */
export interface DuckOptions {
  /** How far, in dB, -60..0. Default -9. */
  readonly db?: number;
  /** Seconds until it is down, 0..10. Default 0.15. */
  readonly attack?: Seconds;
  /** Seconds until it is back, 0..30. Default 0.8. */
  readonly release?: Seconds;
}

/** What holds of all that is asked, and who asks. */
export interface MixState {
  /** Gain of all music in dB, at most 0. */
  readonly db: number;
  /** Cutoff in Hz, or null where the music is open. */
  readonly lowpass: number | null;
  /** Names of the ducks that are on. */
  readonly ducks: readonly string[];
  /** Names of the snapshots that are on. */
  readonly snapshots: readonly string[];
}

const DUCK = { db: -9, attack: 0.15, release: 0.8 } as const;
const SECONDS: Seconds = 0.3;
const DB = number(-60, 0);
const QUICK = number(0, 10);
const DUCK_OPTIONS: Fields = { db: DB, attack: QUICK, release: number(0, 30) };

/** Checks what is asked of a duck. @throws naming what is wrong. */
export function checkDuck(name: string, options: DuckOptions): void {
  if (typeof name !== 'string') throw new TypeError("duck needs a name to end it by, as in duck('voice')");
  checkText('the name of a duck', name);
  const owner = `duck('${plainText(name)}')`;
  checkObject(owner, options, '{ db: -9, attack: 0.1, release: 0.6 }');
  checkFieldsOf(owner, options, DUCK_OPTIONS);
}

interface MixRequest {
  readonly db: number;
  readonly lowpass: number | null;
  readonly attack: Seconds;
  readonly release: Seconds;
}

/** Everything that is asked of the desk, brought to one gain and one cutoff. */
export class MixController {
  readonly #stage: AudioOutput;
  readonly #known: ReadonlyMap<string, SnapshotDefinition>;
  readonly #ducks = new Map<string, MixRequest>();
  readonly #snapshots = new Map<string, MixRequest>();
  #held: Pick<MixState, 'db' | 'lowpass'> = { db: 0, lowpass: null };

  constructor(stage: AudioOutput, known: ReadonlyMap<string, SnapshotDefinition>) {
    this.#stage = stage;
    this.#known = known;
  }

  /** What holds now. */
  get picture(): MixState {
    return { ...this.#held, ducks: [...this.#ducks.keys()], snapshots: [...this.#snapshots.keys()] };
  }

  /** Lets all music step back under a name; the same name again changes it. @throws for an option that is wrong. */
  duck(name: string, options: DuckOptions = {}): void {
    checkDuck(name, options);
    if (!this.#ducks.has(name) && this.#ducks.size >= DUCKS)
      throw new RangeError(
        `duck('${plainText(name)}'): ${DUCKS} ducks are on, and no more can be; end some with unduck(name)`,
      );
    const { db = DUCK.db, attack = DUCK.attack, release = DUCK.release } = options;
    const wish = { db, lowpass: null, attack, release };
    this.#ducks.set(name, wish);
    this.#settle(wish);
  }

  /** Ends a duck; the deepest of those that are left holds. A name that is not on changes nothing. */
  unduck(name: string): void {
    const wish = this.#ducks.get(name);
    if (wish === undefined) return;
    this.#ducks.delete(name);
    this.#settle(wish);
  }

  /** Lays a snapshot over. @throws RangeError for one that is not known. */
  mix(name: string): void {
    const definition = this.#definition(name);
    if (this.#snapshots.has(name)) return;
    const { db = 0, lowpass = null, seconds = SECONDS } = definition;
    const wish = { db, lowpass, attack: seconds, release: seconds };
    this.#snapshots.set(name, wish);
    this.#settle(wish);
  }

  /** Takes a snapshot back, or all of them. @throws RangeError for one that is not known. */
  unmix(name?: string): void {
    if (name !== undefined) this.#definition(name);
    for (const [key, wish] of [...this.#snapshots]) {
      if (name !== undefined && key !== name) continue;
      this.#snapshots.delete(key);
      this.#settle(wish);
    }
  }

  /** Asks the same of another: what is on stays on where the music begins anew. */
  adopt(other: MixController): void {
    for (const [name, wish] of other.#ducks) this.#ducks.set(name, wish);
    for (const [name, wish] of other.#snapshots) if (this.#known.has(name)) this.#snapshots.set(name, wish);
    if (other.#stage === this.#stage) this.#held = other.#held;
    this.#settle({ db: 0, lowpass: null, attack: 0, release: 0 });
  }

  #definition(name: string): SnapshotDefinition {
    const definition = this.#known.get(name);
    if (definition === undefined) throw new RangeError(unknownName('snapshot', name, [...this.#known.keys()]));
    return definition;
  }

  /** Brings the stage to what holds now, as fast as whoever came or went says. */
  #settle({ attack, release }: MixRequest): void {
    const wishes = [...this.#ducks.values(), ...this.#snapshots.values()];
    const db = Math.min(0, ...wishes.map((wish) => wish.db));
    const cutoffs = wishes.flatMap((wish) => (wish.lowpass === null ? [] : [wish.lowpass]));
    const lowpass = cutoffs.length === 0 ? null : Math.min(...cutoffs);
    const before = this.#held;
    this.#held = { db, lowpass };
    if (db !== before.db) this.#stage.duck(db, attack, release);
    const duller = (lowpass ?? Number.POSITIVE_INFINITY) < (before.lowpass ?? Number.POSITIVE_INFINITY);
    if (lowpass !== before.lowpass) this.#stage.setLowpass(lowpass, duller ? attack : release);
  }
}
