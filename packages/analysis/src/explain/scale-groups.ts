import type { Node } from '@openbpu/ir';
import type { CalibratedModel } from '../model/calibrated-model';

/** Calibrations that round to the same steps, because nodes between them only move or choose elements. */
export interface ScaleGroup {
  readonly kind: 'weight' | 'activation';
  /** Numbers of calibrations, in the order of the model. */
  readonly members: readonly number[];
  /** The nodes between them that read several of them. */
  readonly joints: readonly Node[];
}

/**
 * Every calibration in one group. Rounding once more to the same steps changes nothing, so that what one of a group
 * costs shows only where all of them are switched off.
 */
export function scaleGroups({ calibrations, nodes }: CalibratedModel): readonly ScaleGroup[] {
  const byFrom = new Map(calibrations.map(({ from }, number) => [from, number]));
  const byTo = new Map(calibrations.map(({ to }, number) => [to, number]));
  const roots = calibrations.map((_, number) => number);
  const find = (number: number): number => (roots[number] === number ? number : find(roots[number]));
  const alike = (a: number, b: number) => {
    const [x, y] = [a, b].map((number) => calibrations[number].attrs);
    return x.scales.length === y.scales.length && x.scales.every((scale, i) => scale === y.scales[i]);
  };
  const joined: (readonly [Node, number])[] = [];
  for (const node of nodes) {
    if (node.placement?.on !== 'bpu' || node.op.integer?.sharesScale?.(node.attrs) !== true) continue;
    const read = node.inputs.flatMap((id) => byTo.get(id) ?? []);
    const given = node.outputs.flatMap((id) => byFrom.get(id) ?? []);
    const [first, ...others] = [...given, ...read];
    if (first === undefined) continue;
    const near = others.filter((number) => calibrations[number].kind === 'activation' && alike(first, number));
    for (const number of near) roots[Math.max(find(number), find(first))] = Math.min(find(number), find(first));
    if (read.filter((number) => near.includes(number)).length > 1) joined.push([node, first]);
  }
  const groups = new Map<number, number[]>();
  calibrations.forEach((_, number) => groups.set(find(number), [...(groups.get(find(number)) ?? []), number]));
  return [...groups].map(([root, members]) => ({
    kind: calibrations[root].kind,
    members,
    joints: joined.flatMap(([node, number]) => (find(number) === root ? [node] : [])),
  }));
}
