import { CustomOps } from '@openbpu/custom-op';
import { buildValue } from '@openbpu/onnx';
import { type ModelDraft, floats, imported, model, node, nodesOf, refused } from '../model.fixture';
import { checkModel, opsetOf } from './check-model';

const relu: ModelDraft = { nodes: [node('Relu', ['x'], ['y'], {}, 'r')], inputs: { x: floats(1) } };
const codes = async (draft: ModelDraft) => (await refused(draft)).map(({ code }) => code);

it('reads opsets from 7 on, with a word where it is newer than all that is known', async () => {
  for (const opset of [7, 11, 13, 21, 25]) expect(await nodesOf({ ...relu, opset })).toHaveLength(1);
  for (const opset of [1, 6]) expect(await codes({ ...relu, opset })).toEqual(['IMO002']);
  const noted = async (opset: number) => (await imported({ ...relu, opset })).notes.map(({ code }) => code);
  expect([await noted(25), await noted(26)]).toEqual([[], ['IMO022']]);
  expect(opsetOf({ ...model(relu), opsetImport: [{ domain: 'ai.onnx', version: 12 }] })).toBe(12);
  expect(opsetOf({ ...model(relu), opsetImport: [] })).toBe(1);
});

it('lets through 32 outputs and no more', async () => {
  const many = (count: number): ModelDraft => {
    const outputs = Array.from({ length: count }, (_, i) => `y${i}`);
    return { nodes: outputs.map((name) => node('Relu', ['x'], [name])), inputs: { x: floats(1) }, outputs };
  };
  expect(await codes(many(32))).toEqual([]);
  const [found] = await refused(many(33));
  expect([found.code, found.message]).toEqual(['IMO010', 'tool limits for max output num is 32: the model has 33']);
  expect(await codes({ ...relu, outputs: [] })).toEqual(['IMO010']);
});

it('reports everything at once: domains, unknown operators, sequences, text', async () => {
  const found = await refused({
    nodes: [
      node('FusedConv', ['x'], ['a'], {}, 'f', 'com.microsoft'),
      node('Rellu', ['a'], ['b'], {}, 'typo'),
      node('SplitToSequence', ['b'], ['c'], {}, 'seq'),
      node('QuickGelu', ['c'], ['y'], {}, 'g', 'com.microsoft'),
    ],
    inputs: { x: floats(1) },
  });
  expect(found.map(({ code, message, hint, at }) => [code, message, hint, at?.file])).toEqual([
    [
      'IMO003',
      "nodes:['FusedConv', 'QuickGelu'] are specified as domain:com.microsoft, which are not " +
        'supported by official onnx.',
      expect.stringMatching(/^replace these nodes by standard operators before export: f, g; or say in a module/),
      'net.onnx',
    ],
    ['IMO004', 'node "typo" has the operator type Rellu, which ONNX does not define', 'did you mean Relu?', 'net.onnx'],
    [
      'IMO006',
      'node "seq" (SplitToSequence): "c" is a sequence, and only numeric tensors are supported',
      expect.stringContaining('plain tensors'),
      'net.onnx',
    ],
  ]);
});

it('knows the standard domain by its other name', async () => {
  expect(await codes({ ...relu, nodes: [node('Relu', ['x'], ['y'], {}, 'r', 'ai.onnx')] })).toEqual([]);
});

it('wants tensors at the edges', () => {
  const { graph, ...rest } = model(relu);
  const sequence = {
    ...rest,
    graph: { ...graph, output: [{ ...buildValue('y', 1, undefined), type: { sequenceType: {} } }] },
  };
  expect(checkModel(sequence, [], 'f', new CustomOps()).map(({ message }) => message)).toEqual([
    '"y" is a sequence, and only numeric tensors are supported',
  ]);
});
