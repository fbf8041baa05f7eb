/**
 * Sets the gain and the lowpass of all music: for a voice, under water, behind a menu. Each request has a name; of all
 * requests the deepest gain and the lowest cutoff hold. None changes a note, so it all runs in real time and is not logged.
 */

import { plainText, unknownName } from '../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, number } from '../mood/validate.ts';
import { DUCKS } from '../music/limits.ts';
import type { Seconds } from '../music/time.ts';
import type { MixSnapshotDefinition } from '../soundtrack/mix-snapshot.ts';
import type { AudioOutput } from './audio-output.ts';

/** How the music is lowered while something else should be heard. */
export interface DuckOptions {
  /** Gain in dB, -60..0. Default -9. */
  readonly db?: number;
  /** Seconds until it is down, 0..10. Default 0.15. */
  readonly attack?: Seconds;
  /** Seconds until it is back, 0..30. Default 0.8. */
  readonly release?: Seconds;
}

/** The gain and cutoff that hold, and the names of the requests. */
export interface MixState {
  /** Gain of all music in dB, at most 0. */
  readonly db: number;
  /** Cutoff in Hz; null without a lowpass. */
  readonly lowpass: number | null;
  /** Names of the active ducks. */
  readonly ducks: readonly string[];
  /** Names of the active snapshots. */
  readonly snapshots: readonly string[];
}

const DUCK = { db: -9, attack: 0.15, release: 0.8 } as const;
const SECONDS: Seconds = 0.3;
/** The shortest move of the gain by a signal, and the fastest: 2.2 dB in 20 ms. */
const FOLLOW: Seconds = 0.12;
const DB_PER_SECOND = 110;
const DB = number(-60, 0);
const QUICK = number(0, 10);
const DUCK_OPTIONS: Fields = { db: DB, attack: QUICK, release: number(0, 30) };

/** Checks the arguments of a duck. @throws naming what is wrong. */
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

/** Combines ducks and mixer snapshots into one gain and one cutoff. */
export class MixController {
  readonly #output: AudioOutput;
  readonly #known: ReadonlyMap<string, MixSnapshotDefinition>;
  readonly #ducks = new Map<string, MixRequest>();
  readonly #snapshots = new Map<string, MixRequest>();
  #followed: MixRequest = { db: 0, lowpass: null, attack: 0, release: 0 };
  #held: Pick<MixState, 'db' | 'lowpass'> = { db: 0, lowpass: null };

  constructor(output: AudioOutput, known: ReadonlyMap<string, MixSnapshotDefinition>) {
    this.#output = output;
    this.#known = known;
  }

  /** The state that holds now. */
  get picture(): MixState {
    return { ...this.#held, ducks: [...this.#ducks.keys()], snapshots: [...this.#snapshots.keys()] };
  }

  /** Lowers all music under a name; the same name again changes it. @throws for a wrong option. */
  duck(name: string, options: DuckOptions = {}): void {
    checkDuck(name, options);
    if (!this.#ducks.has(name) && this.#ducks.size >= DUCKS)
      throw new RangeError(
        `duck('${plainText(name)}'): ${DUCKS} ducks are on, and no more can be; end some with unduck(name)`,
      );
    const { db = DUCK.db, attack = DUCK.attack, release = DUCK.release } = options;
    const request = { db, lowpass: null, attack, release };
    this.#ducks.set(name, request);
    this.#settle(request);
  }

  /** Ends a duck; the deepest of the others holds. An unknown name changes nothing. */
  unduck(name: string): void {
    const request = this.#ducks.get(name);
    if (request === undefined) return;
    this.#ducks.delete(name);
    this.#settle(request);
  }

  /** Applies a snapshot. @throws RangeError for an unknown one. */
  mix(name: string): void {
    const definition = this.#definition(name);
    if (this.#snapshots.has(name)) return;
    const { db = 0, lowpass = null, seconds = SECONDS } = definition;
    const request = { db, lowpass, attack: seconds, release: seconds };
    this.#snapshots.set(name, request);
    this.#settle(request);
  }

  /** Ends a snapshot, or all of them. @throws RangeError for an unknown one. */
  unmix(name?: string): void {
    if (name !== undefined) this.#definition(name);
    for (const [key, request] of [...this.#snapshots]) {
      if (name !== undefined && key !== name) continue;
      this.#snapshots.delete(key);
      this.#settle(request);
    }
  }

  /** Lowers all music to a gain in dB that signals ask for, beside the ducks; 0 ends it. As fast as no jump is heard. */
  follow(db: number): void {
    const before = this.#followed.db;
    const gain = Math.max(-60, Math.min(0, db));
    if (gain === before) return;
    const seconds = Math.max(FOLLOW, Math.abs(gain - before) / DB_PER_SECOND);
    this.#followed = { db: gain, lowpass: null, attack: seconds, release: seconds };
    this.#settle(this.#followed);
  }

  /**
   * Takes over the requests of another controller, when the music begins anew. The output is set in any case: it may be the one
   * that the other controller has set.
   */
  adopt(other: MixController): void {
    for (const [name, request] of other.#ducks) this.#ducks.set(name, request);
    for (const [name, request] of other.#snapshots) if (this.#known.has(name)) this.#snapshots.set(name, request);
    this.#held = this.#combined();
    const { db, lowpass } = this.#held;
    this.#output.duck(db, 0, FOLLOW);
    this.#output.setLowpass(lowpass, lowpass === null ? FOLLOW : 0);
  }

  #definition(name: string): MixSnapshotDefinition {
    const definition = this.#known.get(name);
    if (definition === undefined) throw new RangeError(unknownName('snapshot', name, [...this.#known.keys()]));
    return definition;
  }

  /** The deepest gain and the lowest cutoff of all requests. */
  #combined(): Pick<MixState, 'db' | 'lowpass'> {
    const requests = [this.#followed, ...this.#ducks.values(), ...this.#snapshots.values()];
    const cutoffs = requests.flatMap((request) => (request.lowpass === null ? [] : [request.lowpass]));
    return {
      db: Math.min(0, ...requests.map((request) => request.db)),
      lowpass: cutoffs.length === 0 ? null : Math.min(...cutoffs),
    };
  }

  /** Sets the output to the gain and cutoff that hold now, as fast as the request that came or went says. */
  #settle({ attack, release }: MixRequest): void {
    const before = this.#held;
    this.#held = this.#combined();
    const { db, lowpass } = this.#held;
    if (db !== before.db) this.#output.duck(db, attack, release);
    const duller = (lowpass ?? Number.POSITIVE_INFINITY) < (before.lowpass ?? Number.POSITIVE_INFINITY);
    if (lowpass !== before.lowpass) this.#output.setLowpass(lowpass, duller ? attack : release);
  }
}
