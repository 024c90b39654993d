import { float32, int32 } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';

const COORDINATES = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'];
const NEAREST = ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'];

/** Scales of an image; the batch and the channels mostly stay. */
function scalesOf(d: NodeDraw, shape: readonly number[]): number[] {
  const scale = () => d.pick([1, 2, 3, 0.5, d.real(0.4, 3), d.real(0.4, 3)]);
  return shape.map((dim, i) => (i < 2 && d.chance(0.95) ? 1 : Math.max(scale(), 1 / dim)));
}

/** Layers with weights, normalisations and resizing. */
export const layers: Readonly<Record<string, Maker>> = {
  Gemm(d) {
    const [n, k, m] = d.ints(3, 1, 5);
    const [transA, transB] = [d.int(0, 1), d.int(0, 1)];
    const a = d.input(transA ? [k, n] : [n, k]);
    const b = d.operand(transB ? [m, k] : [k, m]);
    const c = d.opset < 11 || d.chance(0.8) ? [d.operand(d.pick([[], [1], [m], [1, m], [n, 1], [n, m], [1, 1]]))] : [];
    const factor = () => (d.chance(0.5) ? { float: d.pick([1, 0, d.real(-2, 2)]) } : undefined);
    d.node('Gemm', [a, b, ...c], {
      transA: transA || undefined,
      transB: transB || undefined,
      alpha: factor(),
      beta: factor(),
    });
  },
  LSTM(d) {
    if (d.opset < 7) return;
    const [steps, features, hidden] = [d.int(1, 4), d.int(1, 3), d.int(1, 3)];
    const batch = d.chance(0.7) ? 1 : 2;
    const direction = d.pick(['forward', 'forward', 'reverse', 'bidirectional']);
    const ways = direction === 'bidirectional' ? 2 : 1;
    const state = () => d.operand([ways, batch, hidden]);
    const lengths = d.chance(0.2)
      ? d.constant(
          int32(
            [batch],
            Array.from({ length: batch }, () => steps),
          ),
        )
      : '';
    const more = d.pick([[], [d.noise([ways, 8 * hidden])], [d.noise([ways, 8 * hidden]), lengths, state(), state()]]);
    d.node(
      'LSTM',
      [
        d.input([steps, batch, features]),
        d.noise([ways, 4 * hidden, features]),
        d.noise([ways, 4 * hidden, hidden]),
        ...more,
      ],
      { hidden_size: hidden, direction: d.chance(0.8) ? direction : ways === 2 ? direction : undefined },
      3,
    );
  },
  MatMul(d) {
    const [n, k, m] = d.ints(3, 1, 5);
    const batch = d.shape(0, 2, 3);
    const left = d.chance(0.15) ? [k] : [...batch, n, k];
    const right = d.chance(0.15)
      ? [k]
      : [...batch.map((dim) => d.pick([dim, 1])).slice(d.chance(0.5) ? batch.length : 0), k, m];
    const inputs = [left, right].map((shape) => d.operand(shape));
    d.node('MatMul', d.feeds.size > 0 ? inputs : [d.input(left), inputs[1]]);
  },
  BatchNormalization(d) {
    const shape = d.shape(2, 5);
    const parts = [d.noise([shape[1]]), d.noise([shape[1]]), d.noise([shape[1]]), d.noise([shape[1]], 0.1, 4)];
    d.node('BatchNormalization', [d.input(shape), ...parts], {
      epsilon: d.chance(0.5) ? { float: d.pick([0, 1e-3, 0.1]) } : undefined,
      momentum: d.chance(0.3) ? { float: 0.5 } : undefined,
    });
  },
  InstanceNormalization(d) {
    const shape = d.shape(3, 4);
    d.node('InstanceNormalization', [d.input(shape), d.noise([shape[1]]), d.noise([shape[1]])], {
      epsilon: d.chance(0.5) ? { float: 0.01 } : undefined,
    });
  },
  LayerNormalization(d) {
    if (d.opset < 17) return;
    const shape = d.shape(1, 4);
    const axis = d.int(-shape.length, shape.length - 1);
    const inner = shape.slice(axis);
    d.node(
      'LayerNormalization',
      [d.input(shape), d.operand(inner), ...(d.chance(0.5) ? [d.operand(inner)] : [])],
      { axis, epsilon: d.chance(0.5) ? { float: 0.01 } : undefined },
      d.pick([1, 1, 1, 3]),
    );
  },
  GroupNormalization(d) {
    if (d.opset < 21) return;
    const [groups, each] = d.ints(2, 1, 3);
    const channels = groups * each;
    d.node(
      'GroupNormalization',
      [d.input([d.int(1, 2), channels, ...d.shape(1, 2)]), d.noise([channels]), d.noise([channels])],
      { num_groups: groups },
    );
  },
  LRN(d) {
    d.node('LRN', [d.input([d.int(1, 2), d.int(1, 6), ...d.shape(2, 2)])], {
      size: d.pick([1, 3, 5]),
      alpha: d.chance(0.5) ? { float: 0.1 } : undefined,
      bias: d.chance(0.5) ? { float: 2 } : undefined,
    });
  },
  Upsample(d) {
    if (d.opset > 9) return;
    const shape = d.chance(0.9) ? [d.int(1, 2), d.int(1, 3), d.int(1, 6), d.int(1, 6)] : d.shape(3, 3);
    const scales = scalesOf(d, shape).map((scale) => Math.max(scale, 1));
    const x = d.input(shape);
    const mode = d.pick([undefined, 'nearest', 'linear']);
    if (d.opset < 9) d.node('Upsample', [x], { mode, scales: { floats: scales } });
    else d.node('Upsample', [x, d.constant(float32([scales.length], scales))], { mode });
  },
  GridSample(d) {
    if (d.opset < 16) return;
    const [n, c, h, w] = [d.int(1, 2), d.int(1, 3), d.int(1, 6), d.int(1, 6)];
    const deep = d.opset >= 20 && d.chance(0.1);
    const linear = d.opset < 20 ? 'bilinear' : 'linear';
    const cubic = d.opset < 20 ? 'bicubic' : 'cubic';
    const plane = d.shape(2, 2);
    const grid = deep ? [n, 2, ...plane, 3] : [n, ...plane, 2];
    d.node('GridSample', [d.input(deep ? [n, c, 2, h, w] : [n, c, h, w]), d.operand(grid)], {
      mode: d.pick([undefined, linear, linear, 'nearest', ...(deep ? [] : [cubic])]),
      padding_mode: d.pick([undefined, 'zeros', 'border', 'reflection']),
      align_corners: d.pick([undefined, 0, 1]),
    });
  },
  Resize(d) {
    if (d.opset < 10) return;
    const shape = d.chance(0.9) ? [d.int(1, 2), d.int(1, 3), d.int(1, 7), d.int(1, 7)] : d.shape(3, 3);
    const scales = scalesOf(d, shape);
    const x = d.input(shape);
    const mode = d.pick(['nearest', 'nearest', 'linear', 'linear', 'cubic']);
    if (d.opset < 11)
      return d.node('Resize', [x, d.constant(float32([scales.length], scales))], {
        mode: mode === 'cubic' ? undefined : mode,
      });
    const axes =
      d.opset >= 18 && d.chance(0.4)
        ? d.pick([[2, 3], [3, 2], [-2, -1], [3]]).filter((axis) => axis < shape.length)
        : undefined;
    const along = <T>(values: readonly T[]) => (axes ? axes.map((axis) => values.at(axis)!) : [...values]);
    const bySizes = d.chance(0.5);
    const sizes = shape.map((dim, i) => (i < 2 ? dim : d.pick([dim, 2 * dim, d.int(1, 12)])));
    const roi = d.opset < 13 || d.chance(0.3) ? d.constant(float32([0], [])) : '';
    const none = d.opset < 13 ? d.constant(float32([0], [])) : '';
    const chosen = along(scales);
    const given = bySizes ? [none, d.longs(along(sizes))] : [d.constant(float32([chosen.length], chosen))];
    d.node('Resize', [x, roi, ...given], {
      mode,
      axes,
      coordinate_transformation_mode: d.chance(0.2)
        ? undefined
        : d.pick([...COORDINATES, ...(d.opset >= 19 ? ['half_pixel_symmetric'] : [])]),
      nearest_mode: d.chance(0.2) ? undefined : d.pick(NEAREST),
      // The runtime loses axes counted from the end where it keeps an aspect.
      keep_aspect_ratio_policy:
        bySizes && axes?.every((axis) => axis >= 0) && d.chance(0.4)
          ? d.pick(['stretch', 'not_larger', 'not_smaller'])
          : undefined,
      antialias: d.opset >= 18 && mode !== 'nearest' && d.chance(0.2) ? 1 : undefined,
      exclude_outside: mode === 'cubic' && d.chance(0.3) ? 1 : undefined,
    });
  },
  Quantise(d) {
    if (d.opset < 10) return;
    const shape = d.shape(2, 4);
    const perChannel = d.opset >= 13 && d.chance(0.5);
    const scale = perChannel ? d.noise([shape[1]], 0.1, 1) : d.constant(float32([], [d.real(0.1, 1)]));
    const dtype = d.pick(['int8', 'uint8'] as const);
    const zero = d.constant(d.tensor(dtype, perChannel ? [shape[1]] : []));
    if (d.chance(0.5))
      d.node('QuantizeLinear', [d.input(shape), scale, ...(dtype === 'int8' || d.chance(0.5) ? [zero] : [])]);
    else d.node('DequantizeLinear', [d.input(shape, dtype), scale, zero]);
  },
};
