import { float32, int8, perTensor, tensorType } from '@openbpu/tensor';
import { HzPad } from '../integer/HzPad';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Pad } from './Pad';

describe('Pad', () => {
  const x = float32([1, 3], [1, 2, 3]);

  it('has three modes', () => {
    expect(Pad.eval([x], Pad.parseAttrs({ pads: [0, 1, 0, 2], value: -1.5 }))).toEqual([
      float32([1, 6], [-1.5, 1, 2, 3, -1.5, -1.5]),
    ]);
    expect(Pad.eval([x], Pad.parseAttrs({ pads: [0, 2, 0, 1], mode: 'reflect' }))).toEqual([
      float32([1, 6], [3, 2, 1, 2, 3, 2]),
    ]);
    expect(Pad.eval([x], Pad.parseAttrs({ pads: [1, 0, 0, 1], mode: 'edge' }))).toEqual([
      float32([2, 4], [1, 2, 3, 3, 1, 2, 3, 3]),
    ]);
    expect(() => Pad.parseAttrs({ pads: [0, 0], mode: 'wrap' })).toThrow(/mode/);
  });

  it('infers the padded shape', () => {
    const image = tensorType('float32', [1, 3, 4, 4], 'NCHW');
    expect(Pad.infer([image], Pad.parseAttrs({ pads: [0, 0, 1, 2, 0, 0, 3, 4] }))).toEqual([
      tensorType('float32', [1, 3, 8, 10], 'NCHW'),
    ]);
    expect(() => Pad.infer([image], Pad.parseAttrs({ pads: [0, 0, 4, 0, 0, 0, 0, 0], mode: 'reflect' }))).toThrow(
      RangeError,
    );
    expect(() => Pad.infer([], Pad.parseAttrs({ pads: [] }))).toThrow(TypeError);
    expect(Pad.infer([tensorType('int8', [2], 'none', perTensor(2))], Pad.parseAttrs({ pads: [1, 0] }))).toEqual([
      tensorType('int8', [3], 'none', perTensor(2)),
    ]);
  });

  it.each([
    [0, 0],
    [1.2, 2],
    [1.25, 2],
    [-1000, -128],
    [Infinity, 127],
    [-Infinity, -128],
  ])('pads the integers with %p as %p', (value, q) => {
    const site = new SiteRecorder(Pad, { pads: [0, 1, 0, 0], value }, [{ x, scale: 0.5 }], [0.5]);
    expect(site.run()).toEqual([int8([1, 4], [q, 2, 4, 6])]);
    expect(site.emitted.map((node) => node.op)).toEqual([HzPad]);
  });

  it('has no integer form that mirrors', () => {
    expect(() =>
      new SiteRecorder(Pad, { pads: [0, 1, 0, 0], mode: 'reflect' }, [{ x, scale: 0.5 }], [0.5]).run(),
    ).toThrow('reflect');
  });
});
