/** The verbs of a game: each checks its arguments, and then gives one command to the transport, or changes the mix. */

import { checkStinger } from '../arrange/stinger-definition.ts';
import type { Command, CommandFields, CommandKind } from '../formats/log-entries.ts';
import type { Controls } from '../mood/controls.ts';
import { FEELINGS, type Feel } from '../mood/feel.ts';
import { checkControls, checkFeel, moodNamed } from '../mood/moods.ts';
import { isRecord, plainText, unknownName } from '../mood/names.ts';
import type { SignalValue } from '../mood/signals.ts';
import { checkText, plainCopy } from '../mood/validate.ts';
import { PUSHED_MOODS } from '../music/limits.ts';
import type { MixController } from '../output/mix-controller.ts';
import { checkPush, type PushOptions } from '../soundtrack/push-options.ts';
import type { SignalGetter } from '../soundtrack/signal-bindings.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import { checkThemeTarget, type ThemeTarget } from '../soundtrack/theme.ts';
import { checkTrack, checkTrackEnd, recordingsOf, type TrackEnd, type TrackOptions } from '../soundtrack/track.ts';
import {
  checkTransitionOptions,
  normalizeTransitionOptions,
  type TransitionOptions,
} from '../soundtrack/transition-options.ts';
import { checkTuning, type Tuning } from '../soundtrack/tuning.ts';
import type { ConductorParts } from './assemble.ts';

/** A command before it is given its time. */
type Untimed = { [K in CommandKind]: { readonly kind: K } & CommandFields[K] }[CommandKind];

/** What a game may ask of its music. */
export class MusicCommands {
  /** The soundtrack with all defaults filled in. */
  readonly soundtrack: Soundtrack;
  /** Ducks and snapshots, which change no note and stand in no log. */
  readonly mixing: MixController;
  readonly #parts: ConductorParts;

  constructor(parts: ConductorParts) {
    this.soundtrack = parts.soundtrack;
    this.mixing = parts.mixing;
    this.#parts = parts;
  }

  /** Changes to a mood, which holds until another is chosen. @throws RangeError for an unknown mood, line or fade. */
  mood(name: string, options: TransitionOptions = {}): this {
    moodNamed(this.soundtrack.moods, name);
    checkTransitionOptions(`mood('${plainText(name)}')`, options, this.soundtrack.stingers);
    return this.#give({ kind: 'mood', mood: name, ...plainCopy(normalizeTransitionOptions(options)) });
  }

  /**
   * Loads the instruments of a mood that may come soon, so that a transition to it waits for nothing. Changes no note, and
   * stands in no log. @throws RangeError for an unknown mood.
   */
  expect(name: string): this {
    moodNamed(this.soundtrack.moods, name);
    const { phrases, controls } = this.#parts;
    const memory = phrases.moods.find(name);
    if (memory !== undefined) controls.loadPalette(memory);
    return this;
  }

  /**
   * Plays a mood over the one that was chosen, until it is popped or its time is up; then the music returns to the mood
   * that wins then. The highest priority wins, of equals the latest; pushing the same again renews it. @throws for an
   * unknown mood or a wrong option.
   */
  push(name: string, options: PushOptions = {}): this {
    moodNamed(this.soundtrack.moods, name);
    const { key, priority, seconds, over } = checkPush(name, options, this.soundtrack.stingers);
    if (!this.#parts.requests.mayPush(key))
      throw new RangeError(`push('${plainText(name)}'): ${PUSHED_MOODS} moods are pushed already; pop what is over`);
    this.#parts.bindings.popWhen(key, over);
    return this.#give({
      ...{ kind: 'push', as: key, mood: name, priority },
      ...(seconds === null ? {} : { seconds }),
      ...plainCopy(normalizeTransitionOptions(options)),
    });
  }

  /** Removes a pushed mood by its key, which is the mood's name unless the push gave another. @throws for a wrong option. */
  pop(key: string, options: TransitionOptions = {}): this {
    checkTransitionOptions(`pop('${plainText(key)}')`, options, this.soundtrack.stingers);
    if (typeof key !== 'string') throw new TypeError('pop needs the name of the mood, or what it was pushed as');
    checkText('pop: the name of what was pushed', key);
    this.#parts.bindings.popWhen(key, null);
    return this.#give({ kind: 'pop', as: key, ...plainCopy(normalizeTransitionOptions(options)) });
  }

  /** Sends a signal: a number (clamped to its range), a boolean, or a tag. @throws for an unknown signal or a value of the wrong kind. */
  signal(name: string, value: SignalValue): this {
    return this.#give({ kind: 'signal', signal: name, value: this.#parts.signals.accept(name, value) });
  }

  /**
   * Reads a signal from the game at every `advance()`; an error of the getter is reported once. A replay reads none: its
   * log has the values. @throws for an unknown signal, or where the getter is no function.
   */
  bind(name: string, getter: SignalGetter): this {
    this.#parts.signals.check(name);
    if (typeof getter !== 'function')
      throw new TypeError(`bind('${plainText(name)}') needs a function that reads the value, e.g. () => player.hp`);
    this.#parts.bindings.bind(name, getter);
    return this;
  }

  /** Stops reading a signal from the game; it keeps its last value. */
  unbind(name: string): this {
    this.#parts.bindings.unbind(name);
    return this;
  }

  /** Plays a stinger on the next beat. @throws RangeError for an unknown stinger. */
  stinger(name: string): this {
    checkStinger(name, this.soundtrack.stingers);
    return this.#give({ kind: 'stinger', name });
  }

  /**
   * Lets a theme of the soundtrack return in the next phrase that there is time to write, or in the first phrase of a mood
   * that does not play yet. @throws RangeError for an unknown theme or mood.
   */
  theme(name: string, target: ThemeTarget = {}): this {
    checkThemeTarget(name, target, this.soundtrack.moods);
    const { themes } = this.#parts.controls;
    if (!themes.includes(name)) throw new RangeError(unknownName('theme', name, themes));
    return this.#give({ kind: 'theme', name, ...plainCopy(target) });
  }

  /**
   * Plays a recording of the game in place of composed music. Moods and signals are heard when it is over. @throws
   * RangeError for a recording that is not loaded, or a wrong option.
   */
  track(name: string, options: TrackOptions = {}): this {
    const lengths = recordingsOf(name, options).map((key) => {
      const seconds = typeof key === 'string' ? this.#parts.output.trackSeconds(key) : null;
      if (seconds !== null) return seconds;
      throw new RangeError(`unknown sound '${plainText(key)}'; load it before it is to play: this.load.audio(key, …)`);
    });
    return this.#give({ kind: 'track', ...checkTrack(name, options, Math.max(...lengths)) });
  }

  /** Lets another section of the track follow, at the next exit of the one that plays. Names it does not have are ignored. */
  section(name: string): this {
    checkText('the name of a section', name);
    return this.#give({ kind: 'section', name });
  }

  /** Gives the lead back to composed music. Does nothing where no track plays. @throws for a wrong option. */
  endTrack(options: TrackEnd = {}): this {
    checkTrackEnd(options);
    return this.#give({ kind: 'endTrack', ...plainCopy(options) });
  }

  /** Replaces controls of every mood, from the next bar or phrase on; `{}` ends that. @throws where one is wrong. */
  override(controls: Partial<Controls>): this {
    if (!isRecord(controls as unknown))
      throw new TypeError('override needs an object like { tempo: 90 }; {} takes all back');
    checkControls('override', controls);
    return this.#give({ kind: 'override', controls: { ...controls } });
  }

  /**
   * Moves every mood to a point of valence, arousal and tension, each 0..1, from the next bar and phrase on. Axes that are left
   * out are the mood's own; `{}` ends that. Hundredths count. @throws for an unknown axis or a value outside 0..1.
   */
  feel(point: Partial<Feel>): this {
    checkFeel('feel', point);
    const given = FEELINGS.flatMap((axis) => (point[axis] === undefined ? [] : [[axis, point[axis]] as const]));
    const feel = Object.fromEntries(given.map(([axis, value]) => [axis, Math.round(value * 100) / 100]));
    return this.#give({ kind: 'feel', feel });
  }

  /**
   * Changes the soundtrack while it plays, heard from the next bar line on, or the one after it where the next is nearer
   * than 1.2 s. A tuning is complete: everything that it leaves out is as the soundtrack says. @throws where it is wrong.
   */
  tune(tuning: Tuning): this {
    checkTuning(tuning, this.soundtrack);
    return this.#give({ kind: 'tune', tuning: plainCopy(tuning) });
  }

  /** Breaks off the phrase that plays and begins a new one, as soon as a change by {@link tune} would be heard. */
  reroll(): this {
    return this.#give({ kind: 'reroll' });
  }

  /** Falls silent and keeps the place. */
  pause(): this {
    const { name } = this.#parts.playback;
    return name === 'playing' || name === 'waiting' ? this.#give({ kind: 'pause' }) : this;
  }

  /** Goes on from the bar that was interrupted. */
  resume(): this {
    return this.#parts.playback.name === 'paused' ? this.#give({ kind: 'resume' }) : this;
  }

  #give(command: Untimed): this {
    const { transport, report } = this.#parts;
    try {
      transport.submit({ time: transport.now, ...command } as Command);
    } catch (error) {
      report.error(`'${command.kind}' could not be carried out`, error);
    }
    return this;
  }
}
