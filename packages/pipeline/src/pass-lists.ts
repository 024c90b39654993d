import { PassList } from '@openbpu/core';
import {
  ActivationBeforeMove, InsertPreprocess, PadToDilation, Place, ShuffleToConv, SplitToConvs, activationBeforeReshape,
  batchNormToConv, divToMul, foldActivation, foldConstants, fuseBatchNorm, fusePad, fuseScale, gemmToConv, matmulToGemm,
  mergeFactors, mergeReshapes, mergeTransposes, recogniseHardSigmoid, recogniseHardSwish, recogniseSwish, removeDeadNodes,
  removeIdentity, scaleToConv,
  type InputSpec, type PlacementRequests,
} from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';

/** ③ DRESS: what the recipe says of the inputs becomes part of the model. */
export function dress(inputs: readonly InputSpec[]) {
  return PassList.from('imported').then(new InsertPreprocess(inputs));
}

/** ④ TIDY and ⑤ PLACE: the whole order, on one screen. */
export function tidyAndPlace(backend: Backend, requests: PlacementRequests = {}) {
  return PassList.from('original')
    .then(foldConstants)
    .then(removeIdentity)
    .then(removeDeadNodes)
    .then(divToMul)
    .then(mergeFactors)
    .then(recogniseHardSigmoid)
    .then(recogniseHardSwish)
    .then(recogniseSwish)
    .then(fusePad)
    .then(matmulToGemm)
    .then(fuseBatchNorm)
    .then(fuseScale)
    .then(batchNormToConv)
    .then(scaleToConv)
    .then(fuseScale)
    .then(gemmToConv)
    .then(activationBeforeReshape)
    .then(mergeTransposes)
    .then(mergeReshapes)
    .then(removeIdentity)
    .then(foldActivation)
    .then(removeDeadNodes)
    .then(new ActivationBeforeMove(backend))
    .then(new ShuffleToConv(backend))
    .then(new SplitToConvs(backend))
    .then(new PadToDilation(backend))
    .then(new Place(backend.constraints, backend.policy, requests));
}
