//! What all steps of attribution look at: the layers, the quotations, where each token stands.

use super::lexer::{self, Quotation};
use document::{Article, NameClass, Names, Relation, Span, Syntax, Token, TokenId, TokenRange};

/// Which corpus' habits are followed: it is a feature of every choice, so that one model serves all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Convention {
    /// Running news: what the program writes (docs/src/fields.md).
    #[default]
    Wire,
    /// GUM's attributions.
    Gum,
    /// PolNeAR's wider attributions.
    Polnear,
}

impl Convention {
    /// All of them, in the order of their numbers.
    pub const ALL: [Convention; 3] = [Convention::Wire, Convention::Gum, Convention::Polnear];

    /// As a feature.
    pub fn as_str(self) -> &'static str {
        match self {
            Convention::Wire => "w",
            Convention::Gum => "g",
            Convention::Polnear => "p",
        }
    }
}

/// One article, ready for attribution.
pub struct Context<'d> {
    /// The layers.
    pub syntax: Syntax<'d>,
    /// Names.
    pub names: &'d Names,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// For each token the quotation that it stands in.
    pub quoted: Vec<Option<u32>>,
    /// Which habits to follow.
    pub convention: Convention,
    prose: Vec<bool>,
}

impl<'d> Context<'d> {
    /// Looks at the article once.
    pub fn new(
        article: &Article,
        names: &'d Names,
        syntax: Syntax<'d>,
        convention: Convention,
    ) -> Context<'d> {
        let quotations = lexer::quotations(article);
        let mut quoted = vec![None; syntax.tokens.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            for id in syntax.tokens.within(quotation.span).ids() {
                quoted[id.index()] = Some(index as u32);
            }
        }
        let kind = |b: &document::BlockId| article.blocks.get(b.0 as usize).is_none_or(|b| b.kind.is_prose());
        let prose = syntax.sentences.block.iter().map(kind).collect();
        Context { syntax, names, quotations, quoted, convention, prose }
    }

    /// Whether a sentence belongs to the article's own prose.
    pub fn is_prose(&self, sentence: usize) -> bool {
        self.prose.get(sentence).copied().unwrap_or(false)
    }

    /// The quotation that a token stands in.
    pub fn quotation_of(&self, token: TokenId) -> Option<&Quotation> {
        let index = self.quoted.get(token.index()).copied().flatten()?;
        self.quotations.get(index as usize)
    }

    /// Tokens of the sentence that a token stands in.
    pub fn sentence(&self, token: TokenId) -> TokenRange {
        let at = self.syntax.sentences.of(token);
        at.and_then(|s| self.syntax.sentences.tokens.get(s)).copied().unwrap_or_default()
    }

    /// The block of a token's sentence.
    pub fn block(&self, token: TokenId) -> Option<u32> {
        let at = self.syntax.sentences.of(token)?;
        self.syntax.sentences.block.get(at).map(|b| b.0)
    }

    /// What a noun phrase's head is, in one word for features.
    pub fn sort(&self, token: Token<'_>) -> &'static str {
        match self.names.of(token.id).map(|n| n.class) {
            Some(NameClass::Person) => "per",
            Some(NameClass::Organisation) => "org",
            Some(NameClass::Place) => "loc",
            Some(NameClass::Other) => "misc",
            None if token.upos() == document::Upos::Pron => "pron",
            None if token.upos() == document::Upos::Propn => "propn",
            None => "noun",
        }
    }

    /// From the first to the last token.
    pub fn cover(&self, tokens: TokenRange) -> Span {
        self.syntax.tokens.cover(tokens)
    }
}

/// Relations whose subtrees a name phrase is better without.
pub fn is_appendix(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::AclRelcl
            | Relation::Acl
            | Relation::Appos
            | Relation::Parataxis
            | Relation::Advcl
            | Relation::AdvclRelcl
    )
}
