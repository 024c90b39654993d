import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type LoadedModule, hashOf, loadModule } from '@openbpu/custom-op';
import {
  type ModelProto,
  type NodeProto,
  buildFunction,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  floatAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, float32, int64 } from '@openbpu/tensor';
import { LanePool } from '../lane-pool';
import { ModuleShelf } from './custom-opener';
import { Lane } from '../lane/lane';

/** As specs of `custom-op` have it: what defineCustomOp needs, and nothing else. */
const API = resolve(__dirname, '../../../custom-op/src/custom-op.ts');
const MODULE = `
import { defineCustomOp } from '@openbpu/plugin-api';
const op = (type, infer, evaluate) => defineCustomOp({ domain: 'com.example', type, infer, evaluate });
export default [
  op('Scale', ([x]) => [x], ([x], { by = 2 }) => [{ ...x, data: x.data.map((v) => v * by) }]),
  op('Count', ([x]) => [{ dtype: 'int64', shape: [1] }, x], ([x, y]) =>
    [{ dtype: 'int64', shape: [1], data: BigInt64Array.of(BigInt(x.data.length) + (y ? y.data[0] : 0n)) }, x]),
  op('Throws', ([x]) => [x], () => { throw new Error('no'); }),
  op('Wrong', ([x]) => [x], ([x]) => [{ ...x, shape: [9] }]),
];
export class Twice { compute(x) { return x.data.map((v) => 2 * v); } }
`;

let folder: string;
let loaded: LoadedModule;
let lane: Lane;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'custom-'));
  writeFileSync(join(folder, 'ops.mjs'), MODULE);
  loaded = await loadModule(join(folder, 'ops.mjs'), API);
  lane = new Lane({ modules: [loaded] });
});
afterAll(async () => {
  await lane.close();
  rmSync(folder, { recursive: true });
});

const node = (opType: string, input: readonly string[], output: readonly string[], more: Partial<NodeProto> = {}) =>
  buildNode({ name: `n_${output[0]}`, opType, input, output, ...more });
const custom = (opType: string, input: readonly string[], output: readonly string[], more: Partial<NodeProto> = {}) =>
  node(opType, input, output, { domain: 'com.example', ...more });
const X = float32([2], [1, -2]);

function model(
  nodes: readonly NodeProto[],
  outputs: readonly (readonly [string, number, readonly (number | string)[]])[],
  change: Partial<ModelProto> = {},
  graph: Partial<ModelProto['graph']> = {},
): Uint8Array {
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 13 },
        { domain: 'com.example', version: 1 },
        { domain: 'horizon.custom', version: 1 },
      ],
      graph: buildGraph({
        name: 'net',
        node: nodes,
        input: [buildValue('x', 1, [2])],
        output: outputs.map(([name, type, shape]) => buildValue(name, type, shape)),
        ...graph,
      }),
      ...change,
    }),
  );
}

async function run(bytes: Uint8Array, wanted: readonly string[], feeds: Readonly<Record<string, Tensor>> = { x: X }) {
  const session = await lane.open(bytes, { name: 'net' });
  try {
    const found = await session.run(new Map(Object.entries(feeds)), wanted);
    return wanted.map((id) => [...found.get(id)!.data].map(Number));
  } finally {
    await session.close();
  }
}

it('runs custom nodes between those of ONNX Runtime', async () => {
  const bytes = model(
    [
      node('Relu', ['x'], ['a']),
      custom('Scale', ['a'], ['b'], { attribute: [floatAttribute('by', 3)] }),
      node('Add', ['b', 'w'], ['c']),
      custom('Scale', ['c'], ['d']),
      node('Neg', ['d'], ['y']),
    ],
    [
      ['y', 1, [2]],
      ['c', 1, [2]],
    ],
    {},
    { initializer: [writeTensor('w', float32([2], [10, 20]))] },
  );
  expect(await run(bytes, ['y', 'c'])).toEqual([
    [-26, -40],
    [13, 20],
  ]);
  expect(await run(bytes, ['c'])).toEqual([[13, 20]]);
  expect(await run(bytes, [])).toEqual([]);
});

it('runs them alone, on constants, on inputs that are not there, and on several outputs of other types', async () => {
  const bytes = model(
    [custom('Count', ['x', 'k'], ['n', '']), custom('Count', ['x', ''], ['m', 'z'])],
    [
      ['n', 7, [1]],
      ['m', 7, [1]],
      ['z', 1, [2]],
    ],
    {},
    { initializer: [writeTensor('k', int64([1], [40]))] },
  );
  expect(await run(bytes, ['n', 'm', 'z'])).toEqual([[42], [2], [1, -2]]);
  const session = await lane.open(bytes);
  expect([session.inputs, session.outputs.map(({ name, dtype, shape }) => `${name} ${dtype} ${shape.join()}`)]).toEqual(
    [[{ name: 'x', dtype: 'float32', shape: [2] }], ['n int64 1', 'm int64 1', 'z float32 2']],
  );
  await session.close();
});

it('runs models whose types only the data tells, with one size after the other', async () => {
  const bytes = model(
    [node('Relu', ['x'], ['a']), custom('Scale', ['a'], ['b']), node('Relu', ['b'], ['y'])],
    [['y', 1, ['N']]],
    {},
    { input: [buildValue('x', 1, ['N'])] },
  );
  const session = await lane.open(bytes);
  const y = async (...values: number[]) =>
    [...(await session.run(new Map([['x', float32([values.length], values)]]), ['y'])).get('y')!.data].map(Number);
  expect([await y(1, 2), await y(3, -4, 5)]).toEqual([
    [2, 4],
    [6, 0, 10],
  ]);
  expect(session.inputs).toEqual([{ name: 'x', dtype: 'float32', shape: ['N'] }]);
  await session.close();
});

it('leaves a model with a function for it to ONNX Runtime, and one without custom nodes', async () => {
  const body = buildFunction({
    name: 'Scale',
    domain: 'com.example',
    input: ['i'],
    output: ['o'],
    node: [node('Neg', ['i'], ['o'])],
    opsetImport: [{ domain: '', version: 13 }],
  });
  expect(await run(model([custom('Scale', ['x'], ['y'])], [['y', 1, [2]]], { functions: [body] }), ['y'])).toEqual([
    [-1, 2],
  ]);
  const others = { ...body, domain: 'com.other' };
  expect(await run(model([custom('Scale', ['x'], ['y'])], [['y', 1, [2]]], { functions: [others] }), ['y'])).toEqual(
    await run(model([custom('Scale', ['x'], ['y'])], [['y', 1, [2]]]), ['y']),
  );
  expect(await run(model([node('Relu', ['x'], ['y'])], [['y', 1, [2]]]), ['y'])).toEqual([[1, 0]]);
});

it('runs them in every lane of a pool', async () => {
  const pool = new LanePool(2, [loaded]);
  const bytes = model(
    [custom('Scale', ['x'], ['a']), node('Relu', ['a'], ['y'])],
    [
      ['a', 1, [2]],
      ['y', 1, [2]],
    ],
  );
  const session = await pool.open(bytes);
  const results = await Promise.all(
    [0, 1, 2].map(() =>
      session.use((each) => each.run(new Map([['x', X]]), ['a']).then((found) => [...found.get('a')!.data])),
    ),
  );
  expect(results).toEqual([
    [2, -4],
    [2, -4],
    [2, -4],
  ]);
  await session.close();
  await pool.close();
});

const PY = [
  stringAttribute('class_name', 'Twice'),
  intsAttribute('input_types', [1]),
  intsAttribute('output_types', [1]),
  stringsAttribute('output_shape', ['2']),
];
const py = (name: string) =>
  node('PyOp', ['x'], ['y'], { domain: 'horizon.custom', attribute: [...PY, stringAttribute('module', name)] });

it('runs the class of a PyOp', async () => {
  expect(await run(model([py('ops')], [['y', 1, [2]]]), ['y'])).toEqual([[2, -4]]);
});

it('says which node fails, and how', async () => {
  const failing = (each: NodeProto) => run(model([each], [['y', 1, [2]]]), ['y']);
  await expect(failing(custom('Throws', ['x'], ['y']))).rejects.toThrow(
    /RUN012 error +node "n_y" \(com\.example\.Throws\): its module throws: no \(ops\.mjs:8\)/,
  );
  await expect(failing(custom('Wrong', ['x'], ['y'], { name: '' }))).rejects.toThrow(
    /RUN013 error +node "y" \(com\.example\.Wrong\): evaluate gives output 0 as float32\[9\]/,
  );
  await expect(failing(py('other'))).rejects.toThrow(
    /RUN014 error +node "n_y" \(horizon\.custom\.PyOp\): no module gives its operator; given is "ops\.mjs"/,
  );
  await expect(failing(custom('Gone', ['x'], ['y']))).rejects.toThrow(/not a registered function\/op/);
});

it('prints nothing of a module on standard output where a process runs it', async () => {
  const script = `
    const { Lane } = require(${JSON.stringify(resolve(__dirname, '../../dist'))});
    const modules = [{ file: ${JSON.stringify(join(folder, 'talks.mjs'))}, sha256: process.argv[1] }];
    (async () => {
      const lane = new Lane({ isolated: true, modules });
      await lane.open(Buffer.from(process.argv[2], 'base64'));
      await lane.close();
    })();`;
  writeFileSync(join(folder, 'talks.mjs'), `console.log('talk');\nexport class Any {}`);
  const model64 = Buffer.from(model([node('Relu', ['x'], ['y'])], [['y', 1, [2]]])).toString('base64');
  const hash = await hashOf(join(folder, 'talks.mjs'));
  const argv = ['-e', script, hash, model64];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['', 'talk\n']);
});

it('takes a module anew that is another one by now, and no other', async () => {
  const shelf = new ModuleShelf();
  const scaled = async (by: number) => {
    writeFileSync(join(folder, 'by.mjs'), MODULE.replace('by = 2', `by = ${by}`));
    const { file, sha256 } = await loadModule(join(folder, 'by.mjs'), API);
    const ops = await shelf.ops([{ file, sha256, api: API }]);
    expect((await shelf.ops([{ file, sha256, api: API }])).modules[0]).toBe(ops.modules[0]);
    return [...ops.bind({ domain: 'com.example', type: 'Scale' }, {})!.evaluate([X])[0].data];
  };
  expect([await scaled(3), await scaled(4)]).toEqual([
    [3, -6],
    [4, -8],
  ]);
});

it('refuses a module that is another one than was named, or runs in one thread alone', async () => {
  const bytes = model([custom('Scale', ['x'], ['y'])], [['y', 1, [2]]]);
  const opened = async (name: string, text: string, sha256?: string) => {
    writeFileSync(join(folder, name), text);
    const { file, sha256: own } = await loadModule(join(folder, name), API);
    const other = new Lane({ modules: [{ file, sha256: sha256 ?? own, api: API }] });
    return other.open(bytes).finally(() => other.close());
  };
  await expect(opened('changed.mjs', MODULE, '0'.repeat(64))).rejects.toThrow(
    /RUN015 error .*changed\.mjs" cannot be used: it changed while the model was at work/,
  );
  const main = `import { isMainThread } from 'node:worker_threads';\nif (!isMainThread) throw new Error('main only');\n`;
  await expect(opened('main.mjs', main + MODULE)).rejects.toThrow(
    /RUN015 error .*in a worker it cannot be loaded: main only/,
  );
});
