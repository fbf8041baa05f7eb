/** A picture of the conductor at one moment, for those who show it. Reads everything, changes nothing. */

import type { Controls } from '../../mood/controls.ts';
import type { Signals } from '../../mood/signals.ts';
import { frozen } from '../../mood/validate.ts';
import { chordAt, chordSymbol } from '../../music/harmony.ts';
import { meterInfo, type Seconds, secondsToTicks } from '../../music/time.ts';
import type { ConductorSnapshot, SoundingNote } from '../model/events.ts';
import { isLayerActive } from '../playback/render-bar.ts';
import { beatTimes, type ScheduledBar, type Timeline } from '../playback/timeline.ts';

/** What a picture is made from. */
export interface SnapshotView {
  readonly state: ConductorSnapshot['state'];
  /** Clock time. */
  readonly clock: Seconds;
  /** Music time. */
  readonly now: Seconds;
  readonly mood: string;
  readonly next: string | null;
  readonly controls: Controls;
  readonly signals: Signals;
  readonly sounding: ScheduledBar | null;
  readonly track: string | null;
  readonly timeline: Timeline;
  readonly inHand: readonly string[];
  readonly degraded: boolean;
}

/** Takes the picture. */
export function takeSnapshot(view: SnapshotView): ConductorSnapshot {
  const { clock, now, controls, sounding } = view;
  const score = sounding?.timed.origin.score ?? null;
  const place = sounding === null || score === null ? null : placeIn(sounding, now);
  const chord = place === null || score === null ? null : chordAt(score.chords, place.tick);
  return {
    state: view.state,
    time: clock,
    mood: view.mood,
    next: view.next,
    bar: sounding?.number ?? -1,
    beat: place?.beat ?? 0,
    tempo: sounding?.bpm ?? controls.tempo,
    meter: score?.meter ?? controls.meter,
    key: { tonic: score?.tonic ?? controls.tonic, mode: score?.mode ?? controls.mode },
    chord: chord === null || score === null ? '' : chordSymbol(chord, score.tonic, score.mode),
    controls,
    signals: Object.fromEntries(view.signals.names.map((name) => [name, view.signals.reading(name, now)])),
    deck: sounding?.player.deck ?? 0,
    layers:
      sounding === null || score === null
        ? []
        : score.parts.filter((part) => isLayerActive(part, sounding.layering)).map(({ name }) => name),
    phrase:
      sounding === null
        ? null
        : {
            slot: sounding.slot,
            bar: sounding.phraseBar,
            bars: sounding.phrase.request.bars,
            source: sounding.phrase.source,
            hash: sounding.phrase.hash,
          },
    track: view.track,
    notes: view.state === 'playing' ? soundingNotes(view.timeline, clock) : [],
    bars: view.timeline.bars.filter((bar) => bar.end > now).map((bar) => frozen(bar.timed)),
    inHand: view.inHand,
    degraded: view.degraded,
  };
}

function placeIn(bar: ScheduledBar, now: Seconds): { beat: number; tick: number } {
  const beats = beatTimes(bar);
  let beat = 0;
  while (beat + 1 < beats.length && beats[beat + 1]! <= now) beat++;
  const { barTicks } = meterInfo(bar.timed.origin.score.meter);
  const within = Math.min(barTicks - 1, Math.max(0, Math.floor(secondsToTicks(now - bar.time, bar.bpm))));
  return { beat, tick: bar.timed.origin.bar * barTicks + within };
}

/** Notes begin no earlier before their bar line than this. */
const EARLY: Seconds = 0.5;

function soundingNotes(timeline: Timeline, clock: Seconds): SoundingNote[] {
  const notes: SoundingNote[] = [];
  for (const { timed, player } of timeline.bars) {
    if (timed.time - EARLY > clock) continue;
    for (const part of timed.parts) {
      for (const { pitch, time, duration } of part.notes) {
        if (time <= clock && clock < time + duration)
          notes.push({ part: part.name, role: part.role, pitch, deck: player.deck });
      }
    }
  }
  return notes;
}
