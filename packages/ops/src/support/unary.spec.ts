import { float32 } from '@openbpu/tensor';
import { HzLut } from '../integer/HzLut';
import { noAttrs } from './attrs';
import { SiteRecorder } from './site-recorder.fixture';
import { defineUnary } from './unary';

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
