import { complaint, count, importLayer, importText } from '../import-text.fixture';

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
});

describe('Pooling with a mask, and what reads it', () => {
  const net = (pool: string, type: string, parameters: string, shape = 'dim: 1 dim: 2 dim: 4 dim: 4') =>
    importText(
      `input: "x" input_shape { ${shape} }
       layer { name: "pool" type: "Pooling" bottom: "x" top: "p" top: "m" pooling_param { ${pool} } }
       layer { name: "up" type: "${type}" bottom: "p" bottom: "m" top: "y" ${parameters} }`,
    );
  const x = [1, 5, 5, 2, 0, 3, 1, 9, 7, 7, 7, 7, 7, 7, 7, 7, ...count(16)];
  const put = [0, 5, 0, 0, 0, 0, 0, 9, 7, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 8, 0, 0, 0, 0, 0, 14, 0, 16];

  it.each([
    ['Upsample', 'upsample_param { scale: 2 }'],
    ['Upsample', 'upsample_param { upsample_h: 4 upsample_w: 4 }'],
    ['Upsample', 'upsample_param { scale_h: 3 scale_w: 3 pad_out_h: 2 pad_out_w: 2 }'],
    ['MaxUnpool', ''],
    ['MaxUnpool', 'max_unpool_param { height: 4 width: 4 }'],
  ])('%s puts elements back: %s', (type, parameters) => {
    const { run, heard, graph } = net('kernel_size: 2 stride: 2', type, parameters);
    expect([run(x), heard]).toEqual([[put], []]);
    expect(graph.nodes.map(({ id, op }) => `${id} ${op.name}`)).toEqual([
      'pool MaxPool',
      'pool_top_1 MaxPoolIndices',
      'up MaxUnpool',
    ]);
  });

  it('gives the mask as an output where nothing reads it, of the whole plane too', () => {
    const { graph, run } = importLayer(
      'Pooling',
      'pooling_param { global_pooling: true }',
      [[1, 1, 2, 2]],
      [],
      ['y', 'm'],
    );
    expect([graph.outputs, graph.value('m').type.dtype]).toEqual([['y', 'm'], 'int64']);
    expect(run([1, 4, 3, 2])).toEqual([[4], [1]]);
  });

  it.each([
    ['pool: AVE kernel_size: 2', 'Upsample', '', 'the mask of AVE pooling as a second top is not supported'],
    [
      'kernel_size: 2 stride: 2',
      'MaxUnpool',
      'max_unpool_param { height: 1 width: 2 }',
      'its mask is of a plane of 4x4',
    ],
    ['kernel_size: 1 stride: 3', 'MaxUnpool', '', undefined],
  ])('%s then %s {%s}', (pool, type, parameters, problem) => {
    const work = () => net(pool, type, parameters);
    if (problem === undefined) expect(work().graph.value('y').type.shape).toEqual([1, 2, 4, 4]);
    else expect(complaint(work)).toContain(problem);
  });

  it('refuses windows beside the image, and masks that are none', () => {
    const beside = 'kernel_size: 1 stride: 2';
    expect(complaint(() => net(beside, 'MaxUnpool', '', 'dim: 1 dim: 1 dim: 3 dim: 4'))).toContain(
      'a mask of windows beside the image is not supported',
    );
    const shapes = [
      [1, 1, 2, 2],
      [1, 1, 2, 2],
    ];
    for (const type of ['Upsample', 'MaxUnpool'])
      expect(complaint(() => importLayer(type, '', shapes))).toContain('its second bottom is no mask');
    expect(complaint(() => importLayer('MaxUnpool', ''))).toContain('it takes two bottoms and has 1');
    expect(complaint(() => importLayer('Upsample', '', [...shapes, ...shapes]))).toContain(
      'one or two bottoms and has 4',
    );
  });
});

describe('SPP', () => {
  /** Every bin by the sentences of its paper: windows of ceil(size / bins), what is too much as pads on both sides. */
  function byHand(x: readonly number[], h: number, w: number, levels: number, average: boolean): number[] {
    const y: number[] = [];
    for (let level = 0; level < levels; level++) {
      const bins = 2 ** level;
      const [kh, kw] = [Math.ceil(h / bins), Math.ceil(w / bins)];
      const [top, left] = [Math.floor((kh * bins - h + 1) / 2), Math.floor((kw * bins - w + 1) / 2)];
      for (let at = 0; at < (x.length / h / w) * bins * bins; at++) {
        const plane = Math.floor(at / bins / bins);
        const [r0, c0] = [(Math.floor(at / bins) % bins) * kh - top, (at % bins) * kw - left];
        const inside: number[] = [];
        for (let r = Math.max(r0, 0); r < Math.min(r0 + kh, h); r++)
          for (let c = Math.max(c0, 0); c < Math.min(c0 + kw, w); c++) inside.push(x[(plane * h + r) * w + c]);
        const counted = (Math.min(r0 + kh, h + top) - r0) * (Math.min(c0 + kw, w + left) - c0);
        y.push(average ? inside.reduce((sum, value) => sum + value, 0) / counted : Math.max(...inside));
      }
    }
    return y;
  }

  it.each([
    [4, 4, 3, false],
    [7, 6, 3, false],
    [7, 5, 2, true],
    [13, 10, 3, true],
  ])('a plane of %ix%i in %i levels, average: %s', (h, w, levels, average) => {
    const x = count(2 * h * w).map((value) => (value * 37) % 101);
    const parameters = `spp_param { pyramid_height: ${levels} pool: ${average ? 'AVE' : 'MAX'} }`;
    const { run, graph, heard } = importLayer('SPP', parameters, [[1, 2, h, w]]);
    const expected = byHand(x, h, w, levels, average);
    expect([graph.value('y').type.shape, heard]).toEqual([[1, expected.length], []]);
    run(x)[0].forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
  });

  it('of one level stays a plane', () => {
    const { graph, nodes } = importLayer('SPP', 'spp_param { pyramid_height: 1 }');
    expect([graph.value('y').type.shape, nodes.length]).toEqual([[1, 2, 1, 1], 1]);
  });

  it.each([
    ['', [1, 2, 4, 4], 'pyramid_height is missing'],
    ['pyramid_height: 7', [1, 2, 4, 4], 'a pyramid_height above 6 is not supported'],
    ['pyramid_height: 2 pool: STOCHASTIC', [1, 2, 4, 4], 'stochastic pooling is not supported'],
    ['pyramid_height: 1', [1, 1, 256, 4], 'a window of 256x4, above 255, is not supported'],
    ['pyramid_height: 3', [1, 2, 2, 4], 'must be smaller than the kernel'],
  ])('refuses "%s" of %j', (parameters, shape, problem) => {
    expect(complaint(() => importLayer('SPP', `spp_param { ${parameters} }`, [shape]))).toContain(problem);
  });
});
