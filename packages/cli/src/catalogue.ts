import { defineCatalogue, event } from '@openbpu/diagnostics';

/** Counts beyond this are typing errors. */
export const MOST = 1024;

/** What the command line itself complains of. */
export const CLI = defineCatalogue({
  modelType: event({
    code: 'CLI001',
    severity: 'error',
    when: 'A model type is named that is not read.',
    message: ({ given }: { given: string }) => `--model-type is caffe or onnx, not "${given}"`,
    hint: 'give --model-type caffe or --model-type onnx',
  }),
  protoMissing: event({
    code: 'CLI002',
    severity: 'error',
    when: 'A Caffe model is given without its prototxt.',
    message: (_: Readonly<Record<string, unknown>>) => 'a Caffe model needs --proto with its prototxt file',
    hint: 'add --proto deploy.prototxt, the text file that describes the layers',
  }),
  badSize: event({
    code: 'CLI004',
    severity: 'error',
    when: 'A size on the command line is no size.',
    message: ({ flag, given }: { flag: string; given: string }) => `${flag} takes a number or height x width such as 224 or 240x320, not "${given}"`,
    hint: 'e.g. --crop 224 or --resize 240x320',
  }),
  badCount: event({
    code: 'CLI006',
    severity: 'error',
    when: 'A count on the command line is no whole number above 0.',
    message: ({ flag, given }: { flag: string; given: string }) => `${flag} takes a whole number from 1 to ${MOST}, not "${given}"`,
    hint: ({ flag }) => `leave ${flag} out for the usual number`,
  }),
  badInput: event({
    code: 'CLI005',
    severity: 'error',
    when: 'An --input is not NAME=FILE.',
    message: ({ given }: { given: string }) => `--input is written NAME=FILE.npy, not "${given}"`,
    hint: 'e.g. --input data=x.npy; repeat the flag for every input',
  }),
  badShape: event({
    code: 'CLI003',
    severity: 'error',
    when: 'A shape on the command line is no shape.',
    message: ({ input, given }: { input: string; given: string }) => `the shape of "${input}" is written like 1x3x224x224, not "${given}"`,
    hint: 'write every dimension as a whole number above 0, with x between them',
  }),
});
