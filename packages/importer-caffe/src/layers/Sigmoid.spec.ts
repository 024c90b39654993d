import { importLayer } from '../import-text.fixture';

describe('Sigmoid', () => {
  it('is the function of that name', () => {
    const { nodes, run } = importLayer('Sigmoid', '', [[1, 1]]);
    expect(nodes).toHaveLength(1);
    expect(run([1])[0][0]).toBeCloseTo(0.7310585975646973, 6);
  });
});
