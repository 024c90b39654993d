import { type AnyOp, type OpDef, type QuantiseSite, defineOp } from '@openbpu/ir';
import { broadcastShapes, expectDType, float32, float32Scale, makeTensor, rangeOf, sizeOf } from '@openbpu/tensor';
import { noAttrs } from './attrs';
import { forEachBroadcast } from './broadcast';
import { inferBinary } from './binary';
import { quantised } from './quantised';

/** What a comparison is: its test of two reals, and the integer op that stands for it, operands swapped or not. */
interface ComparisonSpec {
  readonly name: string;
  readonly summary: string;
  readonly test: (a: number, b: number) => boolean;
  readonly integer: AnyOp;
  readonly swapped?: boolean;
}

/** A comparison of two float32 tensors (NumPy broadcasting), either of which may be a constant; gives bool. */
export function defineComparison({
  name,
  summary,
  test,
  integer,
  swapped,
}: ComparisonSpec): OpDef<Record<string, never>> {
  return defineOp<Record<string, never>>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: noAttrs,
    infer: (inputs) => [{ ...inferBinary(name, inputs), dtype: 'bool' }],
    eval([a, b]) {
      const [x, z] = [expectDType(a!, 'float32').data, expectDType(b!, 'float32').data];
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
