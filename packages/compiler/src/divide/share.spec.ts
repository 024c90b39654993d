import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import { contextOf } from '../tile/context.fixture';
import { buffer, conv, requant } from './divide.fixture';
import { decide, share } from './share';

const [x, y] = [buffer('x', 1 << 16), buffer('y', 1 << 16)];
const context = contextOf({ features: { ...FEATURES, ddrBytesPerCycle: 4 }, room: 1 << 16 });
const dims = (manner: 'bands' | 'mixed', cores = 2, wait = 10, given = context) =>
  decide(
    [conv(x, y, 32, 32, 16), conv(x, y, 4, 4, 64), requant(x, y, 1, 1, 1, 1), requant(x, y, 1, 1, 1, 2)],
    cores,
    manner,
    given,
    wait,
  ).map((side) => side?.dim);

describe('decide', () => {
  it('cuts along the outermost side there is, and not what has none', () => {
    expect(dims('bands')).toEqual([1, 1, undefined, 3]);
  });

  it('cuts small images with many weights along their channels, where it is asked to look', () => {
    expect(dims('mixed')).toEqual([1, 3, undefined, 3]);
  });

  it('counts what cores wait for each other, and what does not fit the chip as met outside', () => {
    expect(dims('mixed', 2, 1e6)).toEqual([1, 1, undefined, 3]);
    const small = conv(x, y, 8, 8, 32);
    const of = (room: number) => decide([small], 2, 'mixed', { ...context, room }, 0)[0]?.dim;
    expect(of(1 << 16)).toBeDefined();
  });

  it('wants a unit for every core', () => {
    expect(dims('bands', 3)).toEqual([1, 1, undefined, undefined]);
    expect(dims('bands', 5)).toEqual([1, 3, undefined, undefined]);
  });
});

describe('share', () => {
  const ends = (channels: number, cores: number) =>
    share(conv(x, y, 4, 4, channels), { dim: 3, size: channels, granule: 1 }, cores, new ConstantPool(1)).map(
      (part) => part.y.shape[3],
    );

  it('cuts channels so that transfers are whole bursts, where there are enough', () => {
    expect(ends(72, 2)).toEqual([48, 24]);
    expect(ends(32, 2)).toEqual([16, 16]);
    expect(ends(30, 2)).toEqual([15, 15]);
    expect(ends(64, 3)).toEqual([16, 32, 16]);
  });

  it('cuts rows evenly', () => {
    const rows = share(conv(x, y, 33, 4, 4), { dim: 1, size: 33, granule: 1 }, 2, new ConstantPool(1));
    expect(rows.map((part) => part.y.shape[1])).toEqual([17, 16]);
  });
});
