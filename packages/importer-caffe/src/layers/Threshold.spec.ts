import { importLayer } from '../import-text.fixture';

describe('Threshold', () => {
  it('compares and casts', () => {
    const { nodes, constant } = importLayer('Threshold', 'threshold_param { threshold: 0.5 }', [[1, 3]]);
    expect(constant('l_threshold')).toEqual([0.5]);
    expect(nodes[0]).toMatch(/^l_above: l_above: bool\[1x3\] = OnnxOp\(a, l_threshold\) .*opType: "Greater"/);
    expect(nodes[1]).toMatch(/^l: y: float32\[1x3\] = OnnxOp\(l_above\) .*opType: "Cast"/);
  });
});
