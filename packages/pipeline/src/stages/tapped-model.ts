import type { Graph, ValueId } from '@openbpu/ir';
import { encodeModel, exportModel, withOutputs } from '@openbpu/onnx';

/** A graph as ONNX bytes whose outputs include the tapped values, for ONNX Runtime only. */
export function tappedModel(graph: Graph, taps: readonly ValueId[]): Uint8Array {
  return encodeModel(withOutputs(exportModel(graph, { record: false }), taps));
}
