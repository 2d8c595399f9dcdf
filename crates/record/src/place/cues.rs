//! Words by which papers of one country are told: a sheriff serves an American county, an upazila lies in
//! Bangladesh.

/// Words as written, and the country (ISO 3166-1 alpha-2) in whose papers they stand. Sorted.
const WORDS: &[(&str, &str)] = &[
    ("ACLU", "US"),
    ("ANC", "ZA"),
    ("Bundestag", "DE"),
    ("CBD", "AU"),
    ("Constabulary", "GB"),
    ("Duma", "RU"),
    ("Dáil", "IE"),
    ("FBI", "US"),
    ("FEMA", "US"),
    ("GOP", "US"),
    ("Garda", "IE"),
    ("Gardai", "IE"),
    ("Knesset", "IL"),
    ("MEPs", "GB"),
    ("MSP", "GB"),
    ("Medicaid", "US"),
    ("Medicare", "US"),
    ("NBA", "US"),
    ("NCAA", "US"),
    ("NDP", "CA"),
    ("NFL", "US"),
    ("NHS", "GB"),
    ("Naira", "NG"),
    ("OPP", "CA"),
    ("Ofsted", "GB"),
    ("Panchayat", "IN"),
    ("RCMP", "CA"),
    ("Rada", "UA"),
    ("Rep.", "US"),
    ("Rs", "IN"),
    ("SAPS", "ZA"),
    ("Sabha", "IN"),
    ("Sheriff", "US"),
    ("Superintendent", "US"),
    ("TD", "IE"),
    ("Taoiseach", "IE"),
    ("Tehsil", "PK"),
    ("Tk", "BD"),
    ("Tory", "GB"),
    ("Trooper", "US"),
    ("Troopers", "US"),
    ("Upazila", "BD"),
    ("Walmart", "US"),
    ("Zilla", "BD"),
    ("barangay", "PH"),
    ("centre", "GB"),
    ("congressman", "US"),
    ("constabulary", "GB"),
    ("councilman", "US"),
    ("councilwoman", "US"),
    ("crore", "IN"),
    ("deputies", "US"),
    ("dunam", "IL"),
    ("freshman", "US"),
    ("garda", "IE"),
    ("gardai", "IE"),
    ("gardaí", "IE"),
    ("hryvnia", "UA"),
    ("hryvnias", "UA"),
    ("junior-varsity", "US"),
    ("kindergartners", "US"),
    ("lakh", "IN"),
    ("lari", "GE"),
    ("misdemeanor", "US"),
    ("naira", "NG"),
    ("oblast", "RU"),
    ("panchayat", "IN"),
    ("pensioner", "GB"),
    ("pensioners", "GB"),
    ("percent", "US"),
    ("ruble", "RU"),
    ("rubles", "RU"),
    ("shekels", "IL"),
    ("sheriff", "US"),
    ("shillings", "KE"),
    ("sophomore", "US"),
    ("superintendent", "US"),
    ("taluk", "IN"),
    ("tehsil", "PK"),
    ("trooper", "US"),
    ("troopers", "US"),
    ("upazila", "BD"),
    ("varsity", "US"),
    ("yen", "JP"),
    ("yuan", "CN"),
    ("£", "GB"),
];

/// The country whose papers write so.
pub(super) fn country(word: &str) -> Option<&'static str> {
    let at = WORDS.binary_search_by_key(&word, |(w, _)| w).ok()?;
    WORDS.get(at).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_country() {
        assert!(WORDS.is_sorted());
        assert_eq!(country("upazila"), Some("BD"));
        assert_eq!(country("sheriff"), Some("US"));
        assert_eq!(country("said"), None);
    }
}
