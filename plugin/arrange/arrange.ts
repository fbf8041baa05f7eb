/** The arranger: writes all parts for a melody. Every layer is written; the conductor decides per bar which ones sound. */

import { PRESETS } from '../mood/presets.ts';
import { finished } from '../music/background-tasks.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Part, Role, Score } from '../music/score.ts';
import { alarmFrom, withAlarm } from './alarm.ts';
import { type Setting, settingOf } from './arrange-context.ts';
import { withClose } from './close.ts';
import { playedDrums } from './drummer/played-drums.ts';
import type { Passage } from './entries.ts';
import { withRests } from './fragments.ts';
import { humanize } from './humanize.ts';
import { lineupOf } from './lineup-tables.ts';
import type { Lineup, LineupName } from './lineups.ts';
import { placeMelody } from './melody.ts';
import { orchestrate } from './orchestration.ts';
import type { ArrangeRequest } from './request.ts';
import { ledBy, soloOf } from './solo.ts';
import type { BandStyle } from './styles.ts';
import { writersOf } from './writers.ts';

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
  return finished(arranging(request));
}

/** As {@link arrange}, as a generator with two steps per part, so that other work can run in between. */
export function* arranging(request: ArrangeRequest): Generator<undefined, Score> {
  const { phrase, controls, mood, seed, phraseIndex, previous, drummer } = request;
  const { bars, meter, mode, chords } = phrase.request;
  const bare = settingOf(request);
  const asked = request.lineup ? lineupOf(request.lineup, mood) : null;
  const style = asked?.gentle ? gentle(bare.style) : bare.style;
  const place = (of: Phrase) => placeMelody(of, controls.tonic, bare.style.melody, bare.feeling, request);
  const solo = asked?.tune === 'nobody' ? soloOf(place(phrase), { ...bare, style }) : null;
  const lineup = asked && solo ? ledBy(solo.leader, asked) : asked;
  const tune =
    lineup === null ? phrase : lineup.tune === 'nobody' ? { ...phrase, notes: [] } : withRests(phrase, mood.band);
  const setting: Setting = { ...bare, melody: place(tune), style };
  const feel = (part: Part): Part => {
    const mono = part.role === 'melody' || part.role === 'counter' || part.role === 'bass';
    const timing = { meter, bars, bpm: controls.tempo, swing: controls.swing, fullSwing: setting.fullSwing };
    const options = { ...timing, looseness: LOOSENESS[part.role], mono };
    return { ...part, notes: humanize(part.notes, { ...options, seed: `${seed}/${phraseIndex}/${part.name}` }) };
  };
  const parts: Part[] = [];
  for (const write of writersOf(setting, { previous, lineup, solo, drummer })) {
    yield;
    for (const part of write()) {
      yield;
      parts.push(feel(part));
    }
  }
  // The drum network times its own strokes.
  if (drummer) parts.push(...(yield* playedDrums(setting, drummer, controls.swing)));
  const home = PRESETS[mood.band].controls.intensity;
  const alarm = alarmFrom(mood, home);
  const all = alarm === null ? parts : yield* withAlarm(parts, setting, alarm, feel);
  const played = lineup ? orchestrate(all, passageOf(request, lineup, setting), { ...setting, home, alarm }) : all;
  const { tempo: bpm, tonic, palette } = controls;
  const score = { bars, meter, bpm, tonic, mode, palette, chords, parts: played };
  return lineup?.holds ? withClose(score, lineup, mood, `${seed}/${phraseIndex}/close`) : score;
}

/** The lineup of a phrase between those around it. */
function passageOf({ mood, place }: ArrangeRequest, now: Lineup, setting: Setting): Passage {
  const named = (name: LineupName | null | undefined) => (name ? lineupOf(name, mood) : null);
  const { figures, phraseIndex, barTicks, endTick } = setting;
  const seed = figures === undefined ? {} : { seed: figures };
  return { before: named(place?.before), now, next: named(place?.next), ...seed, phraseIndex, barTicks, endTick };
}

/** The style with broken chords over a long bass. */
function gentle(style: BandStyle): BandStyle {
  return {
    ...style,
    chords: { ...style.chords, patterns: ['broken'] },
    bass: { ...style.bass, patterns: ['long'] },
  };
}
