import { type ModelProto, buildEntries, exportModel } from '@openbpu/onnx';
import { tensorType } from '@openbpu/tensor';
import { GraphDraft } from './graph-draft';
import type { Network } from './network';

/**
 * The network as an ONNX model: IR 7, operator set 13, input `image` [1, 3, 64, 64], output `logits` [1, 10], and the digest of
 * what it was trained on as the property `training`. Equal weights give equal bytes.
 */
export function roadSignModel(network: Network, training: string): ModelProto {
  const draft = new GraphDraft();
  const output = network.emit(draft, draft.input('image', tensorType('float32', [1, 3, 64, 64], 'NCHW')));
  const model = exportModel(draft.finish('road_signs', output, 'logits'), { opset: 13, record: false });
  return { ...model, irVersion: 7, metadataProps: buildEntries({ training }) };
}
