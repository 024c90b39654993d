import type { Times } from './measured';
import type { PublishedRow } from './published';
import { score } from './score';

const ratio = (a: number, b: number | undefined) => (b === undefined ? '' : (a / b).toFixed(2));

/** Each row predicted by what was fitted to all, and by what was fitted to the other families. */
export function foldTable(rows: readonly PublishedRow[], within: readonly Times[], held: readonly Times[]): string {
  return [
    '| Network | Latency: ms | published | ratio | by others | A frame: ms | published | ratio | by others |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(({ network, latencyMs, fps }, i) => {
      const frame = fps === undefined ? undefined : 1000 / fps;
      const [own, other] = [within[i], held[i]];
      return `| ${[
        network,
        own.latencyMs.toFixed(2),
        latencyMs?.toFixed(2) ?? '',
        ratio(own.latencyMs, latencyMs),
        ratio(other.latencyMs, latencyMs),
        own.frameMs.toFixed(3),
        frame?.toFixed(3) ?? '',
        ratio(own.frameMs, frame),
        ratio(other.frameMs, frame),
      ].join(' | ')} |`;
    }),
  ].join('\n');
}

/** One line: mean errors, and how many rows are within ten per cent. */
export function summary(name: string, rows: readonly PublishedRow[], times: readonly Times[]): string {
  const pairs = (measure: 'latency' | 'frame') =>
    rows.flatMap(({ latencyMs, fps }, i) => {
      const measured = measure === 'latency' ? latencyMs : fps && 1000 / fps;
      const predicted = measure === 'latency' ? times[i].latencyMs : times[i].frameMs;
      return measured === undefined ? [] : [{ predicted, measured }];
    });
  const parts = (['latency', 'frame'] as const).map((measure) => {
    const list = pairs(measure);
    const { rows: count, mape } = score(list);
    const near = list.filter(({ predicted, measured }) => Math.abs(predicted / measured - 1) <= 0.1).length;
    const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`;
    return `${measure}: ${count} rows, mean error ${percent(mape, 1)}, ${percent(near / count, 0)} within 10 %`;
  });
  return `${name}: ${parts.join('; ')}`;
}
