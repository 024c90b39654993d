import { float32 } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

const scalar = (d: NodeDraw, value: number) => d.constant(float32(d.pick([[], [1]]), [value]));

/** A reduction whose axes stay as 1, now and then put back by an Unsqueeze. */
function reduced(d: NodeDraw, opType: string, x: string, axes: readonly number[], rank: number): string {
  const byInput = d.opset >= (opType === 'ReduceSum' ? 13 : 18);
  const given = axes.map((axis) => axis - (d.opset >= 11 && d.chance(0.3) ? rank : 0));
  const keepdims = opType === 'ReduceMean' && d.chance(0.2) ? 0 : d.pick([1, undefined]);
  const inputs = byInput ? [x, d.longs(given)] : [x];
  const y = d.between(opType, inputs, {
    ...(byInput ? {} : { axes: given }),
    ...(keepdims === undefined ? {} : { keepdims }),
  });
  if (keepdims !== 0) return y;
  return d.opset < 13 ? d.between('Unsqueeze', [y], { axes }) : d.between('Unsqueeze', [y, d.longs(axes)]);
}

const square = (d: NodeDraw, x: string) =>
  d.chance(0.5) ? d.between('Mul', [x, x]) : d.between('Pow', [x, scalar(d, 2)]);

const root = (d: NodeDraw, x: string) =>
  d.chance(0.8) ? d.between('Sqrt', [x]) : d.between('Pow', [x, scalar(d, 0.5)]);

const inverse = (d: NodeDraw, x: string) =>
  d.chance(0.5) ? d.between('Reciprocal', [x]) : d.between('Div', [scalar(d, 1), x]);

const either = (d: NodeDraw, opType: string, a: string, b: string) =>
  d.between(opType, d.chance(0.5) ? [a, b] : [b, a]);

/** `1 / √v`. */
const inverseRoot = (d: NodeDraw, v: string) =>
  d.pick([
    () => inverse(d, root(d, v)),
    () => d.between('Pow', [v, scalar(d, -0.5)]),
    () => d.between('Sqrt', [inverse(d, v)]),
  ])();

/** The mean of squares, now and then that of a sample. */
function variance(d: NodeDraw, x: string, axes: readonly number[], rank: number): string {
  const mean = reduced(d, 'ReduceMean', square(d, x), axes, rank);
  return d.chance(0.3) ? d.between('Div', [d.between('Mul', [mean, scalar(d, 8)]), scalar(d, 7)]) : mean;
}

/** `mean(x²) + ε`. */
const meanSquare = (d: NodeDraw, x: string, axes: readonly number[], rank: number, epsilon = d.pick([1e-5, 0.1])) =>
  either(d, 'Add', reduced(d, 'ReduceMean', square(d, x), axes, rank), scalar(d, epsilon));

/** `x / √(mean(x²) + ε)`, or epsilon beside the root. */
function divided(d: NodeDraw, x: string, of: string, axes: readonly number[], rank: number): string {
  const v = variance(d, of, axes, rank);
  if (d.chance(0.3)) {
    const beside = either(d, 'Add', root(d, v), scalar(d, 0.1));
    return d.chance(0.5) ? d.between('Div', [x, beside]) : either(d, 'Mul', x, inverse(d, beside));
  }
  const inside = either(d, 'Add', v, scalar(d, d.pick([1e-5, 0.1])));
  return d.chance(0.5) ? d.between('Div', [x, root(d, inside)]) : either(d, 'Mul', x, inverseRoot(d, inside));
}

/** A constant that broadcasts to a shape. */
const part = (d: NodeDraw, shape: readonly number[]) =>
  d.noise(d.pick([shape.slice(-1), shape, shape.map((dim, i) => (i === 1 ? dim : 1)), []]), 0.5, 2);

/** Axes of a shape: the last ones, the channels, or some. */
function axesOf(d: NodeDraw, rank: number): number[] {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  const some = d.some(all);
  return d.pick([all.slice(d.int(0, rank - 1)), [1], some.length > 0 ? some : [0]]);
}

/** The affine map behind a normalisation, and a node after which nothing more belongs to it. */
function finish(d: NodeDraw, y: string, shape: readonly number[], bias = true): void {
  let last = y;
  if (d.chance(0.6)) last = either(d, 'Mul', last, part(d, shape));
  if (bias && d.chance(0.6)) last = either(d, 'Add', last, part(d, shape));
  d.node('Neg', [last]);
}

/** Normalisations in the spellings of exporters, which tidying takes for one node. */
export const normalised: Readonly<Record<string, Maker>> = {
  WrittenLayerNorm(d) {
    const shape = d.shape(2, 4);
    const axes = axesOf(d, shape.length);
    const x = d.input(shape);
    const mean = reduced(d, 'ReduceMean', x, axes, shape.length);
    const centred = d.between('Sub', [x, mean]);
    const again = d.chance(0.2) ? d.between('Sub', [x, mean]) : centred;
    finish(d, divided(d, centred, again, axes, shape.length), shape);
  },
  WrittenOutLayerNorm(d) {
    const shape = d.shape(2, 4);
    const axes = axesOf(d, shape.length);
    const x = d.input(shape);
    const mean = reduced(d, 'ReduceMean', x, axes, shape.length);
    const r = inverseRoot(d, meanSquare(d, d.between('Sub', [x, mean]), axes, shape.length, 0.1));
    const m = d.chance(0.7) ? either(d, 'Mul', r, part(d, shape)) : r;
    const rest = d.between('Sub', [part(d, shape), either(d, 'Mul', mean, m)]);
    d.node('Neg', [either(d, 'Add', either(d, 'Mul', x, m), rest)]);
  },
  WrittenRmsNorm(d) {
    const shape = d.shape(2, 4);
    const axes = axesOf(d, shape.length);
    const x = d.input(shape);
    const scaled = () => {
      const r = inverseRoot(d, meanSquare(d, x, axes, shape.length));
      return either(d, 'Mul', x, either(d, 'Mul', r, part(d, shape)));
    };
    finish(d, d.chance(0.3) ? scaled() : divided(d, x, x, axes, shape.length), shape, false);
  },
  WrittenL2Norm(d) {
    if (d.opset < 8) return;
    const shape = d.shape(2, 4);
    const axes = axesOf(d, shape.length);
    const x = d.input(shape);
    const sum = () =>
      d.chance(0.5)
        ? reduced(d, 'ReduceSumSquare', x, axes, shape.length)
        : reduced(d, 'ReduceSum', square(d, x), axes, shape.length);
    const norm = () => (d.chance(0.5) ? reduced(d, 'ReduceL2', x, axes, shape.length) : root(d, sum()));
    const least = (id: string, low: number) => {
      if (d.chance(0.5)) return either(d, 'Max', id, scalar(d, low));
      return d.opset < 11
        ? d.between('Clip', [id], { min: { float: low } })
        : d.between('Clip', [id, d.constant(float32([], [low]))]);
    };
    const kept = d.pick([
      norm,
      () => least(norm(), d.pick([1e-12, 1])),
      () => either(d, 'Add', norm(), scalar(d, 1e-3)),
      () => least(either(d, 'Mul', norm(), scalar(d, 0.25)), 0.5),
      () => root(d, least(sum(), 0.25)),
      () => root(d, either(d, 'Add', sum(), scalar(d, 0.5))),
    ])();
    const divisor = d.chance(0.4) ? d.between('Expand', [kept, d.longs(shape)]) : kept;
    const y = d.chance(0.7) ? d.between('Div', [x, divisor]) : either(d, 'Mul', x, inverse(d, divisor));
    d.node('Neg', [y]);
  },
  WrittenGroupNorm(d) {
    const [groups, each] = [d.int(1, 3), d.int(1, 3)];
    const places = d.shape(1, 2, 4);
    const shape = [d.int(1, 2), groups * each, ...places];
    const grouped = d.pick([
      [shape[0], groups, each * product(places)],
      [shape[0], groups, each, ...places],
    ]);
    const x = d.between('Reshape', [d.input(shape), d.longs(grouped)]);
    const written = () => {
      const axes = grouped.map((_, axis) => axis).slice(2);
      const centred = d.between('Sub', [x, reduced(d, 'ReduceMean', x, axes, grouped.length)]);
      return d.between('Div', [centred, root(d, meanSquare(d, centred, axes, grouped.length))]);
    };
    const instance = () => {
      const filled = (value: number) => d.constant(float32([groups], new Array<number>(groups).fill(value)));
      return d.between('InstanceNormalization', [x, filled(1), filled(0)], { epsilon: { float: 1e-3 } });
    };
    const y = d.between('Reshape', [d.pick([written, instance])(), d.longs(shape)]);
    const along = () => d.noise([shape[1], ...places.map(() => 1)], 0.5, 2);
    d.node('Neg', [d.between('Add', [d.between('Mul', [y, along()]), along()])]);
  },
};
