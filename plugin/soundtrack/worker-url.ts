/**
 * The URL of the phrase worker is a URL of code, so only the soundtrack that the plugin is set up with may set it. A
 * soundtrack passed while the game runs may be untrusted JSON; its URL counts only if it is the same.
 */

import { checkText } from '../mood/validate.ts';
import { ADDRESS_LETTERS } from '../music/limits.ts';

/** Schemes of URLs that contain code, or content created by the page. */
const NO_FILE = /^(?:data|blob|javascript|filesystem|about):/i;
/** Characters that browsers remove from a URL: line breaks and tabs anywhere, spaces and control characters at its start. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const LEFT_OUT = /[\t\n\r]|^[\u0000-\u0020]+/g;

/** @throws unless it is the URL of a file. */
export function checkWorkerUrl(value: unknown): asserts value is string {
  checkText('soundtrack.workerUrl', value, ADDRESS_LETTERS);
  if (NO_FILE.test(value.replace(LEFT_OUT, '')))
    throw new RangeError(
      'soundtrack.workerUrl must be the URL of phrase-worker.js on the server of the game; a URL that contains code is not run',
    );
}
