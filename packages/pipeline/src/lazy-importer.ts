import type { ModelSource } from '@openbpu/plugin-api';
import type { AnyImporter } from './tokens';

/** The importer of one kind of model, loaded when a model of that kind comes: a run loads one, not all. */
export function lazyImporter(name: ModelSource['kind'], load: () => Promise<AnyImporter>): AnyImporter {
  let loading: Promise<AnyImporter> | undefined;
  const importer = () => (loading ??= load());
  return {
    name,
    match: async (source) => (source.kind === name ? (await importer()).match(source) : undefined),
    translate: async (raw, ops, sink) => (await importer()).translate(raw, ops, sink),
    names: async (raw) => (await (await importer()).names?.(raw)) ?? [],
  };
}
