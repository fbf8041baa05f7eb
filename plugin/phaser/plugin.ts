/** The face of the package: a global Phaser plugin. Scenes say what is going on; it sees that music follows. */

import { Core, type GameObjects, Plugins, type Scene, Scenes, type Tilemaps } from 'phaser';
import type { SignalGetter } from '../conductor/controls/signal-bindings.ts';
import type { ConductorSnapshot } from '../conductor/model/events.ts';
import { checkDuck, type DuckOptions } from '../conductor/output/mix-controller.ts';
import { type ConductorLog, readLog } from '../conductor/recording/command-log.ts';
import { readSaved, type SavedMusic } from '../conductor/save/save-format.ts';
import type { PlayedNote } from '../generate/quantize-input.ts';
import type { Controls } from '../mood/controls.ts';
import { moodNamed } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import type { SignalDefinition, SignalValue } from '../mood/signals.ts';
import { checkNumber, ownValue, plainCopy } from '../mood/validate.ts';
import { withWorkerOf } from '../soundtrack/own-definition.ts';
import type { PushOptions } from '../soundtrack/push-options.ts';
import { resolveSoundtrack, type SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import type { ThemeTarget } from '../soundtrack/theme.ts';
import type { TrackEnd, TrackOptions } from '../soundtrack/track.ts';
import {
  checkTransitionOptions,
  normalizeTransitionOptions,
  type TransitionOptions,
} from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';
import type { SoundtrackEvents } from './events.ts';
import { checkedSoundtrack, GameMusic, warn } from './game-music.ts';
import { registerMusicModel } from './model-file.ts';
import { Registration } from './registration.ts';
import { type SceneOptions, SceneScope } from './scene-scope.ts';
import type { GameInspection } from './session.ts';
import { SignalClaims } from './signal-claims.ts';
import { type DuckingSound, followSound } from './sound-duck.ts';
import { mapTags } from './tiled.ts';
import { type Zone, type ZoneDefinition, Zones } from './zones.ts';

/** How the music steps back, and until when. */
export interface MusicDuckOptions extends DuckOptions, SceneOptions {
  /** A sound as `this.sound.add` gives it: the music steps back while that is heard. */
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
  /** Everything that changes is in here, so that a scene's view of the plugin changes the plugin. */
  private readonly music = new GameMusic(() => this.root.game, this.zones, this.claims);
  private readonly scope = new SceneScope(this.claims);
  /** Ducks that last as long as a sound, and how they stop following it. */
  private readonly followed = new Map<string, () => void>();
  private readonly registration = new Registration(this.pluginManager, this);
  private readonly root: AdaptiveMusicPlugin = this;
  /** The scene whose view this is; null where it is the plugin itself. */
  private readonly scene: Scene | null = null;

  /**
   * Called by Phaser with the `data` of the plugin's entry. What is wrong in it is one line on the console and an `error`
   * event: the game boots and stays silent, and every call is obeyed without effect.
   */
  override init(data?: SoundtrackDefinition | null): void {
    this.game.events.on(Core.Events.PRE_STEP, this.look);
    this.game.events.once(Core.Events.DESTROY, this.end);
    this.music.hasFailed = !this.music.attempt(() => {
      this.registration.freeKey();
      this.registration.mapScenes((scene) => this.forScene(scene));
      registerMusicModel(this.game);
      this.music.define(data ?? {});
    });
  }

  /** Called by Phaser: music begins as soon as the browser lets it, which is at the player's first gesture. */
  override start(): void {
    if (!this.music.run) this.music.attempt(() => this.music.begin());
  }

  /**
   * The same music in the name of a scene, as every scene has it under the plugin's mapping: what it sends, binds, pushes
   * or ducks ends with that scene unless it says `global`.
   */
  forScene(scene: Scene): this {
    return Object.create(this.root, { scene: { value: scene } }) as this;
  }

  /** Called by Phaser: music ends and everything that made it is freed; `start` begins anew. Listeners stay. */
  override stop(): void {
    this.music.stop();
  }

  /** Called by Phaser when the game ends. The plugin calls it as well, where the plugin manager has removed it. */
  override destroy(): void {
    const { root } = this;
    if (root.music.hasEnded) return;
    root.stop();
    root.music.hasEnded = true;
    root.game.events.off(Core.Events.PRE_STEP, root.look);
    root.game.events.off(Core.Events.DESTROY, root.end);
    root.registration.release();
    root.scope.clear();
    for (const leave of root.followed.values()) leave();
    root.music.events.clear();
    Plugins.BasePlugin.prototype.destroy.call(root);
  }

  private readonly end = () => this.destroy();

  /** Once a frame: nobody tells a plugin that it was removed. */
  private readonly look = () => {
    if (this.registration.isInstalled) this.registration.keep();
    else this.destroy();
  };

  /**
   * Moves to a mood by its name; how, the soundtrack's transitions say where the cue does not.
   * @throws RangeError for a mood or cue that is not known.
   * @example
   * this.soundtrack.mood('battle', { at: 'beat', fade: 1 });
   */
  mood(name: string, cue: TransitionOptions = {}): this {
    this.music.conductorForRequest?.mood(name, cue);
    this.music.run?.scenes.asked({ mood: name, ...plainCopy(cue) });
    this.music.requested();
    return this;
  }

  /**
   * Lays a mood over the one that scenes and {@link mood} ask for, until {@link pop}, until its time is up, or until the
   * scene that pushed it ends. @throws for a mood that is not known or an option that is wrong.
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

  /** Takes back a mood that was pushed, by its name or what it was pushed `as`; what is wanted beneath it plays on. */
  pop(key: string, cue: TransitionOptions = {}): this {
    this.music.live?.conductor.pop(key, cue);
    this.scope.drop(`push ${key}`);
    return this;
  }

  /**
   * Pushes a mood, or raises a signal, while the target (a game object) is near something, inside a rectangle or on the tiles
   * of a layer. Ends with the target, with its scene, or by `remove()`.
   * @throws for a zone, mood or signal that is wrong.
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
   * Follows what a Tiled map says: its own property `soundtrack` is the mood, and while the player is in an object or on
   * a tile layer with the property `soundtrack` or `signal`, that counts. @throws naming the mood or signal that is wrong.
   */
  tilemap(map: Tilemaps.Tilemap, player?: Parameters<AdaptiveMusicPlugin['zone']>[0]): this {
    const { mood, zones } = mapTags(map);
    if (mood !== null) this.mood(mood);
    if (player) for (const zone of zones) this.zone(player, zone);
    return this;
  }

  /**
   * Says how things stand: a number (clamped to the signal's range), a switch, or a tag. Cheap enough for every frame. When
   * the scene that says it ends, the signal goes back to what another scene or the game has said, or to its initial value.
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
   * Reads a signal off the game many times a second, until the scene that binds it ends; a getter that throws is told of once.
   * @throws for a signal that the soundtrack does not declare.
   * @example
   * const player = { hp: 70, maxHp: 100 };
   * this.soundtrack.bind('danger', () => 1 - player.hp / player.maxHp);
   */
  bind(name: string, getter: SignalGetter, { global = false }: SceneOptions = {}): this {
    if (!this.isOver(global)) this.claims.bind(this.owner(global), name, getter);
    return this;
  }

  /** Stops reading a signal off the game; it keeps its last value. */
  unbind(name: string): this {
    this.claims.unbind(name);
    return this;
  }

  /** Plays a short cue on top of the music, on the next beat. @throws RangeError for a stinger that is not known. */
  stinger(name: string): this {
    this.music.live?.conductor.stinger(name);
    return this;
  }

  /**
   * Lets a recording of the game's own play in the place of composed music, which comes back where it was, or in the mood
   * asked for meanwhile, when the recording is over or by {@link endTrack}. Does nothing in a game without sound.
   * @param key what the recording was loaded under by `this.load.audio`
   * @throws RangeError for a recording that is not loaded, or an option that is wrong.
   * @example
   * this.soundtrack.track('bossIntro', { at: 'bar', fade: 0.5, tempo: 140 });
   */
  track(key: string, options: TrackOptions = {}): this {
    if (!this.music.session?.sounds) return this;
    const { audio } = this.game.cache;
    if (!audio.has(key))
      throw new RangeError(`${unknownName('sound', key, audio.getKeys())}; load it with this.load.audio`);
    this.music.conductorForRequest?.track(key, options);
    return this;
  }

  /** Gives the lead back to composed music: on a bar of the recording where its tempo is known, else at once. @throws for an option that is wrong. */
  endTrack(options: TrackEnd = {}): this {
    this.music.live?.conductor.endTrack(options);
    return this;
  }

  /**
   * Lets a theme of the soundtrack return with the next phrase that there is time to write. With a `mood` it is made ready
   * ahead of time, for when that mood begins next. @throws RangeError for a theme or mood that is not declared.
   */
  theme(name: string, cue: ThemeTarget = {}): this {
    this.music.live?.conductor.theme(name, cue);
    return this;
  }

  /**
   * Goes on from notes that a player gives, in the key, mode and time of what plays: their rhythm, another way home. The
   * answer is for the game to play, with whatever instrument it has; times count from its first bar line. It comes after
   * some tenths of a second, and is empty while the plugin is stopped.
   * @param played MIDI pitches with times and lengths in seconds, counted from a bar line or from the first note
   * @throws RangeError (rejects) where nothing was played, or a time is below 0.
   * @example
   * const answer = await this.soundtrack.answer([{ pitch: 69, time: 0, duration: 0.4 }, { pitch: 72, time: 0.5, duration: 0.9 }]);
   */
  answer(played: readonly PlayedNote[]): Promise<PlayedNote[]> {
    return this.music.session?.answer(played) ?? Promise.resolve([]);
  }

  /** Puts controls in the place of any mood's, until the scene ends; `{}` gives them back. @throws for a control or value that is not known. */
  override(controls: Partial<Controls>, { global = false }: SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.live?.conductor.override(controls);
    this.hold('override', global, () => this.root.override({}));
    return this;
  }

  /** All that the game has asked for since the music started, as plain JSON; null while the plugin is stopped. */
  record(): ConductorLog | null {
    return this.music.session?.conductor.log ?? null;
  }

  /**
   * Begins anew and plays a log of {@link record} again, note for note; until the plugin is stopped or another log is
   * played, what scenes and the game ask for is not heard. @throws where it is no log.
   * @example
   * const log = this.soundtrack.record();
   * if (log !== null) this.soundtrack.replay(log);
   */
  replay(log: ConductorLog): this {
    this.music.begin({ replay: readLog(log, this.music.soundtrack) });
    return this;
  }

  /**
   * The music as a save game keeps it, plain JSON of some kilobytes: moods, signals, overrides, the tunes so far, and the bar
   * that plays. Null while the plugin is stopped. What was pushed `until` a function says so is the game's to push again.
   * @example
   * localStorage.setItem('music', JSON.stringify(this.soundtrack.save()));
   */
  save(): SavedMusic | null {
    const saved = this.music.live?.conductor.save();
    if (saved === undefined) return null;
    // Signals and moods of zones are not saved: the zones send them again.
    const said = this.zones.signals.filter((name) => typeof saved.signals[name] === 'number');
    return { ...saved, signals: { ...saved.signals, ...Object.fromEntries(said.map((name) => [name, 0])) } };
  }

  /**
   * Begins anew with what {@link save} gave, at the bar that played then; the mood holds until a scene that starts or
   * comes back, or the game, asks for another. @throws where it is no saved music, or of a soundtrack that knows other names; then the music goes on.
   * @example
   * const saved = localStorage.getItem('music');
   * if (saved !== null) this.soundtrack.load(JSON.parse(saved));
   */
  load(saved: SavedMusic): this {
    if (!this.music.hasFailed) this.music.begin({ saved: readSaved(saved, this.music.soundtrack) });
    return this;
  }

  /**
   * What was heard last, as the bytes of a MIDI file with every part; null while the plugin is stopped.
   * @param lastBars at most so many bars; the last 256 are kept
   * @throws RangeError unless at least one bar is asked for.
   * @example
   * const midi = this.soundtrack.exportMidi(16);
   * if (midi !== null) open(URL.createObjectURL(new Blob([midi.slice()], { type: 'audio/midi' })));
   */
  exportMidi(lastBars?: number): Uint8Array | null {
    return this.music.session?.conductor.exportMidi(lastBars) ?? null;
  }

  /**
   * Changes the soundtrack while it plays, heard from the second bar line at the latest; `{}` takes every change back.
   * @throws where the tuning is wrong.
   */
  tune(tuning: Tuning): this {
    this.music.session?.conductor.tune(tuning);
    return this;
  }

  /** Breaks off the phrase that plays for a new one. */
  reroll(): this {
    this.music.session?.conductor.reroll();
    return this;
  }

  /**
   * Lets all music step back under a name; of several ducks at once the deepest holds. Ends by {@link unduck} or with the
   * scene; `while` a sound is given, as soon as that sound is over, whether it played out or was stopped or destroyed.
   * @throws for an option that is wrong.
   * @example
   * const voice = this.sound.add('greeting');
   * this.soundtrack.duck('voice', { db: -9, while: voice });
   * voice.play();
   */
  duck(name: string, { global = false, while: sound, ...options }: MusicDuckOptions = {}): this {
    if (sound === undefined && this.isOver(global)) return this;
    checkDuck(name, options);
    this.unfollow(name);
    const begin = () => void this.music.session?.conductor.duck(name, options);
    const end = () => void this.music.session?.conductor.unduck(name);
    if (sound === undefined) begin();
    else this.followed.set(name, followSound(sound, { begin, end }));
    this.hold(`duck ${name}`, global || sound !== undefined, () => this.root.unduck(name));
    return this;
  }

  /** Ends a duck; a name that is not on changes nothing. */
  unduck(name: string): this {
    this.unfollow(name);
    this.scope.drop(`duck ${name}`);
    this.music.session?.conductor.unduck(name);
    return this;
  }

  /**
   * Lays a snapshot over all music: one of the soundtrack's `snapshots`, `paused` or `underwater`. Of several, the lowest
   * cutoff and the deepest gain hold. Ends by {@link unmix} or with the scene. @throws RangeError for one that is not known.
   */
  mix(name: string, { global = false }: SceneOptions = {}): this {
    if (this.isOver(global)) return this;
    this.music.session?.conductor.mix(name);
    this.hold(`mix ${name}`, global, () => this.root.unmix(name));
    return this;
  }

  /** Takes a snapshot back, or all of them. @throws RangeError for one that is not known. */
  unmix(name?: string): this {
    this.music.session?.conductor.unmix(name);
    if (name !== undefined) this.scope.drop(`mix ${name}`);
    return this;
  }

  /** Whether phrases are written with the reasons of their notes, for those who look into them. Changes no note. */
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
   * Begins anew with another soundtrack, in the mood that plays. The `workerUrl` stays that of the soundtrack that the
   * plugin was set up with: where code comes from is said by the game's code, and a soundtrack may come from anywhere.
   * @throws where the soundtrack is wrong; then this one goes on.
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

  /** Falls silent and keeps the place. */
  pause(): this {
    this.music.session?.pause();
    return this;
  }

  /** Goes on after {@link pause}. */
  resume(): this {
    this.music.session?.resume();
    return this;
  }

  /** Loudness of the music alone, 0..1; Phaser's own `sound.volume` comes on top. @throws RangeError outside 0..1. */
  get volume(): number {
    return this.music.volume;
  }

  set volume(value: number) {
    checkNumber('soundtrack.volume', value, { min: 0, max: 1 });
    this.music.volume = value;
  }

  /** True while the music alone is mute; it goes on unheard. */
  get mute(): boolean {
    return this.music.isMuted;
  }

  set mute(value: boolean) {
    this.music.isMuted = value;
  }

  /** Calls a listener at each event of a name, until `off`, or until the game ends. What failed while the game booted is told to the first that listens to `error`. */
  on<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.on(name, listener);
    this.music.listened(name);
    return this;
  }

  /** Calls a listener at the next event of a name only. */
  once<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.once(name, listener);
    this.music.listened(name);
    return this;
  }

  /** Takes a listener back. */
  off<K extends keyof SoundtrackEvents>(name: K, listener: (event: SoundtrackEvents[K]) => void): this {
    this.music.events.off(name, listener);
    return this;
  }

  /** What sounds at this moment, as plain data; null while the plugin is stopped. */
  snapshot(): ConductorSnapshot | null {
    return this.music.session?.conductor.snapshot() ?? null;
  }

  /** What is behind the snapshot: made for those who look, when they look; null while the plugin is stopped. */
  inspect(): GameInspection | null {
    return this.music.session?.inspect() ?? null;
  }

  /** Who says something through this: the scene whose view it is, or the game. */
  private owner(global: boolean): Scene | null {
    const owner = global ? null : this.scene;
    if (owner !== null) this.scope.watch(owner);
    return owner;
  }

  /** Whether it is said for a scene that has ended already, say by a timer of its own that outlived it. */
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

  /** A signal in its own unit, from how much of a zone the player is in. */
  private signalLevel(name: string, level: number): void {
    const [zero, one] = ownValue(this.music.soundtrack.signals, name)?.range ?? [0, 1];
    this.claims.signal(this.zones, name, zero + level * (one - zero));
  }
}

function initialOf({ initial, range }: SignalDefinition = {}): SignalValue {
  return initial ?? range?.[0] ?? 0;
}
