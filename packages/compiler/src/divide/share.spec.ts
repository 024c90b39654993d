import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import { contextOf } from '../tile/context.fixture';
import { Cuts } from '../tile/cuts';
import { plan } from '../tile/plan';
import { buffer, conv, requant } from './divide.fixture';
import { type Side, sidesOf } from './divisible';
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
    const of = (room: number, wait: number) =>
      decide([conv(x, y, 16, 16, 64)], 2, 'mixed', { ...context, room }, wait)[0]?.dim;
    // A part reads 9 rows of 1 KiB and writes 8: 17 KiB, which may stay on chip where that is no more than half of it.
    expect([of(34 << 10, 0), of((34 << 10) - 1, 0)]).toEqual([1, 3]);
  });

  it('counts waiting twice: for what comes in, and for what goes out', () => {
    const work = conv(x, y, 16, 16, 64);
    const outside = { ...context, room: 1 << 15 };
    const priceAlong = (side: Side) =>
      Math.max(...share(work, side, 2, outside.constants).map((part) => plan(new Cuts(part, outside), outside)!.price));
    const [rows, ...others] = sidesOf(work).map(priceAlong);
    const gain = rows - Math.min(...others);
    const cut = (wait: number) => decide([work], 2, 'mixed', outside, wait)[0]?.dim;
    expect(gain).toBeGreaterThan(1);
    expect([cut(gain / 2 - 0.1), cut(gain / 2 + 0.1)]).toEqual([3, 1]);
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
