import { type Graph, type Node, type ValueId, ABSENT } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import { type Tensor, formatType, sameShape } from '@openbpu/tensor';
import type { Executor, Feeds, Port } from './executor';

/** Evaluates one node as an ONNX fragment. */
export type FragmentRunner = (
  node: Node,
  graph: Graph,
  inputs: readonly (Tensor | undefined)[],
) => Promise<readonly Tensor[]>;

/**
 * The law: every node by its own reference evaluation. A CPU node that computes with floats is evaluated as its ONNX
 * fragment where a runner is given (docs/semantics.md): no evaluation of ours could have the same bits, not even for
 * Max, whose choice between 0 and -0 depends on the place of the element in ONNX Runtime.
 */
export class ReferenceExecutor implements Executor {
  readonly kind = 'reference';
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly tappable: ReadonlySet<string>;

  constructor(
    private readonly graph: Graph,
    private readonly runFragment?: FragmentRunner,
  ) {
    const port = (name: ValueId): Port => ({ name, type: graph.value(name).type });
    this.inputs = graph.inputs.map(port);
    this.outputs = graph.outputs.map(port);
    this.tappable = new Set(graph.nodes.flatMap((node) => node.outputs));
  }

  async run(feeds: Feeds, taps: readonly string[] = []): Promise<Map<string, Tensor>> {
    const wanted = new Set([...this.graph.outputs, ...taps]);
    const known = new Map<ValueId, Tensor>();
    for (const { name, type } of this.inputs) {
      const tensor = feeds.get(name);
      if (!tensor) throw new TypeError(`input "${name}" is not fed`);
      if (tensor.dtype !== type.dtype || !sameShape(tensor.shape, type.shape))
        throw new TypeError(`input "${name}" is ${formatType(type)}, not ${tensor.dtype}[${tensor.shape.join('x')}]`);
      known.set(name, tensor);
    }
    const readers = this.readerCounts();
    for (const node of this.graph.nodes) {
      const inputs = node.inputs.map((id) =>
        id === ABSENT ? undefined : (known.get(id) ?? this.graph.value(id).constant),
      );
      const outputs = await this.evaluate(node, inputs);
      node.outputs.forEach((id, i) => known.set(id, outputs[i]));
      for (const id of new Set(node.inputs)) {
        const left = (readers.get(id) ?? 0) - 1;
        readers.set(id, left);
        if (left <= 0 && !wanted.has(id)) known.delete(id);
      }
    }
    return new Map(Array.from(wanted, (id) => [id, known.get(id)!]));
  }

  async close(): Promise<void> {}

  private async evaluate(node: Node, inputs: readonly (Tensor | undefined)[]): Promise<readonly Tensor[]> {
    const byFragment =
      OnnxOp.is(node) || (this.runFragment && node.placement?.on === 'cpu' && this.computesWithFloats(node));
    if (!byFragment) return node.op.eval(inputs, node.attrs);
    if (!this.runFragment) throw new TypeError(`"${node.id}" can only be evaluated as an ONNX fragment`);
    return this.runFragment(node, this.graph, inputs);
  }

  private computesWithFloats(node: Node): boolean {
    const tensors = [...node.inputs, ...node.outputs].filter((id) => id !== ABSENT);
    return !node.op.onlyMoves && tensors.every((id) => this.graph.value(id).type.dtype === 'float32');
  }

  private readerCounts(): Map<ValueId, number> {
    const counts = new Map<ValueId, number>();
    for (const node of this.graph.nodes)
      for (const id of new Set(node.inputs)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }
}
