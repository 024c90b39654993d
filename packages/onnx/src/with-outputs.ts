import { fail } from '@openbpu/diagnostics';
import { ONNX } from './catalogue';
import type { ModelProto } from './proto/model';

/**
 * The model with further values as outputs, behind its own and in the order given; those that are outputs already stay
 * where they are. Throws a DiagnosticError for a name whose type the model does not state.
 */
export function withOutputs(model: ModelProto, names: readonly string[]): ModelProto {
  const { graph } = model;
  const known = new Map([...graph.input, ...graph.valueInfo].map((info) => [info.name, info]));
  const own = new Set(graph.output.map(({ name }) => name));
  const taps = [...new Set(names)]
    .filter((name) => !own.has(name))
    .map((name) => known.get(name) ?? fail(ONNX.unknownValue({ name })));
  return { ...model, graph: { ...graph, output: [...graph.output, ...taps] } };
}
