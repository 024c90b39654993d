import { type Attribute, floats, node, nodesOf } from '../model.fixture';

async function pads(attributes: Record<string, Attribute>, opset = 13): Promise<string | undefined> {
  const [line] = await nodesOf({
    nodes: [node('AveragePool', ['x'], ['y'], { kernel_shape: [3, 3], strides: [2, 2], ...attributes }, 'p')],
    inputs: { x: floats(1, 1, 6, 6) },
    opset,
  });
  return /pads: .*/.exec(line)?.[0];
}

it('counts the stated pads where it says so, and never those of ceil_mode', async () => {
  expect(await pads({ pads: [1, 1, 1, 1] })).toBe('pads: [1, 1, 1, 1], counted: [0, 0, 0, 0]}');
  expect(await pads({ pads: [1, 1, 1, 1], count_include_pad: 1 })).toBe('pads: [1, 1, 1, 1], counted: [1, 1, 1, 1]}');
  expect(await pads({ ceil_mode: 1, count_include_pad: 1 })).toBe('pads: [0, 0, 1, 1], counted: [0, 0, 0, 0]}');
});

it('writes SAME out, dilations included', async () => {
  expect(await pads({ auto_pad: 'SAME_LOWER', count_include_pad: 1 })).toBe(
    'pads: [1, 1, 0, 0], counted: [1, 1, 0, 0]}',
  );
  expect(await pads({ auto_pad: 'SAME_UPPER', dilations: [2, 1] }, 19)).toBe(
    'pads: [1, 0, 2, 1], counted: [0, 0, 0, 0]}',
  );
});
