import { nameValues } from './value-names';

it.each([
  ['<--model-type #0> [--input-shape #0 #1] [--json]', '--model-type caffe|onnx [--input-shape NAME SHAPE] [--json]'],
  ['<-c,--config #0>', '-c,--config FILE'],
  ['-r #0', '-r NODE'],
  ['-z #0', '-z VALUE'],
  ['--unheard-of #0 #1', '--unheard-of VALUE VALUE'],
  ['hb_mapper <command>', 'hb_mapper <command>'],
])('%j', (given, wanted) => expect(nameValues(given)).toBe(wanted));
