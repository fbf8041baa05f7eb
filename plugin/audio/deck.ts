/** A deck is one band's place at the desk: a strip for each of its parts, a filter over all of them, and one fade. */

import type { FadeCurve } from '../conductor/cue.ts';
import type { TimedNote } from '../conductor/stage.ts';
import type { Role } from '../music/score.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import { equalPowerCorners, Line } from './line.ts';
import type { Master } from './master.ts';
import { INSTRUMENTS } from './palettes/instruments.ts';
import { KITS } from './palettes/kits.ts';
import { type LoadedPalette, type Sampled, sampleFor } from './palettes/load.ts';
import { type Voicing, voicingsFor } from './palettes/palettes.ts';
import { strokesFor } from './strokes.ts';
import { BiquadFilter, type BorrowedContext, Gain, Panner } from './tone.ts';
import { Voices } from './voices.ts';

const dB = (value: number) => 10 ** (value / 20);

/** Loudness against velocity: half the velocity is 8 dB less. The square law of samplers (12 dB) would lose the soft parts. */
const VELOCITY_EXPONENT = 1.3;
/** Cutoff of the filter at brightness 0 and 1, in Hz. */
const DARK = 1500;
const BRIGHT = 18000;
const BRIGHTEN: Seconds = 0.3;
/** A stroke this late is out of time: better none. Tones may come in late, shortened. */
const LATEST_STROKE: Seconds = 0.06;
/** A tone of which less is left is not begun. */
const SHORTEST: Seconds = 0.06;

interface Strip {
  readonly panner: Panner;
  readonly reverb: Gain;
  readonly echo: Gain;
  /** How it is set now. */
  voicing: Voicing | null;
}

/** Plays notes through strips, a filter and a fade. Strips are made once for each part and stay: nodes do not grow. */
export class Deck {
  readonly #context: BorrowedContext;
  readonly #voices: Voices;
  readonly #strips = new Map<string, Strip>();
  readonly #dry: BiquadFilter;
  readonly #wet: BiquadFilter;
  readonly #echo: Gain;
  readonly #buses: readonly Gain[];
  readonly #fades: readonly Line[];
  readonly #filters: readonly Line[];

  /** @param dry where the deck's dry sound goes. @param level 0 silent until faded in, 1 open. */
  constructor(context: BorrowedContext, dry: Gain, { reverb, echo }: Pick<Master, 'reverb' | 'echo'>, level: 0 | 1) {
    this.#context = context;
    this.#voices = new Voices(context.rawContext as BaseAudioContext);
    const filter = () => new BiquadFilter({ context, type: 'lowpass', frequency: BRIGHT, Q: -3 });
    this.#dry = filter();
    this.#wet = filter();
    this.#echo = new Gain({ context });
    const buses = [dry, reverb, echo].map((output) => new Gain({ context, gain: level }).connect(output));
    this.#dry.connect(buses[0]!);
    this.#wet.connect(buses[1]!);
    this.#echo.connect(buses[2]!);
    this.#buses = buses;
    const now = context.currentTime;
    this.#fades = buses.map((bus) => new Line(bus.gain, level, now));
    this.#filters = [this.#dry, this.#wet].map((each) => new Line(each.frequency, BRIGHT, now));
  }

  /** Voices that sound or are about to. */
  get voices(): number {
    return this.#voices.size;
  }

  /** The fade's gain at a time, 0..1. */
  levelAt(time: Seconds): number {
    return this.#fades[0]!.valueAt(time);
  }

  /** Fades to 0 or 1, from whatever level it has at `time`. */
  fade(to: 0 | 1, time: Seconds, duration: Seconds, curve: FadeCurve = 'power'): void {
    const from = Math.max(time, this.#context.currentTime);
    const length = Math.max(0.005, duration - (from - time));
    const straight = [{ time: from + length, value: to }];
    const corners = curve === 'linear' ? straight : equalPowerCorners(this.levelAt(from), to, from, length);
    for (const line of this.#fades) line.draw(from, corners);
  }

  /** Opens the filter (0 dark .. 1 open) from a time on. */
  brighten(brightness: NormalRange, time: Seconds): void {
    const from = Math.max(time, this.#context.currentTime);
    const nyquist = this.#context.sampleRate / 2;
    const value = Math.min(nyquist * 0.95, DARK * (BRIGHT / DARK) ** brightness);
    for (const line of this.#filters) {
      if (Math.abs(line.valueAt(from) - value) > 1) line.draw(from, [{ time: from + BRIGHTEN, value }]);
    }
  }

  /** Plays the notes of a part; `name` null plays them by their role alone. */
  play(loaded: LoadedPalette, role: Role, name: string | null, notes: readonly TimedNote[]): void {
    for (const [i, voicing] of voicingsFor(loaded.palette, role, name).entries()) {
      const panner = this.#strip(`${name !== null && name in loaded.palette.parts ? name : role}/${i}`, voicing);
      for (const note of notes) this.#playNote(note, voicing, loaded, panner);
    }
  }

  /** Silences everything from a time on. */
  silence(time: Seconds): void {
    this.#voices.silence(time);
  }

  /** Takes out voices that have ended, where they do not go by themselves. */
  tidy(): void {
    this.#voices.tidy();
  }

  dispose(): void {
    this.#voices.dispose();
    for (const { panner, reverb, echo } of this.#strips.values()) {
      for (const node of [panner, reverb, echo]) node.dispose();
    }
    this.#strips.clear();
    for (const node of [this.#dry, this.#wet, this.#echo, ...this.#buses]) node.dispose();
  }

  #strip(slot: string, voicing: Voicing): AudioNode {
    const context = this.#context;
    let strip = this.#strips.get(slot);
    if (strip === undefined) {
      strip = context.build(() => ({
        panner: new Panner({ context }),
        reverb: new Gain({ context }),
        echo: new Gain({ context }),
        voicing: null,
      }));
      strip.panner.connect(this.#dry);
      strip.panner.chain(strip.reverb, this.#wet);
      strip.panner.chain(strip.echo, this.#echo);
      this.#strips.set(slot, strip);
    }
    if (strip.voicing !== voicing) {
      strip.panner.pan.value = voicing.pan;
      strip.reverb.gain.value = voicing.reverb;
      strip.echo.gain.value = voicing.echo;
      strip.voicing = voicing;
    }
    return strip.panner.input as AudioNode;
  }

  #playNote(note: TimedNote, voicing: Voicing, loaded: LoadedPalette, output: AudioNode): void {
    const drum = voicing.instrument in KITS;
    const found = findSample(note.pitch + voicing.transpose, voicing, loaded, drum);
    if (found === null) return;
    const late = Math.max(0, this.#context.currentTime - note.time);
    if (late > (drum ? LATEST_STROKE : Math.max(0, note.duration - SHORTEST))) return;
    const { sampled, sample, rate } = found;
    const strokes = strokesFor({
      time: note.time + late,
      // A stroke on a drum rings as long as it rings, however short it is written.
      duration: drum ? sample.seconds : note.duration - late,
      attack: voicing.attack,
      release: voicing.release,
      skip: voicing.skip,
      seconds: sample.seconds,
      rate,
      sustained: !drum && INSTRUMENTS[voicing.instrument as keyof typeof INSTRUMENTS].kind === 'sustained',
    });
    const gain = sample.gain * dB(voicing.gain + loaded.palette.trim) * note.velocity ** VELOCITY_EXPONENT;
    const start = sample.start + sampled.delay;
    for (const stroke of strokes) {
      this.#voices.play({ buffer: sampled.buffer, start, seconds: sample.seconds, rate, gain, stroke }, output);
    }
  }
}

function findSample(pitch: number, { instrument }: Voicing, { instruments }: LoadedPalette, drum: boolean) {
  const places = drum ? [instruments.get(instrument), instruments.get('percussion')] : [instruments.get(instrument)];
  for (const sampled of places.filter((place): place is Sampled => place !== undefined)) {
    const found = sampleFor(sampled, pitch, drum);
    if (found) return { sampled, sample: found.note, rate: found.rate };
  }
  return null;
}
