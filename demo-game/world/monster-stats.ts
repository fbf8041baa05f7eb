/** Battle parameters of the monsters, in one table. */

import type { MonsterKind } from '../art/monsters.ts';

/** How each kind fights. Times in milliseconds, speeds in pixels per second. */
export interface MonsterStats {
  readonly name: string;
  readonly health: number;
  /** Half its width, in pixels. */
  readonly half: number;
  readonly warn: number;
  readonly rest: readonly [number, number];
  readonly lunge: number;
  readonly orbs: number;
  readonly slam: boolean;
  readonly glow: number;
}

/** Every attack is announced for longer than a roll takes, so that each can be avoided. */
export const MONSTER_STATS: Record<MonsterKind, MonsterStats> = {
  gloom: {
    name: 'Gloom',
    health: 56,
    half: 27,
    warn: 640,
    rest: [900, 1500],
    lunge: 260,
    orbs: 3,
    slam: false,
    glow: 0xa98ad6,
  },
  bramble: {
    name: 'Bramble',
    health: 68,
    half: 30,
    warn: 560,
    rest: [800, 1300],
    lunge: 290,
    orbs: 5,
    slam: false,
    glow: 0xf28b8b,
  },
  sirocco: {
    name: 'Sirocco',
    health: 76,
    half: 30,
    warn: 520,
    rest: [700, 1200],
    lunge: 330,
    orbs: 4,
    slam: true,
    glow: 0xffcb6b,
  },
  guardian: {
    name: 'The Hollow Guardian',
    health: 115,
    half: 40,
    warn: 700,
    rest: [850, 1350],
    lunge: 250,
    orbs: 6,
    slam: true,
    glow: 0x7fe0c0,
  },
};
