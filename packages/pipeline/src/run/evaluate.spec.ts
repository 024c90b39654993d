import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import {
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  writeOnnx,
  writeTensor,
} from '@openbpu/onnx';
import { Lane } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { JobEvents } from '../events';
import { describeInputs } from '../input-metadata';
import { IMAGE_NET, THREE_CLASS_NET, packed, quantizedGraph, resolvedInput } from '../packed.fixture';
import { removeNodes } from '../stages/remove-nodes';
import { type EvaluateRequest, evaluate } from './evaluate';
import { bmp } from '@openbpu/testkit';

let folder: string;
const at = (name: string) => join(folder, name);
const input = resolvedInput('data', 'rgb', [1, 3, 4, 4]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
  await writeFile(at('net.bin'), writeArtifact(packed(IMAGE_NET, [input])));
  await writeFile(
    at('net.onnx'),
    writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', describeInputs([input], 'quantised'))),
  );
  await writeFile(at('three.bin'), writeArtifact(packed(THREE_CLASS_NET, [input])));
  await writeFile(at('nan.onnx'), nanModel());
  await mkdir(at('pictures'));
  for (const name of ['a', 'b', 'c d'])
    await writeFile(
      at(`pictures/${name}.bmp`),
      bmp(4, 4, (x, y) => [16 * (x + 4 * y), 0, name.length * 60]),
    );
  await writeFile(at('labels.txt'), 'a.bmp 3\r\n\r\nb.bmp 11\r\nc d.bmp 0\r\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** Gives NaN for each of its 48 classes, whatever it is fed. */
function nanModel(): Uint8Array {
  const float = dataTypeOf('float32');
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'nan',
        node: [
          buildNode({ name: 'mul', opType: 'Mul', input: ['data', 'k'], output: ['m'] }),
          buildNode({ name: 'flat', opType: 'Flatten', input: ['m'], output: ['y'] }),
        ],
        initializer: [writeTensor('k', float32([1], Float32Array.of(NaN)))],
        input: [buildValue('data', float, [1, 3, 4, 4])],
        output: [buildValue('y', float, [1, 48])],
      }),
      metadataProps: Object.entries(describeInputs([input], 'float')).map(([key, value]) => ({ key, value })),
    }),
  );
}

const run = (model: string, more: Partial<EvaluateRequest> = {}, events = new JobEvents()) =>
  evaluate(
    { model: at(model), imagePath: at('pictures'), labelPath: at('labels.txt'), fit: {}, threads: 1, ...more },
    events,
  );

it('counts over every labelled picture, and finds no difference between two forms of one model', async () => {
  const events = new JobEvents();
  const progress: unknown[] = [];
  events.stream.subscribe(
    (event) => event.kind === 'progress' && progress.push([event.stage, event.done, event.total]),
  );
  const result = await run('net.bin', { against: at('net.onnx') }, events);
  expect(progress).toEqual([1, 2, 3].map((done) => ['evaluate', done, 3]));
  expect(result).toMatchObject({
    images: 3,
    top1: { hits: 1, count: 3 },
    against: { agreement: 1, comparison: { delta: 0 } },
  });
  expect(result.against?.top1).toEqual(result.top1);
});

describe('its threads', () => {
  afterEach(() => jest.restoreAllMocks());
  it.each([
    [2, 'net.onnx', 4],
    [9, undefined, 3],
    [undefined, undefined, Math.min(3, availableParallelism())],
  ])('%s asked against %s are %d, and end with it', async (threads, other, count) => {
    const begin = jest.spyOn(Lane.prototype, 'begin');
    const close = jest.spyOn(Lane.prototype, 'close');
    await run('net.bin', { threads, ...(other ? { against: at(other) } : {}) });
    expect(begin).toHaveBeenCalledTimes(count);
    expect(close).toHaveBeenCalledTimes(count);
  });

  it('end where a model cannot be opened', async () => {
    const close = jest.spyOn(Lane.prototype, 'close');
    await expect(run('absent.bin')).rejects.toThrow(/absent\.bin/);
    expect(close).toHaveBeenCalledTimes(1);
  });
});

it('feeds the input that the model has, whatever else it describes', async () => {
  const inputs = describeInputs([resolvedInput('other', 'featuremap', [1, 2]), input], 'quantised');
  await writeFile(at('more.onnx'), writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', inputs)));
  expect(await run('more.onnx')).toEqual(await run('net.onnx'));
});

it('names in every complaint what it is about', async () => {
  const about = async (model: string, more: Partial<EvaluateRequest> = {}) => {
    const error = await run(model, more).catch((thrown: unknown) => thrown);
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, at: place }) => [code, place?.name, place?.file]);
  };
  await writeFile(at('unsaid.onnx'), writeOnnx(quantizedGraph(IMAGE_NET)));
  await writeFile(at('one.txt'), 'a.bmp 2\n');
  expect(await about('unsaid.onnx')).toEqual([['PIP016', 'data', at('unsaid.onnx')]]);
  expect(await about('nan.onnx')).toEqual([['PIP048', 'y', at('pictures/a.bmp')]]);
  const against = { labelPath: at('one.txt'), against: at('net.bin') };
  expect(await about('three.bin', against)).toEqual([['PIP049', '--against', undefined]]);
});

it('compares no models of different classes', async () => {
  await writeFile(at('small.txt'), 'a.bmp 2\n');
  const labelPath = at('small.txt');
  expect((await run('three.bin', { labelPath })).images).toBe(1);
  await expect(run('three.bin', { labelPath, against: at('net.bin') })).rejects.toThrow(
    /PIP049 error .*three\.bin" has 3 classes and ".*net\.bin" has 12/,
  );
});

it('tells the line of a label that is no class, before it has run every picture', async () => {
  await writeFile(at('beyond.txt'), 'a.bmp 3\nb.bmp 0\nc d.bmp 12\n');
  await expect(run('net.bin', { labelPath: at('beyond.txt') })).rejects.toThrow(
    /VIS023 error {3}[^\n]*beyond\.txt:3: label 12/,
  );
  await writeFile(at('beyond.txt'), 'a.bmp 12\n');
  await expect(run('net.bin', { labelPath: at('beyond.txt') })).rejects.toThrow(/VIS023 .*beyond\.txt:1: label 12/);
});

it('tells of pictures that are not there before it runs any', async () => {
  await writeFile(at('absent.txt'), 'a.bmp 3\n\nx.bmp 0\ny.bmp 1\n');
  await expect(run('nan.onnx', { labelPath: at('absent.txt') })).rejects.toThrow(
    /VIS024 .*absent\.txt:3: there is no "x\.bmp".* 1 more/,
  );
});

it('takes no model of several inputs', async () => {
  const { node, ...rest } = {
    node: buildNode({ name: 'add', opType: 'Add', input: ['a', 'b'], output: ['y'] }),
    input: [buildValue('a', dataTypeOf('float32'), [1, 2]), buildValue('b', dataTypeOf('float32'), [1, 2])],
    output: [buildValue('y', dataTypeOf('float32'), [1, 2])],
  };
  await writeFile(
    at('two.onnx'),
    encodeModel(
      buildModel({
        irVersion: 7,
        opsetImport: [{ domain: '', version: 11 }],
        graph: buildGraph({ name: 'two', node: [node], ...rest }),
      }),
    ),
  );
  await expect(run('two.onnx')).rejects.toThrow(/PIP051 .*two\.onnx" has the inputs "a", "b", and evaluate feeds one/);
  await expect(run('two.onnx')).rejects.toMatchObject({
    diagnostics: [{ at: { name: at('two.onnx'), file: at('two.onnx') } }],
  });
});

it('feeds no picture to a model that does not say how, and counts no classes where there are none', async () => {
  await writeFile(at('strange.onnx'), writeOnnx(quantizedGraph(IMAGE_NET)));
  await expect(run('strange.onnx')).rejects.toThrow(/PIP016 .*strange\.onnx" does not say/);
  const { content } = removeNodes(
    packed(IMAGE_NET, [input]),
    { types: ['Reshape', 'Dequantize'], names: [] },
    new CollectingSink(),
  );
  await writeFile(at('cut.bin'), writeArtifact(content));
  await expect(run('cut.bin')).rejects.toThrow(
    /PIP020 .*cut\.bin", "out" of type int8\[1x3x2x2\], is no list of class scores/,
  );
  await expect(run('cut.bin')).rejects.toMatchObject({ diagnostics: [{ at: { name: 'out' } }] });
});

it('counts no scores that are NaN', async () => {
  await expect(run('nan.onnx')).rejects.toThrow(
    /PIP048 error .*nan\.onnx" gives 48 scores that are NaN for ".*a\.bmp"/s,
  );
});
