/**
 * The alarm of a peaceful band: where a signal such as danger raises intensity far above the mood's own, the melody stays and
 * the band behind it changes: a low ostinato in place of the bass, a tremolo pad, short chords in place of the figure, and a
 * heartbeat of low drums in stop-time (docs/music-criteria.md, tension: "low drums, tremolo").
 */

import type { Note, Part } from '../music/score.ts';
import { EIGHTH, type NormalRange, SIXTEENTH, type Ticks } from '../music/time.ts';
import { barsOf, type Setting } from './arrange-context.ts';
import { bassNotes } from './bass.ts';
import { chordNotes } from './chords.ts';
import { DRUM_KEYS, type Drum } from './drum-patterns.ts';
import { padNotes } from './pad.ts';
import { TOP } from './styles.ts';

/** Rise of intensity above a mood's own from which it is alarmed, and the least intensity that alarms. */
const RISE: NormalRange = 0.3;
const LEAST: NormalRange = 0.7;
/** Moods of more arousal, and those whose own intensity leaves no room, are alarmed already. */
const CALM_BELOW: NormalRange = 0.6;
const HIGHEST_HOME: NormalRange = 0.6;

/** The intensity from which a mood is alarmed; null where it never is. */
export function alarmFrom({ arousal }: { readonly arousal: NormalRange }, home: NormalRange): NormalRange | null {
  if (arousal >= CALM_BELOW || home > HIGHEST_HOME) return null;
  return Math.max(LEAST, home + RISE);
}

/** Parts that the alarm replaces: one that plays up to the alarm, and the one that plays from there on. */
const REPLACED: readonly string[] = ['bass', 'pad', 'chords', 'drums-full'];

/** End of the names of the parts that play when a band is alarmed. */
const ALARM = '-alarm';

/** Whether a part plays only when its band is alarmed. */
export function isAlarm({ name }: Part): boolean {
  return name.endsWith(ALARM);
}

/** Whether a part gives way to another when its band is alarmed. */
export function endsAtAlarm({ name, layer }: Part, alarm: NormalRange | null): boolean {
  return alarm !== null && REPLACED.includes(name) && layer.to === Math.max(layer.from, alarm);
}

/** The parts of a band with its alarm from an intensity on; `feel` humanizes a part. A step for each part of the alarm. */
export function* withAlarm(
  parts: readonly Part[],
  setting: Setting,
  from: NormalRange,
  feel: (part: Part) => Part,
): Generator<undefined, Part[]> {
  const usual = parts.flatMap((part): Part[] => {
    if (!REPLACED.includes(part.name)) return [part];
    const to = Math.min(part.layer.to, startOf(part, from));
    return [{ ...part, layer: { from: part.layer.from, to } }];
  });
  const replaced = (name: string, notes: readonly Note[]): Part[] => {
    const part = parts.find((one) => one.name === name);
    if (part === undefined) return [];
    return [feel({ ...part, name: `${name}${ALARM}`, layer: { from: startOf(part, from), to: TOP }, notes })];
  };
  const { style } = setting;
  const low = { ...style.bass, high: style.bass.low + OSTINATO_RANGE, patterns: ['pulse'] as const };
  const short = { ...style.chords, patterns: ['stabs'] as const };
  const writers: readonly (() => Part[])[] = [
    () => replaced('bass', bassNotes({ ...setting, style: { ...style, bass: low } })),
    () => replaced('chords', chordNotes({ ...setting, style: { ...style, chords: short } })),
    () => replaced('pad', tremolo(padNotes(setting), setting.barTicks)),
    () => replaced('drums-full', heartbeat(setting)),
  ];
  const alarm: Part[] = [];
  for (const write of writers) {
    yield;
    alarm.push(...write());
  }
  return [...usual, ...alarm];
}

/** The lowest octave and a tone, so that every root lies in it. */
const OSTINATO_RANGE = 13;

/** Full drums that play from a higher intensity on are replaced from there. */
function startOf({ layer }: Part, from: NormalRange): NormalRange {
  return Math.max(layer.from, from);
}

/** Held notes as sixteenths that swell through the bar. */
function tremolo(notes: readonly Note[], barTicks: Ticks): readonly Note[] {
  return notes.flatMap((note) =>
    Array.from({ length: Math.max(1, Math.floor(note.durationTicks / SIXTEENTH)) }, (_, i): Note => {
      const tick = note.tick + i * SIXTEENTH;
      const swell = 0.8 + 0.4 * ((tick % barTicks) / barTicks);
      return { ...note, tick, durationTicks: SIXTEENTH, velocity: Math.min(1, note.velocity * swell) };
    }),
  );
}

/** Two low strokes at the start of each bar and silence after them; in every second bar toms lead into the next. */
function heartbeat(setting: Setting): readonly Note[] {
  const { barTicks, beats, style } = setting;
  const hit = (drum: Drum, tick: Ticks, strength: number): Note => ({
    pitch: DRUM_KEYS[drum],
    tick,
    durationTicks: SIXTEENTH,
    velocity: Math.min(1, style.drums.level * strength),
  });
  return barsOf(setting).flatMap(({ bar, tick }) => {
    const beat = [hit('kick', tick, 1.25), hit('lowTom', tick, 1.1), hit('kick', tick + EIGHTH, 0.8)];
    const last = beats.at(-1)!;
    const steps = Math.floor((barTicks - last.tick) / EIGHTH);
    if (bar % 2 === 0 || last.tick === 0) return beat;
    const lead = Array.from({ length: steps }, (_, i) =>
      hit('lowTom', tick + last.tick + i * EIGHTH, 0.7 + (0.5 * i) / steps),
    );
    return [...beat, ...lead];
  });
}
