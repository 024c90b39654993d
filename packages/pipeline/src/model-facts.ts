import type { GraphView } from '@openbpu/ir';
import type { RecordModel, RecordNode } from '@openbpu/record';

/** What the record says of the model as a whole; `rows` are its nodes, `files` the names of what it was read from. */
export function modelFacts(graph: GraphView, rows: readonly RecordNode[], files: readonly string[]): RecordModel {
  const port = (name: string) => {
    const { dtype, shape, layout } = graph.value(name).type;
    return { name, dtype, shape, layout };
  };
  return {
    name: graph.name,
    files,
    inputs: graph.inputs.map(port),
    outputs: graph.outputs.map(port),
    macs: rows.reduce((sum, { macs = 0 }) => sum + macs, 0),
  };
}
