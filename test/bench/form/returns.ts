/** Form: how much of the tune comes back note for note, in passages of which length, and how often one bar sounds. */

import { counted, highestCount } from './numbers.ts';
import { type Piece, tuneByBar } from './piece.ts';

/** The tune of each bar as text: places and pitches. Rests are the empty text. */
function tuneBars(piece: Piece): readonly string[] {
  return tuneByBar(piece).map((bar) => bar.map(({ place, pitch }) => `${place}:${pitch}`).join(' '));
}

/**
 * Share of all bars that lie in a passage of `least` bars or more whose tune was heard before, note for note at the same
 * places and pitches; the two passages do not overlap. Source: review, section 4.
 */
export function exactReturns(piece: Piece, least: number): number {
  const bars = tuneBars(piece);
  const inside = new Set<number>();
  const isSame = (a: number, b: number) => {
    for (let i = 0; i < least; i++) if (bars[a + i] !== bars[b + i]) return false;
    return true;
  };
  for (let at = least; at + least <= bars.length; at++) {
    if (bars.slice(at, at + least).every((bar) => bar === '')) continue;
    for (let before = 0; before + least <= at; before++) {
      if (!isSame(before, at)) continue;
      for (let i = 0; i < least; i++) inside.add(at + i);
      break;
    }
  }
  return inside.size / bars.length;
}

/** How often the commonest bar of the tune sounds. */
export function mostFrequentBar(piece: Piece): number {
  return highestCount(counted(tuneBars(piece).filter((bar) => bar !== '')));
}

/** The longest run of bars each of which was heard before, wherever that was. Bars without tune are left out. */
export function longestHeardBefore(piece: Piece): number {
  const heard = new Set<string>();
  let run = 0;
  let longest = 0;
  for (const bar of tuneBars(piece)) {
    if (bar === '') continue;
    run = heard.has(bar) ? run + 1 : 0;
    longest = Math.max(longest, run);
    heard.add(bar);
  }
  return longest;
}
