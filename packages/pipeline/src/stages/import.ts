import type { Graph } from '@openbpu/ir';
import { cutGraph } from '../check/cut-graph';
import { checkSizes } from '../check-sizes';
import { customOpUses, describeCustomOps, warnOfUnused } from '../custom/custom-metadata';
import { importModel } from '../select';
import type { Stage } from '../stage-list';
import type { ModelJob } from './jobs';

export interface Imported {
  readonly imported: Graph<'imported'>;
  /** The names of the nodes of the file, whatever the importer made of them. */
  readonly names: ReadonlySet<string>;
}

/** Foreign names become ops, origins attached; what nothing can hold is refused. */
export const IMPORT: Stage<'import', object, ModelJob, Imported> = {
  name: 'import',
  summary: 'Reads the model.',
  async run(_, { importers, source, ops, sink, customOps }) {
    const { graph: whole, names } = await importModel(importers, source, ops, sink);
    const cut = source.kind === 'caffe' ? (source.cutNodes ?? []) : [];
    const graph = cut.length > 0 ? cutGraph(whole, cut, sink) : whole;
    checkSizes(graph);
    warnOfUnused(customOps, sink);
    const imported = graph.at('imported', describeCustomOps(customOpUses(graph, customOps)));
    return { imported, names };
  },
};
