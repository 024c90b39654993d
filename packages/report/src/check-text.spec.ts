import type { RecordCheck, RunRecord } from '@openbpu/record';
import { checkText, costText } from './check-text';

const cost = { cpuUs: 412.4, crossingUs: 0 };
const check: RecordCheck = { subgraphs: 2, fallbacks: 3, cpuUs: 1500 };
const nodes = Array.from({ length: 9 }) as RunRecord['nodes'];
const mended = { nodes: ['a', 'b'], subgraphs: 1, cpuUs: 500 };
const performance = { latencyUs: 5096.7, fps: 1, ddrBytes: 0, segments: [] };

it('says what a node costs, and what is one again without it', () => {
  expect(costText(cost)).toBe('costs: 0.412 ms on the CPU');
  expect(costText({ ...cost, crossingUs: 100, joins: [0, 1, 4] })).toBe(
    'costs: 0.412 ms on the CPU and 0.100 ms of conversions around it; mended, id(0), id(1) and id(4) are one',
  );
  expect(costText({ ...cost, mendedBy: 'request' })).toBe(
    'costs: 0.412 ms on the CPU; a recipe can ask for it on the BPU',
  );
  expect(costText({ ...cost, mendedBy: 'model' })).toBe('costs: 0.412 ms on the CPU');
});

it('says what an inference gains or loses with it on the BPU, where that is known', () => {
  expect(costText({ ...cost, mendedBy: 'request', savesUs: 300 })).toBe(
    'costs: 0.412 ms on the CPU; on the BPU an inference is 0.300 ms shorter',
  );
  expect(costText({ ...cost, savesUs: -20 })).toMatch(/; on the BPU an inference is 0\.020 ms longer$/);
});

it('says nothing of what costs nothing', () => {
  expect(costText({ cpuUs: 0, crossingUs: 0 })).toBeUndefined();
  expect(costText({ cpuUs: 0, crossingUs: 1 })).toBe(
    'costs: 0.000 ms on the CPU and 0.001 ms of conversions around it',
  );
});

it('sums up what is on the CPU', () => {
  expect(checkText({ check, nodes })).toEqual([
    '2 subgraphs on the BPU; 3 of 9 nodes fall back to the CPU and cost 1.500 ms (predicted).',
  ]);
  expect(checkText({ check: { subgraphs: 1, fallbacks: 0, cpuUs: 0 }, nodes })).toEqual([
    '1 subgraph on the BPU; no node falls back to the CPU.',
  ]);
  expect(checkText({ check: { ...check, fallbacks: 1 }, nodes })).toEqual([
    '2 subgraphs on the BPU; 1 of 9 nodes falls back to the CPU and costs 1.500 ms (predicted).',
  ]);
  expect(checkText({ nodes })).toEqual([]);
});

it('says what is left with everything mended', () => {
  expect(checkText({ check: { ...check, mended }, nodes })[1]).toBe(
    '2 nodes on the CPU can be mended, as the reasons under them say: that leaves 1 subgraph and 0.500 ms of ' +
      '1.500 ms on the CPU.',
  );
  expect(checkText({ check: { ...check, mended: { ...mended, nodes: ['a'], subgraphs: 2 } }, nodes })[1]).toBe(
    '1 node on the CPU can be mended, as the reasons under it say: that leaves 0.500 ms of 1.500 ms on the CPU.',
  );
});

it('says the interval of what an inference takes, and what is predicted', () => {
  const range = { latencyUs: [4587, 5709], fps: [1, 1] } as const;
  const said = (more: object) => checkText({ check, nodes, performance: { ...performance, ...more } }).slice(1);
  expect(said({ range, protocol: 'a frame of a test' })).toEqual([
    "An inference takes 5.097 ms, 80 % between 4.587 and 5.709 ms, by the machine's clock, compiled at O3.",
    'Predicted is a frame of a test.',
  ]);
  expect(said({ protocol: 'a frame' })[1]).toMatch(/^Predicted is a frame; no interval is given, .*\.$/);
});

it('says what an inference takes, and with how much of that on the BPU', () => {
  const latencyUs = 3000;
  const said = (more?: Partial<NonNullable<RecordCheck['mended']>>) =>
    checkText({ check: more ? { ...check, mended: { ...mended, ...more } } : check, nodes, performance }).at(-1);
  expect(said()).toBe("An inference takes 5.097 ms by the machine's clock, compiled at O3.");
  expect(said({})).toBe("An inference takes 5.097 ms by the machine's clock, compiled at O3.");
  expect(said({ latencyUs, priced: ['a', 'b'] })).toMatch(/at O3, and 3\.000 ms with all of those on the BPU\.$/);
  expect(said({ latencyUs, priced: ['b'] })).toMatch(/and 3\.000 ms with 1 of those on the BPU\.$/);
});
