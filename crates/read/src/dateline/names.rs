//! The words that datelines are made of: agencies, cities that stand without their country, connectors, and the
//! capitals that are no place.

use std::collections::HashSet;
use std::sync::LazyLock;

/// News agencies and services, as they sign.
const AGENCIES: &str = "AP|AFP|Reuters|UPI|TASS|ITAR-TASS|Itar-Tass|Interfax|RIA Novosti|RIA|Sputnik|Xinhua|IANS|PTI|ANI|UNI|Yonhap|\
KCNA|Kyodo|Kyodo News|Jiji|Jiji Press|IRNA|ISNA|FNA|Fars|Tasnim|Mehr|MNA|SANA|WAFA|KUNA|QNA|BNA|WAM|SPA|MENA|INA|NINA|TAP|\
APS|MAP|APA|NAN|PANA|IPS|EFE|ANSA|AGI|dpa|DPA|ATS|Belga|ANP|NTB|Ritzau|STT|BNS|LETA|ELTA|PAP|CTK|ČTK|MTI|TASR|SITA|HINA|Hina|\
Tanjug|Beta|SRNA|FENA|BTA|Agerpres|Mediafax|ATA|MIA|AA|Anadolu|Anadolu Agency|DHA|Cihan|Trend|Azertac|AzerTAc|Armenpress|\
Kazinform|UzA|Montsame|Antara|Bernama|TNA|VNA|AAP|NZPA|CP|The Canadian Press|Canadian Press|Bloomberg|Bloomberg News|\
Dow Jones|Notimex|Prensa Latina|Télam|Telam|Andina|Agencia Brasil|Agência Brasil|ANN|CNA|CNN|BBC|BBC News|VOA|RFE/RL|Ukrinform|\
UNIAN|BelTA|BELTA|APP|BSS|UNB|SUNA|ENA|GNA|KNA|NNA|Petra|Ma'an|IRIN|Thomson Reuters Foundation|Reuters Life!|Reuters Health|\
Associated Press|The Associated Press|Agence France-Presse|United Press International|Press Association|PA|PA Media|TNS|\
Tribune News Service|Business Wire|BUSINESS WIRE|PRNewswire|PR Newswire|GLOBE NEWSWIRE|Globe Newswire|ACN Newswire|afrol News|\
News Agency of Nigeria|Zawya|IBNS|ZUMA|SNA|SPS|STA|MINA|MTI-Eco|News Service|Voz de America|Voice of America|Confidencial|\
Borneo Bulletin|AKI|Adnkronos|LUSA|Lusa|ABr|ANDINA|AVN|ABI|IP|ACAN-EFE|CMC|CANA|JIS|GINA|AsiaNews|Fides|CNS|CNA/EWTN|UCAN|MONTSAME|AKP|KPL|RSS|THT|UNA|\
OANA|AIP|ABP|AIB|APANEWS|Panapress|PANAPRESS|InfoQuest|StatePoint|NewsUSA|WashPost|NYT|LAT|Chinanews|CGTN|Global Times|ECNS|NHK";

/// Cities that stand in datelines without their country, and others whose papers write them in small letters.
const CITIES: &str = "Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aden|Ahmedabad|Aleppo|Alexandria|Algiers|Almaty|Amman|Amsterdam|Ankara|\
Antananarivo|Asmara|Astana|Asuncion|Asunción|Athens|Atlanta|Auckland|Baghdad|Baku|Baltimore|Bamako|Bangalore|Bengaluru|Bangkok|\
Bangui|Banjul|Barcelona|Basra|Beijing|Beirut|Belfast|Belgrade|Belmopan|Benghazi|Berlin|Bern|Bhopal|Bhubaneswar|Birmingham|Bishkek|\
Bissau|Bogota|Bogotá|Bonn|Boston|Brasilia|Brasília|Bratislava|Brazzaville|Bridgetown|Brisbane|Brussels|Bucharest|Budapest|\
Buenos Aires|Bujumbura|Bulawayo|Cairo|Calcutta|Calgary|Canberra|Cape Town|Caracas|Casablanca|Chandigarh|Chennai|Chicago|Chisinau|\
Cincinnati|Cleveland|Colombo|Conakry|Copenhagen|Cotonou|Dakar|Dallas|Damascus|Dar es Salaam|Davos|Dehradun|Delhi|Denver|Detroit|\
Dhaka|Dili|Djibouti|Dodoma|Doha|Donetsk|Dubai|Dublin|Durban|Dushanbe|Edinburgh|Entebbe|Erbil|Frankfurt|Freetown|Gaborone|Gaza|\
Gaza City|Geneva|Georgetown|Gibraltar|Glasgow|Guangzhou|Guatemala City|Guwahati|Hague|The Hague|Hamburg|Hanoi|Harare|Havana|\
Helsinki|Hiroshima|Ho Chi Minh City|Hong Kong|Honiara|Honolulu|Houston|Hyderabad|Idlib|Indianapolis|Islamabad|Istanbul|Jaipur|\
Jakarta|Jammu|Jeddah|Jenin|Jerusalem|Johannesburg|Juba|Kabul|Kampala|Kandahar|Karachi|Kathmandu|Kazan|Khartoum|Kiev|Kyiv|Kigali|\
Kingston|Kinshasa|Kochi|Kolkata|Kuala Lumpur|Kuwait|Kuwait City|Kyoto|La Paz|Lagos|Lahore|Las Vegas|Leh|Libreville|Lilongwe|Lima|Lisbon|\
Ljubljana|Lome|Lomé|London|Los Angeles|Luanda|Lucknow|Lusaka|Luxembourg|Lviv|Macau|Madrid|Majuro|Makkah|Malabo|Male|Managua|Manama|\
Manila|Maputo|Maseru|Mbabane|Mecca|Medina|Melbourne|Mexico City|Miami|Milan|Milwaukee|Minneapolis|Minsk|Mogadishu|Monaco|Monrovia|\
Montevideo|Montreal|Moroni|Moscow|Mosul|Mumbai|Munich|Muscat|Nairobi|Nassau|Naypyitaw|N'Djamena|New Delhi|New Orleans|New York|\
Niamey|Nicosia|Nouakchott|Nuku'alofa|Nur-Sultan|Odessa|Oklahoma City|Osaka|Oslo|Ottawa|Ouagadougou|Palmyra|Panama City|Paramaribo|\
Paris|Patna|Peshawar|Philadelphia|Phnom Penh|Phoenix|Pittsburgh|Podgorica|Port Louis|Port Moresby|Port Vila|Port of Spain|\
Port-au-Prince|Porto-Novo|Prague|Praia|Pretoria|Pristina|Pyongyang|Quebec City|Quetta|Quito|Rabat|Raipur|Ramallah|Ranchi|Rangoon|Rawalpindi|\
Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome|Rustenburg|Salalah|Salt Lake City|San Antonio|San Diego|San Francisco|San Jose|San José|San Juan|\
San Salvador|Sanaa|Sana'a|Santiago|Santo Domingo|Sao Paulo|São Paulo|Sarajevo|Seattle|Seoul|Shanghai|Sharjah|Shenzhen|Shimla|\
Singapore|Skopje|Sofia|Srinagar|St. Louis|St. Petersburg|Stockholm|Strasbourg|Sucre|Suva|Sydney|Taipei|Tallinn|Tashkent|Tbilisi|\
Tegucigalpa|Tehran|Teheran|Tel Aviv|Thimphu|Tijuana|Tirana|Tokyo|Toronto|Tripoli|Tskhinvali|Tunis|Udhampur|Ulaanbaatar|Ulan Bator|\
United Nations|Vaduz|Valletta|Vancouver|Vatican City|Victoria|Vienna|Vientiane|Vilnius|Vladivostok|Warsaw|Washington|Wellington|\
Windhoek|Winnipeg|Yamoussoukro|Yangon|Yaounde|Yaoundé|Yerevan|Zagreb|Zanzibar|Zurich";

/// Words in capitals, or with one, that begin lines and are no place.
const HEADINGS: &str = "breaking|breaking news|exclusive|update|updated|updates|watch|opinion|analysis|editorial|comment|commentary|\
review|photos|photo|video|videos|question|answer|note|warning|correction|clarification|editor's note|editors note|news|live|\
alert|urgent|flash|bulletin|summary|background|explainer|factbox|fact check|interview|profile|feature|features|sports|sport|\
business|politics|world|national|local|weather|column|letter|letters|poll|quote|quotes|highlights|timeline|preview|recap|report|\
special report|read|read more|read also|also read|see also|related|listen|share|advertisement|sponsored|headlines|top stories|\
today|tomorrow|yesterday|contact|source|sources|credit|caption|image|picture|file|tags|topics|moderator|reporter|host|anchor|\
announcer|narrator|covid|nato|unicef|unesco|fifa|uefa|opec|asean|brics|final|part|chapter|act|scene|day|week|month|year|score|result|results";

static AGENCY_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| AGENCIES.split('|').collect());
static CITY_SET: LazyLock<HashSet<String>> =
    LazyLock::new(|| CITIES.split('|').map(str::to_lowercase).collect());

/// Whether a name signs agency reports. Several may share a dispatch: `Borneo Bulletin/ANN`.
pub(super) fn is_agency(name: &str) -> bool {
    is_one_agency(name) || (name.len() <= 40 && name.contains('/') && name.split('/').any(is_one_agency))
}

/// Whether a name is that of one agency, also in capitals.
pub(super) fn is_one_agency(name: &str) -> bool {
    let name = name.trim();
    let known = |name: &str| AGENCY_SET.contains(name);
    !name.is_empty() && name.len() <= 40 && (known(name) || (name.len() > 4 && known(&title_case(name))))
}

/// `REUTERS` as `Reuters`.
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut first = true;
    for c in name.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = !c.is_alphanumeric();
    }
    out
}

/// Whether a place is one of the list, whatever its case.
pub(super) fn is_city(name: &str) -> bool {
    name.len() <= 24 && CITY_SET.contains(name.to_lowercase().as_str())
}

/// Whether the first words are a heading, not a place.
pub(super) fn is_heading(name: &str) -> bool {
    let name = name.to_lowercase();
    HEADINGS.split('|').any(|heading| heading == name)
}

/// Whether a name is that of an agency or paper by its words: `Agence France-Presse`.
pub(super) fn names_press(name: &str) -> bool {
    name.split([' ', '-'])
        .any(|w| matches!(w, "Press" | "Presse" | "News" | "Agency" | "Agencia" | "Service"))
}

/// At least two letters and none of them small.
pub(super) fn is_capitals(name: &str) -> bool {
    let mut letters = 0;
    for c in name.chars() {
        if c.is_lowercase() {
            // Small words between capitals are part of the name.
            return name.split_whitespace().all(|w| is_connector(w) || is_capitals_word(w)) && letters > 1;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters > 1
}

fn is_capitals_word(word: &str) -> bool {
    // `McALLEN`, `DeKALB`: small letters before the second capital belong to the name.
    let tail =
        word.strip_prefix("Mc").or_else(|| word.strip_prefix("Mac")).or_else(|| word.strip_prefix("De"));
    let upper = |w: &str| w.chars().any(char::is_uppercase) && !w.chars().any(char::is_lowercase);
    upper(word) || tail.is_some_and(upper)
}

/// Small words inside names of places.
pub(super) fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "&"
            | "of"
            | "the"
            | "de"
            | "del"
            | "la"
            | "las"
            | "los"
            | "le"
            | "el"
            | "al"
            | "es"
            | "do"
            | "da"
            | "dos"
            | "di"
            | "du"
            | "sur"
            | "upon"
            | "on"
            | "im"
            | "am"
            | "an"
            | "der"
            | "y"
            | "e"
            | "in"
            | "near"
    )
}

/// Words with a capital that begin sentences, not places.
pub(super) fn is_function_word(word: &str) -> bool {
    let list = "On|In|At|By|For|From|With|After|Before|As|A|An|It|He|She|They|We|I|You|This|That|These|Those|When|While|If|But|And|Or|\
Since|During|Under|Over|About|Just|More|Most|Some|Many|All|No|Not|Mr|Mrs|Ms|Dr|Prof|Sir|President|Minister|Prime";
    list.split('|').any(|w| w == word)
}

/// Whether the letters before a full stop are an abbreviation that keeps it: `St.`, `N.Y.`, and behind a comma
/// the short names of states (`Miss.`, `Calif.`).
pub(super) fn is_abbreviation(word: &str, later_part: bool) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let known = matches!(word, "St" | "Ft" | "Mt" | "ST" | "FT" | "MT" | "Sta" | "Ste");
    known || letters == 1 || word.contains('.') || (later_part && letters <= 5)
}

/// How many bytes of a line are the word that says what the day behind it is: `Published:`, `Posted on`.
pub(super) fn date_label(line: &str) -> usize {
    const LABELS: [&str; 13] = [
        "first published",
        "date published",
        "published on",
        "published",
        "last updated",
        "updated on",
        "updated",
        "posted on",
        "posted",
        "date",
        "created",
        "issued",
        "issue date",
    ];
    let found =
        LABELS.iter().find(|label| line.get(..label.len()).is_some_and(|h| h.eq_ignore_ascii_case(label)));
    let Some(label) = found else { return 0 };
    let rest = &line[label.len()..];
    let tail = rest.trim_start_matches([':', ' ', '\u{a0}', '-', '|']);
    if tail.len() == rest.len() { 0 } else { line.len() - tail.len() }
}

/// Whether what stands behind a day is a time of day and its zone, or nothing.
pub(super) fn is_clock(text: &str) -> bool {
    let zone = |w: &str| w.len() <= 4 && w.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    let figure = |w: &str| w.chars().next().is_some_and(|c| c.is_ascii_digit() || c == '+' || c == '(');
    let words = || text.split([' ', '\u{a0}', '|', '-', '–', ',']).filter(|w| !w.is_empty());
    words().count() <= 6
        && words().all(|w| zone(w) || (figure(w) && w.len() <= 10) || w.eq_ignore_ascii_case("updated"))
}
