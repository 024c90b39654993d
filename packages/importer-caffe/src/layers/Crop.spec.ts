import { complaint, count, importLayer } from '../import-text.fixture';

describe('Crop', () => {
  it('cuts to the size of the second bottom', () => {
    const { nodes, run } = importLayer('Crop', 'crop_param { axis: 2 offset: 1 }', [
      [1, 1, 3, 3],
      [1, 5, 2, 2],
    ]);
    expect(nodes).toEqual([
      'l: y: float32[1x1x2x2] NCHW = Slice(a) {starts: [1, 1], ends: [3, 3], axes: [2, 3], steps: [1, 1]}',
    ]);
    expect(run(count(9), count(20))).toEqual([[5, 6, 8, 9]]);
  });

  it('takes an offset per axis, and none', () => {
    expect(
      importLayer('Crop', 'crop_param { offset: 0 offset: 2 }', [
        [1, 1, 3, 3],
        [1, 1, 1, 1],
      ]).run(count(9), [0]),
    ).toEqual([[3]]);
    expect(
      importLayer('Crop', '', [
        [1, 1, 3, 3],
        [1, 1, 1, 2],
      ]).run(count(9), [0, 0]),
    ).toEqual([[1, 2]]);
  });

  it('refuses to leave the bottom', () => {
    expect(
      complaint(() =>
        importLayer('Crop', 'crop_param { offset: 2 }', [
          [1, 1, 3, 3],
          [1, 1, 2, 2],
        ]),
      ),
    ).toContain('a crop to 4x4 is outside the bottom, 1x1x3x3');
    expect(
      complaint(() =>
        importLayer('Crop', 'crop_param { offset: [1, 1, 1] }', [
          [1, 1, 3, 3],
          [1, 1, 2, 2],
        ]),
      ),
    ).toContain('3 offsets for 2 dimensions');
    expect(complaint(() => importLayer('Crop', '', [[1, 1, 3, 3]]))).toContain('it takes two bottoms and has 1');
  });
});
