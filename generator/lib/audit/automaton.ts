// Follows many phrases through a stream of words at once (Aho and Corasick, 1975, with words in the place of letters). A
// node is what the last words have in common with the beginning of a phrase, and nothing else about them matters.

/** Where a stream of words is: 0 when its last word begins no phrase. */
export type Node = number;

/** Steps from word to word; words are given as hashes. */
export type Automaton = {
  readonly step: (node: Node, hash: number) => Node;
  /** Nodes at which a phrase ends. */
  readonly isEnd: (node: Node) => boolean;
};

/** The automaton of some phrases, each a list of hashes. */
export function automatonOf(phrases: Iterable<readonly number[]>): Automaton {
  const words = new Map<number, number>();
  // One look-up tells for most words that they are in no phrase.
  const isKnown = new Uint8Array(1 << 16);
  const trie: Map<number, Node>[] = [new Map()];
  const ends: boolean[] = [false];
  for (const phrase of phrases) {
    let node = 0;
    for (const hash of phrase) {
      isKnown[hash >>> 16] = 1;
      const word = words.get(hash) ?? words.size;
      words.set(hash, word);
      const next = trie[node]?.get(word) ?? trie.length;
      if (next === trie.length) {
        trie[node]?.set(word, next);
        trie.push(new Map());
        ends.push(false);
      }
      node = next;
    }
    ends[node] = true;
  }
  const fallbacks = fallbacksOf(trie, ends);
  return {
    isEnd: (node) => ends[node] ?? false,
    step: (from, hash) => {
      if (isKnown[hash >>> 16] === 0) return 0;
      const word = words.get(hash);
      if (word === undefined) return 0;
      for (let node = from; ; node = fallbacks[node] ?? 0) {
        const next = trie[node]?.get(word);
        if (next !== undefined) return next;
        if (node === 0) return 0;
      }
    },
  };
}

/** For each node the one of its longest ending that begins a phrase, too. Marks nodes whose ending is a phrase. */
function fallbacksOf(trie: readonly Map<number, Node>[], ends: boolean[]): Int32Array {
  const fallbacks = new Int32Array(trie.length);
  const waiting: Node[] = [0];
  for (let index = 0; index < waiting.length; index++) {
    const parent = waiting[index] ?? 0;
    for (const [word, node] of trie[parent] ?? []) {
      waiting.push(node);
      if (parent === 0) continue;
      let other = fallbacks[parent] ?? 0;
      while (other !== 0 && !trie[other]?.has(word)) other = fallbacks[other] ?? 0;
      fallbacks[node] = trie[other]?.get(word) ?? 0;
      if (ends[fallbacks[node] ?? 0]) ends[node] = true;
    }
  }
  return fallbacks;
}
