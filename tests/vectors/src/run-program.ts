import { compile, standardLowering } from '@openbpu/compiler';
import type { Graph } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import { simulate } from '@openbpu/simulator';
import type { Tensor } from '@openbpu/tensor';

const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 21,
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

/** Whether the machine carries out an op: the others run on the CPU beside it. */
export function hasLowering(op: string): boolean {
  return standardLowering.some((rule) => rule.op.name === op);
}

/** Compiles a graph that is all BPU and runs the program on the simulator. */
export function runProgram(graph: Graph<'quantized'>, feeds: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const model = compile(graph, { features: FEATURES, lowering: standardLowering, fragment: () => new Uint8Array() });
  const values = new Map(feeds);
  for (const step of model.steps) {
    if (step.kind !== 'bpu') throw new Error(`"${step.name}" did not become a program`);
    for (const [name, tensor] of simulate(step.code, step.constants, values, { taps: graph.outputs }))
      values.set(name, tensor);
  }
  return values;
}
