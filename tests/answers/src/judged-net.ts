import type { LanePool } from '@openbpu/runtime';
import { type Way, converted } from './converted';
import { judgingPictures } from './data';
import type { Net } from './net';
import { type Drop, pairedDrop } from './paired-drop';
import { runs } from './runs';
import { type Share, ratioOf } from './share';

/** What came of a network: parts of 1, drops in points. */
export interface JudgedNet {
  readonly name: string;
  readonly by: string;
  readonly pictures: number;
  /** Against what is known to be right, where it is. */
  readonly float?: number;
  readonly quantised?: number;
  /** Of the quantised answers with the float ones. */
  readonly agreement: number;
  /** From float to quantised against what is right; where that is not known, what agreement lacks of 100. */
  readonly drop: Drop;
  /** The output that suffers most, by the mean of its cosine over the pictures. */
  readonly worst: { readonly output: string; readonly cosine: number };
}

/** How a network is judged. */
export interface JudgeChoice {
  readonly way: Way;
  /** Where it is converted, unless it is there already. */
  readonly folder: string;
  readonly pictures: number;
  /** Where outputs are written; nowhere unless told. */
  readonly dump?: string;
}

/** Converts a network and judges it on pictures. Throws DiagnosticError. */
export async function judgedNet(net: Net, choice: JudgeChoice, lanes: LanePool): Promise<JudgedNet> {
  const { way, folder, pictures, dump } = choice;
  const models = await converted(net, folder, way);
  const found = await runs(net, models, await judgingPictures(net.pictures, pictures), lanes, dump);
  const agreement = found.map((run) => run.agreement);
  const truths = found.flatMap(({ truth }) => (truth ? [truth] : []));
  const [float, quantised] = [truths.map((truth) => truth.float), truths.map((truth) => truth.quantised)];
  const known = truths.length > 0;
  return {
    name: net.name,
    by: net.judge.by,
    pictures: found.length,
    ...(known ? { float: ratioOf(float), quantised: ratioOf(quantised) } : {}),
    agreement: ratioOf(agreement),
    drop: known ? pairedDrop(float, quantised) : pairedDrop(agreement.map(whole), agreement),
    worst: worstOf(found.map(({ cosines }) => cosines)),
  };
}

/** The same with everything right. */
function whole({ of }: Share): Share {
  return { right: of, of };
}

/** The output of the lowest mean. A cosine that is NaN is the lowest. */
export function worstOf(cosines: readonly ReadonlyMap<string, number>[]): JudgedNet['worst'] {
  const means = Array.from(cosines[0].keys(), (output) => {
    const mean = cosines.reduce((sum, of) => sum + (of.get(output) ?? NaN), 0) / cosines.length;
    return { output, cosine: Number.isNaN(mean) ? -1 : mean };
  });
  return means.reduce((worst, other) => (other.cosine < worst.cosine ? other : worst));
}
