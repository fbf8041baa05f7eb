/** Schedules work for idle moments of the page. */

/** Longest wait for an idle moment, in ms. */
const AT_MOST_MS = 400;

/** Resolves at an idle moment of the page, or soon if the browser has no idle callbacks. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS });
    else setTimeout(resolve, 1);
  });
}
