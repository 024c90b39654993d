import { type StatedRange, type ValueId, ABSENT } from '@openbpu/ir';
import { type NodeProto, dtypeOfDataType } from '@openbpu/onnx';
import { type DType, toNumbers } from '@openbpu/tensor';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';
import { readsOf } from './inner-graphs';

const QUANTISE = 'QuantizeLinear';
const DEQUANTISE = 'DequantizeLinear';

/** The element types of quantised activations: their smallest and largest integer, and the type of ours. */
const INTEGERS: Readonly<
  Partial<Record<DType, { readonly ends: readonly [number, number]; readonly type: 'int8' | 'int16' }>>
> = {
  int8: { ends: [-128, 127], type: 'int8' },
  uint8: { ends: [0, 255], type: 'int8' },
  int16: { ends: [-32768, 32767], type: 'int16' },
  uint16: { ends: [0, 65535], type: 'int16' },
};

/** Operators whose sums a Relu or Clip often follows, which quantisers leave out where the range carries it out. */
const SUMS: ReadonlySet<string> = new Set([
  'Add',
  'BatchNormalization',
  'Conv',
  'ConvTranspose',
  'Gemm',
  'MatMul',
  'Sub',
]);
/** Of these the sums of products: one clamps its result itself. */
const PRODUCTS: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm', 'MatMul']);

/** What a pair says. */
interface Pair {
  readonly range: StatedRange;
  /** Whether 0 lies in the middle of the integers. */
  readonly symmetric: boolean;
}

/** The values that nobody reads but nodes which dequantise them. `outputs` are those of the graph. */
export function onlyDequantised(nodes: readonly NodeProto[], outputs: readonly string[]): ReadonlySet<string> {
  const read = new Set(nodes.filter(({ opType }) => opType === DEQUANTISE).map(({ input }) => input[0]));
  for (const node of nodes)
    readsOf(node).forEach((id, i) => (node.opType === DEQUANTISE && i === 0) || read.delete(id));
  for (const id of outputs) read.delete(id);
  return read;
}

/**
 * Pairs of a QuantizeLinear and the nodes that dequantise its result by the same scale and zero point. A pair says how
 * the tensor that it rounds is to be quantised. It stays as it is, a part of what the model computes, until the pass
 * take-out-pairs removes it. Quantisers leave out a Relu or Clip that the range carries out by itself: what is
 * computed and has a range that begins or ends at 0, or, behind a sum of products, lies otherwise than evenly about 0,
 * is clamped before the pair, which changes nothing while that stands.
 */
export class QuantisedPairs {
  private readonly held = new Map<ValueId, ImportNode>();
  private readonly given = new Map<ValueId, ValueId>();
  /** The tensors whose zero point is not in the middle of the integers. */
  readonly uneven: ValueId[] = [];

  constructor(private readonly b: GraphBuilder) {}

  /** Puts a QuantizeLinear off that may begin a pair; false where it stands for itself. */
  hold(node: ImportNode): boolean {
    const [x] = node.inputs;
    if (node.opType !== QUANTISE || this.b.constant(x) || !this.b.are('float32', [x])) return false;
    this.held.set(node.outputs[0], node);
    return true;
  }

  /** The QuantizeLinear that was put off and gives what this DequantizeLinear reads. */
  heldFor(node: ImportNode): ImportNode | undefined {
    return node.opType === DEQUANTISE ? this.held.get(node.inputs[0]) : undefined;
  }

  /** States the range of a pair and gives the nodes to write for it; undefined where the two do not fit. */
  close(first: ImportNode, last: ImportNode): readonly ImportNode[] | undefined {
    const pair = pairOf(first, last, this.b);
    if (!pair) return undefined;
    const known = this.given.get(first.outputs[0]);
    if (known !== undefined) {
      this.b.alias(last.outputs[0], known);
      return [];
    }
    this.given.set(first.outputs[0], last.outputs[0]);
    return [this.stating(first, pair), last];
  }

  /** Stops putting a QuantizeLinear off: it has been emitted as it is. */
  release(node: ImportNode): void {
    this.held.delete(node.outputs[0]);
  }

  /** The QuantizeLinear behind the clamp that its range carries out. */
  private stating(first: ImportNode, { range, symmetric }: Pair): ImportNode {
    const { b } = this;
    const [x, ...parameters] = first.inputs;
    const op = symmetric ? undefined : clampOf(b.producerType(x), range);
    const bounds = op === 'Clip' ? { min: range.low, max: range.high } : {};
    const clamped = op === undefined ? x : b.step(first, 'clamped', op, [x], bounds);
    b.state(clamped, range);
    if (!symmetric) this.uneven.push(b.resolve(clamped));
    return { ...first, inputs: [clamped, ...parameters] };
  }
}

/** What an uneven range does to what it reads: a clamp, a Relu where only the end at 0 is likely meant, or nothing. */
function clampOf(producer: string | undefined, { low, high }: StatedRange): 'Clip' | 'Relu' | undefined {
  if (producer === undefined) return undefined;
  if (low === 0) return SUMS.has(producer) ? 'Clip' : 'Relu';
  return high === 0 || PRODUCTS.has(producer) ? 'Clip' : undefined;
}

/** Undefined where the two differ, or are not those of a whole tensor and known now. */
function pairOf(first: ImportNode, last: ImportNode, b: GraphBuilder): Pair | undefined {
  const from = parametersOf(first, b);
  const to = parametersOf(last, b);
  if (!from || !to || from.scale !== to.scale || from.zero !== to.zero || !(from.scale > 0)) return undefined;
  const wanted = dtypeOfDataType(first.attributes.int('output_dtype', 0));
  const dtype = from.dtype ?? wanted ?? 'uint8';
  const integers = INTEGERS[dtype];
  if (!integers || from.scale === Infinity || (to.dtype ?? dtype) !== dtype) return undefined;
  const [low, high] = integers.ends.map((end) => (end - from.zero) * from.scale);
  const middle = (integers.ends[0] + integers.ends[1] + 1) / 2;
  return { range: { low, high, type: integers.type }, symmetric: from.zero === middle };
}

/** The scale and zero point of a node, 0 where it has none; undefined where it has several, or computed ones. */
function parametersOf({ inputs: [, ...given] }: ImportNode, b: GraphBuilder) {
  const [scale, zero] = given.map((id) => (id === ABSENT ? undefined : b.constant(id)));
  const computed = given.some((id) => id !== ABSENT && b.constant(id)?.data.length !== 1);
  if (computed || !scale) return undefined;
  return { scale: toNumbers(scale)[0], zero: zero ? toNumbers(zero)[0] : 0, dtype: zero?.dtype };
}
