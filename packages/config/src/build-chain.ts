import type { Diagnostic } from '@openbpu/diagnostics';
import type { PictureChain } from '@openbpu/tensor';
import { CONFIG } from './catalogue';
import { chainOutcome } from './chain-outcome';
import { fieldsOf } from './fields';
import type { GroupView } from './group-view';

/** The chain of a group `preprocess`; undefined where no key of it is set, or after a complaint. */
export function buildChain(
  group: GroupView<'preprocess'>,
  report: (diagnostic: Diagnostic) => void,
): PictureChain | undefined {
  if (!group.has('read_mode') && !group.has('transformers')) return undefined;
  const fields = fieldsOf('preprocess', group.values);
  if (group.values.transformers === undefined) {
    const { at, excerpt } = group.groupPlace;
    if (!group.has('transformers')) report(CONFIG.noTransformers({ excerpt }, at));
    return undefined;
  }
  if (fields === undefined) return undefined;
  const chain = { readMode: fields.readMode, steps: fields.transformers };
  const outcome = chainOutcome(chain);
  if (!('problem' in outcome)) return chain;
  const { at, excerpt } = group.place('transformers');
  report(CONFIG.chain({ key: 'transformers', ...outcome, excerpt }, at));
  return undefined;
}
