import { formatDiagnostic } from '@openbpu/diagnostics';
import { DEMO } from './catalogue';

it('says what to do', () => {
  expect(formatDiagnostic(DEMO.badArguments({ reason: '--out is missing', usage: 'x --out DIR' }))).toMatch(
    /^DMO001 error +--out is missing\n.*usage: x --out DIR/,
  );
  expect(formatDiagnostic(DEMO.notWritable({ path: 'a/b', reason: 'full' }))).toMatch(
    /DMO002.*"a\/b" cannot be written: full\n.*hint/,
  );
});
