import type { ArtifactHeader, ArtifactStep } from '@openbpu/artifact';
import type { Instruction, MachineFeatures, Program, Region } from '@openbpu/machine';
import type { BoardModel } from '../model/open-model';

/** Round numbers: a cycle is a microsecond, 16 bytes and 512 MACs a cycle, 100 cycles of dispatch. */
export const FEATURES: MachineFeatures = {
  march: 'm',
  cores: 1,
  clockHz: 1e6,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 8, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 8, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 20,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 100,
  cpu: {
    cores: 1,
    clockHz: 1e9,
    macsPerCycle: 1,
    bytesPerSecond: 1e6,
    nodeSeconds: 0,
    inferenceSeconds: 3e-4,
    protocol: 'a frame',
  },
};

/** Dense products at a quarter of the array, the vector queue at half of the lanes but for look-ups. */
export const PACED: MachineFeatures = {
  ...FEATURES,
  pace: {
    tensor: {
      window: 1,
      pixel: 0.25,
      computed: 0.5,
      computedCycles: 0,
      wide: 1.5,
      depthwise: { channels: 1, products: 64 },
      colourCycles: 1,
    },
    vector: { arithmetic: 16, window: 16, resize: 16, move: 16, moveCycles: 100, across: 1, stack: 1 },
    constantsAhead: 1 << 18,
  },
};

export const DUAL: MachineFeatures = { ...FEATURES, cores: 2, shared: { ddrBytesPerCycle: 24, waitCycles: 10 } };

export const at = (
  space: Region['space'],
  offset: number,
  dtype: Region['dtype'],
  ...shape: readonly number[]
): Region => ({
  space,
  offset,
  dtype,
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});

type Activation = 'int8' | 'int16';

/** 1600 elements: 16 + 100 cycles of int8, 16 + 200 of int16. */
export const load = (dtype: Activation = 'int8'): Instruction => ({
  kind: 'load',
  x: at('ddr', 0, dtype, 1600),
  y: at('sram', 0, dtype, 1600),
});

export const store = (dtype: Activation = 'int8'): Instruction => ({
  kind: 'store',
  x: at('sram', 0, dtype, 1600),
  y: at('ddr', 4096, dtype, 1600),
});

/** 100 pixels of 16 channels, depth 16: 25,600 MACs, 16 + 50 cycles of int8, 16 + 200 of int16. */
export const gemm = (dtype: Activation = 'int8', weights: Activation = 'int8'): Instruction => ({
  kind: 'gemm',
  x: at('sram', 0, dtype, 100, 16),
  y: at('sram', 3200, dtype, 100, 16),
  weights: at('const', 0, weights, 16, 16),
  bias: at('const', 512, 'int32', 16),
  multiplier: at('const', 576, 'float32', 16),
  low: -128,
  high: 127,
});

/** 1600 elements by a table: 16 + 50 cycles of int8, 16 + 100 of int16. */
export const lut = (dtype: Activation = 'int8'): Instruction => ({
  kind: 'lut',
  x: at('sram', 0, dtype, 1600),
  y: at('sram', 3200, dtype, 1600),
  table: at('sram', 8192, dtype, dtype === 'int8' ? 256 : 65536),
});

/** A table of int16 is 131,072 bytes: 16 + 8192 cycles. */
export const loadTable: Instruction = {
  kind: 'load',
  x: at('const', 1024, 'int16', 65536),
  y: at('sram', 8192, 'int16', 65536),
};

export function program(
  calls: readonly (readonly Instruction[])[],
  layers?: Program['layers'],
  name = 'net_subgraph_0',
): Program {
  return {
    name,
    march: 'm',
    memory: { ddr: 8192, sram: 1 << 20, const: 1 << 20 },
    tensors: [],
    inputs: [],
    outputs: [],
    calls: calls.map((instructions, i) => ({ name: `${name}_fc_${i}`, instructions })),
    ...(layers ? { layers } : {}),
  };
}

const TOKENS = {
  loaded: { kind: 'sync', from: 'dma', to: 'tensor' },
  computed: { kind: 'sync', from: 'tensor', to: 'vector' },
  looked: { kind: 'sync', from: 'vector', to: 'dma' },
} as const;

/** One call: load, multiply, look up, store, each after the other; layers `conv` and `act`. */
export const PROGRAM = program([[load(), TOKENS.loaded, gemm(), TOKENS.computed, lut(), TOKENS.looked, store()]], {
  names: ['conv', 'act'],
  of: [0, 0, 0, 1, 1, 1, 1],
});

const step = (
  parts: Pick<ArtifactStep, 'kind' | 'name' | 'op' | 'inputs' | 'outputs'> & Partial<ArtifactStep>,
): ArtifactStep => ({ sections: [], removable: false, ...parts });

const edge = (type: string, removableAt: 'input' | 'output') =>
  ({ removable: true, side: removableAt, edge: { type, removableAt: [removableAt] } }) as const;

/** A Quantize at the input, a segment, a Dequantize at the output, and a Softmax behind it; 100 elements each. */
export const STEPS: readonly ArtifactStep[] = [
  step({ kind: 'edge', name: 'q', op: 'HzQuantize', inputs: ['x'], outputs: ['a'], ...edge('Quantize', 'input') }),
  step({
    kind: 'bpu',
    name: 'net_subgraph_0',
    op: 'BPU',
    inputs: ['a'],
    outputs: ['b'],
    attrs: { nodes: ['conv', 'act', 3] },
  }),
  step({ kind: 'cpu', name: 'inner', op: 'Tan', inputs: ['b'], outputs: ['c'], macs: 7 }),
  step({ kind: 'edge', name: 'd', op: 'HzDequantize', inputs: ['c'], outputs: ['y'], ...edge('Dequantize', 'output') }),
];

const tensor = (dtype: 'float32' | 'int8' | 'int16') => ({ dtype, shape: [1, 100], layout: 'none' as const });

export function headerOf(recipe: unknown = {}, steps = STEPS): ArtifactHeader {
  return {
    tool: { name: 'openbpu', version: '1.2.3' },
    versions: {},
    march: 'm',
    machineVersion: 1,
    graphName: 'net',
    inputs: [
      {
        name: 'x',
        typeRt: 'featuremap',
        typeIntermediate: 'featuremap',
        typeTrain: 'featuremap',
        shape: [1, 100],
        layout: 'none',
        dtype: 'float32',
        source: 'ddr',
        spaceAndRange: 'regular',
      },
    ],
    outputs: [{ name: 'y', ...tensor('float32') }],
    steps: [...steps],
    tensors: { x: tensor('float32'), a: tensor('int8'), b: tensor('int8'), c: tensor('int8'), y: tensor('float32') },
    deletedNodes: [],
    recipe,
  };
}

/** The model of `STEPS` with a program in its segment. */
export function modelOfProgram(
  recipe: unknown = {},
  of: Program = PROGRAM,
): Pick<BoardModel, 'name' | 'header' | 'programs'> {
  return { name: 'model', header: headerOf(recipe), programs: new Map([['net_subgraph_0', of]]) };
}
