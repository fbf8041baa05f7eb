/** The chords part: one voicing per chord, played in the band's pattern on the beats of the meter. */

import type { Note } from '../music/score.ts';
import type { Ticks } from '../music/time.ts';
import { barsOf, type Setting } from './arrange-context.ts';
import { type BarRhythm, nearRhythms, rhythmOfGame } from './bar-rhythms.ts';
import { CHORD_FIGURES, type ChordStretch } from './chord-figures.ts';
import { IN_RHYTHM, inChordRhythm } from './chord-rhythm.ts';
import { withTurns } from './chord-turns.ts';
import { figureOf } from './figure-choice.ts';
import { type Voiced, voiceHarmony, withColorTone } from './harmony-parts.ts';
import type { ChordPattern } from './styles.ts';
import type { Voicing } from './voicing.ts';

/** The chords part of a phrase. */
export function chordNotes(setting: Setting, previous?: Voicing): readonly Note[] {
  const pattern = figureOf(setting.style.chords.patterns, setting, 'chords');
  return chordsIn(setting, pattern, rhythmOfGame('chords', pattern, setting, chordRhythms), previous);
}

/** The chords in a figure and, if there is one, in a rhythm of games in place of the figure's own. */
export function chordsIn(
  setting: Setting,
  pattern: ChordPattern,
  rhythm: BarRhythm | null,
  previous?: Voicing,
): readonly Note[] {
  const { style } = setting;
  const voiced = voiceHarmony(
    withColorTone(setting),
    style.chords,
    { voices: style.chords.voices, full: true },
    previous,
  );
  const strokes = barsOf(setting).flatMap(({ bar, tick }) =>
    voiced
      .flatMap((chord) => stretchOf(setting, chord, bar, tick))
      .flatMap((stretch) => {
        const plain = CHORD_FIGURES[pattern](stretch);
        return rhythm === null || stretch.last ? plain : inChordRhythm(plain, pattern, rhythm, stretch);
      }),
  );
  return withTurns(strokes, pattern, setting).map(([pitch, tick, ticks, accent]) => ({
    pitch,
    tick,
    durationTicks: Math.max(1, Math.min(ticks, setting.endTick - tick)),
    velocity: style.chords.level * accent,
  }));
}

/** The rhythms of games that a figure of the chords may take; none for those that hold or ring. */
export function chordRhythms({ barTicks, beats, meter }: Setting, pattern: ChordPattern): readonly BarRhythm[] {
  if (!IN_RHYTHM.includes(pattern)) return [];
  const bar = { from: 0, to: barTicks, bar: 0, beats, voicing: [60, 64, 67], tones: [0, 4, 7], index: 0, last: false };
  return nearRhythms(
    'chords',
    meter,
    CHORD_FIGURES[pattern](bar).map(([, tick]) => tick),
    barTicks,
  );
}

function stretchOf(setting: Setting, chord: Voiced, bar: number, tick: Ticks): ChordStretch[] {
  const from = Math.max(tick, chord.tick);
  const to = Math.min(tick + setting.barTicks, chord.end);
  if (from >= to || chord.voicing.length === 0) return [];
  const last = setting.rests && bar === setting.bars - 1;
  return [{ from, to, bar: tick, beats: setting.beats, voicing: chord.voicing, tones: chord.tones, index: bar, last }];
}
