import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { CONFIG } from './catalogue';
import { type RecipeGroup } from './document';
import { type GroupView, type GroupViews } from './group-view';
import type { KeySpec } from './keys/key';
import { type GroupName, RECIPE_GROUPS, REQUIRED_GROUPS } from './recipe-keys';

type Report = (diagnostic: Diagnostic) => void;
type Kind = 'onnx' | 'caffe';

const MODEL_KEYS = { onnx: ['onnx_model'], caffe: ['caffe_model', 'prototxt'] } as const;

/** Which kind of model the recipe is for; `asked` is what the command line says. */
export function modelKindOf(model: GroupView<'model_parameters'>, asked: Kind | undefined, report: Report): Kind {
  const names = { onnx: model.has('onnx_model'), caffe: model.has('caffe_model') || model.has('prototxt') };
  if (names.onnx && names.caffe) {
    const { at, excerpt } = model.keyPlace('onnx_model');
    if (asked === undefined) report(CONFIG.twoModels({ excerpt }, at));
    else {
      const idle = asked === 'onnx' ? (model.has('caffe_model') ? 'caffe_model' : 'prototxt') : 'onnx_model';
      const place = model.keyPlace(idle);
      report(CONFIG.noEffect({ key: idle, because: `the model type is ${asked}`, excerpt: place.excerpt }, place.at));
    }
  }
  return asked ?? (names.caffe && !names.onnx ? 'caffe' : 'onnx');
}

/**
 * One complaint per group that lists the keys it lacks, in alphabetical order, also where the group itself is not
 * there, so that one run tells of all. `written` holds every top-level key: groups that are no mappings or whose
 * names are mistyped, and keys that stand outside their group, have their own complaint.
 */
export function checkRequired(
  groups: GroupViews,
  written: ReadonlyMap<string, RecipeGroup>,
  kind: Kind,
  report: Report,
): void {
  const extra: Partial<Record<GroupName, readonly string[]>> = {
    model_parameters: MODEL_KEYS[kind],
    calibration_parameters: needsData(groups.calibration_parameters) ? ['cal_data_dir'] : [],
  };
  const mistyped = [...written.keys()].filter((key) => !REQUIRED_GROUPS.some((group) => group === key));
  for (const group of REQUIRED_GROUPS) {
    if (written.get(group)?.found !== undefined) continue;
    if (!written.has(group) && mistyped.some((key) => nearest(key, REQUIRED_GROUPS) === group)) continue;
    const view: { has(key: string): boolean } = groups[group];
    const always = Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group])
      .filter(([, spec]) => spec.required === 'always')
      .map(([key]) => key);
    const keys = [...always, ...(extra[group] ?? [])].filter((key) => !view.has(key) && !written.has(key)).sort();
    if (keys.length === 0) continue;
    const { at, excerpt } = groups[group].groupPlace;
    const hint = group === 'model_parameters' ? otherKind(groups.model_parameters, kind) : undefined;
    report(CONFIG.missingKeys({ group, keys, ...(hint === undefined ? {} : { hint }), excerpt }, at));
  }
}

function needsData({ values }: GroupView<'calibration_parameters'>): boolean {
  return values.calibration_type !== 'skip' && values.calibration_type !== 'load';
}

function otherKind(model: GroupView<'model_parameters'>, kind: Kind): string | undefined {
  if (MODEL_KEYS[kind].some((key) => model.has(key))) return undefined;
  const other = kind === 'onnx' ? 'caffe' : 'onnx';
  if (MODEL_KEYS[other].some((key) => model.has(key)))
    return `the recipe names a model of the other kind: use --model-type ${other}`;
  return kind === 'onnx' ? 'set onnx_model, or caffe_model and prototxt' : 'set caffe_model and prototxt';
}
