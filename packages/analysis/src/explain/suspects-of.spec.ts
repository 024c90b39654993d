import type { Screened } from './screened';
import { worstOf } from './suspects-of';

const all = [50, 30, 16, 3, 1].map((error): Screened => ({ kind: 'activation', members: [error], joints: [], error }));

it('takes as many as make up nearly everything, and no more than it may', () => {
  expect(worstOf(all, 10).map(({ error }) => error)).toEqual([50, 30, 16]);
  expect(worstOf(all, 2).map(({ error }) => error)).toEqual([50, 30]);
  expect(worstOf([], 2)).toEqual([]);
});
