import { wayOut } from './staying-node';

it('names what can go first, or what to leave out', () => {
  const facts = { node: 'q', reason: 'r', key: 'remove_node_type' } as const;
  const first = [
    { name: 's', type: 'Softmax' },
    { name: 't', type: 'Reshape' },
  ];
  expect(wayOut({ ...facts, first })).toBe(
    "what stands outside of it (Softmax, Reshape) can go first: remove_node_name: 's; t; q', or " +
      'hb_model_modifier -r s -r t -r q afterwards; or leave "q" there',
  );
  expect(wayOut(facts)).toMatch(/^name in remove_node_name what is to go: nodes are removed from the outside to the /);
  expect(wayOut({ ...facts, key: 'remove_node_name' })).toMatch(/^leave "q" out of remove_node_name: nodes are /);
});
