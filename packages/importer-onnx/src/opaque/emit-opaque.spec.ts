import { decodeModel } from '@openbpu/onnx';
import { float32, tensorType } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node, refused } from '../model.fixture';
import type { Probe } from './probe-fragment';

const draft: ModelDraft = {
  nodes: [node('Einsum', ['x', 'w'], ['y'], { equation: 'ij,jkk->ik' }, 'e')],
  inputs: { x: floats(2, 3) },
  constants: { w: float32([3, 1, 4], new Array<number>(12).fill(1)) },
};

it('takes what the model declares', async () => {
  const { graph } = await imported({ ...draft, declared: { y: floats(2, 4) } });
  expect(graph.nodes[0].attrs).toEqual({
    domain: '',
    opType: 'Einsum',
    opset: 13,
    attributes: { equation: 'ij,jkk->ik' },
    outputTypes: [{ dtype: 'float32', shape: [2, 4] }],
  });
});

it('asks the probe, with a model of one node', async () => {
  const asked: Uint8Array[] = [];
  const probe: Probe = async (fragment) => {
    asked.push(fragment);
    return [tensorType('float32', [2, 4])];
  };
  const { graph } = await imported(draft, {}, { probe });
  expect(graph.value('y').type.shape).toEqual([2, 4]);
  const { graph: one, opsetImport } = decodeModel(asked[0]);
  expect([
    one.node.map(({ opType }) => opType),
    one.input.map(({ name }) => name),
    one.initializer.map(({ name }) => name),
    opsetImport[0].version,
  ]).toEqual([['Einsum'], ['x'], ['w'], 13]);
});

it('does not take what is declared for another input shape', async () => {
  const static1: ModelDraft = { ...draft, declared: { y: floats(2, 4) } };
  expect((await refused(static1, { x: [5, 3] })).map(({ code }) => code)).toEqual(['IMO013']);
});

it('is refused without a source, and where the probe fails or finds no static shape', async () => {
  const reason = async (probe?: Probe) =>
    (await refused(draft, {}, probe ? { probe } : {})).map(({ code, message }) => `${code} ${message}`);
  expect(await reason()).toEqual([
    'IMO013 the output shape of node "e" (Einsum) is not known: neither its inputs nor the model say it',
  ]);
  expect(await reason(() => Promise.reject(new Error('no kernel')))).toEqual([
    'IMO013 the output shape of node "e" (Einsum) is not known: no kernel',
  ]);
  expect(await reason(() => Promise.resolve([tensorType('float32', [-1])]))).toEqual([
    expect.stringContaining('no static shape'),
  ]);
  expect(await reason(() => Promise.resolve([]))).toEqual([expect.stringContaining('no static shape')]);
});

it('advises to end the model before a shape that depends on data, and to infer one that does not', async () => {
  const hint = async (probe: Probe) => (await refused(draft, {}, { probe })).map((told) => told.hint);
  expect(await hint(() => Promise.resolve([tensorType('float32', [-1])]))).toEqual([
    expect.stringContaining('--cut e --fix OUT.onnx'),
  ]);
  expect(await hint(() => Promise.reject(new Error('no kernel')))).toEqual([
    expect.stringContaining('run shape inference'),
  ]);
});

it('keeps the layout where it is known', async () => {
  const { graph } = await imported({ nodes: [node('Hardmax', ['x'], ['y'])], inputs: { x: floats(1, 2, 3, 4) } });
  expect(graph.value('y').type.layout).toBe('NCHW');
});
