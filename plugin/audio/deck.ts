/** A deck is the bus of one mood: a channel strip per part, one filter over all of them, and one fade. */

import type { Role } from '../music/score.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import type { DeckChange, TimedNote } from '../output/audio-output.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';
import { type Articulation, Articulator, type Technique, VIBRATO } from './articulation.ts';
import { gainOfDb } from './decibels.ts';
import type { Outputs } from './master-bus.ts';
import { belowNyquist } from './nyquist.ts';
import type { ChannelSettings, Palette } from './palettes/channel-settings.ts';
import type { InstrumentResolver } from './palettes/instrument-resolver.ts';
import { voicingsFor } from './palettes/palettes.ts';
import { noteFor, type Sampled, type SampledNote } from './palettes/sampled-instrument.ts';
import { type Side, sideOf } from './palettes/stereo-spread.ts';
import { type AutomationPoint, fadeCorners, ParamAutomation, ratioCorners, SHORTEST_RAMP } from './param-automation.ts';
import type { PolyphonyLimiter } from './polyphony-limiter.ts';
import { BiquadFilter, type BorrowedContext, Gain, nativeParam, Panner } from './tone.ts';
import { VoiceAllocator } from './voice-allocator.ts';

/** Exponent from velocity to gain: half the velocity is 8 dB less. The square law of samplers (12 dB) would make soft notes inaudible. */
const VELOCITY_EXPONENT = 1.3;
/** Cutoff of the filter at brightness 0 and 1, in Hz; in between it opens soon, as most music needs its treble. */
const DARK = 1500;
const BRIGHT = 20000;
const openness = (brightness: NormalRange) => 1 - (1 - brightness) ** 2.5;
const BRIGHTEN: Seconds = 0.3;
/** The same while a bar sounds, for what follows a signal at once. */
const FOLLOW: Seconds = 0.12;
/** A note whose layer enters while it is held fades in. */
const JOIN: Seconds = 0.1;
/** A slurred note fades in while the one before fades out, from after its sample has spoken. */
const SLUR: Seconds = 0.045;
const SPOKEN: Seconds = 0.07;
/** A drum stroke later than this is dropped, because it would be off the beat. Pitched notes may start late, shortened. */
const LATEST_STROKE: Seconds = 0.06;
/** A pitched note with less than this left is dropped. */
const SHORTEST: Seconds = 0.06;

/** Audio nodes per strip. */
const STRIP_NODES = 5;

/** Time constant of a strip's change of settings. */
const RESET: Seconds = 0.01;

interface Strip {
  /** Input of the strip; the signal passes bass cut, bell, pan and sends. */
  readonly cut: BiquadFilter;
  readonly bell: BiquadFilter;
  readonly panner: Panner;
  readonly reverb: Gain;
  readonly echo: Gain;
  /** The current settings. */
  voicing: ChannelSettings | null;
}

/** The settings with which a deck plays a bar. */
export interface PartSettings {
  readonly palette: Palette;
  /** Resolves an instrument to its samples for this bar; null = silent. */
  readonly samplesFor: (instrument: string, drum: boolean) => Sampled | null;
  /** Called with the name of an instrument whose custom recordings are missing. */
  readonly onMissingSample: (instrument: string) => void;
  /** Gain of this bar, in dB. */
  readonly gain: number;
}

/** Plays notes through strips, a filter and a fade. Each part's strips are created once and kept, so that nodes do not accumulate. */
export class Deck {
  readonly #context: BorrowedContext;
  readonly #library: InstrumentResolver;
  readonly #voices: VoiceAllocator;
  readonly #strips = new Map<string, Strip>();
  /** How each part plays, by the name of its strips. */
  readonly #articulators = new Map<string, Articulator>();
  readonly #dry: BiquadFilter;
  readonly #wet: BiquadFilter;
  readonly #echo: Gain;
  readonly #buses: readonly Gain[];
  readonly #fades: readonly ParamAutomation[];
  readonly #filters: readonly ParamAutomation[];
  /** Current or target cutoff of the filter, in Hz. */
  #cutoff: number;

  /**
   * @param level initial gain: 0 = silent until faded in, 1 = full.
   * @param pool polyphony limiter shared with other decks; default: one of its own.
   */
  constructor(
    context: BorrowedContext,
    library: InstrumentResolver,
    outputs: Outputs,
    level: 0 | 1,
    pool?: PolyphonyLimiter,
  ) {
    const { dry, reverb, echo } = outputs;
    this.#context = context;
    this.#library = library;
    this.#voices = new VoiceAllocator(context.rawContext as BaseAudioContext, pool);
    const bright = belowNyquist(BRIGHT, context.sampleRate);
    const filter = () => new BiquadFilter({ context, type: 'lowpass', frequency: bright, Q: -3 });
    this.#cutoff = bright;
    this.#dry = filter();
    this.#wet = filter();
    this.#echo = new Gain({ context });
    const buses = [dry, reverb, echo].map((output) => new Gain({ context, gain: level }).connect(output));
    this.#dry.connect(buses[0]!);
    this.#wet.connect(buses[1]!);
    this.#echo.connect(buses[2]!);
    this.#buses = buses;
    const now = context.currentTime;
    this.#fades = buses.map((bus) => new ParamAutomation(nativeParam(bus.gain), level, now));
    this.#filters = [this.#dry, this.#wet].map((each) => new ParamAutomation(nativeParam(each.frequency), bright, now));
  }

  /** Number of voices that sound or are scheduled. */
  get voices(): number {
    return this.#voices.size;
  }

  /** Number of voice gains, including idle ones. */
  get gains(): number {
    return this.#voices.gains;
  }

  /** Number of audio nodes, including those of its voices. */
  get nodes(): number {
    const own = [this.#dry, this.#wet, this.#echo, ...this.#buses].length;
    return own + this.#strips.size * STRIP_NODES + this.#voices.nodes;
  }

  /** The fade's gain at a clock time, 0..1. */
  levelAt(time: Seconds): number {
    return this.#fades[0]!.valueAt(time);
  }

  /** Fades to 0 or 1 from the gain that it has at `time`. */
  fade(to: 0 | 1, time: Seconds, duration: Seconds, curve?: FadeCurve): void {
    const from = Math.max(time, this.#context.currentTime);
    const length = Math.max(SHORTEST_RAMP, duration - (from - time));
    const corners = fadeCorners(this.levelAt(from), to, from, length, curve);
    for (const line of this.#fades) line.rampThrough(from, corners);
  }

  /** Sets the filter (0 dark .. 1 open) from a clock time on. */
  setFilter(brightness: NormalRange, time: Seconds): void {
    const from = Math.max(time, this.#context.currentTime);
    const value = this.#cutoffAt(brightness);
    if (value === this.#cutoff) return;
    this.#cutoff = value;
    for (const line of this.#filters) line.rampThrough(from, [{ time: from + BRIGHTEN, value }]);
  }

  /** Moves the filter at once, in place of what was set from `time` on; later shades count from their own times. */
  shade(shades: NonNullable<DeckChange['shades']>, time: Seconds): void {
    const from = Math.max(time, this.#context.currentTime);
    for (const line of this.#filters) {
      let value = line.valueAt(from);
      const corners: AutomationPoint[] = [];
      for (const { time: at, brightness } of shades) {
        const next = this.#cutoffAt(brightness);
        const isFirst = corners.length === 0;
        if (!isFirst && next === value) continue;
        const start = Math.max(at, corners.at(-1)?.time ?? from);
        corners.push({ time: start, value }, ...ratioCorners(value, next, start, isFirst ? FOLLOW : BRIGHTEN));
        value = next;
      }
      line.rampThrough(from, corners);
      this.#cutoff = value;
    }
  }

  /** Takes notes back from a clock time on. */
  withdraw(notes: readonly TimedNote[], time: Seconds): void {
    this.#voices.withdraw(new Set(notes), time);
  }

  /** Plays the notes of a part; with `name` null, with the instruments of its role. */
  play(band: PartSettings, role: Role, name: string | null, notes: readonly TimedNote[]): void {
    const first = notes[0];
    if (first === undefined) return;
    const part = name !== null && name in band.palette.parts ? name : role;
    const sings = role === 'melody' || role === 'counter';
    const drum = role === 'drums' && part === role;
    this.#voice(band, voicingsFor(band.palette, role, name), { slot: part, drum, sings }, notes);
  }

  /** Silences everything from a clock time on; with `ring`, only notes that start then or later. */
  silence(time: Seconds, ring = false): void {
    this.#voices.silence(time, ring);
  }

  /** Removes ended voices, in contexts where they are not removed by themselves. */
  tidy(): void {
    this.#voices.tidy();
  }

  dispose(): void {
    this.#voices.dispose();
    for (const { cut, bell, panner, reverb, echo } of this.#strips.values()) {
      for (const node of [cut, bell, panner, reverb, echo]) node.dispose();
    }
    this.#strips.clear();
    for (const node of [this.#dry, this.#wet, this.#echo, ...this.#buses]) node.dispose();
  }

  #cutoffAt(brightness: NormalRange): number {
    return belowNyquist(DARK * (BRIGHT / DARK) ** openness(brightness), this.#context.sampleRate);
  }

  #voice(
    band: PartSettings,
    voicings: readonly ChannelSettings[],
    { slot, drum, sings }: { readonly slot: string; readonly drum: boolean; readonly sings: boolean },
    notes: readonly TimedNote[],
  ): void {
    for (const [i, voicing] of voicings.entries()) {
      const articulator = this.#articulator(`${slot}/${i}`);
      const sampled = band.samplesFor(voicing.instrument, drum);
      if (voicing.instead && this.#library.missingKeys(voicing.instrument).length > 0)
        band.onMissingSample(voicing.instrument);
      const kit = voicing.instrument.startsWith('kit-');
      const places = kit ? [sampled, band.samplesFor('percussion', drum)] : [sampled];
      const unplayed: TimedNote[] = [];
      const strips = new Map<Side, AudioNode>();
      for (const [at, note] of notes.entries()) {
        const pitch = note.pitch + voicing.transpose;
        const found = places.map((place) => place && noteFor(place, pitch)).find((each) => each !== null);
        if (!found) unplayed.push(note);
        else {
          const side = voicing.spread === 0 ? 0 : sideOf(pitch, drum);
          const strip = strips.get(side) ?? this.#strip(`${slot}/${i}`, voicing, side, note.time);
          strips.set(side, strip);
          const technique = techniqueOf(voicing, found.note, { sings, drum });
          const manner = articulator.next(note, notes[at + 1], technique);
          this.#playNote(note, voicing, { ...found, drum }, { manner, bandGain: band.gain }, strip);
        }
      }
      if (voicing.instead && unplayed.length > 0)
        this.#voice(band, voicing.instead, { slot: `${slot}/${i}`, drum, sings }, unplayed);
    }
  }

  #articulator(slot: string): Articulator {
    const known = this.#articulators.get(slot) ?? new Articulator();
    this.#articulators.set(slot, known);
    return known;
  }

  #strip(slot: string, voicing: ChannelSettings, side: Side, time: Seconds): AudioNode {
    const context = this.#context;
    const key = `${slot}/${side}`;
    let strip = this.#strips.get(key);
    if (strip === undefined) {
      strip = context.build(() => ({
        cut: new BiquadFilter({ context, type: 'highpass', Q: -3 }),
        bell: new BiquadFilter({ context, type: 'peaking', Q: 0.8 }),
        panner: new Panner({ context }),
        reverb: new Gain({ context }),
        echo: new Gain({ context }),
        voicing: null,
      }));
      strip.cut.chain(strip.bell, strip.panner, this.#dry);
      strip.panner.chain(strip.reverb, this.#wet);
      strip.panner.chain(strip.echo, this.#echo);
      this.#strips.set(key, strip);
    }
    if (strip.voicing !== voicing) {
      const { eq, reverb, echo } = voicing;
      const pan = Math.max(-1, Math.min(1, voicing.pan + side * voicing.spread));
      const settings = [
        [strip.cut.frequency, belowNyquist(eq.low, context.sampleRate)],
        [strip.bell.frequency, belowNyquist(eq.bell, context.sampleRate)],
        [strip.bell.gain, eq.lift],
        [strip.panner.pan, pan],
        [strip.reverb.gain, reverb],
        [strip.echo.gain, echo],
      ] as const;
      for (const [param, value] of settings) {
        // Earlier notes keep their settings until the bar begins.
        if (strip.voicing === null) param.value = value;
        else param.setTargetAtTime(value, Math.max(time, context.currentTime), RESET);
      }
      strip.voicing = voicing;
    }
    return strip.cut.input as AudioNode;
  }

  #playNote(
    timed: TimedNote,
    { attack, release, skip, gain }: ChannelSettings,
    { note, rate, drum }: { note: SampledNote; rate: number; drum: boolean },
    { manner, bandGain }: { readonly manner: Articulation; readonly bandGain: number },
    output: AudioNode,
  ): void {
    const { time, duration, velocity, since = time } = timed;
    const late = Math.max(0, this.#context.currentTime - time);
    if (late > (drum ? LATEST_STROKE : Math.max(0, duration - SHORTEST))) return;
    const { buffer, start, seconds, loop, decay } = note;
    const from = time + late;
    const isJoining = since < time;
    // Of a note that decays there may be nothing left.
    const passed = skipped(note, (from - since) * rate);
    if (isJoining && (decay !== undefined || passed > seconds - SHORTEST)) return;
    this.#voices.play(
      {
        buffer,
        start,
        seconds,
        loop,
        ...(decay === undefined ? {} : { decay }),
        rate: rate * 2 ** (manner.cents / 1200),
        attack: isJoining ? Math.max(attack, JOIN) : manner.slurred ? Math.max(attack, SLUR) : attack,
        release,
        swells: manner.swells && !isJoining,
        vibrato: manner.vibrato,
        // Synthesizers start at once; only a bow's attack is skipped, and that of a slurred note.
        skip: isJoining ? passed : Math.min(manner.slurred ? Math.max(skip, SPOKEN) : skip, seconds / 2),
        note: timed,
        time: from,
        // A drum stroke rings to its end, however short it is written.
        until: drum ? from + seconds : time + duration + manner.lengthened,
        gain: note.gain * gainOfDb(gain + bandGain) * velocity ** VELOCITY_EXPONENT * manner.gain,
      },
      output,
    );
  }
}

/** What a part can do with an instrument: a recording that loops without decay is of one that sustains. */
function techniqueOf(
  { instrument }: ChannelSettings,
  { loop, decay }: SampledNote,
  { sings, drum }: { readonly sings: boolean; readonly drum: boolean },
): Technique {
  const sustains = loop !== null && decay === undefined;
  return { sings: sings && sustains, drum, vibrato: VIBRATO[instrument] ?? null };
}

/** How far into its sample a note is that has been held for some seconds of it: a loop is entered at its beginning. */
function skipped({ loop, seconds }: SampledNote, held: Seconds): Seconds {
  return Math.min(held, loop === null ? seconds : loop.start);
}
