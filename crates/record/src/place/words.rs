//! Words that tell places from other names, and what kind of place a name means: small closed lists. The case never counts.

use std::sync::LazyLock;

/// What the word beside a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Sort {
    /// `county`: a second-level division.
    County,
    /// `district`, `upazila`: a lower division or a part of a town.
    District,
    /// `province`, `state`: a first-level division.
    Province,
    /// `town`, `village`.
    Town,
    /// `river`, `lake`.
    Water,
    /// `mountains`, `valley`, `island`.
    Land,
    /// `airport`, `prison`: a spot.
    Site,
    /// `police`, `council`, `mayor`: who serves the place.
    Office,
    /// `man`, `residents`: who lives there.
    People,
}

/// How many sorts there are.
pub(super) const SORTS: usize = 9;

const LISTS: [(Sort, &str); SORTS] = [
    (Sort::County, "county counties parish parishes borough boroughs twp"),
    (
        Sort::District,
        "district districts upazila upazilas taluk taluka tehsil subdistrict municipality municipalities \
     commune communes canton prefecture department raion division sector constituency ward barangay \
     arrondissement subcounty block township townships suburb suburbs neighborhood neighborhoods \
     neighbourhood neighbourhoods quarter",
    ),
    (
        Sort::Province,
        "province provinces state states region regions governorate governorates oblast territory territories \
     emirate republic voivodeship krai",
    ),
    (
        Sort::Town,
        "city cities town towns village villages hamlet settlement settlements community communities area \
     areas downtown capital outskirts",
    ),
    (
        Sort::Water,
        "river rivers lake lakes sea seas creek bay gulf strait canal dam reservoir basin coast ocean lagoon \
     delta",
    ),
    (
        Sort::Land,
        "mountain mountains valley hill hills island islands peninsula desert forest plateau archipelago \
     volcano mount enclave border frontier",
    ),
    (
        Sort::Site,
        "airport station stations port harbour harbor stadium park plant mine bridge prison jail crossing \
     church mosque cathedral synagogue palace square street streets road roads avenue avenues highway \
     base camp field facility refinery hospital school university market hotel tunnel terminal checkpoint \
     office",
    ),
    (
        Sort::Office,
        "police council mayor government governor officials authorities sheriff court parliament assembly \
     legislature senator congressman representative councilman councilwoman councilor councillor \
     commissioner commissioners administration fire firefighters deputies board bureau correspondent high mp",
    ),
    (
        Sort::People,
        "man woman men women resident residents native natives teen teenager boy girl couple family families \
     driver student students voters people businessman lawyer attorney mother father youth farmers",
    ),
];

/// Words in order, each with what is to be known of it.
type Table<T> = LazyLock<Vec<(&'static str, T)>>;

fn table<T: Copy>(lists: &[(T, &'static str)]) -> Vec<(&'static str, T)> {
    let mut table: Vec<(&str, T)> =
        lists.iter().flat_map(|(what, list)| list.split(' ').map(|w| (w, *what))).collect();
    table.sort_by_key(|(word, _)| *word);
    table
}

/// Longest word of the lists.
const LONGEST: usize = 16;

/// What a table has of a word. The case does not count.
fn find<T: Copy>(table: &Table<T>, word: &str) -> Option<T> {
    let mut low = [0u8; LONGEST];
    let low = low.get_mut(..word.len())?;
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    let at = table.binary_search_by(|(w, _)| w.as_bytes().cmp(low)).ok()?;
    table.get(at).map(|(_, what)| *what)
}

/// What a word beside a name says of it.
pub(super) fn sort(word: &str) -> Option<Sort> {
    static TABLE: Table<Sort> = LazyLock::new(|| table(&LISTS));
    find(&TABLE, word)
}

/// Last words of names of local institutions, which stand in the place that their name begins with.
const INSTITUTIONS: &str = "police sheriff department council court jail patrol guard troopers fire library board commission \
     commissioners chamber education transportation health services county hall airport coroner \
     prosecutor attorney office assembly legislature senate house supervisors extension fairgrounds \
     courthouse corrections authority";
/// Last words of names of schools and the like.
const SCHOOLS: &str = "school schools university college elementary academy hospital center centre church society \
     association foundation club museum park zoo medical clinic institute";
/// Last words of names of streets.
const STREETS: &str = "street road avenue drive lane boulevard highway st rd ave dr blvd pike parkway freeway circle way \
     turnpike expressway";

/// What [`tail`] says of streets.
pub(super) const STREET: usize = 2;

/// What the last word of a longer name says of the place in it: institution, school, street.
pub(super) fn tail(word: &str) -> Option<usize> {
    static TABLE: Table<usize> =
        LazyLock::new(|| table(&[(0, INSTITUTIONS), (1, SCHOOLS), (STREET, STREETS)]));
    find(&TABLE, word.trim_end_matches(['.', ',']))
}

/// Words that narrow a place: `eastern Aleppo`, `downtown Cairo`.
const NARROWING: &str = "eastern western northern southern central northeastern northwestern southeastern southwestern \
     north-eastern north-western south-eastern south-western north-east north-west south-east south-west \
     northeast northwest southeast southwest east west north south downtown rural upper lower greater \
     inner outer northernmost southernmost easternmost westernmost metro metropolitan suburban mainland \
     coastal historic mid far uptown midtown occupied government-held rebel-held wider";

/// Whether the word narrows the place that follows.
pub(super) fn narrows(word: &str) -> bool {
    static TABLE: Table<()> = LazyLock::new(|| table(&[((), NARROWING)]));
    find(&TABLE, word).is_some()
}

/// Prepositions before places.
const LOCATING: &str = "in at near from to outside around across through into toward towards within between along via off \
     inside throughout beyond over";

/// Whether the word is a preposition before places.
pub(super) fn locates(word: &str) -> bool {
    static TABLE: Table<()> = LazyLock::new(|| table(&[((), LOCATING)]));
    find(&TABLE, word).is_some()
}

/// Verbs whose object is a place more often than not.
const REACHING: &str = "visit enter leave reach shell bomb bombard attack invade flee tour besiege capture recapture seize retake \
     liberate occupy hit strike raid storm control hold overrun flood quit join cross border";

/// Whether the verb, as a lemma, mostly has a place as its object.
pub(super) fn reaches(lemma: &str) -> bool {
    static TABLE: Table<()> = LazyLock::new(|| table(&[((), REACHING)]));
    find(&TABLE, lemma).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_names() {
        let check = |word: &str, expected: Option<Sort>| assert_eq!(sort(word), expected, "{word}");
        check("county", Some(Sort::County));
        check("County", Some(Sort::County));
        check("villages", Some(Sort::Town));
        check("said", None);
        check("", None);
        check("Straße", None);
        assert_eq!(tail("Department"), Some(0));
        assert_eq!(tail("St."), Some(2));
        assert!(narrows("Eastern") && !narrows("said"));
    }
}
