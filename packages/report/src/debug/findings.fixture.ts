import type {
  AccumulatedError,
  ChannelDistribution,
  Distribution,
  DistributionSeries,
  SensitivityResult,
} from '@openbpu/analysis';

/** The table that the guide prints. */
export const GUIDE_RANKS: SensitivityResult = {
  kind: 'node',
  metrics: ['cosine-similarity', 'mse'],
  samples: 10,
  nodes: new Map(
    (
      [
        ['Conv_3', 0.999009567957658, 0.027825591154396534],
        ['MaxPool_2', 0.9993462241612948, 0.017706592209064044],
        ['Conv_6', 0.9998359175828787, 0.004541242333988731],
        ['MaxPool_5', 0.9998616805443397, 0.0038416787014844325],
        ['Conv_0', 0.9999297948984, 0.0019312848587735342],
        ['Gemm_19', 0.9999609772975628, 0.0010773885699633795],
        ['Conv_8', 0.9999629625907311, 0.0010301886404004807],
        ['Gemm_15', 0.9999847687207736, 0.00041888411550854263],
        ['MaxPool_12', 0.9999853235024673, 0.0004039733791544747],
        ['Conv_10', 0.999985763659844, 0.0004040437432614943],
        ['Gemm_17', 0.9999913985912616, 0.0002379088904350423],
      ] as const
    ).map(([node, cosine, mse]) => [
      node,
      new Map([
        ['cosine-similarity', cosine],
        ['mse', mse],
      ] as const),
    ]),
  ),
};

/** Values that are spread like a bell around `middle`, in `bins` bins from `low` to `high`. */
export function bell(
  label: DistributionSeries['label'],
  {
    low,
    high,
    middle = 0,
    width = 1,
    bins = 100,
  }: { low: number; high: number; middle?: number; width?: number; bins?: number },
): DistributionSeries {
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + (i / bins) * (high - low));
  const counts = Array.from({ length: bins }, (_, i) =>
    Math.round(50_000 * Math.exp(-(((edges[i] + edges[i + 1]) / 2 - middle) ** 2) / (2 * width * width))),
  );
  return { label, histogram: { edges, counts }, low, high, largest: Math.max(Math.abs(low), Math.abs(high)) };
}

export const NODE_OUTPUT: Distribution = {
  node: 'Conv_2',
  figure: 'node_output',
  series: [
    bell('float', { low: -4.2, high: 6.3 }),
    bell('quantised', { low: -4.2, high: 5.1 }),
    bell('error', { low: -0.02, high: 1.2, width: 0.01 }),
  ],
  threshold: 5.12,
};

export const WEIGHT: Distribution = {
  node: '471_HzCalibration',
  figure: 'weight',
  series: [
    bell('float', { low: -0.8, high: 0.7, width: 0.2 }),
    bell('quantised', { low: -0.8, high: 0.7, width: 0.2 }),
  ],
  threshold: 0.1,
};

/** `count` channels, each wider than the one before. */
export function channelsOf(count: number): ChannelDistribution {
  return {
    node: '317_HzCalibration',
    kind: 'activation',
    axis: 1,
    channels: Array.from({ length: count }, (_, i) => {
      const size = 1 + (i % 7) + i / count;
      return { low: -size, q1: -size / 4, median: 0.1, mean: size / 10, q3: size / 3, high: size * 2 };
    }),
  };
}

/** Two partly quantised models of `count` nodes. */
export function errorsOf(count: number, quantised = true): AccumulatedError {
  return {
    metric: 'cosine-similarity',
    nodes: Array.from({ length: count }, (_, i) => `Conv_${i}`),
    average: false,
    quantised,
    samples: 4,
    curves: [
      {
        label: 'partial_qmodel_0',
        members: ['Conv_2'],
        values: Array.from({ length: count }, (_, i) => (i < 2 ? 1 : 1 - 0.001 * Math.sqrt(i))),
      },
      {
        label: 'partial_qmodel_1',
        members: ['Conv_2', 'Conv_90'],
        values: Array.from({ length: count }, (_, i) => (i < 2 ? 1 : 1 - 0.0022 * Math.sqrt(i))),
      },
    ],
  };
}
