/** Plays a script with the game's own conductor, on a clock that stands still while the model writes. */

import { Conductor } from '../conductor/conductor.ts';
import type { ConductorEvents } from '../conductor/model/events.ts';
import type { SignalValue } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import type { TimedBar } from '../output/audio-output.ts';
import { type OutputCall, type OutputRecording, recordingOutput, timeOfCall } from '../output/recording-output.ts';
import type { ConductorSource } from '../soundtrack/phrase-bank.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { ScriptSection } from './script.ts';

/** A bar of the mood that has the lead, until its own end or the line where another mood takes over. */
export interface LeadBar {
  readonly event: Omit<ConductorEvents['bar'], 'heard'>;
  readonly timed: TimedBar;
  readonly end: Seconds;
}

/** A stretch of one mood that was played. */
export interface PlayedSection extends ScriptSection {
  /** Its part in a whole piece: intro, tune or ending. */
  readonly name?: string;
}

/** What was played. All times are on one clock; the music runs from `start` to `end`. */
export interface PlayedMusic {
  readonly model: string;
  readonly seed: string;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly sections: readonly PlayedSection[];
  readonly bars: readonly LeadBar[];
  readonly phrases: readonly Omit<ConductorEvents['phrase'], 'heard'>[];
  readonly recording: OutputRecording;
}

/** What to play, and how. */
export interface PlayOptions {
  readonly source: ConductorSource;
  readonly sections: readonly ScriptSection[];
  readonly soundtrack: SoundtrackDefinition & { readonly seed: string };
  /** Signals sent before the first bar. */
  readonly signals?: Readonly<Record<string, SignalValue>>;
  readonly warn?: (message: string) => void;
  /** Receives the number of bars played and of all bars. */
  readonly onBar?: (done: number, of: number) => void;
}

/** The clock's step: as often as a game's ticker. */
const TICK: Seconds = 0.05;

/** Plays a script. Rejects only where the soundtrack is wrong. */
export async function playSections(options: PlayOptions): Promise<PlayedMusic> {
  const { source, sections, soundtrack, signals = {}, warn = () => {}, onBar = () => {} } = options;
  let clock: Seconds = 0;
  const output = recordingOutput(() => clock);
  const scenes = Object.fromEntries(sections.map(({ mood }) => [mood, mood]));
  const conductor = new Conductor({
    soundtrack: { scenes, ...soundtrack, start: sections[0]!.mood },
    source,
    stage: output,
    spares: 'tagged',
    warn,
  });
  const heard: ConductorEvents['bar'][] = [];
  const phrases: ConductorEvents['phrase'][] = [];
  const total = sections.reduce((sum, { bars }) => sum + bars, 0);
  let section = 0;
  let left = sections[0]!.bars;
  conductor.on('phrase', (event) => phrases.push(event));
  conductor.on('bar', (event) => {
    if (heard.length === total) return;
    heard.push(event);
    onBar(heard.length, total);
    left--;
    const next = sections[section + 1];
    if (left > 0 || next === undefined) return;
    // In the last bar of a section the next mood is called for its end; the fade is the game's own.
    section++;
    left = next.bars;
    if (next.mood !== event.mood) conductor.mood(next.mood, { at: 'bar' });
    send(next.signals);
  });
  const send = (values: PlayOptions['signals'] = {}) => {
    for (const [name, value] of Object.entries(values)) conductor.signal(name, value);
  };
  send(signals);
  send(sections[0]!.signals);
  conductor.start();
  await conductor.settled();
  conductor.advance();
  while (heard.length < total || clock < endOf(heard)) {
    clock += TICK;
    conductor.advance();
    await conductor.settled();
  }
  conductor.dispose();
  const start = heard[0]!.time;
  const end = endOf(heard);
  const recording = until(output.recording(), end);
  return {
    model: (source.composer ?? source.fallback).name,
    seed: conductor.soundtrack.seed,
    start,
    end,
    sections,
    bars: leadBars(heard, recording, end),
    phrases: phrases.filter(({ time }) => time < end - 1e-6),
    recording,
  };
}

function endOf(heard: readonly ConductorEvents['bar'][]): Seconds {
  const last = heard.at(-1);
  if (last === undefined) return Number.POSITIVE_INFINITY;
  return last.time + barLength(last);
}

function barLength({ meter, bpm }: LeadBar['event']): Seconds {
  const [beats, unit] = meter.split('/').map(Number) as [number, number];
  return (beats * 4 * 60) / (unit * bpm);
}

/** The recording without what begins after the end. */
function until(recording: OutputRecording, end: Seconds): OutputRecording {
  const calls = recording.calls.filter((call) => {
    if (call.kind === 'sting') return call.notes.some((note) => note.time < end);
    return timeOfCall(call) < end - 1e-6;
  });
  return { calls };
}

function leadBars(heard: readonly ConductorEvents['bar'][], recording: OutputRecording, end: Seconds): LeadBar[] {
  const played = keptBars(recording);
  return heard.map((event, i) => {
    const timed = played.find((bar) => bar.deck === event.deck && Math.abs(bar.time - event.time) < 1e-6);
    if (timed === undefined) throw new Error(`bar ${i} was heard but never played`);
    return { event, timed, end: Math.min(heard[i + 1]?.time ?? end, event.time + barLength(event)) };
  });
}

/** The bars that no later call withdrew as a whole. What came to a bar while it sounded follows the bar itself. */
function keptBars({ calls }: OutputRecording): TimedBar[] {
  return calls.flatMap((call, i) => {
    if (call.kind !== 'play') return [];
    const { bar } = call;
    const withdraws = (later: OutputCall) =>
      later.kind === 'clear' && later.deck === bar.deck && later.time < bar.time + 1e-6;
    return calls.slice(i + 1).some(withdraws) ? [] : [bar];
  });
}
