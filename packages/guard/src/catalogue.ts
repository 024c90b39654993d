import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What is refused of foreign files before anything is made of them. */
export const GUARD = defineCatalogue({
  missing: event({
    code: 'GRD001',
    severity: 'error',
    when: 'A file that is to be read does not exist.',
    message: ({ role, file }: { role: string; file: string }) => `${role} "${file}" does not exist`,
    hint: ({ file }) =>
      file.startsWith('~/')
        ? 'the shell leaves ~ as it is behind "=": write the whole path, or $HOME'
        : 'check the path; relative paths in a recipe start at its folder, on the command line at the current one',
  }),
  unreadable: event({
    code: 'GRD002',
    severity: 'error',
    when: 'A file or folder exists and cannot be read: another kind of thing, no permission, or it changed meanwhile.',
    message: ({ role, file, reason }: { role: string; file: string; reason: string }) =>
      `${role} "${file}" cannot be read: ${reason}`,
    hint: 'give a plain file (a folder where one is asked for) that you may read and that nobody is writing',
  }),
  tooLarge: event({
    code: 'GRD003',
    severity: 'error',
    when: 'A file is larger than a file of its kind may be (docs/limits.md).',
    message: ({ role, file, bytes, most }: { role: string; file: string; bytes: number; most: number }) =>
      `${role} "${file}" has ${bytes} bytes, and may have ${most}`,
    hint: 'check that it is the file you meant',
  }),
  overBudget: event({
    code: 'GRD004',
    severity: 'error',
    when: 'A foreign model or program asks for more work, memory or time than it is given (docs/limits.md).',
    message: ({ what, unit, wanted, most }: { what: string; unit: string; wanted: number; most: number }) =>
      `${what} asks for ${wanted} ${unit}, and is given ${most}`,
    hint: ({ wanted, most }) => {
      const times = Number.isFinite(wanted) ? Math.ceil((wanted / most) * 1.01) + 1 : 10;
      return `if you trust the file, give more: --budget ${times}`;
    },
  }),
});
