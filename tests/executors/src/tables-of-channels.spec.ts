import { compile, standardLowering } from '@openbpu/compiler';
import { parseGraph } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { sameTensor } from '@openbpu/tensor';
import { evaluateGraph } from './evaluate-graph';
import { PATTERNS, patternTensor } from './patterns';
import { runCompiled } from './run-compiled';

const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 16,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 500,
  cpu: {
    cores: 4,
    clockHz: 1e9,
    macsPerCycle: 4,
    bytesPerSecond: 4e9,
    nodeSeconds: 1e-5,
    inferenceSeconds: 1e-4,
    protocol: 'a frame',
  },
};
const SHAPES = [
  [3, 1],
  [1, 33],
  [2, 1000],
  [2, 5, 70],
  [1, 1, 4],
  [2, 3, 9, 31],
  [1, 1, 5, 5],
  [1, 1024, 3, 2],
  [1, 96, 1, 1],
  [2, 3, 4, 2, 5],
];

describe.each(SHAPES.map((shape) => [shape.join('x'), shape] as const))('a table of the channels of %s', (_, shape) => {
  it.each(['int8', 'float32'])('of %s is looked up as the reference does', (dtype) => {
    const layout = shape.length === 4 ? ' NCHW' : '';
    const text =
      `graph net quantized\ninput x: int8[${shape.join('x')}]${layout}\n` +
      `const t: ${dtype}[${shape[1]}x256] = seed 7\nn: y = HzLut(x, t) bpu id(0) int8/int8\n` +
      'output y';
    const graph = parseGraph(text, standardOps(), 'quantized');
    const model = compile(graph, { features: FEATURES, lowering: standardLowering, fragment: () => new Uint8Array() });
    for (const pattern of PATTERNS) {
      const inputs = new Map([['x', patternTensor(graph.value('x').type, pattern)]]);
      const [wanted, given] = [evaluateGraph(graph, inputs).get('y'), runCompiled(model, graph, inputs).get('y')];
      expect(wanted && given && sameTensor(wanted, given)).toBe(true);
    }
  });
});
