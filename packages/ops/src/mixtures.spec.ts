import type { AnyOp, OpDef, RawAttrs } from '@openbpu/ir';
import { type Shape, type Tensor, expectDType, float32, scaleOfThreshold, sizeOf } from '@openbpu/tensor';
import * as ops from './all';
import { noise, quantiseHere } from './ops.fixture';
import { type ActivationDType, expectQuantised, quantised } from './support/quantised';

/** A float op, the shapes of what it computes from, its constants, and by how much a unit of error may grow. */
interface Trial {
  readonly op: AnyOp;
  readonly attrs?: RawAttrs;
  readonly shapes: readonly Shape[];
  readonly constants?: readonly Tensor[];
  readonly growth?: number;
}

const trial = <A>(op: OpDef<A>, rest: Omit<Trial, 'op'>): Trial => ({ op, ...rest });

const IMAGE = [1, 4, 4, 6];
/** Weights that int8 holds exactly at their scale: the error that is left is that of activations. */
const whole = (shape: Shape) =>
  float32(
    shape,
    noise(shape, 7).data.map((w, i) => (i % 2 === 0 ? 127 : Math.round(w * 127)) / 128),
  );

const TRIALS: readonly Trial[] = [
  trial(ops.Add, { shapes: [IMAGE, [1, 4, 1, 1]], growth: 2 }),
  trial(ops.Sub, { shapes: [IMAGE, IMAGE], growth: 2 }),
  trial(ops.Mul, { shapes: [IMAGE, IMAGE], growth: 2 }),
  trial(ops.Add, { attrs: { min: 0, max: 0.5 }, shapes: [IMAGE], constants: [noise([4, 1, 1], 3)], growth: 2 }),
  trial(ops.Mul, { shapes: [IMAGE], constants: [noise([4, 1, 1], 3)], growth: 2 }),
  trial(ops.Conv, {
    attrs: { kernel: [3, 3], pads: [1, 1, 1, 1] },
    shapes: [IMAGE],
    constants: [whole([3, 4, 3, 3]), noise([3], 2)],
    growth: 36,
  }),
  trial(ops.Conv, {
    attrs: { kernel: [1, 2], group: 4, min: 0 },
    shapes: [IMAGE],
    constants: [whole([4, 1, 1, 2])],
    growth: 2,
  }),
  trial(ops.ConvTranspose, {
    attrs: { kernel: [2, 2], strides: [2, 2] },
    shapes: [IMAGE],
    constants: [whole([4, 2, 2, 2]), noise([2], 2)],
    growth: 16,
  }),
  trial(ops.AveragePool, { attrs: { kernel: [3, 2], pads: [1, 0, 1, 1] }, shapes: [IMAGE] }),
  trial(ops.GlobalAveragePool, { shapes: [IMAGE] }),
  trial(ops.ReduceMean, { attrs: { axes: [1, 3] }, shapes: [IMAGE] }),
  trial(ops.MaxPool, { attrs: { kernel: [2, 2] }, shapes: [IMAGE] }),
  trial(ops.GlobalMaxPool, { shapes: [IMAGE] }),
  trial(ops.Resize, { attrs: { mode: 'nearest', height: 8, width: 3 }, shapes: [IMAGE] }),
  trial(ops.Resize, { attrs: { mode: 'linear', height: 8, width: 12 }, shapes: [IMAGE] }),
  trial(ops.PRelu, { shapes: [IMAGE], constants: [noise([4], 5)] }),
  trial(ops.LeakyRelu, { shapes: [IMAGE] }),
  trial(ops.Sigmoid, { shapes: [IMAGE] }),
  trial(ops.Tanh, { shapes: [IMAGE] }),
  trial(ops.Relu, { shapes: [IMAGE] }),
  trial(ops.Softmax, { attrs: { axis: 3 }, shapes: [IMAGE] }),
  trial(ops.Concat, { attrs: { axis: 1 }, shapes: [IMAGE, IMAGE] }),
  trial(ops.Concat, { attrs: { axis: 1 }, shapes: [IMAGE], constants: [noise(IMAGE, 4)] }),
  trial(ops.Split, { attrs: { axis: 1, sizes: [4] }, shapes: [IMAGE] }),
  trial(ops.Slice, { attrs: { starts: [1], ends: [3], axes: [2] }, shapes: [IMAGE] }),
  trial(ops.Pad, { attrs: { pads: [0, 0, 1, 0, 0, 0, 0, 2], value: 0.75 }, shapes: [IMAGE] }),
  trial(ops.Reshape, { attrs: { shape: [1, 16, 6, 1] }, shapes: [IMAGE] }),
  trial(ops.Transpose, { attrs: { perm: [0, 3, 1, 2] }, shapes: [IMAGE] }),
  trial(ops.Expand, { attrs: { shape: [2, 4, 4, 6] }, shapes: [IMAGE] }),
  trial(ops.Identity, { shapes: [IMAGE] }),
  trial(ops.DepthToSpace, { attrs: { blocksize: 2, mode: 'CRD' }, shapes: [IMAGE] }),
  trial(ops.SpaceToDepth, { attrs: { blocksize: 2 }, shapes: [IMAGE] }),
];

const TYPES: readonly ActivationDType[] = ['int8', 'int16'];

/** The largest distance, in reals, of the integer form from the float op on the reals that its integers stand for. */
function distance(
  { op, attrs = {}, shapes, constants = [] }: Trial,
  x: readonly ActivationDType[],
  y: ActivationDType,
) {
  const scales = x.map((dtype) => scaleOfThreshold(1, dtype));
  const integers = shapes.map((shape, i) => quantised(noise(shape, i + 1), scales[i], x[i]));
  const reals = integers.map(({ shape, data }, i) =>
    float32(
      shape,
      Array.from(data, (q) => q * scales[i]),
    ),
  );
  const parsed = op.parseAttrs(attrs);
  const [wanted] = op.eval([...reals, ...constants], parsed);
  const real = expectDType(wanted, 'float32').data;
  const most = real.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const scale = scaleOfThreshold(most, y);
  const inputs = [...integers.map((q, i) => ({ q, scale: scales[i] })), ...constants.map((constant) => ({ constant }))];
  const { result } = quantiseHere(op, attrs, inputs, { dtype: y, scale });
  expect([result.dtype, sizeOf(result.shape)]).toEqual([y, real.length]);
  const found = expectQuantised(result).data;
  return { error: real.reduce((worst, value, i) => Math.max(worst, Math.abs(found[i] * scale - value)), 0), scale };
}

describe.each(TRIALS.map((each, i) => [`${each.op.name} (${i})`, each] as const))('%s', (_, each) => {
  const mixtures = TYPES.flatMap((a) => TYPES.flatMap((b) => TYPES.map((y) => [a, b, y] as const))).filter(
    ([a, b]) => each.shapes.length > 1 || a === b,
  );

  it.each(mixtures)('of %s and %s gives %s, a step or so from the real thing', (a, b, y) => {
    const x = [a, b].slice(0, each.shapes.length);
    const { error, scale } = distance(each, x, y);
    expect(error).toBeLessThan(scale * (1 + (each.growth ?? 0) * 0.51));
  });
});
