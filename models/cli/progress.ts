/** Progress on one line of stderr: share done, speed and remaining time; results go to stdout. */

/** Reports the progress of a task. */
export interface Progress {
  /** `done` steps of the total, with a note on the current step. */
  update(done: number, note?: string): void;
  /** Ends the line. */
  finish(note?: string): void;
}

/** Seconds in readable form: `45s`, `3m20s`, `1h05m`. */
export function readableSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}

/** Characters of the bar. */
const BAR = 20;

/** A bar of blocks, filled to `share` (0..1). */
export function progressBar(share: number): string {
  const full = Math.max(0, Math.min(BAR, Math.round(share * BAR)));
  return `▕${'█'.repeat(full)}${'·'.repeat(BAR - full)}▏`;
}

/**
 * A progress line for `total` steps: rewritten in place on a terminal, a new line every ten seconds elsewhere.
 * @param start steps done before, when work is resumed, for a correct remaining time.
 * @param words text in place of `done/total`.
 */
export function progressLine(
  label: string,
  total: number,
  start = 0,
  words = (done: number) => `${done}/${total}`,
): Progress {
  const stream = process.stderr;
  const began = performance.now();
  const period = stream.isTTY ? 100 : 10_000;
  let shownAt = stream.isTTY ? Number.NEGATIVE_INFINITY : began;
  const show = (text: string, end: boolean) => {
    // A line that wraps could not be rewritten in place.
    if (stream.isTTY) stream.write(`\r\u001b[2K${text.slice(0, (stream.columns || 80) - 1)}${end ? '\n' : ''}`);
    else stream.write(`${text}\n`);
  };
  return {
    update(done, note = '') {
      const now = performance.now();
      if (now - shownAt < period) return;
      shownAt = now;
      const spent = (now - began) / 1000;
      const left = done > start ? (spent * (total - done)) / (done - start) : Number.NaN;
      const eta = Number.isFinite(left) ? `, ${readableSeconds(left)} left` : '';
      const share = done / Math.max(1, total);
      const bar = stream.isTTY ? ` ${progressBar(share)}` : '';
      show(
        `${label}:${bar} ${words(done)} (${Math.floor(100 * share)}%)${eta}${note === '' ? '' : `, ${note}`}`,
        false,
      );
    },
    finish(note = 'done') {
      show(`${label}: ${note} in ${readableSeconds((performance.now() - began) / 1000)}`, true);
    },
  };
}
