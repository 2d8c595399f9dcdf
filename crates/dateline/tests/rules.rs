//! Every rule finds what its sentences say and leaves the others alone; the codebook is as the rules are; rules of
//! one's own are laid over.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline::Reader;
use dateline::record::Who;
use dateline::record::event::{FILES, RuleFile, Rules, trial};
use dateline::rules::import::{Map, Scheme, petrarch};
use dateline::rules::{codebook, trial as tried};
use document::{Article, Block, BlockKind, Event, Plover, Span};
use std::path::Path;

#[test]
fn sentences_of_the_rules() {
    let reader = Reader::new().unwrap();
    let rules = Rules::ours().unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in rules.all() {
        for example in &rule.examples {
            let text = example.text.clone();
            let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
            let document = reader.understand(Article { text, blocks, ..Article::default() });
            let who = Who::new(&document, &reader.knowledge().actors, &[]);
            let party = |phrase, head| who.party(phrase, head);
            count += 1;
            if let Err(what) = trial(&document, &party, &rules, rule, example) {
                wrong.push(what);
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} sentences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The codebook says that its sentences run: each is read by the whole program, and none goes uncounted.
#[test]
fn sentences_of_the_rules_hold_for_the_whole_program() {
    let reader = Reader::new().unwrap();
    let tried: Vec<tried::Tried<'_>> = reader.rules().all().iter().map(|r| tried::run(&reader, r)).collect();
    let written = |text: &str| text.lines().filter(|l| l.starts_with("yes ") || l.starts_with("no ")).count();
    let wanted: usize = FILES.iter().map(|(_, text)| written(text)).sum();
    assert_eq!(tried.iter().map(|t| t.sentences.len()).sum::<usize>(), wanted);
    let failed: Vec<tried::Tried<'_>> = tried.into_iter().filter(|t| t.failed() > 0).collect();
    assert!(failed.is_empty(), "{}", tried::table(&failed));
}

#[test]
fn rules_have_names_of_their_own_and_sentences_of_both_kinds() {
    let rules = Rules::ours().unwrap();
    for (at, rule) in rules.all().iter().enumerate() {
        for yes in [true, false] {
            assert!(rule.examples.iter().any(|e| e.yes == yes), "{}: no sentence marked {yes}", rule.name);
        }
        assert!(rules.all()[..at].iter().all(|r| r.name != rule.name), "{} is told twice", rule.name);
    }
}

#[test]
fn the_codebook_is_as_the_rules_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/codebook");
    let reader = Reader::new().unwrap();
    for (name, page) in codebook::pages(reader.rules(), &reader.knowledge().codebook) {
        let kept = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(kept == page, "{name} is stale: cargo run -p dateline -- rules codebook docs/src/codebook");
    }
}

fn ruled(text: &str) -> Result<Reader, String> {
    let file = RuleFile { name: "my.rule".into(), text: text.into() };
    Reader::new().unwrap().ruled(&[file]).map_err(|e| e.to_string())
}

fn events(reader: &Reader, text: &str) -> Vec<Event> {
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    reader.read(Article { text: text.into(), blocks, ..Article::default() }).events
}

#[test]
fn a_rule_of_ones_own_decides() {
    let text = "rule my/eat ASSAULT 18\nverbs eat, tell : subject > object\n\n\
                rule my/condemn AID 07\nverbs condemn : subject > object\n";
    let reader = ruled(text).unwrap();
    let own = |text: &str, rule: &str| {
        let found = events(&reader, text);
        let own = found.iter().find(|e| e.evidence.rule == rule);
        own.unwrap_or_else(|| panic!("{text}: {found:?}")).clone()
    };
    for text in ["Norway ate the cake with Sweden.", "France told Spain."] {
        assert_eq!(own(text, "my/eat").plover, Plover::Assault);
    }
    let aid = own("France condemned Russia for the raid.", "my/condemn");
    assert_eq!(aid.plover, Plover::Aid);
    assert!(aid.evidence.why.iter().any(|w| w.contains("overruled by your rule")), "{:?}", aid.evidence.why);
}

#[test]
fn a_rule_of_ones_own_replaces_the_one_of_its_name() {
    let text = "France condemned Russia for the raid.";
    let before = events(&Reader::new().unwrap(), text);
    assert!(before.iter().any(|e| e.evidence.rule == "accuse/condemn"), "{before:?}");
    let reader = ruled("rule accuse/condemn REJECT 120\nverbs condemn : subject > object\n").unwrap();
    let after = events(&reader, text);
    let condemned = after.iter().filter(|e| e.trigger.of(text) == "condemned");
    let types: Vec<Plover> = condemned.map(|e| e.plover).collect();
    assert_eq!(types, [Plover::Reject], "{after:?}");
}

#[test]
fn mistakes_in_rules_have_file_line_and_remedy() {
    for (text, told) in [
        ("verbs eat\n", "my.rule:1: 'verbs' before any rule; begin with: rule family/name"),
        ("\nrule my/eat EAT 18\n", "my.rule:2: no type is called 'EAT'; use one of AGREE"),
        (
            "rule my/eat ASSAULT 18\nno Eat.\n",
            "my.rule:1: the rule my/eat has no words; add a line of verbs or nouns",
        ),
        ("rule my/eat ASSAULT 18\nverbs eat : subject\n", "my.rule:2: the frame 'subject' has no '>'"),
        (
            "rule a/b AID 07\nverbs b\nrule a/b AID 07\nverbs c\n",
            "my.rule:3: the rule a/b is told twice in this file",
        ),
    ] {
        let error = ruled(text).err().unwrap_or_else(|| panic!("{text:?} is taken"));
        assert!(error.starts_with(told), "{error}");
    }
}

#[test]
fn what_does_not_hold_is_told_with_what_was_found() {
    let text = "rule my/sell AID 071\nverbs sell : subject > to\nyes [Norway] sells gas to {Poland}.\n\
                no Norway sells fish to Poland.\n";
    let reader = ruled(text).unwrap();
    let rule = reader.rules().all().iter().find(|r| r.name == "my/sell").unwrap();
    let tried = tried::run(&reader, rule);
    assert_eq!(tried.failed(), 1);
    let table = tried::table(&[tried]);
    assert!(table.contains("my.rule:4: my/sell\n  no     Norway sells fish to Poland.\n  found  my/sell AID [Norway] > {Poland}"), "{table}");
}

#[test]
fn dictionaries_of_verbs_become_rules() {
    let dictionary = "\
<!-- a comment -->\n&MONEY\n+DOLLARS\n+SWISS_FRANCS\n\n\
--- GIVE [070] ---\nGIVE {GAVE GIVEN} # note\n+HAND_OUT [071]\n- * &MONEY [0711]\n- SAID * [070]\n- * UP [---]\n- * VOICE [010]\n\n\
--- MEET [040:041] ---\nMEET\n\n--- DISPERSED [175] ---\nDISPERSED\n- * FROM $ [175]\n- * THING [9X]\n";
    let map = Map { scheme: Scheme::Cameo, own: vec![("9".into(), Plover::Reject)] };
    let reader = Reader::new().unwrap();
    let imported = petrarch(dictionary.as_bytes(), &map, &reader.knowledge().language);
    let told: Vec<usize> = imported.skipped.iter().map(|s| s.0).collect();
    assert_eq!(told, [10, 12], "{:?}", imported.skipped);
    for line in [
        "rule petrarch/aid-070 AID 070\nverbs give : subject > object,",
        "rule petrarch/aid-0711 AID 0711\nverbs give (dollars|francs) : subject",
        "verbs hand out : subject",
        "rule petrarch/consult-040-both CONSULT 040\nverbs meet : subject <> object",
        "verbs disperse from : from > ",
        "rule petrarch/reject-12 REJECT 12\nverbs disperse thing",
    ] {
        assert!(imported.text.contains(line), "{line}\n{}", imported.text);
    }
    assert!(ruled(&imported.text).is_ok(), "{}", imported.text);
}
