import type { CompiledModel, Step } from '@openbpu/compiler';
import { ABSENT, type GraphView } from '@openbpu/ir';
import { type MachineFeatures, cpuSeconds } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { estimate } from '@openbpu/simulator';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';

/** At the edge these say only how memory is read and written; nothing is moved for them. */
const VIEWS: ReadonlySet<string> = new Set(['Transpose', 'Reshape']);

interface Segment {
  readonly name: string;
  readonly on: 'BPU' | 'CPU';
  readonly latencyUs: number;
  readonly ddrLoadBytes: number;
  readonly ddrStoreBytes: number;
  readonly macs: number;
  /** Part of the MAC array in use. */
  readonly utilisation: number;
}

/**
 * What one inference takes: BPU segments by the machine's clock, CPU nodes by the march's model of its CPU, one after the
 * other, and the fixed cost of an inference. The rate is that of many inferences at once: whatever is busiest, the cores of
 * the BPU or those of the CPU, is never idle. Steps in `without` are not there. Undefined for a model without BPU segments.
 */
export function estimateModel({ steps }: CompiledModel, graph: GraphView, features: MachineFeatures, without: ReadonlySet<string> = new Set()): RecordPerformance | undefined {
  const segments = steps.filter(({ name }) => !without.has(name)).map((step) => segmentOf(step, graph, features));
  const onBpu = segments.filter(({ on }) => on === 'BPU');
  if (onBpu.length === 0) return undefined;
  const sum = (list: readonly Segment[], of: (each: Segment) => number) => list.reduce((total, each) => total + of(each), 0);
  const bpuUs = sum(onBpu, (each) => each.latencyUs);
  const latencyUs = sum(segments, (each) => each.latencyUs) + features.cpu.inferenceSeconds * 1e6;
  const busiestUs = Math.max(bpuUs / features.cores, (latencyUs - bpuUs) / features.cpu.cores);
  const [ddrLoadBytes, ddrStoreBytes] = [sum(onBpu, (each) => each.ddrLoadBytes), sum(onBpu, (each) => each.ddrStoreBytes)];
  return {
    latencyUs,
    fps: busiestUs === 0 ? 0 : 1e6 / busiestUs,
    ddrBytes: ddrLoadBytes + ddrStoreBytes,
    ddrLoadBytes,
    ddrStoreBytes,
    utilisation: bpuUs === 0 ? 0 : sum(onBpu, (each) => each.utilisation * each.latencyUs) / bpuUs,
    segments: segments.map(({ name, on, latencyUs: taken, ddrLoadBytes: loaded, ddrStoreBytes: stored, macs }) =>
      on === 'BPU' ? { name, on, latencyUs: taken, ddrBytes: loaded + stored, macs } : { name, on, latencyUs: taken }),
  };
}

function segmentOf(step: Step, graph: GraphView, features: MachineFeatures): Segment {
  if (step.kind === 'bpu') {
    const { latencyUs, ddrLoadBytes, ddrStoreBytes, macs, utilisation } = estimate(step.program, features);
    return { name: step.name, on: 'BPU', latencyUs, ddrLoadBytes, ddrStoreBytes, macs, utilisation: utilisation.macs };
  }
  const types = (ids: readonly string[]) => ids.map((id) => graph.value(id).type);
  const [inputs, outputs] = [types(step.inputs), types(step.outputs)];
  const bytes = [...inputs, ...outputs].reduce((total, { dtype, shape }) => total + sizeOf(shape) * bytesPerElement(dtype), 0);
  const node = graph.nodes.find(({ id }) => id === step.name)!;
  const macs = node.op.macs?.(node.inputs.map((id) => (id === ABSENT ? undefined : graph.value(id).type)), outputs, node.attrs) ?? 0;
  const latencyUs = step.kind === 'edge' && VIEWS.has(step.op) ? 0 : cpuSeconds({ bytes, macs }, features.cpu) * 1e6;
  return { name: step.name, on: 'CPU', latencyUs, ddrLoadBytes: 0, ddrStoreBytes: 0, macs, utilisation: 0 };
}
