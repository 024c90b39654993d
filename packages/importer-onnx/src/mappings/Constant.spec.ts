import { float32, toNumbers } from '@openbpu/tensor';
import { type Attribute, floats, imported, node, refused } from '../model.fixture';

const add = (attributes: Record<string, Attribute>) => ({
  nodes: [node('Constant', [], ['c'], attributes, 'k'), node('Add', ['x', 'c'], ['y'], {}, 'n')],
  inputs: { x: floats(2) },
});

it('is a constant, in every form', async () => {
  for (const [form, values] of [
    [{ value: { tensor: float32([2], [1, 2]) } }, [1, 2]],
    [{ value_float: { float: 3 } }, [3]],
    [{ value_floats: { floats: [4, 5] } }, [4, 5]],
  ] as const) {
    const { graph } = await imported(add(form));
    expect(graph.nodes.map(({ id }) => id)).toEqual(['n']);
    expect(toNumbers(graph.value('c').constant!)).toEqual(values);
  }
});

it('may be whole numbers', async () => {
  const { graph } = await imported({
    nodes: [
      node('Constant', [], ['a'], { value_int: 2 }),
      node('Constant', [], ['b'], { value_ints: [3, 4] }),
      node('Mul', ['a', 'b'], ['y']),
    ],
  });
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(['Identity']);
  expect(toNumbers(graph.value(graph.nodes[0].inputs[0]).constant!)).toEqual([6, 8]);
});

it('is no text', async () => {
  expect((await refused(add({ value_string: 'a' }))).map(({ code, message }) => `${code} ${message}`)).toEqual([
    'IMO006 node "k" (Constant): "c" is text, and only numeric tensors are supported',
  ]);
});
