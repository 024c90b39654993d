import type { Origin } from '@openbpu/diagnostics';
import {
  type AnyOp,
  type Node,
  type OpSet,
  type RawAttrs,
  type Value,
  type ValueId,
  Graph,
  verifyGraph,
} from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';

/** What a node is written from. */
export interface Draft {
  readonly id: string;
  readonly op: AnyOp;
  readonly inputs: readonly ValueId[];
  readonly attrs: RawAttrs;
  readonly outputs: readonly ValueId[];
  readonly origins: readonly Origin[];
}

/** Writes a graph from its inputs to its outputs, inferring types on the way. */
export class GraphWriter {
  private readonly values = new Map<ValueId, Value>();
  private readonly nodes: Node[] = [];
  private readonly inputs: ValueId[] = [];
  private readonly nodeNames = new Set<string>();

  /** Values of the names in `reserved` will come later: constants and helper values keep off them. */
  constructor(
    private readonly ops: OpSet,
    private readonly reserved: ReadonlySet<string>,
  ) {}

  input(id: ValueId, type: TensorType): void {
    this.values.set(id, { id, type });
    this.inputs.push(id);
  }

  /** Adds a constant; the name gets a number when it is taken. */
  constant(name: string, tensor: Tensor): ValueId {
    const id = this.freeValue(name);
    this.values.set(id, { id, type: { dtype: tensor.dtype, shape: tensor.shape, layout: 'none' }, constant: tensor });
    return id;
  }

  /** Adds a node; its name gets a number when it is taken. Throws what the op's `parseAttrs` and `infer` throw. */
  node({ id, op, inputs, attrs: raw, outputs, origins }: Draft): void {
    if (this.ops.get(op.name) !== op) throw new Error(`the op set has no ${op.name}`);
    const attrs = op.parseAttrs(raw);
    const types = op.infer(
      inputs.map((input) => this.typeOf(input)),
      attrs,
    );
    if (types.length < outputs.length) throw new RangeError(`it has ${outputs.length} tops and gives ${types.length}`);
    outputs.forEach((output, i) => this.values.set(output, { id: output, type: types[i] }));
    let name = id;
    for (let i = 1; this.nodeNames.has(name); i++) name = `${id}_${i}`;
    this.nodeNames.add(name);
    this.nodes.push({ id: name, op, attrs, inputs, outputs, origins });
  }

  typeOf(id: ValueId): TensorType {
    const value = this.values.get(id);
    if (!value) throw new Error(`value "${id}" is read before it is written`);
    return value.type;
  }

  /** `name`, or `name_1`, `name_2`, … when it is a value's or will be one's. */
  freeValue(name: string): ValueId {
    let id = name;
    for (let i = 1; this.values.has(id) || this.reserved.has(id); i++) id = `${name}_${i}`;
    return id;
  }

  /** The finished graph. Throws when it is not well formed: a bug of a layer rule. */
  build(name: string, outputs: readonly ValueId[]): Graph<'imported'> {
    const graph = new Graph<'imported'>({
      stage: 'imported',
      name,
      nodes: this.nodes,
      values: this.values,
      inputs: this.inputs,
      outputs,
    });
    const complaints = verifyGraph(graph);
    if (complaints.length > 0) throw new Error(`the imported graph is not well formed: ${complaints.join('; ')}`);
    return graph;
  }
}
