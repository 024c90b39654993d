import type { RunRecord } from '@openbpu/record';
import { NONE, byteSize, duration, metric, percent } from '../figures';
import { dataTable } from '../page/data-table';
import { factsList } from '../page/facts-list';
import { type Piece, html } from '../page/markup';
import type { Section } from '../page/section';
import { untimedNodes } from '../untimed-nodes';

/** What the machine model predicts, as a whole and per segment. */
export function performanceSection(record: RunRecord): Section | undefined {
  const { performance } = record;
  if (performance === undefined) return undefined;
  const untimed = untimedNodes(record);
  const { latencyUs, fps, ddrBytes, ddrLoadBytes, ddrStoreBytes, utilisation, segments = [] } = performance;
  const facts = factsList([
    ['latency', duration(latencyUs)],
    ['rate of several threads', `${Number(fps.toPrecision(3))} fps`],
    ['DDR traffic', byteSize(ddrBytes)],
    ['loaded', ddrLoadBytes !== undefined && byteSize(ddrLoadBytes)],
    ['stored', ddrStoreBytes !== undefined && byteSize(ddrStoreBytes)],
    ['MAC array in use', utilisation !== undefined && percent(utilisation)],
  ]);
  const longest = Math.max(0, ...segments.map((segment) => segment.latencyUs));
  const rows = segments.map((segment): Piece[] => [
    html`<code>${segment.name}</code>`,
    html`<span class="chip ${segment.on.toLowerCase()}">${segment.on}</span>`,
    html`${duration(segment.latencyUs)}<i class="bar"><i class="${segment.on.toLowerCase()}" style="width:${longest === 0 ? 0 : Math.round((segment.latencyUs / longest) * 100)}%"></i></i>`,
    segment.ddrBytes === undefined ? NONE : byteSize(segment.ddrBytes),
    segment.macs === undefined ? NONE : metric(segment.macs),
  ]);
  const body = html`<p>Predicted for one inference by the model of the reference machine; not measured on a board.${untimed > 0 && ' It is the time of the BPU alone: ' + `${untimed === 1 ? 'the node on the CPU is' : `the ${untimed} nodes on the CPU are`} not in ` + 'it.'}</p>${facts}${rows.length > 0 && dataTable(['segment', 'on', '#latency', '#DDR', '#MACs'], rows)}`;
  return { id: 'performance', title: 'Performance', body };
}
