/** A kind of case that is compared in another way, and why. */
interface Exception {
  readonly reason: string;
  readonly cases: readonly string[];
}

/** Cases whose expected elements no runtime shares: they are run, and judged by type and shape. */
export const NOT_SHARED: readonly Exception[] = [
  {
    reason: 'the results are random',
    cases: [
      'bernoulli',
      'bernoulli_expanded',
      'bernoulli_double',
      'bernoulli_double_expanded',
      'bernoulli_seed',
      'bernoulli_seed_expanded',
      'training_dropout',
      'training_dropout_default',
      'training_dropout_default_mask',
      'training_dropout_mask',
    ],
  },
  {
    reason: 'the case divides by the length before it is rounded down; runtimes, and the graph, by the length there is',
    cases: ['resize_downsample_scales_cubic_align_corners', 'resize_downsample_scales_linear_align_corners'],
  },
  {
    reason: 'the case wraps around at int8, where the operator saturates',
    cases: [
      'qlinearmatmul_2D_int8_float16',
      'qlinearmatmul_2D_int8_float32',
      'qlinearmatmul_3D_int8_float16',
      'qlinearmatmul_3D_int8_float32',
    ],
  },
  {
    reason:
      'the case places the elements in the smaller shape, and pads; its indices count in the shape that is asked for',
    cases: ['maxunpool_export_with_output_shape'],
  },
  { reason: 'the case divides 0 by 0; runtimes leave a row of zeros as it is', cases: ['l2normalization_axis_0'] },
];

/** Sums of many terms may be off by 2^-20 of the largest element that is wanted, which float32 cannot tell. */
export const LONG_SUMS: readonly string[] = ['DFT', 'STFT'];

const NOT_SHARED_CASES = new Set(NOT_SHARED.flatMap(({ cases }) => cases));

/** Whether the elements of what a case gives are compared. */
export function sharesElements(id: string): boolean {
  return !NOT_SHARED_CASES.has(id);
}
