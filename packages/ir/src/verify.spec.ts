import { float32 } from '@openbpu/tensor';
import { CHAIN, OPS } from './ir.fixture';
import { Graph } from './graph';
import { parseGraph } from './parse';
import { verifyGraph } from './verify';

const good = () => parseGraph(CHAIN, OPS, 'optimized');
const broken = (change: (parts: ReturnType<Graph['parts']>) => Partial<ReturnType<Graph['parts']>>) => {
  const parts = good().parts();
  return verifyGraph(new Graph({ ...parts, ...change(parts) }));
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

it('names who rewrote a graph into one that is not well formed', () => {
  const rewrite = (outputs: readonly string[]) => good().rewritten('careless', { stage: 'calibrated', outputs });
  expect(rewrite(['q']).stage).toBe('calibrated');
  expect(() => rewrite(['z'])).toThrow('careless wrote a graph that is not well formed: nothing produces output "z"');
});
