import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { Lstm } from './Lstm';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** One feature, one unit; gates input, output, forget, cell. */
const w = float32([1, 4, 1], [0.5, -0.25, 1, 2]);
const b = float32([1, 8], [0.1, 0.2, 0.3, 0.4, 0, 0, 0, 1]);
const r = float32([1, 4, 1], [1, 0.5, -1, 0.75]);
const x = float32([3, 1, 1], [1, -2, 0.5]);

function byHand(keep: readonly number[], [h, c] = [0, 0]): number[] {
  return [1, -2, 0.5].map((value, step) => {
    [h, c] = [h * keep[step], c * keep[step]];
    c = sigmoid(value + 0.3 - h) * c + sigmoid(0.5 * value + 0.1 + h) * Math.tanh(2 * value + 1.4 + 0.75 * h);
    h = sigmoid(-0.25 * value + 0.2 + 0.5 * h) * Math.tanh(c);
    return h;
  });
}

describe('Lstm', () => {
  it.each<[string, number[] | undefined, [number, number] | undefined]>([
    ['from nothing', undefined, undefined],
    ['cleared at the second step', [1, 0, 1], undefined],
    ['from a state', [1, 1, 1], [0.5, -0.75]],
    ['from a state that is cleared at once', [0, 1, 1], [0.5, -0.75]],
  ])('%s', (_, keep, state) => {
    const given = [keep && float32([3, 1], keep), ...(state ?? []).map((value) => float32([1, 1, 1], [value]))];
    const [y, h, c] = Lstm.eval([x, w, b, r, ...given], {});
    const expected = byHand(keep ?? [1, 1, 1], state);
    toNumbers(y).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
    expect(toNumbers(h)).toEqual([toNumbers(y)[2]]);
    expect(c.shape).toEqual([1, 1, 1]);
  });

  it('counts its products and refuses weights that do not belong to its input', () => {
    const types = (...shapes: number[][]) => shapes.map((shape) => tensorType('float32', shape));
    const given = types([3, 2, 5], [1, 16, 5], [1, 32], [1, 16, 4]);
    expect(Lstm.infer(given, {}).map(({ shape }) => shape)).toEqual([
      [3, 2, 4],
      [1, 2, 4],
      [1, 2, 4],
    ]);
    expect(Lstm.macs!(given, [], {})).toBe(3 * 2 * 16 * 9);
    for (const wrong of [
      [3, 2, 6],
      [3, 2],
    ])
      expect(() => Lstm.infer(types(wrong, [1, 16, 5], [1, 32], [1, 16, 4]), {})).toThrow(RangeError);
    expect(() => Lstm.infer([...given, ...types([3, 1])], {})).toThrow('do not belong to a sequence of 3x2x5');
  });
});
