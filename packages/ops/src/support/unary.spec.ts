import * as fc from 'fast-check';
import { float32 } from '@openbpu/tensor';
import { HzLut } from '../integer/HzLut';
import { noAttrs } from './attrs';
import { SiteRecorder } from './site-recorder.fixture';
import { defineUnary, lookupTable } from './unary';

const at = (table: Int8Array, q: number) => table[q < 0 ? q + 256 : q];

describe('lookupTable', () => {
  it('keeps the entry of q at q modulo 256', () => {
    const table = lookupTable((x) => x, 0.5, 0.5);
    expect(table).toHaveLength(256);
    expect([table[0], table[127], table[128], table[255]]).toEqual([0, 127, -128, -1]);
  });

  it('rounds halves to the even integer', () => {
    const table = lookupTable((x) => x, 1, 2);
    expect([1, 3, 5, -1, -3, -5].map((q) => at(table, q))).toEqual([0, 2, 2, 0, -2, -2]);
  });

  it('saturates, infinities included', () => {
    const table = lookupTable((x) => 1000 * x, 1, 1);
    expect([-128, -1, 0, 1, 127].map((q) => at(table, q))).toEqual([-128, -128, 0, 127, 127]);
    const poles = lookupTable((x) => 1 / x, 1, 0.001);
    expect([at(poles, 0), at(poles, -1)]).toEqual([127, -128]);
  });

  it('gives 0 for NaN', () => {
    const table = lookupTable((x) => Math.sqrt(x), 1, 1);
    expect([-128, -1, 0, 4, 100].map((q) => at(table, q))).toEqual([0, 0, 0, 2, 10]);
  });

  it('is the identity at equal scales and within half a step at any', () => {
    const scale = fc.float({ noNaN: true, min: Math.fround(1e-3), max: 8 });
    fc.assert(
      fc.property(scale, scale, (s, t) => {
        expect(lookupTable((x) => x, s, s)).toEqual(lookupTable((x) => x, 1, 1));
        lookupTable((x) => x, s, t).forEach((value, i) => {
          const q = i < 128 ? i : i - 256;
          expect(Math.abs(value - Math.min(Math.max((q * s) / t, -128), 127))).toBeLessThanOrEqual(0.5);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('defineUnary', () => {
  const Cube = defineUnary({ name: 'Cube', summary: 'x³.', parseAttrs: noAttrs, f: (x) => x ** 3 });

  it('makes an op that knows itself', () => {
    expect([Cube.name, Cube.accuracy, Cube.bpuType]).toEqual(['Cube', 'rounding', 'HzLut']);
    expect(Cube.is({ id: 'n', op: Cube, attrs: {}, inputs: [], outputs: [], origins: [] })).toBe(true);
    expect(Cube.is({ id: 'n', op: HzLut, attrs: {}, inputs: [], outputs: [], origins: [] })).toBe(false);
  });

  it('evaluates element by element and emits one table', () => {
    expect(Cube.eval([float32([2, 2], [1, -2, 0.5, 0])], {})).toEqual([float32([2, 2], [1, -8, 0.125, 0])]);
    const site = new SiteRecorder(Cube, {}, [{ x: float32([3], [-2, 1, 4]), scale: 1 }], [1]);
    expect(Array.from(site.run()[0].data as Int8Array)).toEqual([-8, 1, 64]);
    expect(site.emitted.map(({ op, inputs }) => [op, inputs])).toEqual([[HzLut, ['x0_q', 'node_table']]]);
  });
});
