//! Words that tell places from other names, and what kind of place a name means: small closed lists.

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
     commissioner commissioners administration fire firefighters deputies board bureau correspondent high \
     airport mp",
    ),
    (
        Sort::People,
        "man woman men women resident residents native natives teen teenager boy girl couple family families \
     driver student students voters people businessman lawyer attorney mother father youth farmers",
    ),
];

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// What a word beside a name says of it. The case does not count.
pub(super) fn sort(word: &str) -> Option<Sort> {
    if word.len() > 16 || !word.is_ascii() {
        return None;
    }
    let mut low = [0u8; 16];
    let low = low.get_mut(..word.len())?;
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    let low = str::from_utf8(low).ok()?;
    LISTS.iter().find(|(_, words)| has(words, low)).map(|(sort, _)| *sort)
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
     bridge turnpike expressway";

/// What the last word of a longer name says of the place in it: institution, school, street.
pub(super) fn tail(word: &str) -> Option<usize> {
    let low = word.trim_end_matches(['.', ',']).to_lowercase();
    [INSTITUTIONS, SCHOOLS, STREETS].iter().position(|list| has(list, &low))
}

/// Words that narrow a place: `eastern Aleppo`, `downtown Cairo`.
const NARROWING: &str = "eastern western northern southern central northeastern northwestern southeastern southwestern \
     north-eastern north-western south-eastern south-western north-east north-west south-east south-west \
     northeast northwest southeast southwest east west north south downtown rural upper lower greater \
     inner outer northernmost southernmost easternmost westernmost metro metropolitan suburban mainland \
     coastal historic mid far uptown midtown occupied government-held rebel-held wider";

/// Whether the word narrows the place that follows. The case does not count.
pub(super) fn narrows(word: &str) -> bool {
    word.len() <= 16 && NARROWING.split(' ').any(|n| n.eq_ignore_ascii_case(word))
}

/// Prepositions before places.
pub(super) fn locates(word: &str) -> bool {
    const WORDS: &str = "in at near from to outside around across through into toward towards within between along via off \
     inside throughout beyond over";
    WORDS.split(' ').any(|w| w.eq_ignore_ascii_case(word))
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
