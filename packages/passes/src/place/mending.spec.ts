import { type GraphView, GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { hasFormOnBpu, joinedBy as joins, mendedBy, onceMended, subgraphsWith } from './mending';

const OPS = standardOps();
const placed = (lines: string) => parseGraph(`input x: float32[1x2x4x4]\n${lines}`, OPS, 'optimized');

/** The graph with the codes of reasons, by node. */
function reasoned(lines: string, codes: Readonly<Record<string, string>>, facts = {}) {
  return GraphDraft.mapped(placed(lines), 'optimized', (node) =>
    node.id in codes
      ? {
          ...node,
          placement: { on: 'cpu', because: { code: codes[node.id], severity: 'note', message: '', facts } },
        }
      : node,
  );
}

const BPU = (subgraph: number) => `bpu id(${subgraph}) int8/int8`;
const CHAIN = `a: p = Relu(x) ${BPU(0)}
  s: q = Sqrt(p) cpu "no"
  b: y = Relu(q) ${BPU(1)}
  output y`;
const POLICY = { quantise: { Sqrt: 'active', Reshape: 'passive', Concat: 'passive' } } as const;
const joinedBy = (graph: GraphView, id: string) => joins(graph, id, POLICY);
const numbers = (graph: GraphView, ...mended: string[]) =>
  Object.fromEntries(subgraphsWith(graph, onceMended(graph, new Set(mended), POLICY)));

it('joins what a node parts', () => {
  expect(joinedBy(placed(CHAIN), 's')).toEqual([0, 1]);
  expect(numbers(placed(CHAIN))).toEqual({ a: 0, b: 1 });
  expect(numbers(placed(CHAIN), 's')).toEqual({ a: 0, s: 0, b: 0 });
});

it('joins nothing where another node still parts it', () => {
  const graph = placed(`a: p = Relu(x) ${BPU(0)}
    s: q = Sqrt(p) cpu "no"
    t: r = Sqrt(q) cpu "no"
    b: y = Relu(r) ${BPU(1)}
    output y`);
  expect([joinedBy(graph, 's'), joinedBy(graph, 't')]).toEqual([[], []]);
  expect(numbers(graph, 's', 't')).toEqual({ a: 0, s: 0, t: 0, b: 0 });
});

it('takes along what only moves data, where it then stands between quantised nodes', () => {
  const lines = `a: p = Relu(x) ${BPU(0)}
    r: q = Reshape(p) {shape: [1, 2, 16]} cpu "no"
    s: t = Sqrt(q) cpu "no"
    u: v = Reshape(t) {shape: [1, 2, 4, 4]} cpu "no"
    b: y = Relu(v) ${BPU(1)}
    e: z = Reshape(y) {shape: [32]} cpu "no"
    output z`;
  const alone = { r: 'PAS004', u: 'PAS004', e: 'PAS004' };
  expect(joinedBy(reasoned(lines, alone), 's')).toEqual([0, 1]);
  expect(Object.keys(numbers(reasoned(lines, alone), 's'))).toEqual(['a', 'r', 's', 'u', 'b']);
  expect(joinedBy(reasoned(lines, { ...alone, u: 'PAS001' }), 's')).toEqual([]);
});

it('leaves what only moves data where it is, mended or not, without a quantised node on both sides', () => {
  const lines = `a: p = Relu(x) ${BPU(0)}
    r: q = Reshape(p) {shape: [1, 2, 16]} cpu "no"
    s: t = Sqrt(q) cpu "no"
    e: z = Reshape(t) {shape: [32]} cpu "no"
    output z`;
  const graph = reasoned(lines, { r: 'PAS002', s: 'PAS003', e: 'PAS002' });
  const after = (...mended: string[]) => [...onceMended(graph, new Set(mended), POLICY)];
  expect(after('r', 's', 'e')).toEqual(['r', 's']);
  expect([after('r'), after('e'), after('s', 'e'), after('r', 'e')]).toEqual([[], [], ['s'], []]);
  expect(numbers(graph, 'r', 's', 'e')).toEqual({ a: 0, r: 0, s: 0 });
});

it('knows who can mend a node', () => {
  const by = (code: string, facts = {}) => mendedBy(reasoned(CHAIN, { s: code }, facts).node('s')!);
  expect(['PAS002', 'PAS011', 'PAS018', 'PAS019', 'PAS026'].map((code) => by(code))).toEqual(Array(5).fill('model'));
  expect(['PAS003', 'PAS005', 'PAS012', 'PAS016', 'PAS017'].map((code) => by(code))).toEqual(Array(5).fill('request'));
  expect(['PAS001', 'PAS004', 'PAS020'].map((code) => by(code))).toEqual(Array(3).fill(undefined));
  expect(by('PAS001', { asInt16: 's' })).toBe('request');
  expect(mendedBy(placed(CHAIN).node('a')!)).toBeUndefined();
});

it('knows what the machine could carry out as it stands', () => {
  const quantise = { Sqrt: 'active' } as const;
  const has = (code: string, policy = {}) =>
    hasFormOnBpu(reasoned(CHAIN, { s: code }).node('s')!, { quantise: policy });
  expect(['PAS002', 'PAS003', 'PAS012', 'PAS016', 'PAS017'].map((code) => has(code, quantise))).toEqual(
    Array(5).fill(true),
  );
  expect(['PAS001', 'PAS005', 'PAS011', 'PAS018', 'PAS019', 'PAS026'].map((code) => has(code, quantise))).toEqual(
    Array(6).fill(false),
  );
  expect(has('PAS002', { Relu: 'active' })).toBe(false);
  expect(hasFormOnBpu(placed(CHAIN).node('a')!, { quantise: { Relu: 'active' } })).toBe(false);
});
