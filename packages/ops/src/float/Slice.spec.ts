import * as fc from 'fast-check';
import { float32, int64, int8, perTensor, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Slice } from './Slice';

const slice = (x: Parameters<typeof Slice.eval>[0][0], raw: Record<string, unknown>) =>
  Slice.eval([x], Slice.parseAttrs(raw))[0];

describe('Slice', () => {
  const x = float32([2, 4], [1, 2, 3, 4, 5, 6, 7, 8]);

  it('takes parts, forwards and backwards', () => {
    expect(slice(x, { starts: [1], ends: [3], axes: [1] })).toEqual(float32([2, 2], [2, 3, 6, 7]));
    expect(slice(x, { starts: [0, -1], ends: [1, -5], steps: [1, -2] })).toEqual(float32([1, 2], [4, 2]));
    expect(slice(x, { starts: [-1], ends: [-9223372036854775807], axes: [0], steps: [-1] })).toEqual(
      float32([2, 4], [5, 6, 7, 8, 1, 2, 3, 4]),
    );
    expect(slice(x, { starts: [1], ends: [9223372036854775807], axes: [-1], steps: [2] })).toEqual(
      float32([2, 2], [2, 4, 6, 8]),
    );
  });

  it('may take nothing, and any element type', () => {
    expect(slice(x, { starts: [3], ends: [1], axes: [1] })).toEqual(float32([2, 0], []));
    expect(slice(int64([3], [1, 2, 3]), { starts: [1], ends: [2] })).toEqual(int64([1], [2]));
  });

  it('twice backwards is the input', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -128, max: 127 }), { maxLength: 20 }), (values) => {
        const back = { starts: [-1], ends: [-1e9], steps: [-1] };
        const tensor = int8([values.length], values);
        expect(Array.from(slice(tensor, back).data as Int8Array)).toEqual([...values].reverse());
        expect(slice(slice(tensor, back), back)).toEqual(tensor);
      }),
    );
  });

  it('keeps layout and scale', () => {
    const type = tensorType('int8', [1, 4, 8, 8], 'NCHW', perTensor(0.5));
    expect(Slice.infer([type], Slice.parseAttrs({ starts: [0], ends: [2], axes: [1] }))).toEqual([
      { ...type, shape: [1, 2, 8, 8] },
    ]);
  });

  it('refuses what makes no sense', () => {
    expect(() => Slice.parseAttrs({ starts: [0], ends: [1], steps: [0] })).toThrow(/not 0/);
    expect(() => Slice.parseAttrs({ starts: [0], ends: [1, 2] })).toThrow(/equally many/);
    expect(() => Slice.parseAttrs({ starts: [0.5], ends: [1] })).toThrow(/whole/);
    expect(() =>
      Slice.infer([tensorType('float32', [3])], Slice.parseAttrs({ starts: [0], ends: [1], axes: [1] })),
    ).toThrow(RangeError);
    expect(() => Slice.infer([], Slice.parseAttrs({ starts: [0], ends: [1] }))).toThrow(TypeError);
  });

  it('is a slice of the integers', () => {
    const site = new SiteRecorder(
      Slice,
      { starts: [1], ends: [3] },
      [{ x: float32([3], [1, -64, 2]), scale: 0.5 }],
      [0.5],
    );
    expect(site.run()).toEqual([int8([2], [-128, 4])]);
    expect(site.emitted.map((node) => node.op)).toEqual([Slice]);
  });
});
