import * as fc from 'fast-check';
import type { Instruction } from '@openbpu/machine';
import { allocate } from './allocate';
import type { Access, Buffer } from './buffer';

const view = (buffer: Buffer): Access => ({ buffer, offset: 0, dtype: 'int8', shape: [buffer.bytes], strides: [1] });
const buffer = (name: string, bytes: number, space: Buffer['space'] = 'ddr'): Buffer => ({ name, bytes, space });
const move = (x: Buffer, y: Buffer): Instruction<Access> => ({ kind: 'move', x: view(x), y: view(y) });

describe('allocate', () => {
  it('uses the place of a dead buffer again', () => {
    const [a, b, c, d] = [buffer('a', 60), buffer('b', 60), buffer('c', 60), buffer('d', 60)];
    const { offsets, bytes } = allocate('ddr', [move(a, b), move(b, c), move(c, d)], { before: [a], after: [d] }, 64);
    expect(bytes).toBe(128);
    expect([a, b, c, d].map((each) => offsets.get(each))).toEqual([0, 64, 0, 64]);
  });

  it('keeps inputs from the start and outputs to the end', () => {
    const [a, b, out, late] = [buffer('a', 8), buffer('b', 8), buffer('out', 8), buffer('late', 8)];
    const { offsets, bytes } = allocate(
      'ddr',
      [move(a, out), move(a, b), move(late, b)],
      { before: [a, late], after: [out] },
      8,
    );
    expect(bytes).toBe(32);
    expect(new Set(offsets.values()).size).toBe(4);
  });

  it('keeps a buffer longer than it is used when told so', () => {
    const [a, b, c] = [buffer('a', 8), buffer('b', 8), buffer('c', 8)];
    const code = [move(a, b), move(b, c)];
    expect(allocate('ddr', code, { before: [], after: [] }, 8).bytes).toBe(16);
    expect(allocate('ddr', code, { before: [], after: [] }, 8, new Map([[a, 1]])).bytes).toBe(24);
  });

  it('looks at one memory only', () => {
    const [a, b, k] = [buffer('a', 8), buffer('b', 16, 'sram'), buffer('k', 99, 'const')];
    expect(allocate('sram', [move(a, b), move(k, a)], { before: [a], after: [] }, 8)).toEqual({
      offsets: new Map([[b, 0]]),
      bytes: 16,
    });
  });

  it('never lets two living buffers share a byte', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }), (lengths, pairs) => {
        const buffers = lengths.map((bytes, i) => buffer(`b${i}`, bytes));
        const at = (n: number) => buffers[n % buffers.length];
        const code = pairs.map(([x, y]) => move(at(x), at(y)));
        const { offsets, bytes } = allocate('ddr', code, { before: [buffers[0]], after: [buffers[1]] }, 16);
        const uses = (each: Buffer) => [
          ...(each === buffers[0] ? [-1] : []),
          ...code.flatMap((_, i) => (at(pairs[i][0]) === each || at(pairs[i][1]) === each ? [i] : [])),
          ...(each === buffers[1] ? [code.length] : []),
        ];
        const placed = [...offsets].map(([each, offset]) => ({
          offset,
          end: offset + each.bytes,
          first: Math.min(...uses(each)),
          last: Math.max(...uses(each)),
        }));
        for (const [i, a] of placed.entries()) {
          expect(a.offset % 16).toBe(0);
          expect(a.end).toBeLessThanOrEqual(bytes);
          for (const b of placed.slice(i + 1))
            expect(a.last < b.first || b.last < a.first || a.end <= b.offset || b.end <= a.offset).toBe(true);
        }
      }),
    );
  });
});
