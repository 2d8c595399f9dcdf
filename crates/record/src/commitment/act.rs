//! Acts of committing: the verb or noun, who makes it to whom, and the words that say what.

use super::content::{self, Content};
use super::words::{self, BEFALLS, CONCLUDES, HARMS, STANDPOINTS, TRIFLES};
use crate::event::clause::{
    LIGHT, fill, is_negated, is_passive, is_verbal, object, one_of, subject, surface_subject,
};
use crate::event::{Coder, Slot, clauses, factual, parties};
use document::{
    CommitmentKind, Document, Factuality, Party, Plover, Relation, Span, Statement, Token, TokenId, Upos,
};

/// One act of committing, as one place of the text tells of it.
#[derive(Clone, Debug)]
pub(super) struct Act<'d> {
    pub(super) kind: CommitmentKind,
    /// The verb or noun.
    pub(super) word: Token<'d>,
    pub(super) by: Vec<Party>,
    pub(super) to: Vec<Party>,
    pub(super) content: Content<'d>,
    pub(super) conditions: Option<Span>,
    pub(super) deadline: Option<Span>,
}

/// What the finder looks at.
#[derive(Clone, Copy)]
pub(super) struct Finder<'d, 'c> {
    pub(super) document: &'d Document,
    pub(super) statements: &'c [Statement],
    pub(super) coder: &'c dyn Coder,
}

/// All acts in order of the text.
pub(super) fn find<'d>(finder: Finder<'d, '_>) -> Vec<Act<'d>> {
    let document = finder.document;
    let mut acts: Vec<Act<'d>> = Vec::new();
    for (block, range) in document.sentences.block.iter().zip(&document.sentences.tokens) {
        let block = document.article.blocks.get(block.0 as usize);
        if block.is_none_or(|b| b.kind.is_prose()) {
            acts.extend(document.syntax().iter(*range).filter_map(|t| finder.act(t)));
        }
    }
    without_inner(acts)
}

/// Drops an act that is the very content of another: "undertook a commitment to *guarantee* …" is one promise.
fn without_inner(acts: Vec<Act<'_>>) -> Vec<Act<'_>> {
    let heads: Vec<(TokenId, TokenId)> =
        acts.iter().filter_map(|a| Some((a.content.head?.id, a.word.id))).collect();
    let inner = |a: &Act<'_>| heads.iter().any(|(head, word)| *head == a.word.id && *word != a.word.id);
    acts.into_iter().filter(|a| !inner(a)).collect()
}

impl<'d> Finder<'d, '_> {
    fn act(self, word: Token<'d>) -> Option<Act<'d>> {
        match word.upos() {
            Upos::Verb => self.by_verb(word).or_else(|| self.own_word(word)),
            Upos::Noun | Upos::Propn => self.by_noun(word),
            _ => None,
        }
    }

    /// "Kiev *promised* …", "they *signed* an agreement".
    fn by_verb(self, verb: Token<'d>) -> Option<Act<'d>> {
        let lemma = verb.lemma();
        if in_writing(verb) {
            let content = Content::phrase(self.document, object(verb)?);
            return self.done(
                CommitmentKind::Offer,
                verb,
                (self.parties(subject(verb)?), Vec::new()),
                content,
            );
        }
        if one_of(CONCLUDES, lemma) {
            return self.concluded(verb);
        }
        let kind = words::verb(lemma)?;
        let frame = content::of_verb(self, kind, verb)?;
        if kind == CommitmentKind::Agreement
            && frame.content.head.is_some_and(|h| names_commitment(h.lemma()))
        {
            return None; // "agreed to the proposal": what became of it, told by [`super::fate`]
        }
        let kind = if harms(kind, frame.content.head) { CommitmentKind::Threat } else { kind };
        let by = subject(verb).or_else(|| shared(verb)).map_or(Vec::new(), |s| self.parties(s));
        let to = frame.to.map_or(Vec::new(), |t| self.parties(t));
        self.done(kind, verb, (by, to), frame.content)
    }

    /// "signed an agreement", "reached a deal to …": by those who signed, the content is that of the noun.
    fn concluded(self, verb: Token<'d>) -> Option<Act<'d>> {
        let noun = object(verb)?;
        (words::noun(noun.lemma()) == Some(CommitmentKind::Agreement)).then_some(())?;
        let by = self.parties(subject(verb)?);
        let with =
            fill(verb, &Slot::After("with".into())).or_else(|| fill(noun, &Slot::After("with".into())));
        let content =
            content::of_noun(self.document, noun).unwrap_or_else(|| Content::phrase(self.document, noun));
        self.done(
            CommitmentKind::Agreement,
            verb,
            (by, with.map_or(Vec::new(), |w| self.parties(w))),
            content,
        )
    }

    /// "the US *proposal* to …", "their *position* is that a pause must be declared".
    fn by_noun(self, noun: Token<'d>) -> Option<Act<'d>> {
        let known = words::noun(noun.lemma());
        let standpoint = one_of(STANDPOINTS, noun.lemma());
        let content = match known {
            Some(_) => {
                content::of_noun(self.document, noun).or_else(|| content::equated(self.document, noun))?
            }
            None if standpoint => content::equated(self.document, noun)?,
            None => return None,
        };
        let kind = known.unwrap_or(CommitmentKind::Demand);
        if kind == CommitmentKind::Agreement {
            return None;
        }
        let by = self.owner(noun)?;
        let to = ["to", "against", "from"].iter().find_map(|p| fill(noun, &Slot::After((*p).into())));
        let to = to.filter(|t| Some(t.id) != content.head.map(|h| h.id));
        self.done(kind, noun, (by, to.map_or(Vec::new(), |t| self.parties(t))), content)
    }

    /// Whose a commitment is.
    pub(super) fn owner(self, noun: Token<'d>) -> Option<Vec<Party>> {
        let slots = [
            Slot::Possessor,
            Slot::After("by".into()),
            Slot::After("from".into()),
            Slot::Modifier,
            Slot::Subject,
        ];
        slots.iter().find_map(|s| Some(self.parties(fill(noun, s)?)).filter(|p| !p.is_empty()))
    }

    /// "*We will withdraw* by Friday", in somebody's words: first person, with a day or a condition.
    fn own_word(self, verb: Token<'d>) -> Option<Act<'d>> {
        let will = |c: &Token<'d>| {
            c.relation() == Relation::Aux && one_of("will 'll ’ll shall", &c.text().to_lowercase())
        };
        verb.children().find(will)?;
        let who = verb.child(Relation::Nsubj).filter(|s| one_of("i we", &s.text().to_lowercase()))?;
        (!is_negated(verb) && !one_of(BEFALLS, verb.lemma())).then_some(())?;
        let bound =
            clauses::conditions(self.document, verb).or_else(|| clauses::deadline(self.document, verb));
        bound?;
        let kind = if harms(CommitmentKind::Promise, Some(verb)) {
            CommitmentKind::Threat
        } else {
            CommitmentKind::Promise
        };
        let content = Content::clause(self.document, verb);
        self.done(kind, verb, (self.parties(who), Vec::new()), content)
    }

    pub(super) fn parties(self, word: Token<'d>) -> Vec<Party> {
        parties(self.document, self.coder, word)
    }

    /// The act, where somebody known made it and the text says that it was made.
    fn done(
        self,
        kind: CommitmentKind,
        word: Token<'d>,
        (by, to): (Vec<Party>, Vec<Party>),
        content: Content<'d>,
    ) -> Option<Act<'d>> {
        let made = is_own_word(word, content.head) || happened(word);
        (made && !by.is_empty()).then_some(())?;
        let conditions = clauses::conditions(self.document, word);
        let deadline = clauses::deadline(self.document, word);
        let content = content.without(self.document, conditions);
        (!content.spans.is_empty()).then_some(())?;
        let to = to.into_iter().filter(|t| !by.iter().any(|b| b.span == t.span)).collect();
        Some(Act { kind, word, by, to, content, conditions, deadline })
    }
}

fn is_own_word(word: Token<'_>, content: Option<Token<'_>>) -> bool {
    content.is_some_and(|c| c.id == word.id)
}

/// Whether the text says that an act took place; a noun's is that of the verb that carries it.
pub(super) fn happened(word: Token<'_>) -> bool {
    if !is_verbal(word) {
        let carrier = word.head().filter(|v| word.relation() == Relation::Obj && one_of(LIGHT, v.lemma()));
        return factual::of(word, Plover::Agree, false) == Factuality::Actual && carrier.is_none_or(happened);
    }
    factual::of(word, Plover::Agree, false) == Factuality::Actual
        && !modal(word)
        && !imperative(word)
        && !alleged(word)
        && !is_gerund(word)
        && !seldom(word)
}

/// "must promise", "the promised aid".
fn modal(verb: Token<'_>) -> bool {
    let must = |c: Token<'_>| {
        c.relation() == Relation::Aux && one_of("must should may might could would can", c.lemma())
    };
    verb.children().any(must) || verb.relation() == Relation::Amod
}

/// "Cancel the agreement!": a bare verb with nobody who does it.
fn imperative(verb: Token<'_>) -> bool {
    let helped = verb.children().any(|c| {
        matches!(c.relation(), Relation::Aux | Relation::Mark)
            || c.relation().is("nsubj")
            || c.relation().is("aux")
    });
    verb.xpos() == "VB" && verb.relation() != Relation::Xcomp && !helped
}

/// "progress on *implementing* the deal", "considers *signing* it": a verb made a noun tells of no deed, unless somebody
/// is praised or blamed *for* it or something comes *after* it.
fn is_gerund(verb: Token<'_>) -> bool {
    let bound = |c: Token<'_>| {
        matches!(c.relation(), Relation::Case | Relation::Mark) && !one_of("for after", c.lemma())
    };
    let governed = matches!(verb.relation(), Relation::Xcomp | Relation::Ccomp | Relation::Csubj);
    let helped = verb.children().any(|c| c.relation() == Relation::Aux);
    verb.xpos() == "VBG" && !helped && (governed || verb.children().any(bound))
}

/// "criticism that it violates …": said by others, and not by the text.
fn alleged(verb: Token<'_>) -> bool {
    const SAID: &str =
        "criticism allegation accusation claim fear possibility rumor rumour suspicion risk charge";
    let clause = matches!(verb.relation(), Relation::Acl | Relation::Ccomp);
    clause && verb.head().is_some_and(|h| one_of(SAID, h.lemma()))
}

/// "has seldom called for".
fn seldom(verb: Token<'_>) -> bool {
    verb.children()
        .any(|c| c.relation() == Relation::Advmod && one_of("seldom rarely hardly barely", c.lemma()))
}

/// "committed their considerations to paper".
fn in_writing(verb: Token<'_>) -> bool {
    let to = |c: Token<'_>| c.children().any(|m| m.lemma() == "to" && m.id < c.id);
    let written = |c: Token<'_>| to(c) && one_of("paper writing", c.lemma());
    one_of("commit put set", verb.lemma()) && verb.children().any(written)
}

/// Whether a noun stands for a commitment that is told elsewhere.
fn names_commitment(lemma: &str) -> bool {
    use CommitmentKind::{Agreement, Demand, Offer};
    [Offer, Demand, Agreement].iter().any(|k| words::can_mean(lemma, *k))
}

/// Who promises harm threatens.
fn harms(kind: CommitmentKind, content: Option<Token<'_>>) -> bool {
    kind == CommitmentKind::Promise && content.is_some_and(|c| one_of(HARMS, c.lemma()))
}

/// The subject of a passive without agent is nobody; of a joined or governed verb it is that of the verb above.
fn shared<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    (!is_passive(verb)).then(|| surface_subject(verb, 6)).flatten()
}

/// Whether a thing offered binds anybody.
pub(super) fn is_trifle(thing: Token<'_>) -> bool {
    one_of(TRIFLES, thing.lemma())
}
