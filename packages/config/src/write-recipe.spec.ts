import { parse } from 'yaml';
import { writeRecipe } from './write-recipe';

describe('writeRecipe', () => {
  it('writes keys in the order of the documentation, over each what it is for', () => {
    expect(
      writeRecipe(
        {
          compiler_parameters: { optimize_level: 'O3', jobs: 2 },
          model_parameters: { march: 'bayes-e', onnx_model: 'a.onnx' },
        },
        'First line\nsecond line',
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
});
