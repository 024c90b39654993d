import { OnnxOp } from '@openbpu/ops';
import { blob, complaint, importLayer } from '../import-text.fixture';

describe('LRN', () => {
  it('becomes the ONNX operator', () => {
    const [node] = importLayer('LRN', 'lrn_param { local_size: 3 alpha: 0.0001 beta: 0.5 k: 2 }').graph.nodes;
    if (!OnnxOp.is(node)) throw new Error('expected an OnnxOp');
    expect(node.attrs).toMatchObject({
      opType: 'LRN',
      attributes: { size: 3, alpha: { float: Math.fround(0.0001) }, beta: { float: 0.5 }, bias: { float: 2 } },
      outputTypes: [{ dtype: 'float32', shape: [1, 2, 4, 4] }],
    });
  });

  it('refuses a region within a channel and an even size', () => {
    expect(complaint(() => importLayer('LRN', 'lrn_param { norm_region: WITHIN_CHANNEL }'))).toContain(
      'norm_region WITHIN_CHANNEL is not supported',
    );
    expect(complaint(() => importLayer('LRN', 'lrn_param { local_size: 4 }'))).toContain('local_size 4 is even');
  });
});

describe('MVN', () => {
  it('normalises each plane', () => {
    const [values] = importLayer('MVN', '', [[1, 2, 1, 2]]).run([1, 3, 10, 30]);
    expect(values.map((value) => Math.round(value * 1e5) / 1e5)).toEqual([-1, 1, -1, 1]);
  });

  it('takes only the mean away', () => {
    expect(importLayer('MVN', 'mvn_param { normalize_variance: false }', [[1, 2, 1, 2]]).run([1, 3, 10, 30])).toEqual([
      [-1, 1, -10, 10],
    ]);
  });

  it('normalises the whole image', () => {
    expect(
      importLayer('MVN', 'mvn_param { normalize_variance: false across_channels: true }', [[1, 2, 1, 2]]).run([
        1, 3, 10, 30,
      ]),
    ).toEqual([[-10, -8, -1, 19]]);
  });
});

describe('Normalize', () => {
  it('divides by the length over the channels and scales', () => {
    const [[a, b]] = importLayer(
      'Normalize',
      'norm_param { across_spatial: false channel_shared: false }',
      [[1, 2, 1, 1]],
      [blob([2], [10, 20])],
    ).run([3, 4]);
    expect(a).toBeCloseTo(6, 5);
    expect(b).toBeCloseTo(16, 5);
  });

  it('divides by the length of the whole image by default', () => {
    const [values] = importLayer('Normalize', '', [[1, 1, 2, 2]], [blob([1], [1])]).run([1, 1, 1, 1]);
    for (const value of values) expect(value).toBeCloseTo(0.5, 6);
  });
});

const stats = (factor: number) => [blob([2], [2, 4]), blob([2], [8, 2]), blob([1], [factor])];

describe('BatchNorm', () => {
  it('divides mean and variance by the scale factor', () => {
    const { nodes, run, constant } = importLayer(
      'BatchNorm',
      'batch_norm_param { use_global_stats: true eps: 0 }',
      [[1, 2, 1, 1]],
      stats(2),
    );
    expect(nodes).toEqual([
      'l: y: float32[1x2x1x1] NCHW = BatchNormalization(a, l_scale, l_bias, l_mean, l_variance) {epsilon: 0}',
    ]);
    expect(constant('l_mean')).toEqual([1, 2]);
    expect(constant('l_variance')).toEqual([4, 1]);
    expect(run([5, 5])).toEqual([[2, 3]]);
  });

  it('takes statistics of factor 0 as 0', () => {
    const { constant } = importLayer('BatchNorm', '', [[1, 2, 1, 1]], stats(0));
    expect([...constant('l_mean'), ...constant('l_variance')]).toEqual([0, 0, 0, 0]);
  });

  it('has an eps of 1e-5', () => {
    expect(importLayer('BatchNorm', '', [[1, 2, 1, 1]], stats(1)).nodes[0]).toContain(`epsilon: ${Math.fround(1e-5)}`);
  });

  it('takes mean and variance as they are where there is no factor', () => {
    const { constant, run, heard } = importLayer(
      'BatchNorm',
      'batch_norm_param { eps: 0 }',
      [[1, 2, 1, 1]],
      stats(2).slice(0, 2),
    );
    expect([constant('l_mean'), constant('l_variance')]).toEqual([
      [2, 4],
      [8, 2],
    ]);
    expect(run([2 + Math.sqrt(8), 4])[0][0]).toBeCloseTo(1, 6);
    expect(heard).toEqual([]);
  });

  it('takes scale and bias of five blobs', () => {
    const blobs = [...stats(2), blob([2], [10, 20]), blob([2], [0.5, -0.5])];
    for (const parameters of ['eps: 0', 'eps: 0 scale_bias: true'])
      expect(importLayer('BatchNorm', `batch_norm_param { ${parameters} }`, [[1, 2, 1, 1]], blobs).run([5, 5])).toEqual(
        [[20.5, 59.5]],
      );
  });

  it('refuses statistics of the batch, and blobs that are missing or too many', () => {
    const image = [[1, 2, 1, 1]];
    expect(
      complaint(() => importLayer('BatchNorm', 'batch_norm_param { use_global_stats: false }', image, stats(1))),
    ).toContain('use_global_stats: false is not supported');
    expect(complaint(() => importLayer('BatchNorm', '', image, stats(1).slice(0, 1)))).toContain(
      'holds no variance for it',
    );
    expect(complaint(() => importLayer('BatchNorm', '', image, [...stats(1), blob([2], [1, 1])]))).toContain(
      'has 4 blobs for it and the prototxt uses 3',
    );
    expect(
      complaint(() => importLayer('BatchNorm', 'batch_norm_param { scale_bias: true }', image, stats(1))),
    ).toContain('holds no scale for it');
  });
});

describe('BN', () => {
  const scale = blob([1, 2, 1, 1], [2, 3]);
  const shift = blob([1, 2, 1, 1], [10, -10]);
  const image = [[1, 2, 1, 2]];

  it('of two blobs scales and shifts', () => {
    const { run, nodes } = importLayer('BN', 'bn_param { bn_mode: INFERENCE }', image, [scale, shift]);
    expect(nodes).toHaveLength(2);
    expect(run([1, 2, 3, 4])).toEqual([[12, 14, -1, 2]]);
  });

  it('of four blobs is a normalisation', () => {
    const blobs = [scale, shift, blob([2], [1, 2]), blob([2], [4, 0.25])];
    const { run, nodes, heard } = importLayer('BN', 'bn_param { eps: 0 frozen: true momentum: 0.9 }', image, blobs);
    expect(nodes).toHaveLength(1);
    expect(run([1, 3, 2, 3])).toEqual([[10, 12, -10, -4]]);
    expect(heard).toEqual([]);
    expect(importLayer('BN', '', image, blobs).nodes[0]).toContain(`epsilon: ${Math.fround(1e-5)}`);
  });

  it.each(['', 'bn_param { bn_mode: LEARN }'])('refuses the statistics of a batch: "%s"', (parameters) => {
    expect(complaint(() => importLayer('BN', parameters, image, [scale, shift]))).toContain(
      'a BN of the statistics of its batch (two blobs without bn_mode: INFERENCE) is not supported',
    );
  });
});
