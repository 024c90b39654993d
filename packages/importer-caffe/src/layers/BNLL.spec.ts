import { importLayer } from '../import-text.fixture';

describe('BNLL', () => {
  it('is the function of that name', () => {
    const { nodes, run } = importLayer('BNLL', '', [[1, 1]]);
    expect(nodes).toHaveLength(1);
    expect(run([1])[0][0]).toBeCloseTo(1.31326162815094, 6);
  });
});
