import type { Structure } from '@openbpu/board';
import { placeNodes } from './place-nodes';

const BOX = () => ({ width: 100, height: 40 });
const structure = (nodes: string, ...edges: readonly string[]): Structure => ({
  nodes: [...nodes].map((id) => ({ id, label: id, on: 'CPU' })),
  edges: edges.map(([from, to]) => ({ from, to, label: `${from}${to}` })),
});
const placed = (of: Structure) =>
  new Map(placeNodes(of, BOX).nodes.map(({ node: { id }, x, y }) => [id, { x, y }] as const));

it('puts every node below all that it comes from, by the longest way', () => {
  const at = placed(structure('abcd', 'ab', 'bc', 'ac', 'cd', 'ad'));
  const rows = [...'abcd'].map((id) => at.get(id)!.y);
  expect(new Set(rows).size).toBe(4);
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
});

it('puts what is side by side apart, and what joins it between', () => {
  const at = placed(structure('abcd', 'ab', 'ac', 'bd', 'cd'));
  const [a, b, c, d] = [...'abcd'].map((id) => at.get(id)!);
  expect(b.y).toBe(c.y);
  expect(c.x - b.x).toBeGreaterThan(100);
  expect(d.x).toBeCloseTo((b.x + c.x) / 2, 6);
  expect(a.x).toBeCloseTo(d.x, 6);
});

it('does not cross edges that need not cross', () => {
  const at = placed(structure('abcd', 'ad', 'bc'));
  expect(at.get('d')!.x).toBeLessThan(at.get('c')!.x);
});

it('leads a long edge around the nodes between its ends', () => {
  const { edges, nodes } = placeNodes(structure('abc', 'ab', 'bc', 'ac'), BOX);
  const long = edges.find(({ label }) => label === 'ac')!;
  const b = nodes.find(({ node }) => node.id === 'b')!;
  const bend = /C[\d.]+ [\d.]+ [\d.]+ [\d.]+ ([\d.]+) [\d.]+C/.exec(long.points);
  const x = Number(bend?.[1]);
  expect(x < b.x || x > b.x + b.width).toBe(true);
});

it('stays within its picture, whatever the graph', () => {
  for (const of of [
    structure('a'),
    structure('abc'),
    structure('abcde', 'ac', 'bc', 'cd', 'ce', 'ae'),
    structure(''),
  ]) {
    const { nodes, width, height } = placeNodes(of, BOX);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(width);
      expect(node.y + node.height).toBeLessThanOrEqual(height);
    }
    const boxes = nodes.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(boxes).size).toBe(boxes.length);
  }
});

it('leaves edges to nowhere out, and says how many nodes are too many', () => {
  expect(placeNodes(structure('a', 'ab'), BOX).edges).toEqual([]);
  const many: Structure = {
    nodes: Array.from({ length: 700 }, (_, i) => ({ id: `${i}`, label: '', on: 'CPU' as const })),
    edges: Array.from({ length: 699 }, (_, i) => ({ from: `${i}`, to: `${i + 1}`, label: '' })),
  };
  const { nodes, edges, left } = placeNodes(many, BOX);
  expect([nodes.length, edges.length, left]).toEqual([600, 599, 100]);
});
