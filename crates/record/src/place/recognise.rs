//! Which proposals name a place: a logistic choice over what the reader, the gazetteer, the words beside it and the
//! rest of the article say.

use super::candidate::Candidate;
use super::propose::{How, Proposal};
use super::words::{self, SORTS};
use document::{Document, NameClass, NameKind, Relation, Token, TokenId, Upos};
use knowledge::Knowledge;
use knowledge::gazetteer::{Kind, Role};
use std::collections::HashMap;

/// How many signs there are.
pub const SIGNS: usize = 83;
/// What speaks for or against a proposal, in the order of [`of_proposal`].
pub type Signs = [f32; SIGNS];

/// How a spelling is used in the article, over all its mentions.
#[derive(Clone, Copy, Default)]
struct Use {
    place: u32,
    other: u32,
    /// Part of a name of a person.
    person: u32,
    /// With a state or country right behind.
    told: u32,
}

/// What the article says of its spellings.
pub(super) struct Article<'d> {
    document: &'d Document,
    knowledge: &'d Knowledge,
    uses: HashMap<String, Use>,
}

impl<'d> Article<'d> {
    pub(super) fn new(
        document: &'d Document,
        knowledge: &'d Knowledge,
        proposals: &[Proposal<'_>],
    ) -> Article<'d> {
        let mut uses: HashMap<String, Use> = HashMap::new();
        for proposal in proposals {
            let using = uses.entry(proposal.sense.key.clone()).or_default();
            using.told += u32::from(proposal.contained);
            match proposal.how {
                How::Named => using.place += 1,
                How::Whole => using.other += 1,
                How::Front | How::Inside | How::Bare => {}
            }
        }
        let syntax = document.syntax();
        for name in document.names.all.iter().filter(|n| n.class == NameClass::Person && n.tokens.len() > 1) {
            for word in syntax.iter(name.tokens) {
                if let Some(using) = uses.get_mut(&knowledge::gazetteer::key(word.text())) {
                    using.person += 1;
                }
            }
        }
        Article { document, knowledge, uses }
    }

    /// The signs of a proposal.
    pub(super) fn signs(&self, proposal: &Proposal<'_>) -> Signs {
        let mut signs: Signs = [0.0; SIGNS];
        let mut rest: &mut [f32] = &mut signs;
        let mut put = |values: &[f32]| {
            let (now, later) = std::mem::take(&mut rest).split_at_mut(values.len());
            now.copy_from_slice(values);
            rest = later;
        };
        put(&self.of_reader(proposal));
        put(&of_gazetteer(proposal));
        put(&self.of_words(proposal));
        put(&self.of_neighbours(proposal));
        put(&self.of_article(proposal));
        put(&self.of_frame(proposal));
        signs
    }

    fn token(&self, at: u32) -> Token<'d> {
        self.document.syntax().token(TokenId(at))
    }

    /// Class of the name and part of it.
    fn of_reader(&self, proposal: &Proposal<'_>) -> [f32; 16] {
        let how = |h: How| proposal.how == h;
        let class = |c: NameClass| proposal.name.is_some_and(|n| n.class == c);
        let kind = |k: NameKind| proposal.name.is_some_and(|n| n.kind == Some(k));
        let tail = proposal.name.filter(|_| !how(How::Named)).and_then(|n| {
            let last = self.token(n.tokens.end - 1);
            words::tail(if matches!(last.text(), "'s" | "’s") {
                last.previous()?.text()
            } else {
                last.text()
            })
        });
        let part = matches!(proposal.how, How::Front | How::Inside);
        [
            1.0,
            yes(how(How::Named) && kind(NameKind::Political)),
            yes(how(How::Named) && kind(NameKind::Geographic)),
            yes(how(How::Named) && kind(NameKind::Facility)),
            yes(how(How::Whole) && class(NameClass::Person)),
            yes(how(How::Whole) && class(NameClass::Organisation)),
            yes(how(How::Whole) && class(NameClass::Other)),
            yes(how(How::Front)),
            yes(how(How::Inside)),
            yes(how(How::Bare)),
            yes(part && tail == Some(0)),
            yes(part && tail == Some(1)),
            yes(part && tail == Some(2)),
            yes(how(How::Whole) && tail.is_some()),
            yes(part && self.is_party(proposal)),
            yes(part && class(NameClass::Other)),
        ]
    }

    /// `D-Raleigh`.
    fn is_party(&self, proposal: &Proposal<'_>) -> bool {
        let hyphen = self.token(proposal.tokens.start).previous().filter(|w| w.text() == "-");
        let party = hyphen.and_then(|h| h.previous());
        party.is_some_and(|p| matches!(p.text(), "D" | "R" | "I" | "DFL"))
    }

    /// The words themselves.
    fn of_words(&self, proposal: &Proposal<'_>) -> [f32; 12] {
        let syntax = self.document.syntax();
        let (first, last) = (self.token(proposal.tokens.start), self.token(proposal.tokens.end - 1));
        let text = syntax.words_of(proposal.tokens);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let loud = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        let sort = words::sort(last.text()).filter(|_| proposal.tokens.len() > 1);
        let first_name = self.knowledge.actors.gender_of(first.text()) != document::Gender::default();
        let entry = self.knowledge.actors.entry(text, None);
        let other = entry.is_some_and(|e| e.kind != knowledge::Kind::Country);
        [
            yes(loud && text.len() <= 4),
            yes(loud && text.len() > 4),
            yes(proposal.tokens.len() > 1),
            yes(sort == Some(words::Sort::County)),
            yes(sort.is_some_and(|s| s != words::Sort::County && s <= words::Sort::Land)),
            yes(sort == Some(words::Sort::Site)),
            yes(first_name && proposal.how == How::Named),
            yes(first_name && proposal.how != How::Named),
            yes(other && proposal.how == How::Named),
            yes(other && proposal.how != How::Named),
            yes(last.upos() == Upos::Propn),
            yes(first.previous().is_none_or(|w| matches!(w.text(), "." | "\"" | "“" | "!" | "?"))),
        ]
    }

    /// The words before and behind it, and its part in the sentence.
    fn of_neighbours(&self, proposal: &Proposal<'_>) -> [f32; 32] {
        let (first, last) = (self.token(proposal.tokens.start), self.token(proposal.tokens.end - 1));
        let mut before = first.previous();
        if before.is_some_and(|w| words::narrows(w.text())) {
            before = before.and_then(|w| w.previous());
        }
        let article = before.is_some_and(|w| w.text().eq_ignore_ascii_case("the"));
        if article {
            before = before.and_then(|w| w.previous());
        }
        let is = |w: Option<Token<'_>>, text: &str| w.is_some_and(|w| w.text() == text);
        let of = is(before, "of");
        let noun = before.filter(|_| of).and_then(|w| w.previous()).and_then(|w| words::sort(w.text()));
        let behind = last.next().filter(|n| proposal.name.is_none_or(|m| n.id.0 >= m.tokens.end));
        let sort = behind.and_then(|w| words::sort(w.text()));
        let next_name = behind.is_some_and(|w| w.upos() == Upos::Propn);
        let head = [first, last].into_iter().find(|w| {
            w.head().is_none_or(|h| h.id.0 < proposal.tokens.start || h.id.0 >= proposal.tokens.end)
        });
        let relation = head.map_or(Relation::Dep, |w| w.relation());
        let mut out = [0.0; 32];
        let mut at = 0;
        let mut put = |value: bool| {
            if let Some(slot) = out.get_mut(at) {
                *slot = yes(value);
            }
            at += 1;
        };
        put(before.is_some_and(|w| words::locates(w.text())));
        put(of && noun.is_some_and(|s| s <= words::Sort::Site));
        put(of && noun.is_some_and(|s| s > words::Sort::Site));
        put(of && noun.is_none());
        put(article);
        put(is(before, ","));
        put(is(before, "and"));
        put(is(before, "-") || is(before, "/"));
        put(is(before, "("));
        put(before.is_some_and(|w| w.upos() == Upos::Propn && !is(Some(w), "of")));
        for sort_at in 0..SORTS {
            put(sort.is_some_and(|s| s as usize == sort_at));
        }
        put(is(behind, ","));
        put(is(behind, "-") || is(behind, "–"));
        put(is(behind, "'s") || is(behind, "’s"));
        put(next_name && sort.is_none());
        put(behind.is_some_and(|w| matches!(w.upos(), Upos::Verb | Upos::Aux)));
        put(matches!(relation, Relation::Nsubj | Relation::NsubjPass));
        put(matches!(relation, Relation::Compound));
        put(matches!(relation, Relation::Flat | Relation::Appos));
        put(matches!(relation, Relation::Obl | Relation::Nmod));
        put(matches!(relation, Relation::Obj | Relation::Iobj));
        put(matches!(relation, Relation::NmodPoss));
        put(relation == Relation::Root);
        put(self.beside_place(first, last));
        out
    }

    /// Whether a name that the reader calls a place stands right before or behind, over a comma or `and`.
    fn beside_place(&self, first: Token<'_>, last: Token<'_>) -> bool {
        let joins = |w: &Token<'_>| matches!(w.text(), "," | "and" | "-" | "or" | "&");
        let place = |w: Option<Token<'_>>| {
            w.and_then(|w| self.document.names.of(w.id)).is_some_and(|n| n.class == NameClass::Place)
        };
        let mut before = first.previous().filter(joins);
        if before.is_some_and(|w| w.text() == "and") {
            before = before.and_then(|w| w.previous()).filter(joins).or(before);
        }
        let behind = last.next().filter(joins);
        before.is_some_and(|w| place(w.previous())) || behind.is_some_and(|w| place(w.next()))
    }

    /// What is told of it right behind, and the verb that it is the object of.
    fn of_frame(&self, proposal: &Proposal<'_>) -> [f32; 5] {
        let last = self.token(proposal.tokens.end - 1);
        let comma = last.next().filter(|w| matches!(w.text(), "," | "("));
        let next = comma.and_then(|w| w.next());
        let told = proposal.contained;
        let verb = last.head().filter(|_| matches!(last.relation(), Relation::Obj | Relation::NsubjPass));
        let reached = verb.is_some_and(|v| words::reaches(v.lemma()));
        let elsewhere = self.uses.get(&proposal.sense.key).is_some_and(|u| u.told > u32::from(told));
        let named = proposal.how == How::Named;
        [
            yes(told && !named),
            yes(elsewhere && !named),
            yes((told || elsewhere) && named),
            yes(next.is_some_and(|w| w.text().starts_with(|c: char| c.is_ascii_digit()))),
            yes(reached && !named),
        ]
    }

    /// The same spelling elsewhere in the article.
    fn of_article(&self, proposal: &Proposal<'_>) -> [f32; 6] {
        let using = self.uses.get(&proposal.sense.key).copied().unwrap_or_default();
        let own = |how: How| u32::from(proposal.how == how);
        let (place, other) = (using.place - own(How::Named), using.other - own(How::Whole));
        let whole = place + other;
        let named = proposal.how == How::Named;
        [
            yes(place > 0 && !named),
            yes(place > 0 && named),
            if whole > 0 { place as f32 / whole as f32 } else { 0.0 },
            yes(other > place && named),
            yes(other > place && !named),
            yes(using.person > 0),
        ]
    }
}

fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// What the gazetteer knows of the words.
fn of_gazetteer(proposal: &Proposal<'_>) -> [f32; 12] {
    let candidates: Vec<&Candidate> = proposal.sense.candidates.iter().filter(|c| !c.misspelt).collect();
    let named = proposal.how == How::Named;
    let any =
        |kinds: &[Kind]| candidates.iter().any(|c| kinds.contains(&c.row.kind) && c.role <= Role::Other);
    let town = [Kind::Capital, Kind::Seat, Kind::LowerSeat, Kind::Town, Kind::Section];
    let most =
        candidates.iter().filter(|c| town.contains(&c.row.kind)).map(|c| c.row.log_size).fold(0.0, f32::max);
    let main = candidates.iter().any(|c| c.role == Role::Main && !c.shortened);
    [
        yes(candidates.is_empty() && named),
        yes(candidates.is_empty() && !named),
        yes(any(&[Kind::Country])),
        yes(any(&[Kind::Division])),
        yes(any(&[Kind::District])),
        yes(any(&[Kind::Capital, Kind::Seat])),
        yes(any(&[Kind::Region, Kind::Continent, Kind::Water, Kind::Site])),
        most / 10.0,
        (candidates.len() as f32 + 1.0).ln() / 5.0,
        yes(main && named),
        yes(main && !named),
        yes(candidates.iter().any(|c| c.role == Role::Abbreviation)),
    ]
}
