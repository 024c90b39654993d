import { fail } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { typeName } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import { PIPELINE } from './catalogue';

/** Stops at operators that neither the BPU nor the CPU runtime of the march carries out. */
export function checkCpuKernels(graph: Graph, backend: Backend): void {
  const types = new Set(
    graph.nodes.map(typeName).filter((type) => backend.operators[type]?.class === 'cpu_not_integrated'),
  );
  if (types.size > 0) fail(PIPELINE.noCpuKernel({ types: [...types].sort() }));
}
