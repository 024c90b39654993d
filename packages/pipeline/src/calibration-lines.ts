import type { Calibrated } from './stages/calibrate';

/** What the log says of a calibration: where thresholds come from, and how many from each method of a mixture. */
export function calibrationLines({
  calibration,
  methods = new Map(),
}: Pick<Calibrated, 'calibration' | 'methods'>): string[] {
  const { noise, loaded, method, equalised = [], tuned = [] } = calibration;
  if (loaded) return ['No calibration: thresholds come from the model.'];
  if (noise) return ['No calibration: thresholds come from noise.'];
  return [
    `Select ${method} method.`,
    ...(equalised.length === 0 ? [] : [equalisedLine(equalised)]),
    ...(tuned.length === 0 ? [] : tunedLines(tuned)),
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

/** What tuning did: how many blocks stayed tuned, and of each that changed what its outputs are off by. */
function tunedLines(tuned: NonNullable<Calibrated['calibration']['tuned']>): string[] {
  const kept = tuned.filter((block) => block.kept);
  const sum = (of: 'channels' | 'moved') => kept.reduce((total, block) => total + block[of], 0);
  const percent = (share: number | null) =>
    share === null ? 'nothing that is a number' : `${(100 * share).toFixed(2)} %`;
  return [
    `Blocks tuned: ${kept.length} of ${tuned.length}, ${sum('channels')} channels, ${sum('moved')} weights moved.`,
    ...kept.map(
      ({ from, to, before, after }) =>
        `  ${from === to ? from : `${from} to ${to}`}: off by ${percent(after)} instead of ${percent(before)}`,
    ),
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
