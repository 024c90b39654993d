import { fail } from '@openbpu/diagnostics';
import type { Graph, ValueId } from '@openbpu/ir';
import { ONNX } from './catalogue';
import { chainModel } from './chain-model';
import { exportModel } from './export-model';
import { floatConvolutions } from './float-convolutions';
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

/**
 * The same in pieces that run one after the other (see `chainModel`), each encoded when it is asked for. The largest
 * comes first: what opening it leaves behind has room for the others.
 */
export function* tappedChain(graph: Graph, taps: readonly ValueId[]): Generator<Uint8Array> {
  const pieces = chainModel(withOutputs(exportModel(graph, { record: false }), taps));
  for (const piece of pieces.toSorted((a, b) => bytesOfConstants(b) - bytesOfConstants(a))) yield encodeModel(piece);
}

function bytesOfConstants({ graph }: ModelProto): number {
  return graph.initializer.reduce((sum, { rawData }) => sum + (rawData?.byteLength ?? 0), 0);
}

/** A graph as ONNX bytes whose outputs include the tapped values, for ONNX Runtime only. */
export function tappedModel(graph: Graph, taps: readonly ValueId[]): Uint8Array {
  return encodeModel(withOutputs(exportModel(graph, { record: false }), taps));
}

/** The same of an integer model, to be looked at and not kept: with float convolutions where those give the same. */
export function evaluationModel(graph: Graph, taps: readonly ValueId[]): Uint8Array {
  return encodeModel(floatConvolutions(withOutputs(exportModel(graph, { record: false }), taps)));
}
