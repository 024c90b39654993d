import { complaint, importLayer } from '../import-text.fixture';

describe('Permute', () => {
  it('puts channels last', () => {
    const { nodes, run } = importLayer('Permute', 'permute_param { order: 0 order: 2 order: 3 order: 1 }', [
      [1, 2, 1, 3],
    ]);
    expect(nodes).toEqual(['l: y: float32[1x1x3x2] NHWC = Transpose(a) {perm: [0, 2, 3, 1]}']);
    expect(run([1, 2, 3, 4, 5, 6])).toEqual([[1, 4, 2, 5, 3, 6]]);
  });

  it('lets the others follow', () => {
    expect(importLayer('Permute', 'permute_param { order: 0 order: 3 }', [[1, 2, 3, 4]]).nodes[0]).toContain(
      '{perm: [0, 3, 1, 2]}',
    );
  });

  it.each(['order: 0 order: 0', 'order: 4'])('refuses %s', (order) => {
    expect(complaint(() => importLayer('Permute', `permute_param { ${order} }`))).toContain(
      'does not name dimensions of 0..3 once each',
    );
  });
});
