import { defineCatalogue, event } from '@openbpu/diagnostics';

/** Everything these tools can complain about; pictures and lists are VISION's. */
export const DEMO = defineCatalogue({
  badArguments: event({
    code: 'DMO001',
    severity: 'error',
    when: 'A command line cannot be understood.',
    message: ({ reason }: { reason: string; usage: string }) => reason,
    hint: ({ usage }) => `usage: ${usage}`,
  }),
  notWritable: event({
    code: 'DMO002',
    severity: 'error',
    when: 'A file or folder cannot be written.',
    message: ({ path, reason }: { path: string; reason: string }) => `"${path}" cannot be written: ${reason}`,
    hint: 'choose a folder that you may write to',
  }),
});
