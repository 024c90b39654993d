import { complaint, importLayer } from '../import-text.fixture';

describe('Concat', () => {
  it('joins channels by default', () => {
    const { nodes, run } = importLayer('Concat', '', [
      [1, 1, 1, 2],
      [1, 2, 1, 2],
    ]);
    expect(nodes).toEqual(['l: y: float32[1x3x1x2] NCHW = Concat(a, b) {axis: 1}']);
    expect(run([1, 2], [3, 4, 5, 6])).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  it.each(['axis: -1', 'axis: 2', 'concat_dim: 2'])('takes %s', (parameter) => {
    expect(
      importLayer('Concat', `concat_param { ${parameter} }`, [
        [1, 2, 3],
        [1, 2, 1],
      ]).nodes[0],
    ).toContain('float32[1x2x4] = Concat(a, b) {axis: 2}');
  });

  it('passes a single bottom on', () => {
    expect(importLayer('Concat', '', [[1, 2]]).nodes).toEqual(['l: y: float32[1x2] = Identity(a)']);
  });

  it('refuses bottoms that do not fit, and none', () => {
    expect(
      complaint(() =>
        importLayer('Concat', '', [
          [1, 1, 2],
          [1, 1, 3],
        ]),
      ),
    ).toContain('layer "l" (Concat): 1x1x2 and 1x1x3 do not concatenate along axis 1');
    expect(complaint(() => importLayer('Concat', '', []))).toContain('it has no bottom');
  });
});
