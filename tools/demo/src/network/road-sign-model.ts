import { type ModelProto, buildEntries, exportModel } from '@openbpu/onnx';
import type { Network } from './network';
import { roadSignGraph } from './road-sign-graph';

/**
 * The network as an ONNX model of IR 7 and operator set 13, with the digest of what it was trained on as the property
 * `training`. Equal weights give equal bytes.
 */
export function roadSignModel(network: Network, training: string): ModelProto {
  return {
    ...exportModel(roadSignGraph(network), { opset: 13, record: false }),
    irVersion: 7,
    metadataProps: buildEntries({ training }),
  };
}
