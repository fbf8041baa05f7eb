/** Every time constant of the conductor's decisions, in seconds, each with its reason; and the one comparison of two times. */

import type { Seconds } from '../../music/time.ts';

/** Sums of bar lengths differ by rounding: times nearer to each other than this are the same moment. */
const ROUNDING: Seconds = 1e-6;

/** Whether a time is earlier than another by more than rounding. */
export function isBefore(time: Seconds, other: Seconds): boolean {
  return time < other - ROUNDING;
}

/** A time that never comes. */
export const NEVER: Seconds = Number.POSITIVE_INFINITY;
/** The time of what has always been so. */
export const ALWAYS: Seconds = Number.NEGATIVE_INFINITY;

// Scheduling.

/** Bars are scheduled this long before they sound: a page may stand still for that long and no note is late. */
export const SCHEDULE_AHEAD: Seconds = 2;
/** Nothing starts sooner than this: the audio clock needs a moment. */
export const MIN_SCHEDULE_AHEAD: Seconds = 0.1;
/** This long before its line a bar is arranged whatever the budget: some ticks before its notes are urgent. */
export const ARRANGED_BY: Seconds = 1.75;
/** This long before its line a scheduled bar is compared with the controls once more: near enough to react, and no note is late. */
export const LATE_LOOK: Seconds = 0.45;
/** Bars stay on the timeline for this long after their end: history, events and resume points still read them. */
export const TIMELINE_KEPT: Seconds = 4;

// Changes that the game requests.

/** This long before a bar line a tuning, reroll or theme has to come to be heard from it on: the model needs part of it. */
export const REVISE_LEAD: Seconds = 1.2;
/** A transition may still start on a beat this near: waiting for the next beat would cost a whole beat. */
export const BEAT_LEAD: Seconds = 0.05;
/** This long before a line the signals are read that are followed on it: two ticks, so that no note on it is late. */
export const BEAT_LOOK: Seconds = 0.1;
/** A stinger may start this soon: it is a few notes, and answers what the player did. */
export const STINGER_LEAD: Seconds = 0.02;
/** A transition's stinger is scheduled this long before its line, not sooner, so that canceling still drops it: five ticks at 10 Hz. */
export const TRANSITION_STINGER_LEAD: Seconds = 0.5;

// Fades.

/** Shorter fades click. */
export const SHORTEST_FADE: Seconds = 0.03;
/** A crossfade begins at most this long before its line, so that the first beat of the arriving mood is heard. */
export const LONGEST_LEAD_IN: Seconds = 0.4;
/** A crossfade begins no sooner than this after it was requested: the audio clock cannot follow sooner. */
export const FADE_LEAD: Seconds = 0.02;
/** Fade of a pause, and of a track that goes on after it: short enough to feel immediate. */
export const PAUSE_FADE: Seconds = 0.15;
/** A track plays for at least this long, so that its fades do not meet. */
export const SHORTEST_TRACK: Seconds = 0.5;

// Waiting.

/** The first bar waits this long for a phrase of a loaded model; then the fallback writes it. */
export const PHRASE_GRACE: Seconds = 1;
/** The first bar waits this long for its instruments, in silence; then others play in their place until a later bar line. */
export const INSTRUMENT_GRACE: Seconds = 1;
/** A transition waits this long for the instruments of its mood: another mood plays meanwhile, so it may be longer. */
export const PALETTE_TIMEOUT: Seconds = 4;

// The model.

/** A phrase that is this near to its bar line is written by the fallback. A ticker of 10 Hz has five tries left then. */
export const FALLBACK_FROM: Seconds = 0.5;
/** A replayed phrase that was late in its log is waited for until this near to its bar line, and then scheduled anyway. */
export const REPLAY_WAITS_UNTIL: Seconds = 0.04;
/** After this time an answer may come too late for the music that plays, so the fallback writes ahead. */
export const LATE_ANSWER: Seconds = 1.5;
/** A request is given up after this time: a model that takes longer is stuck. */
export const ANSWER_TIMEOUT: Seconds = 12;
/** A model that has not loaded after this time counts as failed. */
export const LOADING_TIMEOUT: Seconds = 60;
