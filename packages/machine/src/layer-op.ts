import type { DType, NormBound, NormKind, Shape, TensorData } from '@openbpu/tensor';

/**
 * A layer as the machine carries it out, before tiling: what one integer node of the graph becomes when it is lowered.
 * Operands are values of the graph or locals of the rule; numbers that differ per channel are operands too.
 */
export type LayerOp = Layers[LayerKind];

export type LayerKind = keyof Layers;

/** The layers by kind. */
export interface Layers {
  readonly conv: ConvLayer;
  readonly eltwise: EltwiseLayer;
  readonly pool: PoolLayer;
  readonly lut: LutLayer;
  readonly prelu: PreluLayer;
  readonly requant: RequantLayer;
  readonly resize: ResizeLayer;
  readonly softmax: SoftmaxLayer;
  readonly quantize: QuantizeLayer;
  readonly normalise: NormaliseLayer;
  readonly move: MoveLayer;
  readonly matmul: MatMulLayer;
  readonly topk: TopKLayer;
  readonly gather: GatherLayer;
  readonly sample: SampleLayer;
}

/** A tensor of the graph by its name, or one of the rule's own. */
export type Operand = string | Local;

/** A tensor that exists only between the layers of one node; one object is one tensor. With `data` it is a constant. */
export interface Local {
  /** Distinct among the locals of its node. */
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data?: TensorData;
}

/** Sliding window: kernel, strides, dilations as [h, w]; pads as [top, left, bottom, right]. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

/**
 * Convolution: `y = clamp(rne(fround(fround(Σ x·w + bias)·multiplier[c])), low, high)`; without multiplier, int32
 * accumulators. x is int8 or int16; sums of int16 by int8, or of int8 by int16, are exact whatever their size.
 */
export interface ConvLayer extends Window {
  readonly kind: 'conv';
  readonly x: Operand;
  /** int8 or int16 [cout, cin/group, kh, kw], constant. */
  readonly weights: Operand;
  /** int32 [cout], constant. */
  readonly bias: Operand;
  /** float32 [cout], constant; absent for a tail. */
  readonly multiplier?: Operand;
  readonly y: Operand;
  readonly group: number;
  /** What padding reads as; absent: 0. */
  readonly padding?: number;
  readonly low: number;
  readonly high: number;
}

/** What two integers become, element by element; in the order of their encoding. */
export const ELTWISE_FUNCTIONS = [
  'add',
  'sub',
  'mul',
  'div',
  'max',
  'min',
  'equal',
  'greater',
  'greater_or_equal',
] as const;

export type EltwiseFunction = (typeof ELTWISE_FUNCTIONS)[number];

/**
 * `add`, `sub`, `max`, `min`: `clamp(rne(fround(f(fround(a·ma), fround(b·mb)))))`; `mul`, `div`:
 * `clamp(rne(fround(fround(f(a, b))·ma)))`, 0 by 0 being 0, and `mb` 1; `equal`, `greater`, `greater_or_equal`: 1 or 0,
 * as `fround(a·ma)` compares with `fround(b·mb)`. a and b broadcast as in NumPy.
 */
export interface EltwiseLayer {
  readonly kind: 'eltwise';
  readonly fn: EltwiseFunction;
  readonly a: Operand;
  readonly b: Operand;
  readonly y: Operand;
  readonly ma: number;
  readonly mb: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Product of two stacks of matrices as NumPy multiplies them, vectors and batches that repeat included:
 * `y = clamp(rne(fround(fround(Σ a·b)·multiplier)), low, high)`. int8 and int16 in any mixture; sums are exact.
 */
export interface MatMulLayer {
  readonly kind: 'matmul';
  readonly a: Operand;
  readonly b: Operand;
  readonly y: Operand;
  readonly multiplier: number;
  readonly low: number;
  readonly high: number;
}

/** `max`: the largest element; `sum`: the integer sum times `multiplier` for the number of elements counted there. */
export interface PoolLayer extends Window {
  readonly kind: 'pool';
  readonly fn: 'max' | 'sum';
  readonly x: Operand;
  readonly y: Operand;
  /** `sum` only: float32, one per output position [oh, ow], or one for all. */
  readonly multiplier?: Operand;
  readonly low: number;
  readonly high: number;
}

/**
 * `y = table[x]`: 256 (int8) or 65536 (int16) entries, entry of q at index q modulo the length; or, int8, a row for
 * each channel of the graph.
 */
export interface LutLayer {
  readonly kind: 'lut';
  readonly x: Operand;
  /** [256], [65536], or [c, 256] with c the channels of x, dimension 1. */
  readonly table: Operand;
  readonly y: Operand;
}

/** `q >= 0`: multiplier; `q < 0`: the channel's own. */
export interface PreluLayer {
  readonly kind: 'prelu';
  readonly x: Operand;
  readonly multiplier: number;
  /** float32 [c], or [1] for all channels. */
  readonly negative: Operand;
  readonly y: Operand;
}

/** `y = clamp(rne(fround(x·multiplier)))`. */
export interface RequantLayer {
  readonly kind: 'requant';
  readonly x: Operand;
  readonly y: Operand;
  readonly multiplier: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Resize of H and W by tables: for each output row and column the input index (nearest), or two indices and an 11-bit
 * weight (linear).
 */
export interface ResizeLayer {
  readonly kind: 'resize';
  readonly fn: 'nearest' | 'linear';
  readonly x: Operand;
  readonly y: Operand;
  /** int32 [oh] and [ow] (nearest) or [oh, 3] and [ow, 3] as (first, second, weight of the second out of 2048). */
  readonly rows: Operand;
  readonly columns: Operand;
  /** `linear`: of the sum with 11-bit weights on both axes, so it holds the 2⁻²²; `nearest`: 1. */
  readonly multiplier: number;
}

/**
 * Along `axis` of the graph's order: `e = table[max − x]`, then `e / Σe` in float32. The table is int32 [256] for int8
 * and [65536] for int16.
 */
export interface SoftmaxLayer {
  readonly kind: 'softmax';
  readonly x: Operand;
  readonly table: Operand;
  readonly y: Operand;
  /** From 0. */
  readonly axis: number;
}

/**
 * Over `axes` of the graph's order: exact sums, a mean and a divisor in double (`normDivisor` of tensor), then
 * `y = clamp(rne(fround(fround(fround((x − mean) / divisor)·factor) + offset)))`. factor and offset are float32 and
 * broadcast to x.
 */
export interface NormaliseLayer {
  readonly kind: 'normalise';
  readonly norm: NormKind;
  readonly bound: NormBound;
  readonly x: Operand;
  readonly factor: Operand;
  readonly offset: Operand;
  readonly y: Operand;
  /** From 0, ascending. */
  readonly axes: readonly number[];
  readonly epsilon: number;
  readonly low: number;
  readonly high: number;
}

/** float32 to int8 or int16: `y = clamp(rne(fround(x / scale)))`. */
export interface QuantizeLayer {
  readonly kind: 'quantize';
  readonly x: Operand;
  readonly y: Operand;
  readonly scale: number;
}

/**
 * A strided copy in logical row-major order: for every index of `size`, `y[yOffset + Σ i·yStrides] = x[xOffset + Σ
 * i·xStrides]`. Elements of `y` that no copy reaches are `fill`; several moves may fill one `y` (concat), the first
 * clears it.
 */
export interface MoveLayer {
  readonly kind: 'move';
  readonly x: Operand;
  readonly y: Operand;
  readonly size: readonly number[];
  readonly xOffset: number;
  readonly xStrides: readonly number[];
  readonly yOffset: number;
  readonly yStrides: readonly number[];
  readonly fill?: number;
}

/**
 * Along `axis` of the graph's order: the first k elements of every line of x in order, k the dimension of y there, or
 * their places as int32. Where y has no such dimension, k is 1.
 */
export interface TopKLayer {
  readonly kind: 'topk';
  readonly fn: 'values' | 'places';
  readonly order: 'largest' | 'smallest';
  readonly ties: 'first' | 'last';
  readonly x: Operand;
  readonly y: Operand;
  /** From 0. */
  readonly axis: number;
}

/**
 * Along `axis` of the graph's order: `y[…, j, …] = x[…, places[…, j, …], …]`, all of one rank. Places are int32 from 0
 * and constant, either one for each element of y or [k], the same for every line.
 */
export interface GatherLayer {
  readonly kind: 'gather';
  readonly x: Operand;
  readonly places: Operand;
  readonly y: Operand;
  /** From 0. */
  readonly axis: number;
}

/**
 * x [n, c, h, w] at the places of grid [n, oh, ow, 2] (across, down): `y = clamp(rne(fround(fround(Σ)·multiplier)))`,
 * Σ the exact sum of the four elements around a place with their 11-bit weights on both axes, so that the multiplier
 * holds the 2⁻²²; outside of x is 0. The tables, int32 [256] or [65536], give the place of each integer of the grid in
 * 2048ths.
 */
export interface SampleLayer {
  readonly kind: 'sample';
  readonly x: Operand;
  readonly grid: Operand;
  readonly rows: Operand;
  readonly columns: Operand;
  readonly y: Operand;
  readonly multiplier: number;
}
