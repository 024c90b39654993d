/** Rows whose op takes images only: the rank is 4 before any rule is asked. */
const IMAGE_ROWS: readonly string[] = [
  'AveragePool',
  'Conv',
  'ConvTranspose',
  'DepthToSpace',
  'Gemm',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'GridSample',
  'MaxPool',
  'Resize',
  'SpaceToDepth',
];

/** What the importers make certain, so that no rule need ask. */
export function knownOf(row: string): Readonly<Record<string, number | string>> {
  /** Models are brought to the meaning of opset 11 or later; a Softmax that flattens is rewritten on import. */
  const always = { opset: 11, softmax_flavor: 'pytorch' };
  return IMAGE_ROWS.includes(row) ? { ...always, rank: 4, max_rank: 4 } : always;
}

/** Rules that no node can break, or that the machine keeps for every node, by `row/rule`, and why. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  'Gather/indices_fm': 'importers leave a Gather by computed indices an operator of its own, which stays on the CPU',
  'Gather/indices_const': 'ONNX has no other indices',
  'GatherElements/indices_dtype': 'ONNX has no other indices',
  'TopK/indices_dtype': 'ONNX gives int64',
  'TopK/sorted': 'importers leave an unsorted TopK an operator of its own, which stays on the CPU',
  'Resize/roi_const': 'Resize has no region of interest; importers refuse one',
  'Resize/roi_hw': 'Resize has no region of interest; importers refuse one',
  'Resize/roi_integer': 'Resize has no region of interest; importers refuse one',
  'GreaterOrEqual/not_native': 'Less, then Not, is one instruction of the machine',
  'LessOrEqual/not_native': 'Greater, then Not, is one instruction of the machine',
};

/** Rows whose reasons were taken over from another row, as `march/row`, and the row that they still name. */
export const SPEAKS_OF: Readonly<Record<string, string>> = { 'bernoulli2/Div': 'Mul' };

/** Further guards, by `march/row/rule`: an expression under which the rule is passed over. */
export const UNLESS: Readonly<Record<string, string>> = {
  /** The row of Gemm has wider limits of its own for them. */
  'bernoulli2/Conv/channels_plain': 'fully_connected',
};

/** Further guards for whole rows: an expression that must hold. */
export const ONLY_WHERE: Readonly<Record<string, string>> = {
  /** Held against convolutions, since that is what a fully connected layer has become. */
  Gemm: 'fully_connected',
};

/** What to do about a broken rule, by `row/rule` or the rule of any row; where its sentence does not say it already. */
export const HINTS: Readonly<Record<string, string>> = {
  rank4: 'keep four dimensions up to it, or reshape to rank 4 around it',
  'Sigmoid/aligned_8192': 'train with Relu in its place, or feed a smaller picture',
  'Conv/dilated_stride': 'convolve with stride 1 and pool behind it',
  'Conv/dilated_divisible': 'pad the input to a multiple of the dilation',
  'Conv/kernel': 'stack smaller kernels to the same window',
  'ConvTranspose/stride_11': 'a transposed convolution of stride 1 is a convolution with the flipped kernel',
  'ConvTranspose/stride': 'resize by 2 and convolve, or chain transposed convolutions of stride 2',
  'AveragePool/kernel': 'pool the whole image with GlobalAveragePool, or in two steps',
  'MaxPool/kernel': 'pool in two steps of smaller kernels',
  'MatMul/same_rank': 'reshape the shorter operand to the rank of the other',
  'Pow/scalar_exp': 'use Mul where the exponent is a whole number',
  'ReduceMean/keepdims': 'keep the dimensions and reshape behind it',
  'ReduceMax/keepdims': 'keep the dimensions and reshape behind it',
  'Gather/rank_4': 'reshape to rank 4 around it',
  'Resize/nearest_pow2': 'resize to a power of two times the size, or use linear interpolation',
  'Softmax/axis': 'transpose so that the classes come to an accepted axis',
  'Relu/fuse_into_conv': 'put the Relu directly behind a convolution that nothing else reads',
  'Concat/axis': 'split the work by batch outside of the model',
};

/** Rows that name int8 alone where the march has int16, and leave open whether they take it. */
export const INT16_UNSTATED: readonly string[] = [
  'AveragePool',
  'Gather',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'GridSample',
  'LSTM',
  'MatMul',
  'Resize',
  'Upsample',
];
