//! Every rule finds what its sentences say and leaves the others alone, through the whole reader.

use dateline::record::Who;
use dateline::record::event::{Rules, trial};
use document::{Article, Block, BlockKind, Span};

#[test]
fn sentences_of_the_rules() {
    let reader = dateline::Reader::new().unwrap();
    let rules = Rules::ours().unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in rules.all() {
        for example in &rule.examples {
            let text = example.text.clone();
            let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
            let document = reader.understand(Article { text, blocks, ..Article::default() });
            let who = Who::new(&document, &reader.knowledge().actors);
            let party = |phrase, head| who.party(phrase, head);
            count += 1;
            if let Err(what) = trial(&document, &party, &rules, rule, example) {
                wrong.push(what);
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} sentences:\n{}", wrong.len(), wrong.join("\n"));
}
