import type { Graph } from '@openbpu/ir';
import { checkCpuKernels } from '../check-cpu-kernels';
import { checkSizes } from '../check-sizes';
import { importModel } from '../select';
import type { Stage } from '../stage-list';
import type { ModelJob } from './jobs';

export interface Imported {
  readonly imported: Graph<'imported'>;
}

/** Foreign names become ops, origins attached; what nothing can hold or run is refused. */
export const IMPORT: Stage<'import', object, ModelJob, Imported> = {
  name: 'import',
  summary: 'Reads the model.',
  async run(_, { importers, source, backend, ops, sink }) {
    const imported = await importModel(importers, source, ops, sink);
    checkSizes(imported);
    checkCpuKernels(imported, backend);
    return { imported };
  },
};
