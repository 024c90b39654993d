import { blob, complaint, importLayer } from '../import-text.fixture';

describe('Bias', () => {
  it('adds one number per channel', () => {
    expect(importLayer('Bias', '', [[1, 2, 1, 1]], [blob([2], [10, 20])]).run([1, 2])).toEqual([[11, 22]]);
  });

  it('adds a second bottom', () => {
    expect(
      importLayer('Bias', 'bias_param { axis: 0 }', [
        [1, 2],
        [1, 2],
      ]).nodes[0],
    ).toContain('= Add(a, b)');
  });

  it('says which blob is missing', () => {
    expect(complaint(() => importLayer('Bias', '', [[1, 2, 1, 1]]))).toContain('holds no bias for it');
  });
});
