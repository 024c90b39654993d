import fc from 'fast-check';
import { quantize } from '@openbpu/tensor';
import { type Row, roundRows } from './round-rows';

const NOBODY = -1;
const nearest = (targets: Float32Array) => Int8Array.from(targets, (target) => quantize(target, 1, -127, 127));
const rowOf = (values: readonly number[], pinned = NOBODY): Row => {
  const targets = Float32Array.from(values);
  return { targets, q: nearest(targets), pinned, gradient: new Float64Array(targets.length) };
};

/** A Aᵀ of a random A of whole numbers: as a covariance is. */
const problem = fc.integer({ min: 1, max: 11 }).chain((size) =>
  fc.record({
    h: fc
      .integer({ min: 1, max: 12 })
      .chain((patches) =>
        fc.array(fc.array(fc.integer({ min: -255, max: 255 }), { minLength: size, maxLength: size }), {
          minLength: patches,
          maxLength: patches,
        }),
      )
      .map((patches) =>
        Float64Array.from({ length: size * size }, (_, at) =>
          patches.reduce((sum, p) => sum + p[Math.floor(at / size)] * p[at % size], 0),
        ),
      ),
    rows: fc.array(
      fc.array(
        fc.oneof(
          fc.float({ min: -127, max: 127, noNaN: true }),
          fc.float({ min: -3, max: 3, noNaN: true }),
          fc.constantFrom(0.5, 1.5, -0.5, 127, -127, 126.5),
        ),
        { minLength: size, maxLength: size },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    pinned: fc.integer({ min: NOBODY, max: size - 1 }),
  }),
);

function objective({ targets, q }: Pick<Row, 'targets' | 'q'>, h: Float64Array): number {
  const size = targets.length;
  let sum = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) sum += (targets[i] - q[i]) * h[i * size + j] * (targets[j] - q[j]);
  return sum;
}

it('never does worse than the nearest integers, within ±127, and leaves what is pinned', () => {
  fc.assert(
    fc.property(problem, ({ h, rows: values, pinned }) => {
      const rows = values.map((row) => rowOf(row, pinned));
      roundRows(rows, h);
      for (const { targets, q } of rows) {
        const before = objective({ targets, q: nearest(targets) }, h);
        expect(objective({ targets, q }, h)).toBeLessThanOrEqual(before * (1 + 1e-9) + 1e-6);
        expect(Math.max(...q.map(Math.abs))).toBeLessThanOrEqual(127);
        if (pinned !== NOBODY) expect(q[pinned]).toBe(nearest(targets)[pinned]);
      }
    }),
    { numRuns: 300 },
  );
});

it('gives every row what it would get alone', () => {
  fc.assert(
    fc.property(problem, ({ h, rows: values, pinned }) => {
      const [together, alone] = [1, 2].map(() => values.map((row) => rowOf(row, pinned)));
      roundRows(together, h);
      for (const row of alone) roundRows([row], h);
      expect(together).toEqual(alone);
    }),
  );
});

it('rounds to nearest, half to even, where coordinates know nothing of each other', () => {
  fc.assert(
    fc.property(
      problem,
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }),
      ({ rows: values }, diagonal) => {
        const rows = values.map((row) => rowOf(row));
        const size = values[0].length;
        roundRows(
          rows,
          Float64Array.from({ length: size * size }, (_, at) =>
            Math.floor(at / size) === at % size ? diagonal[at % size] : 0,
          ),
        );
        for (const { targets, q } of rows) expect(q).toEqual(nearest(targets));
      },
    ),
  );
});

it('makes up for one error with another', () => {
  const row = rowOf([0.4, 0.4, 0.4]);
  roundRows([row], Float64Array.of(1.01, 1, 1, 1, 1.01, 1, 1, 1, 1.01));
  expect([...row.q]).toEqual([1, 0, 0]);
});

it('ends with the sweep in which nothing moves, and after thirty sweeps', () => {
  const sweeps = (targets: readonly number[], h: Float64Array) => {
    let looks = 0;
    const row = Object.defineProperty(rowOf(targets), 'pinned', { get: () => (looks++, NOBODY) });
    roundRows([row], h);
    return looks / targets.length;
  };
  expect(
    sweeps(
      [1, -2, 3, 0],
      Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0)),
    ),
  ).toBe(1);
  expect(sweeps([0.4, 0.4, 0.4], Float64Array.of(1.01, 1, 1, 1, 1.01, 1, 1, 1, 1.01))).toBe(2);
  /** No covariance, and round and round it goes. */
  expect(sweeps([0.4, 0.4], Float64Array.of(1, 1, -1, 1))).toBe(30);
});

it('comes to an end, and takes no row at all', () => {
  roundRows([], Float64Array.of(1));
  const row = rowOf([0.5, -0.5]);
  roundRows([row], Float64Array.of(1, 1, 1, 1));
  expect([...row.q]).toEqual([0, 0]);
});
