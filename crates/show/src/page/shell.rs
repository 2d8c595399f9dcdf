//! What lies around every page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The one stylesheet.
pub const STYLE: &str = include_str!("style.css");

/// The mark in the browser's tab: lines of text, one of them marked.
pub const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><rect width=\"16\" height=\"16\" rx=\"3\" fill=\"#1d4e68\"/>\
    <path d=\"M3 4.5h10M3 11.5h6\" stroke=\"#fff\" stroke-width=\"1.4\"/><path d=\"M3 8h8\" stroke=\"#f2c14e\" stroke-width=\"2.4\"/></svg>";

const PAGES: [(&str, &str); 10] = [
    ("/", "Front"),
    ("/search", "Search"),
    ("/happenings", "Happenings"),
    ("/timeline", "Timeline"),
    ("/places", "Places"),
    ("/network", "Network"),
    ("/said", "Who said what"),
    ("/commitments", "Commitments"),
    ("/articles", "Articles"),
    ("/read", "Read a text"),
];

/// A page: its title, its path, what it says.
pub fn page(title: &str, path: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (plain(title)) " – dateline" }
                link rel="icon" href="/favicon.svg";
                link rel="stylesheet" href="/style.css";
                @for script in crate::islands::scripts() { script type="module" src={ "/page/" (script) } {} }
                @for style in crate::islands::styles() { link rel="stylesheet" href={ "/page/" (style) }; }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header {
                    a.name href="/" { "dateline" }
                    nav aria-label="Pages" {
                        @for (at, name) in PAGES {
                            a href=(at) aria-current=[(at == path).then_some("page")] { (name) }
                        }
                    }
                }
                main #main tabindex="-1" { (body) }
                footer {
                    p { "Every line points to the words that support it. "
                        a href="/api/openapi.json" { "Interface for programs" } " · " a href="/health" { "Health" } }
                }
            }
        }
    }
}

/// One file with everything in it; nothing is loaded from anywhere.
pub fn alone(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (plain(title)) " – dateline" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { span.name { "dateline" } }
                main #main { (body) }
                footer { p { "Every line points to the words that support it." } }
            }
        }
    }
}

/// Text for places that know no isolation: without the signs that turn the direction of what follows.
pub fn plain(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars().filter(|c| !turns(*c) && !c.is_control()).collect()
}
