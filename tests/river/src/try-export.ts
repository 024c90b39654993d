import { join } from 'node:path';
import type { Diagnostic } from '@openbpu/diagnostics';
import { JobEvents, checker } from '@openbpu/pipeline';
import { convertExport } from './convert-export';
import { exportParity } from './export-parity';
import type { Exported } from './exports';
import { segmentsOf, shareOnBpu } from './placement-figures';
import type { NodeInfos } from './recipe-text';
import type { Losses } from './compared-stages';
import { lossesOf } from './losses-of';

/** What became of an exported network. */
export interface Tried {
  readonly seconds: number;
  /** Largest difference of the dressed float model from what the network itself gave, relative to its largest value. */
  readonly parity: number;
  readonly segments: number;
  /** Share of the multiply-accumulates. */
  readonly onBpu: number;
  /** What runs on the CPU, by type, with the reason; the two ends apart. */
  readonly onCpu: readonly string[];
  /** Why tensors stay int8 that are asked to be int16: what the march has against it, each reason once. */
  readonly staysInt8: readonly string[];
  readonly mismatches: number;
  readonly quantised: Losses;
  readonly floor: Losses;
}

/** How an exported network is converted. */
export interface ExportChoice {
  readonly march: string;
  readonly calibration: string;
  /** Whether what comes to the BPU on request alone is asked there. */
  readonly ask: boolean;
  /** What is asked of integer types: every node of the BPU in int16, or what normalisations read in int8. */
  readonly types?: 'int16' | 'narrow-norms';
}

/** The reasons of `staysNarrow`, without the tensors that share them. */
export function reasonsOfInt8(diagnostics: readonly Pick<Diagnostic, 'code' | 'message'>[]): string[] {
  const reasons = diagnostics
    .filter(({ code }) => code === 'PAS022')
    .map(({ message }) => message.replace(/^.*? falls back to int8: /, '').replace(/; the two share tensor .*$/, ''));
  return [...new Set(reasons)];
}

/** Converts an exported network in a folder, calibrated with the inputs it came with. Throws DiagnosticError. */
export async function tryExport(folder: string, net: Exported, work: string, choice: ExportChoice): Promise<Tried> {
  const began = performance.now();
  const source = { kind: 'onnx', model: net.model } as const;
  const check = async () => checker({ march: choice.march, source }, new JobEvents());
  const first = await check();
  const requested = choice.ask
    ? first.nodes.filter(({ because }) => because?.code === 'PAS003').map(({ node }) => node)
    : [];
  let asked: NodeInfos = Object.fromEntries(requested.map((node) => [node, { ON: 'BPU' }]));
  if (choice.types) {
    const usual = await convertExport(folder, net, join(work, 'usual'), { ...choice, nodeInfo: asked });
    const onBpu = usual.record.nodes.filter(({ on }) => on === 'BPU');
    const wide = choice.types === 'int16';
    const nodes = wide ? onBpu : onBpu.filter(({ type }) => type === 'HzSNormalize');
    const wanted: NodeInfos[string] = wide ? { InputType: 'int16', OutputType: 'int16' } : { InputType: 'int8' };
    asked = { ...asked, ...Object.fromEntries(nodes.map(({ node }) => [node, { ON: 'BPU', ...wanted }])) };
  }
  const { record, workingDir } = await convertExport(folder, net, join(work, 'final'), { ...choice, nodeInfo: asked });
  const seconds = (performance.now() - began) / 1000;
  const cpu = record.nodes.filter(({ on }) => on === 'CPU');
  return {
    seconds,
    parity: (await exportParity(folder, net, workingDir)).float,
    segments: segmentsOf(record),
    onBpu: shareOnBpu(record),
    onCpu: cpu
      .filter(({ because }) => because?.code !== 'PAS006')
      .map(({ node, type, because }) => `${type} ${node}: ${because?.message ?? ''}`),
    staysInt8: reasonsOfInt8(record.diagnostics),
    mismatches: record.verification?.mismatches ?? 0,
    ...(await lossesOf(workingDir, net.name)),
  };
}
