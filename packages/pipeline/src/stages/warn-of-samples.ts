import type { Sink } from '@openbpu/diagnostics';
import type { FileInput, SampleRef } from '@openbpu/runtime';
import { readPictureSample, readRawSample } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';

/** How far beyond 0..255 a value may lie: resizing with a cubic kernel overshoots a little. */
const OVERSHOOT = 32;

interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Warns of an input whose samples are all one value, or whose pictures hold other values than pixels do: most often
 * because mean and scale were applied before the samples were written, and will be again inside the model. Values
 * that are no numbers are passed over. Throws DiagnosticError for the first sample that cannot be read.
 */
export async function warnOfSamples(samples: readonly SampleRef[], sink: Sink): Promise<void> {
  const files = samples.flatMap(({ inputs }) => inputs.filter((input) => input.kind === 'file').filter(isQuantised));
  for (const name of new Set(files.map((input) => input.name))) {
    const own = files.filter((input) => input.name === name);
    const ranges: Range[] = [];
    for (const input of own) ranges.push(await rangeOf(input));
    const { low, high } = joined(ranges);
    const range = `${short(low)} to ${short(high)}`;
    if (low > high) continue;
    if (low === high) sink.report(PIPELINE.constantSamples({ input: name, value: short(low) }, { name }));
    else if (own[0].feed.kind === 'image' && !likePixels({ low, high }))
      sink.report(PIPELINE.notPixels({ input: name, range }, { name }));
  }
}

/** Elements other than float32 set no threshold. */
function isQuantised({ fed = 'float32' }: FileInput): boolean {
  return fed === 'float32';
}

/** Values below 0 are those of an overshoot only where the other end is near 255. */
function likePixels({ low, high }: Range): boolean {
  return low >= -OVERSHOOT && high <= 255 + OVERSHOOT && high > 1 && (low >= -1 || high > 255 / 2);
}

async function rangeOf({ file, dtype, shape, chain }: FileInput): Promise<Range> {
  const { data } = await (chain ? readPictureSample(file, chain, shape) : readRawSample(file, dtype, shape));
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < low) low = Number(value);
    if (value > high) high = Number(value);
  }
  return { low, high };
}

function joined(ranges: readonly Range[]): Range {
  return { low: Math.min(...ranges.map(({ low }) => low)), high: Math.max(...ranges.map(({ high }) => high)) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
