import { type StatedRange, statedRanges } from '@openbpu/ir';
import { type Tensor, float32, makeTensor, tensorType } from '@openbpu/tensor';
import { evaluate } from '../data.fixture';
import { type Imported, type ModelDraft, floats, imported, node, nodesOf } from '../model.fixture';

const i8 = (...values: number[]) =>
  makeTensor('int8', values.length === 1 ? [] : [values.length], Int8Array.from(values));
const u8 = (value: number) => makeTensor('uint8', [], Uint8Array.of(value));
const scalar = (value: number) => float32([], [value]);
const TENTH = Math.fround(0.1);

/** `x` quantised and dequantised as `<x>_dq` by the scale `s` and the zero point `z`. */
const pair = (x: string, { s = 's', z = 'z', more = {} as Readonly<Record<string, number>> } = {}) => [
  node('QuantizeLinear', [x, s, z], [`${x}_q`], more, `${x}_quantise`),
  node('DequantizeLinear', [`${x}_q`, s, z], [`${x}_dq`], {}, `${x}_dequantise`),
];
const CONSTANTS = { s: scalar(0.1), z: i8(0), w: float32([2, 2, 1, 1], [1, 2, 3, 4]) };

async function read(
  draft: Partial<ModelDraft> & Pick<ModelDraft, 'nodes'>,
): Promise<Imported & { ranges: Record<string, StatedRange> }> {
  const { constants = {} } = draft;
  const found = await imported({
    inputs: { x: floats(1, 2, 3, 3) },
    ...draft,
    constants: { ...CONSTANTS, ...constants },
  });
  return { ...found, ranges: Object.fromEntries(statedRanges(found.graph.metadata)) };
}
const shapeOf = ({ graph }: Imported) =>
  graph.nodes.map((each) => `${each.op.name}(${each.inputs.join()}) ${each.outputs.join()}`);
/** The pair of a value, as `shapeOf` has it. */
const rounded = (x: string, name = x) => [`OnnxOp(${x},s,z) ${name}_q`, `OnnxOp(${name}_q,s,z) ${name}_dq`];
const codes = ({ notes }: Imported) => notes.map(({ code }) => code);

describe('a pair', () => {
  it('stays, and states the range of what it rounds', async () => {
    const found = await read({ nodes: [...pair('x'), node('Abs', ['x_dq'], ['y'])] });
    expect(shapeOf(found)).toEqual([...rounded('x'), 'Abs(x_dq) y']);
    expect(found.ranges).toEqual({ x: { low: -128 * TENTH, high: 127 * TENTH, type: 'int8' } });
    expect(codes(found)).toEqual(['IMO027']);
    expect(found.notes[0].message).toContain('how 1 of its tensors');
  });

  it('may stand at an output, and be read by many', async () => {
    const end = await read({ nodes: [node('Abs', ['x'], ['a']), ...pair('a')] });
    expect(shapeOf(end)).toEqual(['Abs(x) a', ...rounded('a')]);
    expect(Object.keys(end.ranges)).toEqual(['a']);
    const [quantise, first] = pair('x');
    const second = node('DequantizeLinear', ['x_q', 's', 'z'], ['x_dq2']);
    const twice = await read({ nodes: [quantise, first, second, node('Add', ['x_dq', 'x_dq2'], ['y'])] });
    expect(shapeOf(twice)).toEqual([...rounded('x'), 'Add(x_dq,x_dq) y']);
  });

  it.each<[string, Tensor, number, number, StatedRange['type']]>([
    ['uint8 whose zero point is in the middle', u8(128), -128, 127, 'int8'],
    ['int16', makeTensor('int16', [], Int16Array.of(0)), -32768, 32767, 'int16'],
    ['uint16', makeTensor('uint16', [1], Uint16Array.of(32768)), -32768, 32767, 'int16'],
  ])('of %s has an even range', async (_, z, low, high, type) => {
    const found = await read({
      nodes: [node('Conv', ['x', 'w'], ['c']), ...pair('c'), node('Abs', ['c_dq'], ['y'])],
      constants: { z },
    });
    expect(shapeOf(found)).toEqual(['Conv(x,w) c', ...rounded('c'), 'Abs(c_dq) y']);
    expect(found.ranges).toEqual({ c: { low: low * TENTH, high: high * TENTH, type } });
    expect(codes(found)).toEqual(['IMO027']);
  });

  it('has uint8 and the zero 0 where it says nothing, or the type that it names', async () => {
    const bare = (more = {}) => [
      node('QuantizeLinear', ['x', 's'], ['q'], more),
      node('DequantizeLinear', ['q', 's'], ['d']),
      node('Abs', ['d'], ['y']),
    ];
    expect((await read({ nodes: bare() })).ranges).toEqual({ x: { low: 0, high: 255 * TENTH, type: 'int8' } });
    const wide = await read({ nodes: bare({ output_dtype: 5 }), opset: 21 });
    expect(wide.ranges).toEqual({ x: { low: -32768 * TENTH, high: 32767 * TENTH, type: 'int16' } });
  });
});

describe('an uneven range', () => {
  const behind = (op: string, z: Tensor) => {
    const inputs = op === 'Conv' ? ['x', 'w'] : op === 'Add' ? ['x', 'x'] : ['x'];
    return read({
      nodes: [node(op, inputs, ['c']), ...pair('c'), node('Abs', ['c_dq'], ['y'])],
      constants: { z },
    });
  };

  it('clamps a sum where it ends at 0', async () => {
    for (const op of ['Conv', 'Add']) {
      const relu = await behind(op, i8(-128));
      expect(shapeOf(relu).slice(1, 4)).toEqual(['Clip(c) c_quantise_clamped', ...rounded('c_quantise_clamped', 'c')]);
      expect(relu.graph.nodes[1].attrs).toEqual({ min: 0, max: 255 * TENTH });
      expect(relu.ranges).toEqual({ c_quantise_clamped: { low: 0, high: 255 * TENTH, type: 'int8' } });
      expect((await behind(op, i8(127))).graph.nodes[1].attrs).toEqual({ min: -255 * TENTH, max: 0 });
    }
  });

  it('is a Relu behind what else is computed, and nothing at an input', async () => {
    expect(shapeOf(await behind('Sigmoid', u8(0))).slice(0, 2)).toEqual(['Sigmoid(x) c', 'Relu(c) c_quantise_clamped']);
    const top = await behind('Sigmoid', u8(255));
    expect([shapeOf(top)[1], top.graph.nodes[1].attrs]).toEqual([
      'Clip(c) c_quantise_clamped',
      { min: -255 * TENTH, max: 0 },
    ]);
    const input = await read({ nodes: [...pair('x'), node('Abs', ['x_dq'], ['y'])], constants: { z: u8(0) } });
    expect(shapeOf(input)).toEqual([...rounded('x'), 'Abs(x_dq) y']);
  });

  it('clamps a sum of products where it lies about 0, and nothing else', async () => {
    const conv = await behind('Conv', i8(-100));
    expect(conv.graph.nodes[1].attrs).toEqual({ min: -28 * TENTH, max: 227 * TENTH });
    for (const op of ['Add', 'Sigmoid']) expect(shapeOf(await behind(op, i8(-100)))).toHaveLength(4);
    expect((await behind('Add', i8(1))).ranges).toEqual({ c: { low: -129 * TENTH, high: 126 * TENTH, type: 'int8' } });
  });

  it('is warned of', async () => {
    const { notes } = await behind('Add', i8(1));
    expect(notes.map(({ code, message }) => `${code} ${message}`)[1]).toMatch(
      /^IMO028 1 of the 1 tensors .*: c; where/,
    );
  });

  it('clamps once for many readers', async () => {
    const [quantise, first] = pair('c');
    const second = node('DequantizeLinear', ['c_q', 's', 'z'], ['c_dq2']);
    const found = await read({
      nodes: [node('Conv', ['x', 'w'], ['c']), quantise, first, second, node('Sub', ['c_dq2', 'c_dq'], ['y'])],
      constants: { z: u8(0) },
    });
    expect(shapeOf(found)).toEqual([
      'Conv(x,w) c',
      'Clip(c) c_quantise_clamped',
      ...rounded('c_quantise_clamped', 'c'),
      'Sub(c_dq,c_dq) y',
    ]);
  });
});

describe('stays two nodes of ONNX', () => {
  const abs = (x: string) => node('Abs', [x], ['y']);
  const kept = async (draft: Parameters<typeof read>[0]) => {
    const found = await read(draft);
    expect(found.ranges).toEqual({});
    expect(codes(found)).toContain('IMO023');
    return found.graph.nodes.map(({ op, outputs }) => `${op.name} ${outputs.join()}`);
  };
  const TWO = ['OnnxOp x_q', 'OnnxOp x_dq', 'Abs y'];
  const between = (...dequantised: string[]) => [
    node('QuantizeLinear', ['x', 's', 'z'], ['x_q']),
    node('DequantizeLinear', dequantised, ['x_dq']),
    abs('x_dq'),
  ];

  it('where the two differ', async () => {
    expect(await kept({ nodes: between('x_q', 's2', 'z'), constants: { s2: scalar(0.2) } })).toEqual(TWO);
    expect(await kept({ nodes: between('x_q', 's', 'z2'), constants: { z2: i8(1) } })).toEqual(TWO);
    expect(await kept({ nodes: between('x_q', 's'), constants: { z: i8(1) } })).toEqual(TWO);
  });

  it('where a scale is none, is computed, or there is one per channel', async () => {
    const abs2 = [...pair('x'), abs('x_dq')];
    for (const s of [0, -1, Infinity, NaN])
      expect(await kept({ nodes: abs2, constants: { s: scalar(s) } })).toEqual(TWO);
    const several = { s: float32([2], [1, 2]), z: i8(0, 0) };
    expect(await kept({ nodes: abs2, constants: several })).toEqual(TWO);
    const computed = [...pair('x', { s: 'k' }), abs('x_dq')];
    expect(await kept({ nodes: computed, inputs: { x: floats(2), k: floats() } })).toEqual(TWO);
    const zero = { x: floats(2), k: { dtype: 'int8', shape: [], layout: 'none' } } as const;
    expect(await kept({ nodes: [...pair('x', { z: 'k' }), abs('x_dq')], inputs: zero })).toEqual(TWO);
  });

  it('where what it quantises is no float32', async () => {
    const inputs = { x: { dtype: 'int32', shape: [2], layout: 'none' } } as const;
    expect(await kept({ nodes: [...pair('x'), abs('x_dq')], inputs })).toEqual(TWO);
  });

  it('where somebody else reads the integers', async () => {
    const cast = node('Cast', ['x_q'], ['y'], { to: 6 });
    expect(
      await kept({ nodes: [...pair('x'), abs('x_dq'), { ...cast, output: ['k'] }], outputs: ['y', 'k'] }),
    ).toHaveLength(4);
    expect(await kept({ nodes: [...pair('x'), abs('x_dq')], outputs: ['y', 'x_q'] })).toHaveLength(3);
  });
});

it('leaves a node that nothing reads to the rest of the import', async () => {
  const dead = node('Abs', ['x_q'], ['dead']);
  const found = await read({ nodes: [...pair('x'), dead, node('Abs', ['x_dq'], ['y'])] });
  expect(found.ranges['x']).toBeDefined();
});

it('keeps the range that reaches further where a tensor has two', async () => {
  const [quantise, dequantise] = pair('x');
  const other = [
    node('QuantizeLinear', ['x', 's2', 'z'], ['x_q2']),
    node('DequantizeLinear', ['x_q2', 's2', 'z'], ['x_dq2']),
  ];
  for (const order of [
    [quantise, dequantise, ...other],
    [...other, quantise, dequantise],
  ]) {
    const found = await read({
      nodes: [...order, node('Add', ['x_dq', 'x_dq2'], ['y'])],
      constants: { s2: scalar(0.25) },
    });
    expect(found.ranges).toEqual({ x: { low: -32, high: 127 * 0.25, type: 'int8' } });
    expect(codes(found)).toEqual(['IMO027', 'IMO029']);
  }
  const same = await read({
    nodes: [...pair('x'), ...other, node('Add', ['x_dq', 'x_dq2'], ['y'])],
    constants: { s2: scalar(0.1) },
  });
  expect(codes(same)).toEqual(['IMO027']);
});

it('reads weights and biases as the reals they stand for', async () => {
  const draft = {
    nodes: [
      node('DequantizeLinear', ['wq', 'ws', 'wz'], ['w_dq'], { axis: 0 }),
      node('DequantizeLinear', ['bq', 'bs'], ['b_dq'], { axis: 0 }),
      node('Conv', ['x', 'w_dq', 'b_dq'], ['y'], {}, 'c'),
    ],
    inputs: { x: floats(1, 1, 1, 1) },
    constants: {
      s: scalar(0.1),
      z: i8(0),
      wq: makeTensor('int8', [2, 1, 1, 1], Int8Array.of(127, -90)),
      ws: float32([2], [0.01, 0.3]),
      wz: i8(0, 0),
      bq: makeTensor('int32', [2], Int32Array.of(1000, -7)),
      bs: float32([2], [0.001, 0.03]),
    },
  };
  expect(await nodesOf(draft)).toHaveLength(1);
  const { graph } = await imported(draft);
  const [, w, b] = graph.node('c')!.inputs;
  expect(graph.value(w).constant).toEqual(float32([2, 1, 1, 1], [127 * Math.fround(0.01), -90 * Math.fround(0.3)]));
  expect(graph.value(b).constant).toEqual(float32([2], [1000 * Math.fround(0.001), -7 * Math.fround(0.03)]));
  const made = evaluate(graph, new Map([['x', float32([1, 1, 1, 1], [0])]]));
  expect(made.get('y')?.data).toEqual(graph.value(b).constant?.data);
});

describe('integers that are clipped between the two', () => {
  const clipped = (x: string, bounds: readonly string[], z = 'z') => [
    node('QuantizeLinear', [x, 's', z], [`${x}_q`], {}, `${x}_quantise`),
    node('Clip', [`${x}_q`, ...bounds], [`${x}_k`], {}, `${x}_clip`),
    node('DequantizeLinear', [`${x}_k`, 's', z], [`${x}_dq`], {}, `${x}_dequantise`),
  ];
  const conv = node('Conv', ['x', 'w'], ['c']);
  const end = node('Abs', ['c_dq'], ['y']);
  const SEVEN = { ...CONSTANTS, z: u8(3), top: u8(127), low: u8(1) };

  it('clip the reals of a sum, whose scale stays', async () => {
    const found = await read({ nodes: [conv, ...clipped('c', ['', 'top']), end], constants: SEVEN });
    expect(shapeOf(found)).toEqual([
      'Conv(x,w) c',
      'Clip(c) c_quantise_clamped',
      ...rounded('c_quantise_clamped', 'c'),
      'Abs(c_dq) y',
    ]);
    const [, clamp] = found.graph.nodes;
    expect(clamp.attrs).toMatchObject({ min: expect.closeTo(-0.3, 6) as number, max: Math.fround(124 * TENTH) });
    expect(found.ranges.c_quantise_clamped).toEqual({ low: -3 * TENTH, high: 252 * TENTH, type: 'int8' });
  });

  it('leave other tensors a smaller range', async () => {
    const found = await read({
      nodes: [...clipped('x', ['low', 'top']), node('Abs', ['x_dq'], ['y'])],
      constants: SEVEN,
    });
    expect(shapeOf(found)).toEqual([...rounded('x'), 'Abs(x_dq) y']);
    expect(found.ranges.x.low).toBeCloseTo(-0.2, 6);
    expect(found.ranges.x.high).toBeCloseTo(12.4, 5);
  });

  it('give what they gave', async () => {
    const found = await read({ nodes: [conv, ...clipped('c', ['', 'top']), end], constants: SEVEN });
    const x = float32(
      [1, 2, 3, 3],
      Float32Array.from({ length: 18 }, (_, i) => i - 4),
    );
    const plain = await read({ nodes: [conv], constants: {} });
    const [sum] = evaluate(plain.graph, new Map([['x', x]])).values();
    const wanted = Array.from(sum.data as Float32Array, (value) => {
      const integer = Math.min(127, Math.max(0, Math.round(Math.fround(value / TENTH)) + 3));
      return Math.abs(Math.fround((integer - 3) * TENTH));
    });
    const clamp = found.graph.nodes[1];
    const inner = clamp.op.eval([sum], clamp.attrs)[0]!;
    Array.from(inner.data as Float32Array).forEach((value, i) =>
      expect(Math.abs(Math.round(value / TENTH) * TENTH)).toBeCloseTo(wanted[i], 4),
    );
  });

  it('that are all of the type change nothing', async () => {
    const found = await read({
      nodes: [conv, ...clipped('c', ['least', 'most']), end],
      constants: { least: i8(-128), most: i8(127) },
    });
    expect(found.ranges).toEqual({ c: { low: -128 * TENTH, high: 127 * TENTH, type: 'int8' } });
  });

  it('stay where the bounds are computed, the scales differ, or somebody else reads them', async () => {
    const computed = await read({
      nodes: [conv, ...clipped('c', ['', 'm']), end],
      inputs: { x: floats(1, 2, 3, 3), m: tensorType('int8', []) },
    });
    expect(computed.ranges).toEqual({});
    const other = clipped('c', ['', 'top']);
    const differ = [...other.slice(0, 2), node('DequantizeLinear', ['c_k', 'two', 'z'], ['c_dq'])];
    expect((await read({ nodes: [conv, ...differ, end], constants: { ...SEVEN, two: scalar(2) } })).ranges).toEqual({});
    const again = [
      ...other.slice(0, 2),
      node('Clip', ['c_k', 'low'], ['c_l']),
      node('DequantizeLinear', ['c_l', 's', 'z'], ['c_dq']),
    ];
    expect((await read({ nodes: [conv, ...again, end], constants: SEVEN })).ranges).toEqual({});
    const declared = { c_q: tensorType('uint8', [1, 2, 3, 3]) };
    const given = await read({ nodes: [conv, ...other, end], outputs: ['y', 'c_q'], declared, constants: SEVEN });
    expect(given.ranges).toEqual({});
    const read2 = node('Identity', ['c_q'], ['z2']);
    const shared = await read({ nodes: [conv, ...other, end, read2], outputs: ['y', 'z2'], constants: SEVEN });
    expect(shared.ranges).toEqual({});
  });
});
