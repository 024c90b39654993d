import { fail } from '@openbpu/diagnostics';
import type { Graph, ValueId } from '@openbpu/ir';
import { ONNX } from './catalogue';
import { exportModel } from './export-model';
import { encodeModel } from './proto/codec';
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

/** A graph as ONNX bytes whose outputs include the tapped values, for ONNX Runtime only. */
export function tappedModel(graph: Graph, taps: readonly ValueId[]): Uint8Array {
  return encodeModel(withOutputs(exportModel(graph, { record: false }), taps));
}
