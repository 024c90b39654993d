import { type Diagnostic, CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { type Graph, printGraph } from '@openbpu/ir';
import {
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  tensorAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { type Tensor, type TensorType, tensorType } from '@openbpu/tensor';
import { type TranslateOptions, translateModel } from './graph/translate-model';

/** A whole number, a real one as `{ float }` or `{ floats }`, a list of whole numbers, text or a tensor. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: Tensor };

function attribute(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number') return intAttribute(name, value);
  if (typeof value === 'string') return stringAttribute(name, value);
  if (!('float' in value || 'floats' in value || 'tensor' in value)) return intsAttribute(name, value);
  if ('float' in value) return floatAttribute(name, value.float);
  return 'floats' in value ? floatsAttribute(name, value.floats) : tensorAttribute(name, writeTensor('', value.tensor));
}

/** `node('Conv', ['x', 'w'], ['y'], { group: 1 }, 'conv1')`. */
export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
  name = '',
  domain = '',
): NodeProto {
  return buildNode({
    opType,
    input,
    output,
    name,
    domain,
    attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
  });
}

export interface ModelDraft {
  readonly nodes: readonly NodeProto[];
  readonly inputs?: Readonly<Record<string, TensorType | readonly (number | string)[]>>;
  readonly constants?: Readonly<Record<string, Tensor>>;
  readonly outputs?: readonly string[];
  readonly declared?: Readonly<Record<string, TensorType>>;
  readonly opset?: number;
  readonly initializer?: readonly TensorProto[];
}

/** A model with float32 inputs unless they say otherwise; its outputs are those of the last node. */
export function model({
  nodes,
  inputs = {},
  constants = {},
  outputs,
  declared = {},
  opset = 13,
  initializer = [],
}: ModelDraft): ModelProto {
  const typed = (name: string, type: TensorType) => buildValue(name, dataTypeOf(type.dtype), type.shape);
  return buildModel({
    irVersion: 8,
    opsetImport: [{ domain: '', version: opset }],
    graph: buildGraph({
      name: 'net',
      node: nodes,
      input: Object.entries(inputs).map(([name, type]) =>
        'dtype' in type ? typed(name, type) : buildValue(name, 1, type),
      ),
      output: (outputs ?? nodes.at(-1)?.output ?? []).map((name) =>
        declared[name] ? typed(name, declared[name]) : buildValue(name, 1, undefined),
      ),
      valueInfo: Object.entries(declared).map(([name, type]) => typed(name, type)),
      initializer: [...Object.entries(constants).map(([name, tensor]) => writeTensor(name, tensor)), ...initializer],
    }),
  });
}

export interface Imported {
  readonly graph: Graph<'imported'>;
  readonly notes: readonly Diagnostic[];
}

export async function imported(
  draft: ModelDraft,
  shapes: Readonly<Record<string, readonly number[]>> = {},
  options: TranslateOptions = {},
): Promise<Imported> {
  const sink = new CollectingSink();
  const graph = await translateModel(
    { model: model(draft), file: 'net.onnx', inputShapes: new Map(Object.entries(shapes)) },
    standardOps(),
    sink,
    options,
  );
  return { graph, notes: sink.diagnostics };
}

/** The nodes of the imported graph as text, one line each. */
export async function nodesOf(
  draft: ModelDraft,
  shapes: Readonly<Record<string, readonly number[]>> = {},
): Promise<string[]> {
  const { graph } = await imported(draft, shapes);
  return printGraph(graph)
    .split('\n')
    .filter((line) => / = [A-Za-z]+\(/.test(line));
}

/** Everything the import complains of; empty when it goes through. */
export async function refused(
  draft: ModelDraft,
  shapes: Readonly<Record<string, readonly number[]>> = {},
  options: TranslateOptions = {},
): Promise<readonly Diagnostic[]> {
  try {
    await imported(draft, shapes, options);
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

export function floats(...shape: number[]): TensorType {
  return tensorType('float32', shape);
}
