/** The global Phaser plugin, with all methods that games call. */

import { Core, type GameObjects, Plugins, type Scene, Scenes, type Tilemaps } from 'phaser';
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
import { moodNamed } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import { initialOf, type SignalValue } from '../mood/signals.ts';
import { checkNumber, ownValue, plainCopy } from '../mood/validate.ts';
import type { TimedBar } from '../output/audio-output.ts';
import { checkDuck, type DuckOptions } from '../output/mix-controller.ts';
import type { AnsweredNote, AnswerOptions } from '../player/answer.ts';
import type { BeatHandle, BeatMoment, BeatOptions } from '../player/beat-clock.ts';
import type { BeatPoint } from '../player/beat-grid.ts';
import type { BeatPosition, Judgement, JudgeOptions } from '../player/beat-reading.ts';
import type { PlayedSound, PlayOptions } from '../player/beat-sounds.ts';
import type { SoundtrackEvents } from '../player/events.ts';
import { checkedSoundtrack, warn } from '../player/music.ts';
import type { GameInspection } from '../player/session.ts';
import { SignalClaims } from '../player/signal-claims.ts';
import { withWorkerOf } from '../soundtrack/own-definition.ts';
import type { PushOptions } from '../soundtrack/push-options.ts';
import type { SignalGetter } from '../soundtrack/signal-bindings.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { ThemeTarget } from '../soundtrack/theme.ts';
import { recordingsOf, type TrackEnd, type TrackOptions } from '../soundtrack/track.ts';
import {
  checkTransitionOptions,
  normalizeTransitionOptions,
  type TransitionOptions,
} from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';
import { loadedSound } from './game-host.ts';
import { GameMusic } from './game-music.ts';
import { GamePicture } from './game-picture.ts';
import { registerMidi } from './midi-file.ts';
import { registerMusicModel } from './model-file.ts';
import { Registration } from './registration.ts';
import { type SceneOptions, SceneScope } from './scene-scope.ts';
import { type DuckingSound, followSound } from './sound-duck.ts';
import { mapTags } from './tiled.ts';
import { loadedLoop, registerTrack } from './track-file.ts';
import { type Zone, type ZoneDefinition, Zones } from './zones.ts';

/** Options of {@link AdaptiveMusicPlugin.duck}. */
export interface MusicDuckOptions extends DuckOptions, SceneOptions {
  /** A sound returned by `this.sound.add`: the music is quieter while the sound plays. */
  readonly while?: DuckingSound;
}

/**
 * Composes and plays the music of a game. Install it as a global plugin with the mapping `soundtrack`.
 * @example
 * new Phaser.Game({
 *   plugins: { global: [{ key: 'soundtrack', plugin: AdaptiveMusicPlugin, mapping: 'soundtrack', start: true }] },
 * });
 */
export class AdaptiveMusicPlugin extends Plugins.BasePlugin {
  private readonly zones = new Zones({
    push: (mood, options) => void this.push(mood, options),
    pop: (key) => void this.pop(key),
    signal: (name, level) => this.signalLevel(name, level),
    warn,
  });
  private readonly claims: SignalClaims = new SignalClaims({
    signal: (name, value) => void this.music.live?.conductor.signal(name, value),
    bind: (name, getter) => void this.music.session?.conductor.bind(name, getter),
    unbind: (name) => void this.music.session?.conductor.unbind(name),
    initial: (name) => initialOf(ownValue(this.music.soundtrack.signals, name)),
  });
  /** All mutable state. Scene views inherit it by prototype, so that a call through a view changes the plugin. */
  private readonly music = new GameMusic(() => this.root.game, this.zones, this.claims);
  private readonly scope = new SceneScope(this.claims);
  /** For each duck that ends with a sound: a function that removes the listeners from the sound. */
  private readonly followed = new Map<string, () => void>();
  private readonly registration = new Registration(this.pluginManager, this);
  /** Number of calls of {@link listen}; each is held under a name of its own. */
  private listenings = 0;
  private readonly picture = new GamePicture(() => this.root.game);
  private readonly root: AdaptiveMusicPlugin = this;
  /** The scene of this view; null for the plugin itself. */
  private readonly scene: Scene | null = null;

  /**
   * Called by Phaser with the `data` of the plugin entry. If the data is invalid, one line is logged and one `error` event
   * fired: the game boots without music, and calls have no effect.
   */
  override init(data?: SoundtrackDefinition | null): void {
    this.game.events.on(Core.Events.PRE_STEP, this.watch);
    this.game.events.once(Core.Events.DESTROY, this.end);
    this.music.hasFailed = !this.music.attempt(() => {
      this.registration.freeKey();
      this.registration.mapScenes((scene) => this.forScene(scene));
      registerMusicModel(this.game);
      registerMidi(this.game);
      registerTrack(this.game);
      this.music.define(data ?? {});
    });
  }

  /** Called by Phaser. The music starts when the browser allows sound: at the player's first click, tap or key. */
  override start(): void {
    if (!this.music.run) this.music.attempt(() => this.music.begin());
  }

  /**
   * The view of the plugin for a scene, the same as `this.soundtrack` in that scene. Signals, bindings, pushed moods,
   * overrides, ducks and mixes set through it end with the scene, unless they are `global`.
   */
  forScene(scene: Scene): this {
    return Object.create(this.root, { scene: { value: scene } }) as this;
  }

  /** Called by Phaser. Ends the music and frees its resources; `start` begins it again. Listeners stay. */
  override stop(): void {
    this.music.stop();
  }

  /** Called by Phaser when the game ends, and by the plugin itself after the plugin manager has removed it. */
  override destroy(): void {
    const { root } = this;
    if (root.music.hasEnded) return;
    root.stop();
    root.music.hasEnded = true;
    root.game.events.off(Core.Events.PRE_STEP, root.watch);
    root.game.events.off(Core.Events.DESTROY, root.end);
    root.registration.release();
    root.scope.clear();
    for (const leave of root.followed.values()) leave();
    root.music.events.clear();
    root.music.beats.clear();
    Plugins.BasePlugin.prototype.destroy.call(root);
  }

  private readonly end = () => this.destroy();

  /** Runs once per frame, because Phaser does not notify a plugin of its removal. */
  private readonly watch = () => {
    if (this.registration.isInstalled) this.registration.keep();
    else this.destroy();
    this.music.beats.run();
  };

  /**
   * Changes to a mood. Omitted options come from the soundtrack's transitions.
   * @throws RangeError for an unknown mood, TypeError or RangeError for an invalid option.
   * @example
   * this.soundtrack.mood('battle', { at: 'beat', fade: 1 });
   */
  mood(name: string, options: TransitionOptions = {}): this {
    this.music.conductorForRequest?.mood(name, options);
    this.music.run?.scenes.asked({ mood: name, ...plainCopy(options) });
    this.music.requested();
    return this;
  }

  /**
   * Puts a mood above the one requested by scenes and {@link mood}. It ends by {@link pop}, after `until`, or with the scene
   * that pushed it. @throws for an unknown mood or an invalid option.
   * @example
   * this.soundtrack.push('boss', { priority: 2, until: 30, at: 'beat' });
   */
  push(name: string, { global = false, ...options }: PushOptions & SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.conductorForRequest?.push(name, options);
    const key = options.as ?? name;
    this.hold(`push ${key}`, global, () => this.root.pop(key));
    return this;
  }

  /** Removes a pushed mood by its name or its `as` key; the mood below it plays again. */
  pop(key: string, options: TransitionOptions = {}): this {
    this.music.live?.conductor.pop(key, options);
    this.scope.drop(`push ${key}`);
    return this;
  }

  /**
   * Pushes a mood, or raises a signal, while the target (a game object) is near a point, inside a rectangle or on the tiles
   * of a layer. The zone ends with the target, with its scene, or by `remove()`.
   * @throws for an invalid zone, an unknown mood or an unknown signal.
   * @example
   * const [player, dragon] = [this.add.sprite(0, 0, 'hero'), this.add.sprite(900, 0, 'dragon')];
   * this.soundtrack.zone(player, { near: dragon, within: 400, full: 80, signal: 'danger' });
   * this.soundtrack.zone(player, { inside: new Phaser.Geom.Rectangle(0, 400, 640, 200), mood: 'cave' });
   */
  zone(target: GameObjects.GameObject & { readonly x: number; readonly y: number }, zone: ZoneDefinition): Zone {
    if (this.music.hasFailed) return { remove: () => {} };
    const { moods, signals } = this.music.soundtrack;
    if (zone?.mood !== undefined) moodNamed(moods, zone.mood);
    if (zone?.signal !== undefined && !Object.hasOwn(signals, zone.signal))
      throw new RangeError(unknownName('signal', zone.signal, Object.keys(signals)));
    checkTransitionOptions('zone', normalizeTransitionOptions(zone ?? {}), this.music.soundtrack.stingers);
    if (zone?.mood !== undefined) this.music.session?.conductor.expect(zone.mood);
    const { sys, events } = target.scene;
    const { remove } = this.zones.add(target, zone, () => sys.isActive() || sys.isPaused());
    const end = () => {
      remove();
      target.off('destroy', end);
      events.off(Scenes.Events.SHUTDOWN, end);
    };
    target.once('destroy', end);
    events.once(Scenes.Events.SHUTDOWN, end);
    return { remove: end };
  }

  /**
   * Uses the music properties of a Tiled map: the map's property `soundtrack` requests a mood, and objects and tile layers
   * with a property `soundtrack` or `signal` become zones for the player. @throws naming the unknown mood or signal.
   */
  tilemap(map: Tilemaps.Tilemap, player?: Parameters<AdaptiveMusicPlugin['zone']>[0]): this {
    const { mood, zones } = mapTags(map);
    if (mood !== null) this.mood(mood);
    if (player) for (const zone of zones) this.zone(player, zone);
    return this;
  }

  /**
   * Sets a signal to a number (clamped to the signal's range), a boolean or a tag. Cheap enough for every frame. When the
   * scene that set it ends, the signal returns to the value set by another scene or the game, or to its initial value.
   * @throws for a signal that the soundtrack does not declare.
   * @example
   * this.soundtrack.signal('danger', 0.7);
   * this.soundtrack.signal('chapter', 2, { global: true }); // outlives the scene
   */
  signal(name: string, value: SignalValue, { global = false }: SceneOptions = {}): this {
    if (!this.isOver(global)) this.claims.signal(this.owner(global), name, value);
    return this;
  }

  /**
   * Reads a signal from a getter 20 times a second until the scene that bound it ends. An error of the getter is reported once.
   * @throws for a signal that the soundtrack does not declare.
   * @example
   * const player = { hp: 70, maxHp: 100 };
   * this.soundtrack.bind('danger', () => 1 - player.hp / player.maxHp);
   */
  bind(name: string, getter: SignalGetter, { global = false }: SceneOptions = {}): this {
    if (!this.isOver(global)) this.claims.bind(this.owner(global), name, getter);
    return this;
  }

  /** Stops reading a signal from its getter; it keeps its last value. */
  unbind(name: string): this {
    this.claims.unbind(name);
    return this;
  }

  /** Plays a stinger over the music, on the next beat. @throws RangeError for an unknown stinger. */
  stinger(name: string): this {
    this.music.live?.conductor.stinger(name);
    return this;
  }

  /**
   * Plays a recording of the game in place of composed music. At its end, or by {@link endTrack}, composed music resumes where
   * it was, or in the mood requested meanwhile. Does nothing in a game without sound.
   * @param key the recording's key in `this.load.audio`
   * @throws RangeError for a recording that is not loaded, or an invalid option.
   * @example
   * this.soundtrack.track('bossIntro', { at: 'bar', fade: 0.5, tempo: 140 });
   */
  track(key: string, options: TrackOptions = {}): this {
    if (!this.music.session?.sounds) return this;
    const { audio } = this.game.cache;
    for (const name of recordingsOf(key, options))
      if (!audio.has(name))
        throw new RangeError(`${unknownName('sound', name, audio.getKeys())}; load it with this.load.audio`);
    const points = options.loop === true ? loadedLoop(this.game, recordingsOf(key, options)[0]!) : null;
    this.music.conductorForRequest?.track(key, points === null ? options : { ...options, loop: points });
    return this;
  }

  /**
   * Lets another section of the track follow, at the next exit of the one that plays. Does nothing where no track with such a
   * section plays.
   */
  section(name: string): this {
    this.music.live?.conductor.section(name);
    return this;
  }

  /** Ends the track: on one of its bar lines if its tempo is known, otherwise at once. @throws for an invalid option. */
  endTrack(options: TrackEnd = {}): this {
    this.music.live?.conductor.endTrack(options);
    return this;
  }

  /**
   * Plays a theme in the next phrase that is not written yet. With `mood`, the theme waits for the next start of that mood.
   * @throws RangeError for an undeclared theme or mood.
   */
  theme(name: string, options: ThemeTarget = {}): this {
    this.music.live?.conductor.theme(name, options);
    return this;
  }

  /**
   * Composes an answer to notes of the player, in the current key, mode and tempo: with their rhythm and a new ending. The game
   * plays the returned notes, at the times `at` of the audio clock for an answer that begins on the next bar line; or the music
   * does, with `play: true`. Their times `time` count from the answer's first bar line. The promise takes some tenths of a second,
   * and resolves to no notes while the plugin is stopped.
   * @param played MIDI pitches with times and durations in seconds, counted from a bar line or from the first note
   * @throws RangeError or TypeError (rejects) for an empty list, a negative time or an invalid option.
   * @example
   * const answer = await this.soundtrack.answer([{ pitch: 69, time: 0, duration: 0.4 }, { pitch: 72, time: 0.5, duration: 0.9 }]);
   */
  answer(played: readonly PlayedNote[], options: AnswerOptions = {}): Promise<AnsweredNote[]> {
    return this.music.session?.answer(played, options) ?? Promise.resolve([]);
  }

  /**
   * Listens through the microphone to a person who hums: one melody, in the time and key of the music, for {@link answer} or as
   * a theme. The browser asks for permission at the call; nothing is recorded or sent. Resolves to `{ heard: false, reason }` where
   * the microphone is `refused` or `absent`, nobody hums (`silent`), or it is ended before (`aborted`): by `signal`, by another
   * call, with the scene or with the music. @throws (rejects) for an invalid option.
   * @example
   * const phrase = await this.soundtrack.listen({ seconds: 6 });
   * if (phrase.heard) await this.soundtrack.answer(phrase.notes, { play: true });
   * else console.log(phrase.reason);
   */
  async listen({ global = false, ...options }: ListenOptions & SceneOptions = {}): Promise<ListenResult> {
    const { session } = this.music;
    if (session === null || this.isOver(global)) return { heard: false, reason: 'aborted' };
    const name = `listen ${++this.root.listenings}`;
    const listened = session.listener.listen(options);
    this.hold(name, global, () => session.listener.end());
    return listened.finally(() => this.scope.drop(name));
  }

  /** Replaces controls of every mood until the scene ends; `{}` removes the override. @throws for an unknown control or an invalid value. */
  override(controls: Partial<Controls>, { global = false }: SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.live?.conductor.override(controls);
    this.hold('override', global, () => this.root.override({}));
    return this;
  }

  /**
   * Moves every mood to a point of valence, arousal and tension (each 0..1) until the scene ends: tempo, layers, mode and the rest follow
   * with the next bars and phrases. Axes that are left out are the mood's own; `{}` ends it. Cheap enough for every frame.
   * @throws for an unknown axis or a value outside 0..1.
   * @example
   * this.soundtrack.feel({ valence: 0.3, arousal: 0.7, tension: 0.8 });
   */
  feel(point: Partial<Feel>, { global = false }: SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.live?.conductor.feel(point);
    this.hold('feel', global, () => this.root.feel({}));
    return this;
  }

  /**
   * What a picture says about music, from its colors: how it feels, and which moods' places look like it. Without a source,
   * the game's next frame is looked at, at most once in two seconds; calls between get the last result. The music does not
   * change: pass `feel` to {@link feel}. Never rejects: what cannot be seen is said in `problem`, and `feel` is empty then.
   * @param source an image, a canvas, a video, an `ImageBitmap` or `ImageData`
   * @example
   * const { feel, moods } = await this.soundtrack.look();
   * this.soundtrack.feel(feel);
   * console.log(moods[0]?.mood, moods[0]?.share);
   */
  look(source?: PictureSource): Promise<Look> {
    return source === undefined ? this.picture.look() : lookAt(source);
  }

  /** The log of the game's calls since the music started, as plain JSON; null while the plugin is stopped. */
  record(): ConductorLog | null {
    return this.music.session?.conductor.log ?? null;
  }

  /**
   * Restarts the music and replays a log of {@link record}, note for note. Calls of scenes and the game have no effect until
   * the plugin is stopped or another log is replayed. @throws for an invalid log.
   * @example
   * const log = this.soundtrack.record();
   * if (log !== null) this.soundtrack.replay(log);
   */
  replay(log: ConductorLog): this {
    this.music.begin({ replay: readLog(log, this.music.soundtrack) });
    return this;
  }

  /**
   * The state of the music for a saved game, as plain JSON of some kilobytes: moods, signals, overrides, the phrases so far and
   * the current bar. Null while the plugin is stopped. Moods pushed with a function as `until` are omitted; push them again.
   * @example
   * localStorage.setItem('music', JSON.stringify(this.soundtrack.save()));
   */
  save(): SavedMusic | null {
    const saved = this.music.live?.conductor.save();
    if (saved === undefined) return null;
    // Signals and moods of zones are not saved: the zones send them again.
    const sent = this.zones.signals.filter((name) => typeof saved.signals[name] === 'number');
    return { ...saved, signals: { ...saved.signals, ...Object.fromEntries(sent.map((name) => [name, 0])) } };
  }

  /**
   * Restarts the music from the result of {@link save}, at the bar that played then. Its mood plays until the game, or a scene
   * that starts or wakes, requests another. @throws for invalid data, or names that the soundtrack does not declare; then the
   * current music continues.
   * @example
   * const saved = localStorage.getItem('music');
   * if (saved !== null) this.soundtrack.load(JSON.parse(saved));
   */
  load(saved: SavedMusic): this {
    if (!this.music.hasFailed) this.music.begin({ saved: readSaved(saved, this.music.soundtrack) });
    return this;
  }

  /**
   * The last bars that were played, as the bytes of a MIDI file with all parts; null while the plugin is stopped.
   * @param lastBars at most this number of bars; the last 256 are kept
   * @throws RangeError if `lastBars` is below 1.
   * @example
   * const midi = this.soundtrack.exportMidi(16);
   * if (midi !== null) open(URL.createObjectURL(new Blob([midi.slice()], { type: 'audio/midi' })));
   */
  exportMidi(lastBars?: number): Uint8Array | null {
    return this.music.session?.conductor.exportMidi(lastBars) ?? null;
  }

  /**
   * Renders bars that were heard as 16-bit WAV files, one for each role, all from the first bar line on: `inspect().bars` gives the
   * last ones as `timed`. Together they are the mix. Takes some seconds for each role. Rejects where there are no bars.
   */
  async *renderStems(bars: readonly TimedBar[]): AsyncGenerator<StemFile, void, undefined> {
    const { session } = this.music;
    if (session !== null) yield* session.renderStems(bars);
  }

  /**
   * Changes the soundtrack while it plays, audible from the second bar line at the latest. `{}` undoes all changes.
   * @throws for an invalid tuning.
   */
  tune(tuning: Tuning): this {
    this.music.session?.conductor.tune(tuning);
    return this;
  }

  /** Replaces the rest of the current phrase by a new phrase, audible from the second bar line at the latest. */
  reroll(): this {
    this.music.session?.conductor.reroll();
    return this;
  }

  /**
   * Lowers the music's gain under a name; of several ducks the deepest applies. It ends by {@link unduck} or with the scene;
   * with `while`, when the sound completes, stops or is destroyed. @throws for an invalid option.
   * @example
   * const voice = this.sound.add('greeting');
   * this.soundtrack.duck('voice', { db: -9, while: voice });
   * voice.play();
   */
  duck(name: string, { global = false, while: sound, ...options }: MusicDuckOptions = {}): this {
    if (sound === undefined && this.isOver(global)) return this;
    checkDuck(name, options);
    this.unfollow(name);
    const begin = () => void this.music.session?.conductor.mixing.duck(name, options);
    const end = () => void this.music.session?.conductor.mixing.unduck(name);
    if (sound === undefined) begin();
    else this.followed.set(name, followSound(sound, { begin, end }));
    this.hold(`duck ${name}`, global || sound !== undefined, () => this.root.unduck(name));
    return this;
  }

  /** Ends a duck. Unknown names are ignored. */
  unduck(name: string): this {
    this.unfollow(name);
    this.scope.drop(`duck ${name}`);
    this.music.session?.conductor.mixing.unduck(name);
    return this;
  }

  /**
   * Applies a mixer snapshot: one of the soundtrack's `snapshots`, `paused` or `underwater`. Of several, the lowest cutoff and
   * the lowest gain apply. It ends by {@link unmix} or with the scene. @throws RangeError for an unknown snapshot.
   */
  mix(name: string, { global = false }: SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.session?.conductor.mixing.mix(name);
    // Music that came meanwhile may not know the snapshot.
    const isActive = () => this.music.session?.conductor.mixing.picture.snapshots.includes(name);
    this.hold(`mix ${name}`, global, () => isActive() && this.root.unmix(name));
    return this;
  }

  /** Removes a mixer snapshot, or all of them. @throws RangeError for an unknown snapshot. */
  unmix(name?: string): this {
    this.music.session?.conductor.mixing.unmix(name);
    if (name !== undefined) this.scope.drop(`mix ${name}`);
    return this;
  }

  /** Whether phrases record the reason of each note, for the overlay. Does not change any note. */
  get explain(): boolean {
    return this.music.explains;
  }

  set explain(value: boolean) {
    this.music.explains = value;
  }

  /** The soundtrack as it was defined. */
  get definition(): SoundtrackDefinition {
    return this.music.definition;
  }

  /**
   * Restarts the music with another soundtrack, in the current mood. The `workerUrl` of the plugin's `data` stays in use,
   * because a soundtrack may come from an untrusted source and must not choose which code runs.
   * @throws for an invalid soundtrack; then the current music continues.
   */
  restart(definition: SoundtrackDefinition): this {
    resolveSoundtrack(definition);
    const { definition: before, session } = this.music;
    const given = withWorkerOf(definition, before);
    if (definition.workerUrl != null && definition.workerUrl !== before.workerUrl)
      warn("the workerUrl of a soundtrack that comes while the game runs is not used; give it in the plugin's data");
    const soundtrack = checkedSoundtrack(given);
    const mood = session?.isWanted ? session.conductor.snapshot().mood : undefined;
    this.music.begin({}, given, soundtrack);
    if (mood !== undefined && soundtrack.moods.has(mood)) this.mood(mood);
    return this;
  }

  /** Pauses the music at its current bar. */
  pause(): this {
    this.music.session?.pause();
    return this;
  }

  /** Continues after {@link pause}. */
  resume(): this {
    this.music.session?.resume();
    return this;
  }

  /** Volume of the music, 0..1, multiplied by Phaser's `sound.volume`. @throws RangeError outside 0..1. */
  get volume(): number {
    return this.music.volume;
  }

  set volume(value: number) {
    checkNumber('soundtrack.volume', value, { min: 0, max: 1 });
    this.music.volume = value;
  }

  /** Volume of the sounds of a place, 0..1, multiplied by {@link volume}. @throws RangeError outside 0..1. */
  get ambienceVolume(): number {
    return this.music.ambienceVolume;
  }

  set ambienceVolume(value: number) {
    checkNumber('soundtrack.ambienceVolume', value, { min: 0, max: 1 });
    this.music.ambienceVolume = value;
  }

  /** Whether the music is muted; it continues silently. */
  get mute(): boolean {
    return this.music.isMuted;
  }

  set mute(value: boolean) {
    this.music.isMuted = value;
  }

  /**
   * Where the music is that the player hears now: bar, beat, phase within the beat, and seconds to the next beat, bar and
   * phrase. Null while no music is heard: before it starts, while it is paused or stopped, and in a track of unknown tempo.
   * @example
   * const ring = this.add.circle(240, 135, 20);
   * this.events.on('update', () => ring.setScale(1.5 - 0.5 * (this.soundtrack.beat?.phase ?? 1)));
   */
  get beat(): BeatPosition | null {
    return this.music.beats.position;
  }

  /**
   * Calls back in the frame in which the player hears the next beat, bar or phrase; with `every: n`, at every nth, until it
   * is canceled or the scene ends. Restarts of the music do not end it. An error of the callback is reported once.
   * @throws for an unknown sync point or an invalid option.
   * @example
   * this.soundtrack.at('beat', () => this.cameras.main.flash(80), { every: 2 });
   */
  at(
    point: BeatPoint,
    callback: (moment: BeatMoment) => void,
    { global = false, ...options }: BeatOptions & SceneOptions = {},
  ): BeatHandle {
    if (this.isOver(global)) return { cancel: () => {} };
    if (global || this.scene === null) return this.music.beats.at(point, callback, options);
    const name = `beat ${this.music.beats.count}`;
    const once = (moment: BeatMoment) => {
      this.scope.drop(name);
      callback(moment);
    };
    const handle = this.music.beats.at(point, options.every === undefined ? once : callback, options);
    this.scope.hold(name, this.scene, () => handle.cancel());
    return {
      cancel: () => {
        handle.cancel();
        this.scope.drop(name);
      },
    };
  }

  /**
   * Resolves when the player hears the next beat, bar or phrase; with null if the music is stopped first.
   * @throws RangeError (rejects) for an unknown sync point.
   * @example
   * await this.soundtrack.next('bar');
   */
  next(point: BeatPoint): Promise<BeatMoment | null> {
    return this.music.beats.next(point);
  }

  /**
   * Plays a sound of the game on the next beat, bar or phrase, at its exact time; at once where no music plays. With `pitch`,
   * the pitch of the recording, it is transposed to the nearest tone of the chord. It does not sound in games without
   * sound, and before the browser allows any.
   * @param sound a recording, or its key in `this.load.audio`
   * @throws RangeError for a recording that is not loaded, or an invalid option.
   * @example
   * this.soundtrack.play('coin', { at: 'beat', pitch: 'A4' });
   */
  play(sound: string | AudioBuffer, options: PlayOptions = {}): PlayedSound {
    if (!this.music.session?.sounds) return { time: null, stop: () => {} };
    const buffer = typeof sound === 'string' ? loadedSound(this.game, sound) : sound;
    if (buffer === null)
      throw new RangeError(
        `${unknownName('sound', sound, this.game.cache.audio.getKeys())}; load it with this.load.audio`,
      );
    return this.music.sounds.play(buffer, options);
  }

  /**
   * How well an input hits the beat that the player hears: milliseconds early (negative) or late (positive). Null where
   * there is no beat. @throws for an invalid option.
   * @example
   * this.input.keyboard?.on('keydown-SPACE', (event: KeyboardEvent) => {
   *   const hit = this.soundtrack.judge({ timeStamp: event.timeStamp });
   *   if (hit && Math.abs(hit.ms) < 60) this.cameras.main.flash(80);
   * });
   */
  judge(options: JudgeOptions = {}): Judgement | null {
    return this.music.beats.judge(options);
  }

  /** Adds a listener for an event, until `off` or the end of the game. An error during boot is reported to the first `error` listener. */
  on<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.on(name, listener);
    this.music.listened(name);
    return this;
  }

  /** Adds a listener for the next event of a name only. */
  once<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.once(name, listener);
    this.music.listened(name);
    return this;
  }

  /** Removes a listener. */
  off<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.off(name, listener);
    return this;
  }

  /** The state of the music now, as plain data; null while the plugin is stopped. */
  snapshot(): ConductorSnapshot | null {
    return this.music.session?.conductor.snapshot() ?? null;
  }

  /** Details for debugging, such as queues, health and cost, collected on each call; null while the plugin is stopped. */
  inspect(): GameInspection | null {
    return this.music.session?.inspect() ?? null;
  }

  /** The owner of a call: the scene of this view, or null for the game. */
  private owner(global: boolean): Scene | null {
    const owner = global ? null : this.scene;
    if (owner !== null) this.scope.watch(owner);
    return owner;
  }

  /** Whether a call comes from a scene that has ended, for example by a timer that outlived it. */
  private isOver(global: boolean): boolean {
    return !global && this.scene !== null && this.scope.hasEnded(this.scene);
  }

  private hold(name: string, global: boolean, end: () => void): void {
    this.scope.hold(name, global ? null : this.scene, end);
  }

  private unfollow(duck: string): void {
    this.followed.get(duck)?.();
    this.followed.delete(duck);
  }

  /** Sends a zone's level, 0..1, as a signal in the signal's range. Other music may no longer declare the signal. */
  private signalLevel(name: string, level: number): void {
    const signal = ownValue(this.music.soundtrack.signals, name);
    if (signal === undefined) return;
    const [zero, one] = signal.range ?? [0, 1];
    this.claims.signal(this.zones, name, zero + level * (one - zero));
  }
}
