import { complaint, importLayer } from '../import-text.fixture';

describe('ArgMax', () => {
  it('gives indices as reals, the axis kept', () => {
    const { nodes } = importLayer('ArgMax', 'argmax_param { axis: 1 }');
    expect(nodes).toHaveLength(2);
    expect(nodes[0]).toMatch(
      /^l_index: l_index: int64\[1x1x4x4\] = OnnxOp\(a\) .*opType: "ArgMax".*attributes: {axis: 1, keepdims: 1}/,
    );
    expect(nodes[1]).toMatch(/^l: y: float32\[1x1x4x4\] = OnnxOp\(l_index\) .*opType: "Cast".*attributes: {to: 1}/);
  });

  it.each([
    ['', 'an ArgMax without axis is not supported'],
    ['axis: 1 top_k: 2', 'top_k above 1 is not supported'],
    ['axis: 1 out_max_val: true', 'out_max_val is not supported'],
  ])('refuses "%s"', (parameters, problem) => {
    expect(complaint(() => importLayer('ArgMax', `argmax_param { ${parameters} }`))).toContain(problem);
  });
});
