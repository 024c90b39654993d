import type { Calibrated } from './stages/calibrate';

/** What the log says of a calibration: where thresholds come from, and how many from each method of a mixture. */
export function calibrationLines({
  calibration,
  methods = new Map(),
}: Pick<Calibrated, 'calibration' | 'methods'>): string[] {
  const { noise, loaded, method, equalised = [] } = calibration;
  if (loaded) return ['No calibration: thresholds come from the model.'];
  if (noise) return ['No calibration: thresholds come from noise.'];
  return [
    `Select ${method} method.`,
    ...(equalised.length === 0 ? [] : [equalisedLine(equalised)]),
    ...(methods.size === 0 ? [] : [`Thresholds by method: ${shares([...methods.values()])}.`]),
  ];
}

/** What was done with scales of channels, over all tensors that hang together. */
function equalisedLine(joints: NonNullable<Calibrated['calibration']['equalised']>): string {
  const sum = (of: 'moved' | 'dead' | 'clamped' | 'fixed') => joints.reduce((total, joint) => total + joint[of], 0);
  return (
    `Scales of channels moved between layers: ${sum('moved')} at ${joints.length} joints; left alone: ` +
    `${sum('clamped')} near a clamp, ${sum('dead')} that are always 0, ${sum('fixed')} that others read or write.`
  );
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
