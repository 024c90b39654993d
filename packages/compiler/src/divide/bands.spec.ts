import { type Work, mapOperands, operandsOf } from '@openbpu/machine';
import type { Access } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { type Banded, bands } from './bands';
import { buffer, conv, requant } from './divide.fixture';
import { share } from './share';

const [x, a, b, y] = ['x', 'a', 'b', 'y'].map((name) => buffer(name, 8 * 16));
const rows = (work: Work<Access>) => share(work, { dim: 1, size: 8, granule: 1 }, 2, new ConstantPool(1));
/** Images of eight rows of 16 bytes. */
const CHAIN = [conv(x, a, 8, 4, 4), requant(a, b, 1, 8, 4, 4), conv(b, y, 8, 4, 4)];

const text = (work: Work<Access>) => {
  const one = ({ buffer: { name }, offset, shape }: Access) =>
    `${name}+${offset}[${shape.reduce((product, dim) => product * dim, 1)}]`;
  const { reads, writes } = operandsOf(mapOperands(work, (access) => access));
  return `${work.kind} ${one(reads[0])} > ${one(writes[0])}`;
};
const lists = ({ cores }: Banded) => cores.map((own) => own.map(({ work, phase }) => `${phase} ${text(work)}`));

describe('bands', () => {
  it('gives each core its rows, sends out what others read of them, and lets in what it reads of others', () => {
    const found = bands(CHAIN.map(rows), 2, new Set([x, y]));
    expect(lists(found)).toEqual([
      [
        '1 conv x+0[80] > a@0+0[64]',
        '4 requant a@0+0[64] > b@0+0[64]',
        '5 move b@0+48[16] > b+48[16]',
        '6 move b+64[16] > b@0+64[16]',
        '7 conv b@0+0[80] > y+0[64]',
      ],
      [
        '1 conv x+48[80] > a@1+0[64]',
        '4 requant a@1+0[64] > b@1+16[64]',
        '5 move b@1+16[16] > b+64[16]',
        '6 move b+48[16] > b@1+0[16]',
        '7 conv b@1+0[80] > y+64[64]',
      ],
    ]);
    expect([...found.met].map(({ name }) => name)).toEqual(['x', 'a', 'b', 'y']);
    expect([...found.bands].map(([{ name }, of]) => [name, of.map(({ bytes, part }) => [bytes, part?.at])])).toEqual([
      [
        'a',
        [
          [64, 0],
          [64, 64],
        ],
      ],
      [
        'b',
        [
          [80, 0],
          [80, 48],
        ],
      ],
    ]);
    expect(found.cores[1].map(({ source }) => source)).toEqual([0, 1, 1, 2, 2]);
  });

  it('counts bytes of rows, and moves elements', () => {
    const [p, q, r] = ['p', 'q', 'r'].map((name) => buffer(name, 2 * 8 * 16));
    const wide = [requant(p, q, 1, 8, 4, 4), conv(q, r, 8, 4, 4)].map((work) =>
      mapOperands(work, (access): Access => ({
        ...access,
        dtype: access.buffer.space === 'ddr' ? 'int16' : access.dtype,
      })),
    );
    expect(lists(bands(wide.map(rows), 2, new Set([p, r])))[0]).toEqual([
      '1 requant p+0[64] > q@0+0[64]',
      '2 move q@0+96[16] > q+96[16]',
      '3 move q+128[16] > q@0+128[16]',
      '4 conv q@0+0[80] > r+0[64]',
    ]);
  });

  it('lets a core read all of what another has made alone', () => {
    const found = bands([[CHAIN[0]], rows(CHAIN[1]), rows(CHAIN[2])], 2, new Set([x, y]));
    expect(lists(found).map((list) => list.slice(0, 3))).toEqual([
      ['1 conv x+0[128] > a@0+0[128]', '2 move a@0+64[64] > a+64[64]', '4 requant a@0+0[64] > b@0+0[64]'],
      ['3 move a+64[64] > a@1+0[64]', '4 requant a@1+0[64] > b@1+16[64]', '5 move b@1+16[16] > b+64[16]'],
    ]);
    expect(found.met.has(x)).toBe(false);
  });

  it('leaves one for all what is met outside, what interlocks, and what is read before it is whole', () => {
    const channels = (work: Work<Access>) => share(work, { dim: 3, size: 4, granule: 1 }, 2, new ConstantPool(1));
    expect(bands(CHAIN.map(rows), 2, new Set([x, a, b, y])).bands.size).toBe(0);
    expect(bands([channels(CHAIN[0]), rows(CHAIN[1])], 2, new Set([x, b])).bands.size).toBe(0);
    expect(bands([CHAIN[0], conv(a, a, 8, 4, 4)].map(rows), 2, new Set([x])).bands.size).toBe(0);
    const again = requant(x, a, 1, 8, 4, 4);
    expect([...bands([...CHAIN, again].map(rows), 2, new Set([x, y])).bands.keys()].map(({ name }) => name)).toEqual([
      'b',
    ]);
    expect([...bands([CHAIN[0], again, CHAIN[1]].map(rows), 2, new Set([x, y, b])).bands.keys()]).toEqual([a]);
  });

  it('sends out and lets in once', () => {
    const twice = bands([CHAIN[0], CHAIN[1], CHAIN[2], conv(b, y, 8, 4, 4)].map(rows), 2, new Set([x, y]));
    expect(lists(twice)[0].filter((line) => line.includes('move'))).toEqual([
      '5 move b@0+48[16] > b+48[16]',
      '6 move b+64[16] > b@0+64[16]',
    ]);
  });
});
