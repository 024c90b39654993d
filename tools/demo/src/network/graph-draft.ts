import { Graph, type Node, type OpDef, type RawAttrs, type Value, type ValueId } from '@openbpu/ir';
import { type Tensor, type TensorType, tensorType } from '@openbpu/tensor';

/** Collects the nodes of a graph in topological order. */
export class GraphDraft {
  private readonly nodes: Node[] = [];
  private readonly values = new Map<ValueId, Value>();
  private readonly inputs: ValueId[] = [];

  input(id: ValueId, type: TensorType): ValueId {
    this.values.set(id, { id, type });
    this.inputs.push(id);
    return id;
  }

  constant(id: ValueId, tensor: Tensor): ValueId {
    this.values.set(id, { id, type: tensorType(tensor.dtype, tensor.shape), constant: tensor });
    return id;
  }

  /** Adds a node whose one output is named after it. Throws when the op refuses its inputs or attributes. */
  node<A>(op: OpDef<A>, id: string, inputs: readonly ValueId[], raw: RawAttrs): ValueId {
    const attrs = op.parseAttrs(raw);
    const output = `${id}_out`;
    const [type] = op.infer(
      inputs.map((input) => this.values.get(input)?.type),
      attrs,
    );
    this.values.set(output, { id: output, type });
    this.nodes.push({ id, op, attrs, inputs, outputs: [output], origins: [{ name: id }] });
    return output;
  }

  /** The finished graph; the output gets its name here. */
  finish(name: string, output: ValueId, outputName: string): Graph<'imported'> {
    const { type } = this.values.get(output)!;
    const values = new Map(this.values);
    values.delete(output);
    values.set(outputName, { id: outputName, type });
    const nodes = this.nodes.map((node) => (node.outputs.includes(output) ? { ...node, outputs: [outputName] } : node));
    return new Graph({ stage: 'imported', name, nodes, values, inputs: this.inputs, outputs: [outputName] });
  }
}
