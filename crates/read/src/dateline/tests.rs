//! Datelines as agencies and outlets write them, and lines that are none.

use super::*;

/// Parts of a dateline as text: place, agency, day, and `month-day` or `year-month-day`.
fn parts(text: &str, found: &Found) -> [String; 4] {
    let of = |span: Option<Span>| span.map_or("", |s| s.of(text)).to_owned();
    let d = &found.dateline;
    let year = d.year.map(|y| format!("{y}-")).unwrap_or_default();
    let date = d.month_day.map(|(m, d)| format!("{year}{m:02}-{d:02}")).unwrap_or_default();
    [of(d.place), of(d.agency), of(d.day_span), date]
}

/// `text` is dateline, `|`, rest; `expected` is place, agency, day.
fn check(text: &str, expected: [&str; 4]) {
    let plain = text.replacen('|', "", 1);
    let found =
        find(&plain, Span::new(0, plain.len()), false).unwrap_or_else(|| panic!("no dateline in {text}"));
    assert_eq!(parts(&plain, &found), expected, "{text}");
    assert_eq!(found.dateline.span.end as usize, text.find('|').unwrap(), "{text}");
}

fn check_none(text: &str) {
    assert_eq!(find(text, Span::new(0, text.len()), false), None, "{text}");
}

#[test]
fn variants_of_the_agencies() {
    check("BELGRADE, December 12./TASS/.| Consultations are", ["BELGRADE", "TASS", "December 12", "12-12"]);
    check("NAIROBI, Kenya (AP) _|", ["NAIROBI, Kenya", "AP", "", ""]);
    check("KIEV/MOSCOW, July 21 (Reuters) -| Ukraine", ["KIEV/MOSCOW", "Reuters", "July 21", "07-21"]);
    check("BEIRUT/DUBAI (Reuters) -| Syria", ["BEIRUT/DUBAI", "Reuters", "", ""]);
    check("MOSCOW /TASS/.| Talks", ["MOSCOW", "TASS", "", ""]);
    check("WASHINGTON (AP) --|", ["WASHINGTON", "AP", "", ""]);
    check("INDEPENDENCE, MO. (AP)--|", ["INDEPENDENCE, MO.", "AP", "", ""]);
    check("HAVANA (AP ) --| A father", ["HAVANA", "AP", "", ""]);
    check("CANBERRA, Australia (AP)_| Turning", ["CANBERRA, Australia", "AP", "", ""]);
    check("O'SMACH, Cambodia (AP)_| The", ["O'SMACH, Cambodia", "AP", "", ""]);
    check("SALT LAKE CITY (AP) —| The", ["SALT LAKE CITY", "AP", "", ""]);
    check("JACKSON, Miss. (AP) -| The", ["JACKSON, Miss.", "AP", "", ""]);
    check("WASHINGTON _| The", ["WASHINGTON", "", "", ""]);
    check("INDEPENDENCE, Mo. _| The", ["INDEPENDENCE, Mo.", "", "", ""]);
    check("JOHANNESBURG, August 7 (Xinhua) --|", ["JOHANNESBURG", "Xinhua", "August 7", "08-07"]);
    check("ALGIERS, Jan 3 (Reuters) -| The", ["ALGIERS", "Reuters", "Jan 3", "01-03"]);
    check(
        "[BEN] GURION AIRPORT, Israel, May 11 (Reuters) -| A",
        ["[BEN] GURION AIRPORT, Israel", "Reuters", "May 11", "05-11"],
    );
    check("YANGON, July 25 (Reuters):| The", ["YANGON", "Reuters", "July 25", "07-25"]);
    check("DUESSELDORF, Germany (Reuters) -| A", ["DUESSELDORF, Germany", "Reuters", "", ""]);
    check("Dec 12 (Reuters) -| President", ["", "Reuters", "Dec 12", "12-12"]);
    check("MOSCOW, Aug 30 (AFP) -| A", ["MOSCOW", "AFP", "Aug 30", "08-30"]);
    check("MADRID, Mayo 18 (AFP) -| A", ["MADRID", "AFP", "Mayo 18", "05-18"]);
    check("LONDRES (Reuters) -| Le", ["LONDRES", "Reuters", "", ""]);
    check("HAIFA, Israel, March 5 (AFP) -| A", ["HAIFA, Israel", "AFP", "March 5", "03-05"]);
    check("Boulder, CO, Feb. 23 (UPI) --| A", ["Boulder, CO", "UPI", "Feb. 23", "02-23"]);
    check("HEMPSTEAD, N.Y., Sept. 26 (UPI) —| A", ["HEMPSTEAD, N.Y.", "UPI", "Sept. 26", "09-26"]);
    check("Mexico City, Oct 17 (EFE).-| A", ["Mexico City", "EFE", "Oct 17", "10-17"]);
    check("New Delhi, July 7 (IANS)| Amid", ["New Delhi", "IANS", "July 7", "07-07"]);
    check("SEOUL, Jan. 27 (Yonhap) --| A", ["SEOUL", "Yonhap", "Jan. 27", "01-27"]);
    check("MOSCOW. April 2 (Interfax) -| A", ["MOSCOW", "Interfax", "April 2", "04-02"]);
    check("Dushanbe. (Interfax) -| A", ["Dushanbe", "Interfax", "", ""]);
    check("Tehran, IRNA –| A", ["Tehran", "IRNA", "", ""]);
    check("Pyongyang, July 14 (KCNA) --| A", ["Pyongyang", "KCNA", "July 14", "07-14"]);
    check("LIMA, 21 NOV 89 --| A", ["LIMA", "", "21 NOV 89", "1989-11-21"]);
    check("TODAY NICARAGUA (EFE)|  The", ["TODAY NICARAGUA", "EFE", "", ""]);
    check("BEIRUT (AP) \u{fffd}| A", ["BEIRUT", "AP", "", ""]);
    check("DUBAI, United Arab Emirates —| A", ["DUBAI, United Arab Emirates", "", "", ""]);
    check("LOSAIL, Qatar (AFP) -| A", ["LOSAIL, Qatar", "AFP", "", ""]);
}

#[test]
fn more_that_papers_write() {
    check(
        "SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) -| Like",
        ["SYDNEY and KUALA LUMPUR", "IPS", "Jul 26 2022", "2022-07-26"],
    );
    check("CAIRO – 26 July 2022:| The", ["CAIRO", "", "26 July 2022", "2022-07-26"]);
    check("CAIRO- 24 July 2022:| The", ["CAIRO", "", "24 July 2022", "2022-07-24"]);
    check("New York (November 25, 2021):| The", ["New York", "", "November 25, 2021", "2021-11-25"]);
    check("SINGAPORE (May 6, 2021) —| The", ["SINGAPORE", "", "May 6, 2021", "2021-05-06"]);
    check("KUWAIT CITY, July 25:| The", ["KUWAIT CITY", "", "July 25", "07-25"]);
    check("Ulaanbaatar/MONTSAME/.| The", ["Ulaanbaatar", "MONTSAME", "", ""]);
    check("Ulaanbaatar /MONTSAME/| President", ["Ulaanbaatar", "MONTSAME", "", ""]);
    check(
        "Oyam & Gulu, Uganda , Jun 14 2022 (IPS) -| A",
        ["Oyam & Gulu, Uganda", "IPS", "Jun 14 2022", "2022-06-14"],
    );
    check("TEHRAN—| The", ["TEHRAN", "", "", ""]);
    check("HIROSHIMA--|Survivors of", ["HIROSHIMA", "", "", ""]);
    check("Srinagar-| Two bodies", ["Srinagar", "", "", ""]);
    check("Muscat:| His Highness", ["Muscat", "", "", ""]);
    check("KOTA KINABALU:| Two women", ["KOTA KINABALU", "", "", ""]);
    check("LONDON, Ky. (WKYT) -| London Police", ["LONDON, Ky.", "WKYT", "", ""]);
    check(
        "BANDAR SERI BEGAWAN, July 25 (Borneo Bulletin/ANN):| Grade",
        ["BANDAR SERI BEGAWAN", "Borneo Bulletin/ANN", "July 25", "07-25"],
    );
    check("afrol News, 27 January -| A man", ["", "afrol News", "27 January", "01-27"]);
    check("(Reuters) -| The", ["", "Reuters", "", ""]);
    check("AFP.- London -|The", ["London", "AFP", "", ""]);
    check("LEON, GUANAJUATO.-| A boy", ["LEON, GUANAJUATO", "", "", ""]);
    check("THE HAGUE, Netherlands (AP)_| The", ["THE HAGUE, Netherlands", "AP", "", ""]);
    check("YAOUNDÉ, May 13 2022 (IPS) -| Growing", ["YAOUNDÉ", "IPS", "May 13 2022", "2022-05-13"]);
}

#[test]
fn bylines_and_captions_glued_before() {
    let text = "By Lananh Nguyen NEW YORK, Dec 12 (Reuters) - Shares fell";
    let found = find(text, Span::new(0, text.len()), false).unwrap();
    assert_eq!(parts(text, &found), ["NEW YORK", "Reuters", "Dec 12", "12-12"]);
    assert_eq!(found.before.unwrap().of(text), "By Lananh Nguyen");
    let text = "REUTERS/Dado Ruvic/IllustrationDec 12 (Reuters) - Shares fell";
    let found = find(text, Span::new(0, text.len()), false).unwrap();
    assert_eq!(parts(text, &found), ["", "Reuters", "Dec 12", "12-12"]);
    assert_eq!(found.before.unwrap().of(text), "REUTERS/Dado Ruvic/Illustration");
}

#[test]
fn false_friends() {
    for text in [
        "MALAYSIA's aggressive move into the information age could not come in a better time.",
        "CNN headline news, I'm Sachi Koto. Diplomacy appears to be making headway.",
        "BRENDAN SMIALOWSKI/AFP/Getty Images",
        "APA/AFP/Helmut Fohringer",
        "COHEN Fistball Club (CFC) won the fourth and final round.",
        "The European Union (EU) and several other donors have frozen their support.",
        "National Police Agency (NPA) Director-General Huang vowed to bolster security.",
        "The African Development Bank (ADB) - which lends to states - said on Monday",
        "On July 25, 2022 - the day of the vote - nobody came.",
        "On Wednesday, July 13, the Development Bank of Latin America (CAF) reported",
        "Failure is not a competitive sport. It is a maths problem.",
        "BREAKING: Two people were killed on Monday.",
        "EXCLUSIVE - The minister will resign.",
        "COVID-19: The ministry reported no new cases.",
        "Agence France-Presse (AFP) reporters saw the smoke.",
        "Agence France-Presse (AFP) - the agency - saw the smoke.",
        "Climate change - The world is getting warmer.",
        "THE GUJARAT Special Investigation Team (SIT) probing charges of fabrication",
        "TUESDAY - The minister left.",
        "\"The problem is very simple,\" he explained.",
        "WASHINGTON said on Monday that talks would go on.",
        "Paris Hilton - The heiress returned on Monday.",
        "UN - the world body - met on Monday.",
        "March 2022 - a bad month.",
        "",
        "(",
        "-",
        "LONDON",
    ] {
        check_none(text);
    }
}

#[test]
fn in_a_transcript_capitals_and_a_colon_are_a_turn() {
    let text = "RADDATZ: Good evening to you all.";
    assert_eq!(find(text, Span::new(0, text.len()), true), None);
    assert!(is_turn(text) && !is_turn("LONDON: The minister") && !is_turn("London calling: a report"));
}

#[test]
fn lines_with_a_day_alone() {
    let day = |text: &str| date_line(text, Span::new(0, text.len())).map(|d| (d.month_day, d.year));
    assert_eq!(day("Friday, July 21, 2017"), Some((Some((7, 21)), Some(2017))));
    assert_eq!(day("Published: 12 December 2016 10:45 GMT"), Some((Some((12, 12)), Some(2016))));
    assert_eq!(day("Posted on Dec 12, 2016 | 10:45 am"), Some((Some((12, 12)), Some(2016))));
    assert_eq!(day("December 12 was a cold day in Geneva"), None);
    assert_eq!(day("Monday"), None);
}
