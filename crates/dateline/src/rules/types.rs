//! What the types and modes mean, in words: the definitions of the codebook.

use document::Plover;

/// What has to happen for an event of the type.
pub(super) fn definition(plover: Plover) -> &'static str {
    match plover {
        Plover::Agree => {
            "Somebody commits to do something with or for another later: to meet, to help, to work together, to settle \
             a dispute. The promise or the accepted offer is the event, not what is promised."
        }
        Plover::Consult => {
            "Two sides talk: they meet, visit, telephone, negotiate, mediate. What they say there is told by other \
             types or by statements."
        }
        Plover::Support => {
            "Somebody takes another's side in words or by an act of state: praises, defends, endorses, recognises, \
             joins, signs or ratifies an agreement."
        }
        Plover::Concede => {
            "Somebody gives way in words or in rules: apologises, pardons, eases a ban, accepts a demand, offers peace, \
             announces a ceasefire that is not yet there."
        }
        Plover::Cooperate => {
            "Two sides do something together in fact: trade, manoeuvre, investigate, share what they know. Plans for \
             it are AGREE."
        }
        Plover::Aid => {
            "Somebody gives another something that it needs: money, goods, arms, troops for its protection, shelter, \
             rescue. A promise of it is AGREE."
        }
        Plover::Retreat => {
            "Somebody gives way in fact: releases prisoners, withdraws, lays down arms, ceases fire, lets others in, \
             gives back, resigns."
        }
        Plover::Request => {
            "Somebody wants another to do or change something and says so: asks, appeals, urges, demands, orders."
        }
        Plover::Accuse => {
            "Somebody finds fault with another: criticises, condemns, complains, accuses, sues, charges; or looks into \
             what another may have done."
        }
        Plover::Reject => {
            "Somebody says no to another: refuses, declines, vetoes, opposes, ignores, will not meet, will not yield."
        }
        Plover::Threaten => {
            "Somebody says what harm another has to expect from it: warns, threatens, sets an ultimatum. A warning of \
             weather or of a third party's acts is none."
        }
        Plover::Protest => {
            "People show in public that they are against something: rally, march, strike, boycott, block, riot, go \
             hungry."
        }
        Plover::Sanction => {
            "Somebody makes its relations to another less or ends them: breaks ties, cuts aid, imposes sanctions, \
             expels, walks out of talks; and a court convicts."
        }
        Plover::Mobilize => {
            "Somebody readies armed force or shows it without using it: alerts, deploys, manoeuvres, tests weapons, \
             arms a militia."
        }
        Plover::Coerce => {
            "Those who have power over others use it against them, short of bodily harm: arrest, seize, deport, ban, \
             censor, impose a curfew, block, break into computers."
        }
        Plover::Assault => {
            "Somebody harms people or destroys things on purpose: attacks, kills, wounds, abducts, tortures, bombs, \
             shells."
        }
    }
}

/// What parts a type from its neighbours.
pub(super) fn neighbours(plover: Plover) -> &'static str {
    match plover {
        Plover::Agree => "*agreed to send aid*: AGREE; *sent aid*: AID; *signed an agreement*: SUPPORT.",
        Plover::Consult => {
            "*met*: CONSULT; *agreed to meet*: AGREE; *asked to meet*: REQUEST; *refused to meet*: REJECT."
        }
        Plover::Support => "*praised its reforms*: SUPPORT; *gave it a loan*: AID; *will back it*: AGREE.",
        Plover::Concede => "*apologised*, *lifted the ban*: CONCEDE; *freed them*, *pulled out*: RETREAT.",
        Plover::Cooperate => {
            "*held joint exercises*: COOPERATE; one side alone that *held exercises*: MOBILIZE."
        }
        Plover::Aid => "Both give: COOPERATE; one gives: AID.",
        Plover::Retreat => "In fact: RETREAT; in words or rules: CONCEDE.",
        Plover::Request => "*demanded*: REQUEST; *demanded or else*: THREATEN.",
        Plover::Accuse => {
            "*accused them of spying*: ACCUSE; *arrested them for spying*: COERCE; *convicted*: SANCTION."
        }
        Plover::Reject => {
            "A denial of a charge is a statement, not REJECT; to refuse what another asks for is REJECT."
        }
        Plover::Threaten => "*threatened to strike*: THREATEN; *struck*: ASSAULT; *moved troops*: MOBILIZE.",
        Plover::Protest => "A government that *protests to* another: ACCUSE; people in the street: PROTEST.",
        Plover::Sanction => "*expelled diplomats*: SANCTION; *deported migrants*: COERCE.",
        Plover::Mobilize => "*deployed troops to the border*: MOBILIZE; *sent peacekeepers to help*: AID.",
        Plover::Coerce => "Against rights, freedom, property: COERCE; against the body: ASSAULT.",
        Plover::Assault => "Accidents, crime without a public side, sport and weather are none.",
    }
}

/// What a mode says; empty where its name says it.
pub(super) fn mode(plover: Plover, mode: &str) -> &'static str {
    match (plover, mode) {
        (_, "allege") => "says that another did wrong",
        (_, "disapprove") => "says that it is against what another is or does",
        (_, "investigate") => "looks into what another may have done",
        (_, "abduct") => "takes people away by force",
        (_, "aerial") => "from aircraft",
        (_, "beat") => "with hands and sticks",
        (_, "crowd-control") => "against a crowd: tear gas, batons, water",
        (_, "destroy") => "of things, not people",
        (_, "drone") => "by aircraft without crew",
        (_, "explosives") => "by bombs that were laid",
        (_, "firearms") => "by shots",
        (_, "heavy-weapons") => "by guns, rockets, tanks",
        (_, "primitive") => "by knives, stones, fire",
        (_, "suicide-attack") => "by attackers who die in it",
        (_, "targeted") => "on one person who was chosen",
        (_, "unconventional") => "by poison, radiation, disease",
        (Plover::Coerce, "arrest") => "takes or holds people by law",
        (_, "cyber") => "through computers",
        (_, "seize") => "takes property or land",
        (_, "withhold") => "keeps back what is due",
        (_, "misinformation") => "by untruths that are spread",
        (_, "multilateral") => "more than two sides",
        (_, "phone") => "by telephone or video",
        (_, "third-party") => "a third side mediates",
        (_, "visit") => "one side comes to the other",
        (_, "troops") => "soldiers",
        (_, "weapons") => "arms: tests, shows, deliveries to one's own",
        (_, "demo") => "rallies and marches without violence",
        (_, "hunger") => "hunger strikes",
        (_, "obstruct") => "roads, buildings, traffic",
        (Plover::Request | Plover::Reject, "assist") => "help or cooperation",
        (Plover::Request | Plover::Reject, "change") => "another policy or leadership",
        (Plover::Request | Plover::Reject, "meet") => "talks or mediation",
        (Plover::Request | Plover::Reject, "yield") => "that one side gives way",
        (_, "access") => "lets others in: inspectors, aid, peacekeepers",
        (_, "ceasefire") => "stops firing",
        (_, "disarm") => "gives up arms or itself",
        (_, "release") => "sets people free",
        (_, "resign") => "leaves office",
        (Plover::Retreat, "withdraw") => "moves forces back",
        (Plover::Sanction, "withdraw") => "leaves talks, bodies, agreements",
        (_, "convict") => "by a court",
        (_, "discontinue") => "ends aid or trade",
        (Plover::Sanction, "expel") => "sends diplomats, observers, members away",
        (Plover::Threaten, "arrest") => "with prison",
        (Plover::Threaten, "relations") => "with less relations",
        (Plover::Threaten, "restrict") => "with sanctions or limits",
        (Plover::Threaten, "territory") => "with occupation",
        (Plover::Threaten, "violence") => "with force",
        (_, "restrict") => "limits what others may do",
        _ => "",
    }
}
