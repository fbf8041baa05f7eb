/** Every figure by its key in `targets.json`; the docs stand at the functions that count them. */

import {
  barsWithTune,
  blocksWithoutTune,
  changesOfPlayers,
  loudnessRange,
  nearTune,
  secondLineRhythms,
  setsOfPlayers,
  unisonDoubling,
} from './band.ts';
import { fallingMoves, fifthToTonic, firstOnTonic, meanPitch, nearTonic, rangeOf, rangeOfFour } from './degrees.ts';
import {
  bassRange,
  closesOnFifth,
  differentChords,
  modalCloses,
  nextChordEntropy,
  rootUnderChange,
  runsHeardBefore,
  spreadOfCloses,
} from './harmony.ts';
import type { Measured } from './measured.ts';
import { share } from './numbers.ts';
import { jumpsElsewhere, jumpsInSlots, octaveAway, RETURN_SLOTS } from './octaves.ts';
import type { Piece } from './piece.ts';
import { exactReturns, longestHeardBefore, mostFrequentBar } from './returns.ts';
import { evenPairs, longShortPairs, rhythmCells, sungOver, upbeatGroups, upbeatOpenings } from './rhythm.ts';
import { barLikeness, keys, meters, placeLikeness, tempoSpread } from './variety.ts';
import { colorsAtChanges, leaningTones, longUnresolved, parallels, strongOutside } from './voice-leading.ts';

/** Counted on one piece; the value of several pieces is the median. */
export const PIECE_FIGURES: Readonly<Record<string, (of: Measured) => number | null>> = {
  changesOfPlayers: ({ start }) => changesOfPlayers(start),
  setsOfPlayers: ({ start }) => setsOfPlayers(start),
  barsWithTune: ({ start }) => barsWithTune(start),
  loudnessRange: ({ piece }) => loudnessRange(piece),
  blocksWithoutTune: ({ piece }) => blocksWithoutTune(piece),
  unisonDoubling: ({ start }) => unisonDoubling(start),
  nearTune: ({ start }) => nearTune(start),
  secondLineRhythms: ({ start }) => secondLineRhythms(start),
  returnsOfFour: ({ piece }) => exactReturns(piece, 4),
  returnsOfEight: ({ piece }) => exactReturns(piece, 8),
  commonestBar: ({ piece }) => mostFrequentBar(piece),
  longestHeardBefore: ({ start }) => longestHeardBefore(start),
  rangeOfStart: ({ start }) => rangeOf(start),
  meanPitch: ({ start }) => meanPitch(start),
  fallingMoves: ({ start }) => fallingMoves(start),
  rhythmCells: ({ start }) => rhythmCells(start),
  evenPairs: ({ start }) => evenPairs(start),
  longShortPairs: ({ start }) => longShortPairs(start),
  sungOver: ({ start }) => sungOver(start),
  upbeatGroups: ({ start }) => upbeatGroups(start),
  nextChordEntropy: ({ heard }) => nextChordEntropy(heard),
  runsHeardBefore: ({ heard }) => runsHeardBefore(heard),
  differentChords: ({ heard }) => differentChords(heard),
  closesOnFifth: ({ start, heard }) => closesOnFifth(start, heard),
  modalCloses: ({ start, heard }) => modalCloses(start, heard),
  rootUnderChange: ({ start, heard }) => rootUnderChange(start, heard),
  bassRange: ({ start }) => bassRange(start),
  parallels: ({ start }) => parallels(start),
  strongOutside: ({ tones }) => strongOutside(tones),
  leaningTones: ({ tones }) => leaningTones(tones),
  longUnresolved: ({ start, tones }) => longUnresolved(start, tones),
};

/** Counted on all games of a mood together. */
export const GAMES_FIGURES: Readonly<Record<string, (of: readonly Measured[]) => number | null>> = {
  fifthToTonic: (of) => fifthToTonic(starts(of)),
  nearTonic: (of) => nearTonic(starts(of)),
  firstOnTonic: (of) => firstOnTonic(starts(of)),
  rangeOfFour: (of) => rangeOfFour(starts(of)),
  upbeatOpenings: (of) => upbeatOpenings(starts(of)),
  keys: (of) => keys(starts(of)),
  tempoSpread: (of) => tempoSpread(starts(of)),
  meters: (of) => meters(starts(of)),
  bassLikeness: (of) => barLikeness(pieces(of), 'bass'),
  chordLikeness: (of) => barLikeness(pieces(of), 'chords'),
  drumLikeness: (of) => barLikeness(pieces(of), 'drums'),
  placeLikeness: (of) => placeLikeness(starts(of)),
  spreadOfCloses: (of) => spreadOfCloses(of.map(({ start, heard }) => closesOnFifth(start, heard))),
  jumpsInReturn: (of) => jumpsInSlots(pieces(of), RETURN_SLOTS),
  jumpsElsewhere: (of) => jumpsElsewhere(pieces(of)),
  octaveAway: (of) => octaveAway(pieces(of)),
  colorsAtChanges: (of) => share(of.flatMap(({ piece, stated }) => colorsAtChanges(piece, stated))),
};

function pieces(of: readonly Measured[]): readonly Piece[] {
  return of.map(({ piece }) => piece);
}

function starts(of: readonly Measured[]): readonly Piece[] {
  return of.map(({ start }) => start);
}
