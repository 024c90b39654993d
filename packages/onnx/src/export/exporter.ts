import type { AnyOp, Node, OpDef } from '@openbpu/ir';
import type { Tensor, TensorType } from '@openbpu/tensor';
import type { AttributeProto, NodeProto } from '../proto/model';

/** What an exporter sees of its node, and where it writes. Names it is given are those of the ONNX graph. */
export interface ExportSite<A> {
  readonly node: Node<A>;
  readonly attrs: A;
  /** Version of the standard operators the model is written for. */
  readonly opset: number;
  /** An empty name stands for an optional input that is not given. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  typeOf(value: string): TensorType;
  /** Writes a node; the one without `suffix` has the name of the graph's node, others `<node>_<suffix>`. */
  emit(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes?: readonly AttributeProto[],
    suffix?: string,
  ): void;
  /** Writes a node of another domain, at the version of that domain. */
  emitForeign(domain: string, version: number, opType: string, attributes: readonly AttributeProto[]): void;
  /** Writes the node as a call of a function that the model brings along: of `opType`, or a name like it. */
  emitCall(call: FunctionCall, attributes: readonly AttributeProto[]): void;
  /** Adds an initializer `<node>_<suffix>` and gives its name. */
  constant(suffix: string, tensor: Tensor): string;
  /** Declares an intermediate value `<node>_<suffix>` and gives its name; without a type only the run tells it. */
  intermediate(suffix: string, type?: TensorType): string;
}

/** A function of standard operators, and the domain and type it is called by. */
export interface FunctionCall {
  readonly domain: string;
  readonly version: number;
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeProto[];
}

/** How one op is written where its ONNX form is not simply its own name and attributes. */
export interface NodeExporter {
  readonly op: AnyOp;
  write(site: ExportSite<unknown>): void;
}

/** States the exporter of an op; `write` sees its attributes typed. */
export function defineExporter<A>(op: OpDef<A>, write: (site: ExportSite<A>) => void): NodeExporter {
  return {
    op,
    write(site) {
      const { node } = site;
      if (!op.is(node)) throw new TypeError(`the exporter of ${op.name} was given a ${node.op.name}`);
      write({ ...site, node, attrs: node.attrs });
    },
  };
}
