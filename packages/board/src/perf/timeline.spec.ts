import { DUAL, FEATURES, load, modelOfProgram, program } from './perf.fixture';
import { timedRows } from './timed-rows';
import { timelineOf } from './timeline';

const ALL = { layers: true, most: 1000 };
const rows = timedRows(modelOfProgram(), FEATURES);

it('says what every queue does, and when', () => {
  const { lanes, endUs, spans } = timelineOf(rows, FEATURES, ALL);
  expect(lanes).toEqual(['CPU', 'function-calls', 'DMA', 'tensor', 'vector']);
  expect(endUs).toBe(1964);
  expect(spans.map(({ lane, name, layer, startUs, durationUs }) => [lane, name, layer, startUs, durationUs])).toEqual([
    [0, 'Quantize_q', undefined, 0, 500],
    [0, 'Tan_inner', undefined, 964, 200],
    [0, 'Dequantize_d', undefined, 1164, 500],
    [0, 'every inference', undefined, 1664, 300],
    [1, 'net_subgraph_0_fc_0', undefined, 500, 464],
    [2, 'load', 'conv', 600, 116],
    [2, 'store', 'act', 848, 116],
    [3, 'gemm', 'conv', 716, 66],
    [4, 'lut', 'act', 782, 66],
  ]);
});

it('leaves layers out where they are not asked for, and nodes that take no time', () => {
  const { spans } = timelineOf(rows, FEATURES, { ...ALL, layers: false });
  expect(spans.some((span) => 'layer' in span)).toBe(false);
  const header = modelOfProgram().header;
  const steps = header.steps.map((step) =>
    step.name === 'q' ? { ...step, edge: { ...step.edge!, view: true } } : step,
  );
  const views = timedRows({ ...modelOfProgram(), header: { ...header, steps } }, FEATURES);
  expect(timelineOf(views, FEATURES, ALL).spans[0].name).toBe('Tan_inner');
});

it('has lanes for every core', () => {
  const cored = { ...program([]), cores: 2, calls: [{ name: 'c', instructions: [load(), load()], cores: [0, 1] }] };
  const { lanes, spans } = timelineOf(timedRows(modelOfProgram({}, cored), DUAL), DUAL, ALL);
  expect(lanes.slice(2)).toEqual([
    'DMA of core 0',
    'tensor of core 0',
    'vector of core 0',
    'DMA of core 1',
    'tensor of core 1',
    'vector of core 1',
  ]);
  expect(spans.filter(({ name }) => name === 'load').map(({ lane }) => lane)).toEqual([2, 5]);
});

it('has the CPU alone for a model without anything on the BPU', () => {
  expect(timelineOf([], FEATURES, ALL)).toEqual({
    lanes: ['CPU'],
    endUs: 300,
    spans: [{ lane: 0, name: 'every inference', startUs: 0, durationUs: 300 }],
  });
});

it('keeps no more spans than asked for, and none of the time is lost', () => {
  const many = program([Array.from({ length: 500 }, () => load())]);
  const long = timedRows(modelOfProgram({}, many), FEATURES);
  const whole = timelineOf(long, FEATURES, ALL).spans.filter(({ lane }) => lane === 2);
  expect(whole).toHaveLength(500);
  const { spans } = timelineOf(long, FEATURES, { ...ALL, most: 100 });
  expect(spans.length).toBeLessThanOrEqual(100);
  const dma = spans.filter(({ lane }) => lane === 2);
  expect(dma.reduce((sum, { more = 0 }) => sum + 1 + more, 0)).toBe(500);
  expect(dma.reduce((sum, { durationUs }) => sum + durationUs, 0)).toBeCloseTo(500 * 116, 6);
  expect(dma[0].startUs).toBe(whole[0].startUs);
});
