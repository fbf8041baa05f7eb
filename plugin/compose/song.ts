/** Whole pieces: an intro, phrases that come back, and an ending; or a loop whose end leads into its beginning without a seam. */

import { arrange } from '../arrange/arrange.ts';
import { endingScore } from '../arrange/song-ending.ts';
import { type SongSection, songPlan } from '../arrange/song-plan.ts';
import { movedAmbience } from '../mood/ambience.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import type { Drummer } from '../music/drum-performance.ts';
import { notesHash, type Phrase, type PhraseModel } from '../music/phrase.ts';
import type { Score } from '../music/score.ts';
import { meterInfo, type Seconds, ticksToSeconds } from '../music/time.ts';
import { type OutputRecording, recordingOutput } from '../output/recording-output.ts';
import { barSeconds, feltBand, placeSounds, renderBar } from '../output/render-bar.ts';
import { phraseBars } from '../phrases/phrase-job.ts';
import { moodPhrases } from './mood-phrases.ts';
import type { LeadBar, PlayedMusic } from './play-sections.ts';
import { introScore } from './song-intro.ts';

/** What is to be written. */
export interface SongOptions {
  readonly model: PhraseModel;
  /** Plays the drums of the network's phrases. */
  readonly drummer?: Drummer | null;
  readonly mood: Mood;
  readonly seed: string;
  /** Length aimed at; the piece is rounded to whole phrases, and has four of them at least. */
  readonly minutes: number;
  readonly loop: boolean;
  /** Receives the number of phrases written and of all phrases. */
  readonly onPhrase?: (done: number, of: number) => void;
}

/** A piece, and what it is rendered from: a loop is played through twice and a little more, so that its tails are in it. */
export interface Song {
  readonly played: PlayedMusic;
  readonly rendered: OutputRecording;
}

/** A moment for the first note. */
const START: Seconds = 0.1;
const FADE: Seconds = 0.03;
/** How the tempo gives way in the last bars of a phrase that ends a piece, and in its ending. */
const RITARDANDO = [0.95, 0.87];
const CLOSING = [0.8, 0.72];

/** One bar as it will be played. */
interface SongBar {
  readonly score: Score;
  readonly bar: number;
  readonly bpm: number;
  readonly intensity: number;
  readonly phrase: Phrase;
  readonly slot: number;
}

/** Writes a piece. The same model and options give the same notes. */
export async function writeSong(options: SongOptions): Promise<Song> {
  const { model, mood, seed, minutes, loop } = options;
  const { controls } = mood;
  const barTime = ticksToSeconds(meterInfo(controls.meter).barTicks, controls.tempo);
  const lengths = { bars: (minutes * 60) / barTime, phraseBars: phraseBars(controls.meter), loop };
  const sections = songPlan({ ...lengths, feeling: mood, mode: controls.mode });
  const bars = await writeBars(options, sections);
  const name = (section: SongSection) => ({ mood: mood.name, bars: section.bars, name: section.name });
  const sounds = placeSounds(
    movedAmbience(mood.ambience ?? {}, () => 0),
    seed,
  );
  const { recording, leads, end } = perform(bars, mood, sounds);
  const played: PlayedMusic = {
    model: model.name,
    seed,
    start: START,
    end,
    sections: sections.map(name),
    bars: leads,
    phrases: leads
      .filter((_, i) => bars[i]!.bar === 0)
      .map((lead) => phraseEvent(lead, bars[leads.indexOf(lead)]!, mood)),
    recording,
  };
  return { played, rendered: loop ? perform([...bars, ...bars, bars[0]!], mood, sounds).recording : recording };
}

async function writeBars(options: SongOptions, sections: readonly SongSection[]): Promise<SongBar[]> {
  const { model, drummer, mood, seed, loop, onPhrase = () => {} } = options;
  const { controls } = mood;
  const tune = sections.filter(({ slot }) => slot !== null);
  const counted: PhraseModel = {
    name: model.name,
    source: model.source,
    async generate(request) {
      const phrase = await model.generate(request);
      onPhrase(++done, tune.length);
      return phrase;
    },
    dispose() {},
  };
  let done = 0;
  const phraseOptions = {
    model: counted,
    ...(drummer && { drummer }),
    mood,
    seed,
    place: (index: number) => tune[index]!.slot!,
  };
  const written = await moodPhrases(phraseOptions, tune.length);
  const scores = new Map(written.map(({ slot, score }) => [slot, score]));
  if (loop) {
    // Once more round, so that voices lead from the last bar into the first.
    for (const { slot, phrase, octave } of written) {
      const previous = scores.get(slot - 1) ?? scores.get(tune.length - 1)!;
      const again = {
        phrase,
        controls,
        mood,
        seed: `${seed}/${mood.name}/${slot}`,
        previous,
        lineup: tune[slot]!.slot!.lineup,
        place: tune[slot]!.slot!,
        ...(octave ? { octave } : {}),
        ...(drummer && phrase.source === 'lstm' ? { drummer } : {}),
      };
      scores.set(slot, arrange({ ...again, phraseIndex: slot === 0 ? tune.length : slot }));
    }
  }
  let slot = 0;
  return sections.flatMap((section): SongBar[] => {
    const intensity = Math.min(1, Math.max(0.15, controls.intensity + section.lift));
    const last = scores.get(tune.length - 1)!;
    const phrase = written[Math.min(slot, tune.length - 1)]!.phrase;
    const silent = { ...phrase, notes: [], hash: notesHash([]) };
    if (section.name === 'intro')
      return barsOf(introScore(options, section.bars, phrase), intensity, silent, -1, controls);
    if (section.name === 'ending') {
      const score = endingScore(last, mood, `${seed}/closing`);
      return CLOSING.map((slowing, bar) => {
        return { score, bar, bpm: controls.tempo * slowing, intensity, phrase: silent, slot: tune.length };
      });
    }
    const ends = !loop && slot === tune.length - 1;
    const bars = barsOf(scores.get(slot)!, intensity, phrase, slot, controls, ends);
    slot++;
    return bars;
  });
}

function barsOf(
  score: Score,
  intensity: number,
  phrase: Phrase,
  slot: number,
  { tempo }: Controls,
  ends = false,
): SongBar[] {
  return Array.from({ length: score.bars }, (_, bar) => {
    const slowing = ends ? (RITARDANDO[bar - score.bars + RITARDANDO.length] ?? 1) : 1;
    return { score, bar, bpm: tempo * slowing, intensity, phrase, slot };
  });
}

/** Puts bars on the clock one after another, on one deck. */
function perform(
  bars: readonly SongBar[],
  mood: Mood,
  sounds: ReturnType<typeof placeSounds>,
): { recording: OutputRecording; leads: LeadBar[]; end: Seconds } {
  const stage = recordingOutput(() => 0);
  stage.fadeDeck(0, 1, START - FADE, FADE);
  let time = START;
  const leads = bars.map((bar, number): LeadBar => {
    const { score, bpm, intensity } = bar;
    const { meter } = score;
    const { brightness } = mood.controls;
    const until = Number.POSITIVE_INFINITY;
    const timed = renderBar({
      score,
      bar: bar.bar,
      mood: mood.name,
      ...feltBand(mood),
      ...sounds,
      deck: 0,
      time,
      bpm,
      intensity,
      brightness,
      until,
    });
    stage.play(timed);
    const controls = { ...mood.controls, intensity };
    const event = { mood: mood.name, bar: number, deck: 0, time, bpm, meter, controls };
    time += barSeconds(score, bpm);
    return { event, timed, end: time };
  });
  return { recording: stage.recording(), leads, end: time };
}

function phraseEvent({ event }: LeadBar, { phrase, slot, score }: SongBar, mood: Mood): PlayedMusic['phrases'][number] {
  const { source, hash, measured, notes, request } = phrase;
  const sampled = notes.filter((note) => note.sampled).length / Math.max(1, notes.length);
  return {
    mood: mood.name,
    slot,
    bars: score.bars,
    source,
    hash,
    sampled,
    asked: request.controls,
    measured,
    time: event.time,
  };
}
