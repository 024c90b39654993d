import { SCRIPT } from './script';

/** As much of a document as the script touches: one table of text cells, heads with a button, three tools. */
class Part {
  hidden = true;
  value = '';
  checked = false;
  cells: Part[] = [];
  rows: Part[] = [];
  private readonly attributes = new Map<string, string>();
  private readonly listeners = new Map<string, () => void>();

  constructor(
    public textContent = '',
    private readonly found: Readonly<Record<string, unknown>> = {},
    readonly firstChild?: Part,
  ) {}

  querySelector = (selector: string) => this.found[selector];
  querySelectorAll = (selector: string) => this.found[selector];
  getAttribute = (name: string) => this.attributes.get(name) ?? null;
  setAttribute = (name: string, value: string) => this.attributes.set(name, value);
  removeAttribute = (name: string) => this.attributes.delete(name);
  addEventListener = (name: string, listener: () => void) => this.listeners.set(name, listener);
  appendChild = (row: Part) => (this.rows = [...this.rows.filter((other) => other !== row), row]);
  fire = (name: string) => this.listeners.get(name)?.();
}

function page(table: readonly (readonly string[])[]) {
  const body = new Part();
  body.rows = table.map((cells) =>
    Object.assign(new Part(cells.join(' '), { '.o': new Part(cells[1]) }), {
      hidden: false,
      cells: cells.map((cell) => new Part(cell)),
    }),
  );
  const buttons = table[0].map(() => new Part());
  const heads = buttons.map((button) => new Part('', {}, button));
  const [search, onlyCpu, count] = [new Part(), new Part(), new Part()];
  const tools = new Part('', { '[type=search]': search, '[type=checkbox]': onlyCpu, output: count });
  const document = new Part('', { '.nodes': new Part('', { tbody: body, th: heads }), '.tools': tools });
  new Function('document', 'addEventListener', SCRIPT)(document, () => undefined);
  const names = () =>
    body.rows
      .filter(({ hidden }) => !hidden)
      .map(({ cells }) => cells[0].textContent)
      .join('');
  return { buttons, heads, search, onlyCpu, count, tools, names };
}

const TABLE = [
  ['b', 'BPU id(0)', '1,000'],
  ['a', 'CPU', '--'],
  ['c', 'BPU id(0)', '20'],
  ['d', 'BPU id(1)', '3'],
];

it('shows its tools, and all nodes', () => {
  const { tools, count, names } = page(TABLE);
  expect([tools.hidden, count.textContent, names()]).toEqual([false, '4 of 4 nodes', 'bacd']);
});

it('sorts by text, then the other way', () => {
  const {
    buttons: [name],
    heads,
    names,
  } = page(TABLE);
  name.fire('click');
  expect([names(), heads[0].getAttribute('aria-sort')]).toEqual(['abcd', 'ascending']);
  name.fire('click');
  expect([names(), heads[0].getAttribute('aria-sort')]).toEqual(['dcba', 'descending']);
});

it('sorts by number, and keeps what has none at the end', () => {
  const {
    buttons: [, , macs],
    names,
  } = page(TABLE);
  macs.fire('click');
  expect(names()).toBe('dcba');
  macs.fire('click');
  expect(names()).toBe('bcda');
});

it('keeps graph order among equals, and marks one head only', () => {
  const {
    buttons: [name, on],
    heads,
    names,
  } = page(TABLE);
  name.fire('click');
  on.fire('click');
  expect(names()).toBe('bcda');
  expect(heads[0].getAttribute('aria-sort')).toBeNull();
});

it('finds rows that hold every word, in any case', () => {
  const { search, count, names } = page(TABLE);
  search.value = 'ID(0) b';
  search.fire('input');
  expect([names(), count.textContent]).toEqual(['bc', '2 of 4 nodes']);
  search.value = 'no such node';
  search.fire('input');
  expect(names()).toBe('');
});

it('shows the CPU alone', () => {
  const { onlyCpu, names } = page(TABLE);
  onlyCpu.checked = true;
  onlyCpu.fire('change');
  expect(names()).toBe('a');
});

it('leaves pages without a node table alone', () => {
  expect(() => new Function('document', 'addEventListener', SCRIPT)(new Part(), () => undefined)).not.toThrow();
});
