import type { Instruction, MachineFeatures, Program, Region } from '@openbpu/machine';

/** Round numbers: 16 bytes per cycle from DDR, 64-byte bursts, 16 × 8 × 4 MACs, 32 lanes, 100 cycles of dispatch. */
export const FEATURES: MachineFeatures = {
  march: 'm',
  cores: 1,
  clockHz: 5e8,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 8, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 8, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 16,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 100,
  cpu: {
    cores: 1,
    clockHz: 1e9,
    macsPerCycle: 1,
    bytesPerSecond: 1e9,
    nodeSeconds: 1e-5,
    inferenceSeconds: 1e-4,
    protocol: 'a frame',
  },
};

const at = (space: Region['space'], offset: number, dtype: Region['dtype'], ...shape: number[]): Region => ({
  space,
  offset,
  dtype,
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});

/** 1600 bytes: 116 cycles. */
export const load = (to: number): Instruction => ({
  kind: 'load',
  x: at('ddr', 0, 'int8', 1600),
  y: at('sram', to, 'int8', 1600),
});
/** 1600 bytes: 116 cycles. */
export const store = (from: number): Instruction => ({
  kind: 'store',
  x: at('sram', from, 'int8', 1600),
  y: at('ddr', 4096, 'int8', 1600),
});
/** 100 pixels of 16 channels, depth 16: 16 + 2 · 25 = 66 cycles, 25,600 MACs. */
export const gemm = (x: number, y: number): Instruction => ({
  kind: 'gemm',
  x: at('sram', x, 'int8', 100, 16),
  y: at('sram', y, 'int8', 100, 16),
  weights: at('const', 0, 'int8', 16, 16),
  bias: at('const', 256, 'int32', 16),
  multiplier: at('const', 320, 'float32', 16),
  low: -128,
  high: 127,
});
/** 1600 elements: 16 + 50 = 66 cycles. */
export const requant = (x: number, y: number): Instruction => ({
  kind: 'requant',
  x: at('sram', x, 'int8', 1600),
  y: at('sram', y, 'int8', 1600),
  multiplier: 1,
  low: -128,
  high: 127,
});

export const program = (calls: readonly (readonly Instruction[])[], layers?: Program['layers']): Program => ({
  name: 'p',
  march: 'm',
  memory: { ddr: 8192, sram: 1 << 16, const: 384 },
  tensors: [],
  inputs: [],
  outputs: [],
  calls: calls.map((instructions, i) => ({ name: `c${i}`, instructions })),
  ...(layers ? { layers } : {}),
});
