import { FEATURES, headerOf, modelOfProgram } from './perf.fixture';
import { perfReport } from './perf-model';

it('adds up: BPU, CPU and the constant are the latency', () => {
  const report = perfReport(modelOfProgram({ inputBatch: 4 }), FEATURES);
  expect(report).toMatchObject({
    model: 'model',
    graph: 'net',
    march: 'm',
    tool: 'openbpu 1.2.3',
    batch: 4,
    cores: 1,
    debug: false,
    bpuUs: 464,
    cpuUs: 1200,
    inferenceUs: 300,
    latencyUs: 1964,
    ddrLoadBytes: 1600,
    ddrStoreBytes: 1600,
    macs: 25600,
  });
  expect(report.fps).toBeCloseTo(4e6 / 1500, 9);
  expect(report.cpuRows).toEqual([
    { name: 'Quantize_q', latencyUs: 500 },
    { name: 'Tan_inner', latencyUs: 200 },
    { name: 'Dequantize_d', latencyUs: 500 },
  ]);
  expect(report).not.toHaveProperty('range');
  expect([report.protocol, report.threads?.length, report.threads?.[0].latencyUs]).toEqual(['a frame', 8, 1964]);
  const spread = { latency: [0.5, 2], rate: [0.5, 2] } as const;
  expect(perfReport(modelOfProgram(), { ...FEATURES, spread }).range?.latencyUs).toEqual([982, 3928]);
  expect(report).not.toHaveProperty('assumed');
  expect(perfReport(modelOfProgram(), { ...FEATURES, assumed: true }).assumed).toBe(true);
});

it('has figures of layers with debug only, in tables and in the timeline', () => {
  const of = (debug: boolean) => perfReport(modelOfProgram({ compiler: { debug } }), FEATURES);
  expect([of(true), of(false)].map(({ subgraphs: [subgraph] }) => subgraph.layers?.length)).toEqual([2, undefined]);
  expect([of(true), of(false)].map(({ timeline }) => timeline.spans.some(({ layer }) => layer === 'conv'))).toEqual([
    true,
    false,
  ]);
});

it('tells of a model without anything on the BPU, and of none', () => {
  const header = { ...headerOf(), steps: headerOf().steps.filter(({ kind }) => kind !== 'bpu') };
  const report = perfReport({ name: 'host', header, programs: new Map() }, FEATURES);
  expect([report.bpuUs, report.cpuUs, report.latencyUs, report.fps]).toEqual([0, 1200, 1500, undefined]);
  expect(['range', 'threads'].some((field) => field in report)).toBe(false);
  expect([report.subgraphs, report.roofline.points, report.cores]).toEqual([[], [], 1]);
  const nothing = perfReport({ name: 'host', header: { ...header, steps: [] }, programs: new Map() }, FEATURES);
  expect([nothing.latencyUs, nothing.timeline.spans.length]).toEqual([300, 1]);
});

it('thins the timeline, and passes on what one core takes', () => {
  const { timeline } = perfReport(modelOfProgram(), FEATURES, { most: 5 });
  expect(timeline.spans.length).toBeLessThanOrEqual(5);
  const dual = { ...FEATURES, cores: 2 };
  const two = { ...modelOfProgram({ compiler: { coreNum: 2 } }), header: { ...headerOf(), cores: 2 } };
  const { whatIf } = perfReport(two, dual, { oneCoreUs: 5 });
  expect(whatIf.find(({ change }) => change === 'core_num is 1')?.latencyUs).toBe(5);
});
