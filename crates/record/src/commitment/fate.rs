//! What became of commitments: verbs and nouns over one that was told of; deeds that carry it out are in [`super::deed`].

use super::act::{Act, Finder, happened};
use super::content::Content;
use super::deed;
use super::group::{Group, can_befall};
use super::side::meets;
use super::words;
use crate::event::clause::{case_is, is_negated, object, one_of, subject};
use crate::event::factual;
use document::{CommitmentKind, Factuality, Party, Plover, Relation, Status, Token, Upos};

/// Words that say what became of something.
#[derive(Clone, Debug)]
pub(super) struct Fate<'d> {
    pub(super) status: Status,
    /// The verb or noun.
    pub(super) word: Token<'d>,
    /// What it is over: the words that stand for the commitment, or the deed's own object.
    pub(super) over: Option<Token<'d>>,
    /// Who does it.
    pub(super) by: Vec<Party>,
}

/// Finds what became of the commitments, and the commitments of which only that is told.
pub(super) fn find<'d>(finder: Finder<'d, '_>, groups: &mut Vec<Group<'d>>) {
    let document = finder.document;
    for (block, range) in document.sentences.block.iter().zip(&document.sentences.tokens) {
        let block = document.article.blocks.get(block.0 as usize);
        if !block.is_none_or(|b| b.kind.is_prose()) {
            continue;
        }
        for word in document.syntax().iter(*range) {
            match told(finder, word) {
                Some(fate) => attach(finder, groups, fate),
                None => deed::find(finder, groups, word),
            }
        }
    }
}

/// What a word says of the commitment that it takes.
fn told<'d>(finder: Finder<'d, '_>, word: Token<'d>) -> Option<Fate<'d>> {
    if word.upos() == Upos::Noun {
        let status = words::fate_noun(word.lemma())?;
        let over = word.children().find(|c| c.relation().is("nmod") && case_is(*c, "of"))?;
        (!is_negated(word)).then_some(())?;
        let by = finder.owner(word).unwrap_or_default();
        return Some(Fate { status, word, over: Some(over), by });
    }
    (word.upos() == Upos::Verb).then_some(())?;
    let (fate, over) = words::fates(word.lemma()).find_map(|f| Some((f, taken(word, f)?)))?;
    let status = real(word, fate.status)?;
    let by = subject(word).map_or(Vec::new(), |s| finder.parties(s));
    Some(Fate { status, word, over: Some(over), by })
}

/// The word that stands for the commitment.
fn taken<'d>(verb: Token<'d>, fate: &words::Fate) -> Option<Token<'d>> {
    let particle = |c: Token<'_>| {
        matches!(c.relation(), Relation::CompoundPrt | Relation::Advmod | Relation::Case)
            && c.lemma() == fate.particle
    };
    let with_particle =
        fate.particle.is_empty() || verb.children().any(particle) || before_case(verb, fate.particle);
    with_particle.then_some(())?;
    if fate.prepositions.is_empty() {
        return object(verb).filter(|o| !one_of("who that which", o.lemma()));
    }
    verb.children().find(|c| {
        c.relation().is("obl")
            && fate.prepositions.split(' ').any(|p| case_is(*c, p))
            && c.upos() != Upos::Verb
    })
}

/// "went *back* on its word" with both words as prepositions of the noun.
fn before_case(verb: Token<'_>, particle: &str) -> bool {
    verb.children().any(|c| c.relation().is("obl") && case_is(c, particle))
}

/// The status as the verb's own negation and tense leave it: "did not keep" breaks, "refused to accept" rejects, "may
/// accept" says nothing.
fn real(verb: Token<'_>, status: Status) -> Option<Status> {
    let negated = is_negated(verb) || factual::of(verb, Plover::Agree, false) == Factuality::Negated;
    match (negated, status) {
        (false, _) => happened(verb).then_some(status),
        (true, _) if pending(verb) => None,
        (true, Status::Kept) => Some(Status::Broken),
        (true, Status::Accepted) => Some(Status::Rejected),
        _ => None,
    }
}

/// "has not yet", "will not", "would not", "should not": nothing is decided.
pub(super) fn pending(verb: Token<'_>) -> bool {
    verb.children().any(|c| {
        c.lemma() == "yet"
            || c.relation() == Relation::Aux
                && one_of("will wo would should could may might must can ca", &c.text().to_lowercase())
    })
}

/// Gives a fate to the commitment that it is of; where none was told of, to one that the words themselves name.
fn attach<'d>(finder: Finder<'d, '_>, groups: &mut Vec<Group<'d>>, fate: Fate<'d>) {
    let Some(over) = fate.over else { return };
    let owner = finder.owner(over);
    let meant = Meant { finder, over, owner: owner.as_deref() };
    let scored = groups.iter().enumerate().filter_map(|(i, g)| Some((meant.score(g, &fate)?, i)));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if let Some((_, index)) = best {
        let again = |f: &Fate<'_>| f.status == fate.status && f.over.is_some_and(|o| o.id == over.id);
        if !groups[index].fates.iter().any(again) {
            groups[index].fates.push(fate);
        }
    } else if let Some(act) = meant.named(&fate) {
        groups.push(Group { acts: vec![act], fates: vec![fate] });
    }
}

/// Nearness within a few sentences, and of the next but one.
const NEAR: f32 = 0.16;
const NEXT: f32 = 0.33;

/// The words beside an act's own noun: "a *ceasefire* agreement".
fn beside<'d>(act: &Act<'d>) -> Vec<&'d str> {
    act.word
        .children()
        .chain(act.content.head.into_iter().flat_map(|h| h.children()))
        .map(Token::lemma)
        .collect()
}

/// Words that stand for a commitment, and whose it is.
struct Meant<'d, 'c> {
    finder: Finder<'d, 'c>,
    over: Token<'d>,
    owner: Option<&'c [Party]>,
}

impl<'d> Meant<'d, '_> {
    /// How well a commitment answers to the words; `None` where it cannot be meant.
    fn score(&self, group: &Group<'d>, fate: &Fate<'d>) -> Option<f32> {
        let kind = group.kind();
        let owned =
            self.owner.is_none_or(|o| group.is_by(o) || group.is_to(o) && kind == CommitmentKind::Agreement);
        let own = group.acts.iter().any(|a| a.word.id == fate.word.id);
        (can_befall(fate.status, kind) && owned && right_side(group, fate) && !own).then_some(())?;
        if group.acts.iter().any(|a| a.word.id == self.over.id) {
            return Some(10.0);
        }
        let head = |a: &Act<'d>| a.content.head.is_some_and(|h| h.lemma() == self.over.lemma());
        let described = group.acts.iter().any(head);
        let alike = self.likeness(group);
        let definite = is_definite(self.over) || self.owner.is_some();
        let near = self.nearness(group);
        let before = group.first().word.id < self.over.id && definite && (near >= NEAR || alike.is_some());
        let own = words::noun(self.over.lemma()) == Some(kind);
        let loose = words::can_loosely_mean(self.over.lemma(), kind) && near >= NEXT;
        match alike {
            Some(alike) if own && alike >= 0.5 => Some(2.0 + alike + near),
            Some(alike) if before && (own || loose) && alike >= 0.34 => Some(1.5 + alike + near),
            None if before && (own || loose) => Some(1.5 + near),
            _ if before && described => Some(1.0 + near),
            _ => None,
        }
    }

    /// How much of what the words themselves say, beside the noun and whose it is, is in the commitment; `None` where
    /// they say nothing.
    fn likeness(&self, group: &Group<'d>) -> Option<f32> {
        let parts = self.over.children().filter(|c| self.says(*c));
        let words = parts.flat_map(|c| c.reach().ids().map(move |t| c.syntax().token(t)));
        let telling =
            |t: &Token<'_>| matches!(t.upos(), Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj | Upos::Num);
        let own: Vec<&str> = words.filter(telling).map(Token::lemma).collect();
        let known =
            |l: &&&str| group.acts.iter().any(|a| a.content.lemmas.contains(*l) || beside(a).contains(l));
        (!own.is_empty()).then(|| own.iter().filter(known).count() as f32 / own.len() as f32)
    }

    /// Whether a part of the phrase says which commitment is meant; where and when something is done to it does not.
    fn says(&self, part: Token<'d>) -> bool {
        let timed = self.finder.document.timexes.iter().any(|t| t.span.contains(part.span()));
        match part.relation().main() {
            "compound" | "amod" | "nummod" => true,
            "acl" | "nmod" if part.relation() != Relation::NmodPoss => {
                !timed && !["in", "at", "by", "from"].iter().any(|p| case_is(part, p))
            }
            _ => false,
        }
    }

    /// One in the same sentence, falling with the sentences between.
    fn nearness(&self, group: &Group<'d>) -> f32 {
        let sentences = &self.finder.document.sentences;
        let at = |t: Token<'_>| sentences.of(t.id).unwrap_or(0);
        let last = group.acts.iter().map(|a| at(a.word)).filter(|s| *s <= at(self.over)).max().unwrap_or(0);
        1.0 / (1 + at(self.over) - last) as f32
    }

    /// A commitment of which only the end is told: "rejected Iran's offer", "violated the ceasefire".
    fn named(&self, fate: &Fate<'d>) -> Option<Act<'d>> {
        let kind = words::noun(self.over.lemma())?;
        let agreement = kind == CommitmentKind::Agreement;
        let by = match self.owner {
            Some(owner) => owner.to_vec(),
            None if agreement && fate.status != Status::Rejected => fate.by.clone(),
            None => Vec::new(),
        };
        let known = !by.is_empty()
            && can_befall(fate.status, kind)
            && (is_definite(self.over) || self.owner.is_some());
        let other =
            agreement || !meets(&by, &fate.by) || !matches!(fate.status, Status::Rejected | Status::Accepted);
        (known && other && fate.status != Status::Repeated).then(|| Act {
            kind,
            word: self.over,
            by,
            to: Vec::new(),
            content: Content::phrase(self.finder.document, self.over),
            conditions: None,
            deadline: None,
        })
    }
}

/// Who makes a commitment keeps, breaks, withdraws and repeats it; the other side rejects and accepts it.
fn right_side(group: &Group<'_>, fate: &Fate<'_>) -> bool {
    match fate.status {
        _ if fate.by.is_empty() => true,
        Status::Rejected | Status::Accepted => {
            group.kind() == CommitmentKind::Agreement || !group.is_by(&fate.by)
        }
        _ => group.is_by(&fate.by),
    }
}

/// "the offer", "this plan", "its word".
pub(super) fn is_definite(noun: Token<'_>) -> bool {
    noun.children().any(|c| {
        c.relation() == Relation::NmodPoss
            || c.relation() == Relation::Det
                && one_of("the this that these those both", &c.text().to_lowercase())
    })
}
