import type { RunRecord } from '@openbpu/record';
import { cosineText, duration, grouped, percent } from '../figures';
import { macShare } from '../mac-share';
import { type Markup, type Piece, html } from '../page/markup';
import { quality } from '../page/quality';
import { titleOf } from '../title';
import { untimedNodes } from '../untimed-nodes';
import { verdict } from '../verdict';

const LONG_NAME = 14;

/** The head of the page: the verdict, and the few numbers one looks for first. */
export function headline(record: RunRecord): Markup {
  const { word, tone } = verdict(record);
  const versions = Object.entries(record.tool)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  return html`<header><p class="over">${record.command}${versions && ` · ${versions}`}</p><h1>${titleOf(record)} <small>${[`for ${record.march}`, ...from(record)].join(', ')}</small></h1>
<div class="verdict ${tone}"><strong>${word}</strong><span>${proof(record)}</span></div>
<div class="tiles">${tiles(record)}</div></header>`;
}

/** Where the model came from, unless the title says it. */
function from(record: RunRecord): string[] {
  const files = record.model?.files?.filter((file) => file !== titleOf(record)) ?? [];
  return files.length === 0 ? [] : [`from ${files.join(' and ')}`];
}

function proof({ verification, diagnostics, outputs }: RunRecord): Piece {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const failed = errors > 0 && html` <a class="bad" href="#diagnostics">${errors} error${errors === 1 ? '' : 's'}</a>`;
  if (verification === undefined) return html`The quantised model and the .bin were not compared in this run.${failed}`;
  const { compared, mismatches, inputs } = verification;
  const worst = Math.min(...outputs.map(({ cosine }) => cosine ?? 1));
  const unlike =
    quality(worst) === 'bad' &&
    html` <a class="bad" href="#outputs">But the outputs are unlike those of the float model: cosine ${cosineText(worst)}</a>`;
  return html`Quantised model and .bin, bit for bit on ${inputs} input${inputs === 1 ? '' : 's'}: <b>${grouped(compared)}</b> values compared, <b>${grouped(mismatches)}</b> mismatches.${unlike}${failed}`;
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
      tile(
        'output cosine',
        html`<span class="${quality(worst)}">${cosineText(worst)}</span>`,
        measured.length > 1 ? `lowest of ${measured.length} outputs` : 'float against quantised',
      ),
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
        `up to ${Number(performance.fps.toPrecision(3))} fps, predicted`,
      ),
    calibration &&
      tile(
        'calibration',
        methodName(calibration.method),
        `${calibration.samples} sample${calibration.samples === 1 ? '' : 's'}`,
      ),
  ];
}

/** A long name is smaller, and is broken after its commas and colons. */
function methodName(method: string): Piece {
  const parts = method.split(/(?<=[,:])/).map((part, i) => (i === 0 ? part : html`<wbr>${part}`));
  return method.length > LONG_NAME ? html`<span class="long">${parts}</span>` : parts;
}

function tile(name: string, value: Piece, note: string): Markup {
  return html`<div><small>${name}</small><b>${value}</b><small>${note}</small></div>`;
}
