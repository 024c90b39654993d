import { toNumbers } from '@openbpu/tensor';
import { floats, imported, node } from '../model.fixture';

async function constantOf(opType: string, attributes: Record<string, number> = {}): Promise<number[]> {
  const { graph } = await imported({
    nodes: [node(opType, ['x'], ['y'], attributes)],
    inputs: { x: floats(2, 3, 4) },
    opset: 15,
  });
  return toNumbers(graph.value(graph.nodes[0].inputs[0]).constant!);
}

it('is known', async () => {
  expect(await constantOf('Shape')).toEqual([2, 3, 4]);
  expect(await constantOf('Shape', { start: 1 })).toEqual([3, 4]);
  expect(await constantOf('Shape', { start: -9, end: -1 })).toEqual([2, 3]);
  expect(await constantOf('Size')).toEqual([24]);
});
