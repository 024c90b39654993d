import type { Access, Buffer, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from '../divide/divide.fixture';
import { type Cascaded, cascaded } from './cascaded';

const [x, a, b, c, d, y] = ['x', 'a', 'b', 'c', 'd', 'y'].map((name) => buffer(name, 4096));
const chain = [x, a, b, c].map((from, at) => requant(from, [a, b, c, y][at], 16, 256));
const found = (works: readonly Work[], spilled: readonly Buffer[], room: number) =>
  cascaded(works, { spilled: new Set(spilled), pinned: new Set([x, y]), room }, new ConstantPool(32));
const sources = (of: Cascaded | undefined) => of?.works.map(({ source }) => source).join('');

describe('cascaded', () => {
  it('takes the least number of parts whose tensors need half of the room', () => {
    const two = found(chain, [a, b, c], 8192)!;
    expect(sources(two)).toBe('01230123');
    expect([...two.slices.keys()]).toEqual([a, b, c]);
    expect(sources(found(chain, [a, b, c], 8191))).toBe('0123'.repeat(3));
    expect(sources(found(chain, [a, b, c], 512))).toBe('0123'.repeat(32));
  });

  it('has tensors in parts of their own, which lie in the whole', () => {
    const { works, slices } = found(chain, [a, b, c], 8192)!;
    const [lower, upper] = slices.get(b)!;
    expect([lower, upper]).toEqual([
      { name: 'b/0', space: 'ddr', bytes: 2048, part: { of: b, at: 0 } },
      { name: 'b/1', space: 'ddr', bytes: 2048, part: { of: b, at: 2048 } },
    ]);
    const [, , reads, , , writes] = works.map(({ work }) => work as Extract<Work, { kind: 'requant' }>);
    expect([reads.x.buffer, reads.x.offset, reads.x.shape]).toEqual([lower, 0, [8, 256]]);
    expect([writes.y.buffer, writes.y.offset, writes.y.shape]).toEqual([upper, 0, [8, 256]]);
    expect([works[3].work.y, works[7].work.y].map(({ buffer: of, offset }) => [of, offset])).toEqual([
      [y, 0],
      [y, 2048],
    ]);
  });

  it('goes through large tensors that stayed on chip as well, and ends before small ones', () => {
    const large = found(chain, [a], 8192)!;
    expect([sources(large), [...large.slices.keys()]]).toEqual(['01230123', [a, b, c]]);
    const small = found(chain, [a], 8 * 4096 + 1)!;
    expect([sources(small), [...small.slices.keys()]]).toEqual(['010123', [a]]);
    expect(sources(found(chain, [a], 8 * 4096))).toBe('01230123');
    expect(found(chain, [], 8192)).toBeUndefined();
  });

  it('keeps whole what is met outside, read on or not', () => {
    const of = found([requant(x, a, 16, 256), requant(a, y, 16, 256), requant(y, b, 16, 256)], [a], 8192)!;
    expect([sources(of), [...of.slices.keys()]]).toEqual(['01012', [a]]);
  });

  it('needs a tensor that has spilled in it', () => {
    const works = [...chain.slice(0, 2), conv(b, c, 16, 16, 16), requant(c, d, 16, 256), requant(d, y, 16, 256)];
    const of = found(works, [d], 8192)!;
    expect([sources(of), [...of.slices.keys()]]).toEqual(['01234234', [c, d]]);
  });

  it('takes the number of parts that keeps most, where another keeps less', () => {
    const shapes = [
      [2, 8, 256],
      [16, 256],
      [2, 8, 256],
    ];
    const works = [x, a, b].map((from, at) => requant(from, [a, b, y][at], ...shapes[at]));
    const of = found(works, [a, b], 4096)!;
    expect([sources(of), [...of.slices.keys()]]).toEqual(['012'.repeat(4), [a, b]]);
  });

  it('lets what stands between go ahead, once', () => {
    const works = [requant(x, a, 16, 256), requant(x, c, 16, 256), requant(a, b, 16, 256), requant(c, y, 16, 256)];
    const of = found(works, [a, c], 8192)!;
    expect(sources(of)).toBe('1020' + '23');
    expect([...of.slices.keys()]).toEqual([a]);
  });

  it('adds no constants but those that slices read', () => {
    const pool = new ConstantPool(32);
    const rows = pool.add(
      'int32',
      [16],
      Int32Array.from({ length: 16 }, (_, i) => i),
    );
    const near = pool.add(
      'int32',
      [16],
      Int32Array.from({ length: 16 }, (_, i) => Math.min(i + 1, 15)),
    );
    const image = (of: Buffer) => view(of, 1, 16, 16, 16);
    const scaled = (from: Buffer, to: Buffer, table: Access): Work => ({
      kind: 'resize',
      fn: 'nearest',
      x: image(from),
      y: image(to),
      rows: table,
      columns: rows,
      multiplier: 1,
    });
    const works = [requant(x, a, 1, 16, 16, 16), scaled(a, b, rows), scaled(b, c, near), requant(c, y, 16, 256)];
    const known = pool.finish().length;
    const memory = { spilled: new Set([a, b, c]), pinned: new Set([x, y]), room: 4096 };
    const { works: sliced } = cascaded(works, memory, pool)!;
    expect(sliced.map(({ source }) => source).join('')).toBe('01012323');
    const added = new Set(
      sliced.flatMap(({ work }) => (work.kind === 'resize' && work.rows.offset >= known ? [work.rows.offset] : [])),
    );
    expect(added.size).toBe(2);
    expect(pool.finish()).toHaveLength(known + added.size * 32);
  });

  it('is nothing where no work can be cut so', () => {
    expect(found([conv(x, a, 16, 16, 16), conv(a, y, 16, 16, 16)], [a], 8192)).toBeUndefined();
    expect(found(chain, [a, b, c], 32)).toBeUndefined();
    expect(found([], [], 8192)).toBeUndefined();
  });
});
