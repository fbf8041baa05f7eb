/** A caller who misspells a name is told at once which one was meant. */

/** Edit distance between two words (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The known name nearest to a word, or null where none is near enough to have been meant. */
export function nearestName(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of known) {
    const far = distance(word.toLowerCase(), name.toLowerCase());
    if (far < least) {
      least = far;
      best = name;
    }
  }
  return best;
}

/** One line for a name that is not known, e.g. `unknown mood 'forrest'; did you mean 'forest'? known moods: battle, forest`. */
export function unknownName(kind: string, word: string, known: readonly string[]): string {
  const near = nearestName(word, known);
  const hint = near === null ? '' : ` did you mean '${near}'?`;
  const list = known.length === 0 ? `there are no ${kind}s` : `known ${kind}s: ${[...known].sort().join(', ')}`;
  return `unknown ${kind} '${word}';${hint} ${list}`;
}
