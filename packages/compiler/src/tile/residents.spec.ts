import { sizeOf } from '@openbpu/tensor';
import type { Access, Buffer, Work } from '../buffer';
import { attemptWith, contextOf } from './context.fixture';
import { CutsByPlace } from './cuts';
import { chooseResidents } from './residents';

const buffer = (name: string, bytes: number): Buffer => ({ name, space: 'ddr', bytes });
const view = (of: Buffer): Access => ({ buffer: of, offset: 0, dtype: 'int8', shape: [of.bytes], strides: [1] });
const step = (x: Buffer, y: Buffer): Work => ({
  kind: 'requant',
  x: view(x),
  y: view(y),
  multiplier: 1,
  low: 0,
  high: 1,
});

const [x, a, b, y] = ['x', 'a', 'b', 'y'].map((name) => buffer(name, 4096));
const WORKS = [step(x, a), step(a, b), step(b, y)];
const choose = (room: number, resident = true) =>
  chooseResidents(
    new CutsByPlace(WORKS, contextOf()),
    new Set([x, y]),
    contextOf({ room, attempt: attemptWith({ resident }) }),
  );

describe('chooseResidents', () => {
  it('keeps what is met inside only', () => {
    const { residents, used, plans } = choose(1 << 16);
    expect([...residents.keys()].map(({ name }) => name)).toEqual(['a', 'b']);
    expect([...residents.values()].every(({ space }) => space === 'sram')).toBe(true);
    expect(used).toEqual([4096, 8192, 4096]);
    expect(plans.every(Boolean)).toBe(true);
  });

  it('keeps what fits, room for work included', () => {
    const { residents, used } = choose(8191);
    expect(residents.size).toBe(1);
    expect(Math.max(...used)).toBe(4096);
  });

  it('keeps nothing when told so, or when it is too large', () => {
    expect(choose(1 << 16, false).residents.size).toBe(0);
    expect(choose(2048).residents.size).toBe(0);
  });

  it('keeps nothing that costs more than it spares: what lies between has less room', () => {
    const matrix = (name: string, space: Buffer['space'], dtype: Access['dtype'], ...shape: number[]): Access => ({
      buffer: { name, space, bytes: 0 },
      offset: 0,
      dtype,
      shape,
      strides: shape.map((_, d) => sizeOf(shape.slice(d + 1))),
    });
    const between: Work = {
      kind: 'gemm',
      x: matrix('p', 'ddr', 'int8', 64, 512),
      y: matrix('q', 'ddr', 'int8', 64, 64),
      weights: matrix('constants', 'const', 'int8', 64, 512),
      bias: matrix('constants', 'const', 'int32', 64),
      low: 0,
      high: 1,
    };
    const pinned = new Set([x, y, between.x.buffer, between.y.buffer]);
    const kept = (room: number) =>
      chooseResidents(new CutsByPlace([step(x, a), between, step(a, y)], contextOf()), pinned, contextOf({ room }))
        .residents.size;
    expect([kept(38912), kept(1 << 16)]).toEqual([0, 1]);
  });

  it('says what cannot be planned', () => {
    expect(choose(1).plans).toEqual([undefined, undefined, undefined]);
  });
});
