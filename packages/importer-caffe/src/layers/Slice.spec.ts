import { complaint, importLayer } from '../import-text.fixture';

describe('Slice', () => {
  it('cuts channels into equal parts', () => {
    const { nodes, run } = importLayer('Slice', '', [[1, 4, 1, 1]], [], ['y', 'z']);
    expect(nodes).toEqual([
      'l: y: float32[1x2x1x1] NCHW, z: float32[1x2x1x1] NCHW = Split(a) {axis: 1, sizes: [2, 2]}',
    ]);
    expect(run([1, 2, 3, 4])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it.each(['axis: 1', 'axis: -1', 'slice_dim: 1'])('cuts at slice points along %s', (axis) => {
    expect(
      importLayer('Slice', `slice_param { ${axis} slice_point: 1 slice_point: 3 }`, [[1, 4]], [], ['y', 'z', 'w']).run([
        1, 2, 3, 4,
      ]),
    ).toEqual([[1], [2, 3], [4]]);
  });

  it('passes a bottom with one top on', () => {
    expect(importLayer('Slice', '', [[1, 4]]).nodes).toEqual(['l: y: float32[1x4] = Identity(a)']);
  });

  it.each([
    ['', '4 along axis 1 do not divide into 3 equal parts'],
    ['slice_point: 1', '3 tops need 2 slice points, not 1'],
    ['slice_point: 3 slice_point: 1', 'slice points 3, 1 do not rise within 0..4'],
    ['slice_point: 1 slice_point: 4', 'slice points 1, 4 do not rise within 0..4'],
  ])('refuses "%s" for three tops of four', (parameters, problem) => {
    expect(
      complaint(() => importLayer('Slice', `slice_param { ${parameters} }`, [[1, 4]], [], ['y', 'z', 'w'])),
    ).toContain(problem);
  });
});
