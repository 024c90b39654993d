import type { Instruction, InstructionOf, MachineFeatures, Pace, Program, Region } from '@openbpu/machine';

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

/** Half of the dense products, a quarter of the lanes; constants wait for nothing. */
export const PACE: Pace = {
  tensor: {
    window: 1,
    pixel: 0.5,
    computed: 1,
    computedCycles: 0,
    wide: 1,
    depthwise: { channels: 1, products: 1 },
    colourCycles: 1,
  },
  vector: { arithmetic: 8, window: 8, resize: 8, move: 8, moveCycles: 8, across: 8, stack: 1 },
  constantsAhead: Infinity,
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

/** Constants, or a feature map, of so many elements to a place on chip. */
export const constant = (
  to: number,
  elements: number,
  space: 'const' | 'ddr' = 'const',
  dtype: Region['dtype'] = 'int8',
): InstructionOf<'load'> => ({ kind: 'load', x: at(space, 0, dtype, elements), y: at('sram', to, dtype, elements) });

/** Reads one or two places on chip, each an offset and bytes: the vector queue sums, the tensor queue multiplies. */
export const read = (queue: 'tensor' | 'vector', ...places: readonly (readonly [number, number])[]): Instruction => {
  const [a, b] = [places[0], places.at(-1) ?? places[0]].map(([offset, bytes]) => at('sram', offset, 'int8', 1, bytes));
  const range = { low: -128, high: 127 };
  return queue === 'vector'
    ? { kind: 'eltwise', fn: 'add', a, b, y: at('sram', 4000, 'int8', 1, 1), ma: 1, mb: 1, ...range }
    : { kind: 'matmul', a, b, y: at('sram', 4050, 'int8', 1, 1), multiplier: 1, ...range };
};

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

/** Instructions of cores, call by call. */
export type Call = readonly (readonly [core: number, Instruction])[];
/** A program of little memory for so many cores. */
export const together = (cores: number, ...calls: readonly Call[]): Program => ({
  name: 'p',
  march: 'm',
  ...(cores > 1 ? { cores } : {}),
  memory: { ddr: 4096, sram: 4096, const: 4096 },
  tensors: [],
  inputs: [],
  outputs: [],
  calls: calls.map((call, i) => ({
    name: `c${i}`,
    instructions: call.map(([, instruction]) => instruction),
    ...(cores > 1 ? { cores: call.map(([core]) => core) } : {}),
  })),
});
