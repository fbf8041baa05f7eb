/**
 * The ornaments of each style: which ones its players put on which notes, and how often. Styles that are not named have none.
 *
 * Sources. Irish: cuts between equal notes and before strong ones, rolls on notes of three eighths, slides into long ones
 * (Larsen, The Essential Guide to Irish Flute and Tin Whistle, 2003, ch. 4-14; Breathnach, Folk Music and Dances of Ireland,
 * 1971). Swedish: grace notes and mordents of fiddlers (Ahlbäck, Tonspråket i äldre svensk folkmusik, 1986). Baroque: trills from
 * the note above at closes, mordents and turns on long notes (Quantz, Versuch, 1752, ch. 8-9; C. P. E. Bach, Versuch, 1753,
 * ch. 2). Chinese: grace notes from above, slides into notes, short trills; on the zither, tremolo on long notes (Thrasher, Sizhu
 * Instrumental Music of South China, 2008; Witzleben, "Silk and Bamboo" Music in Shanghai, 1995, ch. 6). Japanese: the note above
 * struck before a repeated one, slides from below, turns before a long note ends (Malm, Traditional Japanese Music and Musical
 * Instruments, 2000, ch. 6, 8). Rags: the crushed half step from below, octave-like tremolo on long notes (Berlin, Ragtime,
 * 1980). Swing: slides into long notes, turns (Schuller, The Swing Era, 1989).
 */

import type { MoodStyle } from '../music/style.ts';
import type { NormalRange, Seconds } from '../music/time.ts';

/**
 * `cut`: the note above, short, before the note; `strike`: the note below; `crush`: the half step below; `slide`: half steps up
 * to the note; these sound before it, so that it begins on its beat. Within the note: `roll`: it begins three times, parted by a cut and
 * a strike; `turn`: above, the note, below, before it ends; `mordent`: the note below and back; `shake`: the note above and
 * back; `trill`: above and back, many times; `tremolo`: many times the same.
 */
export type Ornament =
  | 'cut'
  | 'strike'
  | 'crush'
  | 'slide'
  | 'roll'
  | 'turn'
  | 'mordent'
  | 'shake'
  | 'trill'
  | 'tremolo';

/** Notes that an ornament is for: after the same pitch, on a strong beat, before a long note that ends the line, or any. */
export type Place = 'repeated' | 'strong' | 'close' | 'any';

/** One habit of the players of a style. */
export interface Habit {
  readonly ornament: Ornament;
  readonly place: Place;
  /** Shortest note that has it. */
  readonly from: Seconds;
  /** How often such a note has it. */
  readonly often: NormalRange;
}

/** Who plays: the melody's instrument, or the one that plays the tune with it. */
export type Player = 'lead' | 'second';

const habit = (ornament: Ornament, place: Place, from: Seconds, often: NormalRange): Habit => ({
  ornament,
  place,
  from,
  often,
});

// biome-ignore format: a table reads in columns
/** The habits of each style; of several that a note could have, the first that is drawn. */
export const HABITS: Readonly<Partial<Record<MoodStyle, Readonly<Partial<Record<Player, readonly Habit[]>>>>>> = {
  irish: {
    lead: [habit('roll', 'any', 0.42, 0.55), habit('cut', 'repeated', 0.12, 0.6), habit('strike', 'repeated', 0.12, 0.4), habit('cut', 'strong', 0.12, 0.22), habit('slide', 'strong', 0.3, 0.2)],
  },
  'swedish-dance': {
    lead: [habit('mordent', 'strong', 0.3, 0.25), habit('cut', 'repeated', 0.15, 0.5), habit('cut', 'strong', 0.2, 0.15), habit('trill', 'close', 0.4, 0.4)],
  },
  'baroque-dance': {
    lead: [habit('trill', 'close', 0.3, 0.85), habit('mordent', 'strong', 0.35, 0.3), habit('turn', 'any', 0.7, 0.4)],
  },
  chinese: {
    lead: [habit('shake', 'strong', 0.5, 0.22), habit('slide', 'strong', 0.4, 0.22), habit('cut', 'any', 0.35, 0.2), habit('trill', 'any', 1.4, 0.25)],
    second: [habit('tremolo', 'any', 0.75, 0.7), habit('cut', 'strong', 0.3, 0.15)],
  },
  japanese: {
    lead: [habit('cut', 'repeated', 0.3, 0.8), habit('slide', 'strong', 0.6, 0.35), habit('turn', 'any', 1.6, 0.35), habit('cut', 'any', 0.5, 0.15)],
    second: [habit('cut', 'repeated', 0.3, 0.5), habit('crush', 'strong', 0.5, 0.2)],
  },
  ragtime: {
    lead: [habit('crush', 'strong', 0.15, 0.2), habit('tremolo', 'any', 0.95, 0.5)],
  },
  swing: {
    lead: [habit('slide', 'strong', 0.4, 0.3), habit('turn', 'any', 0.8, 0.25), habit('crush', 'any', 0.35, 0.1)],
  },
};
