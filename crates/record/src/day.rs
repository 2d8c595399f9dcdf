//! The day of an event or a statement: the time expression that its own clause gives, else that of its
//! sentence.
//!
//! A day is taken only where the words give it. "Police said on Monday that they had arrested him" dates the
//! saying, not the arrest; "condemned the attack on Monday" dates the condemning. The day of publication is
//! never taken for want of a better one, and durations and sets are no days.

use document::{Document, EventDay, Relation, Syntax, Timex, TimexType, Token, TokenId, TokenRange, Upos};

/// The day of the happening or saying that `trigger` names: TIMEX3 value of a day, week, month or year
/// (`2016-12-06`, `XXXX-12-06`, `2022-07`), the words that give it, and what they count from.
pub fn of(document: &Document, trigger: TokenId) -> Option<EventDay> {
    let sentence = document.sentences.of(trigger)?;
    let tokens = *document.sentences.tokens.get(sentence)?;
    let candidates = candidates(document, tokens);
    let found = if document.trees.is_empty() {
        near(document, &candidates, trigger)
    } else {
        let syntax = document.syntax();
        in_clause(syntax, &candidates, trigger).or_else(|| in_sentence(syntax, &candidates, trigger))
    };
    found.map(Candidate::day)
}

/// A time expression of the sentence that can be a day.
#[derive(Clone, Copy)]
struct Candidate<'d> {
    timex: &'d Timex,
    value: &'d str,
    tokens: TokenRange,
}

impl Candidate<'_> {
    fn day(self) -> EventDay {
        EventDay {
            value: self.value.to_string(),
            span: Some(self.timex.span),
            basis: self.timex.basis.clone(),
        }
    }

    /// How many tokens lie between it and another token.
    fn distance(self, token: TokenId) -> u32 {
        let (start, end) = (self.tokens.start, self.tokens.end.saturating_sub(1));
        start.saturating_sub(token.0).max(token.0.saturating_sub(end))
    }
}

fn candidates(document: &Document, sentence: TokenRange) -> Vec<Candidate<'_>> {
    let cover = document.tokens.cover(sentence);
    let inside = document.timexes.iter().filter(|t| t.span.overlaps(cover));
    inside
        .filter_map(|timex| {
            let value = day_value(timex)?;
            let tokens = document.tokens.within(timex.span);
            (!bounds(document, tokens)).then_some(Candidate { timex, value, tokens })
        })
        .collect()
}

/// Whether the expression bounds a stretch of time and names no day of it: "since late March", "until
/// Friday".
fn bounds(document: &Document, tokens: TokenRange) -> bool {
    let before = tokens.start.checked_sub(1).map(|i| document.syntax().token(TokenId(i)));
    before.is_some_and(|t| is_one_of("since until till by before after through", &t.text().to_lowercase()))
}

/// The value cut to the day, of several days the first; `None` for durations, sets, references to now and
/// then, and values that tell nothing.
pub fn day_value(timex: &Timex) -> Option<&str> {
    let value = timex.value.as_deref()?;
    let dated = matches!(timex.kind, TimexType::Date | TimexType::Time);
    let day = value.split(['T', '/']).next().unwrap_or(value);
    let vague =
        day.ends_with("_REF") || day.len() < 4 || day == "XXXX-XX-XX" || value.starts_with(['P', 'F']);
    (dated && !vague).then_some(day)
}

/// The expression that depends on the trigger, or on a word that the trigger shares its day with; the
/// nearest in the tree, then in the text.
fn in_clause<'d>(
    syntax: Syntax<'d>,
    candidates: &[Candidate<'d>],
    trigger: TokenId,
) -> Option<Candidate<'d>> {
    let mut node = syntax.token(trigger);
    for _ in 0..REACH {
        if let Some(found) = candidates.iter().find(|c| c.tokens.contains(node.id) && node.id != trigger) {
            return Some(*found); // "in October, when scores rallied"
        }
        let given = candidates.iter().filter(|c| gives_day_to(syntax, **c, node));
        let given = given.min_by_key(|c| (c.value.contains('X'), c.distance(trigger)));
        if let Some(found) = given.or_else(|| told_of(syntax, candidates, node)) {
            return Some(*found);
        }
        node = clause_mate(node)?;
    }
    None
}

/// Steps up the tree that a trigger may take to the word that is dated.
const REACH: usize = 6;

/// Whether the expression depends on the word, directly or as part of a phrase of it ("in the night of
/// Friday").
fn gives_day_to(syntax: Syntax, candidate: Candidate, node: Token) -> bool {
    if candidate.tokens.contains(node.id) {
        return false;
    }
    let only_noun = !matches!(node.upos(), Upos::Verb | Upos::Aux);
    let mut at = head_of(syntax, candidate);
    for step in 0..REACH {
        let Some(up) = at.head() else { return false };
        let relation = at.relation();
        if up.id == node.id {
            return dates(relation) || (step > 0 && !only_noun && NOUN_PHRASE.contains(&relation.main()));
        }
        // The expression of a phrase that the verb governs is as a rule the verb's: "at a hearing last week".
        let nominal = !matches!(up.upos(), Upos::Verb | Upos::Aux | Upos::Adj);
        let inner = step == 0 && dates(relation) || INSIDE_PHRASE.contains(&relation.main());
        if !nominal || !inner {
            return false;
        }
        at = up;
    }
    false
}

/// Relations inside a phrase.
const INSIDE_PHRASE: [&str; 5] = ["nmod", "appos", "compound", "flat", "conj"];
/// Phrases of a verb.
const NOUN_PHRASE: [&str; 3] = ["obl", "obj", "nsubj"];

/// Verbs that tell when a happening was, in a clause that belongs to it: "the talks that began on July 17".
const HAPPENING: &str = "begin start open hold take occur happen conduct launch stage sign schedule";

/// The expression of such a clause, or of the verb joined behind this one: "swooped in and arrested him on
/// Friday".
fn told_of<'a, 'd>(
    syntax: Syntax<'d>,
    all: &'a [Candidate<'d>],
    node: Token<'d>,
) -> Option<&'a Candidate<'d>> {
    let verb = matches!(node.upos(), Upos::Verb);
    let told = |child: &Token| match child.relation().main() {
        "acl" => !verb && is_one_of(HAPPENING, child.lemma()),
        "conj" => verb && child.upos() == Upos::Verb && child.child(Relation::Nsubj).is_none(),
        _ => false,
    };
    let children: Vec<Token> = node.children().filter(told).collect();
    children.iter().find_map(|child| all.iter().find(|c| gives_day_to(syntax, **c, *child)))
}

/// The token of the expression that the rest of it depends on.
fn head_of<'d>(syntax: Syntax<'d>, candidate: Candidate) -> Token<'d> {
    let outside = |t: &Token| t.head().is_none_or(|h| !candidate.tokens.contains(h.id));
    let first = syntax.token(TokenId(candidate.tokens.start));
    syntax.iter(candidate.tokens).find(outside).unwrap_or(first)
}

/// Relations by which a time expression dates the word that it depends on.
fn dates(relation: Relation) -> bool {
    const DATES: [&str; 12] = [
        "obl",
        "nmod",
        "advmod",
        "nummod",
        "compound",
        "amod",
        "appos",
        "dep",
        "obj",
        "nsubj",
        "parataxis",
        "dislocated",
    ];
    DATES.contains(&relation.main())
}

/// The word that a token shares its day with: the verb that it is an argument of, the first of two joined,
/// the verb that it completes, the one beside which it goes on ("as", "when", "discussing"). `None` at the
/// border of the clause, and below a verb that speaks of its argument without being where it is ("condemned
/// the attack").
fn clause_mate(token: Token<'_>) -> Option<Token<'_>> {
    let head = token.head()?;
    let argument = !matches!(token.upos(), Upos::Verb | Upos::Aux);
    let relation = token.relation();
    let shared = match relation.main() {
        "obj" | "obl" | "nsubj" => argument && !speaks_of(head, relation) && !elsewhere(token),
        "compound" | "amod" | "appos" => argument,
        "conj" | "xcomp" => true,
        "acl" | "advcl" => goes_along(token),
        _ => false,
    };
    shared.then_some(head)
}

/// Prepositions behind which another time lies.
const ELSEWHERE: &str = "after following before since despite over amid against about for ahead until prior";

fn elsewhere(token: Token) -> bool {
    token.children().any(|c| c.relation() == Relation::Case && is_one_of(ELSEWHERE, &c.text().to_lowercase()))
}

/// Whether a clause goes on beside the one that it depends on: by its conjunction, or as a bare participle.
fn goes_along(token: Token) -> bool {
    let joint = |c: &Token| matches!(c.relation().main(), "mark" | "advmod");
    let mut joints = token.children().filter(joint);
    let beside = joints.clone().any(|c| is_one_of("when as while where", &c.text().to_lowercase()));
    let marked = joints.any(|c| c.relation() == Relation::Mark);
    let within = token.relation() == Relation::AclRelcl
        && token.children().any(|c| c.relation() == Relation::Obl && c.text() == "which"); // "in which they met"
    let participle = token.xpos() == "VBG" && token.relation().is("advcl") && !marked;
    let purpose = token.xpos() == "VB" && token.relation().is("advcl") && marked;
    beside || within || participle || purpose
}

/// Verbs whose object or topic lies at a time of its own.
const SPEAKING_OF: &str = "accept accuse acquit admit allege announce anticipate apologise apologize \
    arrest ask await believe blame call celebrate charge cite claim commemorate comment condemn confirm \
    consider convict criticise criticize decry demand denounce deny deplore describe detain detail discuss \
    dismiss expect explain fear forecast hail highlight hope indict investigate jail mark mention mourn \
    note oppose plan praise probe promise propose pursue question recall regret reject remember report \
    request review say seek sentence slam study support suspect tell threaten urge vow want warn welcome";

fn speaks_of(verb: Token, relation: Relation) -> bool {
    !relation.is("nsubj") && is_one_of(SPEAKING_OF, verb.lemma())
}

fn is_one_of(list: &str, lemma: &str) -> bool {
    list.split_whitespace().any(|word| word == lemma)
}

/// The only expression of the sentence, for its main verbs, where no clause with a time of its own holds it.
fn in_sentence<'d>(
    syntax: Syntax<'d>,
    candidates: &[Candidate<'d>],
    trigger: TokenId,
) -> Option<Candidate<'d>> {
    let [only] = candidates else { return None };
    let path = |id: TokenId| syntax.trees.path_up(id).map(|t| syntax.token(t));
    let main = path(trigger).all(|t| matches!(t.relation().main(), "root" | "conj" | "xcomp" | "parataxis"));
    let mut below = path(head_of(syntax, *only).id).take_while(|t| t.id != trigger);
    (main && !below.any(has_own_time)).then_some(*only)
}

/// Whether a word heads a clause in which another time may run: a finite one, or one with a subject.
fn has_own_time(token: Token) -> bool {
    let clause =
        matches!(token.relation().main(), "ccomp" | "acl" | "advcl" | "csubj" | "parataxis" | "conj");
    let bare = token.child(Relation::Nsubj).is_none()
        && token.child(Relation::NsubjPass).is_none()
        && token.child(Relation::Aux).is_none()
        && !matches!(token.xpos(), "VBD" | "VBP" | "VBZ");
    clause && !bare
}

/// Without trees: the nearest expression with no comma, conjunction or *that* between.
fn near<'d>(document: &'d Document, candidates: &[Candidate<'d>], trigger: TokenId) -> Option<Candidate<'d>> {
    let free = |c: &&Candidate| {
        let between = if trigger.0 < c.tokens.start {
            TokenRange { start: trigger.0 + 1, end: c.tokens.start }
        } else {
            TokenRange { start: c.tokens.end.min(trigger.0), end: trigger.0 }
        };
        between.ids().all(|id| {
            let word = document.syntax().token(id).text();
            !matches!(
                word,
                "," | ";"
                    | ":"
                    | "that"
                    | "and"
                    | "but"
                    | "who"
                    | "which"
                    | "when"
                    | "after"
                    | "before"
                    | "\""
            )
        })
    };
    candidates.iter().filter(free).min_by_key(|c| c.distance(trigger)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Article, BlockId, Sentences, Span, Tokens, Trees, Words};

    /// Rows of `word lemma UPOS head relation`, heads counted from 1, and the words of each expression with
    /// its value.
    fn document(rows: &[(&str, &str, &str, usize, &str)], timexes: &[(&str, &str)]) -> Document {
        let (mut text, mut tokens, mut words) = (String::new(), Tokens::default(), Words::default());
        for (word, lemma, upos, ..) in rows {
            tokens.push(Span::new(text.len(), text.len() + word.len()), false);
            text += word;
            text.push(' ');
            words.lemma.push(lemma);
            words.upos.push(Upos::parse(upos).unwrap());
        }
        let all = tokens.all();
        let sentences = Sentences { tokens: vec![all], block: vec![BlockId(0)] };
        let heads: Vec<_> = rows.iter().map(|r| r.3.checked_sub(1).map(|h| TokenId(h as u32))).collect();
        let relations = rows.iter().map(|r| Relation::parse(r.4).unwrap()).collect();
        let trees = Trees::new(&heads, relations, &sentences);
        let timexes = timexes.iter().map(|(phrase, value)| timex(&text, phrase, value)).collect();
        let article = Article { text, ..Article::default() };
        Document { article, tokens, sentences, words, trees, timexes, ..Document::default() }
    }

    fn timex(text: &str, phrase: &str, value: &str) -> Timex {
        let at = text.find(phrase).unwrap();
        let kind = if value.starts_with('P') { TimexType::Duration } else { TimexType::Date };
        let span = Span::new(at, at + phrase.len());
        Timex { span, kind, value: Some(value.into()), anchor: None, basis: phrase.into() }
    }

    fn value(document: &Document, trigger: u32) -> Option<String> {
        of(document, TokenId(trigger)).map(|day| day.value)
    }

    #[test]
    fn a_reported_deed_is_not_dated_by_its_report() {
        let rows = [
            ("Police", "police", "NOUN", 2, "nsubj"),
            ("said", "say", "VERB", 0, "root"),
            ("on", "on", "ADP", 4, "case"),
            ("Monday", "Monday", "PROPN", 2, "obl"),
            ("they", "they", "PRON", 6, "nsubj"),
            ("arrested", "arrest", "VERB", 2, "ccomp"),
            ("him", "he", "PRON", 6, "obj"),
        ];
        let document = document(&rows, &[("Monday", "2016-12-12")]);
        assert_eq!(value(&document, 1).as_deref(), Some("2016-12-12"));
        assert_eq!(value(&document, 5), None);
    }

    #[test]
    fn a_noun_takes_the_day_of_the_verb_that_carries_it_out() {
        let rows = [
            ("Rebels", "rebel", "NOUN", 2, "nsubj"),
            ("launched", "launch", "VERB", 0, "root"),
            ("an", "a", "DET", 4, "det"),
            ("attack", "attack", "NOUN", 2, "obj"),
            ("on", "on", "ADP", 6, "case"),
            ("Monday", "Monday", "PROPN", 2, "obl"),
        ];
        let launched = document(&rows, &[("Monday", "2016-12-12")]);
        assert_eq!(value(&launched, 3).as_deref(), Some("2016-12-12"));
        let mut rows = rows;
        (rows[1].0, rows[1].1) = ("condemned", "condemn");
        let condemned = document(&rows, &[("Monday", "2016-12-12")]);
        assert_eq!(value(&condemned, 1).as_deref(), Some("2016-12-12"));
        assert_eq!(value(&condemned, 3), None);
    }

    #[test]
    fn the_nearest_of_two_days_in_the_tree_stands() {
        let rows = [
            ("Two", "two", "NUM", 2, "nummod"),
            ("hit", "hit", "VERB", 0, "root"),
            ("Friday", "Friday", "PROPN", 2, "obl:unmarked"),
            ("talks", "talk", "NOUN", 2, "obj"),
            ("of", "of", "ADP", 6, "case"),
            ("May", "May", "PROPN", 4, "nmod"),
        ];
        let document = document(&rows, &[("Friday", "2016-12-09"), ("May", "2016-05")]);
        assert_eq!(value(&document, 3).as_deref(), Some("2016-05"));
        assert_eq!(value(&document, 1).as_deref(), Some("2016-12-09"));
    }

    #[test]
    fn stretches_and_references_are_no_days() {
        let rows = [
            ("They", "they", "PRON", 2, "nsubj"),
            ("fought", "fight", "VERB", 0, "root"),
            ("now", "now", "ADV", 2, "advmod"),
            ("for", "for", "ADP", 5, "case"),
            ("days", "day", "NOUN", 2, "obl"),
        ];
        let document = document(&rows, &[("now", "PRESENT_REF"), ("days", "PXD")]);
        assert_eq!(value(&document, 1), None);
    }

    #[test]
    fn values_are_cut_to_the_day() {
        let of = |value: &str| day_value(&timex("x", "x", value)).map(str::to_string);
        assert_eq!(of("2016-12-12TNI").as_deref(), Some("2016-12-12"));
        assert_eq!(of("XXXX-WXX-5T20:40").as_deref(), Some("XXXX-WXX-5"));
        assert_eq!(of("2022-07").as_deref(), Some("2022-07"));
        assert_eq!(of("XXXX-XX-XX"), None);
        assert_eq!(of("199"), None);
        assert_eq!(of("PAST_REF"), None);
    }
}
