import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { Tile } from './Tile';

describe('Tile', () => {
  it('repeats whole dimensions, not their elements', () => {
    expect(numbers(Tile, { repeats: [1, 2] }, [float32([2, 2], [1, 2, 3, 4])])).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
    expect(numbers(Tile, { repeats: [2, 1] }, [int8([2, 2], [1, 2, 3, 4])])).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
    expect(numbers(Tile, { repeats: [] }, [float32([], [7])])).toEqual([7]);
    expect(numbers(Tile, { repeats: [0, 2] }, [float32([1, 1], [7])])).toEqual([]);
  });

  it('wants one repeat for each dimension', () => {
    const image = tensorType('float32', [1, 2, 3, 4], 'NCHW');
    expect(Tile.infer([image], { repeats: [1, 1, 2, 1] })).toEqual([tensorType('float32', [1, 2, 6, 4], 'NCHW')]);
    expect(() => Tile.infer([image], { repeats: [1, 2] })).toThrow(/rank 4/);
    expect(() => Tile.parseAttrs({ repeats: [-1] })).toThrow(TypeError);
  });

  it('is the same of integers', () => {
    const q = int8([2], [-128, 127]);
    const { result } = quantiseHere(Tile, { repeats: [2] }, [{ q, scale: 1 }], { dtype: 'int8', scale: 1 });
    expect([...result.data]).toEqual([-128, 127, -128, 127]);
  });
});
