import type { RecordThreads } from '@openbpu/record';
import { duration } from './figures';
import { dataTable } from './page/blocks';
import { type Markup, type Piece, html } from './page/markup';
import { rateText } from './prediction-words';

/** How the rows come about. */
export const THREADS =
  'With each number of threads, 200 frames as hrt_model_exec perf runs them: what a frame takes with its waiting for ' +
  'cores, and how many come in a second, every item of a batch counted.';

/** What a frame takes, and how many come in a second, by the number of threads; a bar and its interval for each. */
export function threadsTable(rows: RecordThreads, mark = ''): Markup {
  const ranged = rows.some(({ range }) => range !== undefined);
  const most = Math.max(...rows.map(({ fps, range }) => range?.fps[1] ?? fps));
  const headings = ['#threads', `#latency${mark}`, ...(ranged ? ['#80 % between'] : []), `#rate${mark}`];
  return dataTable(
    [...headings, ...(ranged ? ['#80 % between'] : []), ''],
    rows.map(({ threads, latencyUs, fps, range }): Piece[] => [
      threads,
      duration(latencyUs),
      ...(ranged ? [between(range?.latencyUs, duration)] : []),
      rateText(fps),
      ...(ranged ? [between(range?.fps, (value) => String(Number(value.toPrecision(3))))] : []),
      track(fps, range?.fps ?? [fps, fps], most),
    ]),
  );
}

function between(interval: readonly [number, number] | undefined, written: (value: number) => string): string {
  return interval ? `${written(interval[0])} – ${written(interval[1])}` : '';
}

/** A rate on a scale from nothing to the most, with its interval. */
function track(fps: number, [low, high]: readonly [number, number], most: number): Markup {
  const place = (value: number) => (most > 0 ? Math.round((value / most) * 1000) / 10 : 0);
  const width = Math.round((place(high) - place(low)) * 10) / 10;
  const interval = html`<i style="left:${place(low)}%;width:${width}%"></i>`;
  return html`<i class="track">${interval}<b style="left:${place(fps)}%"></b></i>`;
}
