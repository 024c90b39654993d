import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import { type PerfReport, contentOf } from '@openbpu/board';
import { Bench } from './bench';

const bench = new Bench();
afterAll(() => bench.close());

/** The most that pages of a model of 300 layers may take, in milliseconds. */
const MOST_MS = 2000;
/** Nothing but what any file system and any shell takes. */
const SAFE = /^[\p{L}\p{N}\p{M}_.+-]+$/u;

const folderOf = (model: string) => join(bench.folder, 'hb_perf_result', model);
const analyse = async (file: string) => {
  const { code, stdout, stderr } = await bench.run(`hb_perf --json ${file}`);
  if (code !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { models: readonly (PerfReport & { folder: string; files: readonly string[] })[] })
    .models;
};

/** The last step of a model and nothing else: no conversion gives a model without anything on the BPU. */
async function hostOnly(file: string): Promise<Uint8Array> {
  const { header, artifact } = await bench.model(file);
  const step = header.steps.findLast(({ op }) => op === 'Softmax');
  if (!step) throw new Error('there is no Softmax');
  const [id] = step.inputs;
  const { dtype, shape, layout } = header.tensors[id];
  const sections = await Promise.all(step.sections.map(async (name) => [name, await artifact.section(name)] as const));
  const input = { ...header.inputs[0], name: id, typeRt: 'featuremap', typeIntermediate: 'featuremap' } as const;
  return writeArtifact({
    header: {
      ...header,
      inputs: [{ ...input, typeTrain: 'featuremap', dtype, shape, layout }],
      outputs: header.outputs.map((output) => ({ ...output, tensor: step.outputs[0] })),
      steps: [step],
    },
    sections: new Map(sections),
  });
}

it('tells of a model without anything on the BPU what the CPU takes', async () => {
  await bench.convert('scores', 'host');
  bench.put('host.bin', await hostOnly('host.bin'));
  const [report] = await analyse('host.bin');
  expect([report.bpuUs, report.ddrLoadBytes, report.subgraphs, report.roofline.points]).toEqual([0, 0, [], []]);
  expect(report.cpuUs).toBeGreaterThan(0);
  expect(report.latencyUs).toBe(report.cpuUs + report.inferenceUs);
  expect(readdirSync(folderOf('host')).sort()).toEqual([
    'host',
    'host.html',
    'host.png',
    'host_trace.json',
    'temp.hbm',
  ]);
  expect(readFileSync(join(folderOf('host'), 'temp.hbm'))).toHaveLength(0);
  expect(readFileSync(join(folderOf('host'), 'host.html'), 'utf8')).toContain('Nothing of this model runs on the BPU.');
});

it('tells of a model of one node', async () => {
  await bench.convert('single', 'single', { 'compiler_parameters.debug': 'True' });
  const [report] = await analyse('single.bin');
  expect(report.subgraphs).toHaveLength(1);
  expect(report.subgraphs[0].layers?.length).toBeGreaterThan(0);
});

it('has pages for many subgraphs', async () => {
  const record = await bench.convert('many', 'many');
  const [report] = await analyse('many.bin');
  expect(report.subgraphs.map(({ name }) => name)).toEqual(
    record.performance?.segments?.filter(({ on }) => on === 'BPU').map(({ name }) => name),
  );
  expect(report.subgraphs).toHaveLength(12);
  expect(readdirSync(folderOf('many')).filter((file) => /_subgraph_\d+\.html$/.test(file))).toHaveLength(12);
});

it.each(['alone', 'Alone_Trace', 'temp', 'alone_trace.html'])(
  'keeps the files of a subgraph called %s apart from all others',
  async (name) => {
    await bench.convert('single', 'alone');
    const { header, artifact } = await bench.model('alone.bin');
    const steps = header.steps.map((step) => (step.kind === 'bpu' ? { ...step, name } : step));
    bench.put('alone.bin', writeArtifact({ ...(await contentOf(artifact)), header: { ...header, steps } }));
    const [{ files }] = await analyse('alone.bin');
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(7);
    expect(readdirSync(folderOf('alone')).sort()).toEqual([...files].sort());
    const trace = readFileSync(join(folderOf('alone'), 'alone_trace.json'), 'utf8');
    expect(JSON.parse(trace)).toHaveProperty('traceEvents');
  },
);

it('names files safely whatever models and subgraphs are called', async () => {
  await bench.convert('strange', 'ä-model', { 'compiler_parameters.debug': 'True' });
  const [report] = await analyse('ä-model.bin');
  const files = readdirSync(folderOf('ä-model'));
  expect(files.filter((file) => !SAFE.test(file))).toEqual([]);
  expect(files.sort()).toEqual([...report.files].sort());
  expect(readdirSync(bench.folder)).not.toContain('a');
  const page = readFileSync(join(folderOf('ä-model'), 'ä-model.html'), 'utf8');
  for (const [, href] of page.matchAll(/<a href="([^#"][^"]*)"/g)) expect(files).toContain(decodeURIComponent(href));
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page.includes('<日本')).toBe(false);
});

it(`shows 300 layers in less than ${MOST_MS} ms`, async () => {
  await bench.convert('long', 'long', {
    'compiler_parameters.debug': 'True',
    'compiler_parameters.optimize_level': 'O0',
  });
  const began = performance.now();
  const [report] = await analyse('long.bin');
  const taken = performance.now() - began;
  expect(report.subgraphs[0].layers?.length).toBeGreaterThanOrEqual(300);
  process.stdout.write(`hb_perf on 300 layers: ${Math.round(taken)} ms\n`);
  expect(taken).toBeLessThan(MOST_MS);
});
