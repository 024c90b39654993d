import { float32 } from '@openbpu/tensor';
import { CHAIN, OPS } from './ir.fixture';
import { type Graph, newGraph } from './graph';
import { GraphDraft } from './graph-draft';
import { parseGraph } from './parse';
import { MalformedGraph, verifyGraph } from './verify';

const good = () => parseGraph(CHAIN, OPS, 'optimized');
const broken = (change: (parts: ReturnType<Graph['parts']>) => Partial<ReturnType<Graph['parts']>>) => {
  const parts = good().parts();
  return verifyGraph(newGraph({ ...parts, ...change(parts) }));
};

it('has nothing to say of a good graph', () => expect(verifyGraph(good())).toEqual([]));

it.each<[string, Parameters<typeof broken>[0], RegExp]>([
  ['a missing input', () => ({ inputs: ['x', 'w'] }), /input "w" does not exist/],
  ['a wrong order', ({ nodes }) => ({ nodes: [...nodes].reverse() }), /reads "q" before anything produces it/],
  ['an output nobody makes', () => ({ outputs: ['y', 'z'] }), /nothing produces output "z"/],
  [
    'two nodes of one name',
    ({ nodes }) => ({ nodes: nodes.map((node) => ({ ...node, id: 'a' })) }),
    /two nodes are named "a"/,
  ],
  [
    'a value made twice',
    ({ nodes }) => ({ nodes: nodes.map((node) => ({ ...node, outputs: ['p'] })) }),
    /"p" is produced twice/,
  ],
  [
    'a constant of another shape',
    ({ values }) => ({ values: new Map(values).set('c', { ...values.get('c')!, constant: float32([3], [1, 2, 3]) }) }),
    /constant "c" is not the float32\[2\]/,
  ],
  [
    'a type the op does not give',
    ({ values }) => ({
      values: new Map(values).set('q', { id: 'q', type: { dtype: 'int8', shape: [2], layout: 'none' } }),
    }),
    /"q" of node "b" is declared int8\[2\] and Sum gives float32\[2\]/,
  ],
])('names %s', (_, change, message) => {
  expect(broken(change).join('; ')).toMatch(message);
});

it('refuses to build a graph that is not well formed, with every complaint', () => {
  const build = (outputs: readonly string[]) => GraphDraft.of(good(), 'calibrated').build({ name: 'net', outputs });
  const raised = (outputs: readonly string[]) => {
    try {
      return build(outputs);
    } catch (error) {
      return error;
    }
  };
  expect(raised(['z', 'y2'])).toBeInstanceOf(MalformedGraph);
  expect(raised(['z', 'y2'])).toMatchObject({
    complaints: ['nothing produces output "z"', 'nothing produces output "y2"'],
  });
});
