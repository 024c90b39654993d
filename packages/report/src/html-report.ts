import { createHash } from 'node:crypto';
import { type RunRecord, parseRecord, stringifyRecord } from '@openbpu/record';
import { html, trusted } from './page/markup';
import { SCRIPT } from './page/script';
import type { Section } from './page/blocks';
import { STYLE } from './page/style';
import { accuracySection } from './sections/accuracy-section';
import { artifactsSection } from './sections/artifacts-section';
import { calibrationSection } from './sections/calibration-section';
import { cosineSection } from './sections/cosine-section';
import { diagnosticsSection } from './sections/diagnostics-section';
import { headline } from './sections/headline';
import { interfaceSection } from './sections/interface-section';
import { layersSection } from './sections/layers-section';
import { macsSection } from './sections/macs-section';
import { modelSection } from './sections/model-section';
import { nodesSection } from './sections/nodes-section';
import { outputsSection } from './sections/outputs-section';
import { performanceSection } from './sections/performance-section';
import { placementSection } from './sections/placement-section';
import { recipeSection } from './sections/recipe-section';
import { timingSection } from './sections/timing-section';
import { titleOf } from './run-words';

/** The page from top to bottom. */
const SECTIONS: readonly ((record: RunRecord) => Section | undefined)[] = [
  modelSection,
  interfaceSection,
  accuracySection,
  performanceSection,
  outputsSection,
  calibrationSection,
  placementSection,
  cosineSection,
  macsSection,
  layersSection,
  nodesSection,
  diagnosticsSection,
  artifactsSection,
  timingSection,
  recipeSection,
];

/**
 * One HTML file that shows everything a record holds. It needs nothing beside itself: no network, and a policy that
 * allows no script but its own. Every text of the record is escaped. Equal records give equal bytes. Throws TypeError
 * for a record that does not keep its schema: a bug of the caller.
 */
export function htmlReport(record: RunRecord): string {
  const plain = parseRecord(stringifyRecord(record));
  const sections = SECTIONS.flatMap((section) => section(plain) ?? []);
  const policy =
    `default-src 'none'; style-src 'unsafe-inline'; script-src ` +
    `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'; base-uri 'none'; ` +
    `form-action 'none'`;
  const links = sections.map(({ id, title }) => html`<a href="#${id}">${title.split(':')[0]}</a>`);
  const blocks = sections.map(
    ({ id, title, body }) => html`<section id="${id}"><h2>${title}</h2>\n${body}</section>\n`,
  );
  const footer = 'Written by OpenBPU from the record of the run; the record holds the same as JSON.';
  const { text } = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${titleOf(plain)} · ${plain.march} · OpenBPU</title>
<style>${trusted(STYLE)}</style></head><body>
<div class="in">${headline(plain)}</div>
<nav><div class="in">${links}</div></nav>
<main>
${blocks}<footer>${footer}</footer></main>
<script>${trusted(SCRIPT)}</script></body></html>
`;
  return text;
}
