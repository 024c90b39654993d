/** Beginnings of fewer letters say too little. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate most like `word`, for "did you mean": fewest letters changed, put in, left out or swapped with their
 * neighbour, at most a third of the word's length and never all of them; else the only one that begins with `word`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? begunBy(word, known);
}

function begunBy(word: string, candidates: readonly string[]): string | undefined {
  const begun =
    word.length < SHORTEST_BEGINNING
      ? []
      : candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  return begun.length === 1 ? begun[0] : undefined;
}

function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
