import { listProgram } from '@openbpu/machine';
import { compileSegment } from './compile-segment';
import { FEATURES } from './features.fixture';
import { quantised } from './lowering/lowered.fixture';
import { standardLowering } from './lowering/standard-lowering';
import { partition } from './partition';

const TARGET = { features: FEATURES, lowering: standardLowering };

function segment(text: string) {
  const graph = quantised(text);
  return compileSegment(graph, partition(graph)[0], TARGET);
}

describe('compileSegment', () => {
  it('turns nodes into a program with addresses', () => {
    const { program, name, nodes, inputs, outputs, constants } = segment(`
      graph net quantized
      input x: int8[1x4x6x6] NCHW
      const w1: int8[8x4x3x3] = seed 1
      const b1: int32[8] = seed 2
      const m1: float32[8] = splat 0.5
      const w2: int8[8x1x3x3] = seed 3
      const w3: int8[5x8x1x1] = seed 4
      const b3: int32[5] = seed 5
      conv: a = HzSQuantizedConv(x, w1, b1, m1) {kernel: [3, 3], pads: [1, 1, 1, 1], low: 0} bpu id(0) int8/int8
      dw: b = HzSQuantizedConv(a, w2, b1, m1) {kernel: [3, 3], group: 8} bpu id(0) int8/int8
      pw: c = HzSQuantizedConv(b, w3, b3) {kernel: [1, 1]} bpu id(0) int8/int32
      output c
    `);
    expect({ name, nodes, inputs, outputs, constants: constants.length }).toEqual({ name: 'net_subgraph_0', nodes: ['conv', 'dw', 'pw'], inputs: ['x'], outputs: ['c'], constants: 544 });
    expect(listProgram(program)).toBe(`program net_subgraph_0 for example: ddr 448, sram 0, const 544
tensor x: ddr@288:int8[1x6x6x4] NHWC ready 0 input
tensor a: ddr@0:int8[1x6x6x8] NHWC ready 1
tensor b: ddr@320:int8[1x4x4x8] NHWC ready 2
tensor c: ddr@0:int32[1x4x4x5] NHWC ready 3 output
call net_subgraph_0_fc_0
0000 tensor conv y=ddr@0:int8[1x6x6x8] x=ddr@288:int8[1x6x6x4] weights=const@64:int8[8x3x3x4] bias=const@0:int32[8] multiplier=const@32:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=1,1,1,1 group=1 low=0 high=127
0001 tensor dwconv y=ddr@320:int8[1x4x4x8] x=ddr@0:int8[1x6x6x8] weights=const@352:int8[3x3x8] bias=const@0:int32[8] multiplier=const@32:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=0,0,0,0 low=-128 high=127
0002 tensor gemm y=ddr@0:int32[16x5] x=ddr@320:int8[16x8] weights=const@480:int8[5x8] bias=const@448:int32[5] low=-128 high=127
`);
  });

  it('gives locals the name of their node, and tokens between queues', () => {
    const { program } = segment(`
      input x: int8[1x2x2x2] NCHW
      const w: int8[1x2x2x2] = seed 1
      const b: int32[1] = [0]
      const m: float32[1] = [1]
      up: y = HzSQuantizedConvTranspose(x, w, b, m) {kernel: [2, 2], strides: [2, 2]} bpu id(3) int8/int8
      output y
    `);
    expect(program.name).toBe('graph_subgraph_3');
    expect(program.tensors.map(({ name, ready }) => `${name} ${ready}`)).toEqual(['x 0', 'up/stuffed 2', 'y 4']);
    expect(program.calls[0].instructions.map(({ kind }) => kind)).toEqual(['fill', 'move', 'sync', 'conv']);
  });

  it('reads constants that are data where they lie', () => {
    const { program, constants } = segment(`
      input x: int8[1x2x1x2] NCHW
      const k: int8[1x2x1x2] = [1, 2, 3, 4]
      const m: float32[] = [1]
      add: y = HzSElementwiseAdd(x, k, m, m) bpu id(0) int8/int8
      output y
    `);
    expect(program.calls[0].instructions[0]).toMatchObject({ b: { space: 'const', offset: 0 } });
    expect([...constants.subarray(0, 4)]).toEqual([1, 3, 2, 4]);
    expect(program.tensors.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  it('says which node the march cannot run', () => {
    expect(() => segment('input x: int8[2]\nconst s: float32[] = [1]\nd: y = HzDequantize(x, s) bpu id(0) int8/int8\noutput y')).toThrow(/CMP002.*layer "d": example has no way to run HzDequantize/);
  });

  it('is the same bytes every time', () => {
    const text = 'input x: int8[1x2x2x2] NCHW\nn: y = Transpose(x) {perm: [1, 0, 3, 2]} bpu id(0) int8/int8\noutput y';
    expect(segment(text).code).toEqual(segment(text).code);
  });
});
