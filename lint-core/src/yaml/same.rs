//! Whether two texts say the same.

use super::tree::{Node, Tree};

/// Whether two trees have no errors and the same nodes, whatever blanks and comments stand between them.
pub fn same(one: &Tree<'_>, other: &Tree<'_>) -> bool {
    one.errors().is_empty()
        && other.errors().is_empty()
        && one.nodes().len() == other.nodes().len()
        && one.nodes().zip(other.nodes()).all(|(a, b)| are_same(a, b))
}

fn are_same(a: Node<'_>, b: Node<'_>) -> bool {
    a.kind() == b.kind()
        && a.style() == b.style()
        && a.is_key() == b.is_key()
        && a.resolve().id() == b.resolve().id()
        && a.next_sibling().map(Node::id) == b.next_sibling().map(Node::id)
        && a.tag().map(|tag| &tag.name) == b.tag().map(|tag| &tag.name)
        && a.as_text() == b.as_text()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn comments_and_blanks_make_no_difference() {
        let is_same = |a: &str, b: &str| same(&parse(a), &parse(b));
        assert!(is_same(
            "a: [1, 2]\nb: |\n  x\n",
            "# c\na: [1, # d\n  2]\n\nb: |  # e\n  x\n"
        ));
        for (a, b) in [
            ("a: 1", "a: 2"),
            ("a: [1]", "a: [1, 1]"),
            ("a: x\n  y\n", "a: x # c\n  y\n"),
            ("a: |\n  x\n", "a: |\n  x # c\n"),
            ("- - a\n- b\n", "- - a\n  - b\n"),
            ("[&a x, &b x, *a]", "[&a x, &b x, *b]"),
            ("a: !x b", "a: !y b"),
        ] {
            assert!(!is_same(a, b), "{a:?} {b:?}");
        }
    }
}
