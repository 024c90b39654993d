import { protocolText, sentence, withBetween } from './prediction-words';
import type { RecordCheck, RecordCost, RecordPerformance, RunRecord } from '@openbpu/record';

/** What it costs that a node runs on the CPU, in words; undefined where it costs nothing. */
export function costText({ cpuUs, crossingUs, joins, mendedBy, savesUs }: RecordCost): string | undefined {
  if (cpuUs + crossingUs === 0) return undefined;
  const parts = [
    `costs: ${milliseconds(cpuUs)} on the CPU` +
      (crossingUs > 0 ? ` and ${milliseconds(crossingUs)} of conversions around it` : ''),
  ];
  if (joins) parts.push(`mended, ${listed(joins.map((id) => `id(${id})`))} are one`);
  if (savesUs !== undefined)
    parts.push(
      savesUs >= 0
        ? `on the BPU an inference is ${milliseconds(savesUs)} shorter`
        : `on the BPU an inference is ${milliseconds(-savesUs)} longer`,
    );
  else if (mendedBy === 'request') parts.push('a recipe can ask for it on the BPU');
  return parts.join('; ');
}

/** The sum under the table of a checker: sentences, one a line. */
export function checkText({ check, nodes, performance }: Pick<RunRecord, 'check' | 'nodes' | 'performance'>): string[] {
  if (!check) return [];
  return [onCpu(check, nodes.length), mended(check), price(check, performance), protocol(performance)].filter(
    (line) => line !== undefined,
  );
}

function onCpu({ subgraphs, fallbacks, cpuUs }: RecordCheck, nodes: number): string {
  const where = `${counted(subgraphs, 'subgraph')} on the BPU`;
  if (fallbacks === 0) return `${where}; no node falls back to the CPU.`;
  const [fall, cost] = fallbacks === 1 ? ['falls', 'costs'] : ['fall', 'cost'];
  const which = `${fallbacks} of ${nodes} nodes ${fall} back to the CPU`;
  return `${where}; ${which} and ${cost} ${milliseconds(cpuUs)} (predicted).`;
}

function mended({ mended: after, subgraphs, cpuUs }: RecordCheck): string | undefined {
  if (!after) return undefined;
  const { nodes } = after;
  const them = nodes.length === 1 ? 'it' : 'them';
  const left = subgraphs === after.subgraphs ? '' : `${counted(after.subgraphs, 'subgraph')} and `;
  return (
    `${counted(nodes.length, 'node')} on the CPU can be mended, as the reasons under ${them} say: ` +
    `that leaves ${left}${milliseconds(after.cpuUs)} of ${milliseconds(cpuUs)} on the CPU.`
  );
}

function price({ mended: after }: RecordCheck, performance: RecordPerformance | undefined): string | undefined {
  if (!performance) return undefined;
  const { latencyUs, range } = performance;
  const takes = withBetween(latencyUs, range?.latencyUs, milliseconds);
  const now = `An inference takes ${takes}${range ? ',' : ''} by the machine's clock, compiled at O3`;
  if (after?.latencyUs === undefined || !after.priced) return `${now}.`;
  const all = after.priced.length === after.nodes.length;
  return `${now}, and ${milliseconds(after.latencyUs)} with ${all ? 'all' : after.priced.length} of those on the BPU.`;
}

function protocol({ protocol: said, range }: Partial<RecordPerformance> = {}): string | undefined {
  return said === undefined ? undefined : sentence(protocolText(said, range !== undefined));
}

/** Microseconds as milliseconds, to the microsecond. */
function milliseconds(us: number): string {
  return `${(us / 1000).toFixed(3)} ms`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
