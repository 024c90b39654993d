import { list, oneOf, path, text } from '../readers';
import { key } from './key';

/** Operators that a model brings along. */
export const CUSTOM_OP = {
  custom_op_method: key('How custom operators are found.', oneOf(['register']), {
    example: "'register'",
    field: 'method',
    beside: { op_register_files: 'is what is registered' },
  }),
  op_register_files: key('Files that define custom operators: modules of JavaScript or TypeScript.', list(text), {
    example: "'my-op.ts; other-op.ts'",
    field: 'registerFiles',
    unset: [],
    beside: { custom_op_method: 'is set with them', custom_op_dir: 'is the folder of the files' },
  }),
  custom_op_dir: key('Folder of those files.', path, {
    example: "'./custom_op'",
    field: 'dir',
    beside: { op_register_files: 'names the files in it' },
  }),
} as const;
