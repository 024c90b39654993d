import fc from 'fast-check';
import { normaliseArguments } from './normalise-arguments';

it.each([
  [
    ['--model_file=x.bin', '--model_name=""', '--core_id=0'],
    ['--model-file', 'x.bin', '--model-name', '', '--core-id', '0'],
  ],
  [
    ['-c', 'a.yaml', '-quanti_model', 'q.onnx'],
    ['-c', 'a.yaml', '--quanti-model', 'q.onnx'],
  ],
  [
    ['checker', '--input-shape', 'data', '1x3x2x2', '--input_shape', 'b', '1'],
    ['checker', '--input-shape', 'data', '1x3x2x2', '--input-shape', 'b', '1'],
  ],
  [
    ['-c=a b.yaml', '-c=', '--', '-c=x'],
    ['-c', 'a b.yaml', '-c', '', '--', '-c=x'],
  ],
  [['--a_b=x=y_z'], ['--a-b', 'x=y_z']],
  [
    ['-5', '--', '--kept_as=is'],
    ['-5', '--', '--kept_as=is'],
  ],
  [
    ['--input', 'da_ta=file_1.npy'],
    ['--input', 'da_ta=file_1.npy'],
  ],
])('%j', (given, wanted) => expect(normaliseArguments(given)).toEqual(wanted));

it('leaves its own result alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('--a_b', '-long_one', '--x=1', '-c', '--y=""'))),
      (argv) => {
        const once = normaliseArguments(argv.filter((argument) => !argument.includes('=')));
        expect(normaliseArguments(once)).toEqual(once);
      },
    ),
  );
});
