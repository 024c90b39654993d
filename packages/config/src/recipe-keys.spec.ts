import { fieldName } from './fields';
import type { KeySpec } from './keys/key';
import { RECIPE_GROUPS, RECIPE_KEYS } from './recipe-keys';

it('documents every key once, with a summary and its values', () => {
  expect(new Set(RECIPE_KEYS.map(({ key }) => key)).size).toBe(RECIPE_KEYS.length);
  for (const row of RECIPE_KEYS) {
    expect(row.summary).toMatch(/^[A-Z].*\.$/);
    expect(row.values).not.toBe('');
  }
});

it('gives every key an example that it reads, and speaks of keys that there are', () => {
  for (const { group, key, example, beside } of RECIPE_KEYS) {
    const spec = Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group]).find(([name]) => name === key)?.[1];
    expect([key, spec?.reader.read(example.replaceAll(/^'|'$/g, ''))]).toEqual([key, { value: expect.anything() }]);
    for (const [other, clause] of Object.entries(beside)) {
      expect([key, ...RECIPE_KEYS.map((row) => row.key), '--threads'].filter((name) => name !== key)).toContain(other);
      expect(clause).toMatch(/^[^A-Z].*[^.]$/);
    }
  }
});

it('has the words of keys that have some', () => {
  const words = (name: string) => RECIPE_KEYS.find(({ key }) => key === name)?.words;
  expect(words('input_type_train')).toEqual(['rgb', 'bgr', 'yuv444', 'gray', 'featuremap']);
  expect(words('onnx_model')).toBeUndefined();
});

it('shows defaults and requirements', () => {
  expect(RECIPE_KEYS.find(({ key }) => key === 'calibration_type')).toMatchObject({
    group: 'calibration_parameters',
    default: 'default',
  });
  expect(RECIPE_KEYS.filter((key) => key.default !== undefined && key.required !== undefined)).toEqual([]);
  expect(RECIPE_KEYS.find(({ key }) => key === 'max_time_per_fc')?.values).toBe('0, or 1000 to 4294967295');
});

it('has defaults that their readers can read, and one field for each key', () => {
  const fields = RECIPE_KEYS.map(({ group, key }) => {
    const spec: KeySpec<unknown> | undefined = Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group]).find(
      ([name]) => name === key,
    )?.[1];
    if (spec?.default !== undefined)
      expect([key, spec.reader.read(spec.default)]).toEqual([key, { value: expect.anything() }]);
    return `${group} ${fieldName(key, spec ?? {})}`;
  });
  expect(new Set(fields).size).toBe(RECIPE_KEYS.length);
});
