/** The bass states meter and root: the root sounds at the start of every chord, except in pedals and drones, and where it would clash. */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { type NormalRange, PPQ, type Ticks } from '../music/time.ts';
import { barsOf, nearestPitch, type Setting } from './arrange-context.ts';
import { type BarRhythm, drawnRhythm, nearRhythms, OWN_RHYTHM, takesRhythms } from './bar-rhythms.ts';
import { avoidClashes } from './bass-clear.ts';
import { bassLine } from './bass-line.ts';
import { clearOfParallels } from './bass-parallels.ts';
import { inBarRhythm } from './bass-rhythm.ts';
import { type BassStroke, ownTurn } from './bass-turns.ts';
import type { Beat } from './beats.ts';
import { cutAt, stopsAtEnd, stopTick } from './chord-turns.ts';
import { figureOf } from './figure-choice.ts';
import { bassPickup, KIT_SCENES } from './groove.ts';
import { type BassPattern, PEDALS } from './styles.ts';

const EIGHTH = PPQ / 2;
const SIXTEENTH = PPQ / 4;

type Stroke = BassStroke;

/** The part of a chord that lies in one bar, with the pitches that the bass may use. */
interface Stretch {
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

/** The bass notes of a phrase; `previous` is the last pitch of the phrase before. */
export function bassNotes(setting: Setting, previous?: MidiPitch): readonly Note[] {
  const pattern = figureOf(setting.style.bass.patterns, setting, 'bass');
  return bassIn(setting, pattern, drawnBassRhythm(setting, pattern), previous);
}

/** The bass in a figure and, if there is one, in a rhythm of games in place of the figure's own. */
export function bassIn(
  setting: Setting,
  pattern: BassPattern,
  rhythm: BarRhythm | null,
  previous?: MidiPitch,
): readonly Note[] {
  const { low, high, level } = setting.style.bass;
  const strokes: Stroke[] = [];
  for (const stretch of stretchesOf(setting, previous ?? low + 5)) {
    const closes = stretch.last && !PEDALS.includes(pattern);
    const plain = closes ? close(stretch) : PATTERNS[pattern](stretch, setting);
    const room = { from: stretch.from, to: stretch.to, bar: stretch.bar * setting.barTicks };
    if (closes) strokes.push(...plain);
    else if (rhythm) strokes.push(...inBarRhythm(plain, rhythm, room));
    else strokes.push(...leading(ownTurn(plain, pattern, room, setting.figures), stretch, setting, pattern));
  }
  const played = stopsAtEnd(setting) ? cutAt(strokes, stopTick(setting)) : strokes;
  const notes = played.map(([pitch, tick, ticks, accent]) => ({
    pitch: nearestPitch(modulo(pitch, 12), pitch, low, high),
    tick,
    durationTicks: Math.max(1, Math.round(Math.min(ticks, setting.endTick - tick))),
    velocity: level * accent,
  }));
  return clearOfParallels(avoidClashes(notes, setting), setting);
}

/** The rhythms of games that a figure of the bass may take; none for pedals, which hold. */
export function bassRhythms(setting: Setting, pattern: BassPattern): readonly BarRhythm[] {
  if (PEDALS.includes(pattern)) return [];
  const { barTicks, beats, meter } = setting;
  const { low, high } = setting.style.bass;
  const at = beats.map((beat) => ({ ...beat, at: beat.tick }));
  const pitches = { root: low, fifth: low + 7, tones: [modulo(low, 12)], next: low, low, high };
  const bar = PATTERNS[pattern]({ ...pitches, from: 0, to: barTicks, beats: at, bar: 0, last: false }, setting);
  return nearRhythms(
    'bass',
    meter,
    bar.map(([, tick]) => tick),
    barTicks,
  );
}

/** The rhythm that a game's figure takes, by its seed. */
function drawnBassRhythm(setting: Setting, pattern: BassPattern): BarRhythm | null {
  const { figures, bpm, style } = setting;
  if (figures === undefined || !takesRhythms(setting)) return null;
  const scene = KIT_SCENES[style.drums.kit];
  return drawnRhythm(bassRhythms(setting, pattern), scene, bpm, OWN_RHYTHM, `${figures}/bass/${pattern}/rhythm`);
}

/** Patterns that hold at the end of a bar, and the arousal from which they may lead into the next. */
const PLAIN: readonly BassPattern[] = ['long', 'root-fifth'];
const LEADS: NormalRange = 0.3;

/** Sometimes adds a step into the next root on the last eighth of the bar. */
function leading(written: readonly Stroke[], stretch: Stretch, setting: Setting, pattern: BassPattern): Stroke[] {
  const last = written.at(-1);
  const { to, next, root, bar } = stretch;
  const between = last && to % setting.barTicks === 0 && bar < setting.bars - 1 && next !== root;
  const roll = setting.chance(`bass pickup/${bar}`).next();
  if (!between || !PLAIN.includes(pattern) || setting.feeling.arousal < LEADS || roll >= bassPickup(setting))
    return [...written];
  const [pitch, tick, , accent] = last;
  if (to - EIGHTH - tick < EIGHTH) return [...written];
  const up: Stroke = [approach(setting, next, pitch), to - EIGHTH, EIGHTH * 0.9, 0.78];
  return [...written.slice(0, -1), [pitch, tick, to - EIGHTH - tick, accent], up];
}

/** The chords of a phrase by bar, each with its bass tone. */
function stretchesOf(setting: Setting, previous: MidiPitch): Stretch[] {
  const { low, high } = setting.style.bass;
  const places = barsOf(setting).flatMap(({ bar, tick }) =>
    setting.harmony.flatMap((chord) => {
      const from = Math.max(tick, chord.tick);
      const to = Math.min(tick + setting.barTicks, chord.end);
      return from < to ? [{ bar, tick, chord, from, to }] : [];
    }),
  );
  const line = bassLine(
    places.map(({ chord, from }, i) => ({
      chord,
      from,
      closes: i === places.length - 1 || (i === 0 && chord.tones[0] === setting.tonic),
    })),
    setting,
    previous,
  );
  return places.map(({ bar, tick, chord, from, to }, i) => {
    const root = line[i]!;
    const stands = modulo(root, 12);
    const fifthClass =
      stands === chord.tones[0] && hasThird(chord.tones) ? (chord.tones[2] ?? stands) : chord.tones[0]!;
    return {
      from,
      to,
      beats: setting.beats.map((beat) => ({ ...beat, at: tick + beat.tick })).filter(({ at }) => at >= from && at < to),
      root,
      fifth: nearestPitch(fifthClass, root, low, high),
      tones: chord.tones,
      next: line[i + 1] ?? root,
      low,
      high,
      bar,
      last: setting.rests && bar === setting.bars - 1 && chord.last,
    };
  });
}

/** Whether a chord has a third: only there may its fifth answer the root, as under another root it would be another chord. */
function hasThird([root, middle]: readonly PitchClass[]): boolean {
  const interval = modulo((middle ?? root!) - root!, 12);
  return interval === 3 || interval === 4;
}

/** The last chord of a phrase: its root, sustained. */
function close({ from, to, root }: Stretch): Stroke[] {
  return [[root, from, to - from, 1.05]];
}

const PATTERNS: Readonly<Record<BassPattern, (stretch: Stretch, setting: Setting) => Stroke[]>> = {
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
    const line: Stroke[] = [];
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
    return beats.flatMap((beat, i): Stroke[] => {
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
    const strokes: Stroke[] = [];
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
    return beats.flatMap((beat, i): Stroke[] => {
      const pitch = beat.job === 'back' ? fifth : root;
      const long: Stroke = [pitch, beat.at, beat.ticks * 0.6, i === 0 ? 1.06 : 0.9];
      const pickup = beat.at + (beat.ticks * 3) / 4;
      return beat.job === 'back' && i === beats.length - 1 && pickup + SIXTEENTH <= to
        ? [long, [root, pickup, SIXTEENTH, 0.8]]
        : [long];
    });
  },
};

/** A step of the scale above or below the next root: on the side the line comes from, unless it stands there already. */
function approach({ scale }: Setting, next: MidiPitch, from: MidiPitch): MidiPitch {
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
