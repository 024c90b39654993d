import type { Graph } from '@openbpu/ir';
import { estimateModel } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { leNet5 } from './architectures/le-net';
import { resNet18, resNet50 } from './architectures/res-net';
import { compiledFor } from './compiled-network';
import { networks } from './networks';
import { quantisedGraph } from './quantised-graph';

/** One network on one core and on all of a march that an inference can be shared by. */
export interface CoreRow {
  readonly network: string;
  readonly cores: number;
  /** Milliseconds of one inference; `bpu` the part of it on the BPU. */
  readonly alone: { readonly latencyMs: number; readonly bpuMs: number; readonly fps: number };
  readonly shared: { readonly latencyMs: number; readonly bpuMs: number; readonly fps: number };
  /** Latency of the several cores by that of one. */
  readonly ratio: number;
}

/** Large networks, for which several cores are meant, those of the published figures, and one that is too small. */
export const CORE_NETWORKS: Readonly<Record<string, () => Graph<'imported'>>> = {
  'resnet18@640': () => resNet18(640),
  'resnet50@640': () => resNet50(1, 64, 640),
  resnet18: networks.resnet18,
  mobilenet_v1: networks.mobilenet_v1,
  mobilenet_v2: networks.mobilenet_v2,
  lenet5: leNet5,
};

/** Compiles a network twice. Throws Error for one without a BPU segment. */
export async function coreRow(network: string, graph: Graph<'imported'>, backend: Backend): Promise<CoreRow> {
  const { cores } = backend.features;
  const quantised = await quantisedGraph(graph, backend);
  const on = (count: number) => {
    const performance = estimateModel(compiledFor(quantised, backend, count), quantised, backend.features);
    if (performance === undefined) throw new Error(`nothing of ${network} runs on the BPU`);
    const { latencyUs, fps, segments = [] } = performance;
    const bpuUs = segments.reduce((sum, segment) => sum + (segment.on === 'BPU' ? segment.latencyUs : 0), 0);
    return { latencyMs: latencyUs / 1000, bpuMs: bpuUs / 1000, fps };
  };
  const [alone, shared] = [on(1), on(cores)];
  return { network, cores, alone, shared, ratio: shared.latencyMs / alone.latencyMs };
}
