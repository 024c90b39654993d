import { float32, makeTensor } from '@openbpu/tensor';
import { floats, imported, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(2) };

it('is what Dropout does at inference', async () => {
  expect(
    await nodesOf({ nodes: [node('Dropout', ['x'], ['y', 'mask'], {}, 'd')], inputs, outputs: ['y'], opset: 7 }),
  ).toEqual(['d: y: float32[2] = Identity(x)']);
  expect(await nodesOf({ nodes: [node('Identity', ['x'], ['y'], {}, 'i')], inputs })).toEqual([
    'i: y: float32[2] = Identity(x)',
  ]);
});

const bool = (value: number) => makeTensor('bool', [], Uint8Array.of(value));
const dropout = (outputs: string[], ratio: number | undefined, training: number, opset = 13) => ({
  nodes: [node('Dropout', ['x', ...(ratio === undefined ? [''] : ['r']), 't'], outputs, {}, 'd')],
  inputs,
  constants: { t: bool(training), ...(ratio === undefined ? {} : { r: float32([], [ratio]) }) },
  opset,
});

it('is what Dropout of ratio 0 does in training, with a mask that is all true', async () => {
  expect(await nodesOf({ ...dropout(['y', 'mask'], 0, 1), outputs: ['y', 'mask'] })).toEqual([
    'd: y: float32[2] = Identity(x)',
    'Identity_mask: mask: bool[2] = Identity(mask_value)',
  ]);
  const { graph } = await imported({ ...dropout(['y', 'mask'], 0.5, 0), outputs: ['y', 'mask'] });
  expect(graph.value('mask_value').constant).toEqual(makeTensor('bool', [2], Uint8Array.of(1, 1)));
});

it('does not stand for training, nor for a mask of an old operator set', async () => {
  for (const draft of [dropout(['y'], undefined, 1), dropout(['y'], 0.5, 1)])
    expect((await refused(draft)).map(({ code }) => code)).toEqual(['IMO013']);
  const old = { nodes: [node('Dropout', ['x'], ['y', 'mask'], {}, 'd')], inputs, opset: 10 };
  expect((await refused(old)).map(({ code }) => code)).toEqual(['IMO013']);
});
