import type { Resize } from '@openbpu/machine';
import type { Access } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { cutResize } from './cut-resize';
import { all } from './sub-view';

const constants = new ConstantPool(4);
const image = (h: number, w: number): Access => ({
  buffer: { name: 'x', space: 'ddr', bytes: 0 },
  offset: 0,
  dtype: 'int8',
  shape: [1, h, w, 2],
  strides: [h * w * 2, w * 2, 2, 1],
});
const columns = constants.add('int32', [3], Int32Array.of(0, 1, 1));

describe('cutResize', () => {
  it('takes the rows its table names and counts from the first of them', () => {
    const nearest: Resize<Access> = {
      kind: 'resize',
      fn: 'nearest',
      x: image(4, 2),
      y: image(5, 3),
      rows: constants.add('int32', [5], Int32Array.of(0, 1, 3, 9, 2)),
      columns,
      multiplier: 1,
    };
    const part = cutResize(nearest, [all(1), { from: 2, to: 5 }, all(3), all(2)], constants);
    expect([...constants.elements(part.rows)]).toEqual([1, 1, 0]);
    expect([part.x.offset, part.x.shape, part.columns]).toEqual([8, [1, 2, 2, 2], columns]);
  });

  it('leaves weights as they are', () => {
    const linear: Resize<Access> = {
      kind: 'resize',
      fn: 'linear',
      x: image(4, 2),
      y: image(2, 3),
      rows: constants.add('int32', [2, 3], Int32Array.of(0, 1, 7, 2, 3, 9)),
      columns,
      multiplier: 1,
    };
    expect([
      ...constants.elements(cutResize(linear, [all(1), { from: 1, to: 2 }, all(3), all(2)], constants).rows),
    ]).toEqual([0, 1, 9]);
  });
});
