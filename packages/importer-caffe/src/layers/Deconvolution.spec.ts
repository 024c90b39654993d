import { blob, complaint, count, importLayer } from '../import-text.fixture';

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
