import { readArtifact, writeArtifact } from '@openbpu/artifact';
import { compile } from '@openbpu/compiler';
import { encodeModel, exportModel, fragment, withOutputs } from '@openbpu/onnx';
import { pack, toolVersions } from '@openbpu/pipeline';
import { BinExecutor, type Lane, LaneFragments, OnnxExecutor, ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, countMismatches, sameShape } from '@openbpu/tensor';
import { openValues, rankedValues } from './open-values';
import { PATTERNS, patternTensor } from './patterns';
import type { DrawnCase } from './quantise-drawn';

export interface Comparison {
  /** Values compared, each pair of executors counted once. */
  readonly compared: number;
  /** Tensors left out, since ONNX Runtime leaves them open (`openValues`), each pair of executors counted once. */
  readonly open: number;
  /** `pattern executor tensor: n of m` for every tensor whose bits differ from the reference. */
  readonly mismatches: readonly string[];
}

/**
 * Runs a quantised graph by the reference, in plain ONNX Runtime and as a `.bin` that was written and read again, on
 * every pattern, and compares every integer tensor that two of them materialise and every output; left out is what ONNX
 * Runtime leaves open.
 */
export async function compareDrawn(
  { quantized, backend, inputs }: DrawnCase,
  lane: Lane,
  seed: number,
): Promise<Comparison> {
  const model = compile(quantized, {
    features: backend.features,
    lowering: backend.lowering,
    fragment: (node, graph) => encodeModel(fragment(node, graph)),
  });
  const bytes = writeArtifact(
    pack(model, quantized, { inputs, versions: toolVersions(), recipe: null, deletedNodes: [] }),
  );
  const integers = quantized.nodes
    .flatMap((node) => node.outputs)
    .filter((id) => quantized.value(id).type.dtype !== 'float32');
  const fragments = new LaneFragments(lane);
  const reference = new ReferenceExecutor(quantized, fragments.run);
  const onnx = await OnnxExecutor.open(lane, encodeModel(withOutputs(exportModel(quantized), integers)), {
    outputs: quantized.outputs,
  });
  const bin = await BinExecutor.open(await readArtifact(bytes), lane);
  const shared = integers.filter((id) => bin.tappable.has(id));
  const ranked = rankedValues(quantized).filter((id) => reference.tappable.has(id));
  let [compared, open] = [0, 0];
  const mismatches: string[] = [];
  try {
    for (const pattern of PATTERNS) {
      const feed = new Map(
        quantized.inputs.map((id, i) => [id, patternTensor(quantized.value(id).type, pattern, seed + i)]),
      );
      const law = await reference.run(feed, [...integers, ...ranked]);
      const unsettled = openValues(quantized, law);
      for (const [name, results] of [
        ['onnx', await onnx.run(feed, integers)],
        ['bin', await bin.run(feed, shared)],
      ] as const) {
        for (const [id, tensor] of results) {
          if (unsettled.has(id)) {
            open++;
            continue;
          }
          const wrong = differing(law.get(id), tensor);
          compared += tensor.data.length;
          if (wrong !== '') mismatches.push(`${pattern} ${name} ${id}: ${wrong}`);
        }
      }
    }
  } finally {
    await fragments.close();
    await onnx.close();
    await bin.close();
  }
  return { compared, open, mismatches };
}

function differing(wanted: Tensor | undefined, given: Tensor): string {
  if (!wanted || wanted.dtype !== given.dtype || !sameShape(wanted.shape, given.shape)) {
    return `${wanted?.dtype}[${wanted?.shape.join('x')}] and ${given.dtype}[${given.shape.join('x')}]`;
  }
  const wrong = countMismatches(wanted, given);
  return wrong === 0 ? '' : `${wrong} of ${wanted.data.length}`;
}
