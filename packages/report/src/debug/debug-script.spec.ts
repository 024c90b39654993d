import { DEBUG_SCRIPT } from './debug-script';

/** What it does is told by a real browser, in `tests/debugger`. */
it('is a script that leaves a page without figures and tables alone', () => {
  const page = { getElementById: () => ({ textContent: '[]' }), querySelectorAll: () => [] };
  expect(() => new Function('document', DEBUG_SCRIPT)(page)).not.toThrow();
  expect(DEBUG_SCRIPT).not.toContain('</');
});
