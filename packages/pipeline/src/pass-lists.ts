import { PassList } from '@openbpu/core';
import * as pass from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';

/** ③ DRESS: what the recipe says of the inputs becomes part of the model. */
export function dress(inputs: readonly pass.DressedInput[]) {
  return PassList.from('imported').add(new pass.InsertPreprocess(inputs));
}

/** ④ TIDY and ⑤ PLACE: the whole order, on one screen. */
export function tidyAndPlace(backend: Backend, requests: pass.PlacementRequests = {}) {
  const onBpu = pass.namesOn(requests, 'BPU');
  return PassList.from('original')
    .add(pass.unrollLstm(pass.namesOn(requests, 'CPU')))
    .add(pass.foldConstants)
    .add(pass.removeIdentity)
    .add(pass.removeDeadNodes)
    .add(pass.divToMul)
    .add(pass.mergeFactors)
    .add(pass.recogniseNormalisation(onBpu))
    .add(pass.recogniseL2Normalisation(onBpu))
    .add(pass.recogniseGroupNorm(onBpu))
    .add(pass.fuseNormScale(onBpu))
    .add(pass.recogniseInstanceNorm)
    .add(pass.recogniseHardSigmoid)
    .add(pass.recogniseHardSwish)
    .add(pass.recogniseSwish)
    .add(pass.fusePad)
    .add(pass.matmulToGemm)
    .add(pass.fuseBatchNorm)
    .add(pass.fuseScale)
    .add(pass.batchNormToConv)
    .add(pass.scaleToConv)
    .add(pass.fuseScale)
    .add(pass.gemmToConv)
    .add(pass.activationBeforeReshape)
    .add(pass.mergeTransposes)
    .add(pass.mergeReshapes)
    .add(pass.removeIdentity)
    .add(pass.foldActivation)
    .add(pass.removeDeadNodes)
    .add(new pass.ActivationBeforeMove(backend))
    .add(new pass.ShuffleToConv(backend))
    .add(new pass.SplitToConvs(backend))
    .add(new pass.PadToDilation(backend))
    .add(new pass.Place(backend.constraints, backend.policy, requests));
}
