import type { RatchetTree } from "ts-mls";
import { directPath, leafToNodeIndex, leafWidth, toLeafIndex, toNodeIndex } from "ts-mls/treemath.js";

/**
 * Whether each parent's unmerged leaves are what RFC 9420 section 12.4.3.1 asks for: in ascending order,
 * each a non-blank leaf below the parent, and listed by every non-blank node between the two.
 */
export function unmergedLeavesFit(tree: RatchetTree): boolean {
  const width = leafWidth(tree.length);
  return tree.every((node, parentIndex) => {
    if (node?.nodeType !== "parent") return true;
    const { unmergedLeaves } = node.parent;
    return unmergedLeaves.every((leaf, at) => {
      if (at > 0 && leaf <= (unmergedLeaves[at - 1] ?? leaf)) return false;
      const leafIndex = leafToNodeIndex(toLeafIndex(leaf));
      if (tree[leafIndex]?.nodeType !== "leaf") return false;
      const path = directPath(leafIndex, width);
      const place = path.indexOf(toNodeIndex(parentIndex));
      if (place < 0) return false;
      return path.slice(0, place).every((index) => {
        const between = tree[index];
        return (
          between === undefined ||
          (between.nodeType === "parent" && between.parent.unmergedLeaves.includes(leaf))
        );
      });
    });
  });
}
