import type {
  AccumulatedError,
  ChannelDistribution,
  Distribution,
  Explanation,
  SensitivityResult,
} from '@openbpu/analysis';
import { counted, real } from '../figures';
import type { Section } from '../page/blocks';
import { type Markup, html } from '../page/markup';
import { page } from '../page/shell';
import { NARROWEST, channelsSvg } from './channels-svg';
import { DEBUG_SCRIPT } from './debug-script';
import { DEBUG_STYLE } from './debug-style';
import { distributionSvg } from './distribution-svg';
import { errorsSvg } from './errors-svg';
import { explanationSection } from './explanation-section';
import { PAGE } from './inks';
import type { Probe } from './probe';
import { sensitivitySvg } from './sensitivity-svg';

/** What there is to show; any of it may be nothing. */
export interface DebugFindings {
  readonly explanations?: readonly Explanation[];
  readonly sensitivities?: readonly SensitivityResult[];
  readonly distributions?: readonly Distribution[];
  readonly channels?: readonly ChannelDistribution[];
  readonly errors?: readonly AccumulatedError[];
}

export interface DebugPageParts {
  /** What the page is about, as its title says. */
  readonly title: string;
  /** Of the calibrated model, as it was given. */
  readonly model: string;
  readonly tool: string;
}

const FOOTER =
  'Written by OpenBPU from a calibrated model and its calibration data. ' +
  'The float model is the same model without its quantisation.';

/**
 * A page of pictures that say what is below the pointer, are zoomed along their horizontal axis, and leave curves out
 * at a click. It needs nothing beside itself; equal findings give equal bytes.
 */
export function debugPage({ title, model, tool }: DebugPageParts, findings: DebugFindings): string {
  const figures = new Figures();
  const { explanations = [], sensitivities = [], distributions = [], channels = [], errors = [] } = findings;
  const sections: Section[] = [
    ...explanations.map((explanation) => explanationSection(explanation)),
    ...sensitivities.map((result) => sensitivitySection(result)),
    ...group('errors', 'Accumulated error', errors, (error) => errorFigure(figures, error)),
    ...group('distributions', 'Distributions', distributions, (one) => distributionFigure(figures, one)),
    ...group('channels', 'Channels', channels, (one) => channelsFigure(figures, one)),
  ];
  const head = html`<h1>${title} <small>of ${model}</small></h1>`;
  return page({
    title: `${title} · OpenBPU`,
    header: html`<header><p class="over">hmct-debugger · ${tool}</p>${head}</header>`,
    sections,
    footer: FOOTER,
    script: DEBUG_SCRIPT,
    style: DEBUG_STYLE,
    data: { 'probes-data': figures.probes },
  });
}

/** The figures of a page, numbered, and what each says where. */
class Figures {
  readonly probes: (readonly Probe[])[] = [];

  /** `views` are the same figure in several ways, of which the first is shown. */
  add(views: readonly (readonly [name: string, svg: Markup])[], probes: readonly Probe[]): Markup {
    const number = this.probes.push(probes) - 1;
    const shown = views.map(
      ([name, svg], i) => html`<div class="view scroll" data-view="${name}"${i > 0 && html` hidden`}>${svg}</div>`,
    );
    const choices =
      views.length > 1 && views.map(([name]) => html`<button type="button" value="view ${name}">${name}</button>`);
    const zoom = [
      ['in', '+'],
      ['out', '−'],
      ['left', '←'],
      ['right', '→'],
      ['all', 'all'],
    ].map(([value, sign]) => html`<button type="button" value="${value}">${sign}</button>`);
    const tools = html`<div class="tools" hidden>${zoom}${choices}<output></output></div>`;
    return html`<figure class="probed" data-figure="${number}">${tools}\n${shown}</figure>\n`;
  }
}

function group<T>(id: string, title: string, items: readonly T[], drawn: (item: T) => Markup): Section[] {
  return items.length === 0 ? [] : [{ id, title, body: html`${items.map(drawn)}` }];
}

function sensitivitySection(result: SensitivityResult): Section {
  const { kind, metrics, nodes, samples } = result;
  const rows = [...nodes].map(([node, values], i) => {
    const cells = metrics.map((metric) => html`<td class="num">${real(values.get(metric), 8)}</td>`);
    return html`<tr><td class="num">${i + 1}</td><td><code>${node}</code></td>${cells}</tr>\n`;
  });
  const heads = ['#', 'Node', ...metrics].map((name) => html`<th><button type="button">${name}</button></th>`);
  const body = html`<p>What the outputs lose when one alone is quantised, over ${counted(samples, 'sample')}; by
${metrics[0]}, the worst first. A click on a heading sorts.</p>
<div class="scroll">${sensitivitySvg(result, PAGE).svg}</div>
<div class="scroll ranked"><table><thead><tr>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>`;
  return { id: `sensitivity-${kind}`, title: `Sensitivity: ${kind}`, body };
}

function errorFigure(figures: Figures, error: AccumulatedError): Markup {
  const { svg, probes } = errorsSvg(error, PAGE);
  return figures.add([['curves', svg]], probes);
}

function distributionFigure(figures: Figures, distribution: Distribution): Markup {
  const { svg, probes } = distributionSvg(distribution, PAGE);
  return figures.add(
    [
      ['logarithmic', svg],
      ['linear', distributionSvg(distribution, PAGE, true).svg],
    ],
    probes,
  );
}

function channelsFigure(figures: Figures, channels: ChannelDistribution): Markup {
  const { svg, probes } = channelsSvg(channels, PAGE, NARROWEST);
  return figures.add([['channels', svg]], probes);
}
