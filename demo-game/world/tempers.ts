/** The monsters' tempers in a battle, as one table. */

import type { MonsterKind } from '../art/monsters.ts';

/** How each kind fights. Times in milliseconds, speeds in pixels a second. */
export interface Temper {
  readonly health: number;
  readonly scale: number;
  readonly half: number;
  readonly warn: number;
  readonly rest: readonly [number, number];
  readonly lunge: number;
  readonly orbs: number;
  readonly slam: boolean;
  readonly glow: number;
}

/** Every attack is announced for longer than a roll takes, so that none has to be suffered. */
export const TEMPERS: Record<MonsterKind, Temper> = {
  gloom: {
    health: 60,
    scale: 1,
    half: 62,
    warn: 640,
    rest: [900, 1500],
    lunge: 640,
    orbs: 3,
    slam: false,
    glow: 0xb9a0ff,
  },
  bramble: {
    health: 72,
    scale: 1.05,
    half: 70,
    warn: 560,
    rest: [800, 1300],
    lunge: 720,
    orbs: 5,
    slam: false,
    glow: 0xff9db4,
  },
  guardian: {
    health: 110,
    scale: 1.35,
    half: 86,
    warn: 700,
    rest: [850, 1350],
    lunge: 600,
    orbs: 6,
    slam: true,
    glow: 0x8ff0d0,
  },
};
