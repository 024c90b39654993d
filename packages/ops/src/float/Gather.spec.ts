import { float32, int32, int64, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere, run } from '../ops.fixture';
import { Gather } from './Gather';

const x = float32([2, 3], [0, 1, 2, 10, 11, 12]);

describe('Gather', () => {
  it('takes slices in any order, more than once, from either end', () => {
    expect(numbers(Gather, { axis: 1 }, [x, int64([4], [2, 0, 0, -1])])).toEqual([2, 0, 0, 2, 12, 10, 10, 12]);
    expect(numbers(Gather, {}, [x, int32([1], [1])])).toEqual([10, 11, 12]);
    expect(numbers(Gather, { axis: -1 }, [x, int64([], [1])])).toEqual([1, 11]);
  });

  it('puts the dimensions of the indices in the place of the axis', () => {
    expect(run(Gather, { axis: 1 }, [x, int64([2, 1], [2, 0])])[0]).toEqual(float32([2, 2, 1], [2, 0, 12, 10]));
    expect(Gather.infer([tensorType('float32', [1, 8, 4, 4], 'NCHW'), tensorType('int64', [3])], { axis: 1 })).toEqual([
      tensorType('float32', [1, 3, 4, 4], 'NCHW'),
    ]);
    expect(numbers(Gather, {}, [x, int64([0], [])])).toEqual([]);
  });

  it('refuses indices outside, of another type, and scalars', () => {
    expect(() => Gather.eval([x, int64([1], [2])], { axis: 0 })).toThrow(/outside/);
    expect(() => Gather.infer([tensorType('float32', [2]), tensorType('float32', [1])], { axis: 0 })).toThrow(
      TypeError,
    );
    expect(() => Gather.infer([tensorType('float32', []), tensorType('int64', [1])], { axis: 0 })).toThrow(RangeError);
  });

  it('takes the same integers', () => {
    const { result, emitted } = quantiseHere(
      Gather,
      {},
      [{ q: int8([3], [1, -128, 127]), scale: 1 }, { constant: int64([2], [-1, 1]) }],
      { dtype: 'int8', scale: 1 },
    );
    expect([...result.data]).toEqual([127, -128]);
    expect(emitted[0].inputs[1]).toEqual(int64([2], [-1, 1]));
  });
});
