import { type ArtifactHeader, writeArtifact } from '@openbpu/artifact';
import { parseGraph } from '@openbpu/ir';
import { PROGRAM_VERSION, type Program, type Region, encodeProgram } from '@openbpu/machine';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';

const ROOM = 16;

/** x + 1 → a, a + 1 → q. */
function program(shape: readonly number[]): Program {
  const size = sizeOf(shape);
  const at = (offset: number): Region => ({ space: 'ddr', offset, dtype: 'int8', shape: [size], strides: [1] });
  return {
    name: 'net_subgraph_0',
    march: 'bayes-e',
    memory: { ddr: 3 * ROOM, sram: 0, const: size },
    tensors: ['x', 'a', 'q'].map((name, i) => ({
      name,
      space: 'ddr',
      offset: ROOM * i,
      dtype: 'int8',
      shape,
      layout: 'linear',
      ready: i,
    })),
    inputs: ['x'],
    outputs: ['q'],
    calls: [
      {
        name: 'c0',
        instructions: [0, ROOM].map((offset) => ({
          kind: 'eltwise',
          fn: 'add',
          a: at(offset),
          b: { ...at(0), space: 'const' },
          y: at(offset + ROOM),
          ma: 1,
          mb: 1,
          low: -128,
          high: 127,
        })),
      },
    ],
  };
}

const fragmentText = (shape: readonly number[]) => `input q: int8[${shape.join('x')}] NCHW
const s: float32[] = [0.5]
d: y = HzDequantize(q, s) cpu "leaves"
output y`;

/**
 * A `.bin` of one picture of 2×2 pixels, gray or of 3 channels: y = (x + 2) / 2, saturated at 63.5; the addition on the
 * BPU, the rest on the CPU. `sections` stand in the place of its own: "program", "constants", "fragment".
 */
export function tinyBin(
  changes: Partial<ArtifactHeader> = {},
  { channels = 1, sections = {} }: { channels?: 1 | 3; sections?: Readonly<Record<string, Uint8Array>> } = {},
): Uint8Array {
  const shape = [1, channels, 2, 2];
  const tensor = (dtype: 'int8' | 'float32') => ({ dtype, shape, layout: 'NCHW' as const });
  const header: ArtifactHeader = {
    tool: { name: 'test', version: '1' },
    versions: {},
    march: 'bayes-e',
    machineVersion: PROGRAM_VERSION,
    graphName: 'net',
    inputs: [
      {
        name: 'x',
        typeRt: channels === 1 ? 'gray' : 'rgb',
        typeIntermediate: channels === 1 ? 'gray_128' : 'rgb_128',
        typeTrain: channels === 1 ? 'gray' : 'rgb',
        shape,
        layout: 'NCHW',
        dtype: 'uint8',
        source: 'ddr',
        spaceAndRange: 'regular',
      },
    ],
    outputs: [{ name: 'y', dtype: 'float32', shape, layout: 'NCHW' }],
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
  const fragment = encodeModel(
    exportModel(parseGraph(fragmentText(shape), standardOps(), 'quantized'), { record: false }),
  );
  const own = {
    program: encodeProgram(program(shape)),
    constants: new Uint8Array(sizeOf(shape)).fill(1),
    fragment,
  };
  return writeArtifact({ header, sections: new Map(Object.entries({ ...own, ...sections })) });
}
