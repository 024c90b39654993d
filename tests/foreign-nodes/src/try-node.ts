import { backend } from '@openbpu/backend-bayes-e';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { attributesToJson, encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { dress, tidyAndPlace } from '@openbpu/pipeline';
import { type Lane, LaneFragments, ReferenceExecutor, probeTypes } from '@openbpu/runtime';
import { type Tensor, isFloat, sameShape, toNumbers } from '@openbpu/tensor';
import type { ForeignModel } from './node-draw';

/**
 * What became of a drawn model: ONNX Runtime does not take it; it is refused with a diagnostic though the runtime takes
 * it; all the ways it is carried out agree, the operators as they were imported and as they are after tidying being
 * named; or something is wrong.
 */
export type Outcome =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'agrees'; readonly ops: readonly string[]; readonly tidied: readonly string[] }
  | { readonly kind: 'fails'; readonly why: string };

const OPS = standardOps();

/** Ours are computed in double, the runtime's in float32. */
const TOLERANCE = 1e-4;

/**
 * Runs a model in ONNX Runtime as it is, and, imported, by the reference evaluation, written as ONNX again, and tidied.
 * An error that is no diagnostic fails, whether or not the runtime takes the model.
 */
export async function tryNode({ model, feeds }: ForeignModel, lane: Lane): Promise<Outcome> {
  const wanted = await inRuntime(encodeModel(model), feeds, lane).catch((error: unknown) => String(error));
  try {
    const importer = new OnnxImporter({ probe: (fragment) => probeTypes(lane, fragment) });
    const graph = await importer.translate(
      { model, file: 'drawn.onnx', inputShapes: new Map() },
      OPS,
      new CollectingSink(),
    );
    if (typeof wanted === 'string') return { kind: 'invalid' };
    const context = { ops: OPS, sink: new CollectingSink() };
    const tidy = await tidyAndPlace(backend, { mayBeIdle: true }).run(await dress([]).run(graph, context), context);
    const ways = {
      imported: await byReference(graph, feeds, lane),
      written: await inRuntime(encodeModel(exportModel(graph)), feeds, lane),
      tidied: await byReference(tidy, feeds, lane),
      'tidied and written': await inRuntime(encodeModel(exportModel(tidy)), feeds, lane),
    };
    const wrong = Object.entries(ways).flatMap(([way, found]) =>
      graph.outputs.flatMap((id) => differing(found.get(id)!, wanted.get(id)!).map((text) => `${way} ${id}: ${text}`)),
    );
    if (wrong.length > 0) return { kind: 'fails', why: wrong.join('\n') };
    const [ops, tidied] = [graph, tidy].map(({ nodes }) => nodes.map(({ op }) => op.name));
    return { kind: 'agrees', ops, tidied };
  } catch (error) {
    if (error instanceof DiagnosticError)
      return typeof wanted === 'string' ? { kind: 'invalid' } : { kind: 'refused', why: error.message };
    return { kind: 'fails', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function inRuntime(
  model: Uint8Array,
  feeds: ReadonlyMap<string, Tensor>,
  lane: Lane,
): Promise<Map<string, Tensor>> {
  const session = await lane.open(model, { optimise: false });
  try {
    return await session.run(
      feeds,
      session.outputs.map(({ name }) => name),
    );
  } finally {
    await session.close();
  }
}

async function byReference(graph: Graph, feeds: ReadonlyMap<string, Tensor>, lane: Lane): Promise<Map<string, Tensor>> {
  const fragments = new LaneFragments(lane);
  try {
    return await new ReferenceExecutor(graph, fragments.run).run(feeds);
  } finally {
    await fragments.close();
  }
}

/** What differs: type, shape or the first element that does. */
function differing(found: Tensor, wanted: Tensor): string[] {
  if (found.dtype !== wanted.dtype || !sameShape(found.shape, wanted.shape))
    return [`${found.dtype}[${found.shape.join('x')}] is not ${wanted.dtype}[${wanted.shape.join('x')}]`];
  const [a, b] = [toNumbers(found), toNumbers(wanted)];
  const largest = b.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
  const bad = a.findIndex(
    (value, i) =>
      !(
        Object.is(value, b[i]) ||
        value === b[i] ||
        (isFloat(wanted.dtype) && Math.abs(value - b[i]) <= TOLERANCE * largest)
      ),
  );
  return bad < 0 ? [] : [`element ${bad} of ${wanted.shape.join('x')} is ${a[bad]} and not ${b[bad]}`];
}

/** A model in words. */
export function described({ model: { graph, opsetImport }, feeds }: ForeignModel): string {
  const lines = graph.node.map(
    ({ opType, input, output, attribute }) =>
      `${output.join(', ')} = ${opType}(${input.join(', ')}) ` +
      `${JSON.stringify(attributesToJson(attribute.filter(({ t }) => !t)))}`,
  );
  const inputs = Array.from(feeds, ([name, { dtype, shape }]) => `${name}: ${dtype}[${shape.join('x')}]`);
  const constants = graph.initializer.map(
    ({ name, dims, dataType, rawData }) =>
      `${name}: ${dataType}[${dims.join('x')}] ` +
      `${dataType === 7 && rawData ? new BigInt64Array(rawData.slice().buffer).join() : ''}`,
  );
  return [`opset ${opsetImport[0].version}`, ...inputs, ...constants, ...lines].join('\n');
}
