import { fail } from '@openbpu/diagnostics';
import { NameSpace } from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';
import { ONNX } from '../catalogue';
import { attributesOf } from '../proto/attribute';
import { buildNode } from '../proto/build';
import { dtypeOfDataType } from '../proto/data-type';
import type { ModelProto, NodeProto, TensorProto, ValueInfoProto } from '../proto/model';
import { readTensor } from '../proto/read-tensor';
import { writeTensor } from '../proto/write-tensor';
import { Pad, Split, axesAsAttribute, overOneAxis } from './axes';
import { Resize, WITHOUT_LATER } from './forms';
import { OPERATORS_11 } from './operators-11';
import type { Rule, Site } from './rule';
import * as steps from './steps';

/** The operator set that other toolchains of this family read, and the version of the file that goes with it. */
export const OPSET_11 = 11;
const IR_OF_OPSET_11 = 7;

const REDUCTIONS = ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'SumSquare'];

const RULES: Readonly<Record<string, Rule>> = {
  ...WITHOUT_LATER,
  ...Object.fromEntries(REDUCTIONS.map((name) => [`Reduce${name}`, axesAsAttribute])),
  ArgMax: steps.lastExtreme,
  ArgMin: steps.lastExtreme,
  CastLike: steps.CastLike,
  Celu: steps.Celu,
  Clip: steps.Clip,
  DequantizeLinear: steps.DequantizeLinear,
  GreaterOrEqual: steps.GreaterOrEqual,
  HardSwish: steps.HardSwish,
  Hardmax: overOneAxis,
  LayerNormalization: steps.LayerNormalization,
  LessOrEqual: steps.LessOrEqual,
  LogSoftmax: overOneAxis,
  Max: steps.Max,
  Min: steps.Min,
  Pad,
  Pow: steps.Pow,
  QuantizeLinear: steps.QuantizeLinear,
  Resize,
  Softmax: overOneAxis,
  Split,
  Squeeze: axesAsAttribute,
  Trilu: steps.Trilu,
  Unsqueeze: axesAsAttribute,
};

/**
 * A model of operator set 13 or later in operators of set 11: where an operator has another form there it is written
 * so, where it has none as what it is made of. Nodes of other domains stay. Throws DiagnosticError for a node that
 * neither is possible for. What it computes stays what it was.
 */
export function toOpset11(model: ModelProto): ModelProto {
  const writer = new Writer(model);
  for (const node of model.graph.node) writer.write(node);
  const others = model.opsetImport.filter(({ domain }) => (domain ?? '') !== '');
  return {
    ...model,
    irVersion: IR_OF_OPSET_11,
    opsetImport: [{ domain: '', version: OPSET_11 }, ...others],
    graph: { ...model.graph, node: writer.nodes, initializer: writer.initializers() },
  };
}

/** Collects the nodes of set 11, and keeps names apart. */
class Writer {
  readonly nodes: NodeProto[] = [];
  private readonly added: TensorProto[] = [];
  private readonly constants: ReadonlyMap<string, TensorProto>;
  private readonly types = new Map<string, Pick<TensorType, 'dtype' | 'shape'>>();
  private readonly names: NameSpace;
  private readonly nodeNames: NameSpace;

  constructor(private readonly model: ModelProto) {
    const { graph } = model;
    this.constants = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', tensor]));
    for (const info of [...graph.input, ...graph.valueInfo, ...graph.output]) this.learn(info);
    for (const { name = '', dataType, dims } of graph.initializer) {
      const dtype = dtypeOfDataType(dataType);
      if (dtype) this.types.set(name, { dtype, shape: dims });
    }
    this.names = new NameSpace([
      ...graph.node.flatMap(({ input, output }) => [...input, ...output]),
      ...this.types.keys(),
    ]);
    this.nodeNames = new NameSpace(graph.node.map(({ name = '' }) => name));
  }

  /** The constants of the model that are still read, and those that were added. */
  initializers(): TensorProto[] {
    const read = new Set([
      ...this.nodes.flatMap(({ input }) => input),
      ...this.model.graph.output.map(({ name = '' }) => name),
    ]);
    return [...this.model.graph.initializer.filter(({ name = '' }) => read.has(name)), ...this.added];
  }

  write(node: NodeProto): void {
    const { opType = '', domain = '' } = node;
    if (domain !== '') return void this.nodes.push(node);
    if (Object.hasOwn(RULES, opType)) {
      const from = this.nodes.length;
      RULES[opType](this.site(node));
      if (this.nodes.length === from + 1 && isSame(this.nodes[from], node)) this.nodes[from] = node;
      return;
    }
    if (!OPERATORS_11.has(opType)) this.refuse(node, `the operator ${opType}`);
    this.nodes.push(node);
  }

  private site(node: NodeProto): Site {
    const { name = '' } = node;
    const out = node.output[0];
    const emit: Site['finish'] = (opType, inputs, attribute = node.attribute) =>
      void this.nodes.push(buildNode({ name, opType, input: inputs, output: node.output, attribute }));
    return {
      node,
      attributes: attributesOf(node),
      typeOf: (value) => this.types.get(value),
      constantOf: (value) => this.constantOf(value),
      finish: emit,
      step: (opType, input, attribute = []) => {
        const suffix = opType.toLowerCase();
        const given = this.names.free(`${out}_${suffix}`);
        this.nodes.push(
          buildNode({ name: this.nodeNames.free(`${name}_${suffix}`), opType, input, output: [given], attribute }),
        );
        return given;
      },
      constant: (tensor) => {
        const id = this.names.free(`${out}_constant`);
        this.added.push(writeTensor(id, tensor));
        this.types.set(id, { dtype: tensor.dtype, shape: tensor.shape });
        return id;
      },
      refuse: (what) => this.refuse(node, what),
    };
  }

  private constantOf(value: string): Tensor | undefined {
    const proto = this.constants.get(value);
    return proto && readTensor(proto);
  }

  private learn({ name = '', type }: ValueInfoProto): void {
    const dtype = dtypeOfDataType(type?.tensorType?.elemType);
    const dims = type?.tensorType?.shape?.dim.map(({ dimValue }) => dimValue);
    if (dtype && dims?.every((dim) => dim !== undefined)) this.types.set(name, { dtype, shape: dims.map(Number) });
  }

  private refuse(node: NodeProto, what: string): never {
    const name = node.name || node.output[0];
    return fail(ONNX.noFormInOpset({ node: name, opType: node.opType ?? '', what, opset: OPSET_11 }, { name }));
  }
}

function isSame(a: NodeProto, b: NodeProto): boolean {
  return (
    a.opType === b.opType &&
    a.input.join('\n') === b.input.join('\n') &&
    a.attribute.length === b.attribute.length &&
    a.attribute.every((each, i) => each === b.attribute[i])
  );
}
