import { blob, complaint, importLayer } from '../../import-text.fixture';

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
