/** What a game may say of an override: how important it is, and when it is over. */

import type { Stingers } from '../arrange/stinger-definition.ts';
import { plainText } from '../mood/names.ts';
import { checkObject, type Fields, number, text } from '../mood/validate.ts';
import type { Seconds } from '../music/time.ts';
import { checkTransitionOptions, type TransitionOptions } from './transition-options.ts';

/** Priority of an override that does not say its own. */
const PUSHED = 1;

/** How to lay a mood over others. */
export interface PushOptions extends TransitionOptions {
  /** The highest holds; scenes and `mood()` have 0. Default 1; -1000..1000. */
  readonly priority?: number;
  /** Seconds of music that it lasts, or a function that says true when it is over. Default: until it is popped. */
  readonly until?: Seconds | (() => boolean);
  /** What it is popped by. Default: the mood's name. */
  readonly as?: string;
}

/** A day; longer is for ever. */
export const LONGEST_PUSH: Seconds = 86_400;
/** Priorities that an override may have. */
export const PRIORITIES = { min: -1000, max: 1000 };
const FIELDS: Fields = {
  priority: number(PRIORITIES.min, PRIORITIES.max),
  until: (value, owner, field) => {
    if (typeof value !== 'function') number(0, LONGEST_PUSH)(value, owner, field);
  },
  as: text(),
};

/** Checks the options of a push and fills in what is left out. @throws naming what is wrong. */
export function checkPush(mood: string, options: PushOptions, stingers: Stingers) {
  const owner = `push('${plainText(mood)}')`;
  checkObject(`${owner}: options`, options, '{ until: 10 }');
  checkTransitionOptions(owner, options, stingers, FIELDS);
  const { priority = PUSHED, until, as: key = mood } = options;
  const over = typeof until === 'function' ? until : null;
  return { key, priority, over, seconds: typeof until === 'number' ? until : null };
}

/** Whether an override is over. One that cannot say so any more is: better the scene's own music than a battle for ever. */
export function isOver(
  over: () => boolean,
  trouble: { readonly error: (message: string, cause: unknown) => void },
): boolean {
  try {
    return over() === true;
  } catch (error) {
    trouble.error("a push's 'until' failed; the mood it held is popped", error);
    return true;
  }
}
