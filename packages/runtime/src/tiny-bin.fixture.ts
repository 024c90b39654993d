import { type ArtifactHeader, writeArtifact } from '@openbpu/artifact';
import { parseGraph } from '@openbpu/ir';
import { PROGRAM_VERSION, type Program, type Region, encodeProgram } from '@openbpu/machine';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';

const SHAPE = [1, 1, 2, 2];
const at = (offset: number): Region => ({ space: 'ddr', offset, dtype: 'int8', shape: [4], strides: [1] });

/** x + 1 → a, a + 1 → q. */
const PROGRAM: Program = {
  name: 'net_subgraph_0',
  march: 'bayes-e',
  memory: { ddr: 32, sram: 0, const: 4 },
  tensors: ['x', 'a', 'q'].map((name, i) => ({
    name,
    space: 'ddr',
    offset: 8 * i,
    dtype: 'int8',
    shape: SHAPE,
    layout: 'linear',
    ready: i,
  })),
  inputs: ['x'],
  outputs: ['q'],
  calls: [
    {
      name: 'c0',
      instructions: [0, 8].map((offset) => ({
        kind: 'eltwise',
        fn: 'add',
        a: at(offset),
        b: { ...at(0), space: 'const' },
        y: at(offset + 8),
        ma: 1,
        mb: 1,
        low: -128,
        high: 127,
      })),
    },
  ],
};

const FRAGMENT = `input q: int8[1x1x2x2] NCHW
const s: float32[] = [0.5]
d: y = HzDequantize(q, s) cpu "leaves"
output y`;

/**
 * A `.bin` of one gray picture of 2×2 pixels: y = (x + 2) / 2, saturated at 63.5; the addition on the BPU, the rest on
 * the CPU.
 */
export function tinyBin(changes: Partial<ArtifactHeader> = {}): Uint8Array {
  const tensor = (dtype: 'int8' | 'float32') => ({ dtype, shape: SHAPE, layout: 'NCHW' as const });
  const header: ArtifactHeader = {
    tool: { name: 'test', version: '1' },
    versions: {},
    march: 'bayes-e',
    machineVersion: PROGRAM_VERSION,
    graphName: 'net',
    inputs: [
      {
        name: 'x',
        typeRt: 'gray',
        typeIntermediate: 'gray_128',
        typeTrain: 'gray',
        shape: SHAPE,
        layout: 'NCHW',
        dtype: 'uint8',
        source: 'ddr',
        spaceAndRange: 'regular',
      },
    ],
    outputs: [{ name: 'y', dtype: 'float32', shape: SHAPE, layout: 'NCHW' }],
    steps: [
      {
        kind: 'bpu',
        name: 'net_subgraph_0',
        op: 'Subgraph',
        inputs: ['x'],
        outputs: ['q'],
        sections: ['program', 'constants'],
        removable: false,
      },
      {
        kind: 'edge',
        name: 'd',
        op: 'Dequantize',
        inputs: ['q'],
        outputs: ['y'],
        sections: ['fragment'],
        removable: true,
      },
    ],
    tensors: { x: tensor('int8'), q: tensor('int8'), y: tensor('float32') },
    deletedNodes: [],
    recipe: null,
    ...changes,
  };
  const fragment = encodeModel(exportModel(parseGraph(FRAGMENT, standardOps(), 'quantized'), { record: false }));
  return writeArtifact({
    header,
    sections: new Map([
      ['program', encodeProgram(PROGRAM)],
      ['constants', Uint8Array.of(1, 1, 1, 1)],
      ['fragment', fragment],
    ]),
  });
}
