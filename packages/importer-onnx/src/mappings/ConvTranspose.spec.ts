import { float32 } from '@openbpu/tensor';
import { type Attribute, floats, node, nodesOf } from '../model.fixture';

async function rim(attributes: Record<string, Attribute>): Promise<string> {
  const [line] = await nodesOf({
    nodes: [node('ConvTranspose', ['x', 'w'], ['y'], attributes, 't')],
    inputs: { x: floats(1, 1, 3, 3) },
    constants: { w: float32([1, 2, 3, 3], new Array<number>(18).fill(1)) },
  });
  const [, shape, pads, added] = /float32\[(.*?)\].*pads: (\[.*?\]), output_padding: (\[.*?\])/.exec(line) ?? [];
  return `${shape} ${pads} ${added}`;
}

it('keeps stated pads', async () => {
  expect(await rim({ strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] })).toBe(
    '1x2x6x6 [1, 1, 1, 1] [1, 1]',
  );
});

it('reaches a stated size by pads, or by places added where there is too little', async () => {
  expect(await rim({ strides: [2, 2], output_shape: [6, 6] })).toBe('1x2x6x6 [1, 1, 0, 0] [0, 0]');
  expect(await rim({ strides: [2, 2], output_shape: [6, 6], auto_pad: 'SAME_UPPER' })).toBe(
    '1x2x6x6 [0, 0, 1, 1] [0, 0]',
  );
  expect(await rim({ strides: [3, 2], output_shape: [10, 8] })).toBe('1x2x10x8 [0, 0, 0, 0] [1, 1]');
});

it('makes SAME the input times the stride, or what there is', async () => {
  expect(await rim({ strides: [4, 4], auto_pad: 'SAME_UPPER' })).toBe('1x2x11x11 [0, 0, 0, 0] [0, 0]');
  expect(await rim({ strides: [2, 2], auto_pad: 'SAME_UPPER' })).toBe('1x2x6x6 [0, 0, 1, 1] [0, 0]');
  expect(await rim({ strides: [2, 2], auto_pad: 'SAME_LOWER' })).toBe('1x2x6x6 [1, 1, 0, 0] [0, 0]');
  expect(await rim({ strides: [2, 2], auto_pad: 'VALID' })).toBe('1x2x7x7 [0, 0, 0, 0] [0, 0]');
});

it('takes a line for a plane of one row', async () => {
  const lines = await nodesOf({
    nodes: [node('ConvTranspose', ['x', 'w'], ['y'], { strides: [2], output_padding: [1] }, 't')],
    inputs: { x: floats(1, 1, 3) },
    constants: { w: float32([1, 2, 3], [1, 1, 1, 1, 1, 1]) },
  });
  expect(lines[1]).toContain(
    't: y_ConvTranspose: float32[1x2x1x8] = ConvTranspose(t_plane, t_weight) {kernel: [1, 3], strides: [1, 2]',
  );
  expect(lines[2]).toContain('t_line: y: float32[1x2x8] = Reshape(y_ConvTranspose)');
});
