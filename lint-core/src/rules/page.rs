//! Rule pages: a rule's doc comment, taken apart.
