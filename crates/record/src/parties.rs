//! Those who take part in events, by what is known of actors and statements.

use crate::actor::Who;
use crate::event::Coder;
use crate::first_person;
use document::{Party, Statement, TokenId, TokenRange};
use knowledge::Actors;

/// Noun phrases to parties: who they are, and whom `I` and `we` stand for.
pub struct Parties<'p> {
    /// Who is who in the article.
    pub who: &'p Who<'p>,
    /// Who said what.
    pub statements: &'p [Statement],
    /// Who is who.
    pub known: &'p Actors,
}

impl Coder for Parties<'_> {
    fn party(&self, phrase: TokenRange, head: TokenId) -> Party {
        let text = self.who.text();
        first_person::resolve(self.who.party(phrase, head), text, self.statements, self.known)
    }

    fn pair(&self, word: TokenId) -> Vec<Party> {
        let span = self.who.span_of(word);
        let parties = self.who.two_countries(word).into_iter().map(|(country, name)| Party {
            span: Some(span),
            name: Some(name),
            actor: Some(format!("{country}GOV")),
            entity: None,
            why: vec![format!("one of the two countries spoken of ({country})")],
        });
        parties.collect()
    }

    fn unsaid(&self, at: TokenId, role: &str) -> Option<Party> {
        let (country, _) = self.who.country_around(at)?;
        let why = format!("not said; of the country that is spoken of ({country})");
        Some(Party { actor: Some(format!("{country}{role}")), why: vec![why], ..Party::default() })
    }
}
