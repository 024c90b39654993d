import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { checker } from '@openbpu/pipeline';

/** Where the nodes of a case run on a march. A refused one has its codes and nothing else. */
export interface Capability {
  readonly name: string;
  readonly march: string;
  readonly subgraphs: number;
  /** `node: reason` of every node on the CPU, in the order of the graph, but for moves at the ends of the model. */
  readonly cpu: readonly string[];
  /** Share of the multiply-accumulates on the BPU, 0 to 1; 1 where there are none. */
  readonly share: number;
  readonly refused?: string;
}

/** What an expert would write in place of a case, by its beginning: the same arithmetic. */
export const PARTNERS: Readonly<Record<string, string>> = {
  c03_: 'r03_',
  c04_: 'r04_',
  c05_: 'r05_',
  c05b_: 'r05b_',
  c06_: 'r06_',
  c07_: 'r07_',
  c08_: 'r08_',
  c09_: 'r09_',
  c10_: 'r10_',
  c11_: 'r11_',
  c12_: 'r12_',
  c13_: 'r13_',
  c18_: 'r18_',
  c23_: 'r23_',
  c35_: 'c07b_',
  c40_: 'c07b_',
};

/** The cases in a folder whose names begin with one of `wanted`, or all. */
export function capabilityCases(folder: string, wanted: readonly string[] = []): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.onnx') && (wanted.length === 0 || wanted.some((part) => file.startsWith(part))))
    .map((file) => file.replace(/\.onnx$/, ''))
    .sort();
}

/** What stands at the ends of a model without taking time there. */
const MOVES: readonly string[] = ['Reshape', 'Transpose'];

/** Checks one case on one march. */
export async function capability(folder: string, name: string, march: string): Promise<Capability> {
  try {
    const { nodes } = await checker({ march, source: { kind: 'onnx', model: join(folder, `${name}.onnx`) } });
    const cpu = nodes.filter(({ on }) => on === 'CPU');
    const onBpu = nodes.map(({ on }) => on === 'BPU');
    const [first, last] = [onBpu.indexOf(true), onBpu.lastIndexOf(true)];
    const inner = nodes.filter(({ on, type }, i) => on === 'CPU' && !(MOVES.includes(type) && (i < first || i > last)));
    const macs = (of: typeof nodes) => of.reduce((sum, node) => sum + (node.macs ?? 0), 0);
    return {
      name,
      march,
      subgraphs: new Set(nodes.flatMap(({ subgraph }) => subgraph ?? [])).size,
      cpu: inner.map(({ node, type, because }) => `${node} (${type}): ${because?.message ?? 'asked for'}`),
      share: macs(nodes) === 0 ? 1 : 1 - macs(cpu) / macs(nodes),
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const refused = error.diagnostics.map(({ code, message }) => `${code} ${message}`).join('; ');
    return { name, march, subgraphs: 0, cpu: [], share: 0, refused };
  }
}

/** The partner of a case among others of its march; undefined: it has none. */
export function partnerOf({ name, march }: Capability, others: readonly Capability[]): Capability | undefined {
  const start = Object.keys(PARTNERS).find((beginning) => name.startsWith(beginning));
  return start === undefined
    ? undefined
    : others.find((other) => other.march === march && other.name.startsWith(PARTNERS[start]));
}

/** Whether a case does no worse than its partner: as few segments, as few nodes on the CPU, as large a share. */
export function keepsUp(one: Capability, partner: Capability): boolean {
  if (partner.refused !== undefined) return true;
  return (
    one.refused === undefined &&
    one.subgraphs <= partner.subgraphs &&
    one.cpu.length <= partner.cpu.length &&
    one.share >= partner.share - 1e-9
  );
}
