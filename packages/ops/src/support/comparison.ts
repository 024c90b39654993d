import { type AnyOp, type OpDef, type QuantiseSite, defineOp } from '@openbpu/ir';
import {
  type TensorType,
  broadcastShapes,
  expectDType,
  float32,
  float32Scale,
  isFloat,
  makeTensor,
  rangeOf,
  sizeOf,
} from '@openbpu/tensor';
import { noAttrs } from './attrs';
import { forEachBroadcast, inferBroadcast } from './broadcast';
import { quantised } from './quantised';

/** An element; those of 64 bits are big. */
export type Comparable = number | bigint;

/** What a comparison is: its test of two reals, and the integer op that stands for it, operands swapped or not. */
interface ComparisonSpec {
  readonly name: string;
  readonly summary: string;
  readonly test: (a: Comparable, b: Comparable) => boolean;
  readonly integer: AnyOp;
  readonly swapped?: boolean;
  /** Whether two masks may be compared as well. */
  readonly masks?: boolean;
}

/**
 * A comparison of two tensors of one element type (NumPy broadcasting): float32 or whole numbers of any kind, bool
 * where it compares masks. Either may be a constant; gives bool.
 */
export function defineComparison({
  name,
  summary,
  test,
  integer,
  swapped,
  masks = false,
}: ComparisonSpec): OpDef<Record<string, never>> {
  return defineOp<Record<string, never>>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: noAttrs,
    infer: (inputs) => [{ dtype: 'bool', ...inferPair(name, inputs, masks) }],
    eval([a, b]) {
      const [x, z] = [a!.data, b!.data];
      const shape = broadcastShapes(a!.shape, b!.shape);
      const y = new Uint8Array(sizeOf(shape));
      forEachBroadcast(a!.shape, b!.shape, shape, (at, ia, ib) => (y[at] = test(x[ia], z[ib]) ? 1 : 0));
      return [makeTensor('bool', shape, y)];
    },
    integer: {
      type: integer.name,
      quantise(site) {
        const order = swapped ? [1, 0] : [0, 1];
        const operands = order.map((index) => comparand(site, index));
        const scales = operands.map(({ scale }, i) => site.addConstant(`scale_${order[i]}`, float32([], [scale])));
        return [site.emit(integer, [...operands.map(({ id }) => id), ...scales], {}, site.output(0).type)];
      },
    },
  });
}

/** Throws TypeError for two element types, or one that is not compared. */
function inferPair(
  name: string,
  [a, b]: readonly (TensorType | undefined)[],
  masks: boolean,
): Pick<TensorType, 'shape' | 'layout'> {
  const compared = (dtype: TensorType['dtype']) => (dtype === 'bool' ? masks : dtype === 'float32' || !isFloat(dtype));
  if (!a || !b || a.dtype !== b.dtype || !compared(a.dtype))
    throw new TypeError(`${name} does not compare ${a?.dtype ?? 'nothing'} and ${b?.dtype ?? 'nothing'}`);
  return inferBroadcast(a, b);
}

/**
 * The integers to compare at input `index`: computed; or a constant, exact where its elements have one magnitude (0, 1
 * and −1 at that scale), else int16 at its largest magnitude / 32767.
 */
function comparand<A>(site: QuantiseSite<A>, index: number): { readonly id: string; readonly scale: number } {
  const constant = site.constant(index);
  if (!constant) return site.input(index);
  const { data } = expectDType(constant, 'float32');
  let largest = 0;
  for (const value of data) largest = Math.max(largest, Math.abs(value));
  const even = data.every((value) => value === 0 || Math.abs(value) === largest);
  const scale = even ? float32Scale(largest) : float32Scale(largest / rangeOf('int16')[1]);
  return { id: site.addConstant(`constant_${index}`, quantised(constant, scale, even ? 'int8' : 'int16')), scale };
}
