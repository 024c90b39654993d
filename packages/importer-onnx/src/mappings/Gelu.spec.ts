import { floats, node, nodesOf } from '../model.fixture';

it('keeps how it is approximated', async () => {
  const gelu = (attributes: Record<string, string>) =>
    nodesOf({ nodes: [node('Gelu', ['x'], ['y'], attributes, 'g')], inputs: { x: floats(4) }, opset: 20 });
  expect(await gelu({ approximate: 'tanh' })).toEqual(['g: y: float32[4] = Gelu(x) {approximate: "tanh"}']);
  expect(await gelu({})).toEqual(['g: y: float32[4] = Gelu(x) {approximate: "none"}']);
});
