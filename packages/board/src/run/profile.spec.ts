import { FEATURES } from './features.fixture';
import type { Row, Rows } from '../perf/rows';
import { progressLine, resultLines } from './perf-lines';
import { averageMs, profileLog, profileOf, profileTable, rateOf } from './profile';
import { runModel } from './run-model';

const row = (name: string, on: Row['on'], latencyUs: number, cores = 1): Row => ({
  name,
  on,
  step: name,
  latencyUs,
  cores: on === 'BPU' ? cores : 0,
  callsUs: on === 'BPU' ? [latencyUs] : [],
});
const rowsOf = (...rows: Row[]): Rows => ({
  rows,
  inferenceUs: 153.475,
  latencyUs: rows.reduce((sum, { latencyUs }) => sum + latencyUs, 0) + 153.475,
});
/** The rows that the guide prints. */
const GUIDE = rowsOf(
  row('Preprocess', 'CPU', 9.245),
  row('BPU_MOBILENET_subgraph_0', 'BPU', 3425.56),
  row('MOBILENET_subgraph_0_output_layout_convert', 'CPU', 25.945),
  row('Dequantize_fc7_1_HzDequantize', 'CPU', 123.07),
  row('Softmax_prob', 'CPU', 133.67),
);
const run = (rows: Rows, threads: number, coreId = 0, frames = 200) =>
  runModel(rows, FEATURES, { threads, coreId, until: { frames } });
const profile = (rows: Rows, threads: number) =>
  profileOf(rows, run(rows, threads), { coreId: 0, threads, model: 'mobilenetv1_224x224_nv12' });

describe('a profile', () => {
  it('has the figures of the guide for rows of the guide', () => {
    const { chip_latency, task_latency, model_latency, running_condition } = profile(GUIDE, 1);
    expect(chip_latency.BPU_inference_time_cost.avg_time).toBe(3.42556);
    expect(chip_latency.CPU_inference_time_cost.avg_time).toBe(0.29193);
    expect(task_latency.TaskRunningTime.avg_time).toBe(3.870965);
    expect(task_latency.InferenceConstant).toEqual({ avg_time: 0.153475, max_time: 0.153475, min_time: 0.153475 });
    expect(Object.keys(model_latency)).toEqual([
      'BPU_MOBILENET_subgraph_0',
      'Dequantize_fc7_1_HzDequantize',
      'MOBILENET_subgraph_0_output_layout_convert',
      'Preprocess',
      'Softmax_prob',
    ]);
    expect(running_condition).toEqual({
      core_id: 0,
      frame_count: 200,
      model_name: 'mobilenetv1_224x224_nv12',
      run_time: 774.193,
      thread_num: 1,
    });
  });

  it.each([1, 2, 3, 8])('keeps its laws with %d threads', (threads) => {
    const { perf_result, running_condition, task_latency } = profile(GUIDE, threads);
    const { TaskPendingTime: pending, TaskRunningTime: running } = task_latency;
    expect(running.avg_time + pending.avg_time).toBeCloseTo(perf_result.average_latency, 9);
    expect(pending.min_time).toBeLessThanOrEqual(pending.avg_time);
    expect(pending.max_time).toBeGreaterThanOrEqual(pending.avg_time);
    expect(pending.max_time > 0).toBe(threads > FEATURES.cores);
    expect(perf_result.FPS).toBeCloseTo((200 / running_condition.run_time) * 1000, 9);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ["a;b 'c'\t=d", "a;b 'c'\t=d"],
  ])('has %j in its table as %j', (name, field) => {
    const table = profileTable(profile(rowsOf(row(name, 'CPU', 1)), 1));
    expect(table).toContain(`\nmodel_latency,${field},0.001,0.001,0.001\n`);
  });

  it('is two JSON documents with a line between, and a table', () => {
    const told = profile(rowsOf(row('BPU_a', 'BPU', 5), row('Conv_"x",y', 'CPU', 1)), 1);
    const [first, second] = profileLog(told).split('\n***\n');
    expect(Object.keys(JSON.parse(first))).toEqual(['perf_result', 'running_condition']);
    expect(Object.keys(JSON.parse(second))).toEqual(['chip_latency', 'model_latency', 'task_latency']);
    expect(profileTable(told).split('\n')).toEqual([
      'part,name,avg_time,max_time,min_time',
      'chip_latency,BPU_inference_time_cost,0.005,0.005,0.005',
      'chip_latency,CPU_inference_time_cost,0.001,0.001,0.001',
      'model_latency,BPU_a,0.005,0.005,0.005',
      'model_latency,"Conv_""x"",y",0.001,0.001,0.001',
      'task_latency,InferenceConstant,0.153475,0.153475,0.153475',
      'task_latency,TaskPendingTime,0,0,0',
      'task_latency,TaskRunningTime,0.159475,0.159475,0.159475',
      '',
    ]);
  });
});

describe('the lines of a run', () => {
  it('are those of the walk-through', () => {
    const result = { ...run(GUIDE, 1), frames: 200, latencyNs: 4_251_751_953n, ns: 1_072_543_000n };
    expect(resultLines(result, 4)).toEqual([
      'Running condition:',
      '  Thread number is: 4',
      '  Frame count   is: 200',
      '  core number is: 1',
      '  Program run time: 1072.543000 ms',
      'Perf result:',
      '  Frame totally latency is: 4251.751953 ms',
      '  Average    latency    is: 21.258760 ms',
      '  Frame      rate       is: 186.472710 FPS',
    ]);
    expect(progressLine({ ...result, mostNs: 22_173_000, leastNs: 6_904_000 })).toBe(
      'Frame count: 200,  Thread Average: 21.258760 ms,  thread max latency: 22.173000 ms,  ' +
        'thread min latency: 6.904000 ms,  FPS: 186.472710',
    );
    expect(rateOf({ frames: 200, ns: 818_985_000n })).toBeCloseTo(244.204717, 6);
    expect(averageMs({ frames: 200, latencyNs: 800_621_155n })).toBeCloseTo(4.003106, 6);
    expect(resultLines({ ...result, ns: 7n }, 1)[4]).toBe('  Program run time: 0.000007 ms');
  });
});

describe('runModel', () => {
  it('runs on the core that is asked for, and on whichever is free', () => {
    expect(run(GUIDE, 2, 0).bpuCores).toEqual([0, 1]);
    expect(run(GUIDE, 2, 1).bpuCores).toEqual([0]);
    expect(run(GUIDE, 2, 2).bpuCores).toEqual([1]);
    expect(rateOf(run(GUIDE, 2, 0))).toBeCloseTo(2 * rateOf(run(GUIDE, 1, 0)), 6);
    expect(rateOf(run(GUIDE, 2, 1))).toBeLessThan(1.2 * rateOf(run(GUIDE, 1, 1)));
  });

  it('gives both cores to a model of two, whichever is asked for', () => {
    const both = rowsOf(row('BPU_a', 'BPU', 500, 2));
    for (const coreId of [0, 1, 2]) expect(run(both, 2, coreId).bpuCores).toEqual([0, 1]);
    expect(run(both, 2).ns).toBe(run(both, 2, 2).ns);
    expect(run(both, 2).ns).toBe(153_475n + 200n * 500_000n);
  });

  it.each([
    [2, 3],
    [2, -1],
    [2, 0.5],
    [1, 2],
  ])('of %d cores there is no %d', (cores, coreId) => {
    expect(() => runModel(GUIDE, { ...FEATURES, cores }, { threads: 1, coreId, until: { frames: 1 } })).toThrow(
      /BRD041/,
    );
    expect(() =>
      runModel(GUIDE, { ...FEATURES, cores }, { threads: 1, coreId: 1, until: { frames: 1 } }),
    ).not.toThrow();
  });
});
