import { listProgram, verifyProgram } from '@openbpu/machine';
import { estimate } from '@openbpu/simulator';
import { compileSegment } from './compile-segment';
import { FEATURES } from './features.fixture';
import { quantised } from './lowering/lowered.fixture';
import { standardLowering } from './lowering/standard-lowering';
import { partition } from './partition';

const TARGET = { features: FEATURES, lowering: standardLowering };

function segment(text: string, sramBytes = FEATURES.sramBytes) {
  const graph = quantised(text);
  return compileSegment(graph, partition(graph)[0], { ...TARGET, features: { ...FEATURES, sramBytes } });
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
    expect({ name, nodes, inputs, outputs, constants: constants.length }).toEqual({
      name: 'net_subgraph_0',
      nodes: ['conv', 'dw', 'pw'],
      inputs: ['x'],
      outputs: ['c'],
      constants: 544,
    });
    expect(listProgram(program)).toBe(`program net_subgraph_0 for example: ddr 320, sram 1184, const 544
tensor x: ddr@0:int8[1x6x6x4] NHWC ready 0 input
tensor a: sram@288:int8[1x6x6x8] NHWC ready 9
tensor b: sram@736:int8[1x4x4x8] NHWC ready 13
tensor c: ddr@0:int32[1x4x4x5] NHWC ready 17 output
call net_subgraph_0_fc_0
0000 dma    load y=sram@576:int8[1x6x6x4] x=ddr@0:int8[1x6x6x4] # conv
0001 dma    load y=sram@0:int8[8x3x3x4] x=const@64:int8[8x3x3x4] # conv
0002 dma    load y=sram@1024:int32[8] x=const@0:int32[8] # conv
0003 dma    load y=sram@1056:float32[8] x=const@32:float32[8] # conv
0004 -      sync from=dma to=tensor # dw
0005 dma    load y=sram@864:int8[3x3x8] x=const@352:int8[3x3x8] # dw
0006 dma    load y=sram@1088:int32[8] x=const@0:int32[8] # dw
0007 dma    load y=sram@1120:float32[8] x=const@32:float32[8] # dw
0008 tensor conv y=sram@288:int8[1x6x6x8] x=sram@576:int8[1x6x6x4] weights=sram@0:int8[8x3x3x4] bias=sram@1024:int32[8] multiplier=sram@1056:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=1,1,1,1 group=1 low=0 high=127 # conv
0009 -      sync from=dma to=tensor # pw
0010 dma    load y=sram@960:int8[5x8] x=const@480:int8[5x8] # pw
0011 dma    load y=sram@1152:int32[5] x=const@448:int32[5] # pw
0012 tensor dwconv y=sram@736:int8[1x4x4x8] x=sram@288:int8[1x6x6x8] weights=sram@864:int8[3x3x8] bias=sram@1088:int32[8] multiplier=sram@1120:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=0,0,0,0 low=-128 high=127 # dw
0013 -      sync from=dma to=tensor # pw
0014 tensor gemm y=sram@0:int32[16x5] x=sram@736:int8[16x8] weights=sram@960:int8[5x8] bias=sram@1152:int32[5] low=-128 high=127 # pw
0015 -      sync from=tensor to=dma # pw
0016 dma    store y=ddr@0:int32[16x5] x=sram@0:int32[16x5] # pw
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
    expect(program.tensors.map(({ name, ready }) => `${name} ${ready}`)).toEqual(['x 0', 'up/stuffed 6', 'y 11']);
    expect(program.calls[0].instructions.map(({ kind }) => kind)).toEqual([
      'fill',
      'load',
      'load',
      'load',
      'sync',
      'load',
      'sync',
      'sync',
      'conv',
      'sync',
      'store',
    ]);
  });

  it('reads constants that are data where they lie', () => {
    const { program, constants } = segment(`
      input x: int8[1x2x1x2] NCHW
      const k: int8[1x2x1x2] = [1, 2, 3, 4]
      const m: float32[] = [1]
      add: y = HzSElementwiseAdd(x, k, m, m) bpu id(0) int8/int8
      output y
    `);
    expect(program.calls[0].instructions[1]).toMatchObject({ kind: 'load', x: { space: 'const', offset: 0 } });
    expect([...constants.subarray(0, 4)]).toEqual([1, 3, 2, 4]);
    expect(program.tensors.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  const WIDE = `
    input x: int8[1x8x8x32] NCHW
    const w: int8[8x8x3x3] = seed 1
    const b: int32[8] = splat 3
    const m: float32[8] = splat 0.5
    conv: y = HzSQuantizedConv(x, w, b, m) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(0) int8/int8
    output y
  `;

  it('cuts what does not fit into rows with their neighbours, the next ones coming while these are worked on', () => {
    const { program } = segment(WIDE, 4608);
    expect(listProgram(program)).toBe(`program graph_subgraph_0 for example: ddr 4096, sram 4480, const 640
tensor x: ddr@0:int8[1x8x32x8] NHWC ready 0 input
tensor y: ddr@2048:int8[1x8x32x8] NHWC ready 23 output
call graph_subgraph_0_fc_0
0000 dma    load y=sram@2048:int8[1x3x32x8] x=ddr@0:int8[1x3x32x8]/2048,256,8,1 # conv
0001 dma    load y=sram@2816:int8[8x3x3x8] x=const@64:int8[8x3x3x8] # conv
0002 dma    load y=sram@4416:int32[8] x=const@0:int32[8] # conv
0003 dma    load y=sram@4448:float32[8] x=const@32:float32[8] # conv
0004 -      sync from=dma to=tensor # conv
0005 dma    load y=sram@0:int8[1x4x32x8] x=ddr@256:int8[1x4x32x8]/2048,256,8,1 # conv
0006 tensor conv y=sram@3392:int8[1x2x32x8] x=sram@2048:int8[1x3x32x8] weights=sram@2816:int8[8x3x3x8] bias=sram@4416:int32[8] multiplier=sram@4448:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=1,1,0,1 group=1 low=-128 high=127 # conv
0007 -      sync from=tensor to=dma # conv
0008 -      sync from=dma to=tensor # conv
0009 dma    store y=ddr@2048:int8[1x2x32x8]/2048,256,8,1 x=sram@3392:int8[1x2x32x8] # conv
0010 dma    load y=sram@1024:int8[1x4x32x8] x=ddr@768:int8[1x4x32x8]/2048,256,8,1 # conv
0011 tensor conv y=sram@3904:int8[1x2x32x8] x=sram@0:int8[1x4x32x8] weights=sram@2816:int8[8x3x3x8] bias=sram@4416:int32[8] multiplier=sram@4448:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=0,1,0,1 group=1 low=-128 high=127 # conv
0012 -      sync from=tensor to=dma # conv
0013 -      sync from=dma to=tensor # conv
0014 dma    store y=ddr@2560:int8[1x2x32x8]/2048,256,8,1 x=sram@3904:int8[1x2x32x8] # conv
0015 dma    load y=sram@2048:int8[1x3x32x8] x=ddr@1280:int8[1x3x32x8]/2048,256,8,1 # conv
0016 tensor conv y=sram@3392:int8[1x2x32x8] x=sram@1024:int8[1x4x32x8] weights=sram@2816:int8[8x3x3x8] bias=sram@4416:int32[8] multiplier=sram@4448:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=0,1,0,1 group=1 low=-128 high=127 # conv
0017 -      sync from=tensor to=dma # conv
0018 -      sync from=dma to=tensor # conv
0019 dma    store y=ddr@3072:int8[1x2x32x8]/2048,256,8,1 x=sram@3392:int8[1x2x32x8] # conv
0020 tensor conv y=sram@0:int8[1x2x32x8] x=sram@2048:int8[1x3x32x8] weights=sram@2816:int8[8x3x3x8] bias=sram@4416:int32[8] multiplier=sram@4448:float32[8] kernel=3x3 strides=1x1 dilations=1x1 pads=0,1,1,1 group=1 low=-128 high=127 # conv
0021 -      sync from=tensor to=dma # conv
0022 dma    store y=ddr@3584:int8[1x2x32x8]/2048,256,8,1 x=sram@0:int8[1x2x32x8] # conv
`);
  });

  it('carries out a table of channels larger than the chip, each of its rows read once', () => {
    const { program } = segment(
      'input x: int8[1x1024x2x2] NCHW\nconst t: int8[1024x256] = seed 1\n' +
        'n: y = HzLut(x, t) bpu id(0) int8/int8\noutput y',
      1 << 16,
    );
    expect(program.memory.sram).toBeLessThanOrEqual(1 << 16);
    const instructions = program.calls.flatMap((call) => call.instructions);
    const tables = instructions.flatMap((i) => (i.kind === 'load' && i.x.space === 'const' ? [i.x.shape] : []));
    expect(tables.length).toBeGreaterThan(4);
    expect(tables.reduce((rows, shape) => rows + shape[0], 0)).toBe(1024);
    for (const i of instructions) if (i.kind === 'lut') expect(i.table.shape).toEqual([i.x.shape[3], 256]);
  });

  it('carries out a table of int16 on a tensor larger than the chip, the table loaded once', () => {
    const { program } = segment(
      'input x: int16[1x8x200x100] NCHW\nconst t: int16[65536] = seed 1\n' +
        'n: y = HzLut(x, t) bpu id(0) int16/int16\noutput y',
      (1 << 17) + (1 << 14),
    );
    const loads = program.calls.flatMap(({ instructions }) => instructions.filter(({ kind }) => kind === 'load'));
    const tables = loads.filter((load) => load.kind === 'load' && load.x.space === 'const');
    expect([tables.length, loads.length > 20]).toEqual([1, true]);
    expect(program.memory.sram).toBeLessThanOrEqual((1 << 17) + (1 << 14));
  });

  it('says which node does not fit the chip in the smallest pieces', () => {
    expect(() => segment(WIDE, 256)).toThrow(/CMP003.*layer "conv".*256 bytes/);
  });

  const LONG = `
    input x: int8[1x8x64x64] NCHW
    const w: int8[8x8x3x3] = seed 1
    const b: int32[8] = splat 3
    const m: float32[8] = splat 0.5
    one: a = HzSQuantizedConv(x, w, b, m) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(0) int8/int8
    two: y = HzSQuantizedConv(a, w, b, m) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(0) int8/int8
    output y
  `;
  const limited = (longestCallUs: number, more: Partial<typeof FEATURES> = {}, cores = 1) => {
    const graph = quantised(LONG);
    const features = { ...FEATURES, ...more };
    const { program } = compileSegment(graph, partition(graph)[0], { ...TARGET, features, cores, longestCallUs });
    return { program, calls: estimate(program, features).calls };
  };

  it('makes calls that are no longer than they may be, what they share in main memory', () => {
    const whole = limited(0);
    const half = whole.calls[0].cycles / 1000 / 2;
    const { program, calls } = limited(half);
    expect(whole.calls).toHaveLength(1);
    expect(calls.length).toBeGreaterThan(1);
    for (const { cycles } of calls) expect(cycles).toBeLessThanOrEqual(1000 * half);
    expect(program.calls.map(({ name }) => name)).toEqual(calls.map((_, i) => `graph_subgraph_0_fc_${i}`));
    expect(program.tensors.map(({ name, space }) => `${name} ${space}`)).toEqual(['x ddr', 'a ddr', 'y ddr']);
    expect(program.layers?.of).toHaveLength(
      program.calls.reduce((sum, { instructions }) => sum + instructions.length, 0),
    );
    expect(program.layers?.names).toEqual(['one', 'two']);
  });

  it('says which node has a piece that takes longer, and how long, which is then enough', () => {
    expect(() => limited(0.51)).toThrow(
      /CMP004.*layer "one": even its smallest piece takes 1 µs on example.* allows 0.51 µs/,
    );
    expect(limited(1).calls.every(({ cycles }) => cycles <= 1000)).toBe(true);
  });

  it('shares a segment among cores, the tensors between them in main memory or on their chips', () => {
    const shared = { ddrBytesPerCycle: 24, waitCycles: 20 };
    const { program, calls } = limited(0, { shared }, 2);
    expect(verifyProgram(program)).toBeUndefined();
    expect([program.cores, calls.length, program.calls[0].cores?.length]).toEqual([
      2,
      1,
      program.calls[0].instructions.length,
    ]);
    expect(program.tensors.map(({ name, space }) => `${name} ${space}`)).toEqual(['x ddr', 'y ddr']);
    expect(calls[0].cycles).toBeLessThan(limited(0).calls[0].cycles);
  });

  it('says which node the march cannot run', () => {
    expect(() =>
      segment('input x: int8[2]\nconst s: float32[] = [1]\nd: y = HzDequantize(x, s) bpu id(0) int8/int8\noutput y'),
    ).toThrow(/CMP002.*layer "d": example has no way to run HzDequantize/);
  });

  it('is the same bytes every time', () => {
    const text = 'input x: int8[1x2x2x2] NCHW\nn: y = Transpose(x) {perm: [1, 0, 3, 2]} bpu id(0) int8/int8\noutput y';
    expect(segment(text).code).toEqual(segment(text).code);
  });
});
