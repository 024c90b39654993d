import {
  type QuantParams,
  type Tensor,
  clamp,
  expectDType,
  float32,
  int8,
  perTensor,
  sizeOf,
  zeroAt,
} from '@openbpu/tensor';
import { HzLut } from '../integer/HzLut';
import { integerNoise, quantiseHere } from '../ops.fixture';
import { noAttrs } from './attrs';
import { SiteRecorder } from './site-recorder.fixture';
import { defineUnary } from './unary';

describe('defineUnary', () => {
  const Cube = defineUnary({ name: 'Cube', summary: 'x³.', parseAttrs: noAttrs, f: (x) => x ** 3 });

  it('makes an op that knows itself', () => {
    expect([Cube.name, Cube.accuracy, Cube.integer?.type]).toEqual(['Cube', 'rounding', 'HzLut']);
    expect(Cube.is({ id: 'n', op: Cube, attrs: {}, inputs: [], outputs: [], origins: [] })).toBe(true);
    expect(Cube.is({ id: 'n', op: HzLut, attrs: {}, inputs: [], outputs: [], origins: [] })).toBe(false);
  });

  it('evaluates element by element and emits one table', () => {
    expect(Cube.eval([float32([2, 2], [1, -2, 0.5, 0])], {})).toEqual([float32([2, 2], [1, -8, 0.125, 0])]);
    const site = new SiteRecorder(Cube, {}, [{ x: float32([3], [-2, 1, 4]), scale: 1 }], [1]);
    expect(Array.from(site.run()[0].data as Int8Array)).toEqual([-8, 1, 64]);
    expect(site.emitted.map(({ op, inputs }) => [op, inputs])).toEqual([[HzLut, ['x0_q', 'node_table']]]);
  });

  it('ends in int32 at a scale of its own where nobody on the BPU reads it', () => {
    expect(Cube.integer?.tabulates).toBe(true);
    const { result, emitted } = quantiseHere(Cube, {}, [{ q: int8([3], [-2, 1, 4]), scale: perTensor(1) }], {
      dtype: 'int32',
      scale: perTensor(NaN),
    });
    expect(emitted.map(({ op, output }) => [op, output.dtype, output.quant])).toEqual([
      ['HzLut', 'int32', perTensor(2 ** (21 - 31))],
    ]);
    expect(Array.from(expectDType(result, 'int32').data, (q) => q / 2 ** 10)).toEqual([-8, 1, 64]);
  });

  describe('between channels with zeros', () => {
    const f = (x: number) => x / (1 + Math.exp(-x));
    const Swish = defineUnary({ name: 'Swish', summary: 'x·σ(x).', parseAttrs: noAttrs, f });
    const ONE: QuantParams = { scale: Float32Array.of(0.0625), zero: Int8Array.of(-100) };
    const OWN: QuantParams = { scale: Float32Array.of(0.0625, 0.03, 0.01), axis: 1, zero: Int8Array.of(-100, 0, -128) };
    /** What stands for element i of a tensor of three channels. */
    const at = ({ shape }: Tensor, quant: QuantParams, i: number) => {
      const channel = quant.scale.length === 1 ? 0 : Math.floor(i / sizeOf(shape.slice(2))) % 3;
      return { scale: quant.scale[channel], zero: zeroAt(quant, channel) };
    };

    it.each<[string, readonly number[], QuantParams, QuantParams, readonly number[]]>([
      ['channels to channels', [2, 3, 2, 4], OWN, { ...OWN, zero: Int8Array.of(5, -90, -128) }, [3, 256]],
      ['channels to one', [1, 3, 2, 4], OWN, ONE, [3, 256]],
      ['one to channels', [2, 3, 5], ONE, OWN, [3, 256]],
      ['channels of a matrix', [4, 3], OWN, OWN, [3, 256]],
      ['one to one', [2, 3, 2, 2], ONE, perTensor(0.05), [256]],
    ])('gives the nearest integer of every channel: %s', (_, shape, x, y, table) => {
      const q = integerNoise(shape, 3);
      const { result, emitted } = quantiseHere(Swish, {}, [{ q, scale: x }], { dtype: 'int8', scale: y });
      expect(emitted.map(({ op, inputs }) => [op, inputs[1].shape])).toEqual([['HzLut', table]]);
      expect(emitted[0].output.quant).toBe(y);
      q.data.forEach((integer, i) => {
        const [from, to] = [at(q, x, i), at(q, y, i)];
        const wanted = f((integer - from.zero) * from.scale) / to.scale + to.zero;
        expect(Math.abs(Number(result.data[i]) - clamp(wanted, -128, 127))).toBeLessThanOrEqual(0.5 + 1e-9);
      });
    });
  });
});
