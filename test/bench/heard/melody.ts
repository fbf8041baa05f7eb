/** Whether the tune is heard: the share of its notes that the transcriber finds in the mix, and of them alone. */

import type { OutputRecording, PresetName } from '../../../plugin/internal.ts';
import { monoOf } from '../../../scripts/levels/mono.ts';
import { playPiece, renderExcerpt } from '../../../scripts/levels/piece.ts';
import { writtenTempo } from './tempo.ts';
import type { HeardNote, Transcriber } from './transcriber.ts';

/** Seconds by which a note may be found earlier or later in the mix than in the tune alone (as in mir_eval). */
const NEAR = 0.05;
/** Seconds by which a note of the tune alone may be found after it is written: a flute speaks late. */
const SPEAKS = 0.1;

/** How many of the melody's notes were found: of those written in the tune alone, and of these in the mix. */
export interface MelodyHeard {
  readonly written: number;
  readonly alone: number;
  readonly mixed: number;
}

/** One piece, as it is and with its melody alone. */
export interface HeardPiece {
  readonly melody: MelodyHeard;
  /** Its mix, the mean of both channels, at 44.1 kHz. */
  readonly mix: Float32Array;
  /** Quarters a minute, as written. */
  readonly tempo: number;
}

/** Renders some seconds of a mood and listens to them. */
export async function hearMelody(
  transcribe: Transcriber,
  piece: { readonly mood: PresetName; readonly intensity: number; readonly seed: string; readonly seconds: number },
): Promise<HeardPiece> {
  const { recording, start } = await playPiece(piece);
  const render = async (each: OutputRecording) => {
    const { left, right } = await renderExcerpt({ recording: each, start }, piece.seconds);
    return monoOf(left, right);
  };
  const mix = await render(recording);
  const tune = await render(melodyAlone(recording));
  const written = melodyNotes(recording, start, piece.seconds);
  const alone = foundOf(written, await transcribe(tune), SPEAKS);
  const mixed = foundOf(alone, await transcribe(mix), NEAR);
  return {
    melody: { written: written.length, alone: alone.length, mixed: mixed.length },
    mix,
    tempo: writtenTempo(recording),
  };
}

/** A recording in which only melodies sound. */
export function melodyAlone({ calls }: OutputRecording): OutputRecording {
  return {
    calls: calls.map((call) =>
      call.kind === 'play'
        ? { ...call, bar: { ...call.bar, parts: call.bar.parts.filter(({ role }) => role === 'melody') } }
        : call,
    ),
  };
}

/** The melody's notes, in seconds from the start. Notes of two instruments in unison are one. */
function melodyNotes({ calls }: OutputRecording, start: number, seconds: number): HeardNote[] {
  const notes = new Map<string, HeardNote>();
  for (const call of calls) {
    if (call.kind !== 'play') continue;
    for (const { pitch, time } of call.bar.parts.filter(({ role }) => role === 'melody').flatMap((part) => part.notes))
      if (time >= start && time < start + seconds - 0.5)
        notes.set(`${pitch}/${time.toFixed(1)}`, { pitch, time: time - start });
  }
  return [...notes.values()];
}

/** The found notes that match the asked ones: of the same pitch, and at most `near` seconds early or late. Each matches one. */
export function foundOf(asked: readonly HeardNote[], found: readonly HeardNote[], near: number): readonly HeardNote[] {
  const left = [...found];
  return asked.flatMap(({ pitch, time }) => {
    const apart = (note: HeardNote) => (note.pitch === pitch ? Math.abs(note.time - time) : Number.POSITIVE_INFINITY);
    const nearest = left.reduce((best, note, i) => (apart(note) < apart(left[best]!) ? i : best), 0);
    return left.length > 0 && apart(left[nearest]!) <= near ? left.splice(nearest, 1) : [];
  });
}
