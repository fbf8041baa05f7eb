/** Options of a pushed mood: its priority and when it ends. */

import type { Stingers } from '../arrange/stinger-definition.ts';
import { plainText } from '../mood/names.ts';
import { checkObject, type Fields, number, text } from '../mood/validate.ts';
import type { Seconds } from '../music/time.ts';
import { checkTransitionOptions, type TransitionOptions } from './transition-options.ts';

/** Default priority of a pushed mood. */
const PUSHED = 1;

/** Options of `push()`. */
export interface PushOptions extends TransitionOptions {
  /** The mood with the highest priority plays; scenes and `mood()` have 0. Default 1; -1000..1000. */
  readonly priority?: number;
  /** Seconds of music after which it ends, or a function that returns true when it should end. Default: until it is popped. */
  readonly until?: Seconds | (() => boolean);
  /** The key by which it is popped. Default: the mood's name. */
  readonly as?: string;
}

/** A day; a longer push never ends by itself. */
export const LONGEST_PUSH: Seconds = 86_400;
/** Range of priorities. */
export const PRIORITIES = { min: -1000, max: 1000 };
const FIELDS: Fields = {
  priority: number(PRIORITIES.min, PRIORITIES.max),
  until: (value, owner, field) => {
    if (typeof value !== 'function') number(0, LONGEST_PUSH)(value, owner, field);
  },
  as: text(),
};

/** Checks the options of a push and fills in defaults. @throws naming what is wrong. */
export function checkPush(mood: string, options: PushOptions, stingers: Stingers) {
  const owner = `push('${plainText(mood)}')`;
  checkObject(`${owner}: options`, options, '{ until: 10 }');
  checkTransitionOptions(owner, options, stingers, FIELDS);
  const { priority = PUSHED, until, as: key = mood } = options;
  const over = typeof until === 'function' ? until : null;
  return { key, priority, over, seconds: typeof until === 'number' ? until : null };
}

/** Whether a pushed mood is over. If its function throws, it is: better the scene's music than an endless battle. */
export function isOver(
  over: () => boolean,
  trouble: { readonly error: (message: string, cause: unknown) => void },
): boolean {
  try {
    return over() === true;
  } catch (error) {
    trouble.error("the 'until' function of a push failed; its mood is popped", error);
    return true;
  }
}
