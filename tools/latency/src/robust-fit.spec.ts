import { robustFit } from './robust-fit';

const free = { prior: 0 };

describe('robustFit', () => {
  it('finds what made exact figures, from far away', () => {
    const truth = [3, 0.02];
    const points = [1, 2, 5, 10].map((x) => ({ x, y: truth[0] * x + truth[1] * x ** 3 }));
    const { at, loss } = robustFit(
      [{ start: 1 }, { start: 1 }],
      ([a, b]) => points.map(({ x, y }) => Math.log((a * x + b * x ** 3) / y)),
      free,
    );
    expect(at[0]).toBeCloseTo(3, 3);
    expect(at[1]).toBeCloseTo(0.02, 4);
    expect(loss).toBeLessThan(1e-8);
  });

  it.each([1, 10])('is not led by one figure that fits nothing, from %i', (start) => {
    const figures = [2, 2, 2, 2, 200];
    const { at } = robustFit([{ start }], ([a]) => figures.map((y) => Math.log(a / y)), free);
    expect(at[0]).toBeGreaterThan(1.99);
    expect(at[0]).toBeLessThan(2.1);
  });

  it('leaves at its start what no figure tells, and goes no further than is allowed', () => {
    const asked: number[] = [];
    const { at } = robustFit([{ start: 7 }, { start: 0.5, most: 1 }, { start: 4, least: 3 }], ([, b, c]) => {
      asked.push(b);
      return [Math.log(b / 10), Math.log(c)];
    });
    expect(Math.max(...asked)).toBeCloseTo(1, 12);
    expect(at[0]).toBeCloseTo(7, 9);
    expect(at[1]).toBeCloseTo(1, 9);
    expect(at[2]).toBeCloseTo(3, 9);
  });

  it('is pulled to the starts by as much as it is told', () => {
    const at = (prior: number) =>
      robustFit([{ start: 1 }], ([a]) => [Math.log(a / Math.E) / 100], { prior, scale: 10 }).at[0];
    expect(at(0.01)).toBeCloseTo(Math.exp(0.5), 3);
    expect(at(1)).toBeCloseTo(1, 3);
  });

  it('begins where it is told', () => {
    const asked: number[] = [];
    robustFit([{ start: 1 }], ([a]) => (asked.push(a), [0]), { from: [5], rounds: 0 });
    expect(asked[0]).toBeCloseTo(5, 12);
  });

  it('counts small residuals as their square, and large ones as their size', () => {
    const loss = (residual: number, scale: number) => robustFit([], () => [residual], { scale }).loss;
    expect([loss(0.12, 0.05), loss(0.12, 0.16)]).toEqual([expect.closeTo(0.008, 12), expect.closeTo(0.0128, 12)]);
    expect(loss(1e-4, 1) / 1e-8).toBeCloseTo(1, 6);
    expect(loss(1e4, 1) / 1e4).toBeCloseTo(2, 3);
  });

  it('needs few rounds for what is linear, each less damped than the one before', () => {
    const { at } = robustFit(
      [{ start: 1 }, { start: 1 }],
      ([a, b]) => [Math.log(a) + 0.5 * Math.log(b) - 0.6, 0.4 * Math.log(a) - Math.log(b) + 0.1],
      { ...free, scale: 1, rounds: 3 },
    );
    const [a, b] = [0.55 / 1.2, (0.4 * 0.6 + 0.1) / 1.2];
    expect(Math.log(at[0])).toBeCloseTo(a, 7);
    expect(Math.log(at[1])).toBeCloseTo(b, 7);
  });

  it('goes no further in a round than by a factor of two', () => {
    const after = (aim: number) =>
      robustFit([{ start: 1 }], ([a]) => [Math.log(a / aim)], { ...free, rounds: 1 }).at[0];
    expect([after(100), after(0.01)]).toEqual([expect.closeTo(Math.exp(0.7), 9), expect.closeTo(Math.exp(-0.7), 9)]);
  });

  it('takes no step that makes it worse, but a shorter one', () => {
    const { at } = robustFit([{ start: 3 }], ([a]) => [Math.atan(50 * (Math.log(a) - 0.3))], { ...free, scale: 10 });
    expect(Math.log(at[0])).toBeCloseTo(0.3, 4);
  });

  it('stops where nothing gets better', () => {
    let asked = 0;
    robustFit([{ start: 1 }], () => (asked++, [0]));
    expect(asked).toBe(1 + 1 + 8);
  });
});
