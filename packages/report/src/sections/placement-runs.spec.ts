import { sampleNodes } from '../sample-record.fixture';
import { placementRuns } from './placement-runs';

it('cuts where the place changes', () => {
  expect(placementRuns(sampleNodes(8))).toEqual([
    { on: 'BPU', subgraph: 0, start: 0, end: 4 },
    { on: 'CPU', subgraph: null, start: 4, end: 5 },
    { on: 'BPU', subgraph: 1, start: 5, end: 7 },
    { on: 'CPU', subgraph: null, start: 7, end: 8 },
  ]);
});

it('cuts between subgraphs that touch', () => {
  const [node] = sampleNodes(8);
  expect(placementRuns([node, { ...node, subgraph: 1 }]).map(({ start, end }) => [start, end])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect(placementRuns([])).toEqual([]);
});
