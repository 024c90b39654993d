import { complaint, count, importLayer } from '../import-text.fixture';

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

describe('Flatten', () => {
  it.each([
    ['', [1, 24]],
    ['axis: 0', [24]],
    ['axis: 2', [1, 2, 12]],
    ['axis: 1 end_axis: 2', [1, 6, 4]],
    ['axis: -2 end_axis: -2', [1, 2, 3, 4]],
  ])('flattens with "%s"', (parameters, expected) => {
    expect(
      importLayer('Flatten', `flatten_param { ${parameters} }`, [[1, 2, 3, 4]]).graph.value('y').type.shape,
    ).toEqual(expected);
  });

  it('refuses axes in the wrong order', () => {
    expect(complaint(() => importLayer('Flatten', 'flatten_param { axis: 2 end_axis: 1 }'))).toContain(
      'axis 2 comes after end_axis 1',
    );
  });
});

const dims = (...values: number[]) => `shape { ${values.map((dim) => `dim: ${dim}`).join(' ')} }`;

describe('Reshape', () => {
  it.each([
    [dims(1, -1, 2), [1, 12, 2]],
    [dims(0, -1), [1, 24]],
    [dims(0, 0, 12), [1, 2, 12]],
    [`${dims(12)} axis: 2`, [1, 2, 12]],
    [`${dims(3, 1)} axis: 2 num_axes: 1`, [1, 2, 3, 1, 4]],
    [`${dims(1)} axis: -1 num_axes: 0`, [1, 2, 3, 4, 1]],
    [`${dims(1)} axis: 0 num_axes: 0`, [1, 1, 2, 3, 4]],
  ])('reads %s', (parameters, expected) => {
    expect(
      importLayer('Reshape', `reshape_param { ${parameters} }`, [[1, 2, 3, 4]]).graph.value('y').type.shape,
    ).toEqual(expected);
  });

  it.each([
    [dims(1, 5, -1), 'a bottom of 1x2x3x4 cannot become 1x5x-1'],
    [dims(7), 'cannot become 7'],
    [dims(-1, -1), 'more than one dim is -1'],
    [dims(0, 0, 0, 0, 0), 'dim 4 is 0, and the bottom has no dimension 4 to copy'],
    [`${dims(1)} axis: 9`, 'axis 9 and num_axes -1 are outside a bottom of 4 dimensions'],
    [`${dims(1)} axis: 3 num_axes: 2`, 'axis 3 and num_axes 2 are outside'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => importLayer('Reshape', `reshape_param { ${parameters} }`, [[1, 2, 3, 4]]))).toContain(
      problem,
    );
  });
});

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

describe('ShuffleChannel', () => {
  it('interleaves the groups', () => {
    const { run, nodes } = importLayer('ShuffleChannel', 'shuffle_channel_param { group: 2 }', [[1, 6, 1, 1]]);
    expect(run([1, 2, 3, 4, 5, 6])).toEqual([[1, 4, 2, 5, 3, 6]]);
    expect(nodes[2]).toMatch(/^l: y: /);
  });

  it('refuses a group that does not divide', () => {
    expect(
      complaint(() => importLayer('ShuffleChannel', 'shuffle_channel_param { group: 4 }', [[1, 6, 1, 1]])),
    ).toContain('group 4 does not divide 6 channels');
  });
});

describe('PassThrough', () => {
  /** [c][b][b] or [b][b][c] by hand: element (c, y, x) of the plane goes to block row y mod b, column x mod b. */
  function byHand(mode: string, [c, h, w]: readonly number[], b: number, x: readonly number[]): number[] {
    const y: number[] = [];
    for (let at = 0; at < x.length; at++) {
      const [channel, row, column] = [Math.floor(at / (h * w)), Math.floor(at / w) % h, at % w];
      const place = (row % b) * b + (column % b);
      const out = mode === 'CRD' ? channel * b * b + place : place * c + channel;
      y[(out * (h / b) + Math.floor(row / b)) * (w / b) + Math.floor(column / b)] = x[at];
    }
    return y;
  }

  it.each([
    ['', 'DCR', [3, 4, 6], 2],
    ['mode: CRD', 'CRD', [3, 4, 6], 2],
    ['mode: DCR blocksize: 3', 'DCR', [2, 3, 6], 3],
    ['mode: "CRD" blocksize: 3 num_output: 18', 'CRD', [2, 3, 6], 3],
    ['block_height: 2 block_width: 2 num_output: 8', 'DCR', [2, 2, 4], 2],
  ])('%s', (parameters, mode, shape, b) => {
    const x = count(shape.reduce((size, dim) => size * dim, 1));
    const { run, heard } = importLayer('PassThrough', `pass_through_param { ${parameters} }`, [[1, ...shape]]);
    expect([run(x), heard]).toEqual([[byHand(mode, shape, b, x)], []]);
  });

  it.each([
    ['blocksize: 3', 'blocks of 3x3 do not divide 4x4'],
    ['block_height: 2 block_width: 4', 'a block that is not square is not supported'],
    ['num_output: 3', 'num_output is 3, its blocks give 8'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => importLayer('PassThrough', `pass_through_param { ${parameters} }`))).toContain(problem);
  });
});
