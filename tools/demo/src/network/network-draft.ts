import { type Graph, GraphDraft, type OpDef, type RawAttrs, type ValueId } from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';

/** A network while its layers write themselves down: an output is named after its node, the last as it is asked for. */
export class NetworkDraft {
  private readonly draft = new GraphDraft('imported');
  private readonly inputs: ValueId[] = [];

  input(id: ValueId, type: TensorType): ValueId {
    this.draft.input(id, type);
    this.inputs.push(id);
    return id;
  }

  constant(id: ValueId, tensor: Tensor): ValueId {
    this.draft.setConstant(id, tensor);
    return id;
  }

  /** Adds a node whose one output is named after it. Throws when the op refuses its inputs or attributes. */
  node<A>(op: OpDef<A>, id: string, inputs: readonly ValueId[], attrs: RawAttrs): ValueId {
    return this.draft.node({ id, op, inputs, attrs, outputs: [`${id}_out`], origins: [{ name: id }] })[0];
  }

  /** The finished graph; the output gets its name here. */
  finish(name: string, output: ValueId, outputName: string): Graph<'imported'> {
    const graph = this.draft.build({ name, outputs: [output] });
    const named = new GraphDraft('imported');
    for (const id of this.inputs) named.input(id, graph.value(id).type);
    for (const value of graph.values.values())
      named.declare(value.id === output ? { ...value, id: outputName } : value);
    for (const node of graph.nodes)
      named.keep({ ...node, outputs: node.outputs.map((id) => (id === output ? outputName : id)) });
    return named.build({ name, outputs: [outputName] });
  }
}
