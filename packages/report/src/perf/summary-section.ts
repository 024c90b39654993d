import type { PerfReport } from '@openbpu/board';
import { duration } from '../figures';
import { type Section, dataTable, factsList } from '../page/blocks';
import { html } from '../page/markup';
import { WITHIN, figureWith, protocolText, sentence } from '../prediction-words';
import { ASSUMED } from '../run-words';
import { share, summaryMetrics } from './perf-words';

/** The metrics of the guide, and below them what they leave out. */
export function summarySection(report: PerfReport): Section {
  const { bpuUs, cpuUs, inferenceUs, latencyUs, fps, range, protocol, batch, cores, assumed } = report;
  const part = (us: number) => `${duration(us)}, ${share(us, latencyUs)}`;
  const rate = (value: number) => `${Number(value.toPrecision(4))} FPS`;
  const whole = factsList([
    ['whole inference', figureWith(duration(latencyUs), range?.latencyUs, duration)],
    ['of it the BPU', part(bpuUs)],
    ['of it the CPU', part(cpuUs)],
    ['of it every inference', part(inferenceUs)],
    ['rate of several threads', fps !== undefined && figureWith(rate(fps), range?.fps, rate)],
    ['items of a frame', batch > 1 && String(batch)],
    ['cores', cores > 1 && `${cores} share one inference`],
  ]);
  const note =
    'Predicted by the clock of the machine, not measured on a board. The metrics are those of the BPU alone; the ' +
    'time of the CPU, and what every inference costs, stand below them. ' +
    `${sentence(protocolText(protocol, range !== undefined, fps !== undefined))} ` +
    (range ? `${WITHIN} ` : '') +
    (batch > 1 ? `A frame is an inference, and holds ${batch} items. ` : '') +
    (assumed ? ASSUMED : '');
  const rows = summaryMetrics(report).map(([name, value]) => [name, html`<b>${value}</b>`]);
  return {
    id: 'summary',
    title: 'Model Performance Summary',
    body: html`<p>${note}</p>${dataTable(['metric', 'value'], rows)}<h3>Whole inference</h3>${whole}`,
  };
}
