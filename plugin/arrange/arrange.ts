/** The arranger: writes all parts for a melody. Every layer is written; the conductor decides per bar which ones sound. */

import { PRESETS } from '../mood/presets.ts';
import type { MidiPitch } from '../music/pitch.ts';
import type { Note, Part, Role, Score } from '../music/score.ts';
import { alarmFrom, withAlarm } from './alarm.ts';
import { type Setting, settingOf } from './arrange-context.ts';
import { bassNotes } from './bass.ts';
import { chordNotes } from './chords.ts';
import { withClose } from './close.ts';
import { counterNotes } from './counter.ts';
import { drumParts } from './drums.ts';
import { duetNotes } from './duet.ts';
import { withRests } from './fragments.ts';
import { lastChord } from './harmony-parts.ts';
import { humanize } from './humanize.ts';
import { lineupOf } from './lineup-tables.ts';
import type { Lineup } from './lineups.ts';
import { placeMelody } from './melody.ts';
import { orchestrate } from './orchestration.ts';
import { lastVoicing, padNotes } from './pad.ts';
import { playedDrums } from './played-drums.ts';
import type { ArrangeRequest } from './request.ts';
import { type BandStyle, TOP } from './styles.ts';
import { TIMPANI, timpaniNotes } from './timpani.ts';

/** Timing deviation per role, 0..1: a solo varies, drums and bass keep the pulse. */
const LOOSENESS: Readonly<Record<Role, number>> = {
  melody: 0.8,
  counter: 0.8,
  chords: 0.7,
  pad: 1,
  bass: 0.4,
  drums: 0.4,
  stinger: 0,
};

/** Arranges a phrase for the band of its mood, in all layers. The same request always gives the same score. */
export function arrange(request: ArrangeRequest): Score {
  const work = arranging(request);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** As {@link arrange}, as a generator with two steps per part, so that other work can run in between. */
export function* arranging(request: ArrangeRequest): Generator<undefined, Score> {
  const { phrase, controls, mood, seed, phraseIndex, previous, drummer } = request;
  const { bars, meter, mode, chords } = phrase.request;
  const bare = settingOf(request);
  const lineup = request.lineup ? lineupOf(request.lineup, mood) : null;
  const tune =
    lineup === null ? phrase : lineup.tune === 'nobody' ? { ...phrase, notes: [] } : withRests(phrase, mood.band);
  const melody = placeMelody(tune, controls.tonic, bare.style.melody, bare.feeling, request);
  const style = lineup?.gentle ? gentle(bare.style) : bare.style;
  const setting: Setting = { ...bare, melody, style };
  const feel = (part: Part): Part => {
    const mono = part.role === 'melody' || part.role === 'counter' || part.role === 'bass';
    const options = { meter, bars, bpm: controls.tempo, swing: controls.swing, looseness: LOOSENESS[part.role], mono };
    return { ...part, notes: humanize(part.notes, { ...options, seed: `${seed}/${phraseIndex}/${part.name}` }) };
  };
  const parts: Part[] = [];
  for (const write of writersOf(setting, previous, lineup, drummer === undefined)) {
    yield;
    for (const part of write()) {
      yield;
      parts.push(feel(part));
    }
  }
  // A drummer has a feel of his own.
  if (drummer) parts.push(...(yield* playedDrums(setting, drummer, controls.swing)));
  const home = PRESETS[mood.band].controls.intensity;
  const alarm = alarmFrom(mood, home);
  const all = alarm === null ? parts : yield* withAlarm(parts, setting, alarm, feel);
  const played = lineup ? orchestrate(all, lineup, { ...setting, home, alarm }) : all;
  const { tempo: bpm, tonic, palette } = controls;
  const score = { bars, meter, bpm, tonic, mode, palette, chords, parts: played };
  return lineup?.holds ? withClose(score, mood, `${seed}/${phraseIndex}/close`) : score;
}

/** The style with broken chords over a long bass. */
function gentle(style: BandStyle): BandStyle {
  return {
    ...style,
    chords: { ...style.chords, patterns: ['broken'] },
    bass: { ...style.bass, patterns: ['long'] },
  };
}

/** The functions that write the parts, in order. */
function writersOf(
  setting: Setting,
  previous: Score | undefined,
  lineup: Lineup | null,
  hasPatterns: boolean,
): (() => Part[])[] {
  const { style } = setting;
  const before = (name: string): readonly Note[] => previous?.parts.find((part) => part.name === name)?.notes ?? [];
  const lastPitch = (name: string): MidiPitch | undefined => before(name).at(-1)?.pitch;
  const part = (role: Role, from: number, notes: readonly Note[], to = TOP, name: string = role): Part => ({
    name,
    role,
    layer: { from, to },
    notes,
  });
  const follows = (style.counter.duet || lineup?.thirds) && lineup?.tune !== 'nobody';
  const second = follows ? duetNotes : counterNotes;
  return [
    () => [part('melody', 0, setting.melody)],
    () => [part('counter', style.counter.from, second(setting, lastPitch('counter')))],
    () => [part('chords', style.chords.from, chordNotes(setting, previous && lastChord(previous, 'chords')))],
    () => [part('bass', style.bass.from, bassNotes(setting, lastPitch('bass')))],
    () => [part('pad', 0, padNotes(setting, lastVoicing(before('pad'))), style.pad.to)],
    () => (hasPatterns ? drumParts(setting) : []),
    () =>
      style.timpani
        ? [part('drums', style.timpani.from, timpaniNotes(setting, style.timpani.level), TOP, TIMPANI)]
        : [],
  ];
}
