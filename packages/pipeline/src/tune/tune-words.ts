import type { TuneGoal, TunePoint } from '@openbpu/analysis';

/** A measured point in words. */
export function pointWords({ groups, ms, error, cosine, top1 }: TunePoint): string {
  const drop = top1 ? `, top-1 drop ${(-100 * top1.delta).toFixed(1)} points` : '';
  return (
    `${groups.length} ${groups.length === 1 ? 'group' : 'groups'} in int16, ${ms.toFixed(3)} ms, ` +
    `noise to signal ${Number(error.toPrecision(4))}, cosine ${cosine.toFixed(6)}${drop}`
  );
}

/** What is to be reached, a clause each. */
export function goalWords({ targetCosine, maxMs, maxDrop }: TuneGoal): string[] {
  return [
    ...(targetCosine === undefined ? [] : [`cosine ${targetCosine}`]),
    ...(maxDrop === undefined ? [] : [`a drop of ${maxDrop} points`]),
    ...(maxMs === undefined ? [] : [`${maxMs} ms`]),
  ];
}
