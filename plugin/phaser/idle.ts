/** Work for moments in which the page has nothing else to do. */

/** Nothing waits longer than this for an idle moment, in ms. */
const AT_MOST_MS = 400;

/** Resolves in an idle moment of the page, or soon where there is none. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS });
    else setTimeout(resolve, 1);
  });
}
