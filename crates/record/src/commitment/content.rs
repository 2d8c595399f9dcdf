//! What is promised, offered, demanded or threatened: the words, and by which of them two contents are compared.

use super::act::{Finder, is_trifle};
use super::words;
use crate::event::clause::{case_is, is_passive, one_of, subject, surface_subject};
use document::{CommitmentKind, Document, Form, Relation, Span, Token, TokenId, TokenRange, Upos};

/// The words of a content.
#[derive(Clone, Debug, Default)]
pub(super) struct Content<'d> {
    /// The verb of the clause or the head of the phrase.
    pub(super) head: Option<Token<'d>>,
    /// The words.
    pub(super) spans: Vec<Span>,
    /// Lemmas of its nouns, verbs and names.
    pub(super) lemmas: Vec<&'d str>,
}

/// What a verb governs.
pub(super) struct Governed<'d> {
    /// What.
    pub(super) content: Content<'d>,
    /// To whom.
    pub(super) to: Option<Token<'d>>,
}

impl<'d> Content<'d> {
    /// A clause from its first to its last word.
    pub(super) fn clause(document: &'d Document, head: Token<'d>) -> Content<'d> {
        Content::range(document, head, head.reach())
    }

    /// A noun phrase without the preposition before it.
    pub(super) fn phrase(document: &'d Document, head: Token<'d>) -> Content<'d> {
        let reach = head.reach();
        let case = head.children().rfind(|c| c.relation() == Relation::Case && c.id < head.id);
        let start = case.map_or(reach.start, |c| c.id.0 + 1);
        Content::range(document, head, TokenRange { start, end: reach.end })
    }

    fn range(document: &'d Document, head: Token<'d>, range: TokenRange) -> Content<'d> {
        let syntax = document.syntax();
        let contrast = syntax.iter(range).find(|t| t.id > head.id && is_contrast(*t));
        let end = contrast.map_or(range.end, |c| c.reach().start.clamp(head.id.0 + 1, range.end));
        let range = Content::bare(document, TokenRange { end, ..range });
        let telling = |t: &Token<'d>| matches!(t.upos(), Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj);
        let lemmas = syntax.iter(range).filter(telling).map(Token::lemma).collect();
        Content { head: Some(head), spans: vec![document.tokens.cover(range)], lemmas }
    }

    /// Without the clause that tells of the act itself: "the talks, *which Iran proposed*".
    fn before(self, document: &'d Document, act: Token<'d>) -> Content<'d> {
        let Some(head) = self.head else { return self };
        let clause = head.children().find(|c| c.id > head.id && c.reach().contains(act.id));
        let Some(clause) = clause else { return self };
        let first = self.spans.first().map_or(head.reach().start, |s| document.tokens.within(*s).start);
        Content::range(
            document,
            head,
            TokenRange { start: first, end: clause.reach().start.max(head.id.0 + 1) },
        )
    }

    /// Without marks at either end; a bracket that is opened stays closed.
    fn bare(document: &Document, TokenRange { mut start, mut end }: TokenRange) -> TokenRange {
        let text = |id: u32| document.syntax().token(TokenId(id)).text();
        let mark = |id: u32| document.syntax().token(TokenId(id)).upos() == Upos::Punct;
        while end > start && mark(end - 1) {
            end -= 1;
        }
        let opened = (start..end).filter(|i| text(*i) == "(").count()
            > (start..end).filter(|i| text(*i) == ")").count();
        if opened && (end as usize) < document.tokens.len() && text(end) == ")" {
            end += 1;
        }
        while end > start && mark(start) {
            start += 1;
        }
        TokenRange { start, end }
    }

    /// Without the words of a condition, which are told apart.
    pub(super) fn without(mut self, document: &Document, condition: Option<Span>) -> Content<'d> {
        let Some(cut) = condition else { return self };
        let parts = |s: &Span| {
            [
                Span { end: cut.start.clamp(s.start, s.end), ..*s },
                Span { start: cut.end.clamp(s.start, s.end), ..*s },
            ]
        };
        let text = document.article.text.as_str();
        let bare = |s: Span| Content::bare(document, document.tokens.within(s.trim(text)));
        let kept = self.spans.iter().flat_map(parts).map(bare).filter(|r| !r.is_empty());
        self.spans = kept.map(|r| document.tokens.cover(r)).collect();
        self
    }

    /// How many telling words two contents share, as a share of those of the shorter.
    pub(super) fn likeness(&self, other: &Content<'_>) -> f32 {
        let shorter = self.lemmas.len().min(other.lemmas.len());
        let common = self.lemmas.iter().filter(|l| other.lemmas.contains(l)).count();
        common.min(shorter) as f32 / shorter.max(1) as f32
    }

    /// Whether both are about the same act or thing.
    pub(super) fn same_head(&self, other: &Content<'_>) -> bool {
        let lemma = |c: &Content<'_>| c.head.map(|h| h.lemma().to_lowercase());
        lemma(self).is_some() && lemma(self) == lemma(other)
    }
}

/// What a verb of this kind governs: the clause or the object, and to whom.
pub(super) fn of_verb<'d>(
    finder: Finder<'d, '_>,
    kind: CommitmentKind,
    verb: Token<'d>,
) -> Option<Governed<'d>> {
    let document = finder.document;
    let clause = verb.children().find(|c| is_clause(verb, *c) && c.id > verb.id);
    let things = [Relation::Obj, Relation::Iobj];
    let mut objects = verb.children().filter(|c| things.contains(&c.relation()));
    if let Some(clause) = clause.filter(|c| fits(kind, verb, *c)) {
        let to = objects.next().or_else(|| addressed(verb)).or_else(|| asked(kind, verb, clause));
        return Some(Governed { content: Content::clause(document, clause), to });
    }
    if let Some(quoted) = quoted(finder, verb) {
        return Some(Governed { content: quoted, to: objects.next().or_else(|| addressed(verb)) });
    }
    let (thing, to) = thing(kind, verb)?;
    let timed = |t: Token<'_>| document.timexes.iter().any(|x| x.span.contains(t.span()));
    (!is_trifle(thing) && !timed(thing) && thing.upos() != Upos::Pron)
        .then(|| Governed { content: Content::phrase(document, thing).before(document, verb), to })
}

/// "…, *while* the others promise to leave": another matter, with a subject of its own.
fn is_contrast(clause: Token<'_>) -> bool {
    let mark =
        |c: Token<'_>| c.relation() == Relation::Mark && one_of("while whereas although though", c.lemma());
    let subject = |c: Token<'_>| c.relation().is("nsubj");
    clause.relation() == Relation::Advcl && clause.children().any(mark) && clause.children().any(subject)
}

/// The clause that a verb governs. An infinitive beside an object tells mostly what it is for: "offered aid *to help*".
fn is_clause(verb: Token<'_>, token: Token<'_>) -> bool {
    let free = verb.child(Relation::Obj).is_none() || one_of("call undertake", verb.lemma());
    matches!(token.relation(), Relation::Xcomp | Relation::Ccomp)
        || token.relation() == Relation::Advcl && infinitive(token) && free
}

fn infinitive(token: Token<'_>) -> bool {
    token.children().any(|c| c.relation() == Relation::Mark && c.lemma() == "to")
}

/// Whether a clause under this verb says what: assurances and guarantees are of what will be, demands of what should.
fn fits(kind: CommitmentKind, verb: Token<'_>, clause: Token<'_>) -> bool {
    let aux = |words: &str| {
        clause.children().any(|c| c.relation() == Relation::Aux && one_of(words, &c.text().to_lowercase()))
    };
    let bare = verb.lemma() != "assure" && infinitive(clause);
    let coming = bare || aux("will would wo 'll ’ll shall");
    match verb.lemma() {
        "assure" | "swear" | "guarantee" => coming && !aux("have"),
        "insist" => aux("must should") || clause.xpos() == "VB",
        "call" => {
            infinitive(clause) && (case_child(verb, "on").is_some() || case_child(verb, "upon").is_some())
        }
        "agree" => coming || clause.xpos() == "VB",
        "offer" | "propose" | "undertake" => {
            infinitive(clause) || clause.relation() == Relation::Ccomp || clause.xpos() == "VBG"
        }
        "commit" => clause.xpos() == "VBG" || infinitive(clause),
        _ => kind != CommitmentKind::Agreement,
    }
}

/// Words in quotation marks that the verb reports.
fn quoted<'d>(finder: Finder<'d, '_>, verb: Token<'d>) -> Option<Content<'d>> {
    if !one_of("promise pledge vow threaten demand", verb.lemma()) {
        return None;
    }
    let own = verb.span();
    let statement = finder.statements.iter().find(|s| s.cue.is_some_and(|c| c.contains(own)))?;
    let first = *statement.content.first()?;
    matches!(statement.form, Form::Direct).then_some(())?;
    let tokens = finder.document.tokens.within(first);
    let head = crate::statement::head(finder.document, tokens)?;
    let content = Content::range(finder.document, finder.document.syntax().token(head), tokens);
    Some(Content { spans: statement.content.clone(), ..content })
}

/// The thing that is promised or demanded, and to or of whom.
fn thing<'d>(kind: CommitmentKind, verb: Token<'d>) -> Option<(Token<'d>, Option<Token<'d>>)> {
    let object = verb.child(Relation::Obj);
    let indirect = verb.child(Relation::Iobj).or_else(|| addressed(verb));
    match (kind, verb.lemma()) {
        (_, "call") => Some((case_child(verb, "for")?, case_child(verb, "on"))),
        (CommitmentKind::Threat, _) => Some((case_child(verb, "with")?, object)),
        (_, "insist") => Some((case_child(verb, "on")?, None)),
        (CommitmentKind::Agreement, _) => {
            Some((case_child(verb, "on").or_else(|| case_child(verb, "to"))?, case_child(verb, "with")))
        }
        (_, "assure" | "swear" | "commit" | "undertake") => None,
        (CommitmentKind::Demand, _) => Some((object?, case_child(verb, "from").or(case_child(verb, "of")))),
        _ if is_passive(verb) && object.is_some() => Some((object?, surface_subject(verb, 1))),
        _ if is_passive(verb) => Some((crate::event::clause::object(verb)?, indirect)),
        _ => Some((object?, indirect)),
    }
}

/// "promised *to* them", "agreed *with* Iran".
fn addressed<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let to = case_child(verb, "to").filter(|_| verb.lemma() != "agree" && verb.lemma() != "commit");
    to.or_else(|| case_child(verb, "with").filter(|_| verb.lemma() == "agree")).or_else(|| {
        ["on", "upon"].iter().find_map(|p| case_child(verb, p).filter(|_| verb.lemma() == "call"))
    })
}

/// Of whom something is demanded: who is to do it.
fn asked<'d>(kind: CommitmentKind, verb: Token<'d>, clause: Token<'d>) -> Option<Token<'d>> {
    (kind == CommitmentKind::Demand).then_some(())?;
    subject(clause).filter(|s| Some(s.id) != subject(verb).map(|v| v.id))
}

fn case_child<'d>(verb: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    verb.children()
        .find(|c| matches!(c.relation().main(), "obl" | "nmod" | "advcl") && case_is(*c, preposition))
}

/// What a noun governs: "the promise *to leave*", "the demand *that they leave*", "an offer *of talks*".
pub(super) fn of_noun<'d>(document: &'d Document, noun: Token<'d>) -> Option<Content<'d>> {
    let after = |c: &Token<'d>| c.id > noun.id;
    let clause = noun.children().filter(after).find(|c| match c.relation() {
        Relation::Acl => {
            infinitive(*c) || c.children().any(|m| m.relation() == Relation::Mark && m.lemma() == "that")
        }
        Relation::Ccomp | Relation::Xcomp => true,
        Relation::Advcl => infinitive(*c),
        _ => false,
    });
    if let Some(clause) = clause {
        return Some(Content::clause(document, clause));
    }
    let prepositions =
        if words::noun(noun.lemma()) == Some(CommitmentKind::Agreement) { "on" } else { "of for on to" };
    let of = noun.children().filter(after).find(|c| {
        let bound = prepositions.split(' ').any(|p| case_is(*c, p));
        bound && c.relation().is("nmod") && matches!(c.upos(), Upos::Noun | Upos::Verb)
    });
    of.map(|o| Content::phrase(document, o))
}

/// What a noun is said to be: "their position is that a pause must be declared", "their position, which is that …".
pub(super) fn equated<'d>(document: &'d Document, noun: Token<'d>) -> Option<Content<'d>> {
    let that = is_that(noun)?;
    let clause = that.head().filter(|_| that.relation() == Relation::Mark)?;
    let must = clause.children().any(|c| c.relation() == Relation::Aux && one_of("must should", c.lemma()));
    must.then(|| Content::range(document, clause, TokenRange { start: that.id.0, end: clause.reach().end }))
}

/// The "that" of "X is that" and "X, which is that".
fn is_that<'d>(noun: Token<'d>) -> Option<Token<'d>> {
    let words = std::iter::successors(noun.next(), |t| t.next()).filter(|t| t.upos() != Upos::Punct);
    let mut words = words.skip_while(|t| t.lemma() == "which").take(2);
    words.next().filter(|t| t.lemma() == "be")?;
    words.next().filter(|t| t.lemma() == "that")
}
