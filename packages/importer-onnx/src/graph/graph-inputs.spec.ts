import { DataType, buildValue } from '@openbpu/onnx';
import { tensorType } from '@openbpu/tensor';
import { type ModelDraft, floats, imported, model, node, refused } from '../model.fixture';
import { graphInputs } from './graph-inputs';

const relu = (x: NonNullable<ModelDraft['inputs']>[string]): ModelDraft => ({
  nodes: [node('Relu', ['x'], ['y'])],
  inputs: { x },
});

it('fixes open dimensions by input_shape', async () => {
  const { graph } = await imported(relu(['N', 3, 'h', 8]), { x: [1, 3, 8, 8] });
  expect(graph.value('y').type).toEqual(tensorType('float32', [1, 3, 8, 8], 'NCHW'));
});

it('needs no name for an only input', async () => {
  const { graph } = await imported(relu(['N', 3, 'h', 8]), { '': [1, 3, 8, 8] });
  expect(graph.value('y').type.shape).toEqual([1, 3, 8, 8]);
});

it('lets input_shape win over what is declared, batch included', async () => {
  const { graph, notes } = await imported(relu([4, 3, 8, 8]), { x: [1, 3, 16, 8] });
  expect(graph.value('y').type.shape).toEqual([1, 3, 16, 8]);
  expect(notes).toEqual([]);
});

it('says that a batch is not 1', async () => {
  const { graph, notes } = await imported(relu([4, 3, 8, 8]));
  expect(graph.value('y').type.shape).toEqual([4, 3, 8, 8]);
  expect(notes.map(({ code, hint }) => [code, hint])).toEqual([
    ['IMO018', 'set input_shape of "x" to 1x3x8x8 to convert it for one image at a time'],
  ]);
});

it('complains of open dimensions in the known words', async () => {
  const [found] = await refused(relu(['batch', 3, 0, 8]));
  expect([found.code, found.message, found.hint]).toEqual([
    'IMO007',
    'The shape of model input:x is [0, 3, 0, 8] which has dimensions of 0. Please specify input-shape parameter.',
    "e.g. input_shape: '1x3x1x8' in the recipe of makertbin, or --input-shape x 1x3x1x8 for checker, " +
      'with the sizes that the model will be used with (open: batch)',
  ]);
  const [{ hint }] = await refused(relu(['batch', 3, 8, 8]));
  expect(hint).toMatch(/--input-shape x 1x3x8x8 for checker \(open: batch\)$/);
});

it('complains of shapes that do not fit and names that are not there', async () => {
  expect(
    (await refused(relu([1, 3, 8, 8]), { x: [1, 3, 8] })).map(({ code, message }) => `${code} ${message}`),
  ).toEqual(['IMO008 input_shape 1x3x8 does not fit input "x", which the model declares as [1, 3, 8, 8]']);
  for (const dim of [0, -1, 1.5])
    expect((await refused(relu(['n']), { x: [dim] })).map(({ code }) => code)).toEqual(['IMO008']);
  const [found] = await refused(
    { nodes: [node('Relu', ['image'], ['y'])], inputs: { image: floats(1) } },
    { imag: [1] },
  );
  expect([found.code, found.hint]).toEqual(['IMO009', 'did you mean "image"?']);
});

it('widens halves and doubles with a note', async () => {
  for (const [dtype, word] of [
    ['float16', 'float16'],
    ['float64', 'double'],
  ] as const) {
    const { graph, notes } = await imported(relu(tensorType(dtype, [2])));
    expect(graph.value('x').type.dtype).toBe('float32');
    expect(notes.map(({ message }) => message)).toEqual([`input "x" is ${word} in the model and float32 from here on`]);
  }
});

it('takes no text', () => {
  const { graph } = model(relu(floats(1)));
  const { diagnostics } = graphInputs(
    { ...graph, input: [buildValue('x', DataType.STRING, [1])] },
    new Map(),
    'net.onnx',
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '"x" is of element type STRING, and only numeric tensors are supported',
  ]);
});

it('sees NHWC behind a first transposition', async () => {
  const { graph } = await imported({
    nodes: [node('Transpose', ['x'], ['t'], { perm: [0, 3, 1, 2] }), node('Relu', ['t'], ['y'])],
    inputs: { x: floats(1, 8, 8, 3) },
  });
  expect([graph.value('x').type.layout, graph.value('y').type.layout]).toEqual(['NHWC', 'NCHW']);
});
