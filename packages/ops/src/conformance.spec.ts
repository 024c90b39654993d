import type { OpDef, RawAttrs } from '@openbpu/ir';
import { type Tensor, expectDType, makeTensor, reshapeTensor } from '@openbpu/tensor';
import { conformanceCases } from './conformance.fixture';
import { AveragePool } from './float/AveragePool';
import { BatchNormalization } from './float/BatchNormalization';
import { Conv } from './float/Conv';
import { ConvTranspose } from './float/ConvTranspose';
import { Gemm } from './float/Gemm';
import { GlobalAveragePool } from './float/GlobalAveragePool';
import { GlobalMaxPool } from './float/GlobalMaxPool';
import { MatMul } from './float/MatMul';
import { MaxPool } from './float/MaxPool';
import { ReduceMean } from './float/ReduceMean';
import { Resize } from './float/Resize';
import { Softmax } from './float/Softmax';
import { run } from './ops.fixture';

/** One ONNX node case in the canonical form: what an importer would write for it. */
interface Canonical {
  readonly name: string;
  readonly evaluate: (inputs: readonly Tensor[]) => Tensor;
}

function canonical<A>(
  op: OpDef<A>,
  cases: Readonly<Record<string, RawAttrs>>,
  rewrite: (inputs: readonly Tensor[]) => readonly Tensor[] = (inputs) => inputs,
): Canonical[] {
  return Object.entries(cases).map(([name, raw]) => ({ name, evaluate: (inputs) => run(op, raw, rewrite(inputs))[0] }));
}

/** The columns of a matrix as rows. */
function transposed(matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape;
  const { data } = expectDType(matrix, 'float32');
  return makeTensor(
    'float32',
    [columns, rows],
    Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  );
}

const asColumnsBias = ([a, b, c]: readonly Tensor[]): Tensor[] => [
  a,
  transposed(b),
  ...(c ? [reshapeTensor(c, [c.data.length])] : []),
];
const first = (inputs: readonly Tensor[]) => inputs.slice(0, 1);
const all = (n: number): number[] => [n, n, n, n];
const k = (h: number, s = 1, pads = all(0)): RawAttrs => ({ kernel: [h, h], strides: [s, s], pads });
const dilated = { kernel: [2, 2], dilations: [2, 2] };

const CASES: readonly Canonical[] = [
  ...canonical(Conv, {
    basic_conv_with_padding: k(3, 1, all(1)),
    basic_conv_without_padding: k(3),
    conv_with_autopad_same: k(3, 2, all(1)),
    conv_with_strides_no_padding: k(3, 2),
    conv_with_strides_padding: k(3, 2, all(1)),
    conv_with_strides_and_asymmetric_padding: k(3, 2, [1, 0, 1, 0]),
  }),
  ...canonical(ConvTranspose, {
    convtranspose: k(3),
    convtranspose_autopad_same: k(3, 2, [0, 0, 1, 1]),
    convtranspose_dilations: dilated,
    convtranspose_group_2: { ...k(3), group: 2 },
    convtranspose_group_2_image_3: { ...k(3), group: 2 },
    convtranspose_kernel_shape: { kernel: [3, 3], strides: [3, 2], output_padding: [1, 1] },
    convtranspose_output_shape: { kernel: [3, 3], strides: [3, 2], output_padding: [1, 1] },
    convtranspose_pad: { kernel: [3, 3], strides: [3, 2], output_padding: [1, 1] },
    convtranspose_pads: { kernel: [3, 3], strides: [3, 2], pads: [1, 2, 1, 2] },
  }),
  ...canonical(
    Gemm,
    { gemm_default_no_bias: {}, gemm_default_vector_bias: {}, gemm_default_zero_bias: {} },
    asColumnsBias,
  ),
  ...canonical(MatMul, {
    matmul_1d_1d: {},
    matmul_1d_3d: {},
    matmul_2d: {},
    matmul_3d: {},
    matmul_4d: {},
    matmul_4d_1d: {},
    matmul_bcast: {},
  }),
  ...canonical(MaxPool, {
    maxpool_2d_ceil: k(3, 2, [0, 0, 1, 1]),
    maxpool_2d_ceil_output_size_reduce_by_one: k(1, 2),
    maxpool_2d_default: k(2),
    maxpool_2d_dilations: dilated,
    maxpool_2d_pads: k(3, 1, all(2)),
    maxpool_2d_precomputed_pads: k(5, 1, all(2)),
    maxpool_2d_precomputed_same_upper: k(3, 2, all(1)),
    maxpool_2d_precomputed_strides: k(2, 2),
    maxpool_2d_same_lower: k(2, 1, [1, 1, 0, 0]),
    maxpool_2d_same_upper: k(2, 1, [0, 0, 1, 1]),
    maxpool_2d_strides: k(5, 3),
  }),
  ...canonical(AveragePool, {
    averagepool_2d_ceil: k(3, 2, [0, 0, 1, 1]),
    averagepool_2d_ceil_last_window_starts_on_pad: { ...k(3, 3, all(1)), counted: all(1) },
    averagepool_2d_default: k(2),
    averagepool_2d_dilations: dilated,
    averagepool_2d_pads: k(3, 1, all(2)),
    averagepool_2d_pads_count_include_pad: { ...k(3, 1, all(2)), counted: all(2) },
    averagepool_2d_precomputed_pads: k(5, 1, all(2)),
    averagepool_2d_precomputed_pads_count_include_pad: { ...k(5, 1, all(2)), counted: all(2) },
    averagepool_2d_precomputed_same_upper: k(3, 2, all(1)),
    averagepool_2d_precomputed_strides: k(2, 2),
    averagepool_2d_same_lower: k(2, 1, [1, 1, 0, 0]),
    averagepool_2d_same_upper: k(2, 1, [0, 0, 1, 1]),
    averagepool_2d_strides: k(5, 3),
  }),
  ...canonical(GlobalAveragePool, { globalaveragepool: {}, globalaveragepool_precomputed: {} }),
  ...canonical(GlobalMaxPool, { globalmaxpool: {}, globalmaxpool_precomputed: {} }),
  ...canonical(BatchNormalization, { batchnorm_example: {}, batchnorm_epsilon: { epsilon: 0.01 } }),
  ...canonical(
    ReduceMean,
    {
      reduce_mean_default_axes_keepdims_random: { axes: [0, 1, 2] },
      reduce_mean_do_not_keepdims_random: { axes: [1], keepdims: false },
      reduce_mean_keepdims_random: { axes: [1] },
      reduce_mean_negative_axes_keepdims_random: { axes: [-2] },
    },
    first,
  ),
  ...canonical(
    Resize,
    {
      resize_downsample_scales_linear: { mode: 'linear', height: 1, width: 2, scales: [0.6, 0.6] },
      resize_downsample_scales_nearest: { mode: 'nearest', height: 1, width: 2, scales: [0.6, 0.6] },
      resize_downsample_sizes_linear_pytorch_half_pixel: {
        mode: 'linear',
        coordinate: 'pytorch_half_pixel',
        height: 3,
        width: 1,
      },
      resize_downsample_sizes_nearest: { mode: 'nearest', height: 1, width: 3 },
      resize_upsample_scales_linear: { mode: 'linear', height: 4, width: 4 },
      resize_upsample_scales_linear_align_corners: { mode: 'linear', coordinate: 'align_corners', height: 4, width: 4 },
      resize_upsample_scales_nearest: { mode: 'nearest', height: 4, width: 6 },
      resize_upsample_sizes_nearest: { mode: 'nearest', height: 7, width: 8 },
      resize_upsample_sizes_nearest_ceil_half_pixel: { mode: 'nearest', nearestMode: 'ceil', height: 8, width: 8 },
      resize_upsample_sizes_nearest_floor_align_corners: {
        mode: 'nearest',
        nearestMode: 'floor',
        coordinate: 'align_corners',
        height: 8,
        width: 8,
      },
      resize_upsample_sizes_nearest_round_prefer_ceil_asymmetric: {
        mode: 'nearest',
        nearestMode: 'round_prefer_ceil',
        coordinate: 'asymmetric',
        height: 8,
        width: 8,
      },
    },
    first,
  ),
  ...canonical(Softmax, {
    softmax_axis_0: { axis: 0 },
    softmax_axis_1: { axis: 1 },
    softmax_axis_2: { axis: 2 },
    softmax_default_axis: {},
    softmax_example: {},
    softmax_large_number: {},
  }),
];

/** Cases whose expected outputs were published with four digits. */
const FOUR_DIGITS = new Set(['averagepool_2d_ceil_last_window_starts_on_pad']);

describe('ONNX node conformance', () => {
  const found = conformanceCases(new Set(CASES.map(({ name }) => name)));
  if (typeof found === 'string') {
    it.skip(`skipped: ${found}`, () => undefined);
    return;
  }
  it.each(CASES.map(({ name, evaluate }) => [name, evaluate] as const))('%s', (name, evaluate) => {
    const one = found.get(name);
    expect(one).toBeDefined();
    const [expected] = one!.outputs;
    const y = evaluate(one!.inputs);
    expect(y.shape).toEqual(expected.shape);
    const wanted = expectDType(expected, 'float32').data;
    const worst = expectDType(y, 'float32').data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - wanted[i]) / Math.max(1, Math.abs(wanted[i]))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(FOUR_DIGITS.has(name) ? 1e-4 : 1e-5);
  });
});
