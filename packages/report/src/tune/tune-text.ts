import type { TunePoint, Tuning } from '@openbpu/analysis';
import { cosineText, counted, real } from '../figures';
import { textTable } from '../text-table';

/** The front of a tuning as a table, the line of the chosen point, and what a conversion of it gives. */
export function tuneText({ points, front, chosen, rule, reached, samples, groups, conversion }: Tuning): string {
  const labelled = points.some(({ top1 }) => top1 !== undefined);
  const shown = [...new Set([0, ...front, chosen])].toSorted((a, b) => points[a].ms - points[b].ms);
  const rows = shown.map((i) =>
    rowOf(points[i], i, i === chosen ? '<- chosen' : front.includes(i) ? '' : 'beaten', labelled),
  );
  const header = ['Point', 'Groups', 'ms', 'Noise/signal', 'Cosine', ...(labelled ? ['Top-1 drop'] : []), ''];
  const taken = points[chosen];
  const names = taken.groups.map((name) => groups.find((group) => group.name === name)?.name ?? name);
  const cosines = conversion.outputs.map(({ cosine }) => cosineText(cosine));
  return [
    `${counted(points.length, 'point')} measured on ${counted(samples.heldBack, 'sample')} held back from the ` +
      `${samples.calibration} that thresholds are found on:`,
    textTable(header, rows),
    `Chosen: point ${chosen}, ${rule}${reached ? '' : ' (the goal is not reached)'}.`,
    names.length === 0 ? 'Nothing becomes int16.' : `In int16: ${names.join(', ')}.`,
    ...dropLines(taken),
    `makertbin then finds, with thresholds from all ${counted(conversion.samples, 'sample')}: ` +
      `${conversion.ms.toFixed(3)} ms, cosine ${cosines.join(', ')}.`,
  ].join('\n');
}

function rowOf(
  { groups, ms, error, cosine, top1 }: TunePoint,
  place: number,
  note: string,
  labelled: boolean,
): string[] {
  const drop = top1 ? `${(-100 * top1.delta).toFixed(1)}` : '--';
  const figures = [String(place), String(groups.length), ms.toFixed(3), real(error, 4), cosine.toFixed(6)];
  return [...figures, ...(labelled ? [drop] : []), note];
}

/** The drop of top-1 with its interval and the test. */
function dropLines({ top1 }: TunePoint): string[] {
  if (!top1) return [];
  const points = (value: number) => (100 * value).toFixed(1);
  const { count, delta, low, high, pValue, onlyA, onlyB } = top1;
  return [
    `Top-1 against the float model over ${counted(count, 'picture')}: drop ${points(-delta)} points ` +
      `(95 % interval ${points(-high)} to ${points(-low)}; ${onlyA} lost, ${onlyB} won, McNemar p ${real(pValue, 3)}).`,
  ];
}
