import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { buildGraph, encodeModel, graphAttribute, writeTensor } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { bytesOf, float32, toNumbers } from '@openbpu/tensor';
import fc from 'fast-check';
import { floats, model, node } from './model.fixture';
import { OnnxImporter } from './onnx-importer';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'importer-onnx-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const draft = { nodes: [node('Add', ['x', 'c'], ['y'], {}, 'a')], inputs: { x: floats(2) } };
const whole = encodeModel(model({ ...draft, constants: { c: float32([2], [1, 2]) } }));

async function read(bytes: Uint8Array, name = 'm.onnx') {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  const importer = new OnnxImporter();
  return importer.translate(
    (await importer.match({ kind: 'onnx', model: file }))!,
    standardOps(),
    new CollectingSink(),
  );
}

function external(location: string): Uint8Array {
  const { rawData: _, ...proto } = writeTensor('c', float32([2], [1, 2]));
  const entries = [
    { key: 'location', value: location },
    { key: 'offset', value: '4' },
    { key: 'length', value: '8' },
  ];
  return encodeModel(model({ ...draft, initializer: [{ ...proto, dataLocation: 1, externalData: entries }] }));
}

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof DiagnosticError ? error.diagnostics[0].code : String(error)),
  );

it('reads a file and leaves other formats to others', async () => {
  expect((await read(whole)).nodes.map(({ id }) => id)).toEqual(['a']);
  expect(await new OnnxImporter().match({ kind: 'caffe', prototxt: 'a', caffemodel: 'b' })).toBeUndefined();
});

it('says which file is missing', async () => {
  const match = new OnnxImporter().match({ kind: 'onnx', model: path.join(folder, 'none.onnx') });
  await expect(match).rejects.toThrow('GRD001');
  expect(await codeOf(new OnnxImporter().match({ kind: 'onnx', model: folder }))).toBe('GRD002');
});

it('names the file that is no model', async () => {
  expect(await codeOf(read(new Uint8Array()))).toMatch(/^ONX/);
  await expect(read(new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'))).rejects.toThrow(
    'm.onnx',
  );
});

it('reads data beside the model and nowhere else', async () => {
  const data = new Uint8Array([0, 0, 0, 0, ...bytesOf(Float32Array.of(3, 4))]);
  mkdirSync(path.join(folder, 'inner'));
  writeFileSync(path.join(folder, 'weights.bin'), data);
  writeFileSync(path.join(folder, 'inner/weights.bin'), data);
  for (const location of ['weights.bin', 'inner/weights.bin'])
    expect(toNumbers((await read(external(location))).value('c').constant!)).toEqual([3, 4]);
  expect(await codeOf(read(external('none.bin')))).toBe('ONX008');
  expect(await codeOf(read(external('../weights.bin'), 'inner/m.onnx'))).toBe('ONX007');
  expect(await codeOf(read(external(path.join(folder, 'weights.bin'))))).toBe('ONX007');
});

it('never ends a damaged file in anything but a diagnostic', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
      const damaged = cut ? whole.slice(0, at) : whole.with(at, byte);
      expect(await codeOf(read(damaged))).toMatch(/^(none|[A-Z]{3}\d{3})$/);
    }),
    { numRuns: 200 },
  );
});

it('names the nodes of a model, what became constants and stood in branches among them', async () => {
  const branch = buildGraph({ name: 'then', node: [node('Abs', ['x'], ['t'], {}, 'in')] });
  const made = model({
    nodes: [
      node('Neg', ['c'], ['d'], {}, 'folded'),
      node('Identity', ['x'], ['same']),
      { ...node('If', ['k'], ['y'], {}, 'if'), attribute: [graphAttribute('then_branch', branch)] },
    ],
    inputs: { x: floats(2) },
    constants: { c: float32([2], [1, 2]) },
  });
  writeFileSync(path.join(folder, 'named.onnx'), encodeModel(made));
  const importer = new OnnxImporter();
  const raw = (await importer.match({ kind: 'onnx', model: path.join(folder, 'named.onnx') }))!;
  expect(await importer.names(raw)).toEqual(['folded', 'same', 'if', 'in']);
});
