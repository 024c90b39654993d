import type { Access, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from '../divide/divide.fixture';
import { cascadeFrom, usesOf } from './cascade';

const [x, a, b, c, y] = ['x', 'a', 'b', 'c', 'y'].map((name) => buffer(name, 256));
const add = (from: Access, also: Access, to: Access): Work => ({
  kind: 'eltwise',
  fn: 'add',
  a: from,
  b: also,
  y: to,
  ma: 1,
  mb: 1,
  low: -128,
  high: 127,
});
const from = (works: readonly Work[], wanted = [a, b, c], first = 0, count = 4) =>
  cascadeFrom(first, count, works, usesOf(works), new Set(wanted), new ConstantPool(32).trial);

describe('usesOf', () => {
  it('is who writes and who reads, constants aside', () => {
    const uses = usesOf([requant(x, a, 16), add(view(a, 16), view(x, 16), view(y, 16)), conv(x, y, 1, 1, 16)]);
    expect(uses.get(x)).toEqual({ writers: [], readers: [0, 1, 2] });
    expect(uses.get(a)).toEqual({ writers: [0], readers: [1] });
    expect(uses.get(y)).toEqual({ writers: [1, 2], readers: [] });
    expect(uses.size).toBe(3);
  });
});

describe('cascadeFrom', () => {
  const chain = [requant(x, a, 16, 16), requant(a, b, 16, 16), requant(b, c, 16, 16), requant(c, y, 16, 16)];

  it('takes works that read what they made, part by part', () => {
    const found = from(chain)!;
    expect([found.members, found.between]).toEqual([[0, 1, 2, 3], []]);
    for (const spans of found.spans.values()) expect(spans.map(({ from: start }) => start)).toEqual([0, 64, 128, 192]);
    expect([...found.spans.keys()]).toEqual([a, b, c]);
    expect(found.spans.get(b)![2]).toEqual({ from: 128, to: 192 });
    expect(found.held).toBe(128);
  });

  it('ends where no tensor is left that is wanted', () => {
    expect(from(chain, [a])).toMatchObject({ members: [0, 1], held: 64 });
    expect(from(chain, [b], 1)).toMatchObject({ members: [1, 2] });
    expect(from(chain, [y])).toBeUndefined();
    expect(from(chain, [])).toBeUndefined();
  });

  it('goes on to the last that reads a wanted tensor, whatever is read before that', () => {
    const skip = add(view(a, 16, 16), view(c, 16, 16), view(y, 16, 16));
    const found = from([requant(x, a, 16, 16), requant(a, b, 16, 16), requant(b, c, 16, 16), skip], [a, b])!;
    expect([found.members, [...found.spans.keys()]]).toEqual([
      [0, 1, 2, 3],
      [a, b],
    ]);
  });

  it('ends at a work that reads more than the part it would be', () => {
    const works = [requant(x, a, 16, 16), requant(a, b, 16, 16), conv(b, c, 16, 1, 16)];
    const found = from(works)!;
    expect([found.members, [...found.spans.keys()]]).toEqual([[0, 1], [a]]);
  });

  it('ends at a work that reads beside the part it would be, on either side', () => {
    const beside = (offset: number) => [
      requant(x, a, 16, 16),
      { ...requant(a, y, 12, 16), x: { ...view(a, 12, 16), offset } } as Work,
    ];
    expect(from(beside(0))).toBeUndefined();
    expect(from(beside(64))).toBeUndefined();
  });

  it('lets works go ahead that read nothing of it, and stand between its members', () => {
    const works = [
      requant(x, a, 16, 16),
      requant(x, c, 16, 16),
      add(view(a, 16, 16), view(c, 16, 16), view(y, 16, 16)),
    ];
    expect(from(works)).toMatchObject({ members: [0, 2], between: [1] });
    expect([...from(works)!.spans.keys()]).toEqual([a]);
    expect(from([...works, requant(x, b, 16, 16)])!.between).toEqual([1]);
    const broken = [requant(x, a, 16, 16), requant(a, b, 16, 16), requant(x, y, 16, 16), conv(b, c, 16, 1, 16)];
    expect(from(broken)).toMatchObject({ members: [0, 1], between: [] });
  });

  it('keeps whole what others touch', () => {
    const works = [requant(x, a, 16, 16), requant(a, b, 16, 16), requant(b, c, 16, 16), conv(a, y, 16, 1, 16)];
    const found = from(works)!;
    expect([found.members, [...found.spans.keys()]]).toEqual([[0, 1, 2], [b]]);
  });

  it('keeps whole what is not wanted, and holds a tensor up to the last that reads it', () => {
    const skip = add(view(a, 16, 16), view(b, 16, 16), view(c, 16, 16));
    const found = from([requant(x, a, 16, 16), requant(a, b, 16, 16), skip, requant(c, y, 16, 16)], [a, c])!;
    expect([found.members, [...found.spans.keys()], found.held]).toEqual([[0, 1, 2, 3], [a, c], 128]);
  });

  it('lets nothing go ahead that writes what it writes or reads, and keeps whole what was written before', () => {
    const over = [requant(x, a, 16, 16), requant(c, a, 16, 16), requant(a, b, 16, 16), requant(b, y, 16, 16)];
    expect(from(over)).toMatchObject({ members: [0, 1, 2, 3], between: [], held: 128 });
    expect(from(over, [a, b, c], 1)).toBeUndefined();
    expect(from([requant(x, a, 16, 16), requant(a, a, 16, 16)], [a], 1)).toBeUndefined();
  });

  it('takes all that write one tensor side by side, as the copies of a Concat do', () => {
    const half = (of: typeof a, at: number): Access => ({ ...view(of, 16, 8), offset: 8 * at, strides: [16, 1] });
    const into = (at: number): Work => ({ ...requant(x, a, 16, 8), y: half(a, at) }) as Work;
    const works = [into(0), into(1), requant(a, y, 16, 16)];
    expect(from(works)).toMatchObject({ members: [0, 1, 2], between: [], held: 64 });
    const parted = [works[0], requant(x, c, 16, 16), ...works.slice(1)];
    expect(from(parted)).toMatchObject({ members: [0, 2, 3], between: [1] });
    const both = [requant(x, b, 16, 8), { ...requant(b, a, 16, 8), y: half(a, 0) } as Work];
    const joined = [...both, { ...requant(b, a, 16, 8), y: half(a, 1) } as Work, requant(a, y, 16, 16)];
    expect(from(joined)).toMatchObject({ members: [0, 1, 2, 3], held: 96 });
    const early = [...joined.slice(0, 2), requant(a, y, 16, 16), joined[2]];
    expect(from(early, [a, b])).toBeUndefined();
  });

  it('takes no parts that write over each other', () => {
    const close: Access = { ...view(a, 16, 16), strides: [8, 1] };
    const [over, read] = [requant(x, a, 16, 16), requant(a, y, 16, 16)];
    expect(from([{ ...over, y: close } as Work, { ...read, x: close } as Work])).toBeUndefined();
    const rows = (at: number) => ({ ...requant(b, a, 8, 16), y: { ...view(a, 8, 16), offset: 128 * at } }) as Work;
    expect(from([requant(x, b, 8, 16), rows(0), rows(1), read])).toBeUndefined();
  });

  it('ends at a work that has no such parts', () => {
    expect(from([requant(x, a, 16, 16), requant(a, y, 16, 16)], [a], 0, 3)).toMatchObject({ members: [0, 1] });
    expect(from([requant(x, a, 16, 16), requant(a, y, 256)], [a], 0, 6)).toBeUndefined();
    expect(from([requant(x, a, 3, 5), requant(a, y, 3, 5)], [a], 0, 18)).toBeUndefined();
  });
});
