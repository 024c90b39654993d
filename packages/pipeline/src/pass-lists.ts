import { PassList } from '@openbpu/core';
import {
  InsertPreprocess, Place, batchNormToConv, foldActivation, fuseBatchNorm, gemmToConv, removeDeadNodes, removeIdentity,
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
    .then(removeIdentity)
    .then(removeDeadNodes)
    .then(fuseBatchNorm)
    .then(batchNormToConv)
    .then(gemmToConv)
    .then(removeIdentity)
    .then(foldActivation)
    .then(removeDeadNodes)
    .then(new Place(backend.constraints, backend.policy, requests));
}
