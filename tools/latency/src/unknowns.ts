import type { MachineFeatures, Pace } from '@openbpu/machine';
import type { Protocol } from './measurement';
import type { Unknown } from './robust-fit';

/** What is fitted of a march: its features, and the constant of an inference for each way of measuring. */
export interface Fitted {
  readonly features: MachineFeatures;
  readonly inferenceSeconds: Readonly<Record<Protocol, number>>;
}

interface Feature extends Unknown {
  readonly name: string;
  /** Whether the time of the BPU follows from it. */
  readonly bpu: boolean;
  set(at: Fitted, value: number): Fitted;
}

const ofPace =
  (change: (pace: Pace, value: number) => Pace): Feature['set'] =>
  ({ features, ...rest }, value) => {
    if (!features.pace) throw new Error(`${features.march} has no pace to fit`);
    return { ...rest, features: { ...features, pace: change(features.pace, value) } };
  };

const ofTensor = (name: 'window' | 'pixel' | 'computed' | 'computedCycles' | 'wide' | 'colourCycles'): Feature['set'] =>
  ofPace((pace, value) => ({ ...pace, tensor: { ...pace.tensor, [name]: value } }));

const ofVector = (name: keyof Pace['vector']): Feature['set'] =>
  ofPace((pace, value) => ({ ...pace, vector: { ...pace.vector, [name]: value } }));

const ofCpu =
  (name: 'nodeSeconds' | 'bytesPerSecond' | 'crowded'): Feature['set'] =>
  ({ features, ...rest }, value) => ({
    ...rest,
    features: { ...features, cpu: { ...features.cpu, [name]: value } },
  });

const ofProtocol =
  (protocol: Protocol): Feature['set'] =>
  ({ inferenceSeconds, ...rest }, value) => ({
    ...rest,
    inferenceSeconds: { ...inferenceSeconds, [protocol]: value },
  });

/**
 * The unknowns of a march with so many products a cycle. They begin at round numbers: all sorts of vector work at one
 * byte for 64 products, depthwise convolutions at a sixteenth of the array, 6 bytes a cycle of DDR.
 */
export function unknownsOf({ macArray: { int8 }, cores }: MachineFeatures): readonly Feature[] {
  const products = int8.outputChannels * int8.inputChannels * int8.pixels;
  const bpu = (name: string, start: number, set: Feature['set'], most?: number): Feature => ({
    name,
    start,
    bpu: true,
    set,
    ...(most === undefined ? {} : { most }),
  });
  const cpu = (name: string, start: number, set: Feature['set']): Feature => ({ name, start, bpu: false, set });
  const lanes = products / 64;
  return [
    bpu('tensor.window', 0.95, ofTensor('window'), 1),
    bpu('tensor.pixel', 0.95, ofTensor('pixel'), 1),
    bpu('tensor.computed', 1 / 16, ofTensor('computed'), 1),
    bpu('tensor.computedCycles', 1000, ofTensor('computedCycles')),
    bpu('tensor.wide', 1, ofTensor('wide')),
    bpu('tensor.colourCycles', 512 / products, ofTensor('colourCycles')),
    bpu(
      'tensor.depthwise.products',
      products / 16,
      ofPace((pace, value) => ({
        ...pace,
        tensor: { ...pace.tensor, depthwise: { ...pace.tensor.depthwise, products: value } },
      })),
    ),
    bpu('vector.arithmetic', lanes, ofVector('arithmetic')),
    bpu('vector.window', lanes, ofVector('window')),
    bpu('vector.resize', lanes, ofVector('resize')),
    bpu('vector.move', lanes, ofVector('move')),
    bpu('vector.moveCycles', 1000, ofVector('moveCycles')),
    bpu('vector.across', lanes / 32, ofVector('across')),
    bpu('ddrBytesPerCycle', 6, ({ features, ...rest }, value) => ({
      ...rest,
      features: { ...features, ddrBytesPerCycle: value },
    })),
    cpu('cpu.nodeSeconds', 2e-5, ofCpu('nodeSeconds')),
    cpu('cpu.bytesPerSecond', 4e9, ofCpu('bytesPerSecond')),
    ...(cores > 1 ? [cpu('cpu.crowded', 1.25, ofCpu('crowded'))] : []),
    cpu('inference.detectors', 3e-4, ofProtocol('detectors')),
    cpu('inference.classifiers', 3e-4, ofProtocol('classifiers')),
  ];
}

/** Everything at the start of the search. */
export function startOf(features: MachineFeatures): Fitted {
  return setAll(
    { features, inferenceSeconds: { detectors: 0, classifiers: 0 } },
    unknownsOf(features).map(({ start }) => start),
  );
}

export function setAll(at: Fitted, values: readonly number[]): Fitted {
  return unknownsOf(at.features).reduce((so, unknown, i) => unknown.set(so, values[i]), at);
}
