import { standardOps } from '@openbpu/ops';
import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { GraphBuilder } from '../../graph/graph-builder';
import { Initialisers } from '../../graph/initialisers';
import { rowVector } from './matrix';

it('finds what is the same in every row', () => {
  const b = new GraphBuilder(standardOps(), new Initialisers([], 'f'), new Set());
  b.input('computed', tensorType('float32', [3]));
  const row = (id: string) => {
    const found = rowVector(b, id, 3);
    return found && toNumbers(found);
  };
  for (const shape of [[], [1], [1, 1]]) {
    b.setConstant('one', float32(shape, [5]));
    expect(row('one')).toEqual([5, 5, 5]);
  }
  b.setConstant('row', float32([1, 3], [1, 2, 3]));
  b.setConstant('column', float32([3, 1], [1, 2, 3]));
  b.setConstant('wide', float32([4], [1, 2, 3, 4]));
  expect([row('row'), row('column'), row('wide'), row('computed')]).toEqual([
    [1, 2, 3],
    undefined,
    undefined,
    undefined,
  ]);
});
