import type { Graph } from '@openbpu/ir';
import { tensorType } from '@openbpu/tensor';
import { NetworkDraft } from './network-draft';
import type { Network } from './network';

/** The network as a graph: input `image` [1, 3, 64, 64], normalised; output `logits` [1, 10]. */
export function roadSignGraph(network: Network): Graph<'imported'> {
  const draft = new NetworkDraft();
  const output = network.emit(draft, draft.input('image', tensorType('float32', [1, 3, 64, 64], 'NCHW')));
  return draft.finish('road_signs', output, 'logits');
}
