//! Relations of Universal Dependencies (version 2), with the subtypes of the English treebanks.

macro_rules! relations {
    ($($name:ident $text:literal),* $(,)?) => {
        /// A dependency relation; its definition stands at universaldependencies.org under the same name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Relation { $($name),* }

        impl Relation {
            /// All of them, in alphabetical order.
            pub const ALL: &'static [Relation] = &[$(Relation::$name),*];

            /// As written in CoNLL-U: `nsubj:pass`.
            pub fn as_str(self) -> &'static str {
                match self { $(Relation::$name => $text),* }
            }
        }
    };
}

relations! {
    Acl "acl",
    AclRelcl "acl:relcl",
    Advcl "advcl",
    AdvclRelcl "advcl:relcl",
    Advmod "advmod",
    Amod "amod",
    Appos "appos",
    Aux "aux",
    AuxPass "aux:pass",
    Case "case",
    Cc "cc",
    CcPreconj "cc:preconj",
    Ccomp "ccomp",
    Clf "clf",
    Compound "compound",
    CompoundPrt "compound:prt",
    Conj "conj",
    Cop "cop",
    Csubj "csubj",
    CsubjOuter "csubj:outer",
    CsubjPass "csubj:pass",
    Dep "dep",
    Det "det",
    DetPredet "det:predet",
    Discourse "discourse",
    Dislocated "dislocated",
    Expl "expl",
    Fixed "fixed",
    Flat "flat",
    Goeswith "goeswith",
    Iobj "iobj",
    List "list",
    Mark "mark",
    Nmod "nmod",
    NmodDesc "nmod:desc",
    NmodNpmod "nmod:npmod",
    NmodPoss "nmod:poss",
    NmodUnmarked "nmod:unmarked",
    Nsubj "nsubj",
    NsubjOuter "nsubj:outer",
    NsubjPass "nsubj:pass",
    Nummod "nummod",
    Obj "obj",
    Obl "obl",
    OblAgent "obl:agent",
    OblNpmod "obl:npmod",
    OblTmod "obl:tmod",
    OblUnmarked "obl:unmarked",
    Orphan "orphan",
    Parataxis "parataxis",
    Punct "punct",
    Reparandum "reparandum",
    Root "root",
    Vocative "vocative",
    Xcomp "xcomp",
}

impl Relation {
    /// Reads `nsubj:pass`; an unknown subtype is read as its main relation, an unknown relation as `None`.
    pub fn parse(text: &str) -> Option<Relation> {
        let find =
            |t: &str| Relation::ALL.binary_search_by(|r| r.as_str().cmp(t)).ok().map(|i| Relation::ALL[i]);
        find(text).or_else(|| find(text.split(':').next()?))
    }

    /// The main relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn main(self) -> &'static str {
        let text = self.as_str();
        text.split(':').next().unwrap_or(text)
    }

    /// Whether it is this main relation, with any subtype.
    pub fn is(self, main: &str) -> bool {
        self.main() == main
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_reads_back() {
        for &relation in Relation::ALL {
            assert_eq!(Relation::parse(relation.as_str()), Some(relation));
        }
        assert_eq!(Relation::parse("nsubj:unheard"), Some(Relation::Nsubj));
        assert_eq!(Relation::parse("nothing"), None);
    }
}
