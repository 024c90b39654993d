import { type AttributeProto, type GraphProto, type NodeProto, buildNode, intAttribute } from '@openbpu/onnx';
import { type PlacedNode, readsOf } from './inner-graphs';

/** The operator set of the nodes that quantise and dequantise: all element types, scales along an axis. */
const OPSET = 21;
const CONTRIBUTED = 'com.microsoft';
const FLOAT = 1;

/** The names of a tensor's scale and zero point; no zero point is 0. */
interface Steps {
  readonly scale: string;
  readonly zero: string;
}

/** A tensor of integers that an operator reads, by positions among its inputs. */
interface Operand {
  readonly at: number;
  /** Where its scales lie that are several: on an axis, or on that of the columns of a matrix, transposed or not. */
  readonly axis?: number | 'columns';
}

/** An operator on integers with the scales of all it reads and gives, and the float operator that it stands for. */
interface Form {
  readonly opType: string;
  readonly operands: readonly Operand[];
  /** Where the scale of the result stands, its zero point behind it. */
  readonly result: number;
  /** Where a bias of int32 stands, in steps of the product of the scales of both operands. */
  readonly bias?: number;
}

const unary = (opType: string): Form => ({ opType, operands: [{ at: 0 }], result: 3 });
const binary = (opType: string): Form => ({ opType, operands: [{ at: 0 }, { at: 3 }], result: 6 });

const STANDARD: Readonly<Record<string, Form>> = {
  QLinearConv: { opType: 'Conv', operands: [{ at: 0 }, { at: 3, axis: 0 }], result: 6, bias: 8 },
  QLinearMatMul: { opType: 'MatMul', operands: [{ at: 0 }, { at: 3, axis: 1 }], result: 6 },
};

const CONTRIBUTED_FORMS: Readonly<Record<string, Form>> = {
  QGemm: { opType: 'Gemm', operands: [{ at: 0 }, { at: 3, axis: 'columns' }], result: 7, bias: 6 },
  QLinearAdd: binary('Add'),
  QLinearAveragePool: unary('AveragePool'),
  QLinearGlobalAveragePool: unary('GlobalAveragePool'),
  QLinearLeakyRelu: unary('LeakyRelu'),
  QLinearMul: binary('Mul'),
  QLinearReduceMean: unary('ReduceMean'),
  QLinearSigmoid: unary('Sigmoid'),
  QLinearSoftmax: unary('Softmax'),
};

/** Operators that give integers they read, and so their scale, as their first result. */
const MOVING: ReadonlySet<string> = new Set([
  'DepthToSpace',
  'Flatten',
  'Gather',
  'Identity',
  'MaxPool',
  'Reshape',
  'Slice',
  'SpaceToDepth',
  'Squeeze',
  'Transpose',
  'Unsqueeze',
]);

/**
 * A graph of operators on integers, such as ONNX Runtime's quantiser writes in its "operator" format, as the float
 * operators between pairs of QuantizeLinear and DequantizeLinear that they stand for. What only moves such integers
 * moves reals. Other operators on integers stay as they are, and so does everything where there is none of these.
 */
export function operatorForm(graph: GraphProto): GraphProto {
  if (!graph.node.some((node) => formOf(node) ?? isConcat(node))) return graph;
  const writer = new FormWriter(graph);
  for (const node of graph.node) writer.write(node);
  return { ...graph, node: writer.nodes };
}

function formOf({ domain, opType = '' }: NodeProto): Form | undefined {
  const forms = domain === CONTRIBUTED ? CONTRIBUTED_FORMS : domain ? {} : STANDARD;
  return Object.hasOwn(forms, opType) ? forms[opType] : undefined;
}

function isConcat({ domain, opType }: NodeProto): boolean {
  return domain === CONTRIBUTED && opType === 'QLinearConcat';
}

class FormWriter {
  readonly nodes: PlacedNode[] = [];
  private readonly names: Set<string>;
  /** The tensors of integers whose scale is known. */
  private readonly parameters = new Map<string, Steps>();

  constructor({ node, input, initializer }: GraphProto) {
    const named = [...input, ...initializer].map(({ name = '' }) => name);
    this.names = new Set([...named, ...node.flatMap((each) => [...readsOf(each), ...each.output])]);
  }

  write(node: PlacedNode): void {
    const form = formOf(node);
    if (form) return this.writeForm(node, form);
    if (isConcat(node)) return this.writeConcat(node);
    const moved = this.parameters.get(node.input[0]);
    if (moved && !node.domain && MOVING.has(node.opType ?? '')) {
      const [x, ...others] = node.input;
      const own = { ...node, input: [this.real(node, x, moved), ...others] };
      return this.give(node, own, moved);
    }
    if (node.opType === 'QuantizeLinear' && !node.domain)
      this.parameters.set(node.output[0], { scale: node.input[1], zero: node.input[2] ?? '' });
    this.nodes.push(node);
  }

  private writeForm(node: PlacedNode, { opType, operands, result, bias }: Form): void {
    const given = operands.map(({ at, axis }) => ({ at, axis, ...this.at(node, at + 1) }));
    const columns = node.attribute.some(({ name, i }) => name === 'transB' && Number(i) === 1) ? 0 : 1;
    const axisOf = (axis: Operand['axis']) => (axis === 'columns' ? columns : axis);
    const input = given.map((each) => this.real(node, node.input[each.at], each, axisOf(each.axis)));
    const [a, b] = given;
    if (bias !== undefined && node.input[bias]) input.push(this.bias(node, node.input[bias], a.scale, b.scale));
    const { opset: _, ...rest }: PlacedNode = node;
    const own = { ...rest, domain: '', opType, input, attribute: node.attribute.filter(({ name }) => isOwn(name)) };
    if (node.input[result]) return this.give(node, own, this.at(node, result));
    this.nodes.push(own);
  }

  /** QLinearConcat: the scale and zero point of the result, and then tensors with theirs. */
  private writeConcat(node: PlacedNode): void {
    const input: string[] = [];
    for (let i = 2; i + 1 < node.input.length; i += 3) input.push(this.real(node, node.input[i], this.at(node, i + 1)));
    this.give(node, { ...node, domain: '', opType: 'Concat', input }, this.at(node, 0));
  }

  private at({ input }: NodeProto, scale: number): Steps {
    return { scale: input[scale] ?? '', zero: input[scale + 1] ?? '' };
  }

  /** The reals that a tensor of integers stands for. */
  private real(node: PlacedNode, x: string, { scale, zero }: Steps, axis?: number): string {
    const attribute = axis === undefined ? [] : [intAttribute('axis', axis)];
    const input = [x, scale, ...(zero ? [zero] : [])];
    return this.step(node, 'DequantizeLinear', input, `${x}_real`, attribute);
  }

  /** A bias, which is in steps of the product of two scales. */
  private bias(node: PlacedNode, bias: string, a: string, b: string): string {
    const reals = this.step(node, 'Cast', [bias], `${bias}_real`, [intAttribute('to', FLOAT)]);
    const steps = this.step(node, 'Mul', [a, b], `${bias}_scale`);
    return this.step(node, 'Mul', [reals, steps], `${bias}_scaled`);
  }

  /** Adds a node on reals whose first result is then the integers that were given before. */
  private give(node: PlacedNode, own: PlacedNode, { scale, zero }: Steps): void {
    const [y, ...others] = node.output;
    const real = this.fresh(`${y}_real`);
    this.nodes.push({ ...own, output: [real, ...others] });
    const input = [real, scale, ...(zero ? [zero] : [])];
    this.nodes.push({
      ...buildNode({ opType: 'QuantizeLinear', name: `${node.name}_quantise`, input, output: [y] }),
      opset: OPSET,
    });
    this.parameters.set(y, { scale, zero });
  }

  private step(
    node: PlacedNode,
    opType: string,
    input: readonly string[],
    name: string,
    attribute: readonly AttributeProto[] = [],
  ): string {
    const output = this.fresh(name);
    this.nodes.push({
      ...buildNode({ opType, name: `${node.name}_${output}`, input, output: [output], attribute }),
      ...(opType === 'DequantizeLinear' ? { opset: OPSET } : {}),
    });
    return output;
  }

  private fresh(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.names.has(name); i++) name = `${wanted}_${i}`;
    this.names.add(name);
    return name;
  }
}

/** Whether the float operator has an attribute too. */
function isOwn(name: string | undefined): boolean {
  return name !== 'channels_last' && name !== 'opset';
}
