import type { RunRecord } from '@openbpu/record';
import { callsText } from '../calls-text';
import { NONE, byteSize, duration, metric, percent } from '../figures';
import { barOf } from '../page/quality';
import { type Section, dataTable, factsList } from '../page/blocks';
import { type Piece, html } from '../page/markup';
import { WITHIN, figureWith, protocolText, rateText, sentence } from '../prediction-words';
import { THREADS, threadsTable } from '../threads-table';
import { ASSUMED, assumedMark, untimedNodes } from '../run-words';

/** How the rows come about, and what they leave out. */
const HOW =
  'The rows run one after the other and add up to the latency. Segments of the BPU take the time of its clock; ' +
  'a node on the CPU takes that of its bytes or of its MACs, whichever is longer, at rates that are assumed. ' +
  'A transposition or reshape at the edge takes none, and DDR traffic is that of the BPU alone.';

/** How the time of several cores comes about. */
const TOGETHER =
  'What the cores share is assumed: the bandwidth of main memory, the time until one has noticed what another has ' +
  'done, and their dispatch, one after the other. A small model may be slower on several cores than on one.';

/** What the machine model predicts, as a whole and per segment. */
export function performanceSection(record: RunRecord): Section | undefined {
  const { performance } = record;
  if (performance === undefined) return undefined;
  const untimed = untimedNodes(record);
  const {
    assumed,
    latencyUs,
    fps,
    range,
    threads = [],
    protocol,
    batch,
    cores,
    oneCore,
    calls,
    ddrBytes,
    ddrLoadBytes,
    ddrStoreBytes,
    utilisation,
    segments = [],
  } = performance;
  const mark = assumedMark(performance);
  const facts = factsList([
    [
      batch ? `latency of a batch of ${batch}` : 'latency',
      figureWith(`${duration(latencyUs)}${mark}`, range?.latencyUs, duration),
    ],
    ['rate of several threads', figureWith(`${rateText(fps)}${mark}`, range?.fps, rateText)],
    ['cores', cores !== undefined && `${cores} share one inference`],
    ['latency on one core', oneCore && `${duration(oneCore.latencyUs)}${mark}`],
    ['rate with one core each', oneCore && `${rateText(oneCore.fps)}${mark}`],
    ['function-calls', calls && callsText(calls)],
    ['DDR traffic', byteSize(ddrBytes)],
    ['loaded', ddrLoadBytes !== undefined && byteSize(ddrLoadBytes)],
    ['stored', ddrStoreBytes !== undefined && byteSize(ddrStoreBytes)],
    ['MAC array in use', utilisation !== undefined && percent(utilisation)],
  ]);
  const longest = Math.max(0, ...segments.map((segment) => segment.latencyUs));
  const rows = segments.map((segment): Piece[] => [
    segment.fixed ? segment.name : html`<code>${segment.name}</code>`,
    segment.fixed ? NONE : html`<span class="chip ${segment.on.toLowerCase()}">${segment.on}</span>`,
    html`${duration(segment.latencyUs)}${barOf(segment.on.toLowerCase(), segment.latencyUs, longest)}`,
    segment.ddrBytes === undefined ? NONE : byteSize(segment.ddrBytes),
    segment.macs === undefined ? NONE : metric(segment.macs),
  ]);
  const left = untimed === 1 ? 'the node on the CPU is' : `the ${untimed} nodes on the CPU are`;
  const note = [
    'Predicted for one inference by the model of the reference machine; not measured on a board.',
    protocol === undefined ? '' : ` ${sentence(protocolText(protocol, range !== undefined))}`,
    range ? ` ${WITHIN}` : '',
    assumed ? ` ${ASSUMED}` : '',
    untimed > 0 ? ` It is the time of the BPU alone: ${left} not in it.` : '',
    segments.some(({ fixed }) => fixed) ? ` ${HOW}` : '',
    cores === undefined ? '' : ` ${TOGETHER}`,
  ];
  const table = rows.length > 0 && dataTable(['segment', 'on', `#latency${mark}`, '#DDR', '#MACs'], rows);
  const perThread = threads.length > 0 && html`<h3>Threads</h3><p>${THREADS}</p>${threadsTable(threads, mark)}`;
  const body = html`<p>${note.join('')}</p>${facts}${table}${perThread}`;
  return { id: 'performance', title: 'Performance', body };
}
