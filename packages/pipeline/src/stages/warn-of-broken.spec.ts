import { CollectingSink } from '@openbpu/diagnostics';
import { warnOfBroken } from './warn-of-broken';

const heard = (broken: Record<string, number>) =>
  new Map(
    Object.entries(broken).map(([at, count]) => [
      `absmax ${at}`,
      { fold: 'absmax', absmax: 1, broken: count } as const,
    ]),
  );

it('is silent while every value is finite', () => {
  const sink = new CollectingSink();
  warnOfBroken(heard({ a: 0, 'b c': 0 }), ['a', 'b c', 'unheard'], sink);
  expect(sink.diagnostics).toEqual([]);
});

it('names the first tensor in the order of the graph, and counts the others', () => {
  const sink = new CollectingSink();
  warnOfBroken(heard({ d: 9, 'b c': 3, a: 0 }), ['a', 'b c', 'd'], sink);
  expect(sink.diagnostics).toMatchObject([
    { code: 'PIP041', severity: 'warning', facts: { tensor: 'b c', count: 3, others: 1 } },
  ]);
});

it('counts a tensor once that was listened to in several ways, by what heard most', () => {
  const sink = new CollectingSink();
  const known = new Map(
    Object.entries({ 'absmax a': 2, 'histogram a': 5, 'moments a': 0, 'absmax b': 1 }).map(([key, broken]) => [
      key,
      { fold: 'absmax', absmax: 1, broken } as const,
    ]),
  );
  warnOfBroken(known, ['a', 'b'], sink);
  expect(sink.diagnostics).toMatchObject([{ facts: { tensor: 'a', count: 5, others: 1 }, at: { name: 'a' } }]);
});
