import type { SetOptions } from '../draw/set-members';
import type { TrainingOptions } from './train-network';

/** How the committed model came about. */
export const TRAINING_SET: SetOptions = { count: 3000, seed: 1 };
export const WEIGHTS_SEED = 'weights/1';
export const TRAINING: TrainingOptions = { epochs: 7, batch: 16, rate: 0.004, seed: 1 };
