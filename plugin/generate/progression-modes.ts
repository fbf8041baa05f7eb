/**
 * The harmony of each mode: characteristic progressions, cadences, and the weight of the corpus, which covers only major
 * and minor.
 *
 * Sources. Dorian IV, mixolydian bVII, phrygian and aeolian turns: the modal part of free-midi-chords (MIT) and
 * docs/music-criteria.md ("Modal moods stay modal"). Vamps of two chords around the characteristic degree: Persichetti,
 * Twentieth-Century Harmony (1961), ch. 2, primary chords of the modes. Phrygian dominant and double harmonic: the
 * hijaz practice of drone, bII and bvii (Marcus, Arab Music Theory, 1989; no V). Pentatonic: chords of scale tones
 * only, open ones first. Whole tone: its two augmented triads (Debussy, Voiles). Octatonic: triads a minor third
 * apart (Stravinsky's "Petrushka" pair is I and #IV). Chinese modes: fourths and fifths between the two lines of silk-and-bamboo
 * music, which has no chords (Thrasher, Sizhu Instrumental Music of South China, 2008). Miyako-bushi: fifths and fourths on its
 * framing notes, as koto accompaniments strike them (Malm, Traditional Japanese Music, 2000, ch. 8).
 */

import type { Mode } from '../music/pitch.ts';

/**
 * Chords outside the mode that may be used when chromaticism is requested; modal moods have none. In major: secondary
 * dominants and chords of the parallel minor; in minor: the raised and lowered degrees of common practice
 * (Aldwell & Schachter, Harmony and Voice Leading, parts IV-V).
 */
export const BORROWED: Readonly<Partial<Record<Mode, string>>> = {
  ionian: 'II II7 VI7 III III7 I7 iv bVI bVII bIII #ivo',
  aeolian: 'V V7 viio IV bII I7',
  'harmonic minor': 'bIII bVII bII v IV',
};

/** The characteristic chord of a mode (Persichetti 1961); favored until it has sounded in the phrase. */
export const COLOR_CHORDS: Readonly<Partial<Record<Mode, string>>> = {
  dorian: 'IV',
  mixolydian: 'bVII',
  phrygian: 'bII',
  lydian: 'II',
  locrian: 'bII',
  'phrygian dominant': 'bII',
  'double harmonic': 'bII',
};

/**
 * The chord that is easily heard as the tonic instead of the mode's own: of the collection's major key. F lydian with C
 * chords is heard as C major, as is E phrygian.
 */
export const RIVAL_CHORDS: Readonly<Partial<Record<Mode, string>>> = {
  lydian: 'V',
  phrygian: 'bVI',
};

/**
 * The chords that a mode's phrases seem to rest on, or to lead to another home, if they come often: E phrygian with much A minor is
 * heard as A minor, C major with much D7 as G. With the weight by which they are left aside, in major only in themes that begin
 * elsewhere.
 */
export const OTHER_HOMES: Readonly<Partial<Record<Mode, readonly [chords: string, weight: number]>>> = {
  ionian: ['II', 0.2],
  phrygian: ['iv', 0.4],
  aeolian: ['iv v', 0.4],
};

/** How a phrase's harmony ends: `full` on the tonic, `half` open, `deceptive` where only the melody closes. */
export const PROGRESSION_CADENCES = ['full', 'half', 'deceptive'] as const;
type WeightedTails = readonly (readonly [tail: string, weight: number])[];

/** The harmony of one mode, in numerals. */
export interface ModeHarmony {
  /** Progressions to learn from, each a loop. */
  readonly turns: readonly string[];
  /** Weight of the corpus relative to the progressions, 0..1. */
  readonly corpus: number;
  /** Last chords of a phrase by cadence, with weights. */
  readonly cadences: Readonly<Record<(typeof PROGRESSION_CADENCES)[number], WeightedTails>>;
}

// biome-ignore format: a table reads in columns
/** Harmony by mode. */
export const MODE_HARMONY: Readonly<Record<Mode, ModeHarmony>> = {
  ionian: {
    turns: ['I IV V I', 'I vi IV V', 'I V vi IV', 'I IV I V', 'vi IV I V', 'I iii IV V', 'I ii V I', 'IV I V vi IV V'],
    corpus: 0.75,
    cadences: {
      full: [['V I', 5], ['V7 I', 5], ['IV I', 1], ['ii V7 I', 2]],
      half: [['V', 6], ['IV V', 3], ['ii V', 2], ['I V', 2], ['IV', 3], ['vi IV', 2], ['ii', 2]],
      deceptive: [['V vi', 4], ['V7 vi', 3], ['V IV', 1]],
    },
  },
  lydian: {
    turns: ['I II I II', 'I II iii II', 'I vii vi II', 'I vi II I', 'I II #ivo I', 'I iii II I', 'vi II I vii', 'I #ivo vii II'],
    corpus: 0.15,
    cadences: {
      full: [['II I', 6], ['vi II I', 2], ['vii I', 1], ['#ivo I', 1]],
      half: [['II', 4], ['I II', 2], ['vii', 2], ['vi', 1], ['iii', 1]],
      deceptive: [['II iii', 2], ['vii vi', 1], ['II vi', 2]],
    },
  },
  mixolydian: {
    turns: ['I bVII IV I', 'I IV bVII I', 'I bVII I v', 'I v IV I', 'I bVII IV bVII', 'I ii bVII IV', 'I IV v bVII', 'I vi bVII IV'],
    corpus: 0.3,
    cadences: {
      full: [['bVII I', 5], ['IV I', 3], ['v I', 1], ['bVII IV I', 2]],
      half: [['bVII', 3], ['v', 2], ['IV bVII', 2], ['IV', 1]],
      deceptive: [['bVII vi', 2], ['bVII IV', 2], ['v ii', 1]],
    },
  },
  dorian: {
    turns: ['i IV i IV', 'i bVII IV i', 'i IV bVII i', 'i ii bIII IV', 'i bIII IV i', 'i v IV i', 'i bIII bVII IV', 'i ii IV i', 'i bVII bIII IV'],
    corpus: 0.25,
    cadences: {
      full: [['IV i', 7], ['bVII i', 3], ['v i', 2], ['IV bVII i', 2]],
      half: [['IV', 3], ['v', 3], ['bVII', 3], ['i IV', 2]],
      deceptive: [['v bIII', 2], ['bVII bIII', 2], ['v IV', 2]],
    },
  },
  aeolian: {
    turns: ['i bVI bIII bVII', 'i bVII bVI bVII', 'i iv v i', 'i bVI iv v', 'i v bVI iv', 'i bIII bVI iv', 'i bVI bVII i', 'i iv bVII bIII bVI'],
    corpus: 0.6,
    cadences: {
      full: [['v i', 3], ['bVII i', 4], ['iv i', 3], ['bVI bVII i', 3]],
      half: [['v', 4], ['bVII', 3], ['iv v', 3], ['bVI bVII', 2]],
      deceptive: [['v bVI', 4], ['bVII bVI', 3]],
    },
  },
  'harmonic minor': {
    turns: ['i iv V i', 'i bVI iv V', 'i V bVI iv', 'i iiø V i', 'i bVI V i', 'i iv bVI V', 'i viio i V'],
    corpus: 0.7,
    cadences: {
      full: [['V i', 4], ['V7 i', 4], ['viio i', 2], ['iiø V i', 2]],
      half: [['V', 4], ['iv V', 4], ['bVI V', 4], ['iv', 3], ['bVI', 2], ['iiø', 1]],
      deceptive: [['V bVI', 4], ['V7 bVI', 2]],
    },
  },
  phrygian: {
    turns: ['i bII i bII', 'i bII bIII bII', 'i bvii bII i', 'i bIII iv bII', 'i bII bvii i', 'i iv bII i', 'i iv bvii i', 'i bIII bII i', 'i iv vo bII', 'i bII vo bvii'],
    corpus: 0.1,
    cadences: {
      full: [['bII i', 5], ['bvii i', 4], ['iv bII i', 2], ['vo i', 2]],
      half: [['i bII', 5], ['i bvii', 3], ['bII', 2], ['bvii', 2], ['bIII', 2], ['iv', 1], ['bIII bII', 1]],
      deceptive: [['bvii bII', 3], ['bII bIII', 2], ['bII iv', 2]],
    },
  },
  locrian: {
    turns: ['io bII io bII', 'io bV bII io', 'io biii bII io', 'io bvii bII io', 'io bVI bV io', 'io bV io biii'],
    corpus: 0,
    cadences: {
      full: [['bII io', 4], ['bvii io', 2], ['bV io', 1]],
      half: [['bII', 3], ['bV', 3]],
      deceptive: [['bII bVI', 2], ['bvii bV', 1]],
    },
  },
  // Every chord is a subset of the scale: fourths and open fifths beside the two triads, no leading tone. Of chords with equal
  // tones (Vsus2 and IIsus4), one is used: they would be heard as each other.
  'major pentatonic': {
    turns: ['I vi7 IIsus2 Vsus4', 'I Vsus2 vi IIsus2', 'I vi7 Vsus4 I', 'I IIsus2 vi Vsus2', 'vi7 IIsus2 I Vsus4', 'I Vsus2 vi IIsus2', 'vi Vsus2 IIsus2 I', 'I Vsus4 vi7 Vsus2'],
    corpus: 0,
    cadences: {
      full: [['Vsus4 I', 3], ['vi I', 2], ['Vsus2 I', 3], ['IIsus2 I', 1]],
      half: [['Vsus4', 3], ['Vsus2', 3], ['IIsus2', 2]],
      deceptive: [['Vsus4 vi', 3], ['Vsus2 vi', 2]],
    },
  },
  'minor pentatonic': {
    turns: ['i bIII i bIII', 'i bVIIsus2 bIII i', 'i IVsus4 i bVII6', 'i bIII IVsus4 i', 'i bVIIsus2 i v5', 'i7 bIII bVIIsus2 i'],
    corpus: 0,
    cadences: {
      full: [['bVIIsus2 i', 3], ['bIII i', 2], ['IVsus4 i', 3]],
      half: [['IVsus4', 2], ['bVIIsus2', 3], ['bIII', 1]],
      deceptive: [['bVIIsus2 bIII', 3], ['IVsus4 bIII', 1]],
    },
  },
  'phrygian dominant': {
    turns: ['I bII I bII', 'I I bII I', 'I bvii bII I', 'I iv bII I', 'I bII bvii I', 'I vo bvii bII', 'I bII iv bvii', 'I iv vo bII'],
    corpus: 0,
    cadences: {
      full: [['bII I', 5], ['bvii I', 4], ['iv bII I', 1], ['vo bII I', 1]],
      half: [['bII', 3], ['bvii', 3], ['iv', 2]],
      deceptive: [['bII iv', 2], ['bvii bII', 2]],
    },
  },
  'double harmonic': {
    turns: ['I bII I bII', 'I iv bII I', 'I bII iii I', 'I bII iv bII', 'I iii bII I'],
    corpus: 0,
    cadences: {
      full: [['bII I', 5], ['iv I', 2], ['iii I', 1]],
      half: [['bII', 4], ['iv', 2], ['iii', 1]],
      deceptive: [['bII iv', 2], ['bII iii', 1]],
    },
  },
  'whole tone': {
    turns: ['I+ II+ I+ II+', 'I+ bVII+ bVI+ bVII+', 'I+ II+ III+ II+', 'I+ bVI+ #IV+ I+'],
    corpus: 0,
    cadences: {
      full: [['II+ I+', 3], ['bVII+ I+', 3]],
      half: [['II+', 2], ['bVII+', 2], ['#IV+', 1]],
      deceptive: [['II+ III+', 1], ['bVII+ bVI+', 1]],
    },
  },
  octatonic: {
    turns: ['i #IV i #IV', 'i bIII #IV bIII', 'i VI i biii', 'i bIII i #iv', 'i VI #IV bIII', 'i bIIo7 i #IV'],
    corpus: 0,
    cadences: {
      full: [['#IV i', 2], ['bIIo7 i', 3], ['bIII i', 1], ['VI i', 1]],
      half: [['#IV', 3], ['bIIo7', 2], ['VI', 1]],
      deceptive: [['bIIo7 bIII', 1], ['#IV VI', 1]],
    },
  },
  // Chinese modes: open fifths, and what else their five notes hold. None has a leading tone, and none a dominant seventh.
  gong: {
    turns: ['I5 vi5 V5 I5', 'I5 V5 vi5 II5', 'I5 II5 V5 I5', 'I5 vi7 V5 I5', 'I5 IIsus2 V5 vi5', 'I5 vi5 II5 V5'],
    corpus: 0,
    cadences: {
      full: [['V5 I5', 3], ['vi5 I5', 3], ['Vsus2 I5', 1], ['II5 V5 I5', 1]],
      half: [['V5', 3], ['II5', 2], ['vi5', 2]],
      deceptive: [['V5 vi5', 3], ['II5 vi5', 1]],
    },
  },
  shang: {
    turns: ['I5 bVII I5 V5', 'I5 IV5 bVII I5', 'I5 V5 bVII I5', 'I5 bVII5 IV5 I5', 'I5 v IV5 bVII'],
    corpus: 0,
    cadences: {
      full: [['bVII I5', 3], ['V5 I5', 2], ['IV5 I5', 2]],
      half: [['V5', 3], ['IV5', 2], ['bVII', 2]],
      deceptive: [['V5 bVII', 2], ['IV5 bVII', 1]],
    },
  },
  zhi: {
    turns: ['I5 IV I5 II5', 'I5 ii IV I5', 'I5 IV5 II5 I5', 'I5 V5 IV I5', 'I5 II5 IV V5', 'I5 ii5 V5 IV'],
    corpus: 0,
    cadences: {
      full: [['IV I5', 3], ['II5 I5', 2], ['V5 I5', 2], ['ii IV I5', 1]],
      half: [['IV', 3], ['II5', 2], ['V5', 2]],
      deceptive: [['V5 IV', 2], ['II5 IV', 2]],
    },
  },
  yu: {
    turns: ['i5 bIII i5 bVII5', 'i5 bVII5 IV5 i5', 'i5 bIII5 bVII5 i5', 'i IV5 bVII5 i5', 'i5 bIII IV5 i5'],
    corpus: 0,
    cadences: {
      full: [['bVII5 i5', 3], ['IV5 i5', 2], ['bIII i5', 2]],
      half: [['bIII', 2], ['IV5', 2], ['bVII5', 2]],
      deceptive: [['bVII5 bIII', 3], ['IV5 bIII', 1]],
    },
  },
  // Open fifths and fourths of koto music over its pillars; the half steps above them fall back to them.
  'miyako-bushi': {
    turns: ['i5 IV5 i5 bII5', 'i5 Isus4 IV5 i5', 'i5 bII5 i5 IV5', 'i5 IV5 bII5 i5', 'i5 bII IV5 i5', 'i5 iv bII5 i5'],
    corpus: 0,
    cadences: {
      full: [['bII5 i5', 3], ['IV5 i5', 3], ['Isus4 i5', 2], ['bII IV5 i5', 1]],
      half: [['IV5', 4], ['bII', 1]],
      deceptive: [['IV5 bII5', 2], ['Isus4 bII', 1]],
    },
  },
};
