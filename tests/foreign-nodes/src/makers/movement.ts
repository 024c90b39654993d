import { makeTensor } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';

/** An axis of a rank, from the end now and then. */
export const axisOf = (d: NodeDraw, rank: number): number => d.int(0, rank - 1) - (d.chance(0.3) ? rank : 0);

/** Element types that movement takes besides floats. */
const anyType = (d: NodeDraw) => d.pick(['float32', 'float32', 'float32', 'int64', 'int32', 'bool'] as const);

const divisors = (n: number) => Array.from({ length: n }, (_, i) => i + 1).filter((k) => n % k === 0);

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** A shape written with 0 and −1 where they say the same. */
function disguised(d: NodeDraw, from: readonly number[], to: readonly number[]): number[] {
  const zeros = to.map((dim, i) => (dim === from[i] && d.chance(0.3) ? 0 : dim));
  return d.chance(0.5) ? zeros.with(d.int(0, zeros.length - 1), -1) : zeros;
}

/** Movement of elements. */
export const movement: Readonly<Record<string, Maker>> = {
  Pad(d) {
    const shape = d.shape(1, 5);
    const mode = d.pick(['constant', 'constant', 'reflect', 'edge', ...(d.opset >= 19 ? ['wrap'] : [])]);
    const x = d.input(shape);
    const low = mode === 'constant' || mode === 'edge' ? -1 : 0;
    const pads = [...shape, ...shape].map((dim) =>
      d.int(Math.max(low, 1 - dim), mode === 'reflect' || mode === 'wrap' ? Math.min(dim - 1, 2) : 2),
    );
    const value = d.chance(0.5) ? d.real(-3, 3) : undefined;
    if (d.opset < 11)
      return d.node('Pad', [x], { pads, mode, value: value === undefined ? undefined : { float: value } });
    const axes = d.opset >= 18 && d.chance(0.4) ? d.some([...shape.keys()]) : undefined;
    if (axes?.length === 0) return;
    const kept = axes ? [...axes.map((axis) => pads[axis]), ...axes.map((axis) => pads[axis + shape.length])] : pads;
    const fill = value === undefined ? '' : d.constant(makeTensor('float32', [], Float32Array.of(value)));
    const named = axes ? [d.longs(axes.map((axis) => axis - (d.chance(0.3) ? shape.length : 0)))] : [];
    d.node('Pad', [x, d.longs(kept), ...(fill !== '' || axes ? [fill] : []), ...named], {
      mode: mode === 'constant' && d.chance(0.5) ? undefined : mode,
    });
  },
  Slice(d) {
    const shape = d.shape(1, 4, 7);
    const axes = d.some([...shape.keys()]);
    if (axes.length === 0) return;
    const all = axes.length === shape.length && d.chance(0.5);
    const stepped = d.opset >= 10 && d.chance(0.6);
    const steps = axes.map(() => (stepped ? d.pick([1, 2, 3, -1, -2]) : 1));
    const starts = axes.map((axis) => d.pick([0, d.int(-shape[axis] - 2, shape[axis] + 1)]));
    const ends = axes.map((axis, i) =>
      d.pick([d.int(-shape[axis] - 2, shape[axis] + 1), 2 ** 31 - 1, steps[i] < 0 ? -(2 ** 31) : 2 ** 40]),
    );
    const x = d.input(shape, anyType(d));
    if (d.opset < 10) return d.node('Slice', [x], { starts, ends, axes: all ? undefined : axes });
    const named =
      all && !stepped ? [] : [all ? '' : d.longs(axes.map((axis) => axis - (d.chance(0.3) ? shape.length : 0)))];
    d.node('Slice', [x, d.longs(starts), d.longs(ends), ...named, ...(stepped ? [d.longs(steps)] : [])]);
  },
  Split(d) {
    const shape = d.shape(1, 4, 6);
    const axis = axisOf(d, shape.length);
    const dim = shape.at(axis)!;
    const stated = d.chance(0.5);
    const outputs = stated ? d.int(1, 3) : d.pick(d.opset >= 18 ? [1, 2, 3] : divisors(dim));
    const first = Array.from({ length: outputs - 1 }, () => d.int(0, Math.floor(dim / outputs)));
    const split = [...first, dim - first.reduce((a, b) => a + b, 0)];
    const x = d.input(shape, anyType(d));
    const sized = stated && d.opset >= 13 ? [d.longs(split)] : [];
    d.node(
      'Split',
      [x, ...sized],
      {
        axis: axis === 0 && d.chance(0.5) ? undefined : axis,
        split: stated && d.opset < 13 ? split : undefined,
        num_outputs: !stated && d.opset >= 18 ? outputs : undefined,
      },
      outputs,
    );
  },
  Reshape(d) {
    const shape = d.shape(0, 4, 6);
    const size = product(shape);
    const a = d.pick(divisors(size));
    const b = d.pick(divisors(size / a));
    const to = d.pick([[size], [a, size / a], [a, b, size / a / b], [1, a, b, size / a / b]]);
    d.node('Reshape', [d.input(shape, anyType(d)), d.longs(disguised(d, shape, to))], {
      allowzero: d.opset >= 14 && d.chance(0.2) ? 0 : undefined,
    });
  },
  Flatten(d) {
    const shape = d.shape(0, 4);
    d.node('Flatten', [d.input(shape)], {
      axis: d.chance(0.3) ? undefined : d.int(d.opset >= 11 ? -shape.length : 0, shape.length),
    });
  },
  Squeeze(d) {
    const shape = d.shape(1, 4, 3);
    const ones = d
      .some([...shape.keys()].filter((axis) => shape[axis] === 1))
      .map((axis) => axis - (d.opset >= 11 && d.chance(0.3) ? shape.length : 0));
    const x = d.input(shape, anyType(d));
    const all = d.chance(0.3);
    if (!all && ones.length === 0) return;
    d.node('Squeeze', [x, ...(d.opset >= 13 && !all ? [d.longs(ones)] : [])], {
      axes: d.opset < 13 && !all ? ones : undefined,
    });
  },
  Unsqueeze(d) {
    const shape = d.shape(0, 3);
    const rank = shape.length + d.int(1, 2);
    const axes = Array.from({ length: rank }, (_, i) => i)
      .slice(d.int(0, shape.length))
      .slice(0, rank - shape.length);
    const named = axes.map((axis) => axis - (d.opset >= 11 && d.chance(0.3) ? rank : 0));
    if (d.chance(0.3)) named.reverse();
    const x = d.input(shape, anyType(d));
    d.node('Unsqueeze', [x, ...(d.opset >= 13 ? [d.longs(named)] : [])], { axes: d.opset < 13 ? named : undefined });
  },
  Transpose(d) {
    const shape = d.shape(0, 5);
    const perm = [...shape.keys()]
      .map((axis) => ({ axis, key: d.real(0, 1) }))
      .sort((a, b) => a.key - b.key)
      .map(({ axis }) => axis);
    d.node('Transpose', [d.input(shape, anyType(d))], { perm: d.chance(0.2) ? undefined : perm });
  },
  Concat(d) {
    const shape = d.shape(1, 4);
    const axis = axisOf(d, shape.length);
    const at = axis < 0 ? axis + shape.length : axis;
    const dtype = anyType(d);
    const parts = Array.from({ length: d.int(1, 3) }, () => shape.with(at, d.int(0, 8) === 0 ? 0 : d.int(1, 3)));
    d.node(
      'Concat',
      parts.map((part, i) =>
        i === 0
          ? d.input(shape, dtype)
          : product(part) === 0
            ? d.constant(d.tensor(dtype, part))
            : d.operand(part, dtype),
      ),
      { axis },
    );
  },
  Blocks(d) {
    const block = d.int(1, 3);
    const [n, c, h, w] = d.ints(4, 1, 3);
    const mode = d.opset >= 11 ? d.pick([undefined, 'DCR', 'CRD']) : undefined;
    if (d.chance(0.5)) d.node('DepthToSpace', [d.input([n, c * block * block, h, w])], { blocksize: block, mode });
    else d.node('SpaceToDepth', [d.input([n, c, h * block, w * block])], { blocksize: block });
  },
  Expand(d) {
    if (d.opset < 8) return;
    const shape = d.shape(0, 4, 3);
    const to = [...d.ints(d.int(0, 2), 1, 3), ...shape.map((dim) => (dim === 1 ? d.int(1, 3) : d.pick([dim, 1])))];
    d.node('Expand', [d.input(shape, anyType(d)), d.longs(to.slice(d.chance(0.2) ? 1 : 0))]);
  },
  Tile(d) {
    const shape = d.shape(1, 4, 3);
    d.node('Tile', [d.input(shape, anyType(d)), d.longs(d.ints(shape.length, 1, 3))]);
  },
  Gather(d) {
    const shape = d.shape(1, 4);
    const axis = axisOf(d, shape.length);
    const dim = shape.at(axis)!;
    const indices = d.shape(0, 2, 3);
    const low = d.opset >= 11 ? -dim : 0;
    const step = d.pick([1, -1]);
    const values = d.chance(0.5)
      ? d.ints(product(indices), low, dim - 1)
      : Array.from({ length: product(indices) }, (_, i) => (step > 0 ? i % dim : dim - 1 - (i % dim)));
    d.node(
      'Gather',
      [d.input(shape, anyType(d)), d.constant(makeTensor('int64', indices, BigInt64Array.from(values, BigInt)))],
      { axis },
    );
  },
  Identity(d) {
    const x = d.input(d.shape(0, 4), 'float32');
    if (d.chance(0.5)) d.node('Identity', [x]);
    else d.node('Dropout', [x], {}, d.opset >= 12 && d.chance(0.3) ? 2 : 1);
  },
  Filled(d) {
    if (d.opset < 9) return;
    const shape = d.shape(1, 4);
    const value: Parameters<NodeDraw['between']>[2] = d.chance(0.8)
      ? { value: { tensor: d.tensor('float32', [1]) } }
      : {};
    d.node('Add', [d.input(shape), d.between('ConstantOfShape', [d.longs(shape)], value)]);
  },
  Shape(d) {
    const shape = d.shape(0, 4);
    const cut = () => (d.opset >= 15 && d.chance(0.5) ? d.int(-shape.length - 1, shape.length + 1) : undefined);
    d.node(d.chance(0.8) ? 'Shape' : 'Size', [d.input(shape)], { start: cut(), end: cut() });
  },
};
