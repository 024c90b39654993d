import { PassList } from '@openbpu/core';
import { CollectingSink, fail, nearest } from '@openbpu/diagnostics';
import type { Graph, OpSet } from '@openbpu/ir';
import * as pass from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import { PIPELINE } from './catalogue';

/** ③ DRESS: what the recipe says of the inputs becomes part of the model. */
export function dress(inputs: readonly pass.DressedInput[]) {
  return PassList.from('imported').add(new pass.InsertPreprocess(inputs));
}

/** ④ TIDY: the whole order, on one screen. Each of these passes may be left out. */
function tidy(backend: Backend, requests: pass.PlacementRequests) {
  const onBpu = pass.namesOn(requests, 'BPU');
  // Where the march has no normalisation, one whose steps are asked onto the BPU stays written out.
  const asWritten = 'LayerNormalization' in backend.policy.quantise ? [] : onBpu;
  const types = { constraints: backend.constraints, policy: backend.policy, requests };
  return PassList.from('original')
    .add(pass.takeOutPairs)
    .add(pass.unrollLstm(pass.namesOn(requests, 'CPU')))
    .add(pass.foldConstants)
    .add(pass.removeIdentity)
    .add(pass.removeDeadNodes)
    .add(pass.dropIdleClamp)
    .add(pass.divToMul)
    .add(pass.mergeFactors)
    .add(pass.recogniseNormalisation(asWritten))
    .add(pass.recogniseL2Normalisation(asWritten))
    .add(pass.recogniseGroupNorm(asWritten))
    .add(pass.fuseNormScale(asWritten))
    .add(pass.recogniseInstanceNorm)
    .add(pass.recogniseHardSigmoid)
    .add(pass.recogniseHardSwish)
    .add(pass.recogniseSwish)
    .add(new pass.RecogniseGelu(backend))
    .add(new pass.RecogniseMish(backend))
    .add(pass.softmaxBetweenTransposes)
    .add(pass.dropExpand)
    .add(pass.sumOfStack)
    .add(pass.meanKeepsDims)
    .add(new pass.ReductionKeepsDims(backend))
    .add(new pass.MaxToPool(backend))
    .add(new pass.SumToMean(backend))
    .add(new pass.SumToConv(backend))
    .add(new pass.VolumesToPlanes(backend, pass.namesOn(requests, 'CPU')))
    .add(pass.padOnPlane)
    .add(pass.fusePad)
    .add(pass.trimTaps)
    .add(pass.matmulToGemm)
    .add(pass.arithmeticBeforeReshape)
    .add(pass.fuseBatchNorm)
    .add(pass.fuseScale)
    .add(pass.fuseBatchNorm)
    .add(pass.batchNormToConv)
    .add(pass.scaleToConv)
    .add(pass.fuseScale)
    .add(pass.gemmToConv)
    .add(pass.activationBeforeReshape)
    .add(pass.mergeTransposes)
    .add(pass.mergeReshapes)
    .add(pass.removeIdentity)
    .add(pass.activationBeforeReshape)
    .add(pass.mergeReshapes)
    .add(pass.removeIdentity)
    .add(pass.foldActivation)
    .add(pass.removeDeadNodes)
    .add(new pass.FocusToConv(backend))
    .add(new pass.WindowToPixel(backend))
    .add(new pass.ActivationBeforeMove(backend))
    .add(new pass.HardFunctionToConv(backend))
    .add(new pass.PowToMul(backend))
    .add(new pass.NegToMul(backend))
    .add(new pass.PixelPoolToSlice(backend))
    .add(new pass.MirrorToSlices(backend))
    .add(new pass.BlocksToTransposed(backend))
    .add(new pass.PReluToSum(types))
    .add(new pass.RankToFour(backend, onBpu))
    .add(new pass.ShuffleToConv(backend))
    .add(new pass.SplitToConvs(backend))
    .add(new pass.SplitToSlices(backend))
    .add(new pass.TokensToWidth(backend))
    .add(pass.mergeReshapes)
    .add(pass.removeIdentity)
    .add(pass.mergeTransposes)
    .add(pass.mergeReshapes)
    .add(pass.removeIdentity)
    .add(pass.fusePad)
    .add(pass.foldActivation)
    .add(pass.removeDeadNodes)
    .add(new pass.UndoDilation(types))
    .add(new pass.WindowToBlocks(backend))
    .add(new pass.StretchDilation(backend))
    .add(new pass.PadToDilation(backend));
}

/**
 * Every name by which a node may be asked for where the same is asked but for integer types, and where nothing is asked
 * at all: so a table names them before a user asks for any.
 */
export async function namesUntyped(
  backend: Backend,
  requests: pass.PlacementRequests,
  skip: readonly string[],
  original: Graph<'original'>,
  ops: OpSet,
): Promise<ReadonlySet<string>> {
  const asked = (requests.nodes ?? []).flatMap(({ node, key, on }) => (on ? [{ node, key, on }] : []));
  const names = new Set<string>();
  for (const nodes of asked.length > 0 ? [asked, []] : [asked]) {
    const passes = tidy(backend, { ...requests, nodes }).except(skip);
    const tidied = await passes.run(original, { ops, sink: new CollectingSink() });
    for (const node of tidied.nodes) for (const name of pass.namesOf(node)) names.add(name);
  }
  return names;
}

/** The names of the passes that may be left out. */
export function tidyNames(backend: Backend): readonly string[] {
  return tidy(backend, {})
    .describe()
    .map(({ name }) => name);
}

/**
 * ④ TIDY and ⑤ PLACE, without the passes that `skip` names. Throws a DiagnosticError where no pass of that name is
 * in the list.
 */
export function tidyAndPlace(backend: Backend, requests: pass.PlacementRequests = {}, skip: readonly string[] = []) {
  const passes = tidy(backend, requests);
  const known = passes.describe().map(({ name }) => name);
  for (const name of skip)
    if (!known.includes(name)) fail(PIPELINE.unknownPass({ pass: name, nearest: nearest(name, known) }));
  return passes.except(skip).add(new pass.Place(backend.constraints, backend.policy, requests));
}
