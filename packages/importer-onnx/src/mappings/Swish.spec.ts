import { type Attribute, floats, node, nodesOf } from '../model.fixture';

const swish = (attributes: Record<string, Attribute>) =>
  nodesOf({ nodes: [node('Swish', ['x'], ['y'], attributes, 's')], inputs: { x: floats(2, 3) }, opset: 24 });

it.each<Record<string, Attribute>>([{}, { alpha: { float: 1 } }])('is one op with %j', async (attributes) => {
  expect(await swish(attributes)).toEqual(['s: y: float32[2x3] = Swish(x)']);
});

it('is written out with another alpha', async () => {
  const lines = await swish({ alpha: { float: 1.5 } });
  expect(lines.map((line) => line.replace(/ \{.*/, ''))).toEqual([
    's_scaled: s_scaled: float32[2x3] = Mul(x, s_alpha)',
    's_sigmoid: s_sigmoid: float32[2x3] = Sigmoid(s_scaled)',
    's: y: float32[2x3] = Mul(x, s_sigmoid)',
  ]);
});
