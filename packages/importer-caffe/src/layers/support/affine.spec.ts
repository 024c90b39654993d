import { Add, Mul } from '@openbpu/ops';
import { affine } from './affine';

describe('affine', () => {
  it('writes what changes something', () => {
    expect(affine(1, 0)).toEqual([]);
    expect(affine(2, 3)).toEqual([
      { op: Mul, constant: 2 },
      { op: Add, constant: 3 },
    ]);
    expect(affine(0, 1)).toEqual([
      { op: Mul, constant: 0 },
      { op: Add, constant: 1 },
    ]);
  });
});
