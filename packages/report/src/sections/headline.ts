import type { RunRecord } from '@openbpu/record';
import { cosineText, counted, duration, grouped, percent } from '../figures';
import { saysNothing, titleOf, untimedNodes } from '../run-words';
import { rateText, betweenText } from '../prediction-words';
import { macShare } from '../mac-share';
import { type Markup, type Piece, html } from '../page/markup';
import { quality } from '../page/quality';
import { verdict } from '../verdict';

const LONG_NAME = 14;

/** The head of the page: the verdict, and the few numbers one looks for first. */
export function headline(record: RunRecord): Markup {
  const { word, tone } = verdict(record);
  const versions = Object.entries(record.tool)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  const origin = [`for ${record.march}`, ...from(record)].join(', ');
  const over = html`<p class="over">${record.command}${versions && ` · ${versions}`}</p>`;
  return html`<header>${over}<h1>${titleOf(record)} <small>${origin}</small></h1>
<div class="verdict ${tone}"><strong>${word}</strong><span>${proof(record)}</span></div>
<div class="tiles">${tiles(record)}</div></header>`;
}

/** Where the model came from, unless the title says it. */
function from(record: RunRecord): string[] {
  const files = record.model?.files?.filter((file) => file !== titleOf(record)) ?? [];
  return files.length === 0 ? [] : [`from ${files.join(' and ')}`];
}

function proof({ verification, diagnostics, outputs, calibration }: RunRecord): Piece {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const failed = errors > 0 && html` <a class="bad" href="#diagnostics">${counted(errors, 'error')}</a>`;
  if (verification === undefined) return html`The quantised model and the .bin were not compared in this run.${failed}`;
  const { compared, mismatches, inputs } = verification;
  const worst = Math.min(...outputs.map(({ cosine }) => cosine ?? 1));
  const sentence = `But the outputs are unlike those of the float model: cosine ${cosineText(worst)}`;
  const nothing = saysNothing(calibration);
  const unlike = nothing
    ? html` <a href="#calibration">${nothing}</a>`
    : quality(worst) === 'bad' && html` <a class="bad" href="#outputs">${sentence}</a>`;
  const values = html`<b>${grouped(compared)}</b> values compared, <b>${grouped(mismatches)}</b> mismatches.`;
  return html`Quantised model and .bin, bit for bit on ${counted(inputs, 'input')}: ${values}${unlike}${failed}`;
}

function tiles(record: RunRecord): Piece {
  const { nodes, outputs, calibration, performance, accuracy } = record;
  const { share } = macShare(nodes);
  const onCpu = nodes.filter(({ on }) => on === 'CPU').length;
  const measured = outputs.flatMap(({ cosine }) => cosine ?? []);
  const worst = measured.length > 0 && measured.reduce((low, cosine) => Math.min(low, cosine));
  const [first, last] = [accuracy?.stages[0], accuracy?.stages.at(-1)];
  return [
    share !== undefined && tile('MACs on the BPU', percent(share), `${nodes.length - onCpu} of ${nodes.length} nodes`),
    worst !== false &&
      saysNothing(calibration) === undefined &&
      tile('output cosine', cosineOf(worst), cosineNote(record, measured.length)),
    first &&
      last &&
      tile(
        'top-1',
        percent(last.top1),
        first === last ? last.stage : `${last.stage}; ${first.stage} ${percent(first.top1)}`,
      ),
    performance &&
      tile(
        untimedNodes(record) > 0 ? 'latency of the BPU' : 'latency',
        duration(performance.latencyUs),
        (performance.batch ? `a batch of ${performance.batch}, ` : '') +
          (performance.cores ? `on ${performance.cores} cores, ` : '') +
          (performance.range ? `${betweenText(performance.range.latencyUs, duration)}, ` : '') +
          `up to ${rateText(performance.fps)}, ${performance.assumed ? 'assumed' : 'predicted'}`,
      ),
    calibration &&
      (calibration.noise
        ? tile('calibration', 'none', 'thresholds come from noise')
        : calibration.loaded
          ? tile('calibration', 'none', 'the model states its thresholds')
          : tile('calibration', methodName(calibration.method), counted(calibration.samples, 'sample'))),
  ];
}

function cosineOf(cosine: number): Markup {
  return html`<span class="${quality(cosine)}">${cosineText(cosine)}</span>`;
}

/** What the cosine in the head is, in so many words. */
function cosineNote({ proof: measured }: RunRecord, outputs: number): string {
  const which = outputs > 1 ? `lowest of ${outputs} outputs` : 'float against quantised';
  return measured === undefined ? which : `${which}, ${meanOver(measured.samples)}`;
}

function meanOver(samples: number): string {
  return samples === 1 ? 'first sample' : `mean of ${counted(samples, 'sample')}`;
}

/** A long name is smaller, and is broken after its commas and colons. */
function methodName(method: string): Piece {
  const parts = method.split(/(?<=[,:])/).map((part, i) => (i === 0 ? part : html`<wbr>${part}`));
  return method.length > LONG_NAME ? html`<span class="long">${parts}</span>` : parts;
}

function tile(name: string, value: Piece, note: string): Markup {
  return html`<div><small>${name}</small><b>${value}</b><small>${note}</small></div>`;
}
