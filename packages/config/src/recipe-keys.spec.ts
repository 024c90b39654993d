import { buildRecipe } from './build-recipe';
import { readDocument } from './document';
import { type GroupViews, GroupView, viewGroup } from './group-view';
import { buildInputs } from './inputs';
import { type GroupName, type GroupValues, RECIPE_GROUPS, RECIPE_KEYS } from './recipe-keys';
import { BASE } from './recipe-text.fixture';
import { UNSUPPORTED } from './unsupported';

it('documents every key once, with a summary and its values', () => {
  expect(new Set(RECIPE_KEYS.map(({ key }) => key)).size).toBe(RECIPE_KEYS.length);
  for (const row of RECIPE_KEYS) {
    expect(row.summary).toMatch(/^[A-Z].*\.$/);
    expect(row.values).not.toBe('');
  }
});

it('shows defaults and requirements', () => {
  expect(RECIPE_KEYS.find(({ key }) => key === 'calibration_type')).toMatchObject({
    group: 'calibration_parameters',
    default: 'default',
  });
  expect(RECIPE_KEYS.filter((key) => key.default !== undefined && key.required !== undefined)).toEqual([]);
  expect(RECIPE_KEYS.find(({ key }) => key === 'max_time_per_fc')?.values).toBe('0, or 1000 to 4294967295');
});

it('refuses only keys that exist', () => {
  const known = RECIPE_KEYS.map(({ key }) => key);
  expect(UNSUPPORTED.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([]);
});

/** The groups of a recipe, which note every key whose value is asked for. */
function watched(read: Set<string>): GroupViews {
  const { groups } = readDocument(BASE, 'recipe.yaml');
  const view = <G extends GroupName>(name: G) => {
    const group = groups.get(name) ?? { place: { at: { name }, excerpt: '' }, entries: new Map() };
    const values: GroupValues<G> = new Proxy(viewGroup(name, group, () => {}).values, {
      get(target, key, receiver) {
        read.add(String(key));
        return Reflect.get(target, key, receiver);
      },
    });
    return new GroupView(name, values, group);
  };
  return {
    model_parameters: view('model_parameters'),
    input_parameters: view('input_parameters'),
    calibration_parameters: view('calibration_parameters'),
    compiler_parameters: view('compiler_parameters'),
    custom_op: view('custom_op'),
  };
}

it('has no key that nobody reads', () => {
  const read = new Set<string>();
  const groups = watched(read);
  const inputs = buildInputs(groups.input_parameters, groups.calibration_parameters, undefined, () => {});
  expect(buildRecipe(groups, 'onnx', inputs, () => {})).toBeDefined();
  expect(Object.keys(groups)).toEqual(Object.keys(RECIPE_GROUPS));
  expect(RECIPE_KEYS.map(({ key }) => key).filter((key) => !read.has(key))).toEqual([]);
});
