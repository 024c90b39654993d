import { backend } from '@openbpu/backend-bayes-e';
import { CollectingSink } from '@openbpu/diagnostics';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { importModel, selectBackend } from './select';

const ops = standardOps();

it('finds the backend of a march, and suggests the nearest', () => {
  expect(selectBackend([backend], 'bayes-e')).toBe(backend);
  expect(() => selectBackend([backend], 'bayse-e')).toThrow(/PIP001 .*did you mean "bayes-e"\?/s);
  expect(() => selectBackend([backend], 'x9')).toThrow(/PIP001 .*known are bayes-e/s);
  expect(() => selectBackend([backend], 'x9')).toThrow(
    expect.objectContaining({ diagnostics: [expect.objectContaining({ at: { name: 'march' } })] }),
  );
});

it(
  'asks the importers in order; the first that takes the model translates it, and its files go ' +
    'by their bare names',
  async () => {
    const graph = parseGraph('input x: float32[1x2] NCHW\na: y = Relu(x)\noutput y', ops, 'imported');
    const from = (file: string) =>
      GraphDraft.mapped(graph, 'imported', (node) => ({ ...node, origins: [{ name: 'a', file }] }));
    const asked: string[] = [];
    const importer = (name: string, takes: boolean) => ({
      name,
      match: async () => (asked.push(name), takes ? name : undefined),
      translate: async () => from(`folder/${name}.onnx`),
    });
    const { graph: imported, names } = await importModel(
      [importer('a', false), { ...importer('b', true), names: async () => ['gone'] }, importer('c', true)],
      { kind: 'onnx', model: 'm.onnx' },
      ops,
      new CollectingSink(),
    );
    expect(asked).toEqual(['a', 'b']);
    expect([...names]).toEqual(['a', 'gone']);
    expect(imported.nodes[0].origins).toEqual([{ name: 'a', file: 'b.onnx' }]);
  },
);

it('knows no more nodes than the model has where the importer names none', async () => {
  const graph = parseGraph('input x: float32[1x2] NCHW\na: y = Relu(x)\noutput y', ops, 'imported');
  const importer = { name: 'a', match: async () => 'raw', translate: async () => graph };
  const { names } = await importModel([importer], { kind: 'onnx', model: 'm.onnx' }, ops, new CollectingSink());
  expect([...names]).toEqual(['a']);
});

it('refuses what no importer takes', async () => {
  await expect(importModel([], { kind: 'onnx', model: 'm.onnx' }, ops, new CollectingSink())).rejects.toThrow(
    /PIP002 .*m\.onnx/,
  );
  await expect(
    importModel([], { kind: 'caffe', prototxt: 'p.prototxt', caffemodel: 'c' }, ops, new CollectingSink()),
  ).rejects.toThrow(/PIP002 .*p\.prototxt/);
});
