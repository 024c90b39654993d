import { JobEvents, checker, marches } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import type { RunRecord } from '@openbpu/record';
import { citedRule } from './cited-rule';
import { convertExport } from './convert-export';
import { type Parity, exportParity } from './export-parity';
import type { Exported } from './exports';
import { segmentsOf, shareOnBpu } from './placement-figures';

/** What became of a network on one march. */
export interface CampaignRow {
  readonly net: string;
  readonly march: string;
  readonly parity: Parity;
  /** Share of the multiply-accumulates. */
  readonly onBpu: number;
  readonly segments: number;
  readonly nodes: number;
  /** How many nodes of the CPU each rule of the list holds there, by operator and rule; the two ends apart. */
  readonly onCpu: Readonly<Record<string, number>>;
  /** The nodes of the CPU whose reason cites no rule, with that reason. */
  readonly uncited: readonly string[];
  /** Wall time. */
  readonly seconds: { readonly check: number; readonly convert: number };
  /** Of this process, until the conversion was done. */
  readonly peakMegabytes: number;
  /** Predicted for one inference. */
  readonly latencyMs: number | null;
  /** Values of the `.bin` that differ from the quantised model; null where nothing was compared. */
  readonly mismatches: number | null;
}

/** Checks an exported network and converts it with `calibration_type: skip` in a folder. Throws DiagnosticError. */
export async function campaignRow(folder: string, net: Exported, march: string, work: string): Promise<CampaignRow> {
  const backend = marches().find((each) => each.march === march);
  if (!backend) throw new TypeError(`there is no march ${march}`);
  const began = performance.now();
  await checker({ march, source: { kind: 'onnx', model: net.model } }, new JobEvents());
  const checked = performance.now();
  const { record, workingDir } = await convertExport(folder, net, work, { march, calibration: 'skip' });
  const seconds = { check: (checked - began) / 1000, convert: (performance.now() - checked) / 1000 };
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  return {
    net: net.name,
    march,
    parity: await exportParity(folder, net, workingDir),
    onBpu: shareOnBpu(record),
    segments: segmentsOf(record),
    nodes: record.nodes.length,
    ...reasonsOf(record, backend),
    seconds,
    peakMegabytes,
    latencyMs: record.performance ? record.performance.latencyUs / 1000 : null,
    mismatches: record.verification?.status === 'skipped' ? null : (record.verification?.mismatches ?? null),
  };
}

/** Why nodes are on the CPU: those held by the list, counted by operator and rule, and the others. */
export function reasonsOf(
  { nodes }: Pick<RunRecord, 'nodes'>,
  backend: Backend,
): Pick<CampaignRow, 'onCpu' | 'uncited'> {
  const onCpu: Record<string, number> = {};
  const uncited: string[] = [];
  for (const node of nodes) {
    if (node.on === 'BPU' || node.because?.code === 'PAS006') continue;
    const rule = citedRule(node, nodes, backend);
    if (rule === undefined) uncited.push(`${node.type} "${node.node}": ${node.because?.message ?? 'no reason'}`);
    else onCpu[`${node.type} ${rule}`] = (onCpu[`${node.type} ${rule}`] ?? 0) + 1;
  }
  return { onCpu, uncited };
}
