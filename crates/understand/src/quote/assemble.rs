//! Choices to attributions: conflicts, quotations without a cue, nesting, form.

use super::content::{Content, spans};
use super::context::Context;
use super::judge::Judge;
use super::lexer::Quotation;
use super::{Choice, Convention, aside, cue, marked, source, stance};
use document::{Attribution, AttributionId, Form, Relation, Span, TokenId, TokenRange, Upos};
use std::collections::HashSet;

/// The attributions in order of the text.
pub fn attributions(context: &Context<'_>, choices: Vec<Choice>, judge: &mut Judge<'_>) -> Vec<Attribution> {
    let mut kept = without_conflicts(context, choices, judge);
    aside::cut_off(context, &mut kept);
    kept = with_marked(context, kept);
    carry_on(context, &mut kept);
    aside::close(context, &mut kept);
    kept.sort_by_key(|c| (start(c), c.cue));
    let mut attributions: Vec<Attribution> = kept.iter().map(|c| attribution(context, c, judge)).collect();
    nest(&mut attributions);
    attributions
}

fn start(choice: &Choice) -> u32 {
    choice.content.pieces.first().map_or(choice.cue.0, |p| p.start)
}

/// Of two cues with the same content the surer one keeps it; the other takes its next best, if there is one.
fn without_conflicts(context: &Context<'_>, mut choices: Vec<Choice>, judge: &mut Judge<'_>) -> Vec<Choice> {
    choices.sort_by(|a, b| b.sureness.total_cmp(&a.sureness).then(a.cue.cmp(&b.cue)));
    let mut taken: HashSet<TokenRange> = HashSet::new();
    choices.retain_mut(|choice| {
        let free = |c: &Content| !c.pieces.iter().any(|p| taken.contains(p));
        if !free(&choice.content) {
            let next = judge.best_content(context, choice.cue, choice.words, &choice.source, free);
            let Some(next) = next.filter(|n| !runs_into(n, &taken)) else { return false };
            choice.content = next;
        }
        taken.extend(choice.content.pieces.iter().copied());
        true
    });
    choices.sort_by_key(|c| c.cue);
    let told: Vec<bool> = (0..choices.len()).map(|i| only_reports(&choices, i)).collect();
    let mut told = told.into_iter();
    choices.retain(|_| !told.next().unwrap_or(false));
    choices
}

/// Those too whose words only a mark gives to somebody, in order of their cues, where no cue has the same words.
fn with_marked(context: &Context<'_>, mut kept: Vec<Choice>) -> Vec<Choice> {
    let same = |a: TokenRange, b: TokenRange| a.start <= b.start + 1 && a.end + 1 >= b.end;
    let held = |m: &Choice| {
        let mut pieces = kept.iter().flat_map(|c| &c.content.pieces);
        pieces.any(|p| m.content.pieces.iter().all(|w| same(*p, *w)))
    };
    let marked: Vec<Choice> = marked::find(context).into_iter().filter(|m| !held(m)).collect();
    kept.extend(marked);
    kept.sort_by_key(|c| c.cue);
    kept
}

/// Whether a content shares words with one that is taken.
fn runs_into(content: &Content, taken: &HashSet<TokenRange>) -> bool {
    content.pieces.iter().any(|p| taken.iter().any(|t| p.start < t.end && t.start < p.end))
}

/// Whether a choice's content is nothing but source and cue of a neighbour: "must be declared, [he said]".
fn only_reports(choices: &[Choice], index: usize) -> bool {
    let content = &choices[index].content.pieces;
    let neighbours = index.saturating_sub(2)..(index + 3).min(choices.len());
    neighbours.filter(|&i| i != index).any(|i| {
        let (cue, source) = (choices[i].cue, choices[i].source.tokens);
        content.iter().all(|p| p.contains(cue) && p.ids().all(|t| t == cue || source.contains(t)))
    })
}

/// Quoted sentences that no content covers carry on the attribution that the rest of their sentence reports (*"We
/// go," he said, "because we must."*), else the one before them in their paragraph or across a reopened quotation.
/// What is said within a quotation does not cover it.
fn carry_on(context: &Context<'_>, choices: &mut [Choice]) {
    let mut covered = vec![false; context.syntax.tokens.len()];
    for choice in choices.iter() {
        let inside = context.quoted.get(choice.cue.index()).copied().flatten();
        let tokens = choice.content.pieces.iter().flat_map(|p| p.ids());
        tokens
            .filter(|t| inside.is_none() || context.quoted[t.index()] != inside)
            .for_each(|t| covered[t.index()] = true);
    }
    for (index, quotation) in context.quotations.iter().enumerate() {
        let tokens = context.syntax.tokens.within(quotation.span);
        let long = tokens.len() > 6;
        let free = !tokens.ids().any(|t| covered[t.index()]);
        if !long || !free {
            continue;
        }
        let carrier = match reporting_it(context, choices, tokens)[..] {
            [] if !is_part(context, tokens) => {
                carrier(context, choices, tokens, runs_on(quotation, context.quotations.get(index + 1)))
            }
            [one] if is_broken_off(context, &choices[one], tokens) => Some(one),
            _ => None,
        };
        let Some(choice) = carrier.and_then(|c| choices.get_mut(c)) else { continue };
        choice.content.pieces.push(tokens);
        choice.content.pieces.sort();
    }
}

/// The choices whose cues stand beside the quotation in one of its sentences.
fn reporting_it(context: &Context<'_>, choices: &[Choice], tokens: TokenRange) -> Vec<usize> {
    let first = context.sentence(TokenId(tokens.start));
    let last = context.sentence(TokenId(tokens.end.saturating_sub(1)));
    let from = choices.partition_point(|c| c.cue.0 < first.start);
    let near = (from..choices.len()).take_while(|&i| choices[i].cue.0 < last.end);
    let beside = |t: TokenId| (first.contains(t) || last.contains(t)) && !tokens.contains(t);
    near.filter(|&i| beside(choices[i].cue) && context.quotation_of(choices[i].cue).is_none()).collect()
}

/// Whether words of a content stand in quotation marks.
fn is_quoted(context: &Context<'_>, content: &Content) -> bool {
    content.pieces.iter().any(|p| p.ids().any(|t| context.quotation_of(t).is_some()))
}

/// Whether the quotation is only a part of the writer's own sentence.
fn is_part(context: &Context<'_>, tokens: TokenRange) -> bool {
    let sentence = context.sentence(TokenId(tokens.start));
    let outside = sentence.ids().filter(|t| !tokens.contains(*t));
    outside.filter(|t| context.syntax.token(*t).upos() != Upos::Punct).count() > 2
}

/// Attributions before a place that are looked at.
const LOOK_BACK: usize = 64;

/// The nearest attribution before the quotation whose cue is the writer's: of its paragraph, or, for a quotation that
/// runs over paragraphs, of the few before.
fn carrier(
    context: &Context<'_>,
    choices: &[Choice],
    tokens: TokenRange,
    runs_on: Option<u32>,
) -> Option<usize> {
    let block = context.block(TokenId(tokens.start))?;
    let near = |c: &Choice| {
        let at = context.block(c.cue);
        at == Some(block) || at.zip(runs_on).is_some_and(|(b, most)| b < block && block - b <= most)
    };
    let end = choices.partition_point(|c| c.cue.0 < tokens.start);
    let mut before = (end.saturating_sub(LOOK_BACK)..end).rev();
    before.find(|&i| near(&choices[i]) && context.quotation_of(choices[i].cue).is_none())
}

/// How many paragraphs before it the cue of a quotation may stand that runs over paragraphs; `None` for others.
fn runs_on(quotation: &Quotation, next: Option<&Quotation>) -> Option<u32> {
    let goes_on = !quotation.closed && next.is_some_and(|n| n.reopened);
    if quotation.reopened { Some(3) } else { goes_on.then_some(1) }
}

/// Whether the quotation goes on behind the cue and a comma with what was quoted before it.
fn is_broken_off(context: &Context<'_>, choice: &Choice, tokens: TokenRange) -> bool {
    let comma = context.syntax.token(TokenId(tokens.start)).previous().is_some_and(|t| t.text() == ",");
    let before = choice.content.pieces.iter().all(|p| p.end <= choice.cue.0);
    comma && before && tokens.start > choice.cue.0 && is_quoted(context, &choice.content)
}

fn attribution(context: &Context<'_>, choice: &Choice, judge: &mut Judge<'_>) -> Attribution {
    Attribution {
        content: spans(context, &choice.content),
        cue: reporting(context, choice),
        source: source::span(context, &choice.source),
        mention: None,
        addressee: addressee(context, choice),
        form: form(context, &choice.content),
        stance: stance::ALL[judge.stance(context, choice.cue, &choice.content.pieces)],
        within: None,
        confidence: choice.sureness,
        rule: choice.content.kind,
        way: choice.source.way,
    }
}

/// The words that report; of those that only a mark gives to somebody PolNeAR calls the mark so.
fn reporting(context: &Context<'_>, choice: &Choice) -> Option<Span> {
    let mark = context.syntax.token(choice.cue).upos() == Upos::Punct;
    (!mark || context.convention == Convention::Polnear).then(|| context.cover(choice.words))
}

/// All quoted, none quoted, or part.
fn form(context: &Context<'_>, content: &Content) -> Form {
    let words = content.pieces.iter().flat_map(|p| context.syntax.iter(*p));
    let words = words.filter(|t| t.upos() != Upos::Punct);
    let (quoted, all) = words
        .fold((0usize, 0usize), |(q, n), t| (q + usize::from(context.quotation_of(t.id).is_some()), n + 1));
    match quoted {
        0 => Form::Indirect,
        q if q == all => Form::Direct,
        _ => Form::Mixed,
    }
}

/// The object of telling verbs, or *to somebody*.
fn addressee(context: &Context<'_>, choice: &Choice) -> Option<Span> {
    let token = context.syntax.token(choice.cue);
    let telling =
        matches!(token.lemma(), "tell" | "inform" | "ask" | "assure" | "remind" | "warn" | "brief" | "urge");
    let found = token.children().find(|c| match c.relation() {
        Relation::Obj | Relation::Iobj => telling,
        Relation::Obl => {
            c.child(Relation::Case).is_some_and(|k| k.lemma() == "to") && !cue::is_according(token)
        }
        _ => false,
    })?;
    let nominal = matches!(found.upos(), Upos::Noun | Upos::Propn | Upos::Pron);
    let tokens = source::core(found);
    let held = choice.content.pieces.iter().any(|p| p.start < tokens.end && tokens.start < p.end);
    let case = found.child(Relation::Case).filter(|k| k.id < found.id).map_or(tokens.start, |k| k.id.0 + 1);
    (nominal && !held).then(|| context.cover(TokenRange { start: case.min(found.id.0), end: tokens.end }))
}

/// The smallest attribution whose content holds another's cue and content is the one that it stands within. As
/// they are in order, it begins at most some attributions earlier.
fn nest(attributions: &mut [Attribution]) {
    for index in 0..attributions.len() {
        attributions[index].within = outer(attributions, index);
    }
}

fn outer(attributions: &[Attribution], index: usize) -> Option<AttributionId> {
    let inner = &attributions[index];
    let cue = inner.cue?;
    let range = index.saturating_sub(LOOK_BACK)..(index + 8).min(attributions.len());
    let holds = |a: &Attribution| {
        a.content.iter().any(|c| c.contains(cue) && inner.content.iter().any(|x| c.contains(*x)))
    };
    let size = |a: &Attribution| a.content.iter().map(|c| c.len()).sum::<usize>();
    let all = range.filter(|&j| j != index && holds(&attributions[j]));
    let smallest = all.min_by_key(|&j| size(&attributions[j]))?;
    Some(AttributionId(smallest as u32))
}
