/** All beds by name. */

import type { AmbienceName } from '../../mood/ambience.ts';
import type { Bed } from './bed.ts';
import { BIRDS, CRICKETS } from './life-beds.ts';
import { FIRE, MURMUR } from './people-beds.ts';
import { BELLS, CUPS, MACHINES } from './struck-beds.ts';
import { BROOK, DRIPS, WAVES } from './water-beds.ts';
import { RAIN, SNOW, THUNDER, WIND } from './weather-beds.ts';

export const BEDS: Readonly<Record<AmbienceName, Bed>> = {
  wind: WIND,
  rain: RAIN,
  thunder: THUNDER,
  snow: SNOW,
  waves: WAVES,
  brook: BROOK,
  drips: DRIPS,
  birds: BIRDS,
  crickets: CRICKETS,
  fire: FIRE,
  murmur: MURMUR,
  cups: CUPS,
  machines: MACHINES,
  bells: BELLS,
};
