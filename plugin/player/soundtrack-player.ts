/** The soundtrack of a page without Phaser, with the methods of `this.soundtrack` in a Phaser scene. */

import { lookAt, type PictureSource } from '../affect/picture/look.ts';
import type { Look } from '../affect/picture/read-picture.ts';
import type { StemFile } from '../audio/stems/heard-stems.ts';
import type { ConductorSnapshot } from '../conductor/model/events.ts';
import { type ConductorLog, readLog } from '../formats/log.ts';
import { readSaved, type SavedMusic } from '../formats/saved-music.ts';
import type { PlayedNote } from '../generate/quantize-input.ts';
import type { ListenOptions, ListenResult } from '../humming/listen-options.ts';
import type { Controls } from '../mood/controls.ts';
import type { Feel } from '../mood/feel.ts';
import { unknownName } from '../mood/names.ts';
import { initialOf, type SignalValue } from '../mood/signals.ts';
import { checkNumber, ownValue } from '../mood/validate.ts';
import type { TimedBar } from '../output/audio-output.ts';
import { checkDuck, type DuckOptions } from '../output/mix-controller.ts';
import { withWorkerOf } from '../soundtrack/own-definition.ts';
import type { PushOptions } from '../soundtrack/push-options.ts';
import type { SignalGetter } from '../soundtrack/signal-bindings.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { ThemeTarget } from '../soundtrack/theme.ts';
import type { TrackEnd, TrackOptions } from '../soundtrack/track.ts';
import type { TransitionOptions } from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';
import type { AnsweredNote, AnswerOptions } from './answer.ts';
import type { BeatHandle, BeatMoment, BeatOptions } from './beat-clock.ts';
import type { BeatPoint } from './beat-grid.ts';
import type { BeatPosition, Judgement, JudgeOptions } from './beat-reading.ts';
import type { PlayedSound, PlayOptions } from './beat-sounds.ts';
import type { SoundtrackEvents } from './events.ts';
import { checkedSoundtrack, warn } from './music.ts';
import { PageMusic, type PlayerOptions } from './page-music.ts';
import type { GameInspection } from './session.ts';
import { SignalClaims } from './signal-claims.ts';

/**
 * Composes and plays music on any page: plain, React, PixiJS, Three.js, Excalibur. It starts as soon as the context runs, which
 * is after the first click or key. Methods do what they do in a Phaser scene, except that nothing ends with a scene.
 * @example
 * const soundtrack = new SoundtrackPlayer({ start: 'forest' }, { context: new AudioContext() });
 * soundtrack.signal('danger', 0.7).mood('battle', { at: 'beat' });
 */
export class SoundtrackPlayer {
  readonly #claims: SignalClaims;
  readonly #music: PageMusic;
  readonly #recording: (key: string) => AudioBuffer | null;

  /** @throws with one line: what is wrong in the soundtrack, where, and what is valid. */
  constructor(definition: SoundtrackDefinition, options: PlayerOptions) {
    this.#claims = new SignalClaims({
      signal: (name, value) => void this.#music.live?.conductor.signal(name, value),
      bind: (name, getter) => void this.#music.session?.conductor.bind(name, getter),
      unbind: (name) => void this.#music.session?.conductor.unbind(name),
      initial: (name) => initialOf(ownValue(this.#music.soundtrack.signals, name)),
    });
    this.#music = new PageMusic(this.#claims, options);
    this.#recording = (key) => options.recording?.(key) ?? null;
    try {
      this.#music.define(definition);
      this.start();
    } catch (error) {
      this.#music.end();
      throw error;
    }
  }

  /** Starts the music again after {@link stop}. */
  start(): this {
    if (!this.#music.run) this.#music.begin();
    return this;
  }

  /** Ends the music and frees its resources. Listeners stay. */
  stop(): this {
    this.#music.stop();
    return this;
  }

  /** Ends the music for good. The audio context stays open. */
  destroy(): void {
    this.#music.end();
  }

  /** Changes to a mood. @throws for an unknown mood or an invalid option. */
  mood(name: string, options: TransitionOptions = {}): this {
    this.#music.conductorForRequest?.mood(name, options);
    return this;
  }

  /** Puts a mood above the one of {@link mood}, until {@link pop} or `until`. @throws for an unknown mood or an invalid option. */
  push(name: string, options: PushOptions = {}): this {
    this.#music.conductorForRequest?.push(name, options);
    return this;
  }

  /** Removes a pushed mood by its name or its `as` key. */
  pop(key: string, options: TransitionOptions = {}): this {
    this.#music.live?.conductor.pop(key, options);
    return this;
  }

  /** Sets a signal. @throws for a signal that the soundtrack does not declare. */
  signal(name: string, value: SignalValue): this {
    this.#claims.signal(null, name, value);
    return this;
  }

  /** Reads a signal from a getter 20 times a second. @throws for a signal that the soundtrack does not declare. */
  bind(name: string, getter: SignalGetter): this {
    this.#claims.bind(null, name, getter);
    return this;
  }

  /** Stops reading a signal from its getter. */
  unbind(name: string): this {
    this.#claims.unbind(name);
    return this;
  }

  /** Plays a stinger on the next beat. @throws RangeError for an unknown stinger. */
  stinger(name: string): this {
    this.#music.live?.conductor.stinger(name);
    return this;
  }

  /** Plays a recording in place of composed music. @throws RangeError for one that is not loaded, or an invalid option. */
  track(key: string, options: TrackOptions = {}): this {
    this.#music.conductorForRequest?.track(key, options);
    return this;
  }

  /**
   * Lets another section of the track follow, at the next exit of the one that plays. Does nothing where no track with such a
   * section plays.
   */
  section(name: string): this {
    this.#music.live?.conductor.section(name);
    return this;
  }

  /** Ends the track. @throws for an invalid option. */
  endTrack(options: TrackEnd = {}): this {
    this.#music.live?.conductor.endTrack(options);
    return this;
  }

  /** Plays a theme in the next phrase that is not written yet. @throws RangeError for an undeclared theme or mood. */
  theme(name: string, options: ThemeTarget = {}): this {
    this.#music.live?.conductor.theme(name, options);
    return this;
  }

  /**
   * Composes an answer to notes of a person, in the current key, mode and tempo, for the next bar line; no notes while the music is
   * stopped. @throws (rejects) for an empty list, a negative time or an invalid option.
   */
  answer(played: readonly PlayedNote[], options: AnswerOptions = {}): Promise<AnsweredNote[]> {
    return this.#music.session?.answer(played, options) ?? Promise.resolve([]);
  }

  /** Listens through the microphone to a person who hums, for {@link answer} or as a theme. @throws (rejects) for an invalid option. */
  listen(options: ListenOptions = {}): Promise<ListenResult> {
    return this.#music.session?.listener.listen(options) ?? Promise.resolve({ heard: false, reason: 'aborted' });
  }

  /** Replaces controls of every mood; `{}` ends it. @throws for an unknown control or an invalid value. */
  override(controls: Partial<Controls>): this {
    this.#music.live?.conductor.override(controls);
    return this;
  }

  /**
   * Moves every mood to a point of valence, arousal and tension, each 0..1; `{}` ends it.
   * @throws for an unknown axis or a value outside 0..1.
   */
  feel(point: Partial<Feel>): this {
    this.#music.live?.conductor.feel(point);
    return this;
  }

  /**
   * What a picture says about music, from its colors: how it feels, and which moods' places look like it. The music does not
   * change: pass `feel` to {@link feel}. Call it right after a WebGL canvas is drawn, as browsers empty it after the frame.
   * Never rejects: what cannot be seen is said in `problem`, and `feel` is empty then.
   * @param source an image, a canvas, a video, an `ImageBitmap` or `ImageData`
   */
  look(source: PictureSource): Promise<Look> {
    return lookAt(source);
  }

  /** The log of the calls since the music started; null while it is stopped. */
  record(): ConductorLog | null {
    return this.#music.session?.conductor.log ?? null;
  }

  /** Restarts the music and replays a log, note for note. @throws for an invalid log. */
  replay(log: ConductorLog): this {
    this.#music.begin({ replay: readLog(log, this.#music.soundtrack) });
    return this;
  }

  /** The state of the music as plain JSON; null while it is stopped. */
  save(): SavedMusic | null {
    return this.#music.live?.conductor.save() ?? null;
  }

  /** Restarts the music from the result of {@link save}, at the bar that played then. @throws for invalid data. */
  load(saved: SavedMusic): this {
    this.#music.begin({ saved: readSaved(saved, this.#music.soundtrack) });
    return this;
  }

  /** The last bars that were played, as a MIDI file; null while the music is stopped. @throws RangeError if `lastBars` is below 1. */
  exportMidi(lastBars?: number): Uint8Array | null {
    return this.#music.session?.conductor.exportMidi(lastBars) ?? null;
  }

  /**
   * Renders bars that were heard as 16-bit WAV files, one for each role, all from the first bar line on: `inspect().bars` gives the
   * last ones as `timed`. Together they are the mix. Takes some seconds for each role. Rejects where there are no bars.
   */
  async *renderStems(bars: readonly TimedBar[]): AsyncGenerator<StemFile, void, undefined> {
    const { session } = this.#music;
    if (session !== null) yield* session.renderStems(bars);
  }

  /** Changes the soundtrack while it plays; `{}` undoes all changes. @throws for an invalid tuning. */
  tune(tuning: Tuning): this {
    this.#music.session?.conductor.tune(tuning);
    return this;
  }

  /** Replaces the rest of the current phrase by a new phrase. */
  reroll(): this {
    this.#music.session?.conductor.reroll();
    return this;
  }

  /** Lowers the music under a name; of several ducks the deepest applies. @throws for an invalid option. */
  duck(name: string, options: DuckOptions = {}): this {
    checkDuck(name, options);
    this.#music.session?.conductor.mixing.duck(name, options);
    return this;
  }

  /** Ends a duck. Unknown names are ignored. */
  unduck(name: string): this {
    this.#music.session?.conductor.mixing.unduck(name);
    return this;
  }

  /** Applies a mixer snapshot. @throws RangeError for an unknown one. */
  mix(name: string): this {
    this.#music.session?.conductor.mixing.mix(name);
    return this;
  }

  /** Removes a mixer snapshot, or all of them. @throws RangeError for an unknown one. */
  unmix(name?: string): this {
    this.#music.session?.conductor.mixing.unmix(name);
    return this;
  }

  /** Whether phrases record the reason of each note, for the overlay. Does not change any note. */
  get explain(): boolean {
    return this.#music.explains;
  }

  set explain(value: boolean) {
    this.#music.explains = value;
  }

  /** The soundtrack as it was defined. */
  get definition(): SoundtrackDefinition {
    return this.#music.definition;
  }

  /** Restarts the music with another soundtrack, in the current mood; the `workerUrl` stays. @throws for an invalid soundtrack. */
  restart(definition: SoundtrackDefinition): this {
    const { definition: before, session } = this.#music;
    const given = withWorkerOf(definition, before);
    const soundtrack = checkedSoundtrack(given);
    if (definition.workerUrl != null && definition.workerUrl !== before.workerUrl)
      warn('the workerUrl of a soundtrack that comes later is not used; give it to the constructor');
    const mood = session?.isWanted ? session.conductor.snapshot().mood : undefined;
    this.#music.begin({}, given, soundtrack);
    if (mood !== undefined && soundtrack.moods.has(mood)) this.mood(mood);
    return this;
  }

  /** Pauses the music at its current bar. */
  pause(): this {
    this.#music.session?.pause();
    return this;
  }

  /** Continues after {@link pause}. */
  resume(): this {
    this.#music.session?.resume();
    return this;
  }

  /** Volume of the music, 0..1. @throws RangeError outside 0..1. */
  get volume(): number {
    return this.#music.volume;
  }

  set volume(value: number) {
    checkNumber('soundtrack.volume', value, { min: 0, max: 1 });
    this.#music.volume = value;
  }

  /** Volume of the sounds of a place, 0..1, multiplied by {@link volume}. @throws RangeError outside 0..1. */
  get ambienceVolume(): number {
    return this.#music.ambienceVolume;
  }

  set ambienceVolume(value: number) {
    checkNumber('soundtrack.ambienceVolume', value, { min: 0, max: 1 });
    this.#music.ambienceVolume = value;
  }

  /** Whether the music is muted; it continues silently. */
  get mute(): boolean {
    return this.#music.isMuted;
  }

  set mute(value: boolean) {
    this.#music.isMuted = value;
  }

  /** Where the music is that is heard now; null while none is. */
  get beat(): BeatPosition | null {
    return this.#music.beats.position;
  }

  /** Calls back when the next beat, bar or phrase is heard; with `every: n`, at every nth. @throws for an invalid option. */
  at(point: BeatPoint, callback: (moment: BeatMoment) => void, options: BeatOptions = {}): BeatHandle {
    const handle = this.#music.beats.at(point, callback, options);
    this.#music.watchFrames();
    return handle;
  }

  /** Resolves when the next beat, bar or phrase is heard; with null if the music is stopped first. */
  next(point: BeatPoint): Promise<BeatMoment | null> {
    const moment = this.#music.beats.next(point);
    this.#music.watchFrames();
    return moment;
  }

  /** Plays a sound on the next beat, bar or phrase. @throws RangeError for a recording that is not loaded, or an invalid option. */
  play(sound: string | AudioBuffer, options: PlayOptions = {}): PlayedSound {
    const buffer = typeof sound === 'string' ? this.#recording(sound) : sound;
    if (buffer === null)
      throw new RangeError(`${unknownName('sound', sound, [])}; the option 'recording' must find it`);
    return this.#music.sounds.play(buffer, options);
  }

  /** How early or late an input is; null where there is no beat. @throws for an invalid option. */
  judge(options: JudgeOptions = {}): Judgement | null {
    return this.#music.beats.judge(options);
  }

  /** Adds a listener for an event, until `off` or {@link destroy}. */
  on<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.#music.events.on(name, listener);
    this.#music.listened(name);
    return this;
  }

  /** Adds a listener for the next event of a name only. */
  once<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.#music.events.once(name, listener);
    this.#music.listened(name);
    return this;
  }

  /** Removes a listener. */
  off<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.#music.events.off(name, listener);
    return this;
  }

  /** The state of the music now; null while it is stopped. */
  snapshot(): ConductorSnapshot | null {
    return this.#music.session?.conductor.snapshot() ?? null;
  }

  /** Details for debugging; null while the music is stopped. */
  inspect(): GameInspection | null {
    return this.#music.session?.inspect() ?? null;
  }
}
