//! Words of others told without a cue: *The roads must be repaired, she said. The banks must wait until October.*
//!
//! Only the surest are taken, and at low confidence. The sentence has no statement of its own, no marks and no *I* or
//! *we*, and follows in its paragraph on one that tells somebody's words in the writer's. What tells it from the
//! writer's own is either what must or should be or, after a report in the past, would be; or that it speaks of the
//! present and the next sentence gives more of the same speaker's words.

use document::{
    BlockKind, Document, Evidence, Form, Relation, Span, Stance, Statement, StatementId, Token, TokenRange,
    Upos,
};

/// Low, since no word of such a sentence says who speaks.
const CONFIDENCE: f32 = 0.5;

/// The statements with these among them, in order of the text.
pub fn with(document: &Document, statements: Vec<Statement>) -> Vec<Statement> {
    let found = find(document, &statements);
    if found.is_empty() { statements } else { merged(statements, found) }
}

fn find(document: &Document, statements: &[Statement]) -> Vec<Statement> {
    let sentences = Sentences::new(document, statements);
    let mut found = Vec::new();
    let mut carrier: Option<&Statement> = None;
    for sentence in 0..document.sentences.len() {
        if let Some(own) = sentences.reports[sentence] {
            carrier = Some(own).filter(|s| tells(s));
            continue;
        }
        let free =
            sentence > 0 && sentences.is_free(sentence) && sentences.same_block(sentence - 1, sentence);
        carrier = carrier.filter(|_| free);
        let sign = carrier.and_then(|c| sentences.sign(sentence, c));
        match carrier.zip(sign) {
            Some((before, sign)) => found.push(statement(document, sentence, before, sign)),
            None => carrier = None,
        }
    }
    found
}

/// Whether a statement gives somebody's words, not only thoughts, and not all in marks.
fn tells(statement: &Statement) -> bool {
    let thought =
        matches!(statement.stance, Stance::Believes | Stance::Hopes | Stance::Intends | Stance::Asks);
    !thought && statement.form != Form::Direct
}

/// What the statements make of each sentence.
struct Sentences<'d> {
    document: &'d Document,
    /// The statement of known speaker that it is there to report.
    reports: Vec<Option<&'d Statement>>,
    /// Whether any statement has words in it.
    touched: Vec<bool>,
}

impl<'d> Sentences<'d> {
    fn new(document: &'d Document, statements: &'d [Statement]) -> Sentences<'d> {
        let count = document.sentences.len();
        let mut sentences = Sentences { document, reports: vec![None; count], touched: vec![false; count] };
        for statement in statements {
            sentences.lay(statement);
        }
        sentences
    }

    fn lay(&mut self, statement: &'d Statement) {
        for span in statement.evidence.spans.iter().chain(&statement.content) {
            let held = self.of(self.document.tokens.within(*span));
            self.touched[held].fill(true);
        }
        let cue = statement.cue.map(|c| self.of(self.document.tokens.within(c)));
        let known = statement.within.is_none() && statement.speaker.is_some();
        let Some(at) = cue.filter(|_| known).map(|c| c.start) else { return };
        let root = self.document.syntax().root(at).map(Token::span);
        let there = root.is_some_and(|r| statement.holds(r) || statement.cue.is_some_and(|c| c.contains(r)));
        if there && self.reports[at].is_none() {
            self.reports[at] = Some(statement);
        }
    }

    /// The sentences of a stretch of tokens.
    fn of(&self, tokens: TokenRange) -> std::ops::Range<usize> {
        let mut ends = [tokens.ids().next(), tokens.ids().next_back()].into_iter();
        let mut at = || ends.next().flatten().and_then(|t| self.document.sentences.of(t));
        match (at(), at()) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        }
    }

    fn same_block(&self, one: usize, other: usize) -> bool {
        let block = |s: usize| self.document.sentences.block.get(s);
        block(one).is_some() && block(one) == block(other)
    }

    /// Whether a sentence of the article's text can be words told without a cue.
    fn is_free(&self, sentence: usize) -> bool {
        let block = self.document.sentences.block.get(sentence);
        let block = block.and_then(|b| self.document.article.blocks.get(b.0 as usize));
        let first = |t: Token<'_>| t.feats().contains("Person=1") || t.feats().contains("Person=2");
        let mark = |c: char| "\"“”„«»?".contains(c);
        let tokens = self.document.sentences.tokens[sentence];
        let mut words = self.document.syntax().iter(tokens);
        block.is_some_and(|b| b.kind == BlockKind::Body)
            && !self.touched[sentence]
            && self.document.syntax().words_of(tokens).starts_with(char::is_uppercase)
            && !words.any(|t| t.text().contains(mark) || first(t))
    }

    /// What tells that a sentence carries on the words of a statement before it.
    fn sign(&self, sentence: usize, before: &Statement) -> Option<&'static str> {
        let root = self.document.syntax().root(sentence)?;
        let clauses =
            || std::iter::once(root).chain(root.children().filter(|c| c.relation() == Relation::Conj));
        let modal = |word: &str| clauses().any(|c| auxiliary(c, word));
        if modal("must") || modal("should") || modal("ought") {
            return Some("it says what must or should be");
        }
        if modal("would") && self.in_the_past(before) {
            return Some("it says what would be, after a report in the past");
        }
        let next = self.reports.get(sentence + 1).copied().flatten();
        let between = next.is_some_and(|n| same(n, before)) && self.same_block(sentence, sentence + 1);
        let of_speaker = subject(root).is_some_and(|s| is_speaker(self.document, s, before));
        (between && !of_speaker && is_present(root)).then_some("more words of the same speaker follow")
    }

    /// Whether the reporting verb stands in the past.
    fn in_the_past(&self, statement: &Statement) -> bool {
        let words = statement.cue.map(|c| self.document.tokens.within(c)).unwrap_or_default();
        self.document.syntax().iter(words).any(|t| t.xpos() == "VBD")
    }
}

/// Whether a word of the verb's group is this auxiliary.
fn auxiliary(verb: Token<'_>, word: &str) -> bool {
    verb.children().any(|c| c.relation() == Relation::Aux && c.text().eq_ignore_ascii_case(word))
}

/// Whether a clause speaks of the present or the future.
fn is_present(verb: Token<'_>) -> bool {
    let group =
        verb.children().filter(|c| matches!(c.relation(), Relation::Aux | Relation::AuxPass | Relation::Cop));
    std::iter::once(verb).chain(group).any(|t| {
        let now = matches!(t.xpos(), "VBZ" | "VBP");
        now || t.xpos() == "MD" && matches!(t.lemma(), "will" | "can" | "may")
    })
}

fn subject(verb: Token<'_>) -> Option<Token<'_>> {
    verb.children().find(|c| matches!(c.relation(), Relation::Nsubj | Relation::NsubjPass))
}

fn is_speaker(document: &Document, token: Token<'_>, statement: &Statement) -> bool {
    let entity = document.mention_at(token.id).map(|m| m.entity);
    entity.is_some() && entity == statement.speaker.as_ref().and_then(|s| s.entity)
}

/// Whether two statements have one speaker.
fn same(a: &Statement, b: &Statement) -> bool {
    let (Some(a), Some(b)) = (&a.speaker, &b.speaker) else { return false };
    a.entity.is_some() && a.entity == b.entity || a.name.is_some() && a.name == b.name
}

fn statement(document: &Document, sentence: usize, before: &Statement, sign: &str) -> Statement {
    let tokens = document.sentences.tokens[sentence];
    let words = document.syntax().iter(tokens);
    let stops = words.rev().take_while(|t| t.upos() == Upos::Punct && t.text() != ")").count() as u32;
    let content = document.tokens.cover(TokenRange { end: tokens.end - stops, ..tokens });
    let source = before.speaker.as_ref().and_then(|s| s.span);
    let mut spans: Vec<Span> = source.into_iter().chain([content]).collect();
    spans.sort();
    Statement {
        content: vec![content],
        cue: None,
        speaker: before.speaker.clone(),
        addressee: None,
        form: Form::Indirect,
        stance: Stance::Asserts,
        within: None,
        date: before.date.clone(),
        evidence: Evidence {
            spans,
            rule: "free indirect".to_string(),
            confidence: CONFIDENCE,
            why: vec![
                "no cue: the sentence before gives words of this speaker".to_string(),
                sign.to_string(),
            ],
        },
    }
}

/// Both in order of the text; `within` follows the statements to their new places.
fn merged(statements: Vec<Statement>, found: Vec<Statement>) -> Vec<Statement> {
    let start = |s: &Statement| s.content.first().map_or(0, |c| c.start);
    let own = statements.len();
    let mut all: Vec<(usize, Statement)> = statements.into_iter().chain(found).enumerate().collect();
    all.sort_by_key(|(was, s)| (start(s), *was));
    let mut place = vec![StatementId(0); own];
    for (now, (was, _)) in all.iter().enumerate() {
        if let Some(place) = place.get_mut(*was) {
            *place = StatementId(now as u32);
        }
    }
    let moved = |within: Option<StatementId>| within.and_then(|w| place.get(w.0 as usize).copied());
    all.into_iter().map(|(_, s)| Statement { within: moved(s.within), ..s }).collect()
}
