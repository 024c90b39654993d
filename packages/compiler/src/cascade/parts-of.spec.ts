import { operandsOf } from '@openbpu/machine';
import type { Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from '../divide/divide.fixture';
import { spanOf } from '../divide/spans';
import { partsOf } from './parts-of';

const [x, y] = [buffer('x', 1 << 16), buffer('y', 1 << 16)];
const parts = (work: Work, count: number) => partsOf(work, count, new ConstantPool(32).trial);
const shapes = (work: Work, count: number) => parts(work, count)?.map(({ y: { shape } }) => shape);

describe('partsOf', () => {
  it('cuts along the outermost dimension, the parts as long as each other but for one', () => {
    expect(shapes(requant(x, y, 8, 3), 4)).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(shapes(requant(x, y, 7, 3), 2)).toEqual([
      [4, 3],
      [3, 3],
    ]);
  });

  it('goes on along the next where there are too few, at one index of it each', () => {
    expect(shapes(requant(x, y, 2, 6, 3), 4)).toEqual(Array.from({ length: 4 }, () => [1, 3, 3]));
    expect(shapes(requant(x, y, 1, 2, 6, 3), 2)).toEqual(Array.from({ length: 2 }, () => [1, 1, 6, 3]));
    expect(shapes(requant(x, y, 2, 2, 4), 16)).toEqual(Array.from({ length: 16 }, () => [1, 1, 1]));
  });

  it('lies one part behind the other in what it writes, all of it', () => {
    for (const [shape, count] of [
      [[2, 6, 3], 4],
      [[12, 3], 6],
      [[3, 4, 2], 12],
    ] as const) {
      const spans = parts(requant(x, y, ...shape), count)!.map((part) => spanOf(operandsOf(part).writes[0]));
      expect(spans[0].from).toBe(0);
      spans.slice(1).forEach(({ from }, i) => expect(from).toBe(spans[i].to));
      expect(spans.at(-1)!.to).toBe(shape.reduce<number>((product, dim) => product * dim, 1));
    }
  });

  it('goes by the order in memory', () => {
    const turned = { ...requant(x, y, 4, 6), y: { ...view(y, 4, 6), strides: [1, 4] } };
    expect(shapes(turned, 3)).toEqual([
      [4, 2],
      [4, 2],
      [4, 2],
    ]);
  });

  it('knows what cannot be cut', () => {
    expect(parts(requant(x, y, 2, 6, 3), 3)).toBeUndefined();
    expect(parts(requant(x, y, 3, 5), 18)).toBeUndefined();
    expect(parts(requant(x, y, 2, 2), 8)).toBeUndefined();
    expect(parts(requant(x, y, 1), 2)).toBeUndefined();
    const lut: Work = {
      kind: 'lut',
      x: view(x, 1, 8),
      y: view(y, 1, 8),
      table: view(buffer('t', 2048, 'const'), 8, 256),
    };
    expect(shapes(lut, 8)).toHaveLength(8);
    const grouped: Work = {
      ...conv(x, y, 1, 1, 6),
      group: 2,
      weights: view(buffer('w', 162, 'const'), 6, 3, 3, 3),
    } as Work;
    expect(shapes(grouped, 2)).toEqual([
      [1, 1, 1, 3],
      [1, 1, 1, 3],
    ]);
    expect(parts(grouped, 3)).toBeUndefined();
    expect(parts(grouped, 6)).toBeUndefined();
  });
});
