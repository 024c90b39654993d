import { type NamedNode, chosenNodes } from './chosen-nodes';

const NODES: readonly NamedNode[] = [
  { names: ['conv1'], gives: ['c'] },
  { names: ['split', 'Split_1'], gives: ['s0', 's1'] },
  { names: ['twin'], gives: ['t0'] },
  { names: ['silence'], gives: [] },
  { names: ['twin'], gives: ['t1'] },
  { names: ['inner'], gives: ['i'], inside: 'if1' },
  { names: ['if1'], gives: ['f'] },
];
const choose = (...names: string[]) => chosenNodes(names, NODES, ['data']);
const given = (...names: string[]) => choose(...names).chosen.flatMap(({ gives }) => gives);

it('gives the nodes in the order of the names, each once', () => {
  expect(given('split', 'conv1')).toEqual(['s0', 's1', 'c']);
  expect(given('conv1', 'Split_1', 'conv1', 'split')).toEqual(['c', 's0', 's1']);
  expect(choose('conv1', 'if1')).toMatchObject({ refused: [], shared: [] });
  expect(choose()).toEqual({ chosen: [], refused: [], shared: [] });
});

it('gives every node of a name that several have, and says so', () => {
  expect(given('twin')).toEqual(['t0', 't1']);
  expect(choose('twin', 'conv1', 'twin').shared).toEqual([{ name: 'twin', count: 2 }]);
});

it.each([
  ['conv2', 'the model has no node of this name', 'did you mean "conv1"?'],
  ['zzzzzz', 'the model has no node of this name', 'use the name of a node as checker lists it'],
  ['Inner', 'the model has no node of this name', 'use the name of a node as checker lists it'],
  ['s1', 'that is the name of a tensor, and nodes are chosen by their own', 'write "split", the node that gives it'],
  ['data', 'it is an input of the model', 'leave it out: only nodes can be chosen'],
  ['silence', 'it gives nothing', 'choose a node that it reads from'],
  [
    'inner',
    'it stands inside the node "if1", and is no output that the model outside could have',
    'choose "if1", or another node outside of it',
  ],
  ['i', 'the model has no node of this name', 'use the name of a node as checker lists it'],
])('refuses %s', (name, problem, hint) => {
  expect(choose(name)).toEqual({ chosen: [], refused: [{ name, problem, hint }], shared: [] });
});

it('refuses all that cannot be at once, each once', () => {
  expect(choose('a', 'conv1', 'bb', 'a').refused.map(({ name }) => name)).toEqual(['a', 'bb']);
});

it('takes the node outside where one inside has its name', () => {
  const nodes = [
    { names: ['n'], gives: ['inside'], inside: 'loop' },
    { names: ['n'], gives: ['outside'] },
  ];
  expect(chosenNodes(['n'], nodes, [])).toEqual({ chosen: [nodes[1]], refused: [], shared: [] });
});

it('counts a node once that has one name twice', () => {
  const nodes = [{ names: ['n', 'n'], gives: ['a'] }];
  expect(chosenNodes(['n'], nodes, [])).toEqual({ chosen: nodes, refused: [], shared: [] });
});
