//! Words that refer: noun phrases headed by names, nouns and pronouns.

use document::{
    BlockKind, EntityId, Mention, MentionKind, Name, NameClass, Names, Relation, Syntax, Token, TokenId,
    TokenRange, Upos,
};

/// All mentions in order of the text; each its own entity still.
pub(super) fn find(article: &document::Article, names: &Names, syntax: Syntax<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (sentence, &tokens) in syntax.sentences.tokens.iter().enumerate() {
        let block = syntax.sentences.block.get(sentence);
        let kind = block.and_then(|b| article.blocks.get(b.0 as usize)).map_or(BlockKind::Body, |b| b.kind);
        if kind.is_prose() {
            mentions.extend(syntax.iter(tokens).filter_map(|t| mention(names, t)));
        }
    }
    mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end), m.head));
    mentions.dedup_by_key(|m| m.tokens);
    mentions
}

fn mention(names: &Names, token: Token<'_>) -> Option<Mention> {
    let entity = EntityId(0); // linked later
    if is_pronoun(token) {
        let tokens = TokenRange { start: token.id.0, end: token.id.0 + 1 };
        return Some(Mention { tokens, head: token.id, name: None, kind: MentionKind::Pronoun, entity });
    }
    if let Some(name) = names.of(token.id).filter(|n| head_of(token, n)) {
        let phrase = if is_inner(token) { name.tokens } else { phrase(token, Some(name)) };
        return Some(Mention {
            tokens: phrase,
            head: token.id,
            name: Some(whole(token, name)),
            kind: MentionKind::Name,
            entity,
        });
    }
    let nominal =
        matches!(token.upos(), Upos::Noun | Upos::Propn) && !is_inner(token) && names.of(token.id).is_none();
    nominal.then(|| {
        let name = person_beside(names, token);
        let kind = if name.is_some() { MentionKind::Name } else { MentionKind::Nominal };
        Mention { tokens: phrase(token, None), head: token.id, name, kind, entity }
    })
}

/// The tokens of a name, with what a hyphen ties to the end of a person's: `Yoon Suk-yeol`.
fn whole(token: Token<'_>, name: &Name) -> TokenRange {
    let syntax = token.syntax();
    let tied = |at: u32| {
        let token = syntax.token(TokenId(at));
        token.previous().is_some_and(|p| p.span().end == token.span().start)
    };
    let proper = |at: u32| tied(at) && syntax.token(TokenId(at)).upos() == Upos::Propn;
    let person = name.class == NameClass::Person;
    let limit = syntax.sentences.of(token.id).map_or(0, |s| syntax.sentences.tokens[s].end);
    let mut end = name.tokens.end;
    while person
        && end + 1 < limit
        && syntax.token(TokenId(end)).text() == "-"
        && tied(end)
        && proper(end + 1)
    {
        end += 2;
    }
    TokenRange { start: name.tokens.start, end }
}

/// `Minister Sergey Lavrov` where the title was taken for the head.
fn person_beside(names: &Names, token: Token<'_>) -> Option<TokenRange> {
    let part = |r| matches!(r, Relation::Flat | Relation::NmodDesc | Relation::Compound);
    let children = token.children().filter(|c| part(c.relation()) && c.id > token.id);
    let found = children.filter_map(|c| names.of(c.id)).find(|n| n.class == NameClass::Person)?;
    Some(found.tokens)
}

/// Personal, possessive and relative pronouns that refer.
fn is_pronoun(token: Token<'_>) -> bool {
    let lower = token.text().to_ascii_lowercase();
    let words = [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "ours",
        "you",
        "your",
        "himself",
        "herself",
        "itself",
        "themselves",
        "who",
        "whom",
        "which",
        "whose",
    ];
    let capital_us = token.text() == "US" || token.text() == "IT";
    token.upos() == Upos::Pron
        && !capital_us
        && words.contains(&lower.as_str())
        && token.relation() != Relation::Expl
}

/// Whether the token is the name's word that all its others depend on.
fn head_of(token: Token<'_>, name: &Name) -> bool {
    let outside = |t: Token<'_>| t.head().is_none_or(|h| !name.tokens.contains(h.id));
    let first = token.syntax().iter(name.tokens).find(|t| outside(*t));
    first.is_some_and(|f| f.id == token.id)
}

/// A part of a larger noun phrase: a modifier, not a phrase of its own.
fn is_inner(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Compound
            | Relation::Flat
            | Relation::Fixed
            | Relation::Amod
            | Relation::Goeswith
            | Relation::NmodDesc
            | Relation::Case
            | Relation::Advmod
            | Relation::Cc
            | Relation::Mark
            | Relation::Det
    )
}

/// The noun phrase without relative clauses, appositions, conjuncts, leading prepositions and outer punctuation.
fn phrase(head: Token<'_>, name: Option<&Name>) -> TokenRange {
    let mut range = head.reach();
    for child in head.children() {
        let reach = child.reach();
        if child.id > head.id && cuts(child) && reach.start > head.id.0 {
            range.end = range.end.min(reach.start);
        }
        let leading = child.relation() == Relation::Case || cuts(child) || child.relation() == Relation::Mark;
        if child.id < head.id && leading && reach.end <= head.id.0 {
            range.start = range.start.max(reach.end);
        }
    }
    if let Some(name) = name {
        range = TokenRange { start: range.start.min(name.tokens.start), end: range.end.max(name.tokens.end) };
    }
    trim(head, range)
}

fn cuts(child: Token<'_>) -> bool {
    matches!(
        child.relation(),
        Relation::AclRelcl
            | Relation::Acl
            | Relation::Appos
            | Relation::Parataxis
            | Relation::Conj
            | Relation::Cc
            | Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Cop
            | Relation::Nsubj
            | Relation::Aux
            | Relation::Dep
            | Relation::Ccomp
            | Relation::CcPreconj
    )
}

fn trim(head: Token<'_>, mut range: TokenRange) -> TokenRange {
    let syntax = head.syntax();
    let loose = |i: u32| {
        let t = syntax.token(TokenId(i));
        t.upos() == Upos::Punct || matches!(t.text(), "'s" | "’s" | "'" | "’")
    };
    while range.end > head.id.0 + 1 && loose(range.end - 1) {
        range.end -= 1;
    }
    while range.start < head.id.0 && loose(range.start) {
        range.start += 1;
    }
    range
}
