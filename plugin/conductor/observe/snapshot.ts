/** A snapshot of the music at one moment, as plain data. Reads everything, changes nothing. */

import type { Signals } from '../../mood/signals.ts';
import { frozen } from '../../mood/validate.ts';
import { chordAt, chordSymbol } from '../../music/harmony.ts';
import { meterInfo, type Seconds, secondsToTicks } from '../../music/time.ts';
import { isLayerActive } from '../../output/render-bar.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { ConductorSnapshot, SoundingNote } from '../model/events.ts';
import type { PlaybackState } from '../model/playback.ts';
import { beatTimes, type ScheduledBar, type Timeline } from '../model/timeline.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';
import type { EventDispatcher } from './event-dispatcher.ts';

/** The parts that a snapshot reads. */
export interface SnapshotParts {
  readonly playback: PlaybackState;
  readonly requests: MoodRequests;
  readonly clock: TransportClock;
  readonly controls: ControlResolver;
  readonly signals: Signals;
  readonly dispatcher: EventDispatcher;
  readonly timeline: Timeline;
  readonly phrases: PhraseSupply;
}

/** Takes a snapshot. */
export function takeSnapshot(parts: SnapshotParts): ConductorSnapshot {
  const { playback, requests, timeline, phrases, signals } = parts;
  const { clock, now } = parts.clock;
  const begun = parts.dispatcher.sounding;
  // Layers may have entered since.
  const sounding = begun && (timeline.bars.find(({ timed }) => timed.origin === begun.timed.origin) ?? begun);
  const target = requests.awaited?.memory ?? requests.target;
  const memory = sounding?.player.memory ?? target;
  const controls = parts.controls.at(memory, now);
  const score = sounding?.timed.origin.score ?? null;
  const place = sounding === null || score === null ? null : placeIn(sounding, now);
  const chord = place === null || score === null ? null : chordAt(score.chords, place.tick);
  return {
    state: playback.name,
    time: clock,
    mood: memory.mood.name,
    next: target === memory ? null : target.mood.name,
    bar: sounding?.number ?? -1,
    beat: place?.beat ?? 0,
    tempo: sounding?.bpm ?? controls.tempo,
    meter: score?.meter ?? controls.meter,
    key: { tonic: score?.tonic ?? controls.tonic, mode: score?.mode ?? controls.mode },
    chord: chord === null || score === null ? '' : chordSymbol(chord, score.tonic, score.mode),
    controls,
    signals: Object.fromEntries(signals.names.map((name) => [name, signals.reading(name, now)])),
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
    track: playback.track?.track.name ?? null,
    notes: playback.isPlaying ? soundingNotes(timeline, clock) : [],
    bars: timeline.bars.filter((bar) => bar.end > now).map((bar) => frozen(bar.timed)),
    inHand: phrases.readyMoods,
    degraded: phrases.queue.health.isDegraded,
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

function soundingNotes(timeline: Timeline, clock: Seconds): SoundingNote[] {
  const notes: SoundingNote[] = [];
  for (const { timed, player } of timeline.bars) {
    if (timed.time > clock) continue;
    for (const part of timed.parts) {
      for (const { pitch, time, duration } of part.notes) {
        if (time <= clock && clock < time + duration)
          notes.push({ part: part.name, role: part.role, pitch, deck: player.deck });
      }
    }
  }
  return notes;
}
