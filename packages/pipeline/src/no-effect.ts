import { CONFIG } from '@openbpu/config';
import type { Diagnostic } from '@openbpu/diagnostics';

/** The warning that a key of the recipe changes nothing, where only the model shows it. */
export function noEffect(key: string, because: string): Diagnostic {
  return CONFIG.noEffect({ key, because, excerpt: '' }, { name: key });
}
