/** One candidate while it is written: its melody, its random stream, the network's inputs, and the reasons for its choices. */

import type { ChoiceReason, EventReason } from '../music/explanation.ts';
import { type ChordSpan, chordAt } from '../music/harmony.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { PhraseNote, PhraseRequest } from '../music/phrase.ts';
import type { RelativePitch } from '../music/pitch.ts';
import { type Random, random } from '../music/random.ts';
import { broadStyle } from '../music/style.ts';
import { meterInfo, type Ticks } from '../music/time.ts';
import { lengthReason, toneReason } from './choice-explanation.ts';
import { meterClassOf, modeClassOf, type StepContext } from './features.ts';
import { isFreeLine } from './free-line.ts';
import { lookbackAt } from './lookback.ts';
import { MelodyDraft } from './melody-draft.ts';
import type { PrimeEvent } from './prime.ts';
import { type Choice, draw, type Odds, oddsOf, type Taste, taken } from './sampling.ts';
import { Steer } from './steer.ts';
import {
  DURATION_COUNT,
  durationTicks,
  durationToken,
  PITCH_SYMBOLS,
  pitchOfToken,
  pitchToken,
  REST,
  TICKS_PER_GRID,
} from './tokens.ts';

/** A model's output for one step of several rows: logits given the controls, and log-probabilities after guidance. */
export interface Answer {
  readonly conditioned: Float32Array;
  readonly guided: Float64Array;
}

/** Bars of the prime that the network is run over; look-back also sees earlier ones. */
const HEARD_BARS = 2;
const FORBIDDEN = Number.NEGATIVE_INFINITY;
/** Factor of the temperature at which durations of a free line are drawn, out of all that are possible. */
const FREE_RHYTHM = 1.2;

/** A candidate with everything needed to write it. */
export class CandidateDecoder {
  readonly line: MelodyDraft;
  /** The reason for each event, if the request asks for them. */
  readonly reasons: EventReason[] = [];
  readonly #steer: Steer;
  readonly #chance: Random;
  readonly #rhythmTaste: Taste;
  /** Events to feed to the network before the phrase begins. */
  readonly #prime: readonly PrimeEvent[];
  #primed = 0;
  /** All events so far, including the prime; onsets count from the start of the phrase. */
  readonly #past: { readonly pitch: number[]; readonly duration: number[]; readonly onset: number[] };
  /** How many of them precede those fed to the network. */
  readonly #first: number;
  #length: ChoiceReason<Ticks> | null = null;

  /** `script`: notes to take instead of sampling. */
  constructor(
    readonly request: PhraseRequest,
    before: readonly PrimeEvent[],
    candidate: number,
    readonly taste: Taste,
    readonly script: readonly PhraseNote[] | null = null,
  ) {
    this.line = new MelodyDraft(request, before);
    this.#steer = new Steer(request, this.line);
    this.#rhythmTaste = isFreeLine(request) ? freer(taste) : taste;
    this.#chance = random(`${request.seed} candidate ${candidate}`);
    const heard = (-HEARD_BARS * meterInfo(request.meter).barTicks) / TICKS_PER_GRID;
    this.#prime = before.filter(({ onset }) => onset >= heard);
    const past = before.filter(({ onset }) => onset < heard);
    this.#past = {
      pitch: past.map(({ pitch }) => pitch),
      duration: past.map(({ duration }) => duration),
      onset: past.map(({ onset }) => onset),
    };
    this.#first = past.length;
  }

  /** The network's input for the next event. */
  context(): StepContext {
    const { line, request } = this;
    const prime = this.#prime[this.#primed];
    const tick = prime ? 0 : line.time * TICKS_PER_GRID;
    const { pitch, duration } = this.#past;
    const begun = pitch.length > this.#first;
    const onset = prime ? prime.onset : line.time;
    const bar = meterInfo(request.meter).barTicks / TICKS_PER_GRID;
    return {
      previousPitch: begun ? pitch.at(-1)! : -1,
      previousDuration: begun ? duration.at(-1)! : -1,
      place: prime ? prime.place : line.place,
      meter: meterClassOf(request.meter),
      barsLeft: prime ? prime.barsLeft : request.bars - 1 - line.bar,
      chord: prime ? null : chordAt(request.chords, tick),
      nextChord: prime ? null : chordAfter(request.chords, tick),
      mode: modeClassOf(request.mode),
      style: request.style && broadStyle(request.style),
      fineStyle: request.style,
      controls: MELODY_CONTROLS.map((control) => request.controls[control] ?? null),
      lookback: lookbackAt(this.#past, 0, pitch.length, onset, bar),
      past: { history: this.#past, from: 0, to: pitch.length, onset, bar },
    };
  }

  /** Chooses the next event's duration symbol. */
  nextDuration(answer: Answer, r: number): number {
    const { line } = this;
    this.#length = null;
    const prime = this.#prime[this.#primed];
    if (prime) return prime.duration;
    if (line.done) return 0;
    const forced = line.next();
    if (forced) return forced.duration;
    const bias = (token: number) => (line.durationVeto(token) ? FORBIDDEN : this.#steer.duration(token));
    const odds = oddsOf(answer.guided, r * DURATION_COUNT, DURATION_COUNT, bias, this.#rhythmTaste);
    if (!odds) return line.escapeDuration();
    const choice = this.#choose(odds, () => this.#scriptedDuration());
    line.logProbability += choice.logProbability;
    line.choices++;
    if (this.request.explain) this.#length = lengthReason(answer, r, odds, choice.symbol, line);
    return choice.symbol;
  }

  /** Chooses the next event's pitch, given its duration, and appends the event. */
  takePitch(answer: Answer, r: number, duration: number): void {
    const { line, request } = this;
    const prime = this.#prime[this.#primed];
    if (prime) {
      this.#primed++;
      this.#remember(duration, prime.pitch, prime.onset);
      return;
    }
    if (line.done) return;
    const forced = line.next();
    const from = forced === null ? 'network' : forced.pitch === null ? 'rhythm' : 'copy';
    if (forced && forced.pitch !== null) {
      this.#push(duration, forced.pitch, from, null);
      return;
    }
    const odds =
      this.#pitchOdds(answer, r, (token) =>
        line.pitchVeto(token, duration, forced === null)
          ? FORBIDDEN
          : line.pitchPrior(token) + this.#steer.pitch(token),
      ) ??
      // Nothing is allowed: any note is better than none.
      this.#pitchOdds(answer, r, (token) => (token === REST ? FORBIDDEN : 0))!;
    const choice = this.#choose(odds, () => this.#scriptedPitch());
    line.logProbability += choice.logProbability;
    const tone = request.explain ? toneReason(answer, r, odds, choice.symbol, line, duration, forced === null) : null;
    this.#push(duration, choice.symbol, from, tone);
  }

  #pitchOdds({ guided }: Answer, r: number, bias: (token: number) => number): Odds | null {
    return oddsOf(guided, r * PITCH_SYMBOLS, PITCH_SYMBOLS, bias, this.taste);
  }

  #choose(odds: Odds, scripted: () => number): Choice {
    return this.script ? taken(odds, scripted()) : draw(odds, this.#chance);
  }

  #push(
    duration: number,
    pitch: number,
    from: EventReason['from'],
    tone: ChoiceReason<RelativePitch | null> | null,
  ): void {
    const { line, request } = this;
    if (request.explain) {
      const tick = line.time * TICKS_PER_GRID;
      this.reasons.push({
        tick,
        durationTicks: durationTicks(duration),
        pitch: pitch === REST ? null : pitchOfToken(pitch),
        from,
        chord: chordAt(request.chords, tick),
        nextChord: chordAfter(request.chords, tick),
        controls: request.controls,
        length: this.#length,
        tone,
      });
    }
    this.#remember(duration, pitch, line.time);
    line.push(duration, pitch, from === 'network');
  }

  #remember(duration: number, pitch: number, onset: number): void {
    this.#past.duration.push(duration);
    this.#past.pitch.push(pitch);
    this.#past.onset.push(onset);
  }

  /** The note of the script that starts now; undefined for a rest. */
  #scriptedNote(): PhraseNote | undefined {
    return this.script?.find(({ tick }) => tick === this.line.time * TICKS_PER_GRID);
  }

  #scriptedPitch(): number {
    const note = this.#scriptedNote();
    return note ? pitchToken(note.pitch) : REST;
  }

  #scriptedDuration(): number {
    const now = this.line.time * TICKS_PER_GRID;
    const until = this.line.limit * TICKS_PER_GRID;
    const next = this.script!.find(({ tick }) => tick > now)?.tick ?? until;
    const length = this.#scriptedNote()?.durationTicks ?? Math.min(next, until) - now;
    return durationToken(length / TICKS_PER_GRID);
  }
}

function freer({ temperature }: Taste): Taste {
  return { temperature: FREE_RHYTHM * temperature, topP: 1 };
}

function chordAfter(chords: readonly ChordSpan[], tick: Ticks): ChordSpan['chord'] | null {
  return chords.find((span) => span.tick > tick)?.chord ?? null;
}
