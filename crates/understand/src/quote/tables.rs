//! Words that report words and thoughts, by what their subject does with the content. Our own lists.

use document::Stance;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The stance that a reporting verb or noun mostly expresses; `None` for words that report nothing.
pub fn stance(lemma: &str) -> Option<Stance> {
    static ALL: LazyLock<HashMap<&str, Stance>> = LazyLock::new(|| {
        // A word of several lists has the stance of the first.
        let words =
            LISTS.iter().rev().flat_map(|(stance, words)| words.split(' ').map(move |w| (w, *stance)));
        words.collect()
    });
    ALL.get(lemma).copied()
}

/// Whether the word alone, without any content clause, already reports words (`said`), unlike `hope`.
pub fn is_speech(lemma: &str) -> bool {
    static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| SPEECH.split(' ').collect());
    ALL.contains(lemma)
}

const SPEECH: &str = "say tell add explain note stress state announce report claim declare argue insist warn \
    comment remark reply respond answer ask write tweet observe mention conclude confirm acknowledge admit recall \
    continue emphasize emphasise underline reiterate repeat point caution quip joke assert affirm maintain contend \
    testify joke shout describe read go according quote cite reveal suggest estimate predict complain lament urge \
    appeal joke boast vow pledge promise deny dismiss reject accuse blame allege inform advise brief";

const LISTS: &[(Stance, &str)] = &[
    (Stance::Denies, "deny denial dismiss refute rebut disavow repudiate disown discount dispute"),
    (Stance::Hopes, "hope wish hopeful long yearn pray aspire desire dream optimistic optimism"),
    (
        Stance::Believes,
        "believe think belief feel consider suspect doubt fear worry expect regard see view opinion assume reckon \
         suppose understand know find guess deem imagine agree disagree convinced confident sure certain concerned \
         concern conviction view expectation suspicion predict prediction anticipate assessment fear aware surprised",
    ),
    (
        Stance::Intends,
        "plan intend intention aim decide decision propose prepare consider mean seek want try resolve opt vow \
         ready willing agree proposal mull ponder eager determined",
    ),
    (
        Stance::Demands,
        "demand urge call insist order require instruct request appeal press command implore exhort beg plead \
         recommend advise encourage advocate push ultimatum recommendation insistence plea",
    ),
    (
        Stance::Promises,
        "promise pledge vow guarantee assure swear undertake commit commitment assurance reassure offer",
    ),
    (Stance::Asks, "ask wonder question inquire enquire query"),
    (
        Stance::Asserts,
        "say tell add explain note stress state announce report claim declare argue warn comment remark reply respond \
         answer write tweet observe mention conclude confirm acknowledge admit recall continue emphasize emphasise \
         underline underscore reiterate repeat point caution quip joke assert affirm maintain contend testify shout \
         describe according quote cite reveal suggest estimate complain lament boast accuse blame allege inform brief \
         show indicate statement announcement claim report remark comment allegation accusation warning argument \
         suggestion message letter speech interview tweet rumor rumour news revelation acknowledgement admission \
         assertion conclusion estimate signal hint imply disclose publish post highlight outline elaborate criticize \
         criticise condemn praise hail welcome denounce slam blast decry lambast rebuke thank congratulate apologize \
         apologise concede stipulate rule argue proclaim divulge recount narrate relate detail clarify specify charge \
         express voice",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_cues_are_known() {
        assert_eq!(stance("say"), Some(Stance::Asserts));
        assert_eq!(stance("deny"), Some(Stance::Denies));
        assert_eq!(stance("hope"), Some(Stance::Hopes));
        assert_eq!(stance("table"), None);
        assert!(is_speech("say") && !is_speech("hope"));
    }
}
