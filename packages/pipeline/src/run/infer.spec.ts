import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { buildGraph, buildModel, buildNode, buildValue, dataTypeOf, encodeModel, writeOnnx } from '@openbpu/onnx';
import { BinInLane, Lane } from '@openbpu/runtime';
import { encodeNpy, makeTensor } from '@openbpu/tensor';
import { JobEvents } from '../events';
import { describeInputs } from '../input-metadata';
import { describeOutputs } from '../output-metadata';
import { IMAGE_NET, THREE_CLASS_NET, packed, quantizedGraph, resolvedInput } from '../packed.fixture';
import { removeNodes } from '../stages/remove-nodes';
import { type InferRequest, infer } from './infer';
import { openModel } from './open-model';
import { bmp } from '@openbpu/testkit';

let folder: string;
const lane = new Lane({ isolated: true });
const at = (name: string) => join(folder, name);
const input = resolvedInput('data', 'rgb', [1, 3, 4, 4]);
const cut = (text: string) => {
  const request = { types: ['Reshape', 'Dequantize'], names: [] };
  return removeNodes(packed(text, [input]), request, new CollectingSink()).content;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'infer-'));
  await writeFile(at('net.bin'), writeArtifact(packed(IMAGE_NET, [input])));
  await writeFile(at('cut.bin'), writeArtifact(cut(IMAGE_NET)));
  await writeFile(at('three.bin'), writeArtifact(packed(THREE_CLASS_NET, [input])));
  await writeFile(at('three-cut.bin'), writeArtifact(cut(THREE_CLASS_NET)));
  await writeFile(
    at('net.onnx'),
    writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', describeInputs([input], 'quantised'))),
  );
  await writeFile(at('strange.onnx'), writeOnnx(quantizedGraph(IMAGE_NET)));
  await writeFile(
    at('a.bmp'),
    bmp(4, 4, (x, y) => [16 * (x + 4 * y), 0, 128]),
  );
  await writeFile(at('int8.npy'), encodeNpy(makeTensor('int8', [1, 4, 4, 3], new Int8Array(48).fill(6))));
  await writeFile(at('uint8.npy'), encodeNpy(makeTensor('uint8', [1, 4, 4, 3], new Uint8Array(48).fill(134))));
  await writeFile(at('float32.npy'), encodeNpy(makeTensor('float32', [1, 4, 4, 3], new Float32Array(48))));
});
afterAll(async () => {
  await lane.close();
  await rm(folder, { recursive: true });
});

/** y = −(−x) */
function identity(): Uint8Array {
  const float = dataTypeOf('float32');
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'identity',
        node: [
          buildNode({ name: 'neg', opType: 'Neg', input: ['x'], output: ['z'] }),
          buildNode({ name: 'neg2', opType: 'Neg', input: ['z'], output: ['y'] }),
        ],
        input: [buildValue('x', float, [1, 2])],
        output: [buildValue('y', float, [1, 2])],
      }),
    }),
  );
}

const run = (model: string, more: Partial<InferRequest> = {}) =>
  infer({ model: at(model), inputs: new Map(), fit: {}, ...more }, new JobEvents(), lane);

it('gives the same classes from the .bin and from the quantised model', async () => {
  const [bin, onnx] = [await run('net.bin', { image: at('a.bmp') }), await run('net.onnx', { image: at('a.bmp') })];
  expect(bin.top5).toEqual(onnx.top5);
  expect(bin.outputs).toEqual([{ name: 'out', dtype: 'float32', shape: [1, 12] }]);
  expect(bin.top5).toHaveLength(5);
  expect(bin.top5[0].label).toBe(3);
});

it('runs in a process of its own where it is given none', async () => {
  const { top5 } = await infer(
    { model: at('net.bin'), image: at('a.bmp'), inputs: new Map(), fit: {} },
    new JobEvents(),
  );
  expect(top5).toEqual((await run('net.bin', { image: at('a.bmp') })).top5);
});

it('ends the process that it made, and the model in one that it was given', async () => {
  const [lanes, models] = [jest.spyOn(Lane.prototype, 'close'), jest.spyOn(BinInLane.prototype, 'close')];
  const closed = () => [lanes.mock.calls.length, models.mock.calls.length];
  await run('net.bin', { image: at('a.bmp') });
  expect(closed()).toEqual([0, 1]);
  const request = { model: at('net.bin'), inputs: new Map(), fit: {} };
  await expect(infer(request, new JobEvents())).rejects.toThrow(/PIP017/);
  expect(closed()).toEqual([1, 2]);
  jest.restoreAllMocks();
});

it('ranks the integers of a .bin without its dequantise node by what they stand for', async () => {
  const { outputs, top5 } = await run('three-cut.bin', { image: at('a.bmp') });
  expect(outputs).toEqual([{ name: 'out', dtype: 'int8', shape: [1, 3, 1, 1], quant: { scale: [0.5] } }]);
  expect(top5).toEqual((await run('three.bin', { image: at('a.bmp') })).top5);
  expect(top5).toHaveLength(3);
});

it('says how the integers of a quantised model stand for reals, and ranks them by that', async () => {
  const net = quantizedGraph(
    THREE_CLASS_NET.replace(/ *(pool_HzDequantize|flat).*\n/g, '').replace('output out', 'output y'),
  );
  const described = { ...describeInputs([input], 'quantised'), ...describeOutputs(net) };
  await writeFile(at('integers.onnx'), writeOnnx(net.at('quantized', described)));
  const { outputs, top5, saved } = await run('integers.onnx', { image: at('a.bmp'), save: at('integers') });
  expect(outputs).toEqual([{ name: 'y', dtype: 'int8', shape: [1, 3, 1, 1], quant: { scale: [0.5] } }]);
  expect(top5).toEqual((await run('three.bin', { image: at('a.bmp') })).top5);
  expect(saved[0].quant).toEqual({ scale: [0.5] });
});

it('ranks nothing where the first output is no list of scores', async () => {
  expect(await run('cut.bin', { image: at('a.bmp') })).toMatchObject({
    outputs: [{ name: 'out', dtype: 'int8', shape: [1, 3, 2, 2], quant: { scale: [0.5] } }],
    top5: [],
  });
});

it('takes bytes or the int8 intermediate, and tells of the shift into an ONNX model', async () => {
  const feed = (file: string) => new Map([['data', at(file)]]);
  const wanted = (await run('net.bin', { inputs: feed('int8.npy') })).top5;
  expect((await run('net.bin', { inputs: feed('uint8.npy') })).top5).toEqual(wanted);
  const shifted = await run('net.onnx', { inputs: feed('uint8.npy') });
  expect(shifted.top5).toEqual(wanted);
  expect(shifted.diagnostics.map(({ code }) => code)).toEqual(['PIP009']);
  await expect(run('net.onnx', { inputs: feed('float32.npy') })).rejects.toThrow(/PIP008/);
  await expect(run('net.bin', { inputs: feed('float32.npy') })).rejects.toThrow(/takes .*float32\[1x4x4x3\]/);
});

it('shifts no bytes into an input of a quantised model that is known to be a feature map', async () => {
  const map = describeInputs([{ ...input, typeRt: 'featuremap', typeTrain: 'featuremap' }], 'quantised');
  await writeFile(at('map.onnx'), writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', map)));
  await expect(run('map.onnx', { inputs: new Map([['data', at('uint8.npy')]]) })).rejects.toThrow(
    /PIP008 .*hint: save it with \.astype\(numpy\.int8\)/s,
  );
});

it('warns of NaN going in and coming out, and names no class then', async () => {
  await writeFile(at('nan.npy'), encodeNpy(makeTensor('float32', [1, 2], Float32Array.of(NaN, 1))));
  await writeFile(at('identity.onnx'), identity());
  const result = await run('identity.onnx', { inputs: new Map([['x', at('nan.npy')]]), save: at('nan') });
  expect(result.diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`)).toEqual([
    'PIP046 warning input "x" is fed with NaN in 1 of 2 elements',
    'PIP047 warning output "y" is NaN in 1 of 2 elements',
  ]);
  expect(result.diagnostics.map(({ at: place }) => place)).toEqual([{ name: 'x', file: at('nan.npy') }, { name: 'y' }]);
  expect([result.top5, result.saved.length]).toEqual([[], 1]);
  const events = new JobEvents();
  const told: string[] = [];
  events.stream.subscribe((event) => event.kind === 'diagnostic' && told.push(event.diagnostic.code));
  const request = { model: at('identity.onnx'), inputs: new Map([['x', at('nan.npy')]]), fit: {} };
  expect((await infer(request, events, lane)).saved).toEqual([]);
  expect(told).toEqual(['PIP046', 'PIP047']);
});

it('ranks no numbers of classes, which ArgMax gives', async () => {
  const node = buildNode({ name: 'best', opType: 'ArgMax', input: ['x'], output: ['y'] });
  const graph = buildGraph({
    name: 'best',
    node: [node],
    input: [buildValue('x', dataTypeOf('float32'), [1, 2])],
    output: [buildValue('y', dataTypeOf('int64'), [1, 2])],
  });
  await writeFile(
    at('best.onnx'),
    encodeModel(buildModel({ irVersion: 7, opsetImport: [{ domain: '', version: 11 }], graph })),
  );
  await writeFile(at('x.npy'), encodeNpy(makeTensor('float32', [1, 2], Float32Array.of(1, 2))));
  expect(await run('best.onnx', { inputs: new Map([['x', at('x.npy')]]) })).toMatchObject({
    outputs: [{ name: 'y', dtype: 'int64', shape: [1, 2] }],
    top5: [],
  });
});

it('saves every output when asked', async () => {
  const { saved } = await run('net.bin', { image: at('a.bmp'), save: at('out') });
  expect(saved.map(({ file }) => file)).toEqual(['out.npy']);
  expect((await readdir(at('out'))).sort()).toEqual(['manifest.json', 'out.npy']);
});

it.each(['input data', 'const s'])(
  'takes a picture for one input and a file for another, before "%s"',
  async (place) => {
    const text = IMAGE_NET.replace('output out', 'e: again = Exp(f)\n  output out\n  output again').replace(
      place,
      `input f: float32[1x2x4x4] NCHW\n  ${place}`,
    );
    const map = resolvedInput('f', 'featuremap', [1, 2, 4, 4]);
    await writeFile(at('two.bin'), writeArtifact(packed(text, [input, map])));
    await writeFile(at('map.npy'), encodeNpy(makeTensor('float32', [1, 2, 4, 4], new Float32Array(32))));
    const [alone, both] = [
      await run('net.bin', { image: at('a.bmp') }),
      await run('two.bin', { image: at('a.bmp'), inputs: new Map([['f', at('map.npy')]]) }),
    ];
    expect(both.outputs.map(({ name }) => name)).toEqual(['out', 'again']);
    expect(both.top5).toEqual(alone.top5);
  },
);

it('shifts no bytes into a feature map beside a picture', async () => {
  const text = IMAGE_NET.replace('output out', 'e: again = Reshape(f) {shape: [1, 48]}\n  output out\n  output again');
  const graph = quantizedGraph(text.replace('const s', 'input f: int8[1x4x4x3] @0.5\n  const s'));
  const described = describeInputs([input, { ...resolvedInput('f', 'featuremap', [1, 4, 4, 3]) }], 'quantised');
  await writeFile(at('beside.onnx'), writeOnnx(graph.at('quantized', described)));
  const fed = (f: string, data = 'uint8.npy') =>
    run('beside.onnx', {
      inputs: new Map([
        ['f', at(f)],
        ['data', at(data)],
      ]),
    });
  await expect(fed('uint8.npy')).rejects.toThrow(/PIP008 .*"f" takes int8/);
  expect((await fed('int8.npy')).diagnostics.map(({ code }) => code)).toEqual(['PIP009']);
});

it('names in every complaint what it is about', async () => {
  const about = async (model: string, more: Partial<InferRequest> = {}) => {
    const error = await run(model, more).catch((thrown: unknown) => thrown);
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, at: place }) => [code, place?.name, place?.file]);
  };
  const [image, inputs] = [at('a.bmp'), new Map([['data', at('int8.npy')]])];
  expect(await about('net.bin')).toEqual([['PIP017', 'data', undefined]]);
  expect(await about('net.bin', { image, inputs })).toEqual([['PIP019', '--image', undefined]]);
  expect(await about('net.bin', { inputs: new Map([['dat', image]]) })).toEqual([['PIP003', '--input', undefined]]);
  expect(await about('strange.onnx', { image })).toEqual([['PIP016', 'data', at('strange.onnx')]]);
});

it('says what is missing or too much', async () => {
  await expect(run('net.bin')).rejects.toThrow(/PIP017 .*"data"/);
  await expect(run('net.bin', { inputs: new Map([['dat', at('int8.npy')]]) })).rejects.toThrow(
    /PIP003 .*did you mean "data"/s,
  );
  await expect(run('net.bin', { image: at('a.bmp'), inputs: new Map([['data', at('int8.npy')]]) })).rejects.toThrow(
    /PIP019 .*a\.bmp/,
  );
  await expect(run('strange.onnx', { image: at('a.bmp') })).rejects.toThrow(/PIP016/);
});

it('opens .onnx and .bin files and nothing else', async () => {
  const open = (file: string) => openModel(at(file), lane, new CollectingSink());
  await copyFile(at('strange.onnx'), at('UPPER.ONNX'));
  const { executor } = await open('UPPER.ONNX');
  expect(executor.inputs.map(({ name }) => name)).toEqual(['data']);
  await executor.close();
  await expect(open('a.bmp')).rejects.toThrow(/PIP007/);
  await expect(open('absent.onnx')).rejects.toThrow(/GRD001/);
  await writeFile(at('garbage.onnx'), 'garbage');
  await expect(open('garbage.onnx')).rejects.toThrow(/ONX00\d error .*garbage\.onnx: /);
  await expect(open('absent.bin')).rejects.toThrow(/absent\.bin/);
});
