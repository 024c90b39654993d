import { type Tensor, float32, toNumbers } from '@openbpu/tensor';
import type { ModelSession } from '../model-session';
import { ChainSession } from './chain-session';

const asked: string[] = [];
const given: Tensor[] = [];
const closed: string[] = [];

/** Gives each of `outputs` as the sum of all inputs times its place. */
function piece(inputs: readonly string[], outputs: readonly string[], givesOwn = true): ModelSession {
  const port = (name: string) => ({ name, dtype: 'float32' as const, shape: [1] });
  return {
    inputs: inputs.map(port),
    outputs: outputs.map(port),
    givesOwn,
    run: async (feeds, wanted) => {
      asked.push(`${[...feeds.keys()].join(' ')} -> ${wanted.join(' ')}`);
      const sum = [...feeds.values()].reduce((all, tensor) => all + toNumbers(tensor)[0], 0);
      return new Map(
        wanted.map((name) => {
          const tensor = float32([1], [sum * (outputs.indexOf(name) + 2)]);
          given.push(tensor);
          return [name, tensor];
        }),
      );
    },
    close: async () => void closed.push(outputs.join(' ')),
  };
}

const chain = (givesOwn = true) =>
  new ChainSession([piece(['b', 'k'], ['y', 'z'], givesOwn), piece(['x', 'k'], ['a', 'b'], givesOwn)]);
const feeds = (values: Readonly<Record<string, number>>) =>
  new Map(Object.entries(values).map(([name, value]): [string, Tensor] => [name, float32([1], [value])]));

beforeEach(() => [asked, given, closed].forEach((list) => list.splice(0)));

it('runs pieces behind those whose values they take, and asks each for what is needed alone', async () => {
  const found = await chain().run(feeds({ x: 1, k: 1 }), ['z', 'a']);
  expect(Array.from(found, ([id, tensor]) => [id, ...toNumbers(tensor)])).toEqual([
    ['z', 3 * (6 + 1)],
    ['a', 4],
  ]);
  expect(asked).toEqual(['x k -> a b', 'b k -> z']);
});

it('takes what the outside feeds and what pieces give', () => {
  const { inputs, outputs, givesOwn } = chain();
  expect([inputs, outputs].map((ports) => ports.map(({ name }) => name).join(' '))).toEqual(['x k', 'a b y z']);
  expect(givesOwn).toBe(true);
  expect(chain(false).givesOwn).toBe(false);
});

it('begins behind a value that is fed, and ends where nothing more is wanted', async () => {
  await chain().run(feeds({ b: 5, k: 1 }), ['y']);
  expect(asked.splice(0)).toEqual(['b k -> y']);
  await chain().run(feeds({ x: 5, k: 1 }), ['a']);
  expect(asked).toEqual(['x k -> a']);
});

it('hands back what is fed and wanted, and runs nothing for it', async () => {
  const found = await chain().run(feeds({ x: 1, k: 1 }), ['x', 'a']);
  expect(Array.from(found, ([id, tensor]) => [id, ...toNumbers(tensor)])).toEqual([
    ['x', 1],
    ['a', 4],
  ]);
  expect(asked.splice(0)).toEqual(['x k -> a']);
  await chain().run(feeds({ x: 1 }), ['x']);
  expect(asked).toEqual([]);
});

it('pours what is wanted, and lets go what nobody reads any more, but nothing that was fed', async () => {
  const fed = feeds({ x: 1, k: 1 });
  const poured: string[] = [];
  await chain().pour(fed, ['y', 'a'], (id, tensor) => poured.push(`${id} ${toNumbers(tensor)[0]}`));
  expect(poured).toEqual(['a 4', 'y 14']);
  expect(given.map(({ data }) => data.length)).toEqual([0, 0, 0]);
  expect([...fed.values()].map(({ data }) => data.length)).toEqual([1, 1]);
  given.splice(0);
  await chain(false).pour(fed, ['y'], () => {});
  expect(given.map(({ data }) => data.length)).toEqual([1, 1]);
});

it('closes all', async () => {
  await chain().close();
  expect(closed.toSorted()).toEqual(['a b', 'y z']);
});
