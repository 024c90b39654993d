import { float32, makeTensor } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';
import { axisOf } from './movement';

/** Indices into dimensions, some of them counted from the end. */
const indices = (d: NodeDraw, shape: readonly number[], limit: (i: number) => number) => {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Array.from({ length: size }, (_, i) => {
    const index = d.int(0, limit(i) - 1);
    return BigInt(d.chance(0.2) ? index - limit(i) : index);
  });
  return d.constant(makeTensor('int64', shape, BigInt64Array.from(values)));
};

/** What chooses, marks and sums elements by indices, and normalisations that stay ONNX operators. */
export const indexing: Readonly<Record<string, Maker>> = {
  ScatterND(d) {
    if (d.opset < 11) return;
    const shape = d.shape(1, 3, 4);
    const depth = d.int(1, shape.length);
    const count = d.int(1, 3);
    const reduction = d.opset >= 18 && d.chance(0.6) ? d.pick(['none', 'add', 'mul', 'min', 'max']) : undefined;
    const at = indices(d, [count, depth], (i) => shape[i % depth]);
    d.node('ScatterND', [d.input(shape), at, d.operand([count, ...shape.slice(depth)])], { reduction });
  },
  GatherND(d) {
    if (d.opset < 11) return;
    const shape = d.shape(2, 4, 4);
    const batch = d.opset >= 12 && d.chance(0.4) ? 1 : 0;
    const depth = d.int(1, shape.length - batch);
    const at = indices(d, [...shape.slice(0, batch), 3, depth], (i) => shape[batch + (i % depth)]);
    d.node('GatherND', [d.input(shape), at], batch > 0 ? { batch_dims: batch } : {});
  },
  Elements(d) {
    if (d.opset < 11) return;
    const shape = d.shape(1, 3, 4);
    const axis = axisOf(d, shape.length);
    const at = indices(
      d,
      shape.map((dim) => d.int(1, dim)),
      () => shape.at(axis)!,
    );
    d.node('GatherElements', [d.input(shape), at], { axis });
  },
  ScatterElements(d) {
    if (d.opset < 11) return;
    const shape = d.shape(1, 3, 4);
    const axis = axisOf(d, shape.length);
    const small = shape.map((dim) => d.int(1, dim));
    const reduction = d.opset >= 18 && d.chance(0.5) ? d.pick(['add', 'mul', 'min', 'max']) : undefined;
    const at = indices(d, small, () => shape.at(axis)!);
    d.node('ScatterElements', [d.input(shape), at, d.operand(small)], { axis, reduction });
  },
  CumSum(d) {
    if (d.opset < 11) return;
    const shape = d.shape(1, 3, 4);
    const axis = d.int(-shape.length, shape.length - 1);
    d.node('CumSum', [d.input(shape), d.constant(makeTensor('int64', [], BigInt64Array.of(BigInt(axis))))], {
      reverse: d.int(0, 1),
      exclusive: d.int(0, 1),
    });
  },
  Trilu(d) {
    if (d.opset < 14) return;
    const shift = d.chance(0.6) ? [d.constant(makeTensor('int64', [], BigInt64Array.of(BigInt(d.int(-3, 3)))))] : [];
    d.node('Trilu', [d.input(d.shape(2, 4), d.pick(['float32', 'int64'] as const)), ...shift], {
      upper: d.chance(0.5) ? d.int(0, 1) : undefined,
    });
  },
  Compress(d) {
    if (d.opset < 11) return;
    const shape = d.shape(1, 3, 4);
    const axis = d.chance(0.7) ? axisOf(d, shape.length) : undefined;
    const length = axis === undefined ? shape.reduce((a, b) => a * b, 1) : shape.at(axis)!;
    const kept = Uint8Array.from({ length }, (_, i) => (i === 0 ? 1 : d.int(0, 1)));
    const condition = d.constant(makeTensor('bool', [length], kept));
    d.node('Compress', [d.feed(d.tensor('float32', shape)), condition], { axis });
  },
  EyeLike(d) {
    if (d.opset < 9) return;
    d.node('EyeLike', [d.input(d.shape(2, 2))], {
      k: d.chance(0.5) ? d.int(-2, 2) : undefined,
      dtype: d.pick([undefined, 1, 6, 7]),
    });
  },
  Norms(d) {
    const shape = d.shape(4, 4, 4);
    const opType = d.pick(['LpNormalization', 'MeanVarianceNormalization', 'RMSNormalization', 'GroupNormalization']);
    const since = { MeanVarianceNormalization: 9, RMSNormalization: 23, GroupNormalization: 21 }[opType] ?? 6;
    if (d.opset < since) return;
    // Of one element ONNX Runtime makes 0 / 0; ONNX adds 1e-9 to the deviation.
    if (opType === 'MeanVarianceNormalization') return d.node(opType, [d.input(shape.with(2, shape[2] + 1))]);
    if (opType === 'LpNormalization')
      return d.node(opType, [d.input(shape, 'float32', 1, 4)], {
        axis: axisOf(d, 4),
        p: d.int(1, 2),
      });
    if (opType === 'RMSNormalization') {
      const axis = d.int(1, 3);
      return d.node(opType, [d.input(shape), d.noise(shape.slice(axis), 0.5, 2)], {
        axis: d.chance(0.5) ? axis : axis - 4,
        epsilon: { float: 1e-3 },
      });
    }
    const channels = 4;
    const scale = [channels];
    return d.node(opType, [d.input(shape.with(1, channels)), d.noise(scale, 0.5, 2), d.noise(scale)], {
      num_groups: d.pick([1, 2, 4]),
      epsilon: { float: 1e-3 },
    });
  },
  TrainingBatchNorm(d) {
    if (d.opset < 15) return;
    const shape = d.shape(2, 4, 4);
    const part = (low: number, high: number) => d.noise([shape[1]], low, high);
    d.node(
      'BatchNormalization',
      [d.constant(d.tensor('float32', shape.with(0, 3))), part(0.5, 2), part(-1, 1), part(-1, 1), part(0.5, 2)],
      { training_mode: 1, epsilon: { float: 1e-2 } },
    );
  },
  Functions(d) {
    const opType = d.pick(['Acosh', 'Asinh', 'Atanh', 'IsNaN', 'IsInf', 'Mod', 'ReduceL1', 'ReduceLogSum']);
    const since = { IsNaN: 9, IsInf: 10, Mod: 10, Acosh: 9, Asinh: 9, Atanh: 9 }[opType] ?? 6;
    if (d.opset < since) return;
    const shape = d.shape(1, 3);
    if (opType === 'IsNaN' || opType === 'IsInf')
      return d.node(opType, [d.feed(float32([5], [1, NaN, Infinity, -Infinity, 0]))]);
    if (opType === 'Mod') return d.node(opType, [d.input(shape), d.noise(shape, 0.5, 3)], { fmod: 1 });
    const [low, high] = { Acosh: [1, 4], Atanh: [-0.9, 0.9], ReduceLogSum: [0.5, 4] }[opType] ?? [-4, 4];
    d.node(opType, [d.input(shape, 'float32', low, high)]);
  },
  LogSumExp(d) {
    d.node('ReduceLogSumExp', [d.input(d.shape(1, 3), 'float32', -4, 4)], {
      keepdims: d.chance(0.5) ? d.int(0, 1) : undefined,
    });
  },
  Einsum(d) {
    if (d.opset < 12) return;
    const sizes = new Map('abcdefg'.split('').map((label) => [label, d.int(1, 4)] as const));
    const shape = (labels: string) => Array.from(labels, (label) => sizes.get(label)!);
    const [x, y, z] = Array.from({ length: 3 }, () =>
      d
        .some([...sizes.keys()])
        .slice(0, 4)
        .join(''),
    );
    const twice = (term: string) => (term.length > 0 && d.chance(0.2) ? term + d.pick([...term]) : term);
    const drawn = d.pick([[x, y], [x, y], [x], [x, y, z]]).filter((term) => term !== '');
    const terms = drawn.map(twice);
    if (terms.length === 0) return;
    const known = [...new Set(terms.join(''))];
    const output = known.filter(() => d.chance(0.6)).sort(() => (d.chance(0.5) ? 1 : -1));
    const dots = d.chance(0.3);
    const inputs = terms.map((term, i) => {
      const own = [...(dots ? [d.chance(0.3) ? 1 : 2, 3] : []), ...shape(term)];
      return i === 0 ? d.input(own) : d.operand(own);
    });
    const mark = dots ? '...' : '';
    const right = d.chance(0.8) ? ` -> ${mark}${output.join('')}` : '';
    d.node('Einsum', inputs, { equation: terms.map((term) => `${mark}${term}`).join(d.pick([',', ' , '])) + right });
  },
  Dropout(d) {
    if (d.opset < 12) return d.node('Dropout', [d.input(d.shape(1, 3))], { ratio: { float: 0.3 } });
    const training = d.chance(0.5);
    const ratio = d.constant(float32([], [training ? 0 : 0.4]));
    const mode = d.constant(makeTensor('bool', [], Uint8Array.of(training ? 1 : 0)));
    d.node('Dropout', [d.input(d.shape(1, 3)), ratio, ...(training || d.chance(0.5) ? [mode] : [])], {}, d.int(1, 2));
  },
  Windows(d) {
    if (d.opset < 17) return;
    const size = d.constant(makeTensor('int64', [], BigInt64Array.of(BigInt(d.int(2, 9)))));
    d.node(d.pick(['HannWindow', 'HammingWindow', 'BlackmanWindow']), [size], {
      periodic: d.chance(0.6) ? d.int(0, 1) : undefined,
    });
  },
};
