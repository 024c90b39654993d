import { blob, complaint, count, importLayer } from '../import-text.fixture';

describe('InnerProduct', () => {
  it('flattens an image in front of it', () => {
    const { nodes, run } = importLayer(
      'InnerProduct',
      'inner_product_param { num_output: 2 }',
      [[1, 2, 1, 2]],
      [blob([2, 4], [1, 0, 0, 0, 1, 1, 1, 1]), blob([2], [0.5, -1])],
    );
    expect(nodes).toEqual([
      'l_flatten: l_flatten: float32[1x4] = Reshape(a) {shape: [1, 4]}',
      'l: y: float32[1x2] = Gemm(l_flatten, l_weight, l_bias)',
    ]);
    expect(run([1, 2, 3, 4])).toEqual([[1.5, 9]]);
  });

  it('reads a matrix as it is', () => {
    expect(
      importLayer(
        'InnerProduct',
        'inner_product_param { num_output: 2 bias_term: false }',
        [[3, 4]],
        [blob([1, 1, 2, 4], count(8))],
      ).nodes,
    ).toEqual(['l: y: float32[3x2] = Gemm(a, l_weight)']);
  });

  it('turns a transposed weight', () => {
    const plain = importLayer(
      'InnerProduct',
      'inner_product_param { num_output: 2 bias_term: false }',
      [[1, 3]],
      [blob([2, 3], [1, 2, 3, 4, 5, 6])],
    );
    const turned = importLayer(
      'InnerProduct',
      'inner_product_param { num_output: 2 bias_term: false transpose: true }',
      [[1, 3]],
      [blob([3, 2], [1, 4, 2, 5, 3, 6])],
    );
    expect(turned.constant('l_weight')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(turned.run([1, 10, 100])).toEqual(plain.run([1, 10, 100]));
  });

  it('keeps the dimensions before another axis', () => {
    const { nodes } = importLayer(
      'InnerProduct',
      'inner_product_param { num_output: 2 axis: -1 bias_term: false }',
      [[2, 3, 4]],
      [blob([2, 4], count(8))],
    );
    expect(nodes).toEqual([
      'l_flatten: l_flatten: float32[6x4] = Reshape(a) {shape: [6, 4]}',
      'l_gemm: l_gemm: float32[6x2] = Gemm(l_flatten, l_weight)',
      'l: y: float32[2x3x2] = Reshape(l_gemm) {shape: [2, 3, 2]}',
    ]);
  });

  it('says so when the input size does not fit the weights', () => {
    expect(
      complaint(() =>
        importLayer(
          'InnerProduct',
          'inner_product_param { num_output: 2 }',
          [[1, 5]],
          [blob([2, 4], count(8)), blob([2], [0, 0])],
        ),
      ),
    ).toContain('the weight of the caffemodel is 2x4, the prototxt asks for 2x5');
  });
});

describe('MatMul', () => {
  const [a, b] = [count(6), [1, 0, -1, 2, 1, 3]];

  it.each([
    ['', [2, 3], [3, 2], [0 + 1 - 2 + 3, 0 + 4 + 9, 4 - 5 + 6, 0 + 10 + 18]],
    ['transpose_a: true', [3, 2], [3, 2], [1 * 1 + 3 * -1 + 5 * 1, 3 * 2 + 5 * 3, 2 - 4 + 6, 8 + 18]],
    ['transpose_b: true', [2, 3], [2, 3], [1 - 3, 2 + 2 + 9, 4 - 6, 8 + 5 + 18]],
  ])('of matrices, "%s"', (parameters, left, right, expected) => {
    const { run, heard } = importLayer('MatMul', `matmul_param { ${parameters} }`, [left, right]);
    expect([run(a, b), heard]).toEqual([[expected], []]);
  });

  it('of stacks of matrices', () => {
    const { graph } = importLayer('MatMul', '', [
      [1, 4, 2, 3],
      [1, 4, 3, 5],
    ]);
    expect(graph.value('y').type.shape).toEqual([1, 4, 2, 5]);
  });

  it.each([
    [[[2, 3]], '', 'it takes two bottoms and has 1'],
    [
      [
        [2, 3],
        [2, 3],
      ],
      '',
      'the inner dimensions of 2x3 and 2x3 do not meet',
    ],
    [[[3], [3]], 'matmul_param { transpose_b: true }', 'bottom b is no matrix'],
  ])('refuses %j', (shapes, parameters, problem) => {
    expect(complaint(() => importLayer('MatMul', parameters, shapes))).toContain(problem);
  });
});
