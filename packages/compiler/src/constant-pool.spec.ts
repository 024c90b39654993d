import { ConstantPool } from './constant-pool';

describe('ConstantPool', () => {
  it('aligns what it is given and keeps equal content once', () => {
    const pool = new ConstantPool(16);
    expect(pool.add('int8', [3], Int8Array.of(1, 2, 3)).offset).toBe(0);
    expect(pool.add('int32', [1], Int32Array.of(-1)).offset).toBe(16);
    expect(pool.add('int8', [3, 1], Int8Array.of(1, 2, 3))).toMatchObject({
      offset: 0,
      shape: [3, 1],
      strides: [1, 1],
    });
    expect([...pool.finish()]).toEqual([
      1,
      2,
      3,
      ...new Array<number>(13).fill(0),
      255,
      255,
      255,
      255,
      ...new Array<number>(12).fill(0),
    ]);
  });

  it('gives back int32 elements, and keeps nothing of a trial', () => {
    const pool = new ConstantPool(16);
    const table = pool.add('int32', [2], Int32Array.of(7, -9));
    expect([...pool.trial.elements(table)]).toEqual([7, -9]);
    expect(pool.trial.add('int8', [40], new Int8Array(40))).toMatchObject({
      buffer: { space: 'const' },
      shape: [40],
      strides: [1],
    });
    expect(pool.finish().length).toBe(16);
    expect(() => pool.elements({ ...table, offset: 4 })).toThrow(/no constant at 4/);
  });

  it('grows apart from the pool it began with', () => {
    const pool = new ConstantPool(4);
    const first = pool.add('int8', [4], Int8Array.of(1, 2, 3, 4));
    const own = new ConstantPool(4, pool);
    expect(own.add('int8', [4], Int8Array.of(5, 6, 7, 8))).toMatchObject({ offset: 4, buffer: first.buffer });
    expect(own.add('int8', [4], Int8Array.of(1, 2, 3, 4))).toEqual(first);
    expect([own.finish().length, pool.finish().length]).toEqual([8, 4]);
  });

  it('of nothing is nothing', () => {
    expect(new ConstantPool(64).finish().length).toBe(0);
  });
});
