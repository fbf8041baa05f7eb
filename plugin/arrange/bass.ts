/** The bass states meter and root: the root sounds at the start of every chord, except in pedals and drones, and where it would clash. */

import { type MidiPitch, modulo, type PitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { EIGHTH, type NormalRange } from '../music/time.ts';
import { barsOf, nearestPitch, type Setting } from './arrange-context.ts';
import { type BarRhythm, nearRhythms, rhythmOfGame } from './bar-rhythms.ts';
import { avoidClashes } from './bass-clear.ts';
import { approach, BASS_FIGURES, type BassStretch } from './bass-figures.ts';
import { bassLine } from './bass-line.ts';
import { clearOfParallels } from './bass-parallels.ts';
import { inBarRhythm } from './bass-rhythm.ts';
import { type BassStroke, ownTurn } from './bass-turns.ts';
import { cutAt, stopsAtEnd, stopTick } from './chord-turns.ts';
import { figureOf } from './figure-choice.ts';
import { bassPickup } from './groove.ts';
import { type BassPattern, PEDALS } from './styles.ts';

/** The bass notes of a phrase; `previous` is the last pitch of the phrase before. */
export function bassNotes(setting: Setting, previous?: MidiPitch): readonly Note[] {
  const pattern = figureOf(setting.style.bass.patterns, setting, 'bass');
  return bassIn(setting, pattern, rhythmOfGame('bass', pattern, setting, bassRhythms), previous);
}

/** The bass in a figure and, if there is one, in a rhythm of games in place of the figure's own. */
export function bassIn(
  setting: Setting,
  pattern: BassPattern,
  rhythm: BarRhythm | null,
  previous?: MidiPitch,
): readonly Note[] {
  const { low, high, level } = setting.style.bass;
  const strokes: BassStroke[] = [];
  for (const stretch of stretchesOf(setting, previous ?? low + 5)) {
    const closes = stretch.last && !PEDALS.includes(pattern);
    const plain = closes ? close(stretch) : BASS_FIGURES[pattern](stretch, setting);
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
  const bar = BASS_FIGURES[pattern]({ ...pitches, from: 0, to: barTicks, beats: at, bar: 0, last: false }, setting);
  return nearRhythms(
    'bass',
    meter,
    bar.map(([, tick]) => tick),
    barTicks,
  );
}

/** Patterns that hold at the end of a bar, and the arousal from which they may lead into the next. */
const PLAIN: readonly BassPattern[] = ['long', 'root-fifth'];
const LEADS: NormalRange = 0.3;

/** Sometimes adds a step into the next root on the last eighth of the bar. */
function leading(
  written: readonly BassStroke[],
  stretch: BassStretch,
  setting: Setting,
  pattern: BassPattern,
): BassStroke[] {
  const last = written.at(-1);
  const { to, next, root, bar } = stretch;
  const between = last && to % setting.barTicks === 0 && bar < setting.bars - 1 && next !== root;
  const roll = setting.chance(`bass pickup/${bar}`).next();
  if (!between || !PLAIN.includes(pattern) || setting.feeling.arousal < LEADS || roll >= bassPickup(setting))
    return [...written];
  const [pitch, tick, , accent] = last;
  if (to - EIGHTH - tick < EIGHTH) return [...written];
  const up: BassStroke = [approach(setting, next, pitch), to - EIGHTH, EIGHTH * 0.9, 0.78];
  return [...written.slice(0, -1), [pitch, tick, to - EIGHTH - tick, accent], up];
}

/** The chords of a phrase by bar, each with its bass tone. */
function stretchesOf(setting: Setting, previous: MidiPitch): BassStretch[] {
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
function close({ from, to, root }: BassStretch): BassStroke[] {
  return [[root, from, to - from, 1.05]];
}
