import type { Access, Buffer, Work } from '../buffer';
import { contextOf } from './context.fixture';
import { Cuts, CutsByPlace, inSram } from './cuts';
import { plan } from './plan';

const buffer = (name: string): Buffer => ({ name, space: 'ddr', bytes: 4096 });
const view = (of: Buffer, ...shape: number[]): Access => ({
  buffer: of,
  offset: 0,
  dtype: 'int8',
  shape,
  strides: shape.map((_, d) => shape.slice(d + 1).reduce((a, b) => a * b, 1)),
});
const [a, b] = ['a', 'b'].map(buffer);
const step: Work = { kind: 'requant', x: view(a, 64, 64), y: view(b, 64, 64), multiplier: 1, low: 0, high: 1 };
const moved = (of: Buffer): readonly [Buffer, Buffer] => [of, { ...of, space: 'sram' }];

describe('Cuts', () => {
  it('are the sizes that are worth trying, with how many boxes they make, measured once', () => {
    const cuts = new Cuts(step, contextOf());
    const [whole, half] = cuts.lists[0];
    expect([whole, half]).toEqual([
      { sizes: [64, 64], boxes: 1 },
      { sizes: [32, 64], boxes: 2 },
    ]);
    expect(cuts.measure(half)).toBe(cuts.measure(half));
    expect(cuts.streamed).toEqual([true, true]);
    const bytes = [half, whole].map((cut) => cuts.measure(cut).bytes(cuts.streamed));
    expect(bytes[0] * 2).toBe(bytes[1]);
    expect(cuts.orders).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(new Cuts({ ...step, x: view(a, 64), y: view(b, 64) }, contextOf()).orders).toEqual([[0]]);
  });

  it('plan the same however often and with whatever room they were asked before', () => {
    const asked = new Cuts(step, contextOf());
    for (const room of [1 << 16, 1 << 10, 1 << 13, 1, 1 << 16, 1 << 10])
      expect(plan(asked, contextOf({ room }))).toEqual(plan(new Cuts(step, contextOf()), contextOf({ room })));
  });
});

describe('CutsByPlace', () => {
  it('knows an instruction by which of its operands stay on chip', () => {
    const cuts = new CutsByPlace([step, step], contextOf());
    const price = (...on: Buffer[]) => plan(cuts.of(0, new Map(on.map(moved))), contextOf())?.price ?? NaN;
    expect(cuts.of(0, new Map([moved(a)]))).toBe(cuts.of(0, new Map([moved(a), moved(buffer('c'))])));
    expect(cuts.of(0, new Map())).not.toBe(cuts.of(1, new Map()));
    expect(new Set([price(), price(a), price(a, b)]).size).toBe(3);
    expect(cuts.of(0, new Map([moved(a)]))).not.toBe(cuts.of(0, new Map([moved(b)])));
    expect(price(a, b)).toBeLessThan(price(b));
    expect(cuts.of(0, new Map([moved(a)])).streamed).toEqual([false, true]);
    const [cut] = cuts.of(0, new Map()).lists[0];
    expect(cuts.of(0, new Map([moved(b)])).measure(cut)).toBe(cuts.of(0, new Map()).measure(cut));
  });
});

describe('the form of an instruction', () => {
  it('is all that its cuts follow from, wherever its operands lie', () => {
    const like: Work = { ...step, x: { ...view(b, 64, 64), offset: 64 }, y: view(buffer('c'), 64, 64) };
    const others: readonly Work[] = [
      { ...step, x: { ...view(a, 64, 64), dtype: 'int16' } },
      { ...step, x: { ...view(a, 64, 64), strides: [1, 64] } },
      { ...step, x: view(a, 32, 64), y: view(b, 32, 64) },
      { ...step, x: view({ ...a, space: 'const' }, 64, 64) },
      { ...step, low: -1 },
    ];
    const works = [step, like, ...others];
    const cuts = new CutsByPlace(works, contextOf());
    const lists = works.map((_, at) => cuts.of(at, new Map()).lists);
    expect(lists[1]).toBe(lists[0]);
    expect(new Set(lists).size).toBe(1 + others.length);
  });
});

describe('inSram', () => {
  it('puts other buffers in place of some', () => {
    const onChip: Buffer = { ...b, space: 'sram' };
    expect(inSram({ kind: 'move', x: view(a), y: view(b) }, new Map([[b, onChip]]))).toEqual({
      kind: 'move',
      x: view(a),
      y: { ...view(b), buffer: onChip },
    });
  });
});
