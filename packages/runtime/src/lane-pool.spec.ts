import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_BUDGET } from '@openbpu/guard';
import { parseGraph } from '@openbpu/ir';
import {
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  exportModel,
  writeTensor,
} from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { float32, makeTensor } from '@openbpu/tensor';
import type { Host } from './lane/host';
import { Lane } from './lane/lane';
import { workerFile } from './lane/worker-file';
import { LanePool } from './lane-pool';

const MODEL = encodeModel(
  exportModel(
    parseGraph(
      'input x: float32[1x2x1x1] NCHW\nr: a = Relu(x)\ns: y = Sigmoid(a)\noutput y\noutput a',
      standardOps(),
      'original',
    ),
    { record: false },
  ),
);
const feed = (...values: number[]) => new Map([['x', float32([1, 2, 1, 1], values)]]);
const seeded = (seed: number) => ({
  inputs: [{ kind: 'seeded', name: 'x', shape: [1, 2, 1, 1], seed, image: true }] as const,
});

describe('LanePool', () => {
  const pool = new LanePool(2);
  afterAll(() => pool.close());

  it('runs as many tasks at once as it has lanes, the others in their order', async () => {
    const session = await pool.open(MODEL);
    expect([pool.size, session.lanes]).toEqual([2, 2]);
    let busy = 0;
    let most = 0;
    const begun: number[] = [];
    const results = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((i) =>
        session.use(async (lane) => {
          begun.push(i);
          most = Math.max(most, ++busy);
          const result = await lane.run(feed(i, -1), ['a']);
          busy--;
          return Array.from(result.get('a')!.data, Number);
        }),
      ),
    );
    expect(results).toEqual([0, 1, 2, 3, 4, 5].map((i) => [i, 0]));
    expect([most, begun]).toEqual([2, [0, 1, 2, 3, 4, 5]]);
    await session.close();
  });

  it('opens a model in so many lanes, in the first or in the last of them', async () => {
    const open = jest.spyOn(Lane.prototype, 'open');
    try {
      for (const last of [false, true, true]) await (await pool.open(MODEL, { lanes: 1, last })).close();
      await (await pool.open(MODEL, { last: true })).close();
      const [first, second, third, ...both] = open.mock.contexts;
      expect(second).not.toBe(first);
      expect(third).toBe(second);
      expect(both).toEqual([first, second]);
    } finally {
      open.mockRestore();
    }
  });

  it('runs pieces of a model as one, opened in any order, each asked for when the one before is open', async () => {
    const piece = (text: string) =>
      encodeModel(exportModel(parseGraph(text, standardOps(), 'original'), { record: false }));
    const opened: string[] = [];
    const pieces = function* () {
      opened.push('second');
      yield piece('input a: float32[1x2x1x1] NCHW\ns: y = Sigmoid(a)\noutput y');
      opened.push('first');
      yield piece('input x: float32[1x2x1x1] NCHW\nr: a = Relu(x)\noutput a');
    };
    const [whole, chain] = [await pool.open(MODEL), await pool.open(pieces())];
    expect([opened, chain.lanes, chain.inputs]).toEqual([['second', 'first'], 2, whole.inputs]);
    const ran = (session: typeof whole) => session.use((lane) => lane.run(feed(-1, 2), ['y', 'a']));
    expect(await ran(chain)).toEqual(await ran(whole));
    const wishes = ['y', 'x', 'a'].map((at) => ({ at, fold: 'histogram', bins: 8 }) as const);
    const heard = (session: typeof whole) => session.use((lane) => lane.observe([seeded(1), seeded(2)], wishes));
    expect(await heard(chain)).toEqual(await heard(whole));
    await Promise.all([whole, chain].map((session) => session.close()));
  });

  it('begins every lane before anything is asked', async () => {
    const begin = jest.spyOn(Lane.prototype, 'begin');
    const eager = new LanePool(2);
    eager.begin();
    expect(new Set(begin.mock.contexts).size).toBe(2);
    begin.mockRestore();
    await eager.close();
  });

  it('frees the lane of a task that failed', async () => {
    const session = await pool.open(MODEL, { lanes: 1 });
    await expect(session.use(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await session.use(async () => 'next')).toBe('next');
    await session.close();
  });

  it('observes inputs and tensors of a sample, answers in order', async () => {
    const session = await pool.open(MODEL);
    const wishes = [
      { at: 'a', fold: 'absmax' },
      { at: 'x', fold: 'histogram', bins: 4 },
      { at: 'a', fold: 'histogram', bins: 4 },
    ] as const;
    const [one, two] = await Promise.all(
      [1, 1].map((seed) => session.use((lane) => lane.observe([seeded(seed)], wishes))),
    );
    expect(one).toEqual(two);
    expect(one.map(({ fold }) => fold)).toEqual(['absmax', 'histogram', 'histogram']);
    const counts = one.map((result) =>
      result.fold === 'histogram' ? Array.from(result.counts).reduce((a, b) => a + b, 0) : 0,
    );
    expect(counts).toEqual([0, 2, 2]);
    await session.close();
  });

  it('rejects with the words of ONNX Runtime for what is no model', async () => {
    await expect(pool.open(Uint8Array.of(1, 2, 3))).rejects.toThrow(/protobuf|model/i);
  });
});

describe('Lane', () => {
  it('rejects what it was asked when it is closed, and starts again when asked anew', async () => {
    const lane = new Lane();
    const pending = lane.open(MODEL);
    await lane.close();
    await expect(pending).rejects.toThrow('closed');
    const session = await lane.open(MODEL);
    expect(session.outputs.map(({ name }) => name)).toEqual(['y', 'a']);
    await lane.close();
  });

  it('turns a worker that dies into an error', async () => {
    const lane = new Lane();
    const session = await lane.open(MODEL);
    // Told to end before it is asked: it cannot answer first, however quick it is.
    const host: unknown = Reflect.get(lane, 'host');
    const ended = (host as Host).terminate();
    const refused = expect(session.run(feed(1, 2), ['y'])).rejects.toThrow('ended unexpectedly');
    await ended;
    await refused;
    await expect(session.run(feed(1, 2), ['y'])).rejects.toThrow('no session');
    await lane.close();
  });

  it('begins once, and answers what it is asked then', async () => {
    const lane = new Lane();
    lane.begin();
    const host: unknown = Reflect.get(lane, 'host');
    lane.begin();
    const session = await lane.open(MODEL);
    expect(Reflect.get(lane, 'host')).toBe(host);
    expect((await session.run(feed(1, 2), ['y'])).size).toBe(1);
    await lane.close();
  });

  it('keeps the program that asks alive until everything is answered, and not when it has only begun', () => {
    const runtime = join(__dirname, '../dist/index.js');
    const { status, stdout } = spawnSync(process.execPath, ['-e', PROGRAM, runtime], { input: MODEL, timeout: 20_000 });
    expect([status, String(stdout)]).toEqual([0, '3 opened']);
  });

  it('is ended where it never comes back from ONNX Runtime, if it is a process, and starts again', async () => {
    const lane = new Lane({ isolated: true, budget: { ...DEFAULT_BUDGET, loopSeconds: 0.3 } });
    const endless = await lane.open(endlessModel(), { name: 'round.onnx' });
    await expect(endless.run(feed(1, 2), ['y'])).rejects.toThrow(/RUN011 .*"round\.onnx" was ended.* 0\.3 s/);
    const session = await lane.open(MODEL);
    expect((await session.run(feed(1, 2), ['y'])).size).toBe(1);
    await lane.close();
  });
});

it('leaves no process behind where the one that started it is killed while it is inside ONNX Runtime', async () => {
  const parent = spawn(process.execPath, ['-e', PARENT, workerFile()], { stdio: ['pipe', 'pipe', 'inherit'] });
  parent.stdin.end(endlessModel());
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(String(said));
  const runs = () => {
    try {
      return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };
  try {
    expect(runs()).toBe(true);
    parent.kill('SIGKILL');
    for (let waited = 0; runs() && waited < 20_000; waited += 100)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(runs()).toBe(false);
  } finally {
    if (runs()) process.kill(pid, 'SIGKILL');
  }
}, 30_000);

/** Begins a lane that it asks nothing, and asks another three things at once. */
const PROGRAM = `
  const { Lane } = require(process.argv[1]);
  const model = new Uint8Array(require('node:fs').readFileSync(0));
  new Lane({ isolated: true }).begin();
  const lane = new Lane();
  Promise.all([0, 1, 2].map(() => lane.open(model))).then(({ length }) => process.stdout.write(length + ' opened'));
`;

/** Starts the worker file as a process, has it run the model it is given, and says its id when that has begun. */
const PARENT = `
  const child = require('node:child_process').fork(process.argv[1], { serialization: 'advanced' });
  const model = new Uint8Array(require('node:fs').readFileSync(0));
  const feeds = [{ name: 'x', dtype: 'float32', shape: [1, 2, 1, 1], data: new Float32Array(2) }];
  let running = false;
  child.on('message', ({ watch, answer }) => {
    if (running && watch) process.stdout.write(String(child.pid));
    if (running || !answer) return;
    running = true;
    child.send({ id: 1, request: { kind: 'run', session: answer.session, feeds, wanted: ['y'] } });
  });
  child.send({ id: 0, request: { kind: 'open', model, optimise: false, name: 'round.onnx', modules: [] } });
`;

/** A Loop of 2^62 turns. */
function endlessModel(): Uint8Array {
  const float = dataTypeOf('float32');
  const [int64, bool] = [dataTypeOf('int64'), dataTypeOf('bool')];
  const body = buildGraph({
    name: 'body',
    node: [
      buildNode({ opType: 'Identity', input: ['go'], output: ['on'] }),
      buildNode({ opType: 'Neg', input: ['v'], output: ['w'] }),
    ],
    input: [buildValue('i', int64, []), buildValue('go', bool, []), buildValue('v', float, [1, 2, 1, 1])],
    output: [buildValue('on', bool, []), buildValue('w', float, [1, 2, 1, 1])],
  });
  const loop = buildNode({ opType: 'Loop', input: ['turns', '', 'x'], output: ['y'] });
  const graph = { type: 5, name: 'body', g: body, floats: [], ints: [], strings: [], tensors: [], graphs: [] };
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'g',
        node: [{ ...loop, attribute: [{ ...graph, typeProtos: [], sparseTensors: [] }] }],
        initializer: [writeTensor('turns', makeTensor('int64', [], BigInt64Array.of(2n ** 62n)))],
        input: [buildValue('x', float, [1, 2, 1, 1])],
        output: [buildValue('y', float, [1, 2, 1, 1])],
      }),
    }),
  );
}
