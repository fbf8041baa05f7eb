/** A singer hums to the real conductor on a clock of the test, is heard as a page hears, and answered by a real composer. */

import type { PhraseSource } from '../../plugin/generate/source.ts';
import { notesIn } from '../../plugin/humming/hummed-notes.ts';
import { phraseOf } from '../../plugin/humming/hummed-phrase.ts';
import { isListeningOver, lastVoiceIn } from '../../plugin/humming/listening-end.ts';
import { PitchFrames } from '../../plugin/humming/pitch-frames.ts';
import { meterInfo, ticksToSeconds } from '../../plugin/music/time.ts';
import { answerLine, answerTo, onBarLine, timeToWrite } from '../../plugin/player/answer.ts';
import { BeatGrid } from '../../plugin/player/beat-grid.ts';
import { rehearse } from '../helper/rehearsal.ts';
import { SAMPLE_RATE, sing } from './singer.ts';
import type { HummedTune } from './tunes.ts';

/** How the page listens. */
export interface JamOptions {
  /** Bars of the tune that are hummed. */
  readonly bars: number;
  /** Whether the page knows how long: it listens up to the end of those bars, else for as long as it may. */
  readonly isTimed: boolean;
  readonly source: PhraseSource;
  /** Seconds between a sample and its sound, and between what is scheduled and what is heard. */
  readonly latency?: { readonly input: number; readonly output: number };
}

/** What came of it. */
export interface Jam {
  /** Bar lines between the first after the last note and the line on which the answer begins: 0 is the next bar line. */
  readonly lag: number;
  /** Whether the composer was too late for it, so that the fallback wrote it. */
  readonly isLate: boolean;
  /** Seconds of a core that the notes and the answer took. */
  readonly readIn: number;
  readonly writtenIn: number;
}

const LOOK = 0.04;
const REST = 0.8;
const LONGEST = 30;
/** A note that lasts up to a bar line may be sung so much beyond it. */
const HELD_OVER = 0.1;

/** A result, and the seconds of this process that it took: other programs on the machine do not count. */
async function timed<T>(act: () => T | Promise<T>): Promise<[result: T, seconds: number]> {
  const began = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(began);
  return [result, (user + system) / 1e6];
}

/** Hums the first bars of a tune from a bar line on. */
export async function jam(tune: HummedTune, { bars, isTimed, source, latency }: JamOptions): Promise<Jam> {
  const { input, output } = latency ?? { input: 0.02, output: 0.03 };
  const { meter, tempo } = tune;
  const barSeconds = ticksToSeconds(meterInfo(meter).barTicks, tempo);
  const melody = tune.notes.filter(({ time }) => time < bars * barSeconds - 0.01);
  const show = rehearse({
    soundtrack: { start: 'sung', seed: tune.id, moods: { sung: { like: 'calm', controls: { tempo, meter } } } },
  });
  const grid = new BeatGrid(show.conductor.schedule);
  show.conductor.start();
  await show.conductor.settled();
  await show.playTo(barSeconds * 1.4);
  const start = show.now();
  const first = grid.clock.toClock(grid.after('bar', grid.clock.now)!.bar.time);
  const { samples, notes } = sing(melody, { seed: tune.id, snr: 20, after: LONGEST / 3 });
  // The singer follows what they hear, and is heard a little later.
  const sungFrom = first + output + input;
  const plan = { seconds: isTimed ? first + bars * barSeconds - start : LONGEST, rest: REST };
  const pitches = new PitchFrames(SAMPLE_RATE);
  const heardBars: { time: number; end: number }[] = [];
  let read = 0;
  const position = (now: number) => Math.max(0, Math.round((now - sungFrom) * SAMPLE_RATE));
  const barAt = (time: number) => {
    const bar = grid.barAt(grid.clock.now + time - grid.clock.clock);
    return bar && { time: grid.clock.toClock(bar.time), end: grid.clock.toClock(bar.end) };
  };
  pitches.push(new Float32Array(Math.round((sungFrom - start) * SAMPLE_RATE)));
  for (;;) {
    await show.playTo(show.now() + LOOK);
    const now = show.now();
    pitches.push(samples.slice(read, position(now)));
    read = position(now);
    const bar = barAt(now);
    if (bar !== null && bar.time !== heardBars.at(-1)?.time) heardBars.push(bar);
    const voice = now < sungFrom ? null : lastVoiceIn(pitches.frames);
    const lastVoice = voice === null ? null : voice + start;
    if (isListeningOver({ start, now, nextBar: bar?.end ?? null, lastVoice }, plan)) break;
  }
  const hearing = show.conductor.snapshot();
  const [phrase, readIn] = await timed(() => {
    const hummed = notesIn(pitches.frames).map((note) => ({ ...note, time: note.time + start - input - output }));
    return phraseOf(hummed, heardBars, hearing);
  });
  await show.playTo(show.now() + readIn);
  const line = answerLine(grid);
  const available = line === null ? Number.POSITIVE_INFINITY : timeToWrite(line, grid);
  const answerBy = (by: PhraseSource) => timed(() => answerTo(phrase.notes, hearing, by, tune.id));
  let [answer, writtenIn] = await answerBy(source);
  const isLate = writtenIn > available;
  if (isLate) {
    [answer, writtenIn] = await answerBy({ ...source, composer: null });
    writtenIn += available;
  }
  await show.playTo(show.now() + writtenIn);
  const [reply] = onBarLine(answer, line, grid);
  const { time, duration } = notes.at(-1)!;
  const lastEnd = first + time + duration - HELD_OVER;
  const ideal = Math.ceil((lastEnd - first) / barSeconds);
  return { lag: Math.round((reply!.at - reply!.time - first) / barSeconds) - ideal, isLate, readIn, writtenIn };
}
