import * as fc from 'fast-check';
import { float32, int64, int8, perTensor, sameTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Concat } from './Concat';
import { Split } from './Split';

describe('Concat', () => {
  it('joins along any axis, negative ones too, and any element type', () => {
    const [a, b] = [float32([2, 1], [1, 2]), float32([2, 2], [3, 4, 5, 6])];
    expect(Concat.eval([a, b], { axis: 1 })).toEqual([float32([2, 3], [1, 3, 4, 2, 5, 6])]);
    expect(Concat.eval([a, b], { axis: -1 })).toEqual([float32([2, 3], [1, 3, 4, 2, 5, 6])]);
    expect(Concat.eval([int64([1], [7]), int64([2], [-8, 9]), int64([0], [])], { axis: 0 })).toEqual([
      int64([3], [7, -8, 9]),
    ]);
    expect(Concat.eval([int8([1, 2, 1, 2], [1, 2, 3, 4]), int8([1, 1, 1, 2], [-128, 127])], { axis: 1 })).toEqual([
      int8([1, 3, 1, 2], [1, 2, 3, 4, -128, 127]),
    ]);
  });

  it('copies a single input and an empty batch', () => {
    expect(Concat.eval([float32([2], [NaN, -0])], { axis: 0 })).toEqual([float32([2], [NaN, -0])]);
    expect(Concat.eval([float32([0, 2], []), float32([0, 3], [])], { axis: 1 })).toEqual([float32([0, 5], [])]);
  });

  it('does not share memory with its input', () => {
    const x = float32([2], [1, 2]);
    const [y] = Concat.eval([x], { axis: 0 });
    expect(y.data.buffer).not.toBe(x.data.buffer);
  });

  it('infers shape, layout and a scale that all inputs share', () => {
    const x = tensorType('int8', [1, 2, 4, 4], 'NCHW', perTensor(0.5));
    expect(Concat.infer([x, x], { axis: 1 })).toEqual([tensorType('int8', [1, 4, 4, 4], 'NCHW', perTensor(0.5))]);
    expect(Concat.infer([x, { ...x, quant: perTensor(0.25) }], { axis: 1 })).toEqual([
      tensorType('int8', [1, 4, 4, 4], 'NCHW'),
    ]);
  });

  it('refuses what does not fit', () => {
    const x = tensorType('float32', [2, 3]);
    expect(() => Concat.infer([x, tensorType('float32', [3, 3])], { axis: 1 })).toThrow(
      '2x3 and 3x3 do not concatenate along axis 1',
    );
    expect(() => Concat.infer([x, tensorType('float32', [2, 3, 1])], { axis: 0 })).toThrow(RangeError);
    expect(() => Concat.infer([x, tensorType('int8', [2, 3])], { axis: 0 })).toThrow(TypeError);
    expect(() => Concat.infer([x, undefined], { axis: 0 })).toThrow(TypeError);
    expect(() => Concat.infer([], { axis: 0 })).toThrow(TypeError);
    expect(() => Concat.infer([x], { axis: 2 })).toThrow(RangeError);
    expect(() => Concat.infer([tensorType('float32', [])], { axis: 0 })).toThrow('scalars');
  });

  it('undoes a Split', () => {
    const sizes = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 2 }), (parts, axis) => {
        const total = parts.reduce((sum, size) => sum + size, 0);
        const shape = [2, 3, 2].with(axis, total);
        const x = int8(
          shape,
          Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (i * 37) % 256),
        );
        const [y] = Concat.eval(Split.eval([x], { axis, sizes: parts }), { axis });
        expect(sameTensor(x, y)).toBe(true);
      }),
    );
  });

  it('requantises an input whose scale is not that of the output', () => {
    const site = new SiteRecorder(
      Concat,
      { axis: 0 },
      [
        { x: float32([2], [1, -64]), scale: 0.5 },
        { x: float32([2], [1, 31.75]), scale: 0.25 },
      ],
      [0.5],
    );
    expect(site.run()).toEqual([int8([4], [2, -128, 2, 64])]);
    expect(site.emitted.map((node) => [node.id, node.op.name])).toEqual([
      ['node_requantise_1', 'HzRequantize'],
      ['node', 'Concat'],
    ]);
  });

  it('takes the same tensor twice', () => {
    const x = { x: float32([1], [3]), scale: 1 };
    expect(new SiteRecorder(Concat, { axis: 0 }, [x, x], [0.5]).run()).toEqual([int8([2], [6, 6])]);
  });
});
