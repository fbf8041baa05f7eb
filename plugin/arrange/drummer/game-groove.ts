/**
 * The groove that a game draws for each theme of a mood: lines of kick, snare and time-keeper in place of those of the kit's
 * pattern. The patterns move in eighths; drummers play kicks between them, ghost notes on sixteenths, and keep time in quarters,
 * sixteenths or syncopated lines as often.
 */

import type { DrumClass } from '../../music/drum-performance.ts';
import { random } from '../../music/random.ts';
import type { BPM } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import type { KitName } from '../styles.ts';

/** A bar of sixteenths, and the fastest tempo that it is played at. */
interface Rhythm {
  readonly strokes: string;
  readonly upTo?: BPM;
}

/** Rhythms of a role, and the drums whose strokes they replace. */
interface Role {
  readonly drums: readonly DrumClass[];
  readonly kits: readonly KitName[];
  readonly rhythms: readonly Rhythm[];
}

/** Kits with a back beat, as drummers of rock, funk and pop play them. */
const BACK_BEAT: readonly KitName[] = ['soft', 'war', 'doom'];

// biome-ignore format: a table reads in columns
/** Grooves of drum methods; the first line of a role is its plainest. */
const ROLES: readonly Role[] = [
  {
    drums: ['hat-closed', 'hat-open', 'hat-pedal', 'ride', 'ride-bell'],
    kits: [...BACK_BEAT, 'parade', 'hand', 'frame', 'dance'],
    rhythms: [
      { strokes: 'x.x.x.x.x.x.x.x.' },
      { strokes: 'x...x...x...x...' },
      { strokes: 'x..x..x.x..x..x.' }, // three, three and two
      { strokes: 'x.xxx.xxx.xxx.xx', upTo: 160 }, // gallop
      { strokes: 'x..xx..xx..xx..x', upTo: 160 }, // samba
      { strokes: 'xxxxxxxxxxxxxxxx', upTo: 115 },
    ],
  },
  {
    drums: ['kick'],
    kits: [...BACK_BEAT, 'parade'],
    rhythms: [
      { strokes: 'x.......x..x....' },
      { strokes: 'x..x....x..x....' },
      { strokes: 'x..x....x.......' },
      { strokes: 'x......xx.......' },
      { strokes: 'x..x..x...x..x..' },
      { strokes: 'x..xx..xx..xx..x' },
      { strokes: 'x...x...x...x...' },
    ],
  },
  {
    drums: ['snare', 'rimshot'],
    kits: BACK_BEAT,
    rhythms: [
      { strokes: '....x.......x...' },
      { strokes: '....x..x.x..x...' },
      { strokes: '....x..x.x..x..x' },
      { strokes: '.x..x....x.xx..x' },
      { strokes: '....x..x....x.xx' },
    ],
  },
];

/** A sixteenth in the grid of drum patterns, which has 24 positions in a quarter. */
const SIXTEENTH_STEPS = 6;

/** A pattern, ticks of the bar by drum, with the lines of a game; unchanged where nothing is drawn. */
export function gameGroove(
  { figures, section, bpm, style }: Setting,
  pattern: ReadonlyMap<DrumClass, readonly number[]>,
): ReadonlyMap<DrumClass, readonly number[]> {
  if (figures === undefined) return pattern;
  const groove = new Map(pattern);
  const theme = section?.theme.replaceAll("'", '') ?? '';
  for (const [i, { drums, kits, rhythms }] of ROLES.entries()) {
    const leader = drums.find((drum) => pattern.has(drum));
    if (leader === undefined || !kits.includes(style.drums.kit)) continue;
    const able = rhythms.filter(({ upTo = Number.POSITIVE_INFINITY }) => bpm <= upTo);
    const { strokes } = random(`${figures}/groove/${theme}/${i}`).pick(able);
    for (const drum of drums) groove.delete(drum);
    groove.set(
      leader,
      [...strokes].flatMap((sign, place) => (sign === 'x' ? [place * SIXTEENTH_STEPS] : [])),
    );
  }
  return groove;
}
