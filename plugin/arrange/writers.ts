/** The writers of a band's parts: each part at the intensities at which it plays. */

import type { Drummer } from '../music/drum-performance.ts';
import type { MidiPitch } from '../music/pitch.ts';
import type { Note, Part, Role, Score } from '../music/score.ts';
import type { Setting } from './arrange-context.ts';
import { bassNotes } from './bass.ts';
import { chordNotes } from './chords.ts';
import { counterNotes } from './counter.ts';
import { drumParts } from './drums.ts';
import { duetNotes } from './duet.ts';
import { lastChord } from './harmony-parts.ts';
import { heterophonyNotes } from './heterophony.ts';
import type { Lineup } from './lineups.ts';
import { ornamentedLine } from './ornaments.ts';
import { lastVoicing, padNotes } from './pad.ts';
import type { Leader, Solo } from './solo.ts';
import { TOP } from './styles.ts';
import { TIMPANI, timpaniNotes } from './timpani.ts';

/** What the band of a phrase plays beside its melody. */
interface Ensemble {
  /** The score before, for voice leading. */
  readonly previous: Score | undefined;
  readonly lineup: Lineup | null;
  readonly solo: Solo | null;
  /** Plays the drums instead of their patterns. */
  readonly drummer: Drummer | undefined;
}

/** The functions that write the parts, in order. */
export function writersOf(setting: Setting, { previous, lineup, solo, drummer }: Ensemble): (() => Part[])[] {
  const { style } = setting;
  const before = (name: string): readonly Note[] => previous?.parts.find((part) => part.name === name)?.notes ?? [];
  const lastPitch = (name: string): MidiPitch | undefined => before(name).at(-1)?.pitch;
  const part = (role: Role, from: number, notes: readonly Note[], to = TOP, name: string = role): Part => ({
    name,
    role,
    layer: { from, to },
    notes,
  });
  // Chords keep clear of the line that leads, as of a melody, and the bass does not clash with it.
  const under = solo && solo.leader !== 'bass' ? { ...setting, melody: solo.notes } : setting;
  const led = (role: Leader, usual: () => readonly Note[]) =>
    solo?.leader !== role ? usual() : role === 'chords' ? [...held(under), ...solo.notes] : solo.notes;
  const follows = (style.counter.duet || lineup?.thirds) && lineup?.tune !== 'nobody';
  const together = style.counter.heterophony !== undefined && lineup?.tune !== 'nobody';
  const second = together ? heterophonyNotes : follows ? duetNotes : counterNotes;
  return [
    () => [part('melody', 0, ornamentedLine(setting, setting.melody, 'lead', style.melody))],
    () => [
      part(
        'counter',
        style.counter.from,
        led('counter', () => second(setting, lastPitch('counter'))),
      ),
    ],
    () => [
      part(
        'chords',
        style.chords.from,
        led('chords', () => chordNotes(under, previous && lastChord(previous, 'chords'))),
      ),
    ],
    () => [
      part(
        'bass',
        style.bass.from,
        led('bass', () => bassNotes(under, lastPitch('bass'))),
      ),
    ],
    () => [part('pad', 0, padNotes(under, lastVoicing(before('pad'))), style.pad.to)],
    () => (drummer ? [] : drumParts(setting)),
    () =>
      style.timpani
        ? [part('drums', style.timpani.from, timpaniNotes(setting, style.timpani.level), TOP, TIMPANI)]
        : [],
  ];
}

/** Two voices held under the line of the chords' own instrument. */
function held(setting: Setting): readonly Note[] {
  const { style } = setting;
  const chords = { ...style.chords, voices: 2, patterns: ['hold'] as const };
  return chordNotes({ ...setting, style: { ...style, chords } });
}
