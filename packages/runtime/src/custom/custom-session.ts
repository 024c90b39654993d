import { type CustomOps, CustomOpError } from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import {
  type ModelProto,
  type NodeProto,
  type ValueInfoProto,
  DataType,
  attributeData,
  buildGraph,
  buildValue,
  dataTypeOf,
  dtypeOfDataType,
  encodeModel,
  readTensor,
} from '@openbpu/onnx';
import type { Tensor } from '@openbpu/tensor';
import { RUNTIME } from '../catalogue';
import type { WirePort } from '../lane/protocol';
import type { ModelOpener, ModelSession, OpenOptions } from '../model-session';
import { type Piece, splitModel } from './split-model';

type Tensors = Map<string, Tensor>;

/** A model with custom nodes: their modules run these, ONNX Runtime what lies between. */
export class CustomSession implements ModelSession {
  readonly inputs: readonly WirePort[];
  readonly outputs: readonly WirePort[];
  private readonly pieces: readonly Piece[];
  private readonly constants: ReadonlyMap<string, () => Tensor>;
  private readonly opened = new Map<Piece, Promise<ModelSession>>();
  private readonly types: ReadonlyMap<string, ValueInfoProto>;

  constructor(
    private readonly model: ModelProto,
    private readonly ops: CustomOps,
    private readonly opener: ModelOpener,
    private readonly options: OpenOptions,
  ) {
    const { graph } = model;
    this.constants = new Map(graph.initializer.map((proto) => [proto.name ?? '', once(() => readTensor(proto))]));
    this.inputs = graph.input.filter(({ name = '' }) => !this.constants.has(name)).map(port);
    this.outputs = graph.output.map(port);
    this.types = new Map([...graph.valueInfo, ...graph.input, ...graph.output].map((info) => [info.name ?? '', info]));
    this.pieces = splitModel(graph, (node) => isCustomNode(node, model, ops));
  }

  async run(feeds: ReadonlyMap<string, Tensor>, wanted: readonly string[]): Promise<Tensors> {
    const known: Tensors = new Map(feeds);
    const needed = new Set(wanted);
    const due = this.pieces.toReversed().filter((piece) => {
      if (!piece.gives.some((id) => needed.has(id))) return false;
      piece.reads.forEach((id) => needed.add(id));
      return true;
    });
    for (const piece of due.toReversed()) {
      const given =
        piece.kind === 'custom' ? this.compute(piece.nodes[0], known) : await this.runOnnx(piece, known, needed);
      for (const [id, tensor] of given) known.set(id, tensor);
    }
    return new Map(wanted.map((id) => [id, this.value(id, known)!]));
  }

  async close(): Promise<void> {
    for (const session of this.opened.values()) await (await session.catch(() => undefined))?.close();
  }

  /** One custom node. Throws DiagnosticError where its module does not do its work. */
  private compute(node: NodeProto, known: Tensors): Tensors {
    const { name = '', domain = '', opType = '', input, output } = node;
    const at = { name: name || output[0], kind: opType };
    const facts = { node: at.name, op: `${domain}.${opType}` };
    try {
      const bound = this.ops.bind({ domain, type: opType }, attributeData(node));
      if (!bound) return fail(RUNTIME.noModule({ ...facts, given: this.ops.modules.map(({ module }) => module) }, at));
      const results = bound.evaluate(input.map((id) => (id === '' ? undefined : this.value(id, known))));
      return new Map(output.flatMap((id, i) => (id === '' || !results[i] ? [] : [[id, results[i]] as const])));
    } catch (error) {
      if (!(error instanceof CustomOpError)) throw error;
      const { fault, problem } = error;
      const says = { ...facts, problem };
      return fail(fault === 'throws' ? RUNTIME.customThrows(says, at) : RUNTIME.customResults(says, at), error);
    }
  }

  private async runOnnx(piece: Piece, known: Tensors, needed: ReadonlySet<string>): Promise<Tensors> {
    const feeds = new Map(piece.reads.flatMap((id) => (known.has(id) ? [[id, known.get(id)!] as const] : [])));
    let opening = this.opened.get(piece);
    if (!opening) this.opened.set(piece, (opening = this.opener.open(this.encoded(piece, feeds), this.options)));
    const session = await opening;
    return session.run(
      feeds,
      session.outputs.map(({ name }) => name).filter((id) => needed.has(id)),
    );
  }

  /** A piece as a model of its own: what it is fed with are its inputs, what others read its outputs. */
  private encoded({ nodes, reads, gives }: Piece, feeds: ReadonlyMap<string, Tensor>): Uint8Array {
    const { model, types } = this;
    const own = new Set([...reads, ...gives]);
    const read = new Set([
      ...this.pieces.flatMap((piece) => piece.reads),
      ...model.graph.output.map(({ name = '' }) => name),
    ]);
    const outputs = gives.filter((id) => read.has(id));
    return encodeModel({
      ...model,
      metadataProps: [],
      graph: buildGraph({
        name: model.graph.name ?? '',
        node: nodes,
        initializer: model.graph.initializer.filter(({ name = '' }) => own.has(name)),
        input: Array.from(feeds, ([id, tensor]) => inputInfo(id, tensor, types.get(id))),
        output: outputs.map((id) => types.get(id) ?? { ...buildValue(id, DataType.UNDEFINED, undefined), type: {} }),
        valueInfo: model.graph.valueInfo.filter(({ name = '' }) => own.has(name) && !outputs.includes(name)),
      }),
    });
  }

  private value(id: string, known: Tensors): Tensor | undefined {
    return known.get(id) ?? this.constants.get(id)?.();
  }
}

/** Whether a module runs a node: it is a custom operator, and the model has no function for it. */
export function isCustomNode({ domain = '', opType = '' }: NodeProto, model: ModelProto, ops: CustomOps): boolean {
  return (
    ops.has({ domain, type: opType }) &&
    !model.functions.some((each) => (each.domain ?? '') === domain && each.name === opType)
  );
}

/** The type a model states, where it states all of it, else that of the tensor, whose sizes may be others next time. */
function inputInfo(id: string, { dtype, shape }: Tensor, stated: ValueInfoProto | undefined): ValueInfoProto {
  const dims = stated?.type?.tensorType?.shape?.dim;
  if (stated && dims?.every(({ dimValue }) => dimValue !== undefined)) return stated;
  return buildValue(
    id,
    dataTypeOf(dtype),
    shape.map((_, axis) => `${id}_${axis}`),
  );
}

function port({ name = '', type }: ValueInfoProto): WirePort {
  const { elemType, shape } = type?.tensorType ?? {};
  const dtype = dtypeOfDataType(elemType);
  if (!dtype) throw new Error(`"${name}" has an element type that is not supported`);
  const dims = shape?.dim ?? [];
  return {
    name,
    dtype,
    shape: dims.map(({ dimValue, dimParam }, axis) => dimValue ?? (dimParam || `${name}_${axis}`)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
