import { CollectingSink, DiagnosticError, fail } from './sink';
import { formatPlace, type Diagnostic } from './diagnostic';

const diagnostic: Diagnostic = { code: 'TST001', severity: 'error', message: 'no', facts: {} };

it('keeps what it hears in order', () => {
  const sink = new CollectingSink();
  sink.report(diagnostic);
  sink.report({ ...diagnostic, code: 'TST002' });
  expect(sink.diagnostics.map((heard) => heard.code)).toEqual(['TST001', 'TST002']);
});

it('fails as one type, with the cause kept', () => {
  const cause = new Error('inner');
  expect(() => fail(diagnostic, cause)).toThrow(DiagnosticError);
  expect(() => fail(diagnostic, cause)).toThrow(expect.objectContaining({ cause, diagnostics: [diagnostic] }));
});

it('prints a place as far as it is known', () => {
  expect(formatPlace({ name: 'a', file: 'f', line: 3, column: 4 })).toBe('f:3:4');
  expect(formatPlace({ name: 'a', file: 'f', column: 4 })).toBe('f');
  expect(formatPlace({ name: 'a' })).toBe('');
});
