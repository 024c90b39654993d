import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ChromeTrace, type PerfReport, perfReport, programSection } from '@openbpu/board';
import { decodeProgram } from '@openbpu/machine';
import { Bench, type Keys, featuresOf } from './bench';
import type { NetName } from './nets';

const bench = new Bench();
afterAll(() => bench.close());

const filesOf = (model: string) => readdirSync(join(bench.folder, 'hb_perf_result', model)).sort();
const read = (model: string, file: string) => bench.read(join('hb_perf_result', model, file));

it('writes the tree of the guide, says where layers are missing, and what the copies are', async () => {
  await bench.convert('broken', 'mobile');
  const run = await bench.run('hb_perf mobile.bin');
  expect([run.code, run.stderr.split('\n').map((line) => line.slice(24))]).toEqual([
    0,
    [
      "WARNING bpu model don't have per-layer perf info.",
      'WARNING if you need per-layer perf info please enable[compiler_parameters.debug:True] when use makertbin.',
      '',
    ],
  ]);
  expect(filesOf('mobile')).toEqual([
    'broken_subgraph_0.html',
    'broken_subgraph_0.json',
    'broken_subgraph_1.html',
    'broken_subgraph_1.json',
    'mobile',
    'mobile.html',
    'mobile.png',
    'mobile_trace.json',
    'temp.hbm',
  ]);
  const model = await bench.model('mobile.bin');
  const at = (file: string) => readFileSync(join(bench.folder, 'hb_perf_result/mobile', file));
  expect(at('mobile').equals(readFileSync(join(bench.folder, 'mobile.bin')))).toBe(true);
  expect(at('mobile.png').subarray(1, 4).toString()).toBe('PNG');
  for (const step of model.header.steps.filter(({ kind }) => kind === 'bpu')) {
    const { program, ...subgraph } = JSON.parse(read('mobile', `${step.name}.json`)) as Record<string, unknown> & {
      program: { file: string; offset: number; bytes: number };
    };
    const bytes = at(program.file).subarray(program.offset, program.offset + program.bytes);
    expect(bytes.equals(await model.artifact.section(programSection(step)))).toBe(true);
    expect(decodeProgram(bytes).name).toBe(step.name);
    expect(subgraph['Model Subgraph Name']).toBe(step.name);
  }
  const page = read('mobile', 'mobile.html');
  for (const text of ['Model Performance Summary', 'Details', 'BIN Model Structure', 'Model Latency(ms)'])
    expect(page).toContain(text);
  expect(page).not.toContain('<h2>Layer Details</h2>');
  expect(page).toContain('<a href="broken_subgraph_1.html">');
});

it.each<[string, NetName, Keys]>([
  ['plain', 'plain', {}],
  ['a node of the CPU inside', 'broken', {}],
  ['bernoulli2', 'broken', { 'model_parameters.march': 'bernoulli2' }],
  ['layers', 'scores', { 'compiler_parameters.debug': 'True' }],
  ['nothing at its edge', 'scores', { 'model_parameters.remove_node_type': 'Quantize;Dequantize;Transpose;Reshape' }],
  ['a batch', 'plain', { 'input_parameters.input_batch': '4' }],
  ['layers given', 'plain', { 'compiler_parameters.debug': 'True', 'model_parameters.layer_out_dump': 'True' }],
  [
    'two cores and short calls',
    'plain',
    {
      'model_parameters.march': 'bernoulli2',
      'compiler_parameters.core_num': '2',
      'compiler_parameters.max_time_per_fc': '1000',
      'compiler_parameters.debug': 'True',
    },
  ],
])('gives the figures of the record: %s', async (_, net, keys) => {
  const { performance } = await bench.convert(net, 'm', keys);
  const run = await bench.run('hb_perf --json m.bin');
  const { models } = JSON.parse(run.stdout) as { models: readonly PerfReport[] };
  const [report] = models;
  if (!performance?.segments) throw new Error('nothing is predicted');
  const { segments } = performance;
  const of = (wanted: (segment: (typeof segments)[number]) => boolean) =>
    segments.filter(wanted).reduce((sum, { latencyUs }) => sum + latencyUs, 0);
  expect(report.latencyUs).toBe(performance.latencyUs);
  expect([report.ddrLoadBytes, report.ddrStoreBytes]).toEqual([performance.ddrLoadBytes, performance.ddrStoreBytes]);
  expect(report.bpuUs).toBe(of(({ on }) => on === 'BPU'));
  expect(report.cpuUs).toBe(of(({ on, fixed }) => on === 'CPU' && !fixed));
  expect(report.inferenceUs).toBe(of(({ fixed }) => fixed === true));
  expect([report.fps, report.range, report.threads, report.protocol]).toEqual([
    performance.fps,
    performance.range,
    performance.threads,
    performance.protocol,
  ]);
  const debug = keys['compiler_parameters.debug'] === 'True';
  expect(report.subgraphs.every(({ layers }) => (layers !== undefined) === debug)).toBe(true);
  if (debug)
    expect(
      report.subgraphs.flatMap(({ layers = [] }) =>
        layers.map(({ name, latencyUs, computeUs, transferUs }) => ({ name, latencyUs, computeUs, transferUs })),
      ),
    ).toEqual(
      performance.layers?.map(({ name, latencyUs, computeUs, transferUs }) => ({
        name,
        latencyUs,
        computeUs: expect.closeTo(computeUs, 6) as number,
        transferUs,
      })),
    );
  const model = await bench.model('m.bin');
  expect(report).toMatchObject(JSON.parse(JSON.stringify(perfReport(model, featuresOf(model)))) as object);
});

it('writes a trace that viewers open: spans of each queue one after the other, within the inference', async () => {
  const { performance } = await bench.convert('broken', 'traced', { 'compiler_parameters.debug': 'True' });
  await bench.run('hb_perf traced.bin');
  const { traceEvents, displayTimeUnit } = JSON.parse(read('traced', 'traced_trace.json')) as ChromeTrace;
  expect(displayTimeUnit).toBe('ms');
  expect(new Set(traceEvents.map(({ pid }) => pid)).size).toBe(1);
  const threads = new Map<number, number>();
  for (const event of traceEvents) {
    expect(Number.isInteger(event.tid)).toBe(true);
    if (event.ph !== 'X') continue;
    expect(event.name).not.toBe('');
    expect(event.dur).toBeGreaterThan(0);
    expect(event.ts).toBeGreaterThanOrEqual((threads.get(event.tid) ?? 0) - 1e-9);
    threads.set(event.tid, event.ts + event.dur);
  }
  const named = traceEvents.flatMap((event) => (event.name === 'thread_name' ? [event.args.name] : []));
  expect(named).toEqual(['CPU', 'function-calls', 'DMA', 'tensor', 'vector']);
  expect(threads.size).toBeGreaterThanOrEqual(4);
  expect(Math.max(...threads.values())).toBeCloseTo(performance?.latencyUs ?? 0, 3);
});

it('knows beside makertbin what one core would take', async () => {
  const { performance } = await bench.convert('plain', 'dual', {
    'model_parameters.march': 'bernoulli2',
    'compiler_parameters.core_num': '2',
  });
  const one = String(Number(((performance?.oneCore?.latencyUs ?? NaN) / 1000).toFixed(6)));
  const line = (page: string) => /<tr><td>core_num is 1<\/td><td class="num">([^<]*)</.exec(page)?.[1];
  expect(line(bench.read('dual_perf.html'))).toBe(one);
  await bench.run('hb_perf dual.bin');
  expect(line(read('dual', 'dual.html'))).toBe('--');
});

it.each([
  ['hb_perf absent.bin', 'GRD001'],
  ['hb_perf mobile.yaml', 'ART003'],
  ['hb_perf --json', 'CLI055'],
  ['hb_perf mobile.bin mobile.bin', 'CLI'],
  ['hb_perf mobile.bin --fast', 'CLI'],
])('refuses "%s" and writes nothing', async (line, code) => {
  const before = readdirSync(join(bench.folder, 'hb_perf_result'));
  const run = await bench.run(line);
  expect([run.code, run.stderr]).toEqual([1, expect.stringContaining(code)]);
  expect(readdirSync(join(bench.folder, 'hb_perf_result'))).toEqual(before);
});

it('says what int8 in place of int16 would bring', async () => {
  const int16 = { 'model_parameters.node_info': '{"a": {"InputType": "int16"}, "y": {"InputType": "int16"}}' };
  await bench.convert('plain', 'wide', int16);
  await bench.convert('plain', 'narrow');
  const of = async (file: string) =>
    (JSON.parse((await bench.run(`hb_perf --json ${file}`)).stdout) as { models: readonly PerfReport[] }).models[0];
  const [wide, narrow] = [await of('wide.bin'), await of('narrow.bin')];
  const line = ({ whatIf }: PerfReport) => whatIf.find(({ change }) => change === 'everything in int16 is int8');
  expect(line(wide)?.latencyUs).toBeLessThan(wide.latencyUs);
  expect(line(wide)?.latencyUs).toBeGreaterThan(0.9 * narrow.latencyUs);
  expect(line(narrow)).toBeUndefined();
  expect([wide, narrow].map(({ roofline }) => roofline.roofs.map(({ name }) => name))).toEqual([
    ['int8', 'int16'],
    ['int8'],
  ]);
});

it('replaces what an earlier run left', async () => {
  await bench.convert('broken', 'again');
  await bench.run('hb_perf again.bin');
  await bench.convert('plain', 'again');
  await bench.run('hb_perf again.bin');
  expect(filesOf('again').filter((file) => file.endsWith('.json'))).toEqual([
    'again_trace.json',
    'plain_subgraph_0.json',
  ]);
});

it('analyses every model of a packed file, or the one that is named', async () => {
  await bench.convert('plain', 'one');
  await bench.convert('scores', 'two', { 'compiler_parameters.debug': 'True' });
  await bench.run('hb_pack one.bin two.bin -o both.bin');
  const alone = (await bench.run('hb_perf --json two.bin')).stdout;
  const both = JSON.parse((await bench.run('hb_perf -p --json both.bin')).stdout) as { models: readonly PerfReport[] };
  expect(both.models.map(({ model }) => model)).toEqual(['one', 'two']);
  expect([both.models[1]]).toEqual((JSON.parse(alone) as typeof both).models);
  const warns = async (line: string) =>
    (await bench.run(`hb_perf ${line}`)).stderr.includes("bpu model don't have per-layer perf info.");
  expect([await warns('both.bin'), await warns('both.bin -m one')]).toEqual([true, true]);
  expect([await warns('both.bin -m two'), await warns('two.bin')]).toEqual([false, false]);
  const named = await bench.run('hb_perf -p -m two both.bin --json');
  expect(named.stdout).toBe(alone);
  const unknown = await bench.run('hb_perf -p -m tow both.bin');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('BRD002')]);
  expect(existsSync(join(bench.folder, 'hb_perf_result/tow'))).toBe(false);
});
