import { toNumbers } from '@openbpu/tensor';
import { CHAIN, OPS } from './ir.fixture';
import { parseGraph } from './parse';
import { printGraph } from './print';

const parse = (text: string) => parseGraph(text, OPS, 'optimized');

describe('the textual form', () => {
  it('comes back as it went', () => {
    expect(printGraph(parse(CHAIN))).toBe(CHAIN);
  });

  it('keeps a constant that only the outputs name', () => {
    const text =
      'graph net optimized\ninput x: float32[1]\na: y: float32[1] = Double(x)\n' +
      'const c: float32[2] = [1, 2]\noutput y\noutput c\n';
    expect(printGraph(parse(text))).toBe(text);
  });

  it('infers types that are left out and gives origins', () => {
    const graph = parse('input x: float32[3]\na: y = Double(x)\noutput y');
    expect(graph.value('y').type.shape).toEqual([3]);
    expect(graph.node('a')?.origins).toEqual([{ name: 'a' }]);
  });

  it('reads quoted names, layouts, scales, placements and absent inputs', () => {
    const text = [
      'graph "my net" optimized',
      'input "a b": int8[1x2x3x4] NCHW @0.5',
      '"n:1": "y y": int8[1x2x3x4] NCHW @[0.5, 0.25]/1 = Double("a b", _) bpu id(2) int8/int32',
      'c: z: int8[1x2x3x4] NCHW = Double("y y") cpu "too large"',
      'output z',
    ].join('\n');
    const graph = parse(text);
    expect(graph.node('n:1')?.placement).toEqual({ on: 'bpu', subgraph: 2, input: 'int8', output: 'int32' });
    expect(graph.value('y y').type.quant).toEqual({ scale: Float32Array.of(0.5, 0.25), axis: 1 });
    expect(printGraph(graph)).toBe(`${text}\n`);
  });

  it('tells a value named _ from an input that is absent', () => {
    const text = 'graph g optimized\ninput "_": float32[3]\na: y: float32[3] = Double("_", _)\noutput y\n';
    const graph = parse(text);
    expect(graph.node('a')?.inputs).toEqual(['_', '']);
    expect(printGraph(graph)).toBe(text);
  });

  it.each([
    ['@0.5~-128', { scale: Float32Array.of(0.5), zero: Int8Array.of(-128) }],
    ['@[0.5, 0.25]/1~-3', { scale: Float32Array.of(0.5, 0.25), axis: 1, zero: Int8Array.of(-3, -3) }],
    ['@[0.5, 0.25]/1~[-128, 127]', { scale: Float32Array.of(0.5, 0.25), axis: 1, zero: Int8Array.of(-128, 127) }],
    ['@[0.5]/1~[7]', { scale: Float32Array.of(0.5), axis: 1, zero: Int8Array.of(7) }],
  ])('keeps what stands for 0 (%s)', (quant, wanted) => {
    const graph = parse(`input x: int8[1x2] ${quant}\na: y: int8[1x2] = Double(x)\noutput y`);
    expect(graph.value('x').type.quant).toEqual(wanted);
    expect(parse(printGraph(graph)).value('x').type.quant).toEqual(wanted);
    if (!quant.endsWith(']')) expect(printGraph(graph)).toContain(quant);
  });

  it('makes constants of lists, splats and seeds', () => {
    const graph = parse(
      'input x: float32[2]\nconst a: float32[2] = splat 0.5\nconst b: int8[4] = seed 3\n' +
        'n: y = Sum(x, a)\nm: z = Double(b)\noutput y\noutput z',
    );
    expect(toNumbers(graph.value('a').constant!)).toEqual([0.5, 0.5]);
    const again = parse('input x: float32[2]\nconst b: int8[4] = seed 3\nm: z = Double(b)\noutput z');
    expect(graph.value('b').constant).toEqual(again.value('b').constant);
    expect(printGraph(graph)).not.toContain('seed');
  });

  it('keeps scalars, -0 and infinities', () => {
    const graph = parse(
      'input x: float32[]\nconst c: float32[] = [-0]\n' +
        'n: y: float32[] = Sum(x, c) {weights: [Infinity, -Infinity]}\noutput y',
    );
    expect(printGraph(graph)).toContain('const c: float32[] = [-0]');
    expect(printGraph(graph)).toContain('{weights: [Infinity, -Infinity]}');
  });
});

it.each([
  ['input x float32[2]', /line 1, column 9: expected ":"/],
  ['input x: float33[2]', /unknown element type float33/],
  ['a: y = Nothing(x)', /there is no op Nothing/],
  ['a: y = Double(x)', /"x" is not defined above/],
  ['input x: float32[2]\nconst c: float32[2] = [1]', /1 elements given, 2 declared/],
  ['input x: float32[2]\nconst c: float32[3] = [1, 2, 3]\na: y = Sum(x, c)', /line 3.*Sum: shapes 2 and 3 differ/],
  ['input x: float32[2]\na: y = Double(x) Z', /expected the end of the line/],
  ['output y', /nothing produces output "y"/],
  ['input x: int8[1x2] @[0.5, 0.25, 1]/1~[1, 2]', /2 zeros given, for 3 scales/],
  ['input x: int8[1x2] @0.5~[]', /expected a number/],
  ['graph g somewhere', /unknown stage somewhere/],
])('refuses %j with line and column', (text, message) => {
  expect(() => parse(text)).toThrow(message);
});
