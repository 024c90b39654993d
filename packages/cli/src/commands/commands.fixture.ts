import { hbMapper } from '../hb-mapper';
import { normaliseArguments } from '../normalise-arguments';

/** The options that a command line sets, as its command sees them. */
export function parsed(line: string): Record<string, unknown> {
  const command = hbMapper('0').process(normaliseArguments(line.split(' ')), {});
  return Object.fromEntries(
    Object.entries(command).filter(
      ([name, value]) => value !== undefined && !['path', 'help', 'context', 'cli'].includes(name),
    ),
  );
}
