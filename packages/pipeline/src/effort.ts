/**
 * What `calibration_type: default` goes to: 0 judges methods with and without scales of channels; 1 refines thresholds,
 * corrects biases and rounds weights of the best of them; 2 does all that a second time where scales of channels are
 * moved between layers first, and keeps the better; 3 then tunes weights and biases of that block by block, each on
 * what it reads in the quantised model.
 */
export const EFFORTS = [0, 1, 2, 3] as const;

export type Effort = (typeof EFFORTS)[number];

export const USUAL_EFFORT: Effort = 1;
