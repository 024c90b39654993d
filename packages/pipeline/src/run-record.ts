import type { GraphView } from '@openbpu/ir';
import { type RunRecord, RECORD_VERSION } from '@openbpu/record';
import type { RecordedJob } from './job';
import { modelFacts } from './model-facts';
import { fileNamesOf, foldersOf } from './model-source';
import { nodeRows } from './node-rows';
import { toolVersions } from './versions';
import { withoutFolders } from './without-folders';

/** What the record of every command holds of a placed model; paths inside `folders` are told from there on. */
export function recordOf(
  command: RunRecord['command'],
  { backend, source, recorder, sink }: RecordedJob,
  placed: GraphView,
  folders: readonly string[] = [],
): RunRecord {
  const nodes = nodeRows(placed);
  return {
    version: RECORD_VERSION,
    command,
    tool: toolVersions(),
    march: backend.march,
    recipe: null,
    model: modelFacts(placed, nodes, fileNamesOf(source)),
    nodes,
    outputs: [],
    artifacts: [],
    passes: recorder.passes,
    diagnostics: withoutFolders(sink.diagnostics, [...folders, ...foldersOf(source)]),
  };
}
