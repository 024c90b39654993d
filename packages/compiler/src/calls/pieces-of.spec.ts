import type { Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from '../divide/divide.fixture';
import { FEATURES } from '../features.fixture';
import { piecesOf } from './pieces-of';

const [x, y] = [buffer('x', 1 << 16), buffer('y', 1 << 16)];
const found = (work: Work, limit: number, more = {}) =>
  piecesOf(work, new ConstantPool(32), limit, { features: { ...FEATURES, ...more } });
const pieces = (work: Work, limit: number) => {
  const result = found(work, limit);
  if (!('pieces' in result)) throw new Error(JSON.stringify(result));
  return result.pieces;
};
const WORK = conv(x, y, 32, 32, 32);

describe('piecesOf', () => {
  it('leaves whole what is short enough', () => {
    const [{ work, cycles }, ...others] = pieces(WORK, 1e6);
    expect([work, others]).toEqual([WORK, []]);
    expect(pieces(WORK, cycles)).toHaveLength(1);
    expect(pieces(WORK, cycles - 1).length).toBeGreaterThan(1);
  });

  it('cuts into pieces that stay within the limit and write all of the result once', () => {
    const cut = pieces(WORK, 4000);
    expect(cut.length).toBeGreaterThan(2);
    for (const { cycles } of cut) expect(cycles).toBeLessThanOrEqual(4000);
    const written = cut.map(({ work }) => work.y.shape.reduce((product, dim) => product * dim, 1));
    expect(written.reduce((sum, each) => sum + each, 0)).toBe(32 * 32 * 32);
    expect(new Set(cut.map(({ work }) => work.y.offset)).size).toBe(cut.length);
  });

  it('cuts along the side that costs least: rows of large images, channels where there are many weights', () => {
    const shapes = (work: Work, limit: number) => pieces(work, limit).map(({ work: { y: of } }) => of.shape.slice(1));
    expect(shapes(conv(x, y, 32, 32, 16), 2500).every(([rows, , channels]) => rows < 32 && channels === 16)).toBe(true);
    expect(shapes(conv(x, y, 4, 4, 128), 6000).every(([rows, , channels]) => rows === 4 && channels < 128)).toBe(true);
  });

  it('cuts along a second side where one is not enough', () => {
    const flat = conv(x, y, 2, 512, 32);
    const cut = pieces(flat, 2500);
    expect(cut.length).toBeGreaterThan(2);
    for (const { cycles } of cut) expect(cycles).toBeLessThanOrEqual(2500);
  });

  it('makes no more of them than the dispatch of every core leaves time for', () => {
    const features = { ...FEATURES, cores: 2, shared: { ddrBytesPerCycle: 24, waitCycles: 100 } };
    const cut = piecesOf(conv(x, y, 16, 16, 64), new ConstantPool(32), 4000, { features, cores: 2 });
    expect('pieces' in cut && cut.pieces.map(({ cycles }) => cycles <= 4000)).toEqual([true, true, true, true]);
  });

  it('says how long the smallest piece takes that is too long', () => {
    const topk: Work = {
      kind: 'topk',
      fn: 'values',
      order: 'largest',
      ties: 'first',
      x: view(x, 2, 8192),
      y: view(y, 2, 64),
    };
    const { cycles } = found(topk, 2000) as { cycles: number };
    expect(cycles).toBeGreaterThan(2000);
    expect('pieces' in found(topk, cycles)).toBe(true);
    expect(found(requant(x, y, 1), 100)).toEqual({ cycles: expect.any(Number) as number });
  });

  it('says what does not fit', () => {
    expect(found(WORK, 4000, { sramBytes: 64 })).toEqual({ misfit: 0 });
  });
});
