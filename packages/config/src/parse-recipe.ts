import { type Diagnostic, DiagnosticError, type Sink, nearest } from '@openbpu/diagnostics';
import { buildRecipe } from './build-recipe';
import { CONFIG } from './catalogue';
import { checkMarch } from './check-march';
import { checkRequired, modelKindOf } from './check-required';
import { type RecipeDocument, readDocument } from './document';
import { type GroupView, type GroupViews, viewGroup } from './group-view';
import { buildInputs } from './inputs';
import { type MarchRules } from './march-rules';
import { type Recipe } from './recipe';
import { type GroupName, RECIPE_GROUPS, RECIPE_KEYS, REQUIRED_GROUPS } from './recipe-keys';

export interface ParseRecipeOptions {
  /** What messages call the file. */
  readonly file: string;
  readonly marchRules: (march: string) => MarchRules | undefined;
  /** The known marches, to suggest one. */
  readonly marches: readonly string[];
  /** From the command line; when absent the keys of the recipe decide. */
  readonly modelType?: 'onnx' | 'caffe';
  /** Hears warnings; they never stop the work. */
  readonly sink?: Sink;
}

/** As many as anybody reads. */
const MOST_SHOWN = 50;

function someOf(errors: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  if (errors.length <= MOST_SHOWN) return errors;
  const more = CONFIG.more({ count: errors.length - MOST_SHOWN }, { name: file, file });
  return [...errors.slice(0, MOST_SHOWN), more];
}

/**
 * Reads a recipe. Throws one DiagnosticError with every error that can be found at once, in the order of the file,
 * each with file, line, column and the line itself. Nothing in the text is ever evaluated, and no file is touched.
 */
export function parseRecipe(text: string, options: ParseRecipeOptions): Recipe {
  const document = readDocument(text, options.file);
  const heard: Diagnostic[] = [...document.problems];
  const report = (diagnostic: Diagnostic) => void heard.push(diagnostic);
  const recipe = document.usable ? readRecipe(document, options, report) : undefined;
  const errors = heard.filter(({ severity }) => severity === 'error');
  for (const diagnostic of inFileOrder(heard)) if (diagnostic.severity !== 'error') options.sink?.report(diagnostic);
  if (errors.length > 0) throw new DiagnosticError(someOf(inFileOrder(errors), options.file));
  if (recipe === undefined) throw new Error('a recipe without errors was not built');
  return deepFreeze(recipe);
}

function readRecipe(
  document: RecipeDocument,
  options: ParseRecipeOptions,
  report: (diagnostic: Diagnostic) => void,
): Recipe | undefined {
  checkGroups(document, options.file, report);
  const view = <G extends GroupName>(name: G) =>
    viewGroup(
      name,
      document.groups.get(name) ?? { place: { at: { name, file: options.file }, excerpt: '' }, entries: new Map() },
      report,
    );
  const groups: GroupViews = {
    model_parameters: view('model_parameters'),
    input_parameters: view('input_parameters'),
    calibration_parameters: view('calibration_parameters'),
    compiler_parameters: view('compiler_parameters'),
    custom_op: view('custom_op'),
    preprocess: view('preprocess'),
  };
  const kind = modelKindOf(groups.model_parameters, options.modelType, report);
  const rules = rulesOf(groups.model_parameters, options, report);
  checkRequired(groups, document.groups, kind, report);
  if (rules !== undefined) checkMarch(groups, rules, report);
  const inputs = buildInputs(groups.input_parameters, groups.calibration_parameters, rules, report);
  return buildRecipe(groups, kind, inputs, report);
}

function checkGroups({ groups }: RecipeDocument, file: string, report: (diagnostic: Diagnostic) => void): void {
  const known = Object.keys(RECIPE_GROUPS);
  for (const [
    group,
    {
      place: { at, excerpt },
      found,
    },
  ] of groups) {
    const home = RECIPE_KEYS.find(({ key }) => key === group)?.group;
    const like = nearest(group, known);
    if (home !== undefined) report(CONFIG.outsideGroup({ key: group, group: home, excerpt }, at));
    else if (!known.includes(group))
      report(CONFIG.unknownGroup({ group, known, ...(like === undefined ? {} : { nearest: like }), excerpt }, at));
    else if (found !== undefined) report(CONFIG.notAMapping({ what: `group '${group}'`, found, excerpt }, at));
  }
  const missing = REQUIRED_GROUPS.filter((group) => !groups.has(group));
  if (missing.length > 0)
    report(
      CONFIG.missingKeys(
        { keys: missing, hint: 'a recipe holds all four groups', excerpt: '' },
        { name: 'recipe', file },
      ),
    );
}

function rulesOf(
  model: GroupView<'model_parameters'>,
  { marches, marchRules }: ParseRecipeOptions,
  report: (diagnostic: Diagnostic) => void,
): MarchRules | undefined {
  const { march } = model.values;
  if (march === undefined) return undefined;
  const rules = marchRules(march);
  if (rules === undefined) {
    const { at, excerpt } = model.place('march');
    const like = nearest(march, marches);
    report(
      CONFIG.unknownMarch({ march, known: marches, ...(like === undefined ? {} : { nearest: like }), excerpt }, at),
    );
  }
  return rules;
}

function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const line = ({ at }: Diagnostic) => at?.line ?? 0;
  const column = ({ at }: Diagnostic) => at?.column ?? 0;
  return [...diagnostics].sort((a, b) => line(a) - line(b) || column(a) - column(b));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
