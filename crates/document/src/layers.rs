//! The document: an article with its layers, and views that walk them.

use crate::{
    Article, Attribution, Entity, EntityId, Mention, MentionId, NameKind, Names, Relation, Sentences, Span,
    States, Timex, TokenId, TokenRange, Tokens, Trees, Upos, Words,
};

/// An article that has been read: every layer that later steps build on.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// Syntactic words.
    pub tokens: Tokens,
    /// Sentences.
    pub sentences: Sentences,
    /// Lemma, part of speech, features.
    pub words: Words,
    /// Dependency trees.
    pub trees: Trees,
    /// What the reading network holds of each token.
    pub states: States,
    /// Names.
    pub names: Names,
    /// Time expressions in order of the text.
    pub timexes: Vec<Timex>,
    /// Mentions in order of the text.
    pub mentions: Vec<Mention>,
    /// Entities in order of their first mention.
    pub entities: Vec<Entity>,
    /// Attributions in order of the text.
    pub attributions: Vec<Attribution>,
}

impl Document {
    /// The syntactic layers, to walk.
    pub fn syntax(&self) -> Syntax<'_> {
        Syntax {
            text: &self.article.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
            words: &self.words,
            trees: &self.trees,
        }
    }

    /// One mention.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0 as usize)
    }

    /// One entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The words of the best mention's name, else of the whole mention.
    pub fn entity_text(&self, id: EntityId) -> &str {
        let best = self.entity(id).and_then(|e| self.mention(e.best));
        let tokens = best.map(|m| m.name.unwrap_or(m.tokens)).unwrap_or_default();
        self.tokens.cover(tokens).of(&self.article.text)
    }

    /// What the entity is more closely, by the name of its best mention.
    pub fn entity_kind(&self, id: EntityId) -> Option<NameKind> {
        let entity = self.entity(id)?;
        let tokens = self.mention(entity.best)?.name?;
        let name = tokens.ids().find_map(|t| self.names.of(t))?;
        name.kind.filter(|_| Some(name.class) == entity.class)
    }

    /// The smallest mention that covers a token and whose head it is, else the smallest that covers it.
    pub fn mention_at(&self, token: TokenId) -> Option<&Mention> {
        // In order of their starts; phrases that cover a token begin not far before it.
        let end = self.mentions.partition_point(|m| m.tokens.start <= token.0);
        let near = end.saturating_sub(64)..end;
        let covering = near.filter(|&i| self.mentions[i].tokens.contains(token));
        let covering = covering.map(|i| &self.mentions[i]);
        covering.min_by_key(|m| (m.head != token, m.tokens.len()))
    }
}

/// The syntactic layers together: what a stage after the parser reads.
#[derive(Clone, Copy)]
pub struct Syntax<'d> {
    /// The article's text.
    pub text: &'d str,
    /// Syntactic words.
    pub tokens: &'d Tokens,
    /// Sentences.
    pub sentences: &'d Sentences,
    /// Lemma, part of speech, features.
    pub words: &'d Words,
    /// Dependency trees.
    pub trees: &'d Trees,
}

impl<'d> Syntax<'d> {
    /// A view of one token.
    pub fn token(self, id: TokenId) -> Token<'d> {
        Token { syntax: self, id }
    }

    /// Views of a range of tokens.
    pub fn iter(self, range: TokenRange) -> impl DoubleEndedIterator<Item = Token<'d>> {
        range.ids().map(move |id| self.token(id))
    }

    /// The root of a sentence: its first token without a head.
    pub fn root(self, sentence: usize) -> Option<Token<'d>> {
        let tokens = self.sentences.tokens.get(sentence)?;
        tokens.ids().find(|&t| self.trees.head(t).is_none()).map(|t| self.token(t))
    }

    /// The words of a range of tokens.
    pub fn words_of(self, range: TokenRange) -> &'d str {
        self.tokens.cover(range).of(self.text)
    }
}

/// A view of one token: cheap to copy, walks the layers.
#[derive(Clone, Copy)]
pub struct Token<'d> {
    syntax: Syntax<'d>,
    /// Which token.
    pub id: TokenId,
}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}/{}", self.id.0, self.text(), self.upos().as_str())
    }
}

impl<'d> Token<'d> {
    /// The layers that it belongs to.
    pub fn syntax(self) -> Syntax<'d> {
        self.syntax
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.syntax.tokens.span.get(self.id.index()).copied().unwrap_or_default()
    }

    /// As written.
    pub fn text(self) -> &'d str {
        self.span().of(self.syntax.text)
    }

    /// Dictionary form.
    pub fn lemma(self) -> &'d str {
        self.syntax.words.lemma.get(self.id.index())
    }

    /// Universal part of speech.
    pub fn upos(self) -> Upos {
        self.syntax.words.upos.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Penn tag.
    pub fn xpos(self) -> &'d str {
        self.syntax.words.xpos(self.id.index())
    }

    /// Morphological features.
    pub fn feats(self) -> &'d str {
        self.syntax.words.feats(self.id.index())
    }

    /// The token that it depends on.
    pub fn head(self) -> Option<Token<'d>> {
        self.syntax.trees.head(self.id).map(|id| self.syntax.token(id))
    }

    /// Its relation to its head.
    pub fn relation(self) -> Relation {
        self.syntax.trees.relation(self.id)
    }

    /// Its dependents in order of the text.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.syntax.trees.children(self.id).map(move |id| self.syntax.token(id))
    }

    /// Its first dependent with this relation.
    pub fn child(self, relation: Relation) -> Option<Token<'d>> {
        self.children().find(|c| c.relation() == relation)
    }

    /// From the leftmost to the rightmost token of its subtree.
    pub fn reach(self) -> TokenRange {
        self.syntax.trees.reach(self.id)
    }

    /// The token after it in the document.
    pub fn next(self) -> Option<Token<'d>> {
        ((self.id.0 as usize + 1) < self.syntax.tokens.len())
            .then(|| self.syntax.token(TokenId(self.id.0 + 1)))
    }

    /// The token before it in the document.
    pub fn previous(self) -> Option<Token<'d>> {
        self.id.0.checked_sub(1).map(|i| self.syntax.token(TokenId(i)))
    }
}
