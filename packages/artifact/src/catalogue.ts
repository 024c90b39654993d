import { defineCatalogue, event } from '@openbpu/diagnostics';

const convertAgain = 'convert the model again, or copy the file again';

/** Everything that can be wrong with a `.bin`. */
export const ARTIFACT = defineCatalogue({
  notAnArtifact: event({
    code: 'ART003',
    severity: 'error',
    when: 'The file does not begin like an OpenBPU .bin.',
    message: (_facts: Record<never, never>) => 'this is not an OpenBPU .bin',
    hint: "a .bin made by another toolchain cannot be read; this one's are written by makertbin",
  }),
  otherVersion: event({
    code: 'ART004',
    severity: 'error',
    when: 'The artifact has a format version that this program does not read.',
    message: (facts: { found: number; known: number }) =>
      `the .bin has format version ${facts.found}, and this program reads version ${facts.known}`,
    hint: ({ found, known }) =>
      found > known
        ? 'it comes from a newer release: update, or convert the model with this one'
        : 'convert the model again',
  }),
  truncated: event({
    code: 'ART005',
    severity: 'error',
    when: 'The file is shorter or longer than its header says.',
    message: (facts: { expected: number; found: number }) =>
      `the .bin should have ${facts.expected} bytes and has ${facts.found}`,
    hint: convertAgain,
  }),
  badHeader: event({
    code: 'ART006',
    severity: 'error',
    when: 'The header of an artifact is damaged or contradicts itself.',
    message: (facts: { problem: string }) => `the header of the .bin is wrong: ${facts.problem}`,
    hint: convertAgain,
  }),
  badSection: event({
    code: 'ART007',
    severity: 'error',
    when: 'The bytes of a section are not those that were written.',
    message: (facts: { section: string; expected: string; found: string }) =>
      `section "${facts.section}" of the .bin is damaged: its SHA-256 differs`,
    hint: convertAgain,
  }),
  badPadding: event({
    code: 'ART008',
    severity: 'error',
    when: 'Bytes between the sections, which must be zero, are not.',
    message: (facts: { offset: number }) =>
      `the .bin holds stray bytes between its sections, from offset ${facts.offset} on`,
    hint: convertAgain,
  }),
  packed: event({
    code: 'ART009',
    severity: 'error',
    when: 'A .bin that holds several models is given where one is asked for.',
    message: ({ models }: { models: readonly string[] }) => `the .bin is a packed one and holds ${models.join(', ')}`,
    hint: 'give one of the files that were packed; hrt_model_exec runs one of a packed file by --model_name',
  }),
});
