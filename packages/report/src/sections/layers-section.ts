import type { RunRecord } from '@openbpu/record';
import { byteSize, clipped, duration, metric } from '../figures';
import { barOf } from '../page/quality';
import { type Section, dataTable } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { assumedMark } from '../run-words';

const MOST_NAME = 240;

/** What every layer on the BPU costs, where the run was asked for it. */
export function layersSection({ performance }: RunRecord): Section | undefined {
  const { layers = [] } = performance ?? {};
  if (layers.length === 0) return undefined;
  const mark = assumedMark(performance ?? {});
  const several = new Set(layers.map(({ segment }) => segment)).size > 1;
  const longest = Math.max(...layers.map(({ latencyUs }) => latencyUs));
  const rows = layers.map(({ name, segment, latencyUs, computeUs, transferUs, ddrBytes, macs }): Piece[] => [
    html`<code>${clipped(name, MOST_NAME)}</code>`,
    ...(several ? [html`<code>${segment}</code>`] : []),
    html`${duration(latencyUs)}${barOf('bpu', latencyUs, longest)}`,
    duration(computeUs),
    duration(transferUs),
    byteSize(ddrBytes),
    metric(macs),
  ]);
  const headings = [
    'layer',
    ...(several ? ['segment'] : []),
    `#adds${mark}`,
    `#computing${mark}`,
    `#transfers${mark}`,
    '#DDR',
    '#MACs',
  ];
  const note =
    'What each layer adds to the latency of the BPU. Computing and transfers of neighbouring layers overlap, so they ' +
    'may take longer than what they add. What starts the BPU, and the CPU, are left out.';
  const body = html`<p>${note}</p>${dataTable(headings, rows)}`;
  return { id: 'layers', title: 'Layer details', body };
}
