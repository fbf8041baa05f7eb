/**
 * The address of the phrase worker is an address of code. It comes from the game's own code: from the soundtrack that the
 * plugin is set up with. A soundtrack that is handed over while the game runs may be anybody's JSON; there it counts only
 * where it says the same.
 */

import { checkText } from '../mood/validate.ts';
import { ADDRESS_LETTERS } from '../music/limits.ts';

/** Schemes whose address is itself the code, or whose content the page made. */
const NO_FILE = /^(?:data|blob|javascript|filesystem|about):/i;
/** What browsers leave out of an address: line breaks and tabs anywhere, blanks and control characters before it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const LEFT_OUT = /[\t\n\r]|^[\u0000-\u0020]+/g;

/** @throws unless it is the address of a file. */
export function checkWorkerUrl(value: unknown): asserts value is string {
  checkText('soundtrack.workerUrl', value, ADDRESS_LETTERS);
  if (NO_FILE.test(value.replace(LEFT_OUT, '')))
    throw new RangeError(
      'soundtrack.workerUrl must be the address of phrase-worker.js on the server of the game; an address that holds code is not run',
    );
}
