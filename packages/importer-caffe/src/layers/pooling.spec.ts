import { complaint, count, importLayer } from '../import-text.fixture';

describe('Pooling', () => {
  it('rounds the size up and writes what that adds as pads', () => {
    expect(
      importLayer('Pooling', 'pooling_param { pool: MAX kernel_size: 3 stride: 2 }', [[1, 1, 6, 7]]).nodes,
    ).toEqual([
      'l: y: float32[1x1x3x3] NCHW = MaxPool(a) {kernel: [3, 3], strides: [2, 2], dilations: [1, ' +
        '1], pads: [0, 0, 1, 0]}',
    ]);
  });

  it('rounds down where round_mode or ceil_mode says so', () => {
    expect(
      importLayer('Pooling', 'pooling_param { kernel_size: 3 stride: 2 round_mode: FLOOR }', [
        [1, 1, 6, 6],
      ]).graph.value('y').type.shape,
    ).toEqual([1, 1, 2, 2]);
    expect(
      importLayer('Pooling', 'pooling_param { kernel_size: 3 stride: 2 ceil_mode: false }', [[1, 1, 6, 6]]).graph.value(
        'y',
      ).type.shape,
    ).toEqual([1, 1, 2, 2]);
  });

  it('divides an average by the window clipped to image and declared pad', () => {
    const { nodes, run } = importLayer('Pooling', 'pooling_param { pool: AVE kernel_size: 2 stride: 2 pad: 1 }', [
      [1, 1, 2, 2],
    ]);
    expect(nodes[0]).toContain(
      'AveragePool(a) {kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: [1, 1, 1, 1], counted: [1, 1, 1, 1]}',
    );
    expect(run([4, 8, 12, 16])).toEqual([[1, 2, 3, 4]]);
  });

  it('does not count what only the rounding up adds', () => {
    const { run } = importLayer('Pooling', 'pooling_param { pool: AVE kernel_size: 2 stride: 2 }', [[1, 1, 3, 3]]);
    expect(run(count(9))).toEqual([[3, 4.5, 7.5, 9]]);
  });

  it('drops a last window beyond the image along both axes where one of them is padded', () => {
    const { graph } = importLayer(
      'Pooling',
      'pooling_param { pool: MAX kernel_h: 3 kernel_w: 1 stride_h: 1 stride_w: 3 pad_h: 1 pad_w: 0 }',
      [[1, 1, 4, 5]],
    );
    expect(graph.value('y').type.shape).toEqual([1, 1, 4, 2]);
  });

  it.each([
    ['MAX', 'GlobalMaxPool', [4, 8]],
    ['AVE', 'GlobalAveragePool', [2.5, 6.5]],
  ])('pools a whole plane by %s', (pool, op, expected) => {
    const { nodes, run } = importLayer('Pooling', `pooling_param { pool: ${pool} global_pooling: true }`, [
      [1, 2, 2, 2],
    ]);
    expect(nodes).toEqual([`l: y: float32[1x2x1x1] NCHW = ${op}(a)`]);
    expect(run(count(8))).toEqual([expected]);
  });

  it('takes a kernel larger than an image that is padded by rounding alone', () => {
    const { nodes, run } = importLayer('Pooling', 'pooling_param { pool: MAX kernel_size: 3 stride: 4 }', [
      [1, 1, 2, 2],
    ]);
    expect(nodes[0]).toContain('pads: [0, 0, 1, 1]');
    expect(run([1, 2, 3, 4])).toEqual([[4]]);
  });

  it.each([
    ['pool: MAX', 'kernel_size is missing'],
    ['kernel_size: 2 pad: 2', 'pad 2x2 must be smaller than the kernel 2x2'],
    ['kernel_size: 9 stride: 2', 'a window of 9x9 does not fit an image of 4x4'],
    ['pool: STOCHASTIC kernel_size: 2', 'stochastic pooling is not supported'],
    ['pool: MIN kernel_size: 2', 'field "pool" is MIN; expected one of MAX, AVE, STOCHASTIC'],
    ['kernel_size: 2 stride: 0', 'field "stride" is 0; expected a whole number of at least 1'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => importLayer('Pooling', `pooling_param { ${parameters} }`))).toContain(problem);
  });

  it('refuses a mask', () => {
    expect(
      complaint(() => importLayer('Pooling', 'pooling_param { kernel_size: 2 }', [[1, 1, 4, 4]], [], ['y', 'mask'])),
    ).toContain('the mask of a pooling as a second top is not supported');
  });
});
