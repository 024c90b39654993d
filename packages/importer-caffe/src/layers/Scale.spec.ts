import { blob, complaint, importLayer } from '../import-text.fixture';

describe('Scale', () => {
  it('multiplies channels and adds the bias', () => {
    const { nodes, run, graph } = importLayer(
      'Scale',
      'scale_param { bias_term: true }',
      [[1, 2, 1, 2]],
      [blob([2], [2, 3]), blob([2], [10, 20])],
    );
    expect(nodes.map((node) => node.split(' {')[0])).toEqual([
      'l_mul: l_mul: float32[1x2x1x2] NCHW = Mul(a, l_scale)',
      'l: y: float32[1x2x1x2] NCHW = Add(l_mul, l_bias)',
    ]);
    expect(graph.value('l_scale').type.shape).toEqual([1, 2, 1, 1]);
    expect(run([1, 2, 3, 4])).toEqual([[12, 14, 29, 32]]);
  });

  it('multiplies only, without bias_term', () => {
    expect(importLayer('Scale', '', [[1, 2, 1, 1]], [blob([2], [2, 3])]).run([5, 5])).toEqual([[10, 15]]);
  });

  it('covers several axes, or none', () => {
    expect(
      importLayer('Scale', 'scale_param { axis: 1 num_axes: 2 }', [[1, 1, 2, 2]], [blob([1, 2], [1, 10])]).run([
        1, 2, 3, 4,
      ]),
    ).toEqual([[1, 2, 30, 40]]);
    expect(importLayer('Scale', 'scale_param { num_axes: 0 }', [[1, 2]], [blob([1], [3])]).run([1, 2])).toEqual([
      [3, 6],
    ]);
  });

  it('takes the factor from a second bottom', () => {
    const { nodes, run } = importLayer('Scale', 'scale_param { axis: 0 }', [
      [1, 2, 1, 2],
      [1, 2],
    ]);
    expect(nodes[0]).toBe('l_operand: l_operand: float32[1x2x1x1] = Reshape(b) {shape: [1, 2, 1, 1]}');
    expect(run([1, 2, 3, 4], [10, 100])).toEqual([[10, 20, 300, 400]]);
  });

  it('adds a bias from blob 0 after a second bottom', () => {
    expect(
      importLayer(
        'Scale',
        'scale_param { axis: 0 bias_term: true }',
        [
          [1, 2],
          [1, 2],
        ],
        [blob([1, 2], [1, 1])],
      ).run([3, 4], [10, 100]),
    ).toEqual([[31, 401]]);
  });

  it('refuses a second bottom that does not line up', () => {
    expect(complaint(() => importLayer('Scale', '', [[1, 2, 1, 2], [3]]))).toContain(
      'its second bottom, 3, is not dimensions 1… of the first, 1x2x1x2',
    );
    expect(complaint(() => importLayer('Scale', 'scale_param { num_axes: 5 }', [[1, 2]], [blob([1], [1])]))).toContain(
      'num_axes 5 from axis 1 on is more than the 2 dimensions',
    );
    expect(complaint(() => importLayer('Scale', '', [[1], [1], [1]]))).toContain(
      'it takes one or two bottoms and has 3',
    );
  });
});
