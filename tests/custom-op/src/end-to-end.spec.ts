import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import {
  buildValue,
  dataTypeOf,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, encodeNpy, float32, int64, sameTensor, toNumbers } from '@openbpu/tensor';
import { Bench, recipe } from './bench';
import { caffemodel } from './caffemodel';
import { SHAPE, conv, net, node, wave } from './nets';

/** An operator of a module, as text. */
const op = (type: string, infer: string, evaluate: string, more = ''): string =>
  `defineCustomOp({ domain: 'com.example', type: '${type}', infer: ${infer}, evaluate: ${evaluate}, ${more} })`;
const IMPORT = `import { defineCustomOp } from '@openbpu/plugin-api';\n`;
const SAME = '([x]) => [x]';
/** Every operator of these tests: what it is plain to see. */
const OPS = `${IMPORT}export default [
  ${op('Half', SAME, '([x]) => [{ ...x, data: x.data.map((v) => v / 2) }]')},
  ${op('Plus', SAME, '([x, y]) => [{ ...x, data: x.data.map((v, i) => v + (y ? y.data[i % y.data.length] : 1)) }]')},
  ${op(
    'Count',
    "([x]) => [{ dtype: 'int64', shape: [x.shape[0], 1] }]",
    `([x]) => [{
    dtype: 'int64', shape: [x.shape[0], 1], data: new BigInt64Array(x.shape[0]).fill(BigInt(x.data.length)) }]`,
  )},
  ${op(
    'Read',
    "([n]) => [{ dtype: 'float32', shape: n.shape }]",
    `([n]) => [{
    dtype: 'float32', shape: n.shape, data: Float32Array.from(n.data, Number) }]`,
  )},
  ${op('Body', SAME, '([x]) => [{ ...x, data: x.data.map((v) => v * 3) }]', "onnx: (b, [x]) => [b.op('Mul', [x.name, b.reals(3)])]")},
  ${op('Low', SAME, '([x]) => [{ ...x, data: x.data.map((v) => Math.max(v, 0)) }]', "lower: true, onnx: (b, [x]) => [b.op('Relu', [x.name])]")},
  ${op('Bad', SAME, '([x]) => [{ ...x, data: x.data.map(() => NaN) }]')},
];`;

const benches: Bench[] = [];
afterAll(() => benches.forEach((bench) => bench.close()));

function benchOf(
  model: Uint8Array,
  { text = OPS, name = 'ops.mjs', keys = {}, shape = SHAPE }: BenchOptions = {},
): Bench {
  const bench = new Bench(shape);
  benches.push(bench);
  bench.put('model.onnx', model);
  bench.put(name, text);
  bench.put('r.yaml', recipe([name], keys));
  return bench;
}
interface BenchOptions {
  readonly text?: string;
  readonly name?: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly shape?: readonly number[];
}

const FILES = ['net.bin', 'net_quantized_model.onnx', 'net_original_float_model.onnx'];

/** Converts, and gives what the `.bin`, the quantised and the original model make of `x.npy`. */
async function converted(bench: Bench, { modules = 'ops.mjs', kind = 'onnx', feeds = '--input x=x.npy' } = {}) {
  const { code, stderr, stdout } = await bench.run(`hb_mapper makertbin -c r.yaml --model-type ${kind} --threads 2`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/PASSED, \d+ values compared, 0 mismatches/);
  const flags = modules === '' ? '' : ` --custom-op ${modules}`;
  const given: Tensor[] = [];
  for (const file of FILES) {
    const run = await bench.run(`hb_mapper infer --model model_output/${file} ${feeds} --save ${file}.out${flags}`);
    expect({ file, ...run }).toMatchObject({ code: 0 });
    given.push(bench.tensor(`${file}.out/y.npy`));
  }
  const [bin, quantised, original] = given;
  expect(sameTensor(bin, quantised)).toBe(true);
  return { bin, original, said: stdout + stderr };
}

/** Largest difference over the largest value. */
function off(found: Tensor, wanted: Tensor): number {
  const [a, b] = [toNumbers(found), toNumbers(wanted)];
  const most = b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0) / most;
}

describe('a custom operator stands', () => {
  it('at the input, between two segments, and at the output', async () => {
    const nodes = [
      node('com.example.Half', ['x'], ['a']),
      conv('a', 'b'),
      node('com.example.Half', ['b'], ['c']),
      conv('c', 'd'),
      node('com.example.Half', ['d'], ['y']),
    ];
    const { bin, original } = await converted(benchOf(net(nodes)));
    expect(bin.shape).toEqual(SHAPE);
    expect(off(bin, original)).toBeLessThan(0.1);
  }, 120_000);

  it('beside a segment, behind another, and with an input that is not there', async () => {
    const nodes = [
      conv('x', 'a'),
      node('com.example.Half', ['x'], ['b']),
      node('com.example.Plus', ['b', 'a'], ['c']),
      node('com.example.Plus', ['c', ''], ['y']),
    ];
    const { bin, original } = await converted(benchOf(net(nodes)));
    expect(off(bin, original)).toBeLessThan(0.1);
  }, 120_000);

  it('as a function, and lowered onto the BPU: no module is needed', async () => {
    const nodes = [
      conv('x', 'a'),
      node('com.example.Low', ['a'], ['b']),
      conv('b', 'c'),
      node('com.example.Body', ['c'], ['d']),
      conv('d', 'y'),
    ];
    const { bin, original, said } = await converted(benchOf(net(nodes)), { modules: '' });
    expect(off(bin, original)).toBeLessThan(0.1);
    expect(said).toMatch(/^a +BPU .*\n(?:.*\n)*c +BPU .*\n(?:.*\n)*d +CPU .*Body/m);
    expect(said).not.toMatch(/Low/);
  }, 120_000);

  it('inside what is turned to NHWC', async () => {
    const turned = (perm: readonly number[], x: string, y: string) =>
      node('Transpose', [x], [y], [intsAttribute('perm', perm)]);
    const model = net(
      [
        turned([0, 3, 1, 2], 'x', 'h'),
        conv('h', 'a'),
        turned([0, 2, 3, 1], 'a', 'b'),
        node('com.example.Half', ['b'], ['c']),
        turned([0, 3, 1, 2], 'c', 'd'),
        conv('d', 'y'),
      ],
      { input: [buildValue('x', 1, [1, 16, 16, 3])], output: [buildValue('y', 1, SHAPE)] },
    );
    const keys = { 'input_parameters.input_layout_rt': 'NHWC' };
    const bench = benchOf(model, { shape: [1, 16, 16, 3], keys: { ...keys } });
    bench.put('r.yaml', recipe(['ops.mjs'], keys).replace('input_layout_train: NCHW', 'input_layout_train: NHWC'));
    const { bin, original } = await converted(bench);
    expect(off(bin, original)).toBeLessThan(0.1);
  }, 120_000);

  it('with int64 between two of them', async () => {
    const model = net([
      conv('x', 'a'),
      node('com.example.Count', ['a'], ['n']),
      node('com.example.Read', ['n'], ['r']),
      node('com.example.Plus', ['a', 'r'], ['y']),
    ]);
    const { bin, original } = await converted(benchOf(model));
    expect(off(bin, original)).toBeLessThan(0.01);
    expect(Math.min(...toNumbers(bin))).toBeGreaterThan(700);
  }, 120_000);

  it('reading constants alone: it is folded, and no module is needed', async () => {
    const model = net([node('com.example.Half', ['k'], ['h']), conv('x', 'a'), node('Mul', ['a', 'h'], ['y'])], {
      initializer: [writeTensor('k', float32([1], [8]))],
    });
    const { original } = await converted(benchOf(model), { modules: '' });
    const plain = net([conv('x', 'a'), node('Mul', ['a', 'h'], ['y'])], {
      initializer: [writeTensor('h', float32([1], [4]))],
    });
    const bench = benchOf(plain);
    await bench.run('hb_mapper infer --model model.onnx --input x=x.npy --save out');
    expect(off(original, bench.tensor('out/y.npy'))).toBeLessThan(1e-5);
  }, 120_000);

  it('alone in a model, which has nothing for the BPU', async () => {
    const bench = benchOf(net([node('com.example.Half', ['x'], ['y'])]));
    const { code, stderr } = await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/PAS\d+ error/)]);
    expect(
      (await bench.run('hb_mapper infer --model model.onnx --input x=x.npy --save out --custom-op ops.mjs')).code,
    ).toBe(0);
    expect(
      sameTensor(
        bench.tensor('out/y.npy'),
        float32(
          SHAPE,
          wave(SHAPE, 20).data.map((v) => v / 2),
        ),
      ),
    ).toBe(true);
  }, 120_000);
});

it('is run by the debugger too', async () => {
  const keys = { 'model_parameters.debug_mode': 'dump_calibration_data' };
  const bench = benchOf(net([conv('x', 'a'), node('com.example.Half', ['a'], ['b']), conv('b', 'y')]), { keys });
  expect(await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx')).toMatchObject({ code: 0 });
  const [model, data] = ['net_calibrated_model.onnx', 'calibration_data'].map((name) => `model_output/${name}`);
  const line = `hmct-debugger get-sensitivity-of-nodes ${model} ${data} --json`;
  const { code, stdout } = await bench.run(`${line} --custom-op ops.mjs`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/"cosine-similarity": ?0\.99/);
  expect(await bench.run(line)).toMatchObject({ code: 1, stderr: expect.stringContaining('PIP090') });
}, 120_000);

it('takes several items at once', async () => {
  const shape = [2, 3, 16, 16];
  const model = net([conv('x', 'a'), node('com.example.Half', ['a'], ['b']), conv('b', 'y')], {
    input: [buildValue('x', 1, ['N', 3, 16, 16])],
    output: [buildValue('y', 1, ['N', 3, 16, 16])],
  });
  const bench = benchOf(model, { shape, keys: { 'input_parameters.input_shape': '2x3x16x16' } });
  expect((await converted(bench)).bin.shape).toEqual(shape);
}, 120_000);

it('is in a `.bin` of a batch as often as the operator says, or refused by name', async () => {
  const model = net([conv('x', 'a'), node('com.example.Half', ['a'], ['b']), conv('b', 'y')]);
  const bench = benchOf(model, { keys: { 'input_parameters.input_batch': '2' } });
  const { code, stderr } = await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/PIP071 error .*the Half "b" does not treat the items/)]);
}, 120_000);

it('reads an input of int64 beside the picture', async () => {
  const model = net(
    [conv('x', 'a'), node('com.example.Read', ['n'], ['r']), node('com.example.Plus', ['a', 'r'], ['y'])],
    {
      input: [buildValue('x', 1, SHAPE), buildValue('n', dataTypeOf('int64'), [1])],
    },
  );
  const bench = benchOf(model);
  bench.put('n.npy', encodeNpy(int64([1], [5])));
  const { code } = await bench.run(
    'hb_mapper infer --model model.onnx --input x=x.npy --input n=n.npy --save out --custom-op ops.mjs',
  );
  expect(code).toBe(0);
  expect(bench.tensor('out/y.npy').shape).toEqual(SHAPE);
}, 120_000);

it('may be TypeScript, ESM and CommonJS, in every worker', async () => {
  const half = (kind: string, by: string) => op(kind, SAME, `([x]) => [{ ...x, data: x.data.map((v) => v * ${by}) }]`);
  const modules = {
    'a.ts': `${IMPORT}const by: number = 0.5;\nexport default ${half('A', 'by')} as object;`,
    'b.mjs': `${IMPORT}export default ${half('B', '2')};`,
    'c.cjs': `const { defineCustomOp } = require('@openbpu/plugin-api');\nmodule.exports = ${half('C', '0.25')};`,
    'd.js': `${IMPORT}export default ${half('D', '4')};`,
  };
  const nodes = Object.keys(modules).map((_, i) => node(`com.example.${'ABCD'[i]}`, ['vwpq'[i]], ['wpqr'[i]]));
  const bench = benchOf(net([conv('x', 'v'), ...nodes, conv('r', 'y')]));
  for (const [name, text] of Object.entries(modules)) bench.put(name, text);
  bench.put('r.yaml', recipe(Object.keys(modules)));
  const { bin, original } = await converted(bench, { modules: Object.keys(modules).join(' --custom-op ') });
  expect(off(bin, original)).toBeLessThan(0.1);
}, 120_000);

it('runs a Caffe layer', async () => {
  const bench = benchOf(new Uint8Array(), {
    keys: {
      'model_parameters.prototxt': 'net.prototxt',
      'model_parameters.caffe_model': 'net.caffemodel',
    },
  });
  bench.put('net.caffemodel', caffemodel('c'));
  bench.put(
    'net.prototxt',
    `input: "x" input_shape { dim: 1 dim: 3 dim: 16 dim: 16 }
layer { name: "c" type: "Convolution" bottom: "x" top: "c" convolution_param { num_output: 3 kernel_size: 1 bias_term: false } }
layer { name: "h" type: "Custom" bottom: "c" top: "y" custom_param { kind: "Half" } }`,
  );
  const { bin, original } = await converted(bench, { kind: 'caffe' });
  expect(off(bin, original)).toBeLessThan(0.1);
}, 120_000);

it('takes nothing of an earlier run that another module had a part in', async () => {
  const scaled = (by: string) =>
    `${IMPORT}export default ${op('Half', SAME, `([x]) => [{ ...x, data: x.data.map((v) => v * ${by}) }]`)};`;
  const bench = benchOf(HALF, { text: scaled('0.5') });
  const kept = async () => {
    const { code, stdout } = await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx --threads 2 --json');
    expect(code).toBe(0);
    const { timing } = JSON.parse(stdout) as { timing: { stages: { name: string; reused?: boolean }[] } };
    return timing.stages.filter(({ reused }) => reused).map(({ name }) => name);
  };
  expect(await kept()).toEqual([]);
  expect(await kept()).toEqual(['examine', 'calibrate', 'prove', 'compile', 'verify']);
  bench.put('ops.mjs', scaled('8'));
  expect(await kept()).toEqual([]);
  const changed = await bench.run(
    'hb_mapper infer --model model_output/net.bin --input x=x.npy --save out --custom-op ops.mjs',
  );
  expect(changed.code).toBe(0);
}, 120_000);

it('leaves the standard output to --json, whatever an operator prints in a worker', () => {
  const loud = op('Half', SAME, '([x]) => (console.log("loud"), [x])');
  const bench = benchOf(HALF, { text: `${IMPORT}export default ${loud};` });
  const program = join(dirname(require.resolve('@openbpu/cli/package.json')), 'bin/hb_mapper.js');
  const args = [program, 'makertbin', '-c', 'r.yaml', '--model-type', 'onnx', '--threads', '2', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: bench.folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('loud\n') });
  expect(JSON.parse(stdout)).toMatchObject({ verification: { mismatches: 0 } });
}, 120_000);

const HALF = net([conv('x', 'a'), node('com.example.Half', ['a'], ['b']), conv('b', 'y')]);

describe('what is wrong is told', () => {
  it('of an operator that fails in calibration, and nothing is left', async () => {
    const text = `${IMPORT}export default ${op('Half', SAME, '([x]) => x.no.such')};`;
    const bench = benchOf(HALF, { text });
    const { code, stderr } = await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx --threads 2');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/RUN012 error .*node "b" \(com\.example\.Half\): .*\(ops\.mjs:2\)/),
    ]);
    expect(() => bench.tensor('model_output/net.bin')).toThrow(/ENOENT/);
  }, 120_000);

  it('of one that gives NaN, as of any other layer', async () => {
    const bench = benchOf(net([conv('x', 'a'), node('com.example.Bad', ['a'], ['b']), conv('b', 'y')]));
    const { code, stdout, stderr } = await bench.run('hb_mapper makertbin -c r.yaml --model-type onnx --threads 2');
    expect([code, stdout + stderr]).toEqual([expect.any(Number), expect.stringMatching(/(warning|error) [^]*NaN/)]);
  }, 120_000);

  it('of a module that changed since, while one with a body is not asked for', async () => {
    const bench = benchOf(
      net([conv('x', 'a'), node('com.example.Half', ['a'], ['b']), node('com.example.Body', ['b'], ['y'])]),
    );
    await converted(bench);
    bench.put('ops.mjs', `${OPS}\n`);
    const infer = (more: string) => bench.run(`hb_mapper infer --model model_output/net.bin --input x=x.npy${more}`);
    expect((await infer(' --custom-op ops.mjs')).stderr).toMatch(/PIP091 error .*"ops\.mjs" for com\.example\.Half/);
    expect((await infer('')).stderr).toMatch(/PIP090 error .*com\.example\.Half, which the module "ops\.mjs" runs/);
  }, 120_000);
});

it('runs the operators that are ready-made', async () => {
  const file = (name: string) => resolve(__dirname, `../../../plugins/${name}/dist/index.js`);
  const levels = intsAttribute('spatial_shapes', [4, 4]);
  const attention = net(
    [
      conv('x', 'a'),
      node('Reshape', ['a', 'flat'], ['v']),
      node('openbpu.attention.MultiScaleDeformableAttention', ['v', 'places', 'weights'], ['y'], [levels]),
    ],
    {
      input: [buildValue('x', 1, [1, 3, 4, 4])],
      output: [buildValue('y', 1, [1, 5, 3])],
      initializer: [
        writeTensor('flat', int64([4], [1, 16, 1, 3])),
        writeTensor('places', wave([1, 5, 1, 1, 2, 2], 1)),
        writeTensor('weights', wave([1, 5, 1, 1, 2], 2)),
      ],
    },
  );
  const bench = benchOf(attention, { shape: [1, 3, 4, 4] });
  bench.put('r.yaml', recipe([file('op-deformable-attention')]));
  const { bin, original } = await converted(bench, { modules: '' });
  expect(off(bin, original)).toBeLessThan(0.1);

  const boxes = net(
    [
      conv('x', 'a'),
      node('Concat', ['a', 'a'], ['six'], [intAttribute('axis', 1)]),
      node(
        'openbpu.detection.YoloBoxes',
        ['six'],
        ['y'],
        [
          floatsAttribute('strides', [8]),
          floatsAttribute('anchors', [10, 13]),
          intAttribute('classes', 1),
          floatAttribute('score_threshold', 0.25),
          intAttribute('max_boxes', 7),
        ],
      ),
    ],
    { output: [buildValue('y', 1, [1, 7, 6])] },
  );
  const other = benchOf(boxes);
  other.put('r.yaml', recipe([file('op-yolo-boxes')]));
  expect((await converted(other, { modules: file('op-yolo-boxes') })).bin.shape).toEqual([1, 7, 6]);
}, 240_000);
