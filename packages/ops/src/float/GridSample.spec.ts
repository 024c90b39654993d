import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { integerNoise, noise, numbers, quantiseHere } from '../ops.fixture';
import { GridSample } from './GridSample';

const x = float32([1, 1, 2, 2], [1, 2, 3, 4]);

describe('GridSample', () => {
  it('mixes the elements around each place', () => {
    const grid = float32([1, 1, 4, 2], [0, 0, -0.5, -0.5, 0.5, -0.5, -1, -1]);
    expect(numbers(GridSample, {}, [x, grid])).toEqual([2.5, 1, 2, 0.25]);
    expect(numbers(GridSample, { padding_mode: 'border' }, [x, grid])).toEqual([2.5, 1, 2, 1]);
    expect(numbers(GridSample, { align_corners: true }, [x, grid])).toEqual([2.5, 1.75, 2.25, 1]);
    expect(numbers(GridSample, { mode: 'nearest' }, [x, grid])).toEqual([1, 1, 2, 1]);
  });

  it('finds nothing far outside, or where there is no number', () => {
    const grid = float32([1, 1, 3, 2], [9, 0, NaN, 0, 0, -Infinity]);
    expect(numbers(GridSample, {}, [x, grid])).toEqual([0, 0, 0]);
  });

  it.each(['int8', 'int16'] as const)('becomes integers near its reals with a grid of %s', (dtype) => {
    const q = integerNoise([2, 3, 5, 4], 3);
    const scale = dtype === 'int8' ? 1.2 / 127 : 1.2 / 32767;
    const reals = noise([2, 3, 3, 2], 5).data.map((v) => Math.round((1.2 * v) / scale));
    const grid = dtype === 'int8' ? int8([2, 3, 3, 2], [...reals]) : int16([2, 3, 3, 2], [...reals]);
    for (const mode of ['bilinear', 'nearest'])
      for (const padding_mode of ['zeros', 'border', 'reflection'])
        for (const align_corners of [false, true]) {
          const attrs = { mode, padding_mode, align_corners };
          const inputs = [
            { q, scale: 1 },
            { q: grid, scale },
          ];
          const { result, emitted } = quantiseHere(GridSample, attrs, inputs, { dtype: 'int16', scale: 1 / 64 });
          expect(emitted.map(({ op }) => op)).toEqual(['HzGridSample']);
          const floats = [
            float32(q.shape, [...q.data]),
            float32(
              grid.shape,
              [...grid.data].map((v) => v * scale),
            ),
          ];
          const expected = numbers(GridSample, attrs, floats);
          expected.forEach((value, i) => expect(Math.abs(Number(result.data[i]) / 64 - value)).toBeLessThan(0.3));
        }
  });

  it('reads a constant grid in int16, and a constant image', () => {
    const grid = float32([1, 1, 2, 2], [0.5, 0.5, -0.25, 1]);
    const byGrid = quantiseHere(
      GridSample,
      {},
      [{ q: int8([1, 1, 2, 2], [1, 2, 3, 4]), scale: 1 }, { constant: grid }],
      {
        dtype: 'int8',
        scale: 1 / 16,
      },
    );
    expect(byGrid.emitted[0].inputs[1].dtype).toBe('int16');
    expect([...byGrid.result.data].map((q) => Number(q) / 16)).toEqual([4, expect.closeTo(1.625, 1)]);
    const image = quantiseHere(GridSample, {}, [{ constant: x }, { q: int8([1, 1, 1, 2], [64, 64]), scale: 1 / 128 }], {
      dtype: 'int8',
      scale: 1 / 16,
    });
    expect([...image.result.data]).toEqual([64]);
  });

  it('infers and refuses', () => {
    const a = GridSample.parseAttrs({});
    const [image, grid] = [tensorType('float32', [1, 3, 4, 4], 'NCHW'), tensorType('float32', [1, 5, 6, 2])];
    expect(GridSample.infer([image, grid], a)).toEqual([tensorType('float32', [1, 3, 5, 6], 'NCHW')]);
    expect(() => GridSample.infer([image, tensorType('int8', [1, 5, 6, 2])], a)).toThrow(/two float32/);
    expect(() => GridSample.parseAttrs({ mode: 'bicubic' })).toThrow(/mode/);
  });
});
