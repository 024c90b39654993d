import { CAUSES, type Cause, type Explanation } from '@openbpu/analysis';

/** What an explanation says, in lines: the whole error, its causes by gain, and what is left. */
export function explanationText({ outputs, samples, error, causes, elsewhere, rest }: Explanation): string {
  return [
    `outputs ${outputs.join(', ')} over ${samples} samples: noise to signal ${real(error)} (${decibels(error)} dB)`,
    '    part     gain  cause',
    ...causes.flatMap((cause) => causeLines(cause, error)),
    ...elsewhere
      .filter(({ count }) => count > 0)
      .map(({ kind, count, share }) => `${percent(share)}           ${kind} at ${count} other places`),
    `${percent(rest)}           rest: at no single place`,
  ].join('\n');
}

function causeLines({ kind, node, share, evidence, gains: [best], unmeasured }: Cause, error: number): string[] {
  const gain = best ? percent((best.before - best.after) / error) : '        ';
  const key = best?.cure.key === undefined ? '' : `${best.cure.key}: ${best.cure.value ?? ''}  `;
  return [
    `${percent(share)} ${gain}  ${kind} at ${node}: ${CAUSES[kind]}`,
    ...evidence.map((each) => `                     ${each}`),
    ...(best
      ? [`                     cure: ${key}(${best.cure.advice}): ${real(best.before)} -> ${real(best.after)}`]
      : []),
    ...unmeasured.map((each) => `                     not measured: ${each}`),
  ];
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`.padStart(8);
}

function decibels(error: number): string {
  return error === 0 ? 'inf' : (-10 * Math.log10(error)).toFixed(1);
}

function real(value: number): string {
  return String(Number(value.toPrecision(4)));
}
