import { blob, complaint, count, importLayer } from '../import-text.fixture';

describe('convolutionParam and convolutionConstants', () => {
  it('has a stride and dilation of 1, no pad, one group and a bias by default', () => {
    const { nodes } = importLayer(
      'Convolution',
      'convolution_param { num_output: 1 kernel_size: 1 }',
      [[1, 1, 2, 2]],
      [blob([1, 1, 1, 1], [1]), blob([1], [0])],
    );
    expect(nodes[0]).toContain(
      'Conv(a, l_weight, l_bias) {kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: 1,',
    );
  });

  it('takes axis -3 for the channels', () => {
    expect(
      importLayer(
        'Convolution',
        'convolution_param { num_output: 1 kernel_size: 1 axis: -3 bias_term: false }',
        [[1, 1, 2, 2]],
        [blob([1, 1, 1, 1], [1])],
      ).nodes,
    ).toHaveLength(1);
  });

  it('says which blob is missing', () => {
    expect(
      complaint(() =>
        importLayer(
          'Convolution',
          'convolution_param { num_output: 1 kernel_size: 1 }',
          [[1, 1, 2, 2]],
          [blob([1, 1, 1, 1], [1])],
        ),
      ),
    ).toContain('holds no bias for it');
  });
});

const weight = (shape: readonly number[]) => blob(shape, count(shape.reduce((a, b) => a * b, 1)));

describe('Convolution', () => {
  it('reads kernel, pad, stride, dilation and group', () => {
    const { nodes } = importLayer(
      'Convolution',
      'convolution_param { num_output: 4 kernel_h: 3 kernel_w: 1 pad_h: 2 pad_w: 0 stride_h: 2 ' +
        'stride_w: 1 dilation: 2 dilation: 1 group: 2 bias_term: false }',
      [[1, 2, 5, 5]],
      [weight([4, 1, 3, 1])],
    );
    expect(nodes).toEqual([
      'l: y: float32[1x4x3x5] NCHW = Conv(a, l_weight) {kernel: [3, 1], strides: [2, 1], ' +
        'dilations: [2, 1], pads: [2, 0, 2, 0], group: 2, min: -Infinity, max: Infinity}',
    ]);
  });

  it('computes weight and bias', () => {
    const { run } = importLayer(
      'Convolution',
      'convolution_param { num_output: 2 kernel_size: 1 }',
      [[1, 2, 1, 2]],
      [blob([2, 2, 1, 1], [1, 2, 3, 4]), blob([2], [10, 20])],
    );
    expect(run([1, 2, 3, 4])).toEqual([[17, 20, 35, 42]]);
  });

  it.each(['ConvolutionDepthwise', 'DepthwiseConvolution'])('%s has one group per channel', (type) => {
    const { nodes } = importLayer(
      type,
      'convolution_param { num_output: 2 kernel_size: 3 bias_term: false }',
      [[1, 2, 5, 5]],
      [weight([2, 1, 3, 3])],
    );
    expect(nodes[0]).toContain('group: 2');
  });

  it('takes blobs padded to four dimensions, as older files have them', () => {
    const { constant, graph } = importLayer(
      'Convolution',
      'convolution_param { num_output: 2 kernel_size: 1 }',
      [[1, 1, 1, 1]],
      [weight([2, 1, 1, 1]), blob([1, 1, 1, 2], [5, 6])],
    );
    expect(graph.value('l_bias').type.shape).toEqual([2]);
    expect(constant('l_bias')).toEqual([5, 6]);
  });

  it('names the layer, its line and the blob when shapes differ', () => {
    const text = complaint(() =>
      importLayer(
        'Convolution',
        'convolution_param { num_output: 4 kernel_size: 3 }',
        [[1, 2, 5, 5]],
        [weight([4, 3, 3, 3]), blob([4], count(4))],
      ),
    );
    expect(text).toContain(
      'CAF015 error   dir/net.prototxt:2:1: layer "l": the weight of the caffemodel is 4x3x3x3, ' +
        'the prototxt asks for 4x2x3x3',
    );
  });

  it.each([
    ['kernel_size: 3', 'num_output is missing'],
    ['num_output: 4', 'kernel_size is missing'],
    ['num_output: 4 kernel_size: 3 group: 3', 'group 3 does not divide 2 input and 4 output channels'],
    ['num_output: 4 kernel_size: 9 bias_term: false', 'a window of 9x9 does not fit'],
    ['num_output: 4 kernel_size: 3 axis: 2', 'axis 2 is not supported'],
    ['num_output: 0 kernel_size: 3', 'field "num_output" is 0; expected a whole number of at least 1'],
  ])('refuses %s', (parameters, problem) => {
    expect(
      complaint(() =>
        importLayer('Convolution', `convolution_param { ${parameters} }`, [[1, 2, 5, 5]], [weight([4, 2, 9, 9])]),
      ),
    ).toContain(problem);
  });

  it('refuses a bottom that is no image', () => {
    expect(
      complaint(() => importLayer('Convolution', 'convolution_param { num_output: 4 kernel_size: 3 }', [[1, 2]])),
    ).toContain('its bottom must have 4 dimensions, and has 2');
  });

  it('refuses a bias in the caffemodel that the prototxt denies', () => {
    const text = complaint(() =>
      importLayer(
        'Convolution',
        'convolution_param { num_output: 1 kernel_size: 1 bias_term: false }',
        [[1, 1, 1, 1]],
        [weight([1, 1, 1, 1]), blob([1], [3])],
      ),
    );
    expect(text).toContain(
      'CAF020 error   dir/net.prototxt:2:1: layer "l" (Convolution): the caffemodel has 2 blobs ' +
        'for it and the prototxt uses 1',
    );
  });
});

describe('Deconvolution', () => {
  it('has a weight of [cin, cout/group, kh, kw]', () => {
    const { nodes } = importLayer(
      'Deconvolution',
      'convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 group: 2 bias_term: false }',
      [[1, 2, 3, 5]],
      [blob([2, 2, 4, 4], count(64))],
    );
    expect(nodes[0]).toMatch(/^l: y: float32\[1x4x6x10\] NCHW = ConvTranspose\(a, l_weight\) .*group: 2/);
  });

  it('spreads every element over its kernel', () => {
    const { run } = importLayer(
      'Deconvolution',
      'convolution_param { num_output: 1 kernel_size: 2 stride: 2 }',
      [[1, 1, 1, 2]],
      [blob([1, 1, 2, 2], [1, 2, 3, 4]), blob([1], [100])],
    );
    expect(run([1, 10])).toEqual([[101, 102, 110, 120, 103, 104, 130, 140]]);
  });

  it('refuses a weight arranged as a convolution has it', () => {
    expect(
      complaint(() =>
        importLayer(
          'Deconvolution',
          'convolution_param { num_output: 3 kernel_size: 2 bias_term: false }',
          [[1, 2, 3, 3]],
          [blob([3, 2, 2, 2], count(24))],
        ),
      ),
    ).toContain('the weight of the caffemodel is 3x2x2x2, the prototxt asks for 2x3x2x2');
  });
});
