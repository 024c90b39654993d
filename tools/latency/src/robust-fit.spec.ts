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

  it('is not led by one figure that fits nothing', () => {
    const figures = [2, 2, 2, 2, 200];
    const { at } = robustFit([{ start: 1 }], ([a]) => figures.map((y) => Math.log(a / y)), free);
    expect(at[0]).toBeGreaterThan(1.99);
    expect(at[0]).toBeLessThan(2.1);
  });

  it('leaves at its start what no figure tells, and goes no further than is allowed', () => {
    const { at } = robustFit([{ start: 7 }, { start: 0.5, most: 1 }, { start: 4, least: 3 }], ([, b, c]) => [
      Math.log(b / 10),
      Math.log(c),
    ]);
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
});
