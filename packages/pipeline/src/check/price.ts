import { compile } from '@openbpu/compiler';
import { CollectingSink } from '@openbpu/diagnostics';
import type { Graph, NodeId, OpSet } from '@openbpu/ir';
import { Place, calibratedActivations, hasFormOnBpu } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import type { RecordPerformance } from '@openbpu/record';
import { estimateModel } from '../stages/estimate-model';
import { quantised } from '../stages/quantise';

/** What a model takes, and what it would take with its fallbacks mended. */
export interface Price {
  /** Undefined for a model without anything on the BPU. */
  readonly performance?: RecordPerformance;
  /** With `nodes` on the BPU as they are, as if nothing stood against them; absent where there are none such. */
  readonly mended?: { readonly nodes: readonly NodeId[]; readonly performance: RecordPerformance };
}

/** How often nodes that the compiler cannot carry out are looked for. */
const ATTEMPTS = 12;
/** All thresholds alike: programs and their time do not depend on what they are. */
const THRESHOLD = 1;

/**
 * The time of a placed model by the one clock: quantised with thresholds that are all alike, compiled with the utmost
 * effort, as `makertbin` does with O3 for inputs that are fed as the model has them. Throws DiagnosticError where it
 * cannot be compiled.
 */
export function priceOf(optimized: Graph<'optimized'>, backend: Backend, ops: OpSet): Price {
  const performance = timeOf(optimized, backend, true);
  const there = optimized.nodes.filter((node) => hasFormOnBpu(node, backend.policy)).map(({ id }) => id);
  const mended = there.length === 0 ? undefined : mendable(optimized, backend, ops, there);
  return { ...(performance ? { performance } : {}), ...(mended ? { mended } : {}) };
}

function timeOf(optimized: Graph<'optimized'>, backend: Backend, perLayer: boolean): RecordPerformance | undefined {
  const activations = new Map(calibratedActivations(optimized).map((id) => [id, THRESHOLD]));
  const { quantized } = quantised(optimized, { activations, weights: new Map() }, []);
  const { features, lowering } = backend;
  const model = compile(quantized, {
    features,
    lowering,
    effort: { optimizeLevel: 'O3', compileMode: 'latency' },
    fragment: () => new Uint8Array(),
  });
  return estimateModel(model, quantized, features, { perLayer });
}

/**
 * The nodes that the compiler can carry out on the BPU where their rules forbid them: it promises nothing of such
 * nodes, so those that it fails at are left where they are. They are looked for in ever smaller halves, and each half
 * that it carries out joins what was found before; where the tries run out, what was not tried is left too.
 */
function mendable(
  optimized: Graph<'optimized'>,
  backend: Backend,
  ops: OpSet,
  nodes: readonly NodeId[],
): Price['mended'] {
  let left = ATTEMPTS;
  const tried = (ids: readonly NodeId[]): Price['mended'] => {
    if (ids.length === 0 || left-- <= 0) return undefined;
    try {
      const place = new Place(backend.constraints, backend.policy, { mended: new Set(ids), mayBeIdle: true });
      const placed = place.run(optimized.at('original'), { ops, sink: new CollectingSink() });
      const there = ids.filter((id) => placed.node(id)?.placement?.on === 'bpu');
      if (there.length === 0) return undefined;
      const performance = timeOf(placed, backend, true);
      return performance && { nodes: there, performance };
    } catch {
      return undefined;
    }
  };
  let found: Price['mended'];
  const search = (ids: readonly NodeId[]): void => {
    const joined = tried([...(found?.nodes ?? []), ...ids]);
    if (joined) return void (found = joined);
    if (ids.length < 2) return;
    const half = ids.length >> 1;
    search(ids.slice(0, half));
    search(ids.slice(half));
  };
  search(nodes);
  return found;
}
