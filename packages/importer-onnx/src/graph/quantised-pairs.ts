import { type StatedRange, type ValueId, ABSENT } from '@openbpu/ir';
import { type NodeProto, dtypeOfDataType } from '@openbpu/onnx';
import { type DType, toNumbers } from '@openbpu/tensor';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';
import { readsOf } from './inner-graphs';
import { isScale, parametersOf, whyUnread } from './unread-pair';

const QUANTISE = 'QuantizeLinear';
const DEQUANTISE = 'DequantizeLinear';
/** Between the two where fewer integers are used than the type has, as PyTorch writes 7 bits. */
const CLIP = 'Clip';

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

interface Interval {
  readonly low: number;
  readonly high: number;
}

const ALL: Interval = { low: -Infinity, high: Infinity };

/** A QuantizeLinear that was put off, and what clips its integers. */
export interface Held {
  readonly first: ImportNode;
  readonly clip?: Interval & { readonly node: ImportNode };
}

/** What a pair says. */
interface Pair {
  readonly range: StatedRange;
  /** Whether 0 lies in the middle of the integers. */
  readonly symmetric: boolean;
  /** The reals that are left where the integers are clipped. */
  readonly left?: Interval;
}

/**
 * The values that nobody reads but nodes which dequantise them, or one that clips them before. `outputs` are those of
 * the graph.
 */
export function onlyDequantised(nodes: readonly NodeProto[], outputs: readonly string[]): ReadonlySet<string> {
  const readers = new Map<string, NodeProto[]>();
  for (const node of nodes) for (const id of readsOf(node)) readers.set(id, [...(readers.get(id) ?? []), node]);
  const ends = new Set(outputs);
  const dequantised = (id: string) => {
    const all = readers.get(id) ?? [];
    return !ends.has(id) && all.every((node) => node.opType === DEQUANTISE && isFirst(node, id)) && all.length > 0;
  };
  return new Set(
    [...readers.keys()].filter((id) => {
      const [reader, ...others] = readers.get(id)!;
      if (reader.opType !== CLIP) return dequantised(id);
      return others.length === 0 && !ends.has(id) && isFirst(reader, id) && dequantised(reader.output[0]);
    }),
  );
}

function isFirst(node: NodeProto, id: string): boolean {
  return readsOf(node).lastIndexOf(id) === 0;
}

/**
 * Pairs of a QuantizeLinear and the nodes that dequantise its result by the same scale and zero point. A pair says how
 * the tensor that it rounds is to be quantised. It stays as it is, a part of what the model computes, until the pass
 * take-out-pairs removes it. Quantisers leave out a Relu or Clip that the range carries out by itself: what is
 * computed and has a range that begins or ends at 0, or, behind a sum of products, lies otherwise than evenly about 0,
 * is clamped before the pair, which changes nothing while that stands.
 */
export class QuantisedPairs {
  private readonly held = new Map<ValueId, Held>();
  private readonly given = new Map<ValueId, ValueId>();
  /** The tensors whose zero point is not in the middle of the integers. */
  readonly uneven: ValueId[] = [];
  private readonly strays = new Map<string, string>();

  constructor(private readonly b: GraphBuilder) {}

  /** The first node that quantises what another dequantises without that it were a pair, why, and how many more. */
  get unread(): { readonly unread?: { readonly node: string; readonly why: string; readonly more: number } } {
    const [[node, why] = []] = this.strays;
    return node === undefined || why === undefined ? {} : { unread: { node, why, more: this.strays.size - 1 } };
  }

  /** Puts a QuantizeLinear off that may begin a pair, and what clips its integers; false for what stands for itself. */
  hold(node: ImportNode): boolean {
    const [x] = node.inputs;
    if (node.opType === CLIP) return this.holdClip(node);
    if (node.opType !== QUANTISE || this.b.constant(x) || !this.b.are('float32', [x])) return false;
    this.held.set(node.outputs[0], { first: node });
    return true;
  }

  private holdClip(node: ImportNode): boolean {
    const [x, ...bounds] = node.inputs;
    const held = this.held.get(x);
    const [low, high] = [0, 1].map((i) => this.b.constant(bounds[i]));
    const computed = bounds.some((id) => id !== ABSENT && this.b.constant(id)?.data.length !== 1);
    if (!held || held.clip || computed) return false;
    const clip = { node, low: low ? toNumbers(low)[0] : -Infinity, high: high ? toNumbers(high)[0] : Infinity };
    this.held.set(node.outputs[0], { first: held.first, clip });
    return true;
  }

  /** What was put off and gives what this node reads: the start of a pair, or what a node needs that is none. */
  heldFor(node: ImportNode): Held | undefined {
    return node.opType === DEQUANTISE || node.opType === CLIP ? this.held.get(node.inputs[0]) : undefined;
  }

  /** States the range of a pair and gives the nodes to write for it; undefined where the two do not fit. */
  close({ first, clip }: Held, last: ImportNode): readonly ImportNode[] | undefined {
    const pair = last.opType === DEQUANTISE ? pairOf(first, last, this.b, clip) : undefined;
    if (!pair) {
      if (last.opType === DEQUANTISE) this.strays.set(first.name, whyUnread(first, last, this.b));
      return undefined;
    }
    const known = this.given.get(first.outputs[0]);
    if (known !== undefined) {
      this.b.alias(last.outputs[0], known);
      return [];
    }
    this.given.set(first.outputs[0], last.outputs[0]);
    const [, ...parameters] = last.inputs;
    return [this.stating(first, pair), { ...last, inputs: [first.outputs[0], ...parameters] }];
  }

  /** Stops putting nodes off, and gives them: they stand for themselves. */
  release({ first, clip }: Held): readonly ImportNode[] {
    const nodes = [first, ...(clip ? [clip.node] : [])].filter(({ outputs }) => this.held.has(outputs[0]));
    for (const { outputs } of nodes) this.held.delete(outputs[0]);
    return nodes;
  }

  /**
   * The QuantizeLinear behind the clamp that its range carries out. Where its integers are clipped, so are the reals
   * of a sum, which takes the clamp in; other tensors are said to have the range that is left.
   */
  private stating(first: ImportNode, { range: whole, symmetric, left = ALL }: Pair): ImportNode {
    const { b } = this;
    const [x, ...parameters] = first.inputs;
    const producer = b.producerType(x);
    const isSum = producer !== undefined && SUMS.has(producer);
    const rest = { ...whole, low: Math.max(whole.low, left.low), high: Math.min(whole.high, left.high) };
    const range = isSum ? whole : rest;
    const op = isSum && left !== ALL ? 'Clip' : symmetric ? undefined : clampOf(producer, range);
    const bounds = op === 'Clip' ? { min: rest.low, max: rest.high } : {};
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
function pairOf(first: ImportNode, last: ImportNode, b: GraphBuilder, clip: Held['clip']): Pair | undefined {
  const from = parametersOf(first, b);
  const to = parametersOf(last, b);
  if (!from || !to || from.scale !== to.scale || from.zero !== to.zero || !isScale(from.scale)) return undefined;
  const wanted = dtypeOfDataType(first.attributes.int('output_dtype', 0));
  const dtype = from.dtype ?? wanted ?? 'uint8';
  const integers = INTEGERS[dtype];
  if (!integers || (to.dtype ?? dtype) !== dtype) return undefined;
  const [low, high] = integers.ends.map((end) => (end - from.zero) * from.scale);
  const middle = (integers.ends[0] + integers.ends[1] + 1) / 2;
  const realOf = (integer: number) => Math.fround((integer - from.zero) * from.scale);
  const left = clip && { low: realOf(clip.low), high: realOf(clip.high) };
  return {
    range: { low, high, type: integers.type },
    symmetric: from.zero === middle,
    ...(left && (left.low > realOf(integers.ends[0]) || left.high < realOf(integers.ends[1])) ? { left } : {}),
  };
}
