/** Restores saved music in a new conductor before it starts. */

import { BEFORE, type LogStart, slotKey } from '../../formats/log-entries.ts';
import type { SavedMood, SavedMusic } from '../../formats/saved-music.ts';
import type { Phrase } from '../../music/phrase.ts';
import { deserializePhrase } from '../../soundtrack/phrase-bank.ts';
import type { ReadyPhrase } from '../model/mood-state.ts';
import type { KeptParts } from './save.ts';

/**
 * Restores saved music that has been checked.
 * @param start of a log that starts with what was saved; null for a saved game
 */
export function restoreMusic(parts: KeptParts, saved: SavedMusic, start: LogStart | null): void {
  const { phrases: supply, signals, controls, playback } = parts;
  if (start !== null) goOn(parts, start);
  else for (const [name, raw] of Object.entries(saved.signals)) signals.settle(name, raw);
  controls.override = saved.override;
  controls.feel = saved.feel ?? {};
  controls.tuning = saved.tuning;
  parts.live.state = start?.live;
  const phrases = saved.phrases.map((entry, i): Phrase => {
    const phrase = deserializePhrase(entry, `phrase ${i}`, 'save anew', Number.POSITIVE_INFINITY);
    return { ...phrase, request: { ...phrase.request, seed: entry.take } };
  });
  for (const mood of saved.moods) restoreMood(parts, mood, phrases, start);
  if (saved.place === null) return;
  const { mood, slot, bar, bars, standing = null } = saved.place;
  const memory = supply.moods.get(mood);
  const begin = start === null ? {} : { start };
  playback.resume = { memory, slot, phraseBar: bar, number: bars, standing, ...begin };
}

function goOn(parts: KeptParts, start: LogStart): void {
  const { signals, crossfader, stingers, recorder } = parts;
  for (const [name, steps] of Object.entries(start.signals)) signals.goOn(name, steps);
  recorder.countFrom(start.after);
  crossfader.silentFrom = start.silent.map((time) => time ?? Number.NEGATIVE_INFINITY);
  stingers.limiter.times = start.stingers;
}

function restoreMood(parts: KeptParts, saved: SavedMood, phrases: readonly Phrase[], start: LogStart | null): void {
  const {
    mood,
    slot,
    bars,
    bar = 0,
    tonic,
    anew,
    themed,
    echoes,
    written,
    first,
    passing = [],
    drummer = [],
    ahead = [],
    tail,
  } = saved;
  const { phrases: supply, recorder, controls: resolver } = parts;
  const memory = supply.moods.get(mood);
  memory.leaveAt(slot, bars, bar);
  memory.tonic = tonic ?? null;
  memory.restartsAt = anew ?? -1;
  memory.tail = tail === undefined ? null : { slot, pitches: tail };
  for (const [at, theme] of themed) memory.scheduledThemes.set(at, theme);
  if (echoes !== undefined) memory.carriedOver = { mood: echoes[0], tune: phrases[echoes[1]]! };
  for (const [theme, phrase] of first) memory.remember(theme, phrases[phrase]!);
  const now = resolver.at(memory, start?.read ?? BEFORE);
  const orders = new Map(start?.orders.map((order) => [slotKey(order[0], order[1]), order]));
  const put = (
    at: number,
    phrase: Phrase,
    rest: Pick<ReadyPhrase, 'controls' | 'opening' | 'octave' | 'arrangedWith'>,
  ) => {
    const isHeard = rest.arrangedWith !== undefined;
    const order = orders.get(slotKey(mood, at));
    const [, , read, after, begun, logged] = order ?? [mood, at, BEFORE, [0, 0] as const, isHeard, false];
    // What was arranged before there were drummers keeps its patterns.
    const drums = isHeard ? { hasDrummer: drummer.includes(at) } : {};
    const entry = { slot: at, phrase, read, after, score: null, begun, ...drums, ...rest };
    memory.put(entry);
    if (logged) recorder.markRecorded(memory, entry);
    if (passing.includes(at)) supply.queue.health.addProvisional(phrase);
  };
  const arranged = new Map(saved.arranged);
  for (const [at, phrase, opening, octave = null] of written) {
    // A phrase that was heard keeps its arrangement, although signals have changed since.
    const arrangedWith = { ...(arranged.get(at) ?? now), palette: now.palette };
    put(at, phrases[phrase]!, { controls: now, opening, octave, arrangedWith });
  }
  for (const [at, phrase, opening, controls, octave = null] of ahead) {
    const as = arranged.get(at);
    const arrangedWith = as && { ...as, palette: now.palette };
    put(at, phrases[phrase]!, { controls, opening, octave, ...(arrangedWith && { arrangedWith }) });
  }
}
