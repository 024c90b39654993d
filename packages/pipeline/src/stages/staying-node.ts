/** A node of a `.bin` that was to be removed and stays. */
export type StayingNode = {
  readonly node: string;
  /** Why, as the end of a sentence. */
  readonly reason: string;
  /** The key of the recipe that asks for it. */
  readonly key: 'remove_node_type' | 'remove_node_name';
  /** Nodes that could go before it, the outermost first. */
  readonly first?: readonly { readonly name: string; readonly type: string }[];
};

/** What can be done about it. */
export function wayOut({ node, key, first }: StayingNode): string {
  if (first) {
    const names = [...first.map(({ name }) => name), node];
    return (
      `what stands outside of it (${first.map(({ type }) => type).join(', ')}) can go first: ` +
      `remove_node_name: '${names.join('; ')}', or hb_model_modifier -r ${names.join(' -r ')} afterwards; ` +
      `or leave "${node}" there`
    );
  }
  const instead =
    key === 'remove_node_name' ? `leave "${node}" out of ${key}` : 'name in remove_node_name what is to go';
  return (
    `${instead}: nodes are removed from the outside to the inside, ` +
    'each only while it stands at the input or output'
  );
}
