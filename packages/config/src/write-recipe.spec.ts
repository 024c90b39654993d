import { parse } from 'yaml';
import { RECIPE_KEYS } from './recipe-keys';
import { writeRecipe } from './write-recipe';

const escaped = (text: string) => text.replaceAll(/[^\w ]/g, '\\$&');

describe('writeRecipe', () => {
  it('writes keys in the order of the documentation, over each what it is for', () => {
    expect(
      writeRecipe(
        {
          compiler_parameters: { optimize_level: 'O3', jobs: 2 },
          model_parameters: { march: 'bayes-e', onnx_model: 'a.onnx' },
        },
        { heading: 'First line\nsecond line' },
      ),
    ).toBe(
      '# First line\n# second line\n\n' +
        "model_parameters:\n  # An ONNX model.\n  onnx_model: 'a.onnx'\n" +
        "  # Architecture to compile for.\n  march: 'bayes-e'\n" +
        "compiler_parameters:\n  # Effort of the compiler; O3 for results that count.\n  optimize_level: 'O3'\n" +
        '  # Threads of the conversion, where --threads does not say; changes no result.\n  jobs: 2\n',
    );
  });

  it('goes without a heading, and without groups that say nothing', () => {
    expect(writeRecipe({ input_parameters: {}, custom_op: { custom_op_dir: '' } })).toBe(
      "custom_op:\n  # Folder of those files.\n  custom_op_dir: ''\n",
    );
  });

  it('quotes whatever would be read as something else', () => {
    const names = ["it's", 'a: b', '# c', '0x10', 'True', 'ä;ö', '- x', ' y ', 'line\nbreak', `${'long '.repeat(60)}`];
    for (const name of names) {
      const text = writeRecipe({ model_parameters: { working_dir: name, node_info: { [name]: { ON: 'BPU' } } } });
      expect(parse(text)).toEqual({ model_parameters: { working_dir: name, node_info: { [name]: { ON: 'BPU' } } } });
    }
  });

  it('leaves out what is no key', () => {
    expect(writeRecipe({ model_parameters: { more: 'x', march: 'm' } })).not.toContain('more');
  });

  it('writes notes under what a key is for', () => {
    const text = writeRecipe({ compiler_parameters: { jobs: 2 } }, { notes: { jobs: ['two', 'lines'], debug: ['x'] } });
    expect(text).toMatch(/changes no result\.\n {2}# two\n {2}# lines\n {2}jobs: 2\n$/);
  });

  it('writes every other key as a comment where it is asked to, ready to be taken out', () => {
    const values = {
      model_parameters: { march: 'bayes-e' },
      input_parameters: { norm_type: 'no_preprocess' },
      calibration_parameters: { cal_data_type: 'float32' },
      compiler_parameters: { optimize_level: 'O3' },
    };
    const text = writeRecipe(values, { full: true });
    expect(parse(text)).toEqual(values);
    for (const { summary } of RECIPE_KEYS) expect(text).toMatch(new RegExp(`# +${escaped(summary)}$`, 'm'));
    const groups = new Set<string>(RECIPE_KEYS.map(({ group }) => group));
    const keys = new Set(RECIPE_KEYS.map(({ key }) => key));
    const open = parse(
      text.replaceAll(/^ *# +(\w+)(:.*)$/gm, (line, word: string, rest: string) => {
        if (keys.has(word)) return `  ${word}${rest}`;
        return groups.has(word) && rest === ':' ? `${word}:` : line;
      }),
    ) as Record<string, object>;
    expect(Object.entries(open).flatMap(([group, own]) => Object.keys(own).map((key) => `${group} ${key}`))).toEqual(
      RECIPE_KEYS.map(({ group, key }) => `${group} ${key}`),
    );
    for (const { group, key, example, default: preset } of RECIPE_KEYS) {
      const own = values[group as keyof typeof values] ?? {};
      if (!(key in own)) expect(open[group]).toMatchObject(parse(`${key}: ${preset ?? example}`) as object);
    }
    expect(parse(writeRecipe({}, { full: true }))).toEqual({});
  });
});
