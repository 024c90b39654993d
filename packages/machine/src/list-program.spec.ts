import { listProgram } from './list-program';
import type { Program } from './program';
import type { Region } from './region';

const region = (
  space: Region['space'],
  offset: number,
  dtype: Region['dtype'],
  shape: number[],
  strides?: number[],
): Region => ({
  space,
  offset,
  dtype,
  shape,
  strides: strides ?? shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});

const PROGRAM: Program = {
  name: 'net_subgraph_0',
  march: 'bayes-e',
  memory: { ddr: 256, sram: 0, const: 96 },
  tensors: [
    { name: 'data', space: 'ddr', offset: 0, dtype: 'int8', shape: [1, 4, 2, 2], layout: 'NHWC', ready: 0 },
    { name: 'prob', space: 'ddr', offset: 64, dtype: 'int32', shape: [1, 4], layout: 'linear', ready: 3 },
  ],
  inputs: ['data'],
  outputs: ['prob'],
  calls: [
    {
      name: 'net_subgraph_0_0',
      instructions: [
        {
          kind: 'pool',
          fn: 'max',
          x: region('ddr', 0, 'int8', [1, 2, 2, 4]),
          y: region('ddr', 32, 'int8', [1, 1, 1, 4]),
          kernel: [2, 2],
          strides: [2, 2],
          dilations: [1, 1],
          pads: [0, 0, 0, 0],
          low: -128,
          high: 127,
        },
        { kind: 'sync', from: 'vector', to: 'tensor' },
        {
          kind: 'gemm',
          x: region('ddr', 32, 'int8', [1, 4]),
          y: region('ddr', 64, 'int32', [1, 4]),
          weights: region('const', 0, 'int8', [4, 4]),
          bias: region('const', 32, 'int32', [4]),
          low: -128,
          high: 127,
        },
      ],
    },
    {
      name: 'net_subgraph_0_1',
      instructions: [
        { kind: 'move', x: region('ddr', 0, 'int8', [2, 4], [8, 1]), y: region('ddr', 128, 'int8', [2, 4]) },
      ],
    },
  ],
};

describe('listProgram', () => {
  it('prints one line per tensor and per instruction', () => {
    expect(listProgram(PROGRAM)).toBe(`program net_subgraph_0 for bayes-e: ddr 256, sram 0, const 96
tensor data: ddr@0:int8[1x2x2x4] NHWC ready 0 input
tensor prob: ddr@64:int32[1x4] linear ready 3 output
call net_subgraph_0_0
0000 vector pool fn=max y=ddr@32:int8[1x1x1x4] x=ddr@0:int8[1x2x2x4] kernel=2x2 strides=2x2 dilations=1x1 pads=0,0,0,0 low=-128 high=127
0001 -      sync from=vector to=tensor
0002 tensor gemm y=ddr@64:int32[1x4] x=ddr@32:int8[1x4] weights=const@0:int8[4x4] bias=const@32:int32[4] low=-128 high=127
call net_subgraph_0_1
0003 vector move y=ddr@128:int8[2x4] x=ddr@0:int8[2x4]/8,1
`);
  });

  it('says whose each instruction is, where several cores share the work', () => {
    const [call] = PROGRAM.calls;
    const listed = listProgram({ ...PROGRAM, cores: 2, calls: [{ ...call, cores: [0, 1, 0] }] }).split('\n');
    expect(listed[0]).toBe('program net_subgraph_0 for 2 cores of bayes-e: ddr 256, sram 0, const 96');
    expect(listed.filter((line) => /^\d/.test(line)).map((line) => line.slice(0, 13))).toEqual([
      '0000 0 vector',
      '0001 1 -     ',
      '0002 0 tensor',
    ]);
  });

  it('names the layer each instruction belongs to, where the program knows', () => {
    const lines = listProgram({ ...PROGRAM, layers: { names: ['pool1', 'fc'], of: [0, 1, 1, 0] } }).split('\n');
    expect(lines.filter((line) => line.includes('#')).map((line) => line.replace(/^(\d+).*#/, '$1'))).toEqual([
      '0000 pool1',
      '0001 fc',
      '0002 fc',
      '0003 pool1',
    ]);
  });
});
