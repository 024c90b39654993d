import { Lane } from '@openbpu/runtime';
import { ComparedStages, type Losses } from './compared-stages';
import { weightsOnly } from './rounded-parts';

/**
 * What a conversion cost, and what its int8 weights cost by themselves: every float output of its quantised model, and
 * of its calibrated model with activations left in float32 (the floor), against those of its float model.
 */
export async function lossesOf(workingDir: string, prefix: string): Promise<{ quantised: Losses; floor: Losses }> {
  const lane = new Lane();
  try {
    const stages = await ComparedStages.open(lane, workingDir, prefix);
    return {
      quantised: await stages.lossesOf(await stages.stage('quantized')),
      floor: await stages.lossesOf(weightsOnly(await stages.stage('calibrated'))),
    };
  } finally {
    await lane.close();
  }
}
