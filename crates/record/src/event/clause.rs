//! Who stands where around a trigger: subjects and objects through passives, control, relative clauses and
//! joined verbs; possessors, modifiers and prepositional phrases of nouns.

use super::rule::Slot;
use document::{Relation, Token, Upos};

/// Verbs that say no more than their noun: the noun's actor is their subject.
pub(crate) const LIGHT: &str = "make hold carry conduct launch stage pay take give issue mount undertake begin \
    start open lead file lodge bring submit deliver send express voice convey offer extend put have sign receive \
    perform commit announce impose pursue resume continue initiate order plan do declare level press raise \
    organise organize join attend face unleash sustain reiterate";

/// Whether `lemma` is one of the words of a list, which are parted by single blanks.
pub(crate) fn one_of(list: &str, lemma: &str) -> bool {
    let mut words = list.as_bytes().split(|&b| b == b' ');
    !lemma.is_empty() && words.any(|w| w == lemma.as_bytes())
}

/// Whether the trigger's subject is the one acted upon.
pub(crate) fn is_passive(verb: Token<'_>) -> bool {
    let marked = verb.children().any(|c| {
        matches!(
            c.relation(),
            Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass | Relation::OblAgent
        )
    });
    let got = verb.children().any(|c| c.relation() == Relation::Aux && c.lemma() == "get");
    marked || got || bare_participle(verb) || headline_passive(verb)
}

/// Verbs that always have an object: without one the subject is it, as in the headline "Two held for bribery".
const TRANSITIVE: &str = "arrest detain jail hold sentence fine charge kill injure wound abduct kidnap sue convict indict \
    apprehend nab deport expel oust sack suspend ban seize shoot stab rape murder assassinate acquit release free \
    remand imprison evacuate rescue attack bomb destroy accuse summon question book suspend dismiss award honour \
    honor appoint elect";

/// The participle of a headline that reads like a past tense: no object, no clause, and a verb that needs one.
fn headline_passive(verb: Token<'_>) -> bool {
    let helped = verb.children().any(|c| {
        matches!(
            c.relation(),
            Relation::Aux
                | Relation::Obj
                | Relation::Iobj
                | Relation::Ccomp
                | Relation::Xcomp
                | Relation::CompoundPrt
        )
    });
    verb.xpos() == "VBD"
        && !helped
        && one_of(TRANSITIVE, verb.lemma())
        && verb.relation() == Relation::Root
        && verb.child(Relation::Nsubj).is_some_and(|s| s.id.0 + 3 > verb.id.0)
}

/// `man arrested in Lagos`, and the headline's `Two held for bribery`.
fn bare_participle(verb: Token<'_>) -> bool {
    if verb.xpos() != "VBN" {
        return false;
    }
    let helped =
        verb.children().any(|c| c.relation() == Relation::Aux && matches!(c.lemma(), "have" | "'ve"));
    let object = verb.child(Relation::Obj).is_some();
    match verb.relation() {
        Relation::Acl | Relation::Advcl | Relation::Amod => !object,
        Relation::Xcomp => !object,
        _ => !helped && !object && shared_passive(verb),
    }
}

/// A joined participle is passive with the one it is joined to; a root without auxiliary is a headline's passive.
fn shared_passive(verb: Token<'_>) -> bool {
    match (verb.relation(), verb.head()) {
        (Relation::Conj, Some(head)) => {
            head.xpos() == "VBN" && verb.child(Relation::Nsubj).is_none() && is_passive_shallow(head)
        }
        (Relation::Root, _) => true,
        _ => false,
    }
}

fn is_passive_shallow(verb: Token<'_>) -> bool {
    verb.children().any(|c| matches!(c.relation(), Relation::AuxPass | Relation::NsubjPass))
        || matches!(verb.relation(), Relation::Acl)
}

/// The word in a place, as its head; joined words are told by [`joined`].
pub(crate) fn fill<'d>(trigger: Token<'d>, slot: &Slot) -> Option<Token<'d>> {
    let verbal = is_verbal(trigger);
    match slot {
        Slot::Subject if verbal => subject(trigger),
        Slot::Subject => light_subject(trigger),
        Slot::Object if verbal => object(trigger),
        Slot::Object => None,
        Slot::Indirect => trigger.child(Relation::Iobj),
        Slot::Clause => clause_actor(trigger),
        Slot::Possessor => trigger.child(Relation::NmodPoss),
        Slot::Modifier => modifier(trigger),
        Slot::After(preposition) => after(trigger, preposition),
    }
}

/// Whether the trigger governs like a verb.
pub(crate) fn is_verbal(token: Token<'_>) -> bool {
    matches!(token.upos(), Upos::Verb | Upos::Aux | Upos::Adj)
}

/// Who does what the verb says.
pub(crate) fn subject<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    if is_passive(verb) { agent(verb) } else { surface_subject(verb, 6) }
}

/// What the verb is done to.
pub(crate) fn object<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    if is_passive(verb) {
        return surface_subject(verb, 6);
    }
    let own = verb.child(Relation::Obj).or_else(|| verb.child(Relation::Iobj));
    own.or_else(|| relative_object(verb))
        .or_else(|| bare_oblique(verb))
        .or_else(|| shared_object(verb))
        .or_else(|| object(infinitive(verb)?))
}

/// `cordoned off the roads`: what a parser takes for an oblique though no preposition stands before it.
fn bare_oblique<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let particle = verb.child(Relation::CompoundPrt)?;
    let bare = |c: &Token<'d>| c.relation() == Relation::Obl && c.child(Relation::Case).is_none();
    verb.children().find(|c| c.id > particle.id && bare(c))
}

/// Verbs whose infinitive has their own subject.
const BY_SUBJECT: &str = "promise vow pledge threaten agree swear";

/// Whether who does what an infinitive says is certain by its grammar: whoever promised *to withdraw*.
pub(crate) fn is_promised(verb: Token<'_>) -> bool {
    let head = verb.head().filter(|h| one_of(BY_SUBJECT, h.lemma()) && !is_passive(*h));
    head.and_then(infinitive).is_some_and(|i| i.id == verb.id)
}

/// The infinitive that a verb governs: "refused to *meet* him".
fn infinitive<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let to = |c: &Token<'d>| c.children().any(|m| m.relation() == Relation::Mark && m.lemma() == "to");
    let promised = one_of(BY_SUBJECT, verb.lemma());
    let governed = |c: &Token<'d>| {
        // A day between the two makes a parser take the promise for a purpose.
        c.relation() == Relation::Xcomp || promised && c.relation() == Relation::Advcl
    };
    verb.children().filter(|c| c.id > verb.id && governed(c)).find(to)
}

/// `by rebels`, of a passive.
fn agent<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    verb.children()
        .find(|c| c.relation() == Relation::OblAgent || c.relation().is("obl") && case_is(*c, "by"))
}

/// Whether a word stands after this preposition.
pub(crate) fn case_is(token: Token<'_>, preposition: &str) -> bool {
    token.children().any(|c| c.relation() == Relation::Case && c.lemma().eq_ignore_ascii_case(preposition))
}

/// The grammatical subject, through control, joined verbs and relative clauses; at most `steps` verbs up.
pub(crate) fn surface_subject<'d>(verb: Token<'d>, steps: usize) -> Option<Token<'d>> {
    let own = verb
        .children()
        .find(|c| matches!(c.relation(), Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter));
    if let Some(own) = own {
        return antecedent(verb, own);
    }
    let head = verb.head()?;
    let steps = steps.checked_sub(1)?;
    match verb.relation() {
        Relation::Advcl | Relation::Xcomp | Relation::Acl if is_verbal(head) && blamed_for(verb) => {
            object(head)
        }
        Relation::Acl => participle_subject(verb, head),
        Relation::AclRelcl => relative_subject(verb, head),
        Relation::Xcomp => controller(head, steps),
        Relation::Ccomp if verb.xpos() != "VBD" && verb.xpos() != "VBZ" => controller(head, steps),
        Relation::Conj | Relation::Parataxis if is_verbal(head) => surface_subject(head, steps),
        Relation::Conj => None,
        Relation::Advcl if is_verbal(head) && non_finite(verb) => surface_subject(head, steps),
        _ => None,
    }
}

/// `who`, `which`, `that` stand for the noun that their clause describes.
fn antecedent<'d>(verb: Token<'d>, own: Token<'d>) -> Option<Token<'d>> {
    let relative = matches!(own.lemma(), "who" | "which" | "that") || matches!(own.xpos(), "WDT" | "WP");
    if !relative {
        return Some(own);
    }
    let mut at = verb;
    for _ in 0..4 {
        if at.relation() == Relation::AclRelcl {
            return at.head();
        }
        at = at.head()?;
    }
    Some(own)
}

/// `police investigating the case`, `man arrested`; of an infinitive (`plan to attack`) who has the plan.
fn participle_subject<'d>(verb: Token<'d>, noun: Token<'d>) -> Option<Token<'d>> {
    let infinitive = verb.children().any(|c| c.relation() == Relation::Mark && c.lemma() == "to");
    if !infinitive {
        return Some(noun);
    }
    noun.child(Relation::NmodPoss).or_else(|| light_subject(noun)).or_else(|| modifier(noun))
}

fn relative_subject<'d>(verb: Token<'d>, noun: Token<'d>) -> Option<Token<'d>> {
    let adverbial = verb.children().any(|c| matches!(c.lemma(), "where" | "when" | "why" | "how"));
    (!adverbial).then_some(noun)
}

/// `the man whom police arrested`, `the deal (that) they signed`.
fn relative_object<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    (verb.relation() == Relation::AclRelcl).then_some(())?;
    let own = verb.children().find(|c| matches!(c.relation(), Relation::Nsubj))?;
    let takes_subject = matches!(own.lemma(), "who" | "which" | "that");
    let adverbial = verb.children().any(|c| matches!(c.lemma(), "where" | "when" | "why"));
    (!takes_subject && !adverbial).then(|| verb.head()).flatten()
}

/// `arrested and charged three men`: the first verb shares the object of the last.
fn shared_object<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let next = verb.children().find(|c| c.relation() == Relation::Conj && c.id.0 <= verb.id.0 + 3)?;
    let bare = !verb.children().any(|c| c.id > verb.id && c.relation().is("obl"));
    (bare && is_verbal(next)).then(|| next.child(Relation::Obj)).flatten()
}

/// Who does what an infinitive says: the object of the verb above, where it has one, else its subject.
fn controller<'d>(head: Token<'d>, steps: usize) -> Option<Token<'d>> {
    if !is_verbal(head) {
        return light_subject(head);
    }
    if is_passive(head) || one_of(BY_SUBJECT, head.lemma()) {
        return surface_subject(head, steps);
    }
    head.child(Relation::Obj).or_else(|| head.child(Relation::Iobj)).or_else(|| surface_subject(head, steps))
}

/// "arrested them for *blocking* the road", "accused them of *shelling* the port".
fn blamed_for(verb: Token<'_>) -> bool {
    let mark = |c: Token<'_>| {
        matches!(c.relation(), Relation::Mark | Relation::Case) && one_of("for of from over with", c.lemma())
    };
    verb.xpos() == "VBG" && verb.children().any(mark)
}

/// Participles and infinitives have no subject of their own.
fn non_finite(verb: Token<'_>) -> bool {
    matches!(verb.xpos(), "VBG" | "VBN" | "VB")
        && !verb.children().any(|c| c.relation() == Relation::Aux && c.feats().contains("VerbForm=Fin"))
}

/// The subject of the verb that a noun is the object of: "*Russia* launched an attack".
fn light_subject<'d>(noun: Token<'d>) -> Option<Token<'d>> {
    let noun = top_of_joined(noun);
    let verb = noun.head().filter(|v| is_verbal(*v))?;
    let carried = matches!(noun.relation(), Relation::Obj | Relation::Xcomp)
        || noun.relation() == Relation::NsubjPass
        || told_at(noun)
        || noun.relation().is("obl")
            && one_of("take engage participate join meet agree enter go respond", verb.lemma());
    (carried && (one_of(LIGHT, verb.lemma()) || noun.relation().is("obl"))).then(|| subject(verb)).flatten()
}

/// "said it in a *meeting* with him": the subject took part.
fn told_at(noun: Token<'_>) -> bool {
    const MEETINGS: &str = "meeting talk talks call conversation visit interview summit discussion audience session \
        dialogue negotiation consultation trip tour";
    noun.relation().is("obl")
        && one_of(MEETINGS, noun.lemma())
        && ["in", "during", "at", "on", "for", "after"].iter().any(|p| case_is(noun, p))
}

/// The first of several joined words.
fn top_of_joined(mut noun: Token<'_>) -> Token<'_> {
    for _ in 0..4 {
        match noun.head() {
            Some(head) if noun.relation() == Relation::Conj => noun = head,
            _ => break,
        }
    }
    noun
}

/// The word before a noun that says whose it is: `Israeli strike`, `government crackdown`, `U.S.-led raid`.
fn modifier<'d>(noun: Token<'d>) -> Option<Token<'d>> {
    let before = noun.children().filter(|c| c.id < noun.id);
    let mut fitting = before.filter(|c| {
        matches!(c.relation(), Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::Nmod)
            && (c.upos() == Upos::Propn || c.upos() == Upos::Noun || starts_capital(*c))
    });
    fitting.next()
}

fn starts_capital(token: Token<'_>) -> bool {
    token.text().chars().next().is_some_and(char::is_uppercase)
}

/// Days, which stand where somebody might: "On Monday Japan announced", "wage war on Thursday on the rebels".
pub(super) const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday today yesterday";

/// The phrase with a preposition; of a noun carried by a light verb also the verb's: "held talks with Iran".
fn after<'d>(trigger: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    let is_day = |c: Token<'_>| one_of(DAYS, &c.lemma().to_lowercase());
    let fits = |c: &Token<'d>| is_phrase(*c) && case_is(*c, preposition) && !is_day(*c);
    let with = |t: Token<'d>| t.children().find(|c| c.id > t.id && fits(c));
    if let Some(found) = with(trigger) {
        return Some(found);
    }
    if is_verbal(trigger) {
        let object = trigger.child(Relation::Obj).and_then(with).filter(|_| preposition != "by");
        return object.or_else(|| after(infinitive(trigger)?, preposition));
    }
    let nested = trigger.children().filter(|c| c.relation().is("nmod") && c.id > trigger.id).find_map(with);
    if nested.is_some() && !one_of("of in", preposition) {
        return nested;
    }
    let top = top_of_joined(trigger);
    let verb = top.head().filter(|v| is_verbal(*v) && !one_of("of by", preposition))?;
    let carried = matches!(top.relation(), Relation::Obj | Relation::NsubjPass);
    let found = verb.children().find(|c| c.id > trigger.id && is_phrase(*c) && case_is(*c, preposition));
    found.filter(|_| carried)
}

fn is_phrase(token: Token<'_>) -> bool {
    matches!(token.relation().main(), "obl" | "nmod" | "advcl" | "acl") && !matches!(token.upos(), Upos::Verb)
}

/// Whose act the governed clause is.
fn clause_actor<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let clause = verb.children().find(|c| matches!(c.relation(), Relation::Ccomp | Relation::Xcomp))?;
    let own = clause.children().find(|c| matches!(c.relation(), Relation::Nsubj | Relation::NsubjPass));
    own.or_else(|| clause.child(Relation::Obj))
}

/// A word and those joined to it (`A, B and C`), also where the parser took the second for a name of the first.
pub(crate) fn joined<'d>(first: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    let nominal =
        |t: &Token<'d>| matches!(t.upos(), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj);
    let conj = move |t: Token<'d>| t.children().filter(|c| c.relation() == Relation::Conj).filter(nominal);
    let of = move |t: Token<'d>| {
        let name = t.children().filter(|c| c.relation() == Relation::Flat);
        std::iter::once(t).chain(name).flat_map(conj)
    };
    let list = move |c: &Token<'d>| {
        let names = c.relation() == Relation::Appos && c.upos() == Upos::Propn && first.upos() == Upos::Propn;
        names && c.child(Relation::Conj).is_some()
    };
    let listed = first.children().filter(list).flat_map(move |c| std::iter::once(c).chain(of(c)));
    std::iter::once(first).chain(listed).chain(of(first))
}

/// Whether the trigger itself is said not to be so.
pub(crate) fn is_negated(trigger: Token<'_>) -> bool {
    let negation = |t: Token<'_>| matches!(t.lemma(), "not" | "never" | "no" | "n't" | "neither" | "nor");
    trigger.children().any(|c| {
        matches!(c.relation(), Relation::Advmod | Relation::Det | Relation::Cc | Relation::CcPreconj)
            && negation(c)
    }) || subject_word(trigger).is_some_and(|s| nobody(s))
}

fn subject_word<'d>(trigger: Token<'d>) -> Option<Token<'d>> {
    trigger.children().find(|c| matches!(c.relation(), Relation::Nsubj | Relation::NsubjPass))
}

fn nobody(subject: Token<'_>) -> bool {
    matches!(subject.lemma(), "nobody" | "none" | "neither")
        || subject.text().eq_ignore_ascii_case("no one")
        || subject.children().any(|c| c.relation() == Relation::Det && c.lemma() == "no")
}
