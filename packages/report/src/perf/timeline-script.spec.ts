import { TIMELINE_SCRIPT } from './timeline-script';

/** What it draws and does is told by a real browser, in `tests/board`. */
it('is a script that leaves pages without a timeline and tables alone', () => {
  const page = { getElementById: () => null, querySelectorAll: () => [] };
  expect(() => new Function('document', TIMELINE_SCRIPT)(page)).not.toThrow();
  expect(TIMELINE_SCRIPT).not.toContain('</');
});
