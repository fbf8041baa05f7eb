/** The figures of the bass: what each strikes while a chord lasts in a bar. */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import { EIGHTH, PPQ, SIXTEENTH, type Ticks } from '../music/time.ts';
import { nearestPitch, type Setting } from './arrange-context.ts';
import type { BassStroke } from './bass-turns.ts';
import type { Beat } from './beats.ts';
import type { BassPattern } from './styles.ts';

/** The part of a chord that lies in one bar, with the pitches that the bass may use. */
export interface BassStretch {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly beats: readonly (Beat & { readonly at: Ticks })[];
  /** The tone that the line stands on: mostly the chord's root. */
  readonly root: MidiPitch;
  /** The tone that answers it. */
  readonly fifth: MidiPitch;
  readonly tones: readonly PitchClass[];
  /** The next bass tone. */
  readonly next: MidiPitch;
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  readonly bar: number;
  readonly last: boolean;
}

/** Each figure's strokes in a stretch. */
export const BASS_FIGURES: Readonly<Record<BassPattern, (stretch: BassStretch, setting: Setting) => BassStroke[]>> = {
  long: ({ from, to, root }) => [[root, from, to - from, 1]],

  /** The root; the fifth on the second half of the bar. */
  'root-fifth'({ from, to, beats, root, fifth }) {
    const answer = beats.find(({ at }) => at >= from + (to - from) / 2);
    if (!answer || beats.length < 2) return [[root, from, (to - from) * 0.95, 1]];
    return [
      [root, from, (answer.at - from) * 0.92, 1],
      [fifth, answer.at, (to - answer.at) * 0.85, 0.86],
    ];
  },

  /** Short notes: the root on the first beat, the fifth on the back beat if there is one. */
  dance({ from, beats, root, fifth }) {
    if (beats.length <= 2)
      return beats.map((beat, i) => [i === 0 ? root : fifth, beat.at, beat.ticks * 0.6, i === 0 ? 1 : 0.85]);
    if (beats.length === 4) {
      return [
        [root, from, PPQ * 0.7, 1],
        [fifth, beats[2]!.at, PPQ * 0.7, 0.86],
      ];
    }
    return [[root, from, PPQ * 0.8, 1]];
  },

  /** One note per beat: root, chord tones, and a step into the next root. */
  walk({ from, to, beats, root, tones, next, low, high }, setting) {
    const line: BassStroke[] = [];
    let at = root;
    beats.forEach((beat, i) => {
      const until = beats[i + 1]?.at ?? to;
      if (i > 0) {
        const towards = next >= at ? 1 : -1;
        at = i === beats.length - 1 ? approach(setting, next, at) : chordToneBeyond(tones, at, towards, low, high);
      }
      line.push([at, beat.at, (until - beat.at) * 0.92, i === 0 ? 1 : 0.88]);
    });
    return line.length > 0 ? line : [[root, from, to - from, 1]];
  },

  /** Long, short, short on the root, a galloping rhythm; in ternary beats, quarter and eighth. */
  gallop({ beats, root, to, bar }) {
    return beats.flatMap((beat, i): BassStroke[] => {
      const up = i === beats.length - 1 && bar % 2 === 1 ? 12 : 0;
      if (beat.ternary) {
        return [
          [root, beat.at, EIGHTH * 1.8, 1.05],
          [root + up, beat.at + EIGHTH * 2, EIGHTH * 0.85, 0.85],
        ];
      }
      if (beat.at + PPQ > to) return [[root, beat.at, to - beat.at, 1]];
      return [
        [root, beat.at, EIGHTH * 0.9, beat.job === 'other' ? 0.98 : 1.06],
        [root, beat.at + EIGHTH, SIXTEENTH * 0.9, 0.78],
        [root + up, beat.at + EIGHTH + SIXTEENTH, SIXTEENTH * 0.9, 0.86],
      ];
    });
  },

  /** Running eighths on the root. */
  pulse({ from, to, root, fifth, beats }) {
    const strokes: BassStroke[] = [];
    for (let at = from, i = 0; at < to; at += EIGHTH, i++) {
      const ending = at + EIGHTH >= to && i > 2;
      strokes.push([ending ? fifth : root, at, EIGHTH * 0.85, beats.some((beat) => beat.at === at) ? 1.04 : 0.82]);
    }
    return strokes;
  },

  /** The tonic under everything. */
  pedal: ({ from, to, low, high, root }, { tonic }) => [
    [nearestPitch(tonic, Math.min(root, low + 7), low, high), from, to - from, 1],
  ],

  /** The tonic; on the answering beat the fifth above where the chord has it, else the octave. */
  drone({ from, to, beats, low, high, root, tones }, { tonic }) {
    const ground = nearestPitch(tonic, Math.min(root, low + 5), low, high);
    const fifth = (tonic + 7) % 12;
    const answer = beats.find(({ at }) => at >= from + (to - from) / 2 && at > from);
    const over = nearestPitch(tones.includes(fifth) ? fifth : tonic, ground + 9, low, high);
    return answer
      ? [
          [ground, from, answer.at - from, 1],
          [over, answer.at, to - answer.at, 0.8],
        ]
      : [[ground, from, to - from, 1]];
  },

  /** Dotted, as a march goes: root, and fifth below or above on the answering beats. */
  march({ beats, root, fifth, to }) {
    return beats.flatMap((beat, i): BassStroke[] => {
      const pitch = beat.job === 'back' ? fifth : root;
      const long: BassStroke = [pitch, beat.at, beat.ticks * 0.6, i === 0 ? 1.06 : 0.9];
      const pickup = beat.at + (beat.ticks * 3) / 4;
      return beat.job === 'back' && i === beats.length - 1 && pickup + SIXTEENTH <= to
        ? [long, [root, pickup, SIXTEENTH, 0.8]]
        : [long];
    });
  },
};

/** A step of the scale above or below the next root: on the side the line comes from, unless it stands there already. */
export function approach({ scale }: Setting, next: MidiPitch, from: MidiPitch): MidiPitch {
  const side = from > next ? 1 : -1;
  const beside = (to: 1 | -1) =>
    [1, 2, 3].map((step) => next + to * step).find((pitch) => scale.includes(modulo(pitch, 12)));
  const near = beside(side) ?? next + side;
  return near === from ? (beside(side === 1 ? -1 : 1) ?? near) : near;
}

function chordToneBeyond(
  tones: readonly PitchClass[],
  from: MidiPitch,
  towards: number,
  low: MidiPitch,
  high: MidiPitch,
): MidiPitch {
  for (let step = 2; step <= 12; step++) {
    const pitch = from + towards * step;
    if (pitch < low || pitch > high) break;
    if (tones.includes(modulo(pitch, 12))) return pitch;
  }
  for (let step = 2; step <= 12; step++) {
    if (tones.includes(modulo(from - towards * step, 12))) return from - towards * step;
  }
  return from;
}
