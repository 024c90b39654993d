import { readArtifact, tensorOf } from '@openbpu/artifact';
import { fail } from '@openbpu/diagnostics';
import { UNLIMITED } from '@openbpu/guard';
import { tappedModel } from '@openbpu/onnx';
import type { RecordVerification } from '@openbpu/record';
import { BinExecutor, type Executor, type Feeds, Lane, OnnxExecutor } from '@openbpu/runtime';
import { type ModelInput, type Tensor, countMismatches } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { intermediateFeeds } from './paired-feeds';
import type { Quantised } from './quantise';

/**
 * The quantised model in ONNX Runtime against the `.bin`, on `feeds` as a user feeds the `.bin` at run time: every
 * output and every integer tensor that both materialise. Where nodes of the `.bin` were deleted it starts later and
 * ends earlier; its inputs are then taken from the model that it was compiled from, but for nv12, which is fed all the
 * same.
 */
export async function verifyBin(
  { quantized, deployed }: Pick<Quantised, 'quantized' | 'deployed'>,
  bin: Uint8Array,
  inputs: readonly ModelInput[],
  feeds: readonly Feeds[],
  progress: (done: number) => void = () => {},
): Promise<RecordVerification> {
  const lane = new Lane();
  try {
    const binary = await BinExecutor.open(await readArtifact(bin), lane, undefined, UNLIMITED);
    const given = binary.header.outputs.map(tensorOf);
    const integers = quantized.nodes
      .flatMap((node) => node.outputs)
      .filter((id) => binary.tappable.has(id) && quantized.value(id).type.dtype !== 'float32');
    const taps = [...new Set([...integers, ...given])];
    const heads = binary.header.inputs.filter(({ tensor, typeRt }) => tensor !== undefined && typeRt !== 'nv12');
    const onnx = await OnnxExecutor.open(lane, tappedModel(quantized, taps), {
      outputs: quantized.outputs.filter((id) => given.includes(id)),
    });
    const head = await OnnxExecutor.open(lane, tappedModel(deployed, heads.map(tensorOf)), {
      outputs: heads.map(tensorOf),
    });
    const fed = async (feeds: Feeds): Promise<Feeds> => {
      if (heads.length === 0) return feeds;
      const found = await head.run(intermediateFeeds(feeds, inputs, 'layoutRt'));
      return new Map([...feeds, ...heads.map((input) => [input.name, found.get(tensorOf(input))!] as const)]);
    };
    let done = 0;
    const reference: Runs = {
      run: (feeds, asked) => onnx.run(intermediateFeeds(feeds, inputs, 'layoutQuantised'), asked),
    };
    const counted: Runs = {
      async run(feeds, asked) {
        const results = await binary.run(await fed(feeds), asked);
        progress(++done);
        return results;
      },
    };
    return await verify(reference, counted, feeds, taps);
  } finally {
    await lane.close();
  }
}

type Runs = Pick<Executor, 'run'>;

/** Runs several inputs through two executors and counts values whose bits differ, over every output and shared tap. */
export async function verify(
  a: Runs,
  b: Runs,
  feeds: readonly ReadonlyMap<string, Tensor>[],
  taps: readonly string[],
): Promise<RecordVerification> {
  let compared = 0;
  for (const feed of feeds) {
    const [x, y] = [await a.run(feed, taps), await b.run(feed, taps)];
    for (const [name, tensor] of x) {
      const other = y.get(name)!;
      const mismatches = countMismatches(tensor, other);
      compared += tensor.data.length;
      if (mismatches > 0) fail(PIPELINE.mismatch({ tensor: name, mismatches, compared: tensor.data.length }));
    }
  }
  return { compared, mismatches: 0, inputs: feeds.length, status: 'passed' };
}
