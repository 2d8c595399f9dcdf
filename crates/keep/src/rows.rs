//! One record to the rows of all tables. Columns stand in the order of `columns`; a test counts them.

use crate::columns::{self, TABLES, number};
use crate::layout;
use crate::same::news;
use crate::value::Value;
use document::{
    BlockKind, CharIndex, Claim, Commitment, Day, Deadline, Event, EventDay, Outcome, Party, Record, Span,
    Statement, degrees, rounded,
};

/// One row: a value a column.
pub type Row = Vec<Value>;

/// The rows of one article, in the order of [`TABLES`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// A list a table.
    pub tables: [Vec<Row>; TABLES.len()],
}

/// Which list is which.
#[derive(Clone, Copy)]
enum At {
    Articles,
    Statements,
    Events,
    Parties,
    Commitments,
    Outcomes,
    Timexes,
    Places,
    Entities,
    News,
}

impl Rows {
    /// How many there are.
    pub fn many(&self) -> usize {
        self.tables.iter().map(Vec::len).sum()
    }

    /// The rows of a record. Numbers of articles and records are those of the article alone, as if it were number 0:
    /// see [`Rows::numbered`].
    pub fn of(record: &Record, made_by: &str) -> Rows {
        let text = &record.document.article.text;
        let mut maker = Maker { record, chars: CharIndex::new(text), text, rows: Rows::default() };
        maker.article(made_by);
        record.statements.iter().zip(1..).for_each(|(s, n)| maker.statement(s, n));
        record.events.iter().zip(1..).for_each(|(e, n)| maker.event(e, n));
        maker.commitments();
        maker.timexes();
        maker.places();
        maker.entities();
        maker.news();
        maker.rows
    }

    /// The same with the number that the article has in a store; rows that were read from a store get those of another.
    pub fn numbered(mut self, article: i64) -> Rows {
        for (rows, table) in self.tables.iter_mut().zip(TABLES) {
            for row in rows {
                for (value, column) in row.iter_mut().zip(table.columns) {
                    match (column.kind, &mut *value) {
                        (columns::Kind::Article, Value::Int(n)) => *n = article,
                        (columns::Kind::Record, Value::Int(n)) => *n = number(article, *n % columns::MOST),
                        _ => {}
                    }
                }
            }
        }
        self
    }

    /// A value of the article's own row.
    pub fn article(&self, column: &str) -> &Value {
        const NULL: &Value = &Value::Null;
        let at = columns::ARTICLES.position(column);
        at.and_then(|at| self.tables[0].first()?.get(at)).unwrap_or(NULL)
    }
}

/// The number that a title and a text are known by: FNV-1a, 63 bits of it, so that it is a whole number everywhere.
pub fn hash(title: &str, text: &str) -> i64 {
    (knowledge::fnv64(title.bytes().chain([0]).chain(text.bytes())) >> 1) as i64
}

/// The day that something counts for: the one of its date where that is one day; the day of publication where it has
/// none, or one that this day lies in. Background counts for no day but its own.
fn day_of(date: Option<&str>, published: Option<Day>, background: bool) -> Option<String> {
    if let Some(day) = date.and_then(|d| Day::parse(d.get(..10)?)) {
        return Some(day.to_string());
    }
    let published = published.filter(|_| !background)?.to_string();
    match date {
        None => Some(published),
        Some(date) => (date.len() >= 4 && published.starts_with(date)).then_some(published),
    }
}

struct Maker<'r> {
    record: &'r Record,
    chars: CharIndex<'r>,
    text: &'r str,
    rows: Rows,
}

/// Null and null, or where a stretch begins and ends.
type Ends = [Value; 2];

impl Maker<'_> {
    fn put(&mut self, at: At, row: Row) {
        self.rows.tables[at as usize].push(row);
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.chars.at(span.start), self.chars.at(span.end)]
    }

    fn spans(&self, spans: &[Span]) -> Value {
        Value::Spans(spans.iter().map(|s| self.span(*s)).collect())
    }

    fn ends(&self, span: Option<Span>) -> Ends {
        span.map_or_else(Ends::default, |s| self.span(s).map(Value::from))
    }

    fn published(&self) -> Option<Day> {
        self.record.document.article.day()
    }

    fn article(&mut self, made_by: &str) {
        let a = &self.record.document.article;
        let part = |kind, beside: &Option<String>| {
            let words = a.first(kind).map(|s| s.of(self.text));
            Value::from(words.or(beside.as_deref()))
        };
        let row = vec![
            Value::Int(0),
            a.id.as_str().into(),
            hash(a.title.as_deref().unwrap_or(""), &a.text).into(),
            a.origin.as_deref().into(),
            a.canonical.as_deref().into(),
            a.language.as_deref().into(),
            part(BlockKind::Headline, &a.title),
            part(BlockKind::Subheadline, &a.subtitle),
            part(BlockKind::Byline, &a.byline),
            a.section.as_deref().into(),
            a.slug.as_deref().into(),
            self.published().map(|d| d.to_string()).into(),
            a.published.as_ref().map(|p| p.basis.as_str()).into(),
            a.updated.as_ref().map(|u| u.day.to_string()).into(),
            a.updated.as_ref().map(|u| u.basis.as_str()).into(),
            a.text.as_str().into(),
            layout::write(a).into(),
            a.notes.as_slice().into(),
            made_by.into(),
        ];
        self.put(At::Articles, row);
    }

    fn statement(&mut self, s: &Statement, n: i64) {
        let [cue_begin, cue_end] = self.ends(s.cue);
        let named = |party: &Option<Party>| party.clone().unwrap_or_default();
        let (speaker, addressee) = (named(&s.speaker), named(&s.addressee));
        let [speaker_begin, speaker_end] = self.ends(speaker.span);
        let [addressee_begin, addressee_end] = self.ends(addressee.span);
        let row = vec![
            n.into(),
            Value::Int(0),
            n.into(),
            self.spans(&s.content),
            cue_begin,
            cue_end,
            speaker_begin,
            speaker_end,
            speaker.name.into(),
            speaker.actor.into(),
            speaker.entity.map(|e| e.0 + 1).into(),
            addressee_begin,
            addressee_end,
            addressee.name.into(),
            addressee.actor.into(),
            s.form.as_str().into(),
            s.stance.as_str().into(),
            s.within.map(|w| w.0 + 1).into(),
            s.date.as_deref().into(),
            day_of(s.date.as_deref(), self.published(), false).into(),
            s.evidence.rule.as_str().into(),
            rounded(s.evidence.confidence).into(),
            s.evidence.why.as_slice().into(),
        ];
        self.put(At::Statements, row);
    }

    fn event(&mut self, e: &Event, n: i64) {
        let [begin, end] = self.ends(Some(e.trigger));
        let [sentence_begin, sentence_end] = self.ends(Some(self.sentence(e.trigger)));
        let [conditions_begin, conditions_end] = self.ends(e.conditions);
        let [deadline_begin, deadline_end] = self.ends(e.deadline);
        let place = e.place.and_then(|p| self.record.places.get(p as usize));
        let date = e.date.as_ref().map(|d| d.value.as_str());
        let [claimed_name, claimed_actor, claimed_statement] = claim(e.claimed_by.as_ref());
        let row = vec![
            n.into(),
            Value::Int(0),
            n.into(),
            begin,
            end,
            sentence_begin,
            sentence_end,
            e.main.into(),
            e.plover.as_str().into(),
            e.mode.as_deref().into(),
            e.contexts.as_slice().into(),
            e.cameo.as_str().into(),
            Value::Int(e.plover.quad() as i64),
            rounded(e.goldstein).into(),
            e.factuality.as_str().into(),
            e.historical.into(),
            claimed_name,
            claimed_actor,
            claimed_statement,
            date.into(),
            e.date.as_ref().map(|d| d.basis.as_str()).into(),
            day_of(date, self.published(), e.historical).into(),
            e.place.map(|p| p + 1).into(),
            place.and_then(|p| p.geonames).into(),
            place.and_then(|p| p.country.as_deref()).into(),
            conditions_begin,
            conditions_end,
            deadline_begin,
            deadline_end,
            e.same_as.map(|id| id.0 + 1).into(),
            self.spans(&e.evidence.spans),
            e.evidence.rule.as_str().into(),
            rounded(e.evidence.confidence).into(),
            e.evidence.why.as_slice().into(),
        ];
        self.put(At::Events, row);
        self.parties("event", n, "source", &e.source);
        self.parties("event", n, "target", &e.target);
    }

    /// The sentence that a word stands in; the word itself where none was cut.
    fn sentence(&self, word: Span) -> Span {
        let document = &self.record.document;
        let sentences = &document.sentences.tokens;
        let at = sentences.partition_point(|s| document.tokens.cover(*s).end <= word.start);
        sentences.get(at).map_or(word, |s| document.tokens.cover(*s))
    }

    fn parties(&mut self, of: &str, record: i64, role: &str, parties: &[Party]) {
        for (party, n) in parties.iter().zip(1_i64..) {
            let [begin, end] = self.ends(party.span);
            let row = vec![
                Value::Int(0),
                of.into(),
                record.into(),
                role.into(),
                n.into(),
                begin,
                end,
                party.name.as_deref().into(),
                party.actor.as_deref().into(),
                party.entity.map(|e| e.0 + 1).into(),
            ];
            self.put(At::Parties, row);
        }
    }

    fn commitments(&mut self) {
        let mut outcomes = 1;
        for (c, n) in self.record.commitments.iter().zip(1_i64..) {
            self.commitment(c, n);
            for outcome in &c.outcomes {
                self.outcome(outcome, n, outcomes);
                outcomes += 1;
            }
        }
    }

    fn commitment(&mut self, c: &Commitment, n: i64) {
        let [conditions_begin, conditions_end] = self.ends(c.conditions);
        let [deadline_begin, deadline_end] = self.ends(c.deadline.as_ref().map(|d: &Deadline| d.span));
        let [claimed_name, claimed_actor, _] = claim(c.claimed_by.as_ref());
        let date = c.date.as_ref().map(|d: &EventDay| d.value.as_str());
        let row = vec![
            n.into(),
            Value::Int(0),
            n.into(),
            c.kind.as_str().into(),
            self.spans(&c.what),
            conditions_begin,
            conditions_end,
            deadline_begin,
            deadline_end,
            c.deadline.as_ref().and_then(|d| d.value.as_deref()).into(),
            claimed_name,
            claimed_actor,
            date.into(),
            day_of(date, self.published(), false).into(),
            c.status().as_str().into(),
            Value::Texts(c.events.iter().map(|e| format!("v{}", e.0 + 1)).collect()),
            Value::Texts(c.statements.iter().map(|s| format!("s{}", s.0 + 1)).collect()),
            c.evidence.rule.as_str().into(),
            rounded(c.evidence.confidence).into(),
            c.evidence.why.as_slice().into(),
        ];
        self.put(At::Commitments, row);
        self.parties("commitment", n, "by", &c.by);
        self.parties("commitment", n, "to", &c.to);
    }

    fn outcome(&mut self, o: &Outcome, commitment: i64, n: i64) {
        let row = vec![
            n.into(),
            Value::Int(0),
            commitment.into(),
            o.status.as_str().into(),
            self.spans(&o.spans),
            o.date.as_ref().map(|d| d.value.as_str()).into(),
            o.event.map(|e| e.0 + 1).into(),
            o.statement.map(|s| s.0 + 1).into(),
        ];
        self.put(At::Outcomes, row);
        self.parties("outcome", n, "by", &o.by);
    }

    fn timexes(&mut self) {
        for (t, n) in self.record.document.timexes.iter().zip(1_i64..) {
            let [begin, end] = self.ends(Some(t.span));
            let row = vec![
                Value::Int(0),
                n.into(),
                begin,
                end,
                t.kind.as_str().into(),
                t.value.as_deref().into(),
                t.anchor.map(|a| a.0 + 1).into(),
                t.basis.as_str().into(),
            ];
            self.put(At::Timexes, row);
        }
    }

    fn places(&mut self) {
        for (p, n) in self.record.places.iter().zip(1_i64..) {
            let [begin, end] = self.ends(Some(p.span));
            let row = vec![
                Value::Int(0),
                n.into(),
                begin,
                end,
                p.name.as_deref().into(),
                p.geonames.into(),
                p.country.as_deref().into(),
                p.point.map(|x| degrees(x.0)).into(),
                p.point.map(|x| degrees(x.1)).into(),
                p.modifier.map(|m| m.of(self.text)).into(),
                rounded(p.confidence).into(),
            ];
            self.put(At::Places, row);
        }
    }

    fn entities(&mut self) {
        let document = &self.record.document;
        let parts = self.parts();
        for (at, e) in document.entities.iter().enumerate() {
            let actor = self.record.actors.get(at).and_then(Option::as_ref);
            if e.class.is_none() && !parts.contains(&(at as u32)) {
                continue;
            }
            let words = document.entity_text(document::EntityId(at as u32));
            let mentions = e.mentions.iter().filter_map(|m| document.mention(*m));
            let mentions = mentions.map(|m| self.span(document.tokens.cover(m.tokens))).collect();
            let row = vec![
                Value::Int(0),
                Value::Int(at as i64 + 1),
                actor.and_then(|a| a.name.as_deref()).unwrap_or(words).into(),
                e.class.map(document::NameClass::as_str).into(),
                actor.and_then(|a| a.code.as_deref()).into(),
                Value::Spans(mentions),
            ];
            self.put(At::Entities, row);
        }
    }

    /// What it is compared by with others; an article of no known day with none.
    fn news(&mut self) {
        let Some(row) = news::parts(&self.record.document.article, &self.rows).map(news::row) else { return };
        self.put(At::News, row);
    }

    /// Entities that take part in statements, events and commitments.
    fn parts(&self) -> std::collections::BTreeSet<u32> {
        let r = self.record;
        let said = r.statements.iter().flat_map(|s| s.speaker.iter().chain(&s.addressee));
        let done = r.events.iter().flat_map(|e| e.source.iter().chain(&e.target));
        let bound = r
            .commitments
            .iter()
            .flat_map(|c| c.by.iter().chain(&c.to).chain(c.outcomes.iter().flat_map(|o| &o.by)));
        said.chain(done).chain(bound).filter_map(|p| Some(p.entity?.0)).collect()
    }
}

fn claim(claim: Option<&Claim>) -> [Value; 3] {
    let Some(claim) = claim else { return Default::default() };
    [claim.name.as_deref().into(), claim.actor.as_deref().into(), (claim.statement.0 + 1).into()]
}

#[cfg(test)]
mod tests {
    use super::day_of;
    use document::Day;

    #[test]
    fn what_counts_for_which_day() {
        let published = Day::parse("2016-12-12");
        let day = |date, background| day_of(date, published, background);
        assert_eq!(day(Some("2016-12-06"), false).as_deref(), Some("2016-12-06"));
        assert_eq!(day(Some("2016-12-06T14:30"), true).as_deref(), Some("2016-12-06"));
        assert_eq!(day(None, false).as_deref(), Some("2016-12-12"));
        assert_eq!(day(Some("2016-12"), false).as_deref(), Some("2016-12-12"), "this month");
        assert_eq!(day(Some("2016-11"), false), None);
        assert_eq!(day(Some("XXXX-12-02"), false), None);
        assert_eq!(day(None, true), None);
    }
}
