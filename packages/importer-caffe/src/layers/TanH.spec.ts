import { importLayer } from '../import-text.fixture';

describe('TanH', () => {
  it('is the function of that name', () => {
    const { nodes, run } = importLayer('TanH', '', [[1, 1]]);
    expect(nodes).toHaveLength(1);
    expect(run([1])[0][0]).toBeCloseTo(0.7615941762924194, 6);
  });
});
