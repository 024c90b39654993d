import { sampleNodes, sampleRecord } from '../sample-record.fixture';
import { placementSection } from './placement-section';

it('draws the nodes in graph order, as wide as they are many', () => {
  const text = placementSection(sampleRecord())?.body.text ?? '';
  expect(
    [...text.matchAll(/<a class="(\w+)" style="flex-grow:(\d)" href="#n(\d)"/g)].map(([, ...found]) => found),
  ).toEqual([
    ['s0', '4', '0'],
    ['cpu', '1', '4'],
    ['s1', '2', '5'],
    ['cpu', '1', '7'],
  ]);
  expect(text).toContain(
    'title="BPU id(0): 4 nodes, /backbone/stage0/block.0/Conv_0 to /backbone/stage0/block.3/Conv_3"',
  );
  expect(text).toContain('title="CPU: /backbone/stage0/block.4/Conv_4"');
  expect(text).toContain('4 pieces, 3 hand-overs');
});

it('labels only pieces with room for it', () => {
  const text = placementSection(sampleRecord({ nodes: sampleNodes(72) }))?.body.text ?? '';
  expect([...text.matchAll(/title="[^"]*">([^<]*)<\/a>/g)].map(([, label]) => label)).toEqual([
    'BPU id(0)',
    '',
    'BPU id(1)',
    '',
  ]);
});

it('says what each place does', () => {
  const [node] = sampleNodes(8);
  const text = placementSection(
    sampleRecord({
      nodes: [
        { ...node, macs: 3000 },
        { ...node, on: 'CPU', subgraph: null, macs: 1000 },
      ],
    }),
  )?.body.text;
  expect(text).toContain('BPU id(0)</td><td class="num">1</td><td class="num">3 k</td><td class="num">75.0 %</td>');
  expect(text).toContain('1 hand-over ');
});

it('stays small when a model is cut to pieces', () => {
  const [node] = sampleNodes(8);
  const nodes = Array.from({ length: 5000 }, (_, i) => ({ ...node, macs: undefined, subgraph: i }));
  const text = placementSection(sampleRecord({ nodes }))?.body.text ?? '';
  expect(text).toContain('<div class="strip fine">');
  expect(text).toContain('And 4960 more subgraphs.');
  expect(text).toContain('<td class="num">--</td>');
  expect(text.length).toBeLessThan(1e6);
});

it('is absent without nodes', () => {
  expect(placementSection(sampleRecord({ nodes: [] }))).toBeUndefined();
});
