import { type RunRecord, parseRecord, stringifyRecord } from '@openbpu/record';
import { SCRIPT } from './page/script';
import type { Section } from './page/blocks';
import { page } from './page/shell';
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
  const footer = 'Written by OpenBPU from the record of the run; the record holds the same as JSON.';
  return page({
    title: `${titleOf(plain)} · ${plain.march} · OpenBPU`,
    header: headline(plain),
    sections,
    footer,
    script: SCRIPT,
  });
}
