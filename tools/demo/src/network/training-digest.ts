import { createHash } from 'node:crypto';
import { bytesOf } from '@openbpu/tensor';
import { Chance } from '../draw/chance';
import { setMembers } from '../draw/set-members';
import { signSvg } from '../draw/sign-svg';
import { INPUT_MEAN, INPUT_SCALE } from './normalise-input';
import { roadSignNetwork } from './road-sign-network';
import { TRAINING, TRAINING_SET, WEIGHTS_SEED } from './training-plan';

/**
 * SHA-256 over what the committed model was made from: the plan, the normalisation, the scenes of the training set and
 * the weights to begin with. The model carries it, so that a model older than the code is found without training again.
 */
export function trainingDigest(): string {
  const hash = createHash('sha256');
  const { epochs, batch, rate, seed } = TRAINING;
  hash.update(JSON.stringify([epochs, batch, rate, seed, TRAINING_SET, WEIGHTS_SEED, INPUT_MEAN, INPUT_SCALE]));
  for (const member of setMembers('train', TRAINING_SET))
    hash.update(signSvg(member.classIndex, new Chance(`${member.seed}/${member.classIndex}`), 64));
  for (const { value } of roadSignNetwork(new Chance(WEIGHTS_SEED)).parameters) hash.update(bytesOf(value));
  return hash.digest('hex');
}
