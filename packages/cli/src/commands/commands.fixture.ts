import { normaliseArguments } from '../normalise-arguments';
import { programOf } from '../programs';

/** The options that a command line sets, as its command sees them. */
export function parsed(line: string): Record<string, unknown> {
  const command = programOf('hb_mapper', '0').process(normaliseArguments(line.split(' ')), {});
  return Object.fromEntries(
    Object.entries(command).filter(
      ([name, value]) => value !== undefined && !['path', 'help', 'context', 'cli'].includes(name),
    ),
  );
}
