import { float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { at, indices, noise, numbers, quantiseHere, run } from '../ops.fixture';
import { MatMul } from './MatMul';

const shapeOf = (a: number[], b: number[]) =>
  MatMul.infer([tensorType('float32', a), tensorType('float32', b)], {})[0].shape;

describe('MatMul', () => {
  it('multiplies matrices and vectors', () => {
    const m = float32([2, 2], [1, 2, 3, 4]);
    const v = float32([2], [10, 100]);
    expect(numbers(MatMul, {}, [m, m])).toEqual([7, 10, 15, 22]);
    expect(numbers(MatMul, {}, [m, v])).toEqual([210, 430]);
    expect(numbers(MatMul, {}, [v, m])).toEqual([310, 420]);
    expect(run(MatMul, {}, [v, v])[0]).toEqual(float32([], [10100]));
  });

  it('broadcasts batches as NumPy does', () => {
    expect(shapeOf([5, 1, 2, 3], [4, 3, 6])).toEqual([5, 4, 2, 6]);
    expect(shapeOf([3], [4, 3, 6])).toEqual([4, 6]);
    expect(shapeOf([5, 2, 3], [3])).toEqual([5, 2]);
    const a = noise([2, 1, 2, 3], 1);
    const b = noise([4, 3, 2], 2);
    const y = run(MatMul, {}, [a, b])[0];
    for (const [i, j, m, n] of indices(y.shape)) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += at(a, i, 0, m, k) * at(b, j, k, n);
      expect(at(y, i, j, m, n)).toBe(Math.fround(sum));
    }
  });

  it('counts its multiply-accumulates', () => {
    const types = [tensorType('float32', [2, 4, 8]), tensorType('float32', [8, 16])];
    expect(MatMul.macs!(types, MatMul.infer(types, {}), {})).toBe(2 * 4 * 8 * 16);
  });

  it('takes empty dimensions and refuses what does not meet', () => {
    expect(numbers(MatMul, {}, [float32([1, 0], []), float32([0, 2], [])])).toEqual([0, 0]);
    expect(numbers(MatMul, {}, [float32([0, 2, 1], []), float32([1, 2], [1, 2])])).toEqual([]);
    expect(() => shapeOf([2, 3], [2, 3])).toThrow(/2x3 and 2x3 do not meet/);
    expect(() => shapeOf([2, 2, 3], [3, 3, 2])).toThrow(/do not broadcast/);
    expect(() => shapeOf([], [1])).toThrow(/scalars/);
    expect(() => MatMul.infer([tensorType('int8', [1]), tensorType('float32', [1])], {})).toThrow(TypeError);
  });

  it('in integers, multiplies the sums by s_a · s_b / s_y', () => {
    const { result, emitted } = quantiseHere(
      MatMul,
      {},
      [
        { q: int8([1, 2], [3, -128]), scale: 0.5 },
        { q: makeTensor('int16', [2, 1], Int16Array.of(300, 2)), scale: 0.25 },
      ],
      { dtype: 'int16', scale: 0.125 },
    );
    expect(emitted[0]).toMatchObject({ op: MatMul.integer!.type, attrs: { dtype: 'int16', low: -32768, high: 32767 } });
    expect(emitted[0].inputs[2]).toEqual(float32([], [1]));
    expect([...result.data]).toEqual([900 - 256]);
  });

  it('takes a constant at the scale of its largest magnitude', () => {
    const { result, emitted } = quantiseHere(
      MatMul,
      {},
      [{ q: int8([1, 2], [2, 4]), scale: 1 }, { constant: float32([2, 1], [-127, 63.5]) }],
      { dtype: 'int8', scale: 2 },
    );
    expect([...emitted[0].inputs[1].data]).toEqual([-127, 64]);
    expect([...result.data]).toEqual([1]);
  });

  it('is a layer and never a tail', () => {
    expect(MatMul.integer!.accumulates!({})).toBe(false);
  });
});
