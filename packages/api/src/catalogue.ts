import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What scripts are told of how they call. */
export const API = defineCatalogue({
  unknownOption: event({
    code: 'API001',
    severity: 'error',
    when: 'A function of the API is given an option that it does not have.',
    message: ({ name, option }: { name: string; option: string; known: readonly string[]; nearest?: string }) =>
      `${name} has no option "${option}"`,
    hint: ({ known, nearest }) => (nearest === undefined ? `it has ${known.join(', ')}` : `did you mean "${nearest}"?`),
  }),
  twice: event({
    code: 'API002',
    severity: 'error',
    when: 'An option is given in both of its spellings.',
    message: ({ name, option, other }: { name: string; option: string; other: string }) =>
      `${name} is given ${option} and ${other}, which are one option`,
    hint: ({ option }) => `keep ${option}`,
  }),
  badValue: event({
    code: 'API003',
    severity: 'error',
    when: 'An option of the API is missing, or has a value of another type.',
    message: ({ name, option, takes }: { name: string; option: string; takes: string }) =>
      `${name} takes ${takes} as ${option}`,
    hint: ({ option, takes }) => `give ${option}: ${takes}`,
  }),
});
