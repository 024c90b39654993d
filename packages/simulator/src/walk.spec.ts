import * as fc from 'fast-check';
import type { View } from '@openbpu/machine';
import { planWalk } from './walk';

const view = (shape: readonly number[], strides: readonly number[]): View => ({ dtype: 'int8', shape, strides });

/** The indices a walk visits for each operand. */
function visited(views: readonly View[], firsts: readonly number[]): number[][] {
  const seen: number[][] = views.map(() => []);
  const { count, steps, run } = planWalk(views, firsts);
  run((at) => {
    for (let i = 0; i < count; i++) views.forEach((_, k) => seen[k].push(at[k] + i * steps[k]));
  });
  return seen;
}

function plain({ shape, strides }: View, first: number): number[] {
  return shape.reduce(
    (starts, dim, d) => starts.flatMap((start) => Array.from({ length: dim }, (_, i) => start + i * strides[d])),
    [first],
  );
}

describe('planWalk', () => {
  it('walks dense tensors as one row', () => {
    expect(planWalk([view([2, 3, 4], [12, 4, 1]), view([2, 3, 4], [12, 4, 1])], [0, 0]).count).toBe(24);
    expect(planWalk([view([2, 3, 4], [12, 4, 1]), view([2, 3, 4], [24, 4, 1])], [0, 0]).count).toBe(12);
    expect(planWalk([view([], [])], [5]).count).toBe(1);
  });

  it('visits every element in row-major order, any number of times', () => {
    const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 });
    const strides = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(dims, strides, strides, fc.nat(100), (shape, a, b, first) => {
        const views = [view(shape, a.slice(0, shape.length)), view(shape, b.slice(0, shape.length))];
        const expected = [plain(views[0], first), plain(views[1], 7)];
        expect(visited(views, [first, 7])).toEqual(expected);
        const { run } = planWalk(views, [first, 7]);
        run(() => undefined);
        const starts: number[] = [];
        run((at) => starts.push(at[0]));
        expect(starts[0]).toBe(first);
      }),
    );
  });
});
