//! Whether an event took place: from auxiliaries, negation, mood and the words that govern the trigger.

use super::clause::{is_negated, is_verbal, one_of};
use document::{Factuality, Plover, Relation, Token, Upos};

/// Verbs and adjectives whose infinitive or noun is still to come.
const COMING: &str = "plan intend want aim hope agree promise pledge vow threaten prepare schedule expect decide seek \
    propose offer urge ask demand order call request tell set due ready willing invite announce instruct direct \
    require wish try attempt encourage persuade recommend advise slate poise mull consider need commit resolve opt \
    likely determined keen expected scheduled planned upcoming forthcoming proposed allow enable help push look go";
/// Verbs whose complement did not happen.
const NEGATING: &str = "refuse decline fail deny avoid prevent stop cancel reject rule prohibit ban block forbid \
    oppose skip avert abstain refrain postpone";
/// Verbs and nouns whose content is uncertain.
const DOUBTFUL: &str = "accuse allege suspect claim blame fear believe suggest think charge indict convict doubt \
    suppose speculate consider investigate probe imply warn threaten sue question deny seem appear accusation \
    allegation suspicion claim possibility threat risk fear charge plot attempt conspire likely possible";

/// Factuality of the event that a word triggers. `refusal` says that the event is itself what did not happen ("would
/// not accept the plan" is a rejection), so that the negation says nothing more.
pub fn of(trigger: Token<'_>, plover: Plover, refusal: bool) -> Factuality {
    if conditional(trigger) {
        return Factuality::Hypothetical;
    }
    if is_negated(trigger) {
        return if refusal { Factuality::Actual } else { Factuality::Negated };
    }
    if let Some(own) = own(trigger) {
        return own;
    }
    if is_verbal(trigger) { governed_verb(trigger, plover) } else { governed_noun(trigger, plover) }
}

/// What the trigger's own words say.
fn own(trigger: Token<'_>) -> Option<Factuality> {
    if conditional(trigger) {
        return Some(Factuality::Hypothetical);
    }
    let aux = |lemmas: &str| {
        trigger.children().any(|c| c.relation() == Relation::Aux && one_of(lemmas, &c.text().to_lowercase()))
    };
    if aux("would could may might") && !aux("have") || aux("should must ought") {
        return Some(Factuality::Hypothetical);
    }
    if aux("will shall 'll wo ’ll") {
        return Some(Factuality::Future);
    }
    if aux("can") {
        return Some(Factuality::Hypothetical);
    }
    coming_adjective(trigger)
}

/// "the planned visit", "an alleged attack".
fn coming_adjective(noun: Token<'_>) -> Option<Factuality> {
    let of = |c: Token<'_>| match c.lemma() {
        "plan" | "planned" | "upcoming" | "forthcoming" | "schedule" | "scheduled" | "next" | "propose"
        | "proposed" | "future" | "impending" | "imminent" | "expected" => Some(Factuality::Future),
        "alleged" | "allege" | "suspect" | "suspected" | "possible" | "potential" | "purported"
        | "attempted" | "likely" => Some(Factuality::Hypothetical),
        _ => None,
    };
    noun.children().filter(|c| matches!(c.relation(), Relation::Amod | Relation::Advmod)).find_map(of)
}

/// In a clause with *if* or *unless*, or after *as long as*.
fn conditional(trigger: Token<'_>) -> bool {
    let lasting =
        trigger.relation() == Relation::Advcl && trigger.head().is_some_and(|h| h.lemma() == "long");
    lasting
        || trigger.children().any(|c| {
            c.relation() == Relation::Mark
                && matches!(c.lemma(), "if" | "unless" | "whether" | "should" | "lest")
        })
}

fn governed_verb(verb: Token<'_>, plover: Plover) -> Factuality {
    let infinitive = verb.children().any(|c| c.relation() == Relation::Mark && c.lemma() == "to");
    let Some(head) = verb.head() else { return Factuality::Actual };
    match verb.relation() {
        Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl | Relation::Csubj
            if infinitive =>
        {
            governed(head, plover).unwrap_or(match verb.relation() {
                Relation::Advcl | Relation::Acl | Relation::Csubj => Factuality::Future,
                _ => inherits(head),
            })
        }
        Relation::Conj if is_verbal(head) && !has_subject(verb) => match own(head) {
            Some(Factuality::Negated) | None => governed_verb(head, plover),
            Some(own) => own,
        },
        Relation::Advcl | Relation::Acl
            if verb.xpos() == "VBG" && one_of("accuse suspect allege charge convict blame", head.lemma()) =>
        {
            Factuality::Hypothetical
        }
        Relation::Xcomp if verb.xpos() == "VBG" && one_of(NEGATING, head.lemma()) => Factuality::Negated,
        _ => Factuality::Actual,
    }
}

fn inherits(head: Token<'_>) -> Factuality {
    own(head).unwrap_or(Factuality::Actual)
}

fn has_subject(verb: Token<'_>) -> bool {
    verb.children().any(|c| matches!(c.relation(), Relation::Nsubj | Relation::NsubjPass))
}

/// What a governing word makes of its infinitive.
fn governed(head: Token<'_>, _plover: Plover) -> Option<Factuality> {
    let lemma = head.lemma();
    if one_of("refuse decline fail", lemma) {
        return Some(Factuality::Negated);
    }
    if one_of(DOUBTFUL, lemma) && !one_of(COMING, lemma) {
        return Some(Factuality::Hypothetical);
    }
    one_of(COMING, lemma).then_some(Factuality::Future)
}

/// Nouns: "plans for a visit", "postponed the meeting", "accused of an attack", "will hold talks".
fn governed_noun(noun: Token<'_>, plover: Plover) -> Factuality {
    let Some(head) = noun.head() else { return Factuality::Actual };
    let relation = noun.relation().main();
    if relation == "conj" && head.upos() != Upos::Verb {
        return own(head).unwrap_or_else(|| governed_noun(head, plover));
    }
    if !matches!(relation, "obj" | "nsubj" | "nmod" | "obl" | "compound" | "xcomp" | "ccomp") {
        return Factuality::Actual;
    }
    let lemma = head.lemma();
    if matches!(relation, "obj" | "nsubj")
        && one_of("cancel postpone avoid prevent avert avoid scrap stop", lemma)
    {
        return Factuality::Negated;
    }
    if matches!(relation, "obj" | "obl" | "nmod" | "compound") {
        if one_of(
            "plan schedule propose seek demand request promise offer expect prepare want urge announce",
            lemma,
        ) {
            return Factuality::Future;
        }
        if one_of(
            "suspect allege accuse fear accusation allegation suspicion possibility threat risk plot attempt",
            lemma,
        ) {
            return Factuality::Hypothetical;
        }
    }
    let carried = matches!(relation, "obj" | "nsubj" | "obl") && is_verbal(head);
    if carried { carried_by(head, plover) } else { Factuality::Actual }
}

/// A noun that a verb carries shares the verb's reality: "will hold talks", "if talks fail".
fn carried_by(verb: Token<'_>, plover: Plover) -> Factuality {
    const CARRIES: &str = "do hold have make take conduct launch carry stage pay give start begin open undertake mount \
        be issue file lodge attend host sign schedule join resume continue face impose order meet";
    if !one_of(CARRIES, verb.lemma()) {
        return Factuality::Actual;
    }
    own(verb).unwrap_or_else(|| governed_verb(verb, plover))
}
