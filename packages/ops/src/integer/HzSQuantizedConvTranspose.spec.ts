import { type Tensor, float32, int16, int32, int8, tensorType } from '@openbpu/tensor';
import { numbers, run } from '../ops.fixture';
import { HzSQuantizedConvTranspose } from './HzSQuantizedConvTranspose';

const x = int8([1, 1, 2, 2], [1, 2, 3, 4]);
/** The kernel [1, 10; 100, 50], flipped. */
const w = int8([1, 1, 2, 2], [50, 100, 10, 1]);

describe('HzSQuantizedConvTranspose', () => {
  it('stamps the kernel that stands flipped', () => {
    expect(numbers(HzSQuantizedConvTranspose, { kernel: [2, 2] }, [x, w, int32([1], [0])])).toEqual([
      1, 12, 20, 103, 284, 140, 300, 550, 200,
    ]);
    expect(
      numbers(HzSQuantizedConvTranspose, { kernel: [2, 2], strides: [2, 2], pads: [1, 0, 0, 1] }, [
        x,
        w,
        int32([1], [7]),
      ]),
    ).toEqual([107, 57, 207, 10, 37, 11, 307, 157, 407]);
  });

  it('requantises per channel and clamps', () => {
    const two = int8([2, 1, 1, 1], [1, 1]);
    const inputs = [x, two, int32([2], [0, 0]), float32([2], [0.5, 40])];
    expect(numbers(HzSQuantizedConvTranspose, { kernel: [1, 1] }, inputs)).toEqual([0, 1, 2, 2, 40, 80, 120, 127]);
    expect(numbers(HzSQuantizedConvTranspose, { kernel: [1, 1], low: 1, high: 100 }, inputs)).toEqual([
      1, 1, 2, 2, 40, 80, 100, 100,
    ]);
  });

  it('crops where pads are larger than the reach of the kernel', () => {
    expect(
      numbers(HzSQuantizedConvTranspose, { kernel: [1, 1], pads: [1, 0, 0, 1] }, [
        x,
        int8([1, 1, 1, 1], [1]),
        int32([1], [0]),
      ]),
    ).toEqual([3]);
  });

  it('holds the extremes', () => {
    const least = int8([1, 1, 1, 1], [-128]);
    expect(run(HzSQuantizedConvTranspose, { kernel: [1, 1] }, [least, least, int32([1], [2 ** 30])])[0]).toEqual(
      int32([1, 1, 1, 1], [2 ** 30 + 16384]),
    );
  });

  it('goes from either type to either', () => {
    const of = (x: Tensor, raw = {}) =>
      run(HzSQuantizedConvTranspose, { kernel: [1, 1], strides: [2, 2], ...raw }, [
        x,
        int8([1, 1, 1, 1], [-127]),
        int32([1], [5]),
        float32([1], [0.5]),
      ])[0];
    const wide = int16([1, 1, 1, 2], [-32768, 3]);
    expect(of(wide, { dtype: 'int16' })).toEqual(int16([1, 1, 1, 3], [32767, 2, -188]));
    expect(of(wide)).toEqual(int8([1, 1, 1, 3], [127, 2, -128]));
    expect(of(int8([1, 1, 1, 1], [127]), { dtype: 'int16' })).toEqual(int16([1, 1, 1, 1], [-8062]));
  });

  it('counts multiply-accumulates of the products, not of the inserted zeros', () => {
    const a = HzSQuantizedConvTranspose.parseAttrs({ kernel: [4, 4], strides: [2, 2], group: 2 });
    const types = [
      tensorType('int8', [1, 4, 5, 5], 'NCHW'),
      tensorType('int8', [6, 2, 4, 4]),
      tensorType('int32', [6]),
    ];
    const outputs = HzSQuantizedConvTranspose.infer(types, a);
    expect(outputs).toEqual([tensorType('int32', [1, 6, 12, 12], 'NCHW')]);
    expect(HzSQuantizedConvTranspose.macs!(types, outputs, a)).toBe(4 * 25 * 3 * 16);
  });

  it('refuses operands that do not fit', () => {
    const a = HzSQuantizedConvTranspose.parseAttrs({ kernel: [2, 2], output_padding: [1, 0] });
    const types = [tensorType('int8', [1, 1, 2, 2]), tensorType('int8', [1, 1, 2, 2]), tensorType('int32', [1])];
    expect(() => HzSQuantizedConvTranspose.infer(types, a)).toThrow(/output_padding/);
    expect(() => HzSQuantizedConvTranspose.infer([types[0], types[1]], a)).toThrow(/has a bias/);
  });
});
