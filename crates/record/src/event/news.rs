//! Which happenings are the news of the article: those of the headline and of the lead, with all their mentions.

use super::build::{Draft, Knows};
use super::clause::is_verbal;
use document::{BlockKind, Document, Factuality, Token};
use knowledge::{fnv, fnv_on, softmax};

/// Marks the news.
pub(super) fn mark(document: &Document, drafts: &mut [Draft<'_>], knows: Knows<'_>) {
    let head = knows.head("main");
    let news: Vec<bool> = (0..drafts.len())
        .map(|i| match head {
            Some(head) => {
                softmax(head.scores(&features(document, drafts, i))).get(1).is_some_and(|&p| p > 0.5)
            }
            None => by_place(document, drafts, i),
        })
        .collect();
    let chain = |i: usize| drafts[i].event.same_as.map_or(i, |e| e.0 as usize);
    let chosen: Vec<usize> = (0..drafts.len()).filter(|&i| news[i]).map(chain).collect();
    let marks: Vec<bool> = (0..drafts.len()).map(|i| chosen.contains(&chain(i))).collect();
    for (draft, main) in drafts.iter_mut().zip(marks) {
        draft.event.main = main;
    }
}

fn by_place(document: &Document, drafts: &[Draft<'_>], index: usize) -> bool {
    let draft = &drafts[index];
    let told = in_headline(document, draft.trigger) || draft.sentence <= 1;
    told && !draft.event.historical
        && draft.event.factuality != Factuality::Negated
        && !below_other(drafts, index)
}

fn in_headline(document: &Document, trigger: Token<'_>) -> bool {
    let sentence = document.sentences.of(trigger.id);
    let block = sentence.and_then(|s| document.sentences.block.get(s));
    let kind = block.and_then(|b| document.article.blocks.get(b.0 as usize)).map(|b| b.kind);
    matches!(kind, Some(BlockKind::Headline | BlockKind::Subheadline))
}

/// Whether the trigger stands below that of another event of its sentence.
fn below_other(drafts: &[Draft<'_>], index: usize) -> bool {
    let trigger = drafts[index].trigger;
    let path = trigger.syntax().trees.path_up(trigger.id).skip(1);
    let others: Vec<_> =
        drafts.iter().filter(|d| d.sentence == drafts[index].sentence).map(|d| d.trigger.id).collect();
    path.into_iter().any(|up| others.contains(&up))
}

/// What the classifier of news sees.
pub(super) fn features(document: &Document, drafts: &[Draft<'_>], index: usize) -> Vec<u32> {
    let draft = &drafts[index];
    let event = &draft.event;
    let mut bag = vec![fnv("main")];
    let mut add = |name: &str, value: &str| bag.push(fnv_on(fnv_on(fnv(name), "="), value));
    let place = match draft.sentence {
        _ if in_headline(document, draft.trigger) => "head",
        0 => "0",
        1 => "1",
        2 => "2",
        3..=5 => "3",
        6..=10 => "6",
        _ => "11",
    };
    let below = if below_other(drafts, index) { "below" } else { "top" };
    let first = event.same_as.map_or(index, |e| e.0 as usize);
    let mentions = drafts
        .iter()
        .enumerate()
        .filter(|(i, d)| *i == first || d.event.same_as.map(|e| e.0 as usize) == Some(first));
    let count = mentions.count();
    let early = drafts.get(first).map_or(9, |d| d.sentence).min(4).to_string();
    let depth = draft.trigger.syntax().trees.path_up(draft.trigger.id).count().min(8).to_string();
    let only = drafts.iter().filter(|d| d.sentence == draft.sentence).count().min(5).to_string();
    let order = drafts[..index].iter().filter(|d| d.sentence == draft.sentence).count().min(4).to_string();
    add("place", place);
    add("place+below", &format!("{place}+{below}"));
    add("below+order", &format!("{below}+{order}"));
    add("depth", &depth);
    add("place+depth", &format!("{place}+{depth}"));
    add("count", &count.min(6).to_string());
    add("early", &early);
    add("early+below", &format!("{early}+{below}"));
    add("historical", if event.historical { "1" } else { "0" });
    add("past", if super::history::past_perfect(draft.trigger) { "1" } else { "0" });
    add("factuality", event.factuality.as_str());
    add("claimed", if event.claimed_by.is_some() { "1" } else { "0" });
    add("claimed+place", &format!("{}{place}", event.claimed_by.is_some()));
    add("type", event.plover.as_str());
    add("class", if is_verbal(draft.trigger) { "v" } else { "n" });
    add("class+below", &format!("{}{below}", is_verbal(draft.trigger)));
    add("relation", draft.trigger.relation().as_str());
    add("relation+place", &format!("{}{place}", draft.trigger.relation().as_str()));
    add("only", &only);
    add("actors", &format!("{}{}", event.source.is_empty(), event.target.is_empty()));
    add("lemma", draft.trigger.lemma());
    bag
}
