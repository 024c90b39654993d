import { importLayer } from '../import-text.fixture';

describe('ReLU6', () => {
  it('clips to 0..6', () => {
    const { nodes, run } = importLayer('ReLU6', '', [[1, 4]]);
    expect(nodes).toEqual(['l: y: float32[1x4] = Clip(a) {min: 0, max: 6}']);
    expect(run([-1, 3, 6, 7])).toEqual([[0, 3, 6, 6]]);
  });
});
