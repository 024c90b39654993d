import { readArtifact, tensorOf } from '@openbpu/artifact';
import type { ModuleRef } from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import { UNLIMITED } from '@openbpu/guard';
import { tappedModel } from '@openbpu/onnx';
import { Concat } from '@openbpu/ops';
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
 * same. A `.bin` that takes a batch is fed with so many at once, and held against the model's results one after the
 * other; the last feeds begin anew where they fill no batch.
 */
export async function verifyBin(
  { quantized, deployed, batch = 1, modules = [], lane: given }: Compared,
  bin: Uint8Array,
  inputs: readonly ModelInput[],
  feeds: readonly Feeds[],
  progress: (done: number) => void = () => {},
): Promise<RecordVerification> {
  const lane = given ?? new Lane({ modules });
  const opened: Pick<Executor, 'close'>[] = [];
  const kept = <E extends Executor>(executor: E): E => (opened.push(executor), executor);
  lane.begin();
  try {
    const binary = kept(await BinExecutor.open(await readArtifact(bin), lane, undefined, UNLIMITED));
    const shown = binary.header.outputs.map(tensorOf);
    const integers = quantized.nodes
      .flatMap((node) => node.outputs)
      .filter((id) => binary.tappable.has(id) && quantized.value(id).type.dtype !== 'float32');
    const taps = [...new Set([...integers, ...shown])];
    const heads = binary.header.inputs.filter(({ tensor, typeRt }) => tensor !== undefined && typeRt !== 'nv12');
    const onnx = kept(
      await OnnxExecutor.open(lane, tappedModel(quantized, taps), {
        outputs: quantized.outputs.filter((id) => shown.includes(id)),
      }),
    );
    const outputs = heads.map(tensorOf);
    const head =
      heads.length > 0 ? kept(await OnnxExecutor.open(lane, tappedModel(deployed, outputs), { outputs })) : undefined;
    const fed = async (feeds: Feeds): Promise<Feeds> => {
      if (!head) return feeds;
      const several = inputs.map((input) => ({ ...input, shape: [batch * input.shape[0], ...input.shape.slice(1)] }));
      const found = await head.run(intermediateFeeds(feeds, batch > 1 ? several : inputs, 'layoutRt'));
      return new Map([...feeds, ...heads.map((input) => [input.name, found.get(tensorOf(input))!] as const)]);
    };
    let done = 0;
    const reference: Runs<Feeds> = {
      run: (feeds, asked) => onnx.run(intermediateFeeds(feeds, inputs, 'layoutQuantised'), asked),
    };
    const counted: Runs<Feeds> = {
      async run(feeds, asked) {
        const results = await binary.run(await fed(feeds), asked);
        progress(++done);
        return results;
      },
    };
    if (batch === 1) return await verify(reference, counted, feeds, taps);
    const isOfItems = (id: string) => deployed.value(id).type.shape[0] !== quantized.value(id).type.shape[0];
    const oneByOne: Runs<readonly Feeds[]> = {
      async run(items, asked) {
        const results: Feeds[] = [];
        for (const item of items) results.push(await reference.run(item, asked));
        return stacked(results, isOfItems);
      },
    };
    const atOnce: Runs<readonly Feeds[]> = { run: (items, asked) => counted.run(stacked(items), asked) };
    return { ...(await verify(oneByOne, atOnce, inBatches(feeds, batch), taps)), inputs: feeds.length };
  } finally {
    for (const each of opened) await each.close();
    if (!given) await lane.close();
  }
}

/** What is compared: the models, and how many items the one that compiled takes at once. */
export interface Compared extends Pick<Quantised, 'quantized' | 'deployed'> {
  readonly batch?: number;
  /** The modules that run their custom operators; none if absent. */
  readonly modules?: readonly ModuleRef[];
  /** Runs what ONNX Runtime runs, and stays; one that has the modules. One of its own if absent. */
  readonly lane?: Lane;
}

/** Groups of as many as a batch has; the last is filled up from the first. */
function inBatches(feeds: readonly Feeds[], batch: number): Feeds[][] {
  return Array.from({ length: Math.ceil(feeds.length / batch) }, (_, group) =>
    Array.from({ length: batch }, (__, i) => feeds[(group * batch + i) % feeds.length]),
  );
}

/** The tensors of several items as one of each name; what is not of items is that of the first. */
function stacked(items: readonly Feeds[], isOfItems: (name: string) => boolean = () => true): Map<string, Tensor> {
  const names = [...items[0].keys()];
  return new Map(
    names.map((name) => {
      const tensors = items.map((item) => item.get(name)!);
      return [name, isOfItems(name) ? Concat.eval(tensors, { axis: 0 })[0] : tensors[0]];
    }),
  );
}

interface Runs<F> {
  run(feeds: F, taps: readonly string[]): Promise<Feeds>;
}

/** Runs several inputs through two executors and counts values whose bits differ, over every output and shared tap. */
export async function verify<F>(
  a: Runs<F>,
  b: Runs<F>,
  feeds: readonly F[],
  taps: readonly string[],
): Promise<RecordVerification> {
  let compared = 0;
  for (const feed of feeds) {
    const [x, y] = await Promise.all([a.run(feed, taps), b.run(feed, taps)]);
    for (const [name, tensor] of x) {
      const other = y.get(name)!;
      const mismatches = countMismatches(tensor, other);
      compared += tensor.data.length;
      if (mismatches > 0) fail(PIPELINE.mismatch({ tensor: name, mismatches, compared: tensor.data.length }));
    }
  }
  return { compared, mismatches: 0, inputs: feeds.length, status: 'passed' };
}
