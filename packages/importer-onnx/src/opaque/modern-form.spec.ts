import { int64, tensorType, toNumbers } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, node } from '../model.fixture';

/** The node as it came out: its operator, version and attributes, and the elements of its constants. */
async function form(draft: ModelDraft) {
  const { graph } = await imported(draft);
  const [{ attrs, inputs }] = graph.nodes;
  const constants = inputs.flatMap((id) => (id === '' ? [] : [graph.value(id).constant]));
  return { attrs, constants: constants.map((constant) => constant && toNumbers(constant)) };
}

const x = { x: floats(2, 3, 4) };
/** Elements that no operator of the graph takes, so that the node stays as it is written. */
const whole = { x: tensorType('int64', [2, 3, 4]) };

it('gives sums and the largest elements their lists as inputs', async () => {
  expect(
    await form({ nodes: [node('ReduceSum', ['x'], ['y'], { axes: [1], keepdims: 0 })], inputs: whole, opset: 11 }),
  ).toMatchObject({
    attrs: { opset: 13, attributes: { keepdims: 0 }, outputTypes: [{ shape: [2, 4] }] },
    constants: [undefined, [1]],
  });
  expect(await form({ nodes: [node('ReduceSum', ['x'], ['y'])], inputs: whole, opset: 7 })).toMatchObject({
    attrs: { opset: 13, attributes: {}, outputTypes: [{ shape: [1, 1, 1] }] },
    constants: [undefined],
  });
  expect(
    await form({
      nodes: [node('TopK', ['x'], ['y', 'z'], { k: 2, axis: 1 })],
      inputs: whole,
      outputs: ['y'],
      opset: 9,
    }),
  ).toMatchObject({
    attrs: { opset: 11, attributes: { axis: 1 }, outputTypes: [{ shape: [2, 2, 4] }] },
    constants: [undefined, [2]],
  });
});

it('makes a Resize of an Upsample and of one of opset 10', async () => {
  const wanted = {
    attrs: {
      opType: 'Resize',
      opset: 11,
      attributes: { mode: 'linear', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
      outputTypes: [{ shape: [2, 3, 8] }],
    },
    constants: [undefined, [], [1, 1, 2]],
  };
  expect(
    await form({
      nodes: [node('Upsample', ['x'], ['y'], { mode: 'linear', scales: { floats: [1, 1, 2] } })],
      inputs: x,
      opset: 7,
    }),
  ).toMatchObject(wanted);
  const by = (scales: number[], mode: string) => ({
    nodes: [
      node('Constant', [], ['s'], { value_floats: { floats: scales } }),
      node('Resize', ['x', 's'], ['y'], { mode }),
    ],
    inputs: x,
    opset: 10,
  });
  expect(await form(by([1, 1, 2], 'linear'))).toMatchObject(wanted);
  expect(await form(by([1, 1, 0.5], 'nearest'))).toMatchObject({ attrs: { attributes: { nearest_mode: 'ceil' } } });
  const { graph } = await imported(by([1, 2, 0.5], 'nearest'));
  expect(graph.nodes.map(({ id, attrs }) => [id, attrs])).toMatchObject([
    ['Resize_1_enlarged', { attributes: { nearest_mode: 'floor' }, outputTypes: [{ shape: [2, 6, 4] }] }],
    ['Resize_1', { attributes: { nearest_mode: 'ceil' }, outputTypes: [{ shape: [2, 6, 2] }] }],
  ]);
});

it('says what later versions changed the default of, and the later name', async () => {
  const rois = { r: floats(1, 4), x: floats(1, 2, 8, 8) };
  const declared = { y: floats(1, 2, 1, 1) };
  expect(
    await form({
      nodes: [node('RoiAlign', ['x', 'r', 'i'], ['y'])],
      inputs: rois,
      constants: { i: int64([1], [0]) },
      opset: 11,
      declared,
    }),
  ).toMatchObject({ attrs: { opset: 16, attributes: { coordinate_transformation_mode: 'output_half_pixel' } } });
  expect(
    await form({
      nodes: [node('Scatter', ['x', 'i', 'u'], ['y'], { axis: 0 })],
      inputs: { x: floats(3), u: floats(1) },
      constants: { i: int64([1], [0]) },
      opset: 9,
    }),
  ).toMatchObject({ attrs: { opType: 'ScatterElements', opset: 11, attributes: { axis: 0 } } });
});

it('leaves what is written so already', async () => {
  expect(
    await form({
      nodes: [node('ReduceSum', ['x', 'a'], ['y'])],
      inputs: whole,
      constants: { a: int64([1], [0]) },
      opset: 18,
    }),
  ).toMatchObject({ attrs: { opset: 18 }, constants: [undefined, [0]] });
  expect(await form({ nodes: [node('Shrink', ['x'], ['y'])], inputs: x, opset: 9 })).toMatchObject({
    attrs: { opset: 9 },
  });
});
