import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import type { PerfResult } from '@openbpu/pipeline';
import type { RunRecord } from '@openbpu/record';
import { Bench, featuresOf } from './bench';

const bench = new Bench();
let record: RunRecord;
let cpu: ReturnType<typeof featuresOf>['cpu'];
beforeAll(async () => {
  record = await bench.convert('scores', 'mobilenetv1_224x224_nv12');
  ({ cpu } = featuresOf(await bench.model('mobilenetv1_224x224_nv12.bin')));
  await bench.convert('broken', 'x3', { 'model_parameters.march': 'bernoulli2' });
  await bench.convert('plain', 'dual', {
    'model_parameters.march': 'bernoulli2',
    'compiler_parameters.core_num': '2',
  });
  await bench.convert('plain', 'four', { 'input_parameters.input_batch': '4' });
  await bench.convert('scores', 'ultra', { 'model_parameters.march': 'bayes' });
  await bench.run('hb_pack x3.bin dual.bin -o comb.bin');
});
afterAll(() => bench.close());

const perf = async (flags: string) => {
  const { code, stdout, stderr } = await bench.run(`hrt_model_exec perf ${flags} --json`);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PerfResult;
};
/** The figures in the lines of a run. */
const figure = (text: string, name: string) =>
  Number(new RegExp(`^ *${name} *(?:is)?: ([\\d.]+)`, 'm').exec(text)?.[1]);

it('prints what the guide and the walk-through print for their command', async () => {
  const { code, stdout } = await bench.run(
    'hrt_model_exec perf --model_file mobilenetv1_224x224_nv12.bin --model_name="" --core_id=0 --frame_count=200 ' +
      '--perf_time=0 --thread_num=1 --profile_path="."',
  );
  const n = '\\d+\\.\\d{6}';
  const constant = (cpu.inferenceSeconds * 1000).toFixed(6);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    new RegExp(
      [
        `.* INFO times are the model's by the clock of bayes-e, not a board's; ${constant} ms of every inference .*`,
        '.* INFO a frame [\\d.]+ .s, 80 % between .* .s; [\\d.]+ FPS, 80 % between [\\d.]+ and [\\d.]+ FPS',
        `.* INFO predicted is ${cpu.protocol}.*`,
        `Frame count: 200,  Thread Average: ${n} ms,  thread max latency: ${n} ms,  thread min latency: ${n} ms,  FPS: ${n}`,
        '',
        'Running condition:',
        '  Thread number is: 1',
        '  Frame count   is: 200',
        '  core number is: 1',
        `  Program run time: ${n} ms`,
        'Perf result:',
        `  Frame totally latency is: ${n} ms`,
        `  Average    latency    is: ${n} ms`,
        `  Frame      rate       is: ${n} FPS`,
        '.* INFO profiler.log written into .',
        '.* INFO profiler.csv written into .',
        '$',
      ].join('\n'),
    ),
  );
  expect(stdout.match(/not a board/g)).toHaveLength(1);
  const [total, run] = [figure(stdout, 'Frame totally latency'), figure(stdout, 'Program run time')];
  expect(figure(stdout, 'Average    latency')).toBeCloseTo(total / 200, 6);
  expect(figure(stdout, 'Frame      rate')).toBeCloseTo(200_000 / run, 4);
  expect(Math.abs(total / 200 - (record.performance?.latencyUs ?? 0) / 1000)).toBeLessThan(1e-6);
});

it('writes a profile that keeps its laws', async () => {
  const [first, second] = bench
    .read('profiler.log')
    .split('\n***\n')
    .map((text) => JSON.parse(text) as PerfResult);
  const ns = (ms: number) => Math.round(ms * 1e6);
  const rows = Object.entries(second.model_latency).map(([name, { avg_time }]) => ({ name, ns: ns(avg_time) }));
  expect(rows.map(({ name }) => name)).toEqual([
    'BPU_scores_subgraph_0',
    'Dequantize_p_HzDequantize',
    'Preprocess',
    'Reshape_f',
    'Softmax_y',
  ]);
  const sum = (on: boolean) =>
    rows.filter(({ name }) => name.startsWith('BPU_') === on).reduce((total, row) => total + row.ns, 0);
  const { BPU_inference_time_cost: onBpu, CPU_inference_time_cost: onCpu } = second.chip_latency;
  const { InferenceConstant, TaskPendingTime, TaskRunningTime } = second.task_latency;
  expect([ns(onBpu.avg_time), ns(onCpu.avg_time)]).toEqual([sum(true), sum(false)]);
  expect(ns(TaskRunningTime.avg_time)).toBe(sum(true) + sum(false) + ns(InferenceConstant.avg_time));
  expect(ns(InferenceConstant.avg_time)).toBe(Math.round(cpu.inferenceSeconds * 1e9));
  expect(ns(TaskRunningTime.avg_time + TaskPendingTime.avg_time)).toBe(ns(first.perf_result.average_latency));
  expect(first.running_condition).toMatchObject({ core_id: 0, frame_count: 200, thread_num: 1 });
  expect(first.running_condition.model_name).toBe('mobilenetv1_224x224_nv12');
  expect(bench.read('profiler.csv').split('\n')).toHaveLength(1 + 2 + rows.length + 3 + 1);
});

it('is faster with more threads, up to what the busiest cores can do', async () => {
  for (const file of ['mobilenetv1_224x224_nv12.bin', 'x3.bin', 'dual.bin']) {
    const rates: number[] = [];
    for (const threads of [1, 2, 4, 8])
      rates.push((await perf(`--model_file ${file} --frame_count=2000 --thread_num=${threads}`)).perf_result.FPS);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    const most = JSON.parse(bench.read(`${file.replace('.bin', '')}_record.json`)) as RunRecord;
    expect(rates[3]).toBeLessThanOrEqual((most.performance?.fps ?? 0) * 1.000001);
  }
});

it('says what the record says of as many threads', async () => {
  for (const name of ['mobilenetv1_224x224_nv12', 'x3', 'dual', 'four']) {
    const { performance } = JSON.parse(bench.read(`${name}_record.json`)) as RunRecord;
    expect(performance?.threads).toHaveLength(8);
    for (const { threads, latencyUs, fps, range } of performance?.threads ?? []) {
      const run = await perf(`--model_file ${name}.bin --thread_num=${threads}`);
      expect(run.perf_result.average_latency * 1000).toBe(latencyUs);
      expect(run.perf_result.FPS * (performance?.batch ?? 1)).toBe(fps);
      expect(run.range?.average_latency.map((ms) => ms * 1000)).toEqual(
        range?.latencyUs.map((us) => expect.closeTo(us, 6) as number),
      );
      expect(run.protocol).toBe(performance?.protocol);
    }
  }
});

it('gives no interval where nothing is published, and says so', async () => {
  const { range, notes } = await perf('--model_file ultra.bin');
  expect(range).toBeUndefined();
  expect(notes).toEqual([expect.stringMatching(/^predicted is .*; no interval is given, since no latency of a board/)]);
  const { performance } = JSON.parse(bench.read('ultra_record.json')) as RunRecord;
  expect(performance).not.toHaveProperty('range');
  expect(performance?.threads?.some((row) => 'range' in row)).toBe(false);
  expect((await bench.run('hb_perf ultra.bin')).stdout).toContain('no interval is given');
  expect((await bench.run('hb_perf x3.bin')).stdout).toMatch(
    /x3: a frame .*, 80 % between .*; up to .* FPS, 80 % between .*\n.*x3: predicted is a frame of hrt_model_exec perf/,
  );
});

it('uses the cores it may', async () => {
  const rate = async (flags: string) => {
    const { core_number, perf_result, task_latency } = await perf(`--model_file x3.bin ${flags}`);
    return { core_number, fps: perf_result.FPS, runningMs: task_latency.TaskRunningTime.avg_time };
  };
  const [one, two] = [await rate('--thread_num 1'), await rate('--thread_num 2')];
  expect([one.core_number, two.core_number]).toEqual([1, 2]);
  expect([two.fps / one.fps, two.runningMs]).toEqual([expect.closeTo(2, 1), one.runningMs]);
  expect((await rate('--thread_num 4')).runningMs / one.runningMs).toBeGreaterThan(1.2);
  expect(await rate('--core_id 2 --thread_num 2')).toMatchObject({ core_number: 1 });
  const dual = await bench.run('hrt_model_exec perf --model_file dual.bin --core_id=1');
  expect(dual.stdout).toContain('  core number is: 2\n');
  expect(dual.stderr).toContain('PIP141');
});

it('gives the members of a packed file, and of a list, their figures', async () => {
  for (const name of ['x3', 'dual']) {
    const alone = await perf(`--model_file ${name}.bin --thread_num 3`);
    expect(await perf(`--model_file comb.bin --model_name ${name} --thread_num 3`)).toEqual(alone);
    expect(await perf(`--model_file x3.bin,dual.bin --model_name=${name} --thread_num 3`)).toEqual(alone);
    expect(await perf(`--model_file x3.bin,dual.bin,./x3.bin --model_name=${name} --thread_num 3`)).toEqual(alone);
  }
});

it('runs minutes of the model, and any number of frames, in no time', async () => {
  const minute = await perf('--model_file x3.bin --frame_count=3 --perf_time=1 --thread_num=4');
  expect(minute.running_condition.run_time).toBeGreaterThanOrEqual(60_000);
  expect(minute.running_condition.run_time).toBeLessThan(60_000 + 4 * minute.perf_result.average_latency);
  const huge = await perf('--model_file x3.bin --frame_count=2147483647 --thread_num=8');
  expect(huge.running_condition.frame_count).toBe(2147483647);
  expect(huge.lines.filter((line) => line.startsWith('Frame count: '))).toHaveLength(10);
  const years = await perf('--model_file x3.bin --perf_time=2147483647 --thread_num=8');
  expect(years.running_condition.run_time).toBeGreaterThan(2147483647 * 60_000);
});

it.each([
  ['--frame_count=5 --frame_count=1', { frame_count: 1, thread_num: 1, core_id: 0 }],
  ['stray --thread_num=2 another', { frame_count: 200, thread_num: 2 }],
  ['-thread_num 3 -core_id=1', { thread_num: 3, core_id: 1 }],
  ['--thread_num=9', { thread_num: 8 }],
  ['--thread_num=8', { thread_num: 8 }],
  ['--profile_path="" --input_file=x.bin', { frame_count: 200 }],
  ['--frame_count=7 --perf_time=0', { frame_count: 7 }],
])('reads "%s" as the board does', async (flags, condition) => {
  expect((await perf(`--model_file x3.bin ${flags}`)).running_condition).toMatchObject(condition);
});

it.each([
  ['--model_file x3.bin --frame_count=0', 'CLI075', '--frame_count takes a whole number from 1 to 2147483647, not "0"'],
  ['--model_file x3.bin --frame_count=2147483648', 'CLI075', 'not "2147483648"'],
  ['--model_file x3.bin --frame_count=-5', 'CLI075', 'not "-5"'],
  ['--model_file x3.bin --frame_count=many', 'CLI075', 'not "many"'],
  ['--model_file x3.bin --thread_num=0', 'CLI075', '--thread_num takes a whole number from 1'],
  ['--model_file x3.bin --thread_num=-1', 'CLI075', 'not "-1"'],
  ['--model_file x3.bin --perf_time=-1', 'CLI075', '--perf_time'],
  ['--model_file x3.bin --core_id=3', 'BRD041', 'core_id is 3, and bernoulli2 has 2 cores'],
  ['--model_file x3.bin --core_id=-1', 'CLI075', '--core_id'],
  ['--model_file mobilenetv1_224x224_nv12.bin --core_id=2', 'BRD041', 'bayes-e has one core'],
  ['--model_file none.bin', 'GRD001', 'does not exist'],
  ['--model_file x3.bin,none.bin --model_name x3', 'GRD001', 'none.bin'],
  ['--model_file x3.yaml', 'ART003', 'not an OpenBPU .bin'],
  ['--model_file comb.bin', 'BRD001', 'holds 2 models'],
  ['--model_file comb.bin --model_name=x4', 'BRD002', 'no model "x4"'],
  ['--model_file comb.bin,x3.bin --model_name=x3', 'BRD007', 'both "comb.bin" and "x3.bin" hold a model "x3"'],
  ['--core_id=0', 'CLI022', '--model-file'],
  ['--model_file x3.bin --thread_nun=2', 'CLI021', 'no flag --thread-nun'],
  ['--model_file x3.bin --profile_path=x3.bin/out', 'PIP006', 'cannot write'],
])('refuses "%s" with %s', async (flags, code, words) => {
  const { code: exit, stdout, stderr } = await bench.run(`hrt_model_exec perf ${flags}`);
  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toContain(code);
  expect(stderr).toContain(words);
});

it('says so where a file claims to be for a march whose cores do not work together', async () => {
  const { artifact, header } = await bench.model('dual.bin');
  const sections = new Map<string, Uint8Array>();
  for (const { name } of artifact.sections) sections.set(name, await artifact.section(name));
  bench.put('claim.bin', writeArtifact({ header: { ...header, march: 'bayes-e' }, sections }));
  const { code, stderr } = await bench.run('hrt_model_exec perf --model_file claim.bin');
  expect(code).toBe(1);
  expect(stderr).toContain('BRD042');
});

it('makes the folder of the profile, and writes none unless asked', async () => {
  await bench.run('hrt_model_exec --model_file=x3.bin perf --profile_path=deep/er');
  expect(existsSync(join(bench.folder, 'deep/er/profiler.csv'))).toBe(true);
  const { stdout } = await bench.run('hrt_model_exec perf --model_file=x3.bin');
  expect(stdout).not.toContain('profiler');
});

it('does 200 frames in 4 threads in less than three seconds', async () => {
  const start = performance.now();
  await perf('--model_file x3.bin --frame_count=200 --thread_num=4');
  expect(performance.now() - start).toBeLessThan(3000);
});
