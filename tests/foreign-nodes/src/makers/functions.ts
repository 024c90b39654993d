import { UNARY } from '@openbpu/importer-onnx';
import { float32, makeTensor } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';
import { axisOf } from './movement';

/** Real attributes with the range they are drawn from. */
const PARAMETRIC: Readonly<Record<string, readonly string[]>> = {
  Elu: ['alpha'],
  HardSigmoid: ['alpha', 'beta'],
  LeakyRelu: ['alpha'],
  Celu: ['alpha'],
  Selu: ['alpha', 'gamma'],
  ThresholdedRelu: ['alpha'],
  Shrink: ['bias', 'lambd'],
};

const SINCE: Readonly<Record<string, number>> = { Celu: 12, ThresholdedRelu: 10, Shrink: 9 };

/** A shape that broadcasts with another. */
const broadcastable = (d: NodeDraw, shape: readonly number[]) =>
  shape.map((dim) => (d.chance(0.3) ? 1 : dim)).slice(d.chance(0.4) ? d.int(0, shape.length) : 0);

const real = (d: NodeDraw, low: number, high: number) => ({ float: d.real(low, high) });

/** Functions of elements and sums of them. */
export const functions: Readonly<Record<string, Maker>> = {
  Unary(d) {
    const opType = d.pick(Object.keys(UNARY));
    if (d.opset >= UNARY[opType]) d.node(opType, [d.input(d.shape(0, 4))]);
  },
  Parametric(d) {
    const opType = d.pick(Object.keys(PARAMETRIC));
    if (d.opset < (SINCE[opType] ?? 6)) return;
    d.node(
      opType,
      [d.input(d.shape(0, 4))],
      Object.fromEntries(PARAMETRIC[opType].map((name) => [name, d.chance(0.7) ? real(d, 0.05, 2) : undefined])),
    );
  },
  Gelu(d) {
    if (d.opset >= 20) d.node('Gelu', [d.input(d.shape(0, 4))], { approximate: d.pick([undefined, 'none', 'tanh']) });
  },
  Clip(d) {
    const x = d.input(d.shape(0, 4));
    const bounds = [d.real(-3, 1), d.real(-1, 3)].map((bound) => (d.chance(0.3) ? undefined : bound));
    if (d.opset < 11)
      return d.node('Clip', [x], {
        min: bounds[0] === undefined ? undefined : { float: bounds[0] },
        max: bounds[1] === undefined ? undefined : { float: bounds[1] },
      });
    d.node('Clip', [x, ...bounds.map((bound) => (bound === undefined ? '' : d.constant(float32([], [bound]))))]);
  },
  Binary(d) {
    const shape = d.shape(0, 4);
    const dtype = d.pick(['float32', 'float32', 'int64', 'int32'] as const);
    const inputs = [
      d.input(shape, dtype, 1),
      d.chance(0.5)
        ? d.constant(d.tensor(dtype, broadcastable(d, shape), 1, 4))
        : d.input(broadcastable(d, shape), dtype, 1),
    ];
    d.node(d.pick(['Add', 'Sub', 'Mul', 'Div']), d.chance(0.3) ? inputs.reverse() : inputs);
  },
  Variadic(d) {
    if (d.opset < 8) return;
    const shape = d.shape(0, 4);
    const inputs = Array.from({ length: d.int(1, 4) }, (_, i) =>
      i === 0 ? d.input(shape) : d.operand(broadcastable(d, shape)),
    );
    d.node(d.pick(['Max', 'Min', 'Sum', 'Mean']), inputs);
  },
  Pow(d) {
    const shape = d.shape(0, 4);
    const exponent = d.chance(0.6)
      ? d.pick([[], [1], shape.map(() => 1), [1, ...shape.map(() => 1)]])
      : broadcastable(d, shape);
    d.node('Pow', [
      d.input(shape, 'float32', 0, 3),
      d.constant(
        float32(
          exponent,
          exponent.length === 0 || d.chance(0.9)
            ? new Array<number>(exponent.reduce((a, b) => a * b, 1)).fill(d.pick([0, 0.5, 1, 2, -1, 1.7]))
            : (d.tensor('float32', exponent).data as Float32Array),
        ),
      ),
    ]);
  },
  PRelu(d) {
    const shape = d.shape(1, 4, 4);
    const slope = d.pick([[1], shape.slice(1).map((dim, i) => (i === 0 ? dim : 1)), broadcastable(d, shape)]);
    if (d.opset >= 9 || slope.length > 0) d.node('PRelu', [d.input(shape), d.operand(slope)]);
  },
  Softmax(d) {
    const shape = d.shape(1, 4);
    const axis = d.chance(0.3) ? undefined : d.int(d.opset >= 11 ? -shape.length : 0, shape.length - 1);
    d.node(d.pick(['Softmax', 'Softmax', 'LogSoftmax', 'Hardmax']), [d.input(shape)], { axis });
  },
  Reduce(d) {
    const opType = d.pick([
      'ReduceMean',
      'ReduceMean',
      'ReduceSum',
      'ReduceMax',
      'ReduceMin',
      'ReduceL2',
      'ReduceSumSquare',
      'ReduceProd',
    ]);
    const shape = d.shape(1, 4);
    const axes = d.some([...shape.keys()]).map((axis) => axis - (d.opset >= 11 && d.chance(0.3) ? shape.length : 0));
    const byInput = d.opset >= (opType === 'ReduceSum' ? 13 : 18);
    const given = axes.length > 0;
    const x = d.input(shape);
    const noop = byInput && d.chance(0.3) ? d.int(0, 1) : undefined;
    d.node(opType, [x, ...(byInput && given ? [d.longs(axes)] : [])], {
      axes: !byInput && given ? axes : undefined,
      keepdims: d.chance(0.6) ? d.int(0, 1) : undefined,
      noop_with_empty_axes: noop,
    });
  },
  Arg(d) {
    const shape = d.shape(1, 4);
    d.node(d.pick(['ArgMax', 'ArgMin']), [d.input(shape)], {
      axis: d.opset >= 11 ? axisOf(d, shape.length) : d.int(0, shape.length - 1),
      keepdims: d.chance(0.6) ? d.int(0, 1) : undefined,
      select_last_index: d.opset >= 12 && d.chance(0.3) ? 1 : undefined,
    });
  },
  TopK(d) {
    const shape = d.shape(1, 3, 6);
    const axis = axisOf(d, shape.length);
    const k = d.int(1, shape.at(axis)!);
    if (d.opset < 10) d.node('TopK', [d.input(shape)], { k, axis: axis < 0 ? axis + shape.length : axis }, 2);
    else
      d.node(
        'TopK',
        [d.input(shape), d.longs([k])],
        {
          axis: d.opset < 11 && axis < 0 ? axis + shape.length : axis,
          largest: d.opset >= 11 && d.chance(0.5) ? 0 : undefined,
        },
        2,
      );
  },
  Integers(d) {
    const dtype = d.pick(['int64', 'int32'] as const);
    const shape = d.shape(1, 3, 4);
    const x = d.input(shape, dtype);
    const opType = d.pick([
      'Abs',
      'Neg',
      'Sign',
      'Clip',
      'Max',
      'MatMul',
      'ReduceMax',
      'ReduceMean',
      'ReduceSum',
      'Relu',
      'CumSum',
      'OneHot',
    ]);
    const since =
      { Sign: 9, Clip: 12, Max: 12, MatMul: 9, ReduceMax: 13, Relu: 14, CumSum: 11, OneHot: 9 }[opType] ?? 6;
    if (d.opset < since) return;
    if (opType === 'Clip')
      return d.node(opType, [
        x,
        d.constant(makeTensor(dtype, [], dtype === 'int32' ? Int32Array.of(-1) : BigInt64Array.of(-1n))),
      ]);
    if (opType === 'Max') return d.node(opType, [x, d.operand(shape, dtype)]);
    if (opType === 'MatMul') return d.node(opType, [x, d.operand([shape[shape.length - 1], 2], dtype)]);
    if (opType === 'CumSum')
      return d.node(opType, [x, d.constant(makeTensor('int64', [], BigInt64Array.of(0n)))], {
        reverse: d.int(0, 1),
        exclusive: d.int(0, 1),
      });
    if (opType === 'OneHot')
      return d.node(opType, [x, d.longs([3]), d.constant(float32([2], [0, 1]))], {
        axis: d.int(-shape.length - 1, shape.length),
      });
    d.node(opType, [x]);
  },
  Cast(d) {
    const to = d.pick([1, 6, 7, 2, 3, 9]);
    d.node('Cast', [d.input(d.shape(0, 3), d.pick(['float32', 'int32', 'int64', 'bool'] as const), 0)], { to });
  },
  Where(d) {
    if (d.opset < 9) return;
    const shape = d.shape(0, 4);
    d.node('Where', [d.input(broadcastable(d, shape), 'bool'), d.operand(shape), d.operand(broadcastable(d, shape))]);
  },
  Compare(d) {
    if (d.opset < 9) return;
    const shape = d.shape(0, 4);
    d.node(
      d.pick([
        'Less',
        'Greater',
        ...(d.opset >= 11 ? ['Equal'] : []),
        ...(d.opset >= 12 ? ['GreaterOrEqual', 'LessOrEqual'] : []),
      ]),
      [d.input(shape), d.operand(broadcastable(d, shape))],
    );
  },
};
