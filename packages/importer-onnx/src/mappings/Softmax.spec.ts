import { floats, node, nodesOf, refused } from '../model.fixture';

const softmax = (shape: number[], opset: number, axis?: number) => ({
  nodes: [node('Softmax', ['x'], ['y'], axis === undefined ? {} : { axis }, 's')],
  inputs: { x: floats(...shape) },
  opset,
});

it('runs along one axis since opset 13', async () => {
  expect(await nodesOf(softmax([2, 3, 4], 13))).toEqual(['s: y: float32[2x3x4] = Softmax(x) {axis: 2}']);
  expect(await nodesOf(softmax([2, 3, 4], 13, 1))).toEqual(['s: y: float32[2x3x4] = Softmax(x) {axis: 1}']);
});

it('is the same before where only one of the last dimensions is not 1', async () => {
  expect(await nodesOf(softmax([2, 3], 11))).toEqual(['s: y: float32[2x3] = Softmax(x) {axis: 1}']);
  expect(await nodesOf(softmax([1, 10, 1, 1], 11))).toEqual(['s: y: float32[1x10x1x1] NCHW = Softmax(x) {axis: 1}']);
  expect(await nodesOf(softmax([1, 1, 1, 7], 11, 0))).toEqual(['s: y: float32[1x1x1x7] NCHW = Softmax(x) {axis: 3}']);
  expect(await nodesOf(softmax([5], 11))).toEqual(['s: y: float32[5] = Softmax(x) {axis: 0}']);
});

it('is a matrix between reshapes otherwise', async () => {
  expect(await nodesOf(softmax([2, 3, 4], 11))).toEqual([
    's_flat: s_flat: float32[2x12] = Reshape(x) {shape: [2, 12]}',
    's: y_Softmax: float32[2x12] = Softmax(s_flat) {axis: 1}',
    's_reshape: y: float32[2x3x4] = Reshape(y_Softmax) {shape: [2, 3, 4]}',
  ]);
});

it('brings its relatives to the later form too', async () => {
  const relative = async (opType: string, shape: number[]) =>
    nodesOf({ nodes: [node(opType, ['x'], ['y'], {}, 's')], inputs: { x: floats(...shape) }, opset: 11 });
  expect(await relative('LogSoftmax', [2, 3, 4])).toEqual([
    's_flat: s_flat: float32[2x12] = Reshape(x) {shape: [2, 12]}',
    's: y_OnnxOp: float32[2x12] = OnnxOp(s_flat) {domain: "", opType: "LogSoftmax", opset: 13, ' +
      'attributes: {axis: 1}, outputTypes: [{dtype: "float32", shape: [2, 12]}]}',
    's_reshape: y: float32[2x3x4] = Reshape(y_OnnxOp) {shape: [2, 3, 4]}',
  ]);
  expect(await relative('Hardmax', [2, 3])).toEqual([
    's: y: float32[2x3] = OnnxOp(x) {domain: "", opType: "Hardmax", opset: 13, attributes: ' +
      '{axis: 1}, outputTypes: [{dtype: "float32", shape: [2, 3]}]}',
  ]);
});

it('refuses an axis that is not there', async () => {
  expect((await refused(softmax([2, 3], 13, 2)))[0].code).toBe('IMO011');
});
