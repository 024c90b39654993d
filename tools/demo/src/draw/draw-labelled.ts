import type { Image } from '@openbpu/vision';
import { drawSign } from './draw-sign';
import { type SetName, type SetOptions, setMembers } from './set-members';

export interface LabelledImage {
  readonly image: Image;
  readonly label: number;
}

/** The pictures of a set, in memory. */
export async function drawLabelled(set: SetName, options: SetOptions): Promise<LabelledImage[]> {
  const drawn: LabelledImage[] = [];
  for (const { classIndex, seed } of setMembers(set, options))
    drawn.push({ image: await drawSign(classIndex, seed), label: classIndex });
  return drawn;
}
