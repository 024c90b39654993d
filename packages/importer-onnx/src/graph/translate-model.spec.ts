import { float32, int64, tensorType } from '@openbpu/tensor';
import { floats, imported, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 2) };

it('names nodes as the user does, and the others by type and place', async () => {
  const { graph } = await imported({
    nodes: [node('Relu', ['x'], ['a'], {}, 'act'), node('Abs', ['a'], ['b']), node('Neg', ['b'], ['y'], {}, 'act')],
    inputs,
  });
  expect(graph.nodes.map(({ id, origins }) => [id, origins])).toEqual([
    ['act', [{ name: 'act', kind: 'Relu', file: 'net.onnx' }]],
    ['Abs_1', [{ name: 'b', kind: 'Abs', file: 'net.onnx' }]],
    ['act_1', [{ name: 'act', kind: 'Neg', file: 'net.onnx' }]],
  ]);
  expect([graph.stage, graph.name, graph.metadata]).toEqual([
    'imported',
    'net',
    { source_format: 'onnx', source_opset: '13' },
  ]);
});

it('reports several nodes at once, without those behind them', async () => {
  const bad = (name: string, out: string) => node('Concat', ['x', 'x'], [out], { axis: 5 }, name);
  const found = await refused({
    nodes: [bad('a', 'p'), bad('b', 'q'), node('Relu', ['p'], ['r'], {}, 'c'), node('Add', ['q', 'r'], ['y'], {}, 'd')],
    inputs,
  });
  expect(found.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(['IMO011 a', 'IMO011 b']);
});

it('says so where an input is missing', async () => {
  expect((await refused({ nodes: [node('Add', [], ['y'], {}, 'a')], inputs })).map(({ code }) => code)).not.toEqual([]);
  const [found] = await refused({ nodes: [node('Conv', ['x'], ['y'], {}, 'c')], inputs });
  expect([found.code, found.message]).toEqual([
    'IMO020',
    'node "c" (Conv) has 1 input, and one that must be given is missing',
  ]);
});

it('gives an output that is a constant, an input or another output a node of its own', async () => {
  expect(
    await nodesOf({ nodes: [node('Identity', ['c'], ['y'], {}, 'i')], constants: { c: float32([1], [2]) }, inputs }),
  ).toEqual(['Identity_y: y: float32[1] = Identity(y_value)']);
  const { graph } = await imported({ nodes: [node('Relu', ['x'], ['y'])], inputs, outputs: ['y', 'x'] });
  expect(graph.outputs).toEqual(['y', 'x']);
});

it('gives a constant that is an output and read inside under another name to its readers', async () => {
  expect(
    await nodesOf({
      nodes: [node('Div', ['x', 'c'], ['y'], {}, 'a')],
      constants: { c: float32([1], [2]) },
      inputs,
      outputs: ['y', 'c'],
    }),
  ).toEqual(['a: y: float32[1x2] = Div(x, c_value)', 'Identity_c: c: float32[1] = Identity(c_value)']);
});

it('keeps its own names off those of the model', async () => {
  const nodes = [node('Mean', ['x', 'x'], ['m'], {}, 'm'), node('Add', ['m', 'm_step_1'], ['y'], {}, 'a')];
  const { graph } = await imported({ nodes, inputs: { ...inputs, m_step_1: floats(1, 2) } });
  expect(graph.nodes.map(({ outputs }) => outputs[0])).toEqual(['m_step_1_1', 'm', 'y']);
});

it('refuses an output that an operator does not have', async () => {
  const found = async (...nodes: ReturnType<typeof node>[]) =>
    (await refused({ nodes, inputs, outputs: ['y'] })).map(({ code, message }) => `${code} ${message}`);
  const surplus = (who: string, output: string) =>
    `IMO024 node ${who} lists the output "${output}", which ${/\((\w+)\)/.exec(who)?.[1]} does not have`;
  expect(await found(node('Relu', ['x'], ['a', 'y'], {}, 'r'))).toEqual([surplus('"r" (Relu)', 'y')]);
  expect(await found(node('Relu', ['x'], ['', 'y'], {}, 'r'))).toEqual([surplus('"r" (Relu)', 'y')]);
  expect(await found(node('Relu', ['x'], ['y', 'a', '', 'b'], {}, 'r'))).toEqual([
    surplus('"r" (Relu)', 'a'),
    surplus('"r" (Relu)', 'b'),
  ]);
  expect(await found(node('Mod', ['x', 'x'], ['a', 'y'], {}, 'm'))).toEqual([surplus('"m" (Mod)', 'y')]);
  expect(await found(node('Relu', ['x'], ['y', 'y'], {}, 'r'))).toHaveLength(1);
});

it('lets be what an operator has, and nothing reads', async () => {
  const dropout = node('Dropout', ['x'], ['y', 'mask'], {}, 'd');
  expect((await imported({ nodes: [dropout], inputs, outputs: ['y'] })).graph.outputs).toEqual(['y']);
});

it('gives an output that is listed twice once, and says so', async () => {
  const { graph, notes } = await imported({
    nodes: [node('Relu', ['x'], ['a']), node('Abs', ['x'], ['b'])],
    inputs,
    outputs: ['a', 'b', 'a', 'a'],
  });
  expect(graph.outputs).toEqual(['a', 'b']);
  expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'IMO025 the model lists the output "a" twice; it is given once',
  ]);
});

it('says which outputs are float32 from here on', async () => {
  const { graph, notes } = await imported({
    nodes: [node('Cast', ['x'], ['y'], { to: 10 }), node('Relu', ['x'], ['z'])],
    inputs,
    outputs: ['y', 'z'],
    declared: { y: tensorType('float16', [1, 2]), z: tensorType('float32', [1, 2]) },
  });
  expect(graph.outputs.map((id) => graph.value(id).type.dtype)).toEqual(['float32', 'float32']);
  expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'IMO017 output "y" is float16 in the model and float32 from here on',
  ]);
});

describe('what folding may take', () => {
  const budget = { work: 2 ** 40, bytes: 1000, seconds: 1, loopSeconds: 1 };
  const constants = { c: float32([1], [2]), by: int64([1], [200]) };
  const expand = (i: number) => node('Expand', ['c', 'by'], [`e${i}`], {}, `expand${i}`);
  const sum = (count: number) =>
    node('Sum', ['x', ...Array.from({ length: count }, (_, i) => `e${i}`)], ['y'], {}, 'sum');
  const draft = (count: number) => ({
    nodes: [...Array.from({ length: count }, (_, i) => expand(i)), sum(count)],
    constants,
    inputs: { x: floats(1, 200) },
  });

  it('is refused at the node that goes beyond it, with the flag that gives more', async () => {
    expect((await imported(draft(1), {}, { budget })).graph.nodes).toHaveLength(1);
    const [found, ...more] = await refused(draft(2), {}, { budget });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'GRD004', at: { name: 'expand1' } });
    expect(found.message).toMatch(/folding the constants of "expand1" \(Expand\) asks for \d+ bytes of memory.* 1000$/);
    expect(found.hint).toContain('--budget 3');
  });

  it('does not count what is no larger than what it is made of', async () => {
    const negs = Array.from({ length: 9 }, (_, i) => node('Neg', [i === 0 ? 'e0' : `n${i - 1}`], [`n${i}`]));
    const nodes = [expand(0), ...negs, node('Add', ['x', 'n8'], ['y'])];
    expect((await imported({ ...draft(1), nodes }, {}, { budget })).graph.nodes).toHaveLength(1);
  });

  it('counts work by elements and multiplications', async () => {
    const of = (opType: string, work: number) => {
      const a = float32(
        [4, 4],
        Array.from({ length: 16 }, (_, i) => i),
      );
      const nodes = [node(opType, opType === 'Neg' ? ['a'] : ['a', 'a'], ['b']), node('Add', ['x', 'b'], ['y'])];
      const model = { nodes, constants: { a }, inputs: { x: floats(4, 4) } };
      return refused(model, {}, { budget: { ...budget, work } });
    };
    expect(await of('Neg', 16 * 512)).toEqual([]);
    expect(await of('Neg', 16 * 512 - 1)).toMatchObject([{ facts: { unit: 'units of work', wanted: 16 * 512 } }]);
    const transposed = 16 * 512;
    expect(await of('MatMul', transposed + 16 * 512 + 64 * 32)).toEqual([]);
    expect(await of('MatMul', transposed + 16 * 512 + 64 * 32 - 1)).toMatchObject([{ code: 'GRD004' }]);
  });
});
