/** Listens to a person who hums to the music, through the microphone. Nothing is kept or sent: sound is read into pitches at once. */

import type { Seconds } from '../music/time.ts';
import { notesIn } from './hummed-notes.ts';
import { type MusicBar, type MusicManner, phraseOf } from './hummed-phrase.ts';
import type { ListenResult } from './listen-options.ts';
import { isListeningOver, lastVoiceIn } from './listening-end.ts';
import { type Microphone, openMicrophone } from './microphone.ts';
import { PitchFrames } from './pitch-frames.ts';

/** The music that plays meanwhile. Times are on the clock of its context. */
export interface ListenedMusic {
  readonly context: AudioContext;
  /** From a time on the clock to the ear. */
  latency(): Seconds;
  /** The bar that is scheduled for a time; null where there is none. */
  barAt(time: Seconds): MusicBar | null;
  manner(): MusicManner;
  /** Lowers the music, and raises it again. */
  duck(db: number): void;
  unduck(): void;
}

/** Options with their defaults. */
export interface ListenPlan {
  readonly seconds: Seconds;
  readonly rest: Seconds;
  readonly db: number;
  readonly signal: AbortSignal;
}

/** How often the microphone is read. */
const LOOK_MS = 40;
/** A context that does not run has no sound; this long is waited for it beyond what was asked for, in ms. */
const PATIENCE_MS = 12_000;

/** Listens until the melody is over. Never rejects for what the microphone or the person does. */
export async function listenToHumming(music: ListenedMusic, plan: ListenPlan): Promise<ListenResult> {
  const microphone = await openMicrophone(music.context, plan.signal);
  if (typeof microphone === 'string') return { heard: false, reason: microphone };
  try {
    music.duck(plan.db);
    const frames = new PitchFrames(music.context.sampleRate);
    const bars = await follow(microphone, frames, music, plan);
    if (plan.signal.aborted) return { heard: false, reason: 'aborted' };
    // Samples are late by the way from the speakers to the ear, and from the mouth to the page.
    const late = music.latency() + microphone.latency;
    const notes = notesIn(frames.frames).map((note) => ({ ...note, time: note.time + microphone.start - late }));
    return notes.length === 0 ? { heard: false, reason: 'silent' } : phraseOf(notes, bars, music.manner());
  } finally {
    microphone.close();
    music.unduck();
  }
}

/** Reads the microphone until listening is over; returns the bars that played meanwhile. */
function follow(
  microphone: Microphone,
  pitches: PitchFrames,
  music: ListenedMusic,
  { seconds, rest, signal }: ListenPlan,
): Promise<readonly MusicBar[]> {
  const bars: MusicBar[] = [];
  const latest = performance.now() + seconds * 1000 + PATIENCE_MS;
  void music.context.resume().catch(() => {});
  return new Promise((resolve) => {
    const look = () => {
      pitches.push(microphone.read());
      const now = music.context.currentTime;
      // What is heard now was scheduled a little earlier; the bar that is scheduled now will be.
      for (const at of [now - music.latency(), now]) {
        const bar = music.barAt(at);
        if (bar !== null && bar.time > (bars.at(-1)?.time ?? Number.NEGATIVE_INFINITY)) bars.push(bar);
      }
      const voice = lastVoiceIn(pitches.frames);
      const nextBar = music.barAt(now)?.end ?? null;
      const state = {
        start: microphone.start,
        now,
        nextBar,
        lastVoice: voice === null ? null : voice + microphone.start,
      };
      const isOver = isListeningOver(state, { seconds, rest });
      if (isOver || microphone.isGone || signal.aborted || performance.now() > latest) end();
    };
    const timer = setInterval(look, LOOK_MS);
    const end = () => {
      clearInterval(timer);
      signal.removeEventListener('abort', end);
      resolve(bars);
    };
    signal.addEventListener('abort', end);
    look();
  });
}
