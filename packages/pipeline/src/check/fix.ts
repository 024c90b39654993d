import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { type Graph, type OpSet, statedRanges } from '@openbpu/ir';
import { decodeModel, encodeModel, exportModel, toOpset11 } from '@openbpu/onnx';
import { subgraphsWith } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import type { RecordPass } from '@openbpu/record';
import { tidyAndPlace, tidyNames } from '../pass-lists';
import { costsOf } from './costs';
import { TO_OPSET_11 } from './repairs';

/** What holds whatever a model says of its own quantisation. */
const PLAIN: readonly string[] = ['fold-constants', 'remove-identity', 'remove-dead-nodes'];

/** How passes are called that give several nodes the name of one operator. */
const RECOGNISE = 'recognise-';

export interface Fixed {
  /** The repaired model, as an ONNX file. */
  readonly bytes: Uint8Array;
  readonly repairs: readonly RecordPass[];
}

export interface FixRequest {
  readonly imported: Graph<'imported'>;
  readonly optimized: Graph<'optimized'>;
  /** The passes that made `optimized`, with how often each changed something. */
  readonly passes: readonly RecordPass[];
  readonly backend: Backend;
  readonly ops: OpSet;
  /** Repairs to leave out, by name. */
  readonly skip: readonly string[];
}

/**
 * The model as it is best for the march, in plain float operators: tidied and in the forms that its rules take, which
 * is how a conversion would see it too. A model that says how it is to be quantised keeps saying so, and so keeps its
 * nodes; so does one that the march would take for worse when it reads it again. Throws DiagnosticError for a node that
 * operator set 11 cannot say.
 */
export async function fixed(request: FixRequest): Promise<Fixed> {
  const { imported, optimized, backend, ops } = request;
  const stated = statedRanges(imported.metadata).size > 0;
  if (stated) return written(await untidied(request), true, request);
  const best = written(optimized, false, request);
  const again = await placedAgain(best.bytes, backend, ops);
  if (!isNoWorse(again, optimized, backend)) return written(await untidied(request), true, request);
  return { ...best, repairs: await shown(best, request) };
}

/**
 * The repairs that the file shows. What is recognised as one operator is written in operators of set 11 again, most
 * often the ones that were there: it counts only where the file has others than without it.
 */
async function shown({ bytes, repairs }: Fixed, request: FixRequest): Promise<readonly RecordPass[]> {
  const kept: RecordPass[] = [];
  for (const repair of repairs) {
    const without = repair.name.startsWith(RECOGNISE) && (await tidied(request, (name) => name === repair.name));
    if (!without || operatorsOf(bytes) !== operatorsOf(written(without, false, request).bytes)) kept.push(repair);
  }
  return kept;
}

/** How often a file has each operator. */
function operatorsOf(bytes: Uint8Array): string {
  return decodeModel(bytes)
    .graph.node.map(({ domain = '', opType = '' }) => `${domain}.${opType}`)
    .sort()
    .join();
}

function written(graph: Graph<'optimized'>, plain: boolean, { passes, skip }: FixRequest): Fixed {
  const repairs = passes.filter(
    ({ name, patches }) => patches > 0 && name !== 'place' && (!plain || PLAIN.includes(name)),
  );
  const modern = exportModel(graph, { record: false });
  if (skip.includes(TO_OPSET_11)) return { bytes: encodeModel(modern), repairs };
  const model = toOpset11(modern);
  const before = new Set(modern.graph.node);
  const patches = model.graph.node.filter((node) => !before.has(node)).length;
  return { bytes: encodeModel(model), repairs: [...repairs, ...(patches > 0 ? [{ name: TO_OPSET_11, patches }] : [])] };
}

/** A model as the march sees it when it is read; undefined for one that cannot be read. */
export async function placedAgain(
  bytes: Uint8Array,
  backend: Backend,
  ops: OpSet,
): Promise<Graph<'optimized'> | undefined> {
  const context = { ops, sink: new CollectingSink() };
  try {
    const raw = { model: decodeModel(bytes), file: 'fixed.onnx', inputShapes: new Map<string, readonly number[]>() };
    const imported = await new OnnxImporter().translate(raw, ops, context.sink);
    return await tidyAndPlace(backend, { mayBeIdle: true }).run(imported.at('original'), context);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function isNoWorse(again: Graph<'optimized'> | undefined, before: Graph<'optimized'>, backend: Backend): boolean {
  if (!again) return false;
  const [now, then] = [standing(again, backend), standing(before, backend)];
  return now.subgraphs <= then.subgraphs && now.cpuUs <= then.cpuUs;
}

async function untidied(request: FixRequest): Promise<Graph<'optimized'>> {
  return tidied(request, (name) => !PLAIN.includes(name));
}

/** The model without the passes that are left out, and those that the user leaves out. */
async function tidied(
  { imported, backend, ops, skip }: FixRequest,
  isLeftOut: (name: string) => boolean,
): Promise<Graph<'optimized'>> {
  const others = tidyNames(backend).filter((name) => isLeftOut(name) || skip.includes(name));
  return tidyAndPlace(backend, { mayBeIdle: true }, others).run(imported.at('original'), {
    ops,
    sink: new CollectingSink(),
  });
}

/** How a placed graph does on the march: whoever has less of both is better. */
export function standing(graph: Graph<'optimized'>, backend: Pick<Backend, 'features' | 'policy'>) {
  const costs = [...costsOf(graph, backend).values()];
  return {
    subgraphs: new Set(subgraphsWith(graph, new Set()).values()).size,
    cpuUs: costs.reduce((sum, { cpuUs, crossingUs }) => sum + cpuUs + crossingUs, 0),
  };
}
