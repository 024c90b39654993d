import {
  type AttributeProto,
  type FunctionProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
  buildFunction,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  floatAttribute,
  floatsAttribute,
  graphAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  tensorAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type DType, type Shape, type Tensor, allocate, float32, isFloat, makeTensor, sizeOf } from '@openbpu/tensor';
import { RandomDraw } from '@openbpu/testkit';

/** A whole number, a real one as `{ float }` or `{ floats }`, a list of whole numbers, text or a tensor. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: Tensor };

/** A model as a foreign tool could write it, and what it is fed with. */
export interface ForeignModel {
  readonly model: ModelProto;
  readonly feeds: ReadonlyMap<string, Tensor>;
}

/** How a drawn model is put: as it is, its inputs as constants, or its nodes in a function or in a branch of an If. */
export type Dress = 'plain' | 'constants' | 'function' | 'branch';

const DOMAIN = 'drawn';

/** Writes an ONNX model node by node, drawing everything from one stream of random numbers. */
export class NodeDraw extends RandomDraw {
  readonly feeds = new Map<string, Tensor>();
  private readonly nodes: NodeProto[] = [];
  private readonly inputs: ValueInfoProto[] = [];
  private readonly outputs: string[] = [];
  private readonly initializer: TensorProto[] = [];
  private count = 0;

  constructor(
    seed: number,
    readonly opset: number,
    private readonly dress: Dress = 'plain',
  ) {
    super(seed);
    for (let i = 0; i < 4; i++) this.random();
  }

  /** A shape of small dimensions. */
  shape(least: number, most: number, largest = 5): number[] {
    return this.ints(this.int(least, most), 1, largest);
  }

  /**
   * Noise: halves among the reals, since roundings show there; small integers of either sign, or not of an unsigned
   * type.
   */
  tensor(dtype: DType, shape: Shape, low = -4, high = 4): Tensor {
    const size = sizeOf(shape);
    if (isFloat(dtype))
      return float32(
        shape,
        Array.from({ length: size }, () => (this.chance(0.3) ? this.int(2 * low, 2 * high) / 2 : this.real(low, high))),
      );
    const data = allocate(dtype, size);
    const least = dtype === 'bool' || dtype.startsWith('u') ? 0 : low;
    for (let i = 0; i < size; i++) {
      const value = this.int(least, dtype === 'bool' ? 1 : high);
      data[i] = data instanceof BigInt64Array || data instanceof BigUint64Array ? BigInt(value) : value;
    }
    return makeTensor(dtype, shape, data);
  }

  /** An input of the model, fed with noise; now and then what a node makes of one. */
  input(shape: Shape, dtype: DType = 'float32', low?: number, high?: number): string {
    const given = (like: Shape) => this.feed(this.tensor(dtype, like, low, high));
    const way = this.int(0, 14);
    if (way === 0 && shape.length > 0) return this.between('Reshape', [given([sizeOf(shape)]), this.longs(shape)]);
    if (way === 1) return this.between('Transpose', [given([...shape].reverse())]);
    if (way === 2) return this.between('Identity', [given(shape)]);
    if (way === 3 && dtype === 'float32')
      return this.between('Cast', [this.between('Cast', [given(shape)], { to: 11 })], { to: 1 });
    if (way === 4 && dtype === 'float32') return this.between('Abs', [given(shape)]);
    return given(shape);
  }

  /** A node on the way, whose output it gives. */
  between(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = this.name('m');
    this.nodes.push(
      buildNode({
        name: this.name(opType),
        opType,
        input: inputs,
        output: [output],
        attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
      }),
    );
    return output;
  }

  feed(tensor: Tensor): string {
    if (this.dress === 'constants') return this.constant(tensor);
    const name = this.name('x');
    this.inputs.push(buildValue(name, dataTypeOf(tensor.dtype), tensor.shape));
    this.feeds.set(name, tensor);
    return name;
  }

  /** An initialiser, or now and then the output of a Constant. */
  constant(tensor: Tensor): string {
    const name = this.name('c');
    if (this.chance(0.8)) this.initializer.push(writeTensor(name, tensor));
    else
      this.nodes.push(
        buildNode({
          opType: 'Constant',
          input: [],
          output: [name],
          attribute: [tensorAttribute('value', writeTensor('', tensor))],
        }),
      );
    return name;
  }

  longs(values: readonly number[]): string {
    return this.constant(makeTensor('int64', [values.length], BigInt64Array.from(values, BigInt)));
  }

  noise(shape: Shape, low?: number, high?: number): string {
    return this.constant(this.tensor('float32', shape, low, high));
  }

  /** An initialiser, or, rarely, an input. */
  operand(shape: Shape, dtype: DType = 'float32'): string {
    return this.chance(0.7) ? this.constant(this.tensor(dtype, shape)) : this.input(shape, dtype);
  }

  /** A node whose outputs are those of the model. */
  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute | undefined>> = {},
    outputs = 1,
  ): void {
    const output = Array.from({ length: outputs }, () => this.name('y'));
    const attribute = Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [attributeOf(name, value)],
    );
    this.nodes.push(buildNode({ name: this.name(opType), opType, input: inputs, output, attribute }));
    this.outputs.push(...output);
  }

  /** The model; undefined where nothing was drawn that this operator set has. */
  foreign(): ForeignModel | undefined {
    if (this.outputs.length === 0) return undefined;
    const output = this.outputs.map((name) => ({ name, type: {}, metadataProps: [] }));
    const { inputs: input, initializer } = this;
    const draft = { name: 'drawn', input, output, ...this.dressed(output) };
    const graph = buildGraph({ ...draft, initializer: [...initializer, ...(draft.initializer ?? [])] });
    const opsetImport = [{ domain: '', version: this.opset }];
    const functions = this.dress === 'function' ? [this.asFunction()] : [];
    const imports = functions.length > 0 ? [...opsetImport, { domain: DOMAIN, version: 1 }] : opsetImport;
    return { model: buildModel({ irVersion: 8, opsetImport: imports, graph, functions }), feeds: this.feeds };
  }

  /** The nodes of the graph, and what else they need. */
  private dressed(output: GraphProto['output']): Partial<GraphProto> {
    if (this.dress === 'function')
      return { node: [buildNode({ opType: 'Body', domain: DOMAIN, input: this.given(), output: this.outputs })] };
    if (this.dress !== 'branch') return { node: this.nodes };
    const way = makeTensor('bool', [], Uint8Array.of(this.int(0, 1)));
    const inner = (mark: string) => {
      const names = new Map(this.nodes.flatMap((node) => node.output).map((id) => [id, `${mark}${id}`] as const));
      const named = (id: string) => names.get(id) ?? id;
      return buildGraph({
        name: mark,
        node: this.nodes.map((node) => ({ ...node, input: node.input.map(named), output: node.output.map(named) })),
        output: output.map((value) => ({ ...value, name: named(value.name ?? '') })),
      });
    };
    const attribute = [graphAttribute('then_branch', inner('t')), graphAttribute('else_branch', inner('e'))];
    return {
      node: [buildNode({ name: 'if', opType: 'If', input: ['way'], output: this.outputs, attribute })],
      initializer: [writeTensor('way', way)],
    };
  }

  private given(): string[] {
    return [...this.inputs, ...this.initializer].map(({ name = '' }) => name);
  }

  private asFunction(): FunctionProto {
    return buildFunction({
      name: 'Body',
      domain: DOMAIN,
      input: this.given(),
      output: this.outputs,
      node: this.nodes,
      opsetImport: [{ domain: '', version: this.opset }],
    });
  }

  private name(stem: string): string {
    return `${stem}${this.count++}`;
  }
}

function attributeOf(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number') return intAttribute(name, value);
  if (typeof value === 'string') return stringAttribute(name, value);
  if ('float' in value) return floatAttribute(name, value.float);
  if ('floats' in value) return floatsAttribute(name, value.floats);
  return 'tensor' in value ? tensorAttribute(name, writeTensor('', value.tensor)) : intsAttribute(name, value);
}
