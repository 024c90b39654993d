import type { Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from './divide.fixture';
import { cutAlong, evenEnds, sidesOf, unitsOf } from './divisible';

const [x, y] = [buffer('x', 1 << 12), buffer('y', 1 << 12)];
const sides = (work: Work) => sidesOf(work).map(({ dim, size, granule }) => [dim, size, granule]);

describe('sidesOf', () => {
  it('are those of the result that can be cut, the outermost in memory first', () => {
    expect(sides(conv(x, y, 4, 6, 8))).toEqual([
      [1, 4, 1],
      [2, 6, 1],
      [3, 8, 1],
    ]);
    const turned = { ...requant(x, y, 4, 6), y: { ...view(y, 4, 6), strides: [1, 4] } };
    expect(sides(turned)).toEqual([
      [1, 6, 1],
      [0, 4, 1],
    ]);
  });

  it('are at whole groups of channels, and not where lines stay whole', () => {
    const grouped: Work = {
      ...conv(x, y, 4, 6, 8),
      group: 4,
      weights: view(buffer('w', 144, 'const'), 8, 3, 3, 2),
    } as Work;
    expect(sides(grouped).at(-1)).toEqual([3, 8, 2]);
    const softmax: Work = {
      kind: 'softmax',
      x: view(x, 3, 10),
      y: { ...view(y, 3, 10), dtype: 'float32' },
      table: { ...view(buffer('t', 1024, 'const'), 256), dtype: 'int32' },
    };
    expect(sides(softmax)).toEqual([[0, 3, 1]]);
  });
});

describe('evenEnds', () => {
  it('are as even as units let them be, and reach the end', () => {
    expect(evenEnds({ dim: 0, size: 7, granule: 1 }, 2)).toEqual([4, 7]);
    expect(evenEnds({ dim: 0, size: 8, granule: 1 }, 3)).toEqual([3, 5, 8]);
    expect(evenEnds({ dim: 0, size: 24, granule: 8 }, 2)).toEqual([16, 24]);
    expect(evenEnds({ dim: 0, size: 20, granule: 8 }, 2)).toEqual([16, 20]);
    expect(unitsOf({ dim: 0, size: 20, granule: 8 })).toBe(2);
  });
});

describe('cutAlong', () => {
  it('gives parts that write the result together and read what they need', () => {
    const parts = cutAlong(conv(x, y, 4, 6, 8), { dim: 1, size: 4, granule: 1 }, [1, 4], new ConstantPool(1));
    expect(parts.map((part) => [part.y.offset, part.y.shape[1]])).toEqual([
      [0, 1],
      [48, 3],
    ]);
    expect(parts.map((part) => 'x' in part && [part.x.offset, part.x.shape[1]])).toEqual([
      [0, 2],
      [0, 4],
    ]);
  });
});
