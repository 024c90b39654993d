import { parseText } from './parse-text';
import { withFields } from './text-message';

describe('withFields', () => {
  it('keeps the place', () => {
    const message = parseText('a: 1 b: 2', 'f');
    expect(withFields(message, message.fields.slice(1))).toMatchObject({
      kind: 'message',
      line: 1,
      column: 1,
      fields: [{ name: 'b' }],
    });
  });
});
