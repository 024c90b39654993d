import { PsRoiPool as op } from '@openbpu/ops';
import { type Shape, float32, int64 } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { dataTypeOf } from '../proto/data-type';
import { defineExporter } from './exporter';
import { type Steps, stepsOf } from './steps';

/**
 * Every bin as two masks, of rows and of columns: a product of matrices sums over the rows, a product and a sum over
 * the columns.
 */
export const PsRoiPool = defineExporter(op, (site) => {
  const s = stepsOf(site);
  const { outputDim: d, groupSize: g, spatialScale } = site.attrs;
  const [x, regions] = site.inputs;
  const [n, c, h, w] = site.typeOf(x).shape;
  const [count] = site.typeOf(regions).shape;
  const [image, left, top, right, bottom] = s.ops('Split', [s.reshape(regions, count, 5)], 5, [
    intAttribute('axis', 1),
  ]);
  const rows = bins(s, top, bottom, spatialScale, g, h);
  const columns = bins(s, left, right, spatialScale, g, w);

  const images = s.op('Equal', [s.op('Cast', [image], to('int64')), s.constant(int64([1, n], range(0, n)))]);
  const own = s.reshape(s.op('Cast', [images], to('float32')), count, 1, n, 1);
  const rowMask = s.reshape(s.op('Mul', [own, s.reshape(mask(s, rows, h), count, g, 1, h)]), count, g, n * h);
  const planes = s.op('Transpose', [s.reshape(x, n, d, g, g, h, w)], perm(2, 0, 4, 1, 3, 5));
  const overRows = s.op('MatMul', [
    s.op('Transpose', [rowMask], perm(1, 0, 2)),
    s.reshape(planes, g, n * h, (c / g) * w),
  ]);
  const columnMask = s.reshape(mask(s, columns, w), 1, count, 1, g, w);
  const weighted = s.op('Mul', [s.reshape(overRows, g, count, d, g, w), columnMask]);
  const sums = s.op('ReduceSum', [weighted, s.numbers(4)], [intAttribute('keepdims', 0)]);
  const length = ({ from, to: end }: Bins, ...shape: readonly number[]) =>
    s.reshape(s.op('Sub', [end, from]), ...shape);
  const area = s.op('Mul', [length(rows, count, 1, g, 1), length(columns, count, 1, 1, g)]);
  const counted = s.op('Max', [area, s.constant(float32([], [1]))]);
  site.emit('Div', [s.op('Transpose', [sums], perm(1, 2, 0, 3)), counted], site.outputs);
});

/** Where bins begin and end: float32 [regions, g], whole numbers. */
interface Bins {
  readonly from: string;
  readonly to: string;
}

function bins(s: Steps, low: string, high: string, scale: number, g: number, size: number): Bins {
  const number = (value: number) => s.constant(float32([], [value]));
  const factor = number(scale);
  const round = (value: string) =>
    s.op('Mul', [s.op('Sign', [value]), s.op('Floor', [s.op('Add', [s.op('Abs', [value]), number(0.5)])])]);
  const start = s.op('Mul', [round(low), factor]);
  const end = s.op('Mul', [s.op('Add', [round(high), number(1)]), factor]);
  const bin = s.op('Div', [s.op('Max', [s.op('Sub', [end, start]), number(0.1)]), number(g)]);
  const edge = (rounding: string, first: number) => {
    const places = s.constant(float32([1, g], range(first, g)));
    const at = s.op(rounding, [s.op('Add', [s.op('Mul', [places, bin]), start])]);
    return s.op('Clip', [at, number(0), number(size)]);
  };
  return { from: edge('Floor', 0), to: edge('Ceil', 1) };
}

/** float32 [regions, g, size]: 1 where an element belongs to the bin. */
function mask(s: Steps, { from, to: end }: Bins, size: number): string {
  const at = s.constant(float32([1, 1, size] satisfies Shape, range(0, size)));
  const last = (edge: string) => s.op('Unsqueeze', [edge, s.numbers(2)]);
  const inside = s.op('And', [s.op('GreaterOrEqual', [at, last(from)]), s.op('Less', [at, last(end)])]);
  return s.op('Cast', [inside], to('float32'));
}

function to(dtype: 'float32' | 'int64') {
  return [intAttribute('to', dataTypeOf(dtype))];
}

function perm(...axes: readonly number[]) {
  return [intsAttribute('perm', axes)];
}

function range(first: number, length: number): number[] {
  return Array.from({ length }, (_, i) => first + i);
}
