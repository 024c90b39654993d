import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, type ValueId } from '@openbpu/ir';
import { Add, Erf, Gelu, Mul, Tanh } from '@openbpu/ops';
import { type Polynomial, inTermsOf, isNear } from './in-terms-of';
import { isClosed, unique } from './norm-parts';
import type { March } from './for-march';

type GeluForm = { readonly approximate: 'none' | 'tanh' };

/** How many nodes above a product are looked at. */
const DEPTH = 8;
const ROOT = Math.sqrt(2 / Math.PI);

/** The gate, as a polynomial of x inside Erf or Tanh. */
const GATES: readonly { readonly op: typeof Erf; readonly inner: Polynomial; readonly attrs: GeluForm }[] = [
  { op: Erf, inner: [0, Math.SQRT1_2], attrs: { approximate: 'none' } },
  { op: Tanh, inner: [0, ROOT, 0, 0.044715 * ROOT], attrs: { approximate: 'tanh' } },
];
const HALF: Polynomial = [0, 0.5];

/**
 * Before: x/2 + x/2·Erf(x/√2), or x/2 + x/2·Tanh(√(2/π)·(x + 0.044715·x³)), as sums and products in any order
 * After: Gelu(x), named like the last
 * Conditions: nobody else reads what stands between; no folded activation. Where the march has no Gelu, only what it
 * has no Erf for either.
 */
export class RecogniseGelu implements Pass<'original'> {
  readonly name = 'recognise-gelu';
  readonly summary = 'Recognises the spellings of GELU, by Erf and by Tanh.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patch = node && (Mul.is(node) || Add.is(node)) ? this.propose(node, current) : undefined;
      if (patch) current = current.apply(patch);
    }
    return current;
  }

  private propose(node: Node, graph: Graph): GraphPatch | undefined {
    const { quantise } = this.march.policy;
    const above = nodesAbove(node, graph);
    for (const { op, inner, attrs } of GATES) {
      if (quantise.Gelu === undefined && quantise[op.name] !== undefined) continue;
      for (const gate of above.filter((each) => op.is(each)))
        for (const x of new Set(above.flatMap(({ inputs }) => inputs))) {
          const inside = inTermsOf(graph, gate.inputs[0], x);
          if (!inside || !isNear(inside.plain, inner)) continue;
          const whole = inTermsOf(graph, node.outputs[0], x, gate.outputs[0]);
          if (!whole || !isNear(whole.plain, HALF) || !isNear(whole.gated, HALF)) continue;
          const nodes = unique([...inside.nodes, gate, ...whole.nodes]);
          if (isClosed(graph, nodes, node)) return gelu(graph, node, x, nodes, attrs);
        }
    }
    return undefined;
  }
}

function gelu(graph: Graph, node: Node, x: ValueId, nodes: readonly Node[], attrs: GeluForm): GraphPatch {
  const build = new PatchBuilder(graph, `make "${node.id}" a Gelu`).remove(...nodes);
  const origins = nodes.flatMap((each) => each.origins);
  build.node({ id: node.id, op: Gelu, inputs: [x], attrs, outputs: node.outputs, origins });
  return build.build();
}

/** The node and what computes its operands, a few steps up. */
function nodesAbove(node: Node, graph: Graph): readonly Node[] {
  const found = new Map([[node.id, node]]);
  let last = [node];
  for (let step = 0; step < DEPTH; step++) {
    last = last
      .flatMap(({ inputs }) => inputs.flatMap((id) => graph.producer(id) ?? []))
      .filter(({ id, op }) => !found.has(id) && FEW.includes(op.name));
    for (const each of last) found.set(each.id, each);
  }
  return [...found.values()];
}

const FEW: readonly string[] = ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Neg', 'Erf', 'Tanh'];
