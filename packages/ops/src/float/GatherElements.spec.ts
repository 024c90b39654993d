import { float32, int64, int8, tensorType } from '@openbpu/tensor';
import { numbers, quantiseHere } from '../ops.fixture';
import { GatherElements } from './GatherElements';

const x = float32([2, 3], [0, 1, 2, 10, 11, 12]);

describe('GatherElements', () => {
  it('chooses every element by itself', () => {
    expect(numbers(GatherElements, { axis: 1 }, [x, int64([2, 2], [2, 0, -1, 1])])).toEqual([2, 0, 12, 11]);
    expect(numbers(GatherElements, {}, [x, int64([3, 2], [1, 0, 0, 1, 1, 1])])).toEqual([10, 1, 0, 11, 10, 11]);
  });

  it('wants indices that fit but along the axis', () => {
    const infer = (shape: number[]) =>
      GatherElements.infer([tensorType('float32', [2, 3]), tensorType('int64', shape)], { axis: -1 })[0].shape;
    expect(infer([1, 9])).toEqual([1, 9]);
    expect(() => infer([3, 3])).toThrow(/do not fit/);
    expect(() => infer([2])).toThrow(/do not fit/);
    expect(() => GatherElements.eval([x, int64([1, 1], [3])], { axis: 1 })).toThrow(/outside/);
  });

  it('chooses the same integers', () => {
    const { result } = quantiseHere(
      GatherElements,
      { axis: 0 },
      [{ q: int8([2, 2], [1, -128, 127, 4]), scale: 1 }, { constant: int64([1, 2], [1, 0]) }],
      { dtype: 'int8', scale: 1 },
    );
    expect([...result.data]).toEqual([127, -128]);
  });
});
