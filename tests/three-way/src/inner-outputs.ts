import { seededRandom } from '@openbpu/ir';

/**
 * The text of a graph with one to three of the values of its nodes as outputs, drawn from `seed`: in place of its own,
 * or before them. What nodes give and nobody reads any more stays in the text.
 */
export function withInnerOutputs(text: string, seed: number): string {
  const random = seededRandom(seed);
  const lines = text.split('\n');
  const own = lines.filter((line) => line.startsWith('output '));
  const given = lines.flatMap((line) => /^\w+: ([^=]+) = /.exec(line)?.[1].split(', ') ?? []);
  const pick = () => `output ${given[Math.floor(random() * given.length)]}`;
  const chosen = new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, pick));
  const kept = random() < 0.5 ? own.filter((line) => !chosen.has(line)) : [];
  return [...lines.filter((line) => !own.includes(line)), ...chosen, ...kept].join('\n');
}
