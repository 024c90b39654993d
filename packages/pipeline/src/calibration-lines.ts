import type { Calibrated } from './stages/calibrate';

/** What the log says of a calibration: where thresholds come from, and how many from each method of a mixture. */
export function calibrationLines({
  calibration,
  methods = new Map(),
}: Pick<Calibrated, 'calibration' | 'methods'>): string[] {
  const { noise, loaded, method } = calibration;
  if (loaded) return ['No calibration: thresholds come from the model.'];
  if (noise) return ['No calibration: thresholds come from noise.'];
  return [
    `Select ${method} method.`,
    ...(methods.size === 0 ? [] : [`Thresholds by method: ${shares([...methods.values()])}.`]),
  ];
}

/** How often each word is there, most often first: `kl 12, max 3`. */
function shares(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}
