import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What can be wrong with a stored record. */
export const RECORD = defineCatalogue({
  notJson: event({
    code: 'REC001',
    severity: 'error',
    when: 'The text of a record is not JSON.',
    message: (facts: { problem: string }) => `the record is not JSON: ${facts.problem}`,
    hint: 'records are the files named <prefix>_record.json',
  }),
  otherVersion: event({
    code: 'REC002',
    severity: 'error',
    when: 'A record has a version that this program does not read.',
    message: (facts: { found: string; known: number }) =>
      `the record has version ${facts.found}, and this program reads version ${facts.known}`,
    hint: 'run the conversion again with this release',
  }),
  badField: event({
    code: 'REC003',
    severity: 'error',
    when: 'A field of a record is absent or has a wrong value.',
    message: (facts: { field: string; problem: string }) => `${facts.field} of the record is wrong: ${facts.problem}`,
    hint: 'run the conversion again',
  }),
});
