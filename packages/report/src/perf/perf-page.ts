import type { PerfReport, PerfSubgraph } from '@openbpu/board';
import { page } from '../page/shell';
import { html } from '../page/markup';
import { cpuSection } from './cpu-section';
import { type SubgraphLink, detailsSection, noLayers } from './details-section';
import { keysSection } from './keys-section';
import { layerDetailsSection } from './layer-details-section';
import { PERF_STYLE } from './perf-style';
import { rooflineSection } from './roofline-section';
import { structureSection } from './structure-section';
import { subgraphSection } from './subgraph-section';
import { summarySection } from './summary-section';
import { threadsSection } from './threads-section';
import { timelineData } from './timeline-data';
import { TIMELINE_SCRIPT } from './timeline-script';
import { timelineSection } from './timeline-section';
import { whatIfSection } from './what-if-section';

const FOOTER = 'Written by OpenBPU from the .bin alone, by the clock of its march; nothing was measured on a board.';

/**
 * The static page of a model: Model Performance Summary, Details, BIN Model Structure, and what else is told of its
 * speed. It needs nothing beside itself. Equal reports give equal bytes.
 */
export function perfPage(report: PerfReport, link?: SubgraphLink): string {
  const { model, graph, march, tool } = report;
  const origin = [`for ${march}`, ...(graph && graph !== model ? [`from ${graph}`] : [])].join(', ');
  return page({
    title: `${model} · performance · OpenBPU`,
    header: html`<header><p class="over">hb_perf · ${tool}</p><h1>${model} <small>${origin}</small></h1></header>`,
    sections: [
      summarySection(report),
      detailsSection(report, link),
      structureSection(report),
      threadsSection(report),
      timelineSection(report.timeline),
      rooflineSection(report),
      layerDetailsSection(report.subgraphs),
      cpuSection(report),
      keysSection(report),
      whatIfSection(report),
    ].flatMap((section) => section ?? []),
    footer: FOOTER,
    script: TIMELINE_SCRIPT,
    style: PERF_STYLE,
    data: { 'timeline-data': timelineData(report.timeline) },
  });
}

/** The page of a subgraph; `main` is where that of its model lies. */
export function subgraphPage(report: PerfReport, subgraph: PerfSubgraph, main: string): string {
  const { model, march, tool, timeline, debug } = report;
  const own = {
    ...report,
    roofline: {
      ...report.roofline,
      points: report.roofline.points.filter((point) => point.subgraph === subgraph.name),
    },
  };
  const from = html`<small>of <a href="${main}">${model}</a>, for ${march}</small>`;
  const hint = debug ? undefined : noLayers();
  return page({
    title: `${subgraph.name} · ${model} · OpenBPU`,
    header: html`<header><p class="over">hb_perf · ${tool}</p><h1>${subgraph.name} ${from}</h1>${hint}</header>`,
    sections: [
      subgraphSection(subgraph),
      timelineSection(timeline),
      rooflineSection(own),
      layerDetailsSection([subgraph]),
    ].flatMap((section) => section ?? []),
    footer: FOOTER,
    script: TIMELINE_SCRIPT,
    style: PERF_STYLE,
    data: { 'timeline-data': timelineData(timeline, [subgraph.startUs, subgraph.startUs + subgraph.latencyUs]) },
  });
}
