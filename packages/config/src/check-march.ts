import { type Diagnostic } from '@openbpu/diagnostics';
import { CONFIG } from './catalogue';
import { type GroupViews } from './group-view';
import { type MarchRules } from './march-rules';

/** Holds the keys against what the march says of them. */
export function checkMarch(groups: GroupViews, rules: MarchRules, report: (diagnostic: Diagnostic) => void): void {
  const { march } = rules;
  for (const group of Object.values(groups)) {
    for (const { key, verdict, because } of rules.keys) {
      if (!Object.hasOwn(group.values, key)) continue;
      const { at, excerpt } = group.keyPlace(key);
      report(
        (verdict === 'refused' ? CONFIG.marchRefuses : CONFIG.marchSupersedes)({ march, key, because, excerpt }, at),
      );
    }
  }
  const refuse = (
    group: 'calibration_parameters' | 'compiler_parameters',
    key: string,
    value: unknown,
    because: string,
  ) => {
    const { at, excerpt } = groups[group].place(key);
    report(CONFIG.marchRefuses({ march, key: `${key} ${value}`, because, excerpt }, at));
  };
  const { core_num: cores } = groups.compiler_parameters.values;
  const { optimization } = groups.calibration_parameters.values;
  if (cores !== undefined && !rules.coreNum.includes(cores))
    refuse('compiler_parameters', 'core_num', cores, `it may be ${rules.coreNum.join(' or ')}`);
  if (optimization?.includes('set_model_output_int16') && !rules.int16Output) {
    refuse('calibration_parameters', 'optimization', 'set_model_output_int16', 'it has no 16-bit outputs');
  }
}
