import { type Graph, type Node, ABSENT, NameSpace } from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';
import { buildFunction, buildNode, buildValue } from '../proto/build';
import { encodeMessage } from '../proto/codec';
import { dataTypeOf } from '../proto/data-type';
import type {
  AttributeProto,
  FunctionProto,
  NodeProto,
  OperatorSetIdProto,
  TensorProto,
  ValueInfoProto,
} from '../proto/model';
import { writeTensor } from '../proto/write-tensor';
import type { ExportSite, FunctionCall } from './exporter';

/** Collects the ONNX form of a graph, node by node, and keeps names apart. */
export class ModelWriter {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  readonly valueInfo: ValueInfoProto[] = [];
  private readonly called = new Map<string, FunctionProto>();
  private readonly domains = new Map<string, number>();
  private readonly valueNames: NameSpace;
  private readonly nodeNames: NameSpace;
  private readonly declared = new Map<string, TensorType>();
  private readonly written = new Set<string>();

  constructor(
    private readonly graph: Graph,
    private readonly opset: number,
  ) {
    this.valueNames = new NameSpace(graph.values.keys());
    this.nodeNames = new NameSpace(graph.nodes.map((node) => node.id));
  }

  /** The place an exporter writes `node` through; the constants the node reads become initializers. */
  site(node: Node): ExportSite<unknown> {
    for (const input of node.inputs) this.initializer(input);
    return {
      node,
      attrs: node.attrs,
      opset: this.opset,
      inputs: trimmed(node.inputs),
      outputs: node.outputs,
      typeOf: (value) => this.declared.get(value) ?? this.graph.value(value).type,
      emit: (opType, inputs, outputs, attribute = [], suffix) => {
        const name = suffix === undefined ? node.id : this.nodeNames.free(`${node.id}_${suffix}`);
        this.nodes.push(buildNode({ name, opType, input: trimmed(inputs), output: outputs, attribute }));
      },
      emitForeign: (domain, version, opType, attribute) => {
        this.domain(domain, version);
        this.nodes.push(
          buildNode({ name: node.id, domain, opType, input: trimmed(node.inputs), output: node.outputs, attribute }),
        );
      },
      emitCall: (call, attribute) => {
        this.domain(call.domain, call.version);
        const opType = this.localFunction(call, attribute);
        const { domain } = call;
        this.nodes.push(
          buildNode({ name: node.id, domain, opType, input: trimmed(node.inputs), output: node.outputs, attribute }),
        );
      },
      constant: (suffix, tensor) => this.constant(`${node.id}_${suffix}`, tensor),
      intermediate: (suffix, type) => {
        const name = this.valueNames.free(`${node.id}_${suffix}`);
        if (type) {
          this.declared.set(name, type);
          this.valueInfo.push(valueInfo(name, type));
        }
        return name;
      },
    };
  }

  /** Declares the outputs of a node that are not outputs of the graph. */
  describe(node: Node): void {
    for (const output of node.outputs)
      if (!this.graph.isOutput(output)) this.valueInfo.push(valueInfo(output, this.graph.value(output).type));
  }

  /** Makes an initializer of a value that is a constant, once. */
  initializer(id: string): void {
    const constant = id === ABSENT || this.written.has(id) ? undefined : this.graph.value(id).constant;
    if (!constant) return;
    this.written.add(id);
    this.initializers.push(writeTensor(id, constant));
  }

  /** Foreign domains with the highest version asked for, by name. */
  opsets(): OperatorSetIdProto[] {
    return [...this.domains.keys()].sort().map((domain) => ({ domain, version: this.domains.get(domain) ?? 1 }));
  }

  /** The functions that nodes call, in the order of the nodes. */
  get functions(): readonly FunctionProto[] {
    return [...this.called.values()];
  }

  /** The name of a function with this body: two of a name are one. */
  private localFunction(
    { domain, opType, inputs, outputs, nodes }: FunctionCall,
    attributes: readonly AttributeProto[],
  ): string {
    const attribute = attributes.map(({ name = '' }) => name);
    const proto = (name: string) =>
      buildFunction({
        name,
        domain,
        input: inputs,
        output: outputs,
        attribute,
        node: nodes,
        opsetImport: [{ domain: '', version: this.opset }],
      });
    const body = Buffer.from(encodeMessage('FunctionProto', proto(''))).toString('latin1');
    const key = `${domain}/${opType}/${body}`;
    const known = this.called.get(key);
    if (known) return known.name ?? '';
    const taken = new Set(this.functions.map((each) => `${each.domain}/${each.name}`));
    let name = opType;
    for (let i = 2; taken.has(`${domain}/${name}`); i++) name = `${opType}_${i}`;
    this.called.set(key, proto(name));
    return name;
  }

  private domain(domain: string, version: number): void {
    if (domain !== '') this.domains.set(domain, Math.max(version, this.domains.get(domain) ?? 0));
  }

  private constant(wanted: string, tensor: Tensor): string {
    const name = this.valueNames.free(wanted);
    this.declared.set(name, { dtype: tensor.dtype, shape: tensor.shape, layout: 'none' });
    this.initializers.push(writeTensor(name, tensor));
    return name;
  }
}

export function valueInfo(name: string, type: TensorType): ValueInfoProto {
  return buildValue(name, dataTypeOf(type.dtype), type.shape);
}

function trimmed(names: readonly string[]): readonly string[] {
  let length = names.length;
  while (length > 0 && names[length - 1] === ABSENT) length--;
  return names.slice(0, length);
}
