/** Progress is one line on stderr that says how far, how fast and how long still; results alone go to stdout. */

/** Tells how far a piece of work has come. */
export interface Progress {
  /** `done` of the whole, with a word on what is being done. */
  update(done: number, note?: string): void;
  /** Ends the line. */
  finish(note?: string): void;
}

/** Seconds as people read them: `45s`, `3m20s`, `1h05m`. */
export function readableSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}

/**
 * A progress line for `total` steps: rewritten in place on a terminal, a new line every ten seconds elsewhere.
 * @param start steps that were done before, for a resumed work, so that the time left is right.
 */
export function progressLine(label: string, total: number, start = 0): Progress {
  const stream = process.stderr;
  const began = performance.now();
  const period = stream.isTTY ? 100 : 10_000;
  let told = stream.isTTY ? Number.NEGATIVE_INFINITY : began;
  const show = (text: string, end: boolean) => {
    if (stream.isTTY) stream.write(`\r\u001b[2K${text}${end ? '\n' : ''}`);
    else stream.write(`${text}\n`);
  };
  return {
    update(done, note = '') {
      const now = performance.now();
      if (now - told < period) return;
      told = now;
      const spent = (now - began) / 1000;
      const left = done > start ? (spent * (total - done)) / (done - start) : Number.NaN;
      const eta = Number.isFinite(left) ? `, ${readableSeconds(left)} left` : '';
      const percent = Math.floor((100 * done) / Math.max(1, total));
      show(`${label}: ${done}/${total} (${percent}%)${eta}${note === '' ? '' : `, ${note}`}`, false);
    },
    finish(note = 'done') {
      show(`${label}: ${note} in ${readableSeconds((performance.now() - began) / 1000)}`, true);
    },
  };
}
