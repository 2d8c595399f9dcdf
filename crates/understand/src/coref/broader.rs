//! Words for people that say less than their titles: `the official`, `the lawmaker`.

use super::profile::Profile;
use super::titles::may_be;

/// Words for people of many offices, each with what its bearers are called otherwise.
const BROADER: &[(&[&str], &[&str])] = &[
    (
        &["leader", "politician", "statesman"],
        &[
            "president",
            "premier",
            "prime minister",
            "minister",
            "chairman",
            "chairwoman",
            "chief",
            "head",
            "king",
            "chancellor",
            "senator",
            "leader",
            "candidate",
            "mayor",
            "governor",
        ],
    ),
    (
        &["official"],
        &[
            "president",
            "minister",
            "secretary",
            "director",
            "commissioner",
            "mayor",
            "governor",
            "adviser",
            "advisor",
            "chief",
            "superintendent",
            "inspector",
            "ambassador",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "officer",
            "head",
            "official",
            "general",
            "representative",
        ],
    ),
    (
        &["lawmaker", "legislator", "parliamentarian", "mp"],
        &[
            "senator",
            "congressman",
            "congresswoman",
            "representative",
            "member",
            "deputy",
            "legislator",
            "lawmaker",
            "speaker",
            "mp",
        ],
    ),
    (
        &["diplomat", "envoy"],
        &[
            "ambassador",
            "representative",
            "permanent representative",
            "envoy",
            "consul",
            "foreign minister",
            "diplomat",
        ],
    ),
    (
        &["officer", "commander"],
        &[
            "general",
            "colonel",
            "admiral",
            "captain",
            "major",
            "brigadier",
            "lieutenant",
            "sergeant",
            "inspector",
            "superintendent",
            "commander",
            "constable",
        ],
    ),
    (&["lawyer", "attorney"], &["lawyer", "attorney", "counsel", "advocate", "barrister", "solicitor"]),
    (&["spokesperson", "spokesman", "spokeswoman"], &["spokesperson", "spokesman", "spokeswoman"]),
    (&["chair", "chairman", "chairperson"], &["chair", "chairman", "chairwoman", "chairperson"]),
    (
        &["academic", "researcher", "scholar", "expert", "analyst"],
        &["professor", "researcher", "scientist", "analyst", "economist"],
    ),
];

/// Whether a title is a broader word for one of the titles or offices of a person.
pub(super) fn is_broader(title: &Profile, person: &Profile) -> bool {
    let word = |t: &String| t.rsplit([' ', '-']).next().unwrap_or(t).to_string();
    let offices = person.offices.iter().map(|o| o.replace('-', " "));
    let own: Vec<String> = person.titles.iter().cloned().chain(offices).collect();
    let fits = |narrow: &[&str]| {
        own.iter().any(|t| narrow.contains(&t.as_str()) || narrow.contains(&word(t).as_str()))
    };
    let bare = title.titles.iter().filter(|t| !t.contains(' '));
    let broad =
        bare.clone().any(|t| BROADER.iter().any(|(b, narrow)| b.contains(&t.as_str()) && fits(narrow)));
    broad && person.person && may_be(person, title)
}
